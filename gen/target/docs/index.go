package docs

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// entry is a place that can be found: its anchor on its page, what it is called, and what is said there.
type entry struct{ anchor, title, text string }

// writeIndex writes what the search looks through: a script, since pages that are opened as files may load nothing else.
// It hands over two texts. The first has a line for each place, with tabs between its anchor, its title and how what is
// said there begins. The line of a page has its document before the anchor; the places of that page follow. In an anchor
// ~ stands for what slugify makes of the title. The second has a line for each word: see postings.
func writeIndex(w io.Writer, documents []document) error {
	var lines []string
	words := newPostings()
	for _, d := range documents {
		numbers := map[string]int{}
		first := len(lines)
		for _, p := range d.parts {
			page := len(lines)
			for i, e := range p.entries() {
				anchor := e.anchorMark()
				if i == 0 {
					anchor = htmlForm.file(d.slug) + "#" + p.id
				}
				numbers[p.anchor(e.anchor)] = len(lines)
				lines = append(lines, anchor+"\t"+e.title+"\t"+e.text)
				words.show(page, e.title+" "+p.Page.Title+" "+e.text)
			}
		}
		text, err := d.text()
		if err != nil {
			return err
		}
		words.read(text, first, numbers)
	}
	return writeCall(w, "docs.index", strings.Join(lines, "\n"), words.String())
}

// writeCall writes the call of a function with texts.
func writeCall(w io.Writer, function string, texts ...string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b) // it escapes < and >, so that the text may stand in any script
	b.WriteString(function)
	for i, text := range texts {
		b.WriteByte("(,"[min(i, 1)])
		if err := enc.Encode(text); err != nil {
			return err
		}
	}
	b.WriteString(")\n")
	_, err := w.Write(b.Bytes())
	return err
}

// anchorMark is the anchor with a mark for its title, where it ends with that.
func (e entry) anchorMark() string {
	if kind, ok := strings.CutSuffix(e.anchor, slugify(e.title)); ok && e.title != "" && isASCII(e.title) {
		return kind + "~"
	}
	return e.anchor
}

// isASCII reports whether every reader of the list makes the same anchor of a title.
func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// entries is the places of a page: the page, the sections that say something themselves, and each row that has an
// anchor. What is said elsewhere on a page is found at the place before it.
func (p *sheetPart) entries() []entry {
	all := []entry{{"", line(p.Page.Title), searchText(p.Lead)}}
	for _, s := range p.Sections {
		if s.Folded {
			continue
		}
		var plain []Block
		var rows []entry
		for _, b := range s.Blocks {
			if found := rowEntries(s, b); len(found) > 0 {
				rows = append(rows, found...)
			} else {
				plain = append(plain, b)
			}
		}
		title := line(s.Title.String())
		if s.Aside || len(rows) > 0 {
			plain = nil // a sample's name says enough, and what introduces rows is much the same everywhere
		}
		if text := searchText(plain); text != "" || s.Level == 2 || strings.HasPrefix(s.ID, "sample-") {
			all = append(all, entry{s.ID, title, text})
		}
		all = append(all, rows...)
	}
	return all
}

// rowEntries is the rows of a block that have an anchor. One that has only a number is called after its section.
func rowEntries(s *Section, b Block) []entry {
	var all []entry
	if b.Table != nil {
		for _, r := range b.Table.Rows {
			if r.ID == "" || strings.HasPrefix(r.ID, "status-") { // statuses mean much the same everywhere
				continue
			}
			title, text := line(r.Cells[0].String()), shortened(r.Cells[1:], maxRowText)
			if strings.HasPrefix(r.ID, "error-") { // the catalogue says what they mean
				text = ""
			}
			if _, err := strconv.Atoi(title); err == nil {
				title = line(s.Title.String()) + ": " + title
			}
			all = append(all, entry{r.ID, title, text})
		}
	}
	if b.Fields != nil {
		for _, f := range b.Fields.Rows {
			all = append(all, entry{f.ID, line(f.Name), searchText(f.Meaning)})
		}
	}
	return all
}

// searchText is what the paragraphs and lists of blocks say.
func searchText(blocks []Block) string {
	var texts []Text
	for _, b := range blocks {
		texts = append(texts, b.Para)
		if b.List != nil {
			texts = append(texts, b.List.Items...)
		}
	}
	return shortened(texts, maxSearchText)
}

// How much of a text is shown, in bytes.
const (
	maxSearchText = 60
	maxRowText    = 0
)

// line is text on one line.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// shortened is texts on one line, cut at a word where they are long.
func shortened(texts []Text, most int) string {
	var all []string
	for _, t := range texts {
		all = append(all, t.String())
	}
	s := line(strings.Join(all, " "))
	if len(s) <= most {
		return s
	}
	cut := strings.LastIndexFunc(s[:most], unicode.IsSpace)
	if cut < 0 {
		cut = most
	}
	return strings.ToValidUTF8(s[:cut], "") + "…"
}

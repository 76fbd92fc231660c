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
// It holds the documents, the pages with their document and anchor, and for each place its page, anchor, title and text.
// In an anchor ~ stands for what slugify makes of the title.
func writeIndex(w io.Writer, l *layout) error {
	var out struct {
		Sheets []string `json:"s"`
		Pages  [][]any  `json:"p"`
		Rows   [][]any  `json:"r"`
	}
	for i, s := range l.sheets {
		out.Sheets = append(out.Sheets, htmlForm.file(s.slug))
		for _, p := range s.parts {
			for _, e := range p.entries() {
				out.Rows = append(out.Rows, []any{len(out.Pages), e.anchorMark(), e.title, e.text})
			}
			out.Pages = append(out.Pages, []any{i, p.id, clean(p.Page.Title)})
		}
	}
	var b bytes.Buffer
	b.WriteString("searchIndex(")
	enc := json.NewEncoder(&b) // it escapes < and >, so that the text may stand in any script
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := w.Write(append(bytes.TrimSuffix(b.Bytes(), []byte("\n")), ")\n"...))
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
// anchor. What is folded is not searched: it says nothing that is not said elsewhere.
func (p *sheetPart) entries() []entry {
	all := []entry{{"", clean(p.Page.Title), searchText(p.Lead)}}
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
		title := clean(s.Title.String())
		if s.Aside {
			plain = nil // a sample's name says enough
		}
		if text := searchText(plain); text != "" || s.Level == 2 && len(rows) == 0 || strings.HasPrefix(s.ID, "sample-") {
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
			title, text := clean(r.Cells[0].String()), shortened(r.Cells[1:], maxRowText)
			if strings.HasPrefix(r.ID, "error-") { // the catalogue says what they mean
				text = ""
			}
			if _, err := strconv.Atoi(title); err == nil {
				title = clean(s.Title.String()) + ": " + title
			}
			all = append(all, entry{r.ID, title, text})
		}
	}
	if b.Fields != nil {
		for _, f := range b.Fields.Rows {
			all = append(all, entry{f.ID, clean(f.Name), searchText(f.Meaning)})
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

// How much of a text is searched and shown, in bytes.
const (
	maxSearchText = 90
	maxRowText    = 50
)

// shortened is texts on one line, cut at a word where they are long.
func shortened(texts []Text, most int) string {
	var all []string
	for _, t := range texts {
		all = append(all, strings.Fields(clean(t.String()))...)
	}
	s := strings.Join(all, " ")
	if len(s) <= most {
		return s
	}
	cut := strings.LastIndexFunc(s[:most], unicode.IsSpace)
	if cut < 0 {
		cut = most
	}
	return strings.ToValidUTF8(s[:cut], "") + "…"
}

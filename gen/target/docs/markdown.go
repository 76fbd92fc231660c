package docs

import (
	"io"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/templates"
)

// markdown writes the pages of a site as Markdown. It decides only how a thing is written, never what is said.
type markdown struct {
	site  *Site
	pages *template.Template
}

// newMarkdown reads the page templates.
func newMarkdown(site *Site) (*markdown, error) {
	t, err := template.New("markdown").Funcs(markdownFuncs).ParseFS(templates.Docs, "docs/*.md.tmpl")
	if err != nil {
		return nil, err
	}
	return &markdown{site: site, pages: t}, nil
}

// write writes one page.
func (m *markdown) write(w io.Writer, p *Page) error {
	return m.pages.ExecuteTemplate(w, "page", &pageView{Page: p, Site: m.site})
}

// markdownFuncs are what the templates may call.
var markdownFuncs = template.FuncMap{
	"inline":  func(v *pageView, t Text) string { return inlineMarkdown(v.Slug, t, false) },
	"cell":    func(v *pageView, t Text) string { return inlineMarkdown(v.Slug, t, true) },
	"item":    func(v *pageView, l *List, i int) string { return itemMarkdown(v.Slug, l, i) },
	"text":    func(s string) string { return escapeMarkdown(s, false) },
	"head":    func(s string) string { return escapeMarkdown(s, true) },
	"rule":    func(columns []string) string { return strings.Repeat(" --- |", len(columns)) },
	"hashes":  func(level int) string { return strings.Repeat("#", level) },
	"fence":   fenceMarkdown,
	"snippet": func(s snippet.Snippet) string { return fenceMarkdown(Code{Lang: s.Fence, Text: s.Text}) },
	"mermaid": func(d *Diagram) string { return fenceMarkdown(Code{Lang: "mermaid", Text: d.mermaid()}) },
	"anchor":  rowAnchor,
	"view":    func(v *pageView, blocks []Block) blocksView { return blocksView{v, blocks} },
	"idOf":    sectionAnchor,
	"href":    func(v *pageView, t Link) string { return href(v.Slug, t, markdownForm) },
	"field":   func(v *pageView, f Field) fieldView { return fieldView{Field: f, slug: v.Slug} },
}

// pageView is what a template sees.
type pageView struct {
	*Page
	Site *Site
}

// blocksView is blocks and the page they stand on.
type blocksView struct {
	Page   *pageView
	Blocks []Block
}

// fieldView is one attribute or parameter as cells of a table.
type fieldView struct {
	Field
	slug string
}

// TypeCell is the type and the marks.
func (f fieldView) TypeCell() string {
	t := f.Type
	for _, m := range f.Marks {
		t = cat(t, words(", "), Span{Text: m, Emph: true})
	}
	return inlineMarkdown(f.slug, t, true)
}

// MeaningCell is the meaning and the notes, a line each.
func (f fieldView) MeaningCell() string {
	return inlineMarkdown(f.slug, lines(append([]Text{flat(f.Meaning)}, f.Notes...)...), true)
}

// NameCell is the name, with the anchor that leads to it.
func (f fieldView) NameCell() string {
	return anchorMarkdown(f.ID) + inlineMarkdown(f.slug, Text{code(f.Name)}, true)
}

// anchorMarkdown is an anchor that can be led to.
func anchorMarkdown(id string) string {
	if id == "" {
		return ""
	}
	return `<a id="` + escapeAttribute(id) + `"></a>`
}

// rowAnchor is the anchor of a row, in its first cell.
func rowAnchor(id string, cell int) string {
	if cell > 0 {
		return ""
	}
	return anchorMarkdown(id)
}

// sectionAnchor is the anchor of a heading, where its title alone does not make the same.
func sectionAnchor(s *Section) string {
	if s.ID == slugify(s.Title.String()) {
		return ""
	}
	return anchorMarkdown(s.ID)
}

func escapeAttribute(s string) string { return attributeEscapes.Replace(s) }

var attributeEscapes = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;")

// itemMarkdown is one item of a list, with its mark.
func itemMarkdown(slug string, l *List, i int) string {
	mark := "- "
	if l.Ordered {
		mark = itoa(i+1) + ". "
	}
	return mark + inlineMarkdown(slug, l.Items[i], false)
}

// inlineMarkdown writes one line of text. In the cell of a table a break is a tag, elsewhere a backslash.
func inlineMarkdown(slug string, t Text, cell bool) string {
	var b strings.Builder
	for i, s := range t {
		start := b.Len() == 0 && !cell
		switch {
		case s.Break && cell:
			b.WriteString("<br>")
		case s.Break:
			b.WriteString("\\\n")
		default:
			text := spanMarkdown(slug, s, cell, start)
			if strings.HasSuffix(text, "!") && i+1 < len(t) && t[i+1].To != (Link{}) {
				text = strings.TrimSuffix(text, "!") + `\!` // or the link would be a picture
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

// spanMarkdown writes one span with its look and link.
func spanMarkdown(slug string, s Span, cell, start bool) string {
	var text string
	if s.Code {
		text = codeMarkdown(s.Text, cell)
	} else {
		text = escapeMarkdown(s.Text, !start)
	}
	switch {
	case strings.TrimSpace(s.Text) == "":
		return text
	case s.Strong:
		text = hug(text, "**")
	case s.Emph:
		text = hug(text, "*")
	}
	address := href(slug, s.To, markdownForm)
	if address == "" {
		return text
	}
	return "[" + text + "](" + address + ")"
}

// hug puts marks round the text itself, leaving the spaces at its ends outside.
func hug(text, mark string) string {
	core := strings.Trim(text, " ")
	at := strings.Index(text, core)
	return text[:at] + mark + core + mark + text[at+len(core):]
}

// codeMarkdown writes inline code that nothing in the text can close.
func codeMarkdown(s string, cell bool) string {
	s = strings.ReplaceAll(clean(s), "\n", " ")
	if strings.TrimSpace(s) == "" {
		return "(empty)"
	}
	if cell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	ticks := strings.Repeat("`", longestRun(s, '`')+1)
	if len(ticks) > 1 || s[0] == ' ' {
		return ticks + " " + s + " " + ticks
	}
	return ticks + s + ticks
}

// fenceMarkdown writes a block of code that nothing in the text can close.
func fenceMarkdown(c Code) string {
	text := cleanCode(c.Text)
	ticks := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return ticks + c.Lang + "\n" + strings.TrimSuffix(text, "\n") + "\n" + ticks
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		run++
		if s[i] != c {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// escapeMarkdown writes text so that it shows as it stands. Inside says that something stands before it on the line, so
// that no mark of a block can begin here.
func escapeMarkdown(s string, inside bool) string {
	s = strings.ReplaceAll(clean(s), "\n", " ")
	var b strings.Builder
	b.Grow(len(s) + 16)
	prev := ' '
	first := len(s) - len(strings.TrimLeft(s, " "))
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if mustEscape(r, prev, next) || !inside && i == first && beginsBlock(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		prev = r
	}
	if !inside {
		return escapeNumber(b.String())
	}
	return b.String()
}

// mustEscape reports whether r would mean something other than itself.
func mustEscape(r, prev, next rune) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '|', '~', '$':
		return true
	case '_':
		return !isWordRune(prev) || !isWordRune(next)
	case '<':
		return next == '/' || next == '!' || next == '?' || unicode.IsLetter(next)
	case '&':
		return next == '#' || unicode.IsLetter(next)
	case '{':
		return prev == '{' || next == '%' || next == '#'
	}
	return false
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// beginsBlock reports whether a line that begins like this is a heading, a quotation, a list, a rule or a title.
func beginsBlock(r rune) bool { return strings.ContainsRune("#>-+=:", r) }

// escapeNumber keeps a line that begins with a number and a full stop from being a list.
func escapeNumber(s string) string {
	rest := strings.TrimLeft(s, " ")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 || digits == len(rest) || rest[digits] != '.' && rest[digits] != ')' {
		return s
	}
	return s[:len(s)-len(rest)] + rest[:digits] + `\` + rest[digits:]
}

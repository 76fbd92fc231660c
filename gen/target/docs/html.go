package docs

import (
	"bytes"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/templates"
)

// htmlWriter writes the documents of a site as HTML that is complete without script and loads nothing but its own style
// sheet and script. It decides only how a thing is written, never what is said.
type htmlWriter struct {
	layout *layout
	set    *options
	pages  *template.Template
	inline bool // that the one document carries its style and script itself
}

// newHTML reads the page templates.
func newHTML(l *layout, set *options) (*htmlWriter, error) {
	t, err := template.New("html").Funcs(htmlFuncs).ParseFS(templates.Docs, "docs/*.html.tmpl")
	if err != nil {
		return nil, err
	}
	return &htmlWriter{layout: l, set: set, pages: t}, nil
}

// write writes one document.
func (h *htmlWriter) write(w io.Writer, s *sheet) error {
	return h.pages.ExecuteTemplate(w, "page", &htmlPage{sheet: s, writer: h})
}

// document is a document that is made once, by who first asks: it is a file, and the search reads it too.
type document struct {
	*sheet
	text func() ([]byte, error)
}

// documents are the documents of the site.
func (h *htmlWriter) documents() []document {
	all := make([]document, len(h.layout.sheets))
	for i, s := range h.layout.sheets {
		all[i] = document{s, sync.OnceValues(func() ([]byte, error) {
			var b bytes.Buffer
			err := h.write(&b, s)
			return b.Bytes(), err
		})}
	}
	return all
}

func (d document) write(w io.Writer) error {
	text, err := d.text()
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// htmlFuncs are what the templates may call.
var htmlFuncs = template.FuncMap{
	"text":    func(v htmlView, t Text) template.HTML { return inlineHTML(v, t) },
	"heading": headingHTML,
	"list":    listHTML,
	"caption": caption,
	"clean":   cleanCode,
	"light":   highlight,
	"snippet": func(s snippet.Snippet) template.HTML { return highlight(Code{Lang: s.Fence, Text: s.Text}) },
	"svg":     drawDiagram,
	"words":   (*Diagram).sentences,
	"mermaid": (*Diagram).mermaid,
	"view":    htmlView.of,
	"in":      htmlView.in,
	"console": func(v htmlView, c *Console) consoleView { return consoleView{v, c} },
	"field":   func(v htmlView, f ConsoleField) formField { return formField{v, f} },
	"id":      func(v htmlView, id string) string { return v.Part.anchor(id) },
}

// htmlPage is a document as its template sees it.
type htmlPage struct {
	*sheet
	writer *htmlWriter
}

// Site is the site that the document belongs to.
func (p *htmlPage) Site() *Site { return p.writer.layout.site }

// Title is what the document is called.
func (p *htmlPage) Title() string { return p.title }

// IsHome reports whether this is the first page.
func (p *htmlPage) IsHome() bool { return p.slug == slugHome }

// Alone reports whether the document is one page.
func (p *htmlPage) Alone() bool { return p.alone }

// Inline reports whether the document carries its style and script itself.
func (p *htmlPage) Inline() bool { return p.writer.inline }

// Brand is the name that stands on every page.
func (p *htmlPage) Brand() string { return p.writer.set.brandOr(p.Site().Title) }

// Canonical is the address at which the document is published; empty where nobody said.
func (p *htmlPage) Canonical() string { return p.writer.set.address(htmlForm.file(p.slug)) }

// Asset is the address of a file that all documents load.
func (p *htmlPage) Asset(name string) string { return relative(path.Dir(p.slug), name) }

// Root is the way to the site's folder.
func (p *htmlPage) Root() string { return relative(path.Dir(p.slug), "") }

// Parts is the pages in the document, as their templates see them.
func (p *htmlPage) Parts() []htmlView {
	views := make([]htmlView, len(p.parts))
	for i, part := range p.parts {
		views[i] = htmlView{Part: part, layout: p.writer.layout}
	}
	return views
}

// Trail is the way from the first page to this document.
func (p *htmlPage) Trail() template.HTML {
	t := p.parts[0].Page.Trail
	if p.slug == slugHome || p.writer.inline {
		return ""
	}
	if !p.alone {
		t = cat(plain(p.Site().Title).to(slugHome, ""), words(" / "+p.title))
	}
	return inlineHTML(p.Parts()[0], t)
}

// Style and Script are what an inline document carries.
func (p *htmlPage) Style() template.CSS { return template.CSS(p.writer.set.style()) } // our own file
func (p *htmlPage) Script() template.JS { return template.JS(script()) }              // our own files
func (p *htmlPage) StyleHash() string   { return contentHash(p.writer.set.style()) }
func (p *htmlPage) ScriptHash() string  { return contentHash(script()) }

// Lives names the resources whose states are drawn.
func (p *htmlPage) Lives() string {
	var names []string
	for slug := range p.writer.layout.parts {
		if name, ok := strings.CutPrefix(slug, lifecycleFolder); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// consoleView is a console on its page, formField a field of it.
type (
	consoleView struct {
		View    htmlView
		Console *Console
	}
	formField struct {
		View  htmlView
		Field ConsoleField
	}
)

// htmlView is a page in a document, and a part of it.
type htmlView struct {
	Part    *sheetPart
	Blocks  []Block
	Section *Section
	layout  *layout
}

func (v htmlView) of(blocks []Block) htmlView { v.Blocks = blocks; return v }

func (v htmlView) in(s *Section) htmlView { v.Section = s; return v }

// Main is the sections of the page itself.
func (v htmlView) Main() []*Section { return v.part(false) }

// Beside is the sections that stand beside the others where there is room.
func (v htmlView) Beside() []*Section { return v.part(true) }

func (v htmlView) part(aside bool) []*Section {
	var part []*Section
	for _, s := range v.Part.Sections {
		if s.Aside == aside {
			part = append(part, s)
		}
	}
	return part
}

// Twin is the address of the page in Markdown.
func (v htmlView) Twin() string { return v.Part.twin() }

// NavGroup is a group of the table of contents as one document sees it.
type NavGroup struct {
	Title, Href string
	Current     bool
	Items       []NavItem
}

// NavItem is a page in the table of contents.
type NavItem struct {
	Title, Href string
	Current     bool
}

// Contents is the table of contents as this document shows it. The pages of a group that is read as a whole are listed
// where this document is of that group, those of other groups always.
func (p *htmlPage) Contents() []NavGroup {
	l, from := p.writer.layout, p.parts[0]
	var groups []NavGroup
	for _, g := range l.site.Groups {
		n := NavGroup{Title: g.Title}
		here := p.writer.inline || g.Whole == ""
		for _, q := range g.Pages {
			here = here || l.parts[q.Slug].sheet == p.sheet
		}
		if g.Whole != "" {
			first := l.parts[g.Pages[0].Slug]
			n.Href = l.documentHref(from, first)
			n.Current = first.sheet == p.sheet && !p.writer.inline
		}
		for _, q := range g.Pages {
			if here {
				part := l.parts[q.Slug]
				n.Items = append(n.Items, NavItem{Title: q.Nav, Href: l.pageHref(from, part), Current: part.sheet == p.sheet && p.alone})
			}
		}
		groups = append(groups, n)
	}
	return groups
}

// HomeHref is the address of the first page.
func (p *htmlPage) HomeHref() string {
	return p.writer.layout.documentHref(p.parts[0], p.writer.layout.parts[slugHome])
}

// documentHref is the address of the document that a page is in.
func (l *layout) documentHref(from, to *sheetPart) string {
	return relative(path.Dir(from.sheet.slug), htmlForm.file(to.sheet.slug))
}

// pageHref is the address of a page.
func (l *layout) pageHref(from, to *sheetPart) string {
	address := l.documentHref(from, to)
	switch {
	case to.id == "":
		return address
	case to.sheet == from.sheet:
		return "#" + to.id
	}
	return address + "#" + to.id
}

package docs

import (
	"html"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/templates"
)

// styleFile is the style sheet that every page of HTML loads.
const styleFile = "site.css"

// htmlWriter writes the pages of a site as HTML that needs no script and loads nothing but its style sheet. It decides
// only how a thing is written, never what is said.
type htmlWriter struct {
	site  *Site
	pages *template.Template
}

// newHTML reads the page templates.
func newHTML(site *Site) (*htmlWriter, error) {
	t, err := template.New("html").Funcs(htmlFuncs).ParseFS(templates.Docs, "docs/*.html.tmpl")
	if err != nil {
		return nil, err
	}
	return &htmlWriter{site: site, pages: t}, nil
}

// write writes one page.
func (h *htmlWriter) write(w io.Writer, p *Page) error {
	return h.pages.ExecuteTemplate(w, "page", &htmlPage{Page: p, Site: h.site})
}

// style writes the style sheet.
func (h *htmlWriter) style(w io.Writer) error {
	data, err := templates.Docs.ReadFile("docs/" + styleFile)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// htmlFuncs are what the templates may call.
var htmlFuncs = template.FuncMap{
	"text":    func(v *htmlPage, t Text) template.HTML { return inlineHTML(v.Slug, t) },
	"heading": headingHTML,
	"list":    listHTML,
	"caption": caption,
	"clean":   cleanCode,
	"svg":     drawDiagram,
	"mermaid": (*Diagram).mermaid,
	"asset":   func(v *htmlPage, name string) string { return relative(path.Dir(v.Slug), name) },
	"view":    func(v *htmlPage, blocks []Block) htmlBlocks { return htmlBlocks{v, blocks} },
	"in":      func(v *htmlPage, s *Section) htmlSection { return htmlSection{v, s} },
}

// htmlPage is what a template sees.
type htmlPage struct {
	*Page
	Site *Site
}

// htmlBlocks is blocks and the page they stand on.
type htmlBlocks struct {
	Page   *htmlPage
	Blocks []Block
}

// htmlSection is a section and the page it stands on.
type htmlSection struct {
	Page    *htmlPage
	Section *Section
}

// NavGroup is a group of the table of contents as one page sees it: its pages are listed where this page is one of them.
type NavGroup struct {
	Title, Href string
	Items       []NavItem
}

// NavItem is a page in the table of contents.
type NavItem struct {
	Title, Href string
	Current     bool
}

// Contents is the table of contents as this page shows it.
func (p *htmlPage) Contents() []NavGroup {
	var groups []NavGroup
	for _, g := range p.Site.Groups {
		n := NavGroup{Title: g.Title, Href: linkHref(p.Slug, g.Pages[0].Slug)}
		if slices.Contains(g.Pages, p.Page) {
			for _, q := range g.Pages {
				n.Items = append(n.Items, NavItem{Title: q.Nav, Href: linkHref(p.Slug, q.Slug), Current: q == p.Page})
			}
		}
		groups = append(groups, n)
	}
	return groups
}

// Main is the sections of the page itself.
func (p *htmlPage) Main() []*Section { return p.part(false) }

// Beside is the sections that stand beside the others where there is room.
func (p *htmlPage) Beside() []*Section { return p.part(true) }

// HomeHref is the address of the first page.
func (p *htmlPage) HomeHref() string { return linkHref(p.Slug, slugHome) }

func (p *htmlPage) part(aside bool) []*Section {
	var part []*Section
	for _, s := range p.Sections {
		if s.Aside == aside {
			part = append(part, s)
		}
	}
	return part
}

// Twin is the address of the same page in Markdown.
func (p *htmlPage) Twin() string { return path.Base(markdownForm.file(p.Slug)) }

// linkHref is the address of a page, also of the page itself.
func linkHref(from, slug string) string {
	if from == slug {
		return path.Base(htmlForm.file(slug))
	}
	return href(from, Link{Page: slug}, htmlForm)
}

// caption is what stands above a block of code: its title, else the name of its language.
func caption(c *Code) string {
	if c.Title != "" {
		return c.Title
	}
	return map[string]string{"sh": "Shell", "go": "Go", "json": "JSON", "http": "Request", "mermaid": "Mermaid"}[c.Lang]
}

// headingHTML is the heading of a section, which leads to itself.
func headingHTML(v *htmlPage, s *Section) template.HTML {
	tag := "h2"
	if s.Level > 2 {
		tag = "h3"
	}
	link := `<a class="anchor" href="#` + html.EscapeString(s.ID) + `">`
	return template.HTML("<"+tag+">"+link) + inlineHTML(v.Slug, s.Title) + template.HTML("</a></"+tag+">")
}

// listHTML is a list with its items.
func listHTML(v *htmlPage, l *List) template.HTML {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	all := template.HTML("<" + tag + ">\n")
	for _, item := range l.Items {
		all += "<li>" + inlineHTML(v.Slug, item) + "</li>\n"
	}
	return all + template.HTML("</"+tag+">")
}

// inlineHTML writes one line of text.
func inlineHTML(slug string, t Text) template.HTML {
	var b strings.Builder
	for _, s := range t {
		if s.Break {
			b.WriteString("<br>")
			continue
		}
		text := html.EscapeString(clean(s.Text))
		text = wrap(text, s.Code, "code")
		text = wrap(text, s.Emph, "em")
		text = wrap(text, s.Strong, "strong")
		if address := href(slug, s.To, htmlForm); address != "" {
			text = `<a href="` + html.EscapeString(address) + `">` + text + "</a>"
		}
		b.WriteString(text)
	}
	return template.HTML(b.String()) // every text and address in it is escaped above
}

// wrap puts a tag round text.
func wrap(text string, want bool, tag string) string {
	if !want {
		return text
	}
	return "<" + tag + ">" + text + "</" + tag + ">"
}

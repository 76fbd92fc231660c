package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
)

// builder makes the pages of one API.
type builder struct {
	api      *model.API
	goImport string // the import path of the Go client
	report   *prove.Report
	stage    *stage
}

// Build makes the pages of an API, in reading order. Samples in Go import the client by goImport.
func Build(api *model.API, goImport string) *Site {
	b := &builder{api: api, goImport: goImport, report: explore(api), stage: newStage(api)}
	s := &Site{Title: api.Title, Source: fileLabel(api.SpecFile)}
	s.group("Overview", b.overview(), b.testing())
	for _, support := range []bool{false, true} {
		for _, r := range api.Resources {
			if r.Support == support {
				s.group(heading(r.Plural), b.resource(r)...).Whole = objectSlug(r.Object)
			}
		}
	}
	s.group("Objects", b.objects()...).Whole = slugObjects
	s.group("Errors", b.errors(), b.failures())
	s.group("Words and tables", b.enums(), b.events(), b.account(), b.tables())
	s.group("About these pages", b.sources())
	s.Home = b.home(s)
	for _, p := range s.Pages() {
		p.Trail = s.trail(p)
	}
	s.settle()
	return s
}

// group adds pages under a heading. Pages that have nothing to say are nil and left out, and a group of none too.
func (s *Site) group(title string, pages ...*Page) *Group {
	g := &Group{Title: title}
	for _, p := range pages {
		if p != nil {
			g.Pages = append(g.Pages, p)
		}
	}
	if len(g.Pages) > 0 {
		s.Groups = append(s.Groups, g)
	}
	return g
}

// Pages is every page, the first one before the others.
func (s *Site) Pages() []*Page {
	pages := []*Page{s.Home}
	for _, g := range s.Groups {
		pages = append(pages, g.Pages...)
	}
	return pages
}

// trail is the way from the first page to p: the first page, and the group's first page where p is another.
func (s *Site) trail(p *Page) Text {
	if p == s.Home {
		return nil
	}
	way := cat(plain(s.Title).to(slugHome, ""), words(" / "))
	for _, g := range s.Groups {
		for i, q := range g.Pages {
			switch {
			case q != p:
			case i == 0 && g.leads():
				return cat(way, words(g.Title))
			case g.leads():
				way = cat(way, plain(g.Title).to(g.Pages[0].Slug, ""), words(" / "))
			}
		}
	}
	return cat(way, words(p.Nav))
}

// leads reports whether the first page of the group is about all of it.
func (g *Group) leads() bool { return g.Pages[0].Nav == navObject }

// navObject is how tables of contents call the page of a resource itself.
const navObject = "The object"

// home is the first page: what the API is, and the table of contents.
func (b *builder) home(s *Site) *Page {
	p := &Page{Slug: slugHome, Title: b.api.Title, Nav: b.api.Title}
	p.Lead = prose(b.api.Doc)
	if b.api.Version != "" {
		p.Lead = append(p.Lead, para(words("Version "), code(b.api.Version), words(".")))
	}
	for _, g := range s.Groups {
		items := make([]Text, len(g.Pages))
		for i, q := range g.Pages {
			items[i] = Text{plain(q.Nav).to(q.Slug, "")}
		}
		p.add(section(g.Title, list(items)))
	}
	return p
}

// objects is a page for each nested object.
func (b *builder) objects() []*Page {
	var pages []*Page
	for _, o := range b.api.Objects {
		p := &Page{Slug: objectSlug(o), Title: heading(o.Name), Nav: heading(o.Name)}
		p.Lead = append(prose(o.Doc), noteBlocks(metaNotes(&o.Meta))...)
		p.add(attributes(o), hidden(o), b.example(o))
		pages = append(pages, p)
	}
	return pages
}

// noteBlocks is a paragraph for each note.
func noteBlocks(notes []Text) []Block {
	var blocks []Block
	for _, n := range notes {
		blocks = append(blocks, Block{Para: n})
	}
	return blocks
}

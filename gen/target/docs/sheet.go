package docs

import (
	"path"
	"slices"
)

// sheet is one document of HTML: a page of the site, or several that are read together.
type sheet struct {
	slug  string
	title string
	alone bool // that it shows one page, whose anchors are its own
	parts []*sheetPart
	taken map[string]bool // the anchors of parts that are read together
}

// sheetPart is a page in a document. ID is its anchor there and stands before the anchors of its own; it is empty where
// the document is that page.
type sheetPart struct {
	*Page
	sheet *sheet
	id    string
}

// anchor is the anchor of a place of the page in its document.
func (p *sheetPart) anchor(id string) string {
	if p.id == "" || id == "" {
		return p.id + id
	}
	return p.id + "-" + id
}

// layout says which document shows which page.
type layout struct {
	site   *Site
	sheets []*sheet
	parts  map[string]*sheetPart // by the slug of the page
}

// layOut makes a document of each page that stands alone, and one of each group that is read as a whole.
func layOut(site *Site) *layout {
	l := &layout{site: site, parts: map[string]*sheetPart{}}
	l.single(site.Home)
	for _, g := range site.Groups {
		var whole *sheet
		if g.Whole != "" {
			whole = l.sheet(g.Whole, g.Title)
		}
		for _, p := range g.Pages {
			if whole == nil || p.Alone {
				l.single(p)
				continue
			}
			l.add(whole, p, path.Base(p.Slug))
		}
	}
	return l
}

// layOutWhole makes one document of all pages.
func layOutWhole(site *Site, slug string) *layout {
	l := &layout{site: site, parts: map[string]*sheetPart{}}
	all := l.sheet(slug, site.Title)
	for _, p := range site.Pages() {
		l.add(all, p, flatSlug(p.Slug))
	}
	return l
}

func (l *layout) sheet(slug, title string) *sheet {
	s := &sheet{slug: slug, title: title, taken: map[string]bool{}}
	l.sheets = append(l.sheets, s)
	return s
}

func (l *layout) single(p *Page) {
	s := l.sheet(p.Slug, p.Title)
	s.alone = true
	l.place(&sheetPart{Page: p, sheet: s})
}

// add puts a page into a document under an anchor, which is changed where the document has such anchors already.
func (l *layout) add(s *sheet, p *Page, id string) {
	part := &sheetPart{Page: p, sheet: s, id: id}
	places := p.places()
	for slices.ContainsFunc(places, func(a string) bool { return s.taken[part.anchor(a)] }) {
		part.id += "_"
	}
	for _, a := range places {
		s.taken[part.anchor(a)] = true
	}
	l.place(part)
}

func (l *layout) place(p *sheetPart) {
	p.sheet.parts = append(p.sheet.parts, p)
	l.parts[p.Slug] = p
}

// href is the address of a link as seen from a part of a document.
func (l *layout) href(from *sheetPart, to Link) string {
	if to.URL != "" {
		return to.URL
	}
	target := from
	if to.Page != "" {
		target = l.parts[to.Page]
	}
	if target == nil || to == (Link{}) {
		return ""
	}
	address := ""
	if target.sheet != from.sheet {
		address = relative(path.Dir(from.sheet.slug), htmlForm.file(target.sheet.slug))
	}
	if anchor := target.anchor(to.Anchor); anchor != "" && (to.Anchor != "" || target != target.sheet.parts[0]) {
		return address + "#" + anchor
	}
	if address == "" {
		return path.Base(htmlForm.file(from.sheet.slug))
	}
	return address
}

// twin is the address of the page in Markdown, as seen from its document.
func (p *sheetPart) twin() string {
	return relative(path.Dir(p.sheet.slug), markdownForm.file(p.Slug))
}

package docs

import "slices"

// settle gives every place of a page an anchor of its own and takes away the links that lead nowhere: to pages that a
// small API has no need of, and to places that they lack.
func (s *Site) settle() {
	known := map[string]map[string]bool{}
	for _, p := range s.Pages() {
		known[p.Slug] = p.anchors()
	}
	for _, p := range s.Pages() {
		for _, t := range p.texts() {
			for i := range t {
				t[i].To = settled(t[i].To, p.Slug, known)
			}
		}
	}
}

// settled is a link as far as it leads somewhere.
func settled(l Link, here string, known map[string]map[string]bool) Link {
	if l.URL != "" || l == (Link{}) {
		return l
	}
	page := l.Page
	if page == "" {
		page = here
	}
	anchors, ok := known[page]
	if !ok {
		return Link{}
	}
	if !anchors[l.Anchor] {
		l.Anchor = ""
	}
	return l
}

// anchors is every place of the page that can be led to. Of several of one name all but the first are renamed.
func (p *Page) anchors() map[string]bool {
	found := map[string]bool{"": true}
	own := func(id string) string {
		if id == "" {
			return ""
		}
		name := id
		for n := 2; found[name]; n++ {
			name = id + "-" + itoa(n)
		}
		found[name] = true
		return name
	}
	for _, s := range p.Sections {
		s.ID = own(s.ID)
	}
	for _, b := range p.blocks() {
		if b.Table != nil {
			for i := range b.Table.Rows {
				b.Table.Rows[i].ID = own(b.Table.Rows[i].ID)
			}
		}
		if b.Fields != nil {
			for i := range b.Fields.Rows {
				b.Fields.Rows[i].ID = own(b.Fields.Rows[i].ID)
			}
		}
	}
	return found
}

// places is every place of the page that can be led to, the page itself first. The page is settled.
func (p *Page) places() []string {
	all := []string{""}
	add := func(id string) {
		if id != "" {
			all = append(all, id)
		}
	}
	for _, s := range p.Sections {
		add(s.ID)
	}
	for _, b := range p.blocks() {
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				add(r.ID)
			}
		}
		if b.Fields != nil {
			for _, f := range b.Fields.Rows {
				add(f.ID)
			}
		}
	}
	return all
}

// blocks is every block of the page.
func (p *Page) blocks() []Block {
	all := slices.Clone(p.Lead)
	for _, s := range p.Sections {
		all = append(all, s.Blocks...)
	}
	return all
}

// texts is every line of the page.
func (p *Page) texts() []Text {
	all := []Text{p.Trail}
	for _, s := range p.Sections {
		all = append(all, s.Title)
	}
	for _, b := range p.blocks() {
		all = append(all, b.texts()...)
	}
	return all
}

// texts is every line of the block.
func (b Block) texts() []Text {
	all := []Text{b.Para}
	if b.List != nil {
		all = append(all, b.List.Items...)
	}
	if b.Table != nil {
		for _, r := range b.Table.Rows {
			all = append(all, r.Cells...)
		}
	}
	if b.Fields != nil {
		for _, f := range b.Fields.Rows {
			all = append(append(all, f.Type), f.Notes...)
			for _, m := range f.Meaning {
				all = append(all, m.texts()...)
			}
		}
	}
	return all
}

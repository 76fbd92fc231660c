package openapi

import (
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// pageObject makes the object that lists answer with, of what the answers of all lists have in common.
func (im *importer) pageObject() *class {
	if im.paging == nil {
		return nil
	}
	var lists []*call
	for _, c := range im.calls {
		if c.paged != nil {
			lists = append(lists, c)
		}
	}
	page := &class{item: item{what: "object", pos: lists[0].result.src.Pos}, hint: "page"}
	page.set("doc", "One page of a list.")
	for _, c := range lists {
		im.pageAttributes(page, c)
	}
	for _, a := range page.attrs {
		for _, c := range lists {
			if p := c.result.prop(a.name); p == nil || !c.result.required[a.name] {
				a.flag("optional", true)
			}
		}
	}
	data := page.attr(im.paging.data)
	data.rows = []row{{key: "type", typ: &typ{op: "list", args: []*typ{word("item")}}}}
	data.set("doc", "The records of this page.")
	im.classes[classKey{&spec.Data{}, false}] = page
	im.draft.objects = append(im.draft.objects, page)
	return page
}

// pageAttributes adds what one list's answer has and the page has not. What differs between lists is carried as any.
func (im *importer) pageAttributes(page *class, c *call) {
	for _, p := range c.result.props {
		if p.key.Value == im.paging.data {
			if page.attr(p.key.Value) == nil {
				page.attrs = append(page.attrs, &item{what: "attribute", name: p.key.Value, pos: p.key.Pos})
			}
			continue
		}
		a := im.attribute(c.result, p, "page", false)
		if a == nil {
			continue
		}
		had := page.attr(a.name)
		switch {
		case had == nil:
			page.attrs = append(page.attrs, a)
		case !sameType(had.get("type").typ, a.get("type").typ):
			had.rows = []row{{key: "type", typ: word("any")}}
		case a.get("nullable") != nil:
			had.flag("nullable", true)
		}
	}
}

func sameType(a, b *typ) bool {
	if a.word != b.word || a.class != b.class || a.enum != b.enum || a.op != b.op || len(a.args) != len(b.args) {
		return false
	}
	for i := range a.args {
		if !sameType(a.args[i], b.args[i]) {
			return false
		}
	}
	return true
}

// pageRow is the section api.page.
func (im *importer) pageRow() string {
	p := im.paging
	p.next = im.inPage(p.next, func(t *typ) bool { return t.isText() })
	p.total = im.inPage(p.total, func(t *typ) bool { return t.isNumber() })
	p.more = im.inPage(p.more, func(t *typ) bool { return t.word == "boolean" })
	if p.style == "cursor" && p.next == "" {
		p.style, p.by = "none", ""
	}
	parts := []string{"object: " + im.page.name, "style: " + p.style, "data: " + p.data}
	for _, k := range [][2]string{
		{"limit", p.limit}, {map[string]string{"cursor": "cursor", "offset": "offset", "page": "number"}[p.style], p.by},
		{"next", p.next}, {"total", p.total}, {"more", p.more},
	} {
		if k[0] != "" && k[1] != "" {
			parts = append(parts, k[0]+": "+scalar(k[1]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// inPage returns a dotted path if it leads to an attribute of the page whose type will do. Lists that differ may have made
// any of it.
func (im *importer) inPage(path string, fits func(*typ) bool) string {
	if path == "" {
		return ""
	}
	if a := im.page.at(path); a != nil && fits(a.get("type").typ) {
		return path
	}
	return ""
}

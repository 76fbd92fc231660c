package openapi

import (
	"slices"
	"strings"
)

// claim finds the objects that groups of operations are about, and makes them resources. Groups of one object become
// one; first come those whose object is read by its id, made or changed.
func (im *importer) claim() {
	for _, find := range []func(*group) *shape{im.subject, im.single} {
		for _, g := range im.groups {
			if g.resource != nil {
				continue
			}
			if s := find(g); s != nil {
				c := im.class(s, g.hint, false)
				if c.resource == nil {
					im.promote(c, g)
				}
				g.resource = c.resource
			}
		}
	}
	for _, g := range im.groups {
		if g.resource == nil {
			im.claimNothing(g)
		}
	}
}

// claimNothing makes a resource without attributes for a group of which no answer shows what it is about.
func (im *importer) claimNothing(g *group) {
	c := &class{item: item{what: "resource", pos: g.calls[0].pos}, hint: g.hint}
	if doc := im.tagDoc(g.calls[0].tag); doc != "" {
		c.set("doc", doc)
	}
	im.notef(c.pos, "resource-without-shape", "no answer shows what %q is; the resource has operations and no attributes", clip(g.hint))
	im.promote(c, g)
	g.resource = c.resource
}

// promote makes a resource of an object.
func (im *importer) promote(c *class, g *group) {
	c.what, c.resource = "resource", &resource{class: c}
	if g.plural != g.hint {
		c.rows = append([]row{{key: "plural", text: g.plural}}, c.rows...)
	}
	im.draft.objects = slices.DeleteFunc(im.draft.objects, func(o *class) bool { return o == c })
	im.draft.resources = append(im.draft.resources, c.resource)
}

// subject is the shape that a group's operations answer with, as far as one shows it.
func (im *importer) subject(g *group) *shape {
	for _, kind := range []string{"read", "create", "update"} {
		for _, c := range g.calls {
			if c.kind == kind && im.isThing(c.result) && (kind != "read" || len(c.rest) == 1) {
				return c.result
			}
		}
	}
	for _, c := range g.calls {
		if c.kind == "list" && len(c.rest) == 0 && im.lasts(c.paged.item, g) {
			return c.paged.item
		}
	}
	return nil
}

// lasts reports whether what a list shows, and nothing else does, is a thing that a resource can be: it has an id, is called
// as its collection is, or is the resource of another collection. Else it is an object that stands in lists.
func (im *importer) lasts(s *shape, g *group) bool {
	c := im.classes[classKey{s.src, false}]
	return s.prop("id") != nil || plainSchema(snake(s.name)) == g.hint || c != nil && c.resource != nil
}

// single is the shape that a group answers with where there is one of it alone, as with GET /me, or the one that is called
// as the group is.
func (im *importer) single(g *group) *shape {
	for _, c := range g.calls {
		if c.kind == "read" && len(c.rest) == 0 && im.isThing(c.result) && c.result.name != "" {
			return c.result
		}
	}
	for _, c := range g.calls {
		if im.isThing(c.result) && c.result.name != "" && plainSchema(snake(c.result.name)) == g.hint {
			return c.result
		}
	}
	return nil
}

// isThing reports whether an answer can be a resource: it has attributes, and is neither a list nor a refusal.
func (im *importer) isThing(s *shape) bool {
	if s == nil || len(s.props) == 0 || im.envelope.shape != nil && s.src == im.envelope.shape.src {
		return false
	}
	return im.records(s, "") == nil
}

// tagDoc is what the document says of a tag.
func (im *importer) tagDoc(name string) string {
	tags := im.root.Get("tags")
	for i := range tags.Items {
		if tags.Items[i].Get("name").Text == name {
			return strings.TrimSpace(tags.Items[i].Get("description").Text)
		}
	}
	return ""
}

// chooseIDs settles the style of ids by that of most resources that have one, and types them.
func (im *importer) chooseIDs() {
	count := map[string]int{}
	for _, r := range im.draft.resources {
		count[idStyle(r)]++
	}
	im.ids = "opaque"
	if count["integer"] > count["opaque"] {
		im.ids = "integer"
	}
	for _, r := range im.draft.resources {
		if idStyle(r) == im.ids {
			a := r.attr("id")
			for _, key := range []string{"min", "max", "min_length", "max_length", "pattern", "format", "example"} {
				a.drop(key)
			}
			a.put(row{key: "type", typ: &typ{op: "id", args: []*typ{{class: r.class}}}})
		}
	}
}

// idStyle is the style of a resource's ids, or empty where it has none.
func idStyle(r *resource) string {
	a := r.attr("id")
	if a == nil || a.get("nullable") != nil || a.get("const") != nil {
		return ""
	}
	switch a.get("type").typ.word {
	case "integer":
		return "integer"
	case "string":
		return "opaque"
	}
	return ""
}

package docs

import (
	"strings"

	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
)

// resource is the pages of a resource: the object, its operations and its states.
func (b *builder) resource(r *model.Resource) []*Page {
	p := &Page{Slug: objectSlug(r.Object), Title: "The " + spaced(r.Name), Nav: navObject}
	p.Lead = append(prose(r.Doc), noteBlocks(metaNotes(&r.Meta))...)
	if r.Support {
		p.Lead = append(p.Lead, para(words("Described here only as far as other calls need it.")))
	}
	p.add(operationsOf(r), addressOf(b.api, r), attributes(r.Object), hidden(r.Object), b.example(r.Object))
	if r.Lifecycle != nil {
		p.add(derived(r), invariants(r.Lifecycle), resourceNames(r.Lifecycle))
	}
	pages := []*Page{p}
	for _, op := range r.Operations {
		pages = append(pages, b.operation(op))
	}
	if hasStates(r) {
		pages = append(pages, b.lifecycle(r))
	}
	return pages
}

// hasStates reports whether a resource has a page on its states.
func hasStates(r *model.Resource) bool { return r.Lifecycle != nil && len(r.Lifecycle.States) > 0 }

// operationsOf is the table of what callers can do with a resource.
func operationsOf(r *model.Resource) *Section {
	var rows []Row
	for _, op := range r.Operations {
		rows = append(rows, Row{Cells: []Text{operationLink(op), {code(op.Method + " " + pathOf(op))}}})
	}
	s := section("Operations", table([]string{"Operation", "Request"}, rows))
	if hasStates(r) {
		s.Blocks = append(s.Blocks, para(words("What leads from which state to which stands on the "),
			plain("lifecycle page").to(lifecycleSlug(r), ""), words(".")))
	}
	return s
}

// addressOf says where a resource is served, if not where all others are, and what its ids look like.
func addressOf(api *model.API, r *model.Resource) *Section {
	var blocks []Block
	if r.Server != nil && len(api.Servers) > 0 && r.Server != api.Servers[0] {
		blocks = append(blocks, para(words("Served at "), code(r.Server.URL), words(".")))
	}
	switch {
	case r.IDPattern != "":
		blocks = append(blocks, para(words("Its ids match "), code(r.IDPattern), words(".")))
	case r.IDPrefix != "":
		blocks = append(blocks, para(words("Its ids begin with "), code(r.IDPrefix), words(".")))
	}
	if len(blocks) == 0 {
		return nil
	}
	if len(blocks) == 1 && r.Server == api.Servers[0] {
		return section("Ids", blocks...)
	}
	return section("Address and ids", blocks...)
}

// derived is the attributes that follow from others.
func derived(r *model.Resource) *Section {
	if len(r.Lifecycle.Derive) == 0 {
		return nil
	}
	return section("What follows from other attributes",
		para(words("No call sets these; they always follow from the rest of the object.")),
		table([]string{"Attribute", "Is always"}, assignments(r.Lifecycle.Derive)))
}

// assignments is a row for each attribute that is given a value.
func assignments(all []*model.Assignment) []Row {
	var rows []Row
	for _, a := range all {
		rows = append(rows, Row{Cells: []Text{{code(assigned(a))}, valueText(a.Value)}})
	}
	return rows
}

// assigned is the dotted name of the attribute that an assignment sets.
func assigned(a *model.Assignment) string {
	var names []string
	for _, w := range a.Within {
		names = append(names, w.Name)
	}
	return strings.Join(append(names, a.Attribute.Name), ".")
}

// pathOf is the path of an operation with its parameters in braces.
func pathOf(op *model.Operation) string {
	return op.PathWith(func(p *model.Param) string { return "{" + p.Name + "}" })
}

// spaced is a name of the spec as words.
func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// heading is a name of the spec as a heading.
func heading(name string) string { return ident.Capital(spaced(name)) }

// attributes is the table of an object's attributes.
func attributes(o *model.Object) *Section {
	f := &Fields{Noun: "Attribute"}
	for _, a := range o.Shown() {
		f.Rows = append(f.Rows, attribute(a))
	}
	return section("Attributes", Block{Fields: f})
}

// hidden is the table of what no answer carries though conditions speak of it.
func hidden(o *model.Object) *Section {
	f := &Fields{Noun: "Name"}
	for _, a := range o.Attributes {
		if a.Hidden {
			f.Rows = append(f.Rows, attribute(a))
		}
	}
	if len(f.Rows) == 0 {
		return nil
	}
	return section("What no answer shows", para(words("Conditions on these pages speak of it; no answer carries it.")),
		Block{Fields: f})
}

// attribute says one attribute.
func attribute(a *model.Attribute) Field {
	var marks []string
	switch {
	case a.Object != nil && a.Object.Input && a.Required:
		marks = append(marks, "required")
	case a.Optional && !a.Beyond:
		marks = append(marks, "optional")
	}
	row := field(attributeID(a.Name), &a.Field, marks...)
	if a.Beyond {
		row.Notes = append(row.Notes, cat(words("Beyond the core of the reference: an answer may leave it out.")))
	}
	if a.Example.IsSet() {
		row.Notes = append(row.Notes, cat(words("Example: "), dataText(a.Example)))
	}
	row.Notes = append(row.Notes, notesWithin(&a.Meta, wholeOf(a))...)
	return row
}

// wholeOf is what an object says of itself, for the notes of its attributes.
func wholeOf(a *model.Attribute) *model.Meta {
	if a.Object == nil {
		return nil
	}
	return &a.Object.Meta
}

// example is a whole object as JSON: the spec's own example, else what the mock makes, else what its attributes make.
func (b *builder) example(o *model.Object) *Section {
	s := section("Example", b.whole(o))
	s.Aside = true
	return s
}

func (b *builder) whole(o *model.Object) Block {
	switch {
	case o.Example.IsSet():
		return dataBlock(o.Example)
	case o.Resource != nil:
		if made := b.stage.object(o.Resource); made != nil {
			return jsonBlock("", made)
		}
	case o == b.api.Error.Object:
		return dataBlock(b.anyRefusal())
	}
	return dataBlock(example.Object(b.api, o))
}

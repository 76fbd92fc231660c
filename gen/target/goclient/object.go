package goclient

import (
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// fieldType is the Go type of a field.
func fieldType(f *model.Field, fm gosrc.Form) *Statement {
	if fm == gosrc.Nullable || fm == gosrc.Optional {
		return Id("Optional").Index(gosrc.GoType(f.Type))
	}
	return gosrc.GoType(f.Type)
}

// object declares the type of an object and how it is read and written.
func (m *maker) object(f *File, o *model.Object) {
	gosrc.Decl(f, m.objectDoc(o), Type().Id(o.Go).StructFunc(func(g *Group) { m.fields(g, o) }))
	recv := Id("o").Op("*").Id(o.Go)
	codec(f, recv, "o", o.Go, attributeRows(o), Op("&").Id("o").Dot("rest"))
	if isChecked(o) {
		f.Add(objectChecks(o))
		f.Line()
	}
	forms := map[*model.Field]gosrc.Form{}
	for _, a := range o.Shown() {
		forms[&a.Field] = gosrc.FormOf(a)
	}
	hideSecrets(f, o.Go, fieldsOf(o), func(f *model.Field) gosrc.Form { return forms[f] })
	jsonMethods(f, Id(o.Go), o.Resource != nil)
}

// jsonMethods declares the methods that encoding/json knows. That which writes takes a value, so that values are written as
// well as what is pointed at. A value is looked at as a codable and so moved to the heap, at each call anew: what is large is
// copied into an object that is used again.
func jsonMethods(f *File, typ *Statement, large bool) {
	write := []Code{Return(Id("marshal").Call(Op("&").Id("o")))}
	if large {
		write = []Code{
			Id("w").Op(":=").Id("newWriter").Call(),
			List(Id("kept"), Id("ok")).Op(":=").Id("w").Dot("last").Assert(Op("*").Add(typ)),
			If(Op("!").Id("ok")).Block(Id("kept").Op("=").New(typ), Id("w").Dot("last").Op("=").Id("kept")),
			Op("*").Id("kept").Op("=").Id("o"),
			Return(Id("w").Dot("marshal").Call(Id("kept"))),
		}
	}
	gosrc.Decl(f, "MarshalJSON writes o as JSON: what was read and not changed is written as it was.",
		Func().Params(Id("o").Add(typ)).Id("MarshalJSON").Params().Params(Index().Byte(), Error()).Block(write...))
	gosrc.Decl(f, "UnmarshalJSON reads o from JSON and keeps the members that this package does not know.",
		Func().Params(Id("o").Op("*").Add(typ)).Id("UnmarshalJSON").Params(Id("text").Index().Byte()).Error().
			Block(Return(Id("unmarshal").Call(Id("text"), Id("o")))))
}

func (m *maker) objectDoc(o *model.Object) string {
	what := o.Go + " is an object of answers."
	switch {
	case o.Resource != nil:
		what = o.Go + " is a resource: " + o.Resource.Service + " has what can be done with it."
	case o.Input:
		what = o.Go + " is an object of requests."
	}
	return gosrc.Paragraphs(gosrc.Words(what, sentences(o.Doc), source(&o.Meta, &m.api.Meta)), gosrc.Deprecated(&o.Meta))
}

// fields are the struct's fields, one for each attribute, and what it remembers beside them.
func (m *maker) fields(g *Group, o *model.Object) {
	for _, a := range o.Shown() {
		g.Add(gosrc.Doc(m.fieldDoc(&a.Field, attributeWords(a), &o.Meta)))
		g.Id(a.Go).Add(fieldType(&a.Field, gosrc.FormOf(a)))
	}
	g.Line()
	g.Id("rest").Id("members")
}

func attributeWords(a *model.Attribute) string {
	s := typeWords(&a.Field)
	input := a.Object != nil && a.Object.Input
	switch {
	case a.Nullable && a.Optional && !input:
		s += ", may be null, may be absent"
	case a.Nullable:
		s += ", may be null"
	case a.Optional && !input:
		s += ", may be absent"
	case input && a.Required:
		s += ", required"
	case input:
		s += ", not required"
	default:
		s += ", never null"
	}
	if a.Beyond {
		s += ", not in the reference"
	}
	if input {
		s += limits(&a.Field)
	}
	return s
}

// row is what the runtime's table says of a field.
type row struct {
	field *model.Field
	form  gosrc.Form
	bits  []string // the words of the runtime for what it may be instead of a value
}

// attributeRows are the rows of the table of an object's members.
func attributeRows(o *model.Object) []row {
	var rows []row
	for _, a := range o.Shown() {
		r := row{field: &a.Field, form: gosrc.FormOf(a)}
		if r.form == gosrc.Plain || r.form == gosrc.Nullable {
			r.bits = append(r.bits, "always")
		}
		if a.Nullable && r.form != gosrc.Pointer {
			r.bits = append(r.bits, "nullable")
		}
		if a.Type.Kind == model.Datetime {
			r.bits = append(r.bits, "moment")
		}
		rows = append(rows, r)
	}
	return rows
}

// codec declares what fields a struct has on the wire, where their values are, and what it remembers beside them. That is
// no struct embedded there: methods of what is embedded would be compiled anew for every object.
func codec(f *File, recv *Statement, self, name string, rows []row, rest *Statement) {
	table := unexported(name) + "Fields"
	f.Var().Id(table).Op("=").Index().Id("field").ValuesFunc(func(g *Group) {
		for _, r := range rows {
			g.Line().ValuesFunc(func(g *Group) {
				g.Id("name").Op(":").Lit(r.field.Name)
				if len(r.bits) > 0 {
					g.Id("form").Op(":").Id(strings.Join(r.bits, " | "))
				}
			})
		}
		g.Line()
	})
	f.Line()
	f.Func().Params(recv).Id("fields").Params().Params(Index().Id("field"), Op("*").Id("members")).Block(Return(Id(table), rest))
	f.Line()
	f.Func().Params(recv).Id("field").Params(Id("i").Int(), Id("how").Id("access")).Params(Any(), Op("*").Id("optionalState")).Block(
		Switch(Id("i")).BlockFunc(func(g *Group) {
			for i, r := range rows {
				g.Case(Lit(i)).Block(Return(place(r.field.Type, r.form, Id(self).Dot(r.field.Go), Id("how"))))
			}
		}),
		Return(Nil(), Nil()),
	)
	f.Line()
}

// page declares the list envelope, whose records may be of any type.
func (m *maker) page(f *File) {
	env := m.api.Page
	o := *env.Object
	o.Go = "Page"
	doc := gosrc.Paragraphs(gosrc.Words("Page is one page of a list.", sentences(o.Doc), source(&o.Meta, &m.api.Meta)), gosrc.Deprecated(&o.Meta))
	gosrc.Decl(f, doc, Type().Id("Page").Types(Id("T").Any()).StructFunc(func(g *Group) { m.fields(g, &o) }))
	recv := Id("o").Op("*").Id("Page").Types(Id("T"))
	codec(f, recv, "o", o.Go, attributeRows(&o), Op("&").Id("o").Dot("rest"))
	if a := attribute(env, env.Data); a != nil && a.Type.Kind == model.ListOf && gosrc.FormOf(a) == gosrc.Plain {
		gosrc.Decl(f, "each shows the records to who watches what is seen.", Func().Params(recv).Id("each").Params(Id("see").Func().Params(Any())).Block(
			For(List(Id("_"), Id("item")).Op(":=").Range().Id("o").Dot(a.Go)).Block(Id("see").Call(Id("item"))),
		))
	}
	jsonMethods(f, Id("Page").Types(Id("T")), false)
}

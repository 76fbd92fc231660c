package goclient

import (
	"slices"

	. "github.com/dave/jennifer/jen"

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
	codec(f, recv, o)
	if isChecked(o) {
		f.Add(objectChecks(o))
		f.Line()
	}
	forms := map[*model.Field]gosrc.Form{}
	for _, a := range o.Shown() {
		forms[&a.Field] = gosrc.FormOf(a)
	}
	hideSecrets(f, o.Go, fieldsOf(o), func(f *model.Field) gosrc.Form { return forms[f] })
	gosrc.Decl(f, "MarshalJSON writes o as JSON: what was read and not changed is written as it was.",
		Func().Params(Id("o").Id(o.Go)).Id("MarshalJSON").Params().Params(Index().Byte(), Error()).
			Block(Return(Id("marshal").Call(Op("&").Id("o")))))
	gosrc.Decl(f, "UnmarshalJSON reads o from JSON and keeps the members that this package does not know.",
		Func().Params(recv).Id("UnmarshalJSON").Params(Id("text").Index().Byte()).Error().
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

// codec declares how an object is read and written, and where it keeps what it remembers. That is a field: methods of
// what is embedded would be compiled anew for every object.
func codec(f *File, recv *Statement, o *model.Object) {
	for _, method := range []Code{
		decodeMethod(recv, o),
		encodeMethod(recv, o),
		Func().Params(recv).Id("memory").Params().Op("*").Id("members").Block(Return(Op("&").Add(rest()))),
	} {
		f.Add(method)
		f.Line()
	}
}

// rest is what an object remembers beside its fields.
func rest() *Statement { return Id("o").Dot("rest") }

// alwaysThere are the attributes whose absence has to be remembered.
func alwaysThere(o *model.Object) []*model.Attribute {
	return slices.DeleteFunc(o.Shown(), func(a *model.Attribute) bool {
		fm := gosrc.FormOf(a)
		return fm == gosrc.Optional || fm == gosrc.Pointer
	})
}

// bitsPerWord is how many members one word of seen has bits for.
const bitsPerWord = 64

// decodeMethod declares how an object is read: member by member, in whatever order they come.
func decodeMethod(recv *Statement, o *model.Object) *Statement {
	always := alwaysThere(o)
	bits := map[*model.Attribute]int{}
	for i, a := range always {
		bits[a] = i
	}
	return Func().Params(recv).Id("decode").Params(Id("d").Op("*").Id("decoder")).BlockFunc(func(g *Group) {
		words := (len(always) + bitsPerWord - 1) / bitsPerWord
		for i := range words {
			g.Var().Id(seenWord(i)).Uint64()
		}
		g.If(Op("!").Id("d").Dot("object").Call()).Block(Return())
		g.For(Id("d").Dot("more").Call(LitRune('}'))).Block(
			Switch(Id("name").Op(":=").Id("d").Dot("key").Call(), Id("name")).BlockFunc(func(g *Group) {
				for _, a := range o.Shown() {
					g.Case(Lit(a.Name)).BlockFunc(func(g *Group) {
						if i, ok := bits[a]; ok {
							g.Id(seenWord(i / bitsPerWord)).Op("|=").Lit(1).Op("<<").Lit(i % bitsPerWord)
						}
						g.Id("o").Dot(a.Go).Op("=").Add(readField(a))
					})
				}
				g.Default().Block(rest().Dot("unknown").Call(Id("d"), Id("name")))
			}),
		)
		for i := range words {
			absentNames(g, i, always[i*bitsPerWord:min((i+1)*bitsPerWord, len(always))])
		}
	})
}

func seenWord(i int) string {
	if i == 0 {
		return "seen"
	}
	return "seen" + ordinal(i+1)
}

// absentNames remembers which members were not seen, if any.
func absentNames(g *Group, i int, always []*model.Attribute) {
	seen := Id(seenWord(i))
	all := Lit(1).Op("<<").Lit(len(always)).Op("-").Lit(1)
	g.If(Add(seen).Op("!=").Add(all)).Block(
		rest().Dot("absent").Call(Id(seenWord(i)), Index().String().ValuesFunc(func(g *Group) {
			for _, a := range always {
				g.Lit(a.Name)
			}
		})),
	)
}

// readField is the expression that reads a member. What was there before stays where the answer has a null that should
// not be.
func readField(a *model.Attribute) *Statement {
	was := Id("o").Dot(a.Go)
	args := []Code{Id("d"), Id("name"), was}
	switch fm := gosrc.FormOf(a); {
	case fm == gosrc.Nullable || fm == gosrc.Optional:
		if a.Type.Kind == model.Datetime {
			return rest().Dot("optionalTime").Call(Id("d"), Id("name"))
		}
		return Id("optional").Call(Id("d"), reader(a.Type))
	case fm == gosrc.Plain && a.Nullable:
		return read(a.Type) // an object, null as nil
	case gosrc.IsWord(a.Type):
		return gosrc.GoType(a.Type).Call(rest().Dot("string").Call(Id("d"), Id("name"), String().Call(was)))
	case methodOf(a.Type) == "string":
		return rest().Dot("string").Call(args...)
	case a.Type.Kind == model.Integer || a.Type.Kind == model.Money:
		return rest().Dot("int").Call(args...)
	case a.Type.Kind == model.Boolean:
		return rest().Dot("bool").Call(args...)
	case a.Type.Kind == model.Datetime:
		return rest().Dot("time").Call(args...)
	}
	return Id("keep").Call(Op("&").Add(rest()), Id("d"), Id("name"), was, reader(a.Type))
}

// encodeMethod declares how an object is written.
func encodeMethod(recv *Statement, o *model.Object) *Statement {
	return Func().Params(recv).Id("encode").Params(Id("w").Op("*").Id("writer")).BlockFunc(func(g *Group) {
		g.Id("m").Op(":=").Id("w").Dot("openObject").Call()
		for _, a := range o.Shown() {
			g.Add(writeField(a))
		}
		g.Add(rest().Dot("put").Call(Id("w")))
		g.Id("w").Dot("closeObject").Call(Id("m"))
	})
}

// writeField is the statement that writes a member.
func writeField(a *model.Attribute) *Statement {
	field := func() *Statement { return Id("o").Dot(a.Go) }
	moment := a.Type.Kind == model.Datetime
	own := []Code{Id("w"), Lit(a.Name), field()}
	switch fm := gosrc.FormOf(a); {
	case fm == gosrc.Optional && moment:
		return rest().Dot("putOptionalTime").Call(own...)
	case fm == gosrc.Nullable && moment:
		return rest().Dot("putNullableTime").Call(own...)
	case fm == gosrc.Optional:
		return Id("putOptional").Call(append(own, putter(a.Type))...)
	case fm == gosrc.Nullable:
		return Id("putNullable").Call(Id("w"), Op("&").Add(rest()), Lit(a.Name), field(), putter(a.Type))
	case fm == gosrc.Pointer:
		return Id("putPointer").Call(Id("w"), Op("&").Add(rest()), Lit(a.Name), field())
	case gosrc.IsWord(a.Type):
		return rest().Dot("putString").Call(Id("w"), Lit(a.Name), String().Call(field()))
	case methodOf(a.Type) == "string":
		return rest().Dot("putString").Call(own...)
	case a.Type.Kind == model.Integer || a.Type.Kind == model.Money:
		return rest().Dot("putInt").Call(own...)
	case a.Type.Kind == model.Boolean:
		return rest().Dot("putBool").Call(own...)
	case moment:
		return rest().Dot("putTime").Call(own...)
	}
	return Id("putKept").Call(Id("w"), Op("&").Add(rest()), Lit(a.Name), field(), isZero(a.Type, field()), putter(a.Type))
}

// page declares the list envelope, whose records may be of any type.
func (m *maker) page(f *File) {
	env := m.api.Page
	o := *env.Object
	o.Go = "Page"
	doc := gosrc.Paragraphs(gosrc.Words("Page is one page of a list.", sentences(o.Doc), source(&o.Meta, &m.api.Meta)), gosrc.Deprecated(&o.Meta))
	gosrc.Decl(f, doc, Type().Id("Page").Types(Id("T").Any()).StructFunc(func(g *Group) { m.fields(g, &o) }))
	recv := Id("o").Op("*").Id("Page").Types(Id("T"))
	codec(f, recv, &o)
	if a := attribute(env, env.Data); a != nil && a.Type.Kind == model.ListOf && gosrc.FormOf(a) == gosrc.Plain {
		gosrc.Decl(f, "each shows the records to who watches what is seen.", Func().Params(recv).Id("each").Params(Id("see").Func().Params(Any())).Block(
			For(List(Id("_"), Id("item")).Op(":=").Range().Id("o").Dot(a.Go)).Block(Id("see").Call(Id("item"))),
		))
	}
	gosrc.Decl(f, "MarshalJSON writes o as JSON: what was read and not changed is written as it was.",
		Func().Params(Id("o").Id("Page").Types(Id("T"))).Id("MarshalJSON").Params().Params(Index().Byte(), Error()).
			Block(Return(Id("marshal").Call(Op("&").Id("o")))))
	gosrc.Decl(f, "UnmarshalJSON reads o from JSON and keeps the members that this package does not know.",
		Func().Params(recv).Id("UnmarshalJSON").Params(Id("text").Index().Byte()).Error().
			Block(Return(Id("unmarshal").Call(Id("text"), Id("o")))))
}

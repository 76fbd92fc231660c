package gomock

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// readField is the expression that reads a parameter's field: plain where it must be sent, else Optional.
func (m *maker) readField(f *model.Field, v *Statement) *Statement {
	if f.Required && !f.Nullable {
		return m.read(f.Type, v)
	}
	return Id("optional").Call(v, m.reader(f.Type))
}

// read is the expression that reads a value of type t.
func (m *maker) read(t *model.Type, v *Statement) *Statement { return m.reader(t).Call(v) }

// reader is the function that reads a value of type t.
func (m *maker) reader(t *model.Type) *Statement {
	switch t.Kind {
	case model.Integer, model.Money:
		return Id("integer")
	case model.Number:
		return Id("number")
	case model.Boolean:
		return Id("boolean")
	case model.Datetime:
		return Id("moment")
	case model.Any, model.Item:
		return Id("anything")
	case model.Union:
		return Id("read" + t.Go)
	case model.ListOf:
		return Id("list").Call(m.reader(t.Elem))
	case model.MapOf:
		if t.Elem.Kind == model.Any {
			return Id("metadata")
		}
		return Id("dictionary").Call(m.reader(t.Elem))
	case model.ObjectKind:
		return Id("object").Index(Qual(m.client, t.Object.Go))
	case model.PageOf:
		return Id("object").Index(Qual(m.client, "Page").Index(Qual(m.client, t.Object.Go)))
	case model.Expandable:
		return Id("expandable").Index(Qual(m.client, t.Object.Go))
	case model.EnumKind, model.ErrorType, model.FailureType, model.EventType:
		return Id("word").Index(m.goType(t))
	}
	return Id("text")
}

// convert declares the readers that the operations use, and no others.
func (m *maker) convert(f *File) {
	used := m.used()
	value := Id("v").Qual(m.engine, "Value")
	one := func(name, doc string, result, expr Code) {
		if used[name] {
			gosrc.Decl(f, doc, Func().Id(name).Params(value).Add(result).Block(Return(expr)))
		}
	}
	one("text", "text reads a text.", String(), Id("v").Dot("String").Call())
	one("integer", "integer reads a whole number.", Int64(), Id("v").Dot("Int").Call())
	one("number", "number reads a number.", Float64(), Id("v").Dot("Float").Call())
	one("boolean", "boolean reads a boolean.", Bool(), Id("v").Dot("Bool").Call())
	one("moment", "moment reads a time.", Qual("time", "Time"), Qual("time", "Unix").Call(Id("v").Dot("Int").Call(), Lit(0)).Dot("UTC").Call())
	one("anything", "anything reads a value of any type.", Any(), Id("v").Dot("Any").Call())
	m.convertGeneric(f, used)
	for _, t := range m.unions() {
		gosrc.Decl(f, "read"+t.Go+" reads a value of one of several types.", m.unionReader(t))
	}
	m.convertAnswer(f)
}

// convertGeneric declares the readers that have a type parameter.
func (m *maker) convertGeneric(f *File, used map[string]bool) {
	value := func() *Statement { return Id("v").Qual(m.engine, "Value") }
	reads := func() *Statement { return Id("one").Func().Params(Qual(m.engine, "Value")).Id("T") }
	param := func() *Statement { return Id("T").Any() }
	add := func(name, doc string, code *Statement) {
		if used[name] {
			gosrc.Decl(f, doc, code)
		}
	}
	add("word", "word reads a text of a type of its own.", Func().Id("word").Types(Id("T").Op("~").String()).Params(value()).Id("T").Block(
		Return(Id("T").Call(Id("v").Dot("String").Call()))))
	add("optional", "optional reads what need not be there.",
		Func().Id("optional").Types(param()).Params(value(), reads()).Qual(m.client, "Optional").Index(Id("T")).Block(
			Switch(Id("v").Dot("Kind").Call()).Block(
				Case(Qual(m.engine, "Absent")).Block(Return(Qual(m.client, "Optional").Index(Id("T")).Values())),
				Case(Qual(m.engine, "NullKind")).Block(Return(Qual(m.client, "Null").Index(Id("T")).Call())),
			),
			Return(Qual(m.client, "Some").Call(Id("one").Call(Id("v")))),
		))
	add("list", "list returns what reads a list.",
		Func().Id("list").Types(param()).Params(reads()).Func().Params(Qual(m.engine, "Value")).Index().Id("T").Block(
			Return(Func().Params(value()).Index().Id("T").Block(
				Id("items").Op(":=").Make(Index().Id("T"), Id("v").Dot("Len").Call()),
				For(Id("i").Op(":=").Range().Id("items")).Block(
					List(Id("_"), Id("x")).Op(":=").Id("v").Dot("At").Call(Id("i")),
					Id("items").Index(Id("i")).Op("=").Id("one").Call(Id("x")),
				),
				Return(Id("items")),
			)),
		))
	add("dictionary", "dictionary returns what reads a map.",
		Func().Id("dictionary").Types(param()).Params(reads()).Func().Params(Qual(m.engine, "Value")).Map(String()).Id("T").Block(
			Return(Func().Params(value()).Map(String()).Id("T").Block(
				Id("items").Op(":=").Map(String()).Id("T").Values(),
				For(Id("i").Op(":=").Range().Id("v").Dot("Len").Call()).Block(
					List(Id("key"), Id("x")).Op(":=").Id("v").Dot("At").Call(Id("i")),
					Id("items").Index(Id("key")).Op("=").Id("one").Call(Id("x")),
				),
				Return(Id("items")),
			)),
		))
	add("metadata", "metadata reads a map of any values.",
		Func().Id("metadata").Params(value()).Qual(m.client, "Metadata").Block(
			List(Id("items"), Id("_")).Op(":=").Id("v").Dot("Any").Call().Assert(Map(String()).Any()),
			Return(Id("items")),
		))
	add("object", "object reads an object as the client does.",
		Func().Id("object").Types(param()).Params(value()).Op("*").Id("T").Block(
			Id("out").Op(":=").New(Id("T")),
			If(Id("v").Dot("IsNull").Call().Op("||").Qual("encoding/json", "Unmarshal").Call(Id("v").Dot("AppendJSON").Call(Nil()), Id("out")).Op("!=").Nil()).
				Block(Return(Nil())),
			Return(Id("out")),
		))
	add("expandable", "expandable reads an id, or the object.",
		Func().Id("expandable").Types(param()).Params(value()).Qual(m.client, "Expandable").Index(Id("T")).Block(
			If(Id("v").Dot("Kind").Call().Op("==").Qual(m.engine, "MapKind")).Block(
				Return(Qual(m.client, "Expandable").Index(Id("T")).Values(Id("Object").Op(":").Id("object").Index(Id("T")).Call(Id("v")))),
			),
			Return(Qual(m.client, "Expandable").Index(Id("T")).Values(Id("ID").Op(":").Id("v").Dot("String").Call())),
		))
}

// convertAnswer declares what turns the answers of typed functions into bodies and refusals.
func (m *maker) convertAnswer(f *File) {
	gosrc.Decl(f, "written is an answer as JSON.",
		Func().Id("written").Params(Id("out").Any(), Err().Error()).Params(Index().Byte(), Error()).Block(
			If(Err().Op("!=").Nil()).Block(Return(Nil(), Id("refused").Call(Err()))),
			Return(Qual("encoding/json", "Marshal").Call(Id("out"))),
		))
	gosrc.Decl(f, "refused is an error of the client's package as the engine answers with it.",
		Func().Id("refused").Params(Err().Error()).Error().Block(
			Var().Id("whole").Op("*").Qual(m.client, "Error"),
			If(Qual("errors", "As").Call(Err(), Op("&").Id("whole"))).Block(
				Return(Op("&").Qual(m.engine, "Refusal").Values(
					Id("Status").Op(":").Id("whole").Dot("Status"), Id("Code").Op(":").String().Call(Id("whole").Dot("Code")), Id("Message").Op(":").Id("whole").Dot("Message"))),
			),
			Var().Id("code").Qual(m.client, "ErrorCode"),
			If(Qual("errors", "As").Call(Err(), Op("&").Id("code"))).Block(
				Return(Op("&").Qual(m.engine, "Refusal").Values(Id("Code").Op(":").String().Call(Id("code")))),
			),
			Return(Err()),
		))
}

// used names the readers that some parameter needs.
func (m *maker) used() map[string]bool {
	used := map[string]bool{}
	for _, o := range m.ops {
		for _, p := range o.PathParams() {
			m.use(used, p.Type)
		}
		for _, p := range o.given() {
			m.use(used, p.Type)
			if !p.Required || p.Nullable {
				used["optional"] = true
			}
		}
	}
	return used
}

// use notes the readers that values of t need.
func (m *maker) use(used map[string]bool, t *model.Type) {
	switch name, _, _ := strings.Cut(m.reader(t).GoString(), "["); {
	case t.Kind == model.ListOf:
		used["list"] = true
		m.use(used, t.Elem)
	case t.Kind == model.MapOf && t.Elem.Kind != model.Any:
		used["dictionary"] = true
		m.use(used, t.Elem)
	case t.Kind == model.Union:
		for _, a := range alternatives(t) {
			if a.readable() {
				m.use(used, a.t)
			}
		}
	default:
		used[name] = true
	}
	if t.Kind == model.Expandable {
		used["object"] = true
	}
}

// unions are those of parameters, each once, in the order of their first use.
func (m *maker) unions() []*model.Type {
	var list []*model.Type
	for _, o := range m.ops {
		for _, p := range append(o.PathParams(), o.given()...) {
			t := p.Type
			for t.Elem != nil {
				t = t.Elem
			}
			if t.Kind == model.Union && !slices.ContainsFunc(list, func(u *model.Type) bool { return u.Go == t.Go }) {
				list = append(list, t)
			}
		}
	}
	return list
}

// alternative is one type of a union and the client's field that holds it.
type alternative struct {
	t     *model.Type
	field string
}

// readable reports whether a request can carry the alternative.
func (a *alternative) readable() bool { return a.kinds() != nil }

// alternatives names the fields of a union as the client does.
func alternatives(t *model.Type) []alternative {
	names := t.AltNames()
	alts := make([]alternative, len(t.Alts))
	for i, a := range t.Alts {
		alts[i] = alternative{a, names[i]}
	}
	return alts
}

// kinds are the kinds of value that the alternative takes.
func (a *alternative) kinds() []string {
	switch a.t.Kind {
	case model.Integer, model.Money:
		return []string{"IntKind"}
	case model.Number:
		return []string{"IntKind", "NumberKind"}
	case model.Boolean:
		return []string{"BoolKind"}
	case model.Datetime:
		return []string{"TimeKind"}
	case model.ObjectKind, model.MapOf:
		return []string{"MapKind"}
	case model.ListOf:
		return []string{"ListKind"}
	case model.PageOf, model.Any, model.Item, model.Union, model.Expandable:
		return nil
	}
	return []string{"TextKind"}
}

// optional reports whether the client's field is an Optional.
func (a *alternative) optional() bool {
	switch a.t.Kind {
	case model.Integer, model.Money, model.Number, model.Boolean, model.Datetime:
		return true
	}
	return false
}

// unionReader declares the function that sets the field whose type the value suits.
func (m *maker) unionReader(t *model.Type) *Statement {
	return Func().Id("read" + t.Go).Params(Id("v").Qual(m.engine, "Value")).Params(Id("out").Qual(m.client, t.Go)).BlockFunc(func(g *Group) {
		g.Switch(Id("v").Dot("Kind").Call()).BlockFunc(func(g *Group) {
			taken := map[string]bool{}
			for _, a := range alternatives(t) {
				var cases []Code
				for _, k := range a.kinds() {
					if !taken[k] {
						cases = append(cases, Qual(m.engine, k))
					}
					taken[k] = true
				}
				if len(cases) == 0 {
					continue
				}
				value := m.read(a.t, Id("v"))
				if a.optional() {
					value = Qual(m.client, "Some").Call(value)
				}
				g.Case(cases...).Block(Id("out").Dot(a.field).Op("=").Add(value))
			}
		})
		g.Return(Id("out"))
	})
}

package goclient

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// byReference is the method that looks for what was made with a reference.
const byReference = "ByReference"

// finds reports whether a resource has something that can be found by a reference, and a name for the method that does.
// Where an operation has taken the name, nothing is found.
func finds(op *model.Operation) bool {
	return op.Reference != nil && !slices.ContainsFunc(op.Resource.Operations, func(o *model.Operation) bool {
		return o.Go == byReference || o.Go+"Page" == byReference
	})
}

// refers declares how parameters carry a reference, and the method that looks for it.
func (m *maker) refers(f *File, op *model.Operation, n names) {
	f.Add(referMethod(op))
	f.Line()
	gosrc.Decl(f, finderDoc(op), Func().Params(Id("s").Op("*").Id(n.service)).Add(finderSignature(op)).BlockFunc(func(g *Group) { m.findBody(g, op) }))
}

func finderSignature(op *model.Operation) *Statement {
	return Id(byReference).Params(Id("ctx").Qual("context", "Context"), Id("reference").String(), Id("opts").Op("...").Id("Option")).
		Params(Op("*").Id(op.Resource.Go), Bool(), Error())
}

func finderDoc(op *model.Operation) string {
	return byReference + " looks for the " + op.Resource.Name + " that " + op.Go + " made with WithReference(reference), by " + op.Reference.List.Go +
		". That it is not there does not say that it will not be: a request may still be on its way."
}

// referMethod declares how a reference is put into the parameters.
func referMethod(op *model.Operation) *Statement {
	p := op.Reference.Param
	name := Lit(p.Name)
	field := func() *Statement { return Id("p").Dot(p.Go) }
	plain := gosrc.InputForm(&p.Field) == gosrc.Plain
	given := func(zero Code) *Statement {
		if plain {
			return field()
		}
		return field().Dot("Or").Call(zero)
	}
	set := func(v Code) Code {
		if plain {
			return field().Op("=").Add(v)
		}
		return field().Op("=").Id("Some").Call(v)
	}
	return Func().Params(Id("p").Op("*").Id(op.ParamsGo)).Id("refer").Params(Id("k").Op("*").Id("checker"), Id("reference").String()).BlockFunc(func(g *Group) {
		if op.Reference.Member == "" {
			g.If(Id("was").Op(":=").Add(given(Lit(""))), Id("was").Op("!=").Lit("").Op("&&").Id("was").Op("!=").Id("reference")).
				Block(Id("k").Dot("fault").Call(name, Lit("is another word than the reference")))
			for _, c := range textChecks(&p.Field, p.Type, name, Id("reference")) {
				g.Add(c)
			}
			g.Add(set(Id("reference")))
			return
		}
		member := Lit(op.Reference.Member)
		g.Id("notes").Op(":=").Add(gosrc.GoType(p.Type)).Values(Dict{member: Id("reference")})
		g.For(List(Id("name"), Id("v")).Op(":=").Range().Add(given(Nil()))).Block(
			If(Id("name").Op("==").Add(member).Op("&&").Id("v").Op("!=").Id("reference")).Block(
				Id("k").Dot("fault").Call(Lit(p.Name+"["+op.Reference.Member+"]"), Lit("is another word than the reference")),
				Continue(),
			),
			Id("notes").Index(Id("name")).Op("=").Id("v"),
		)
		g.Add(set(Id("notes")))
	})
}

// findBody walks through the list, from what was made last where that can be asked for.
func (m *maker) findBody(g *Group, op *model.Operation) {
	list, env := op.Reference.List, m.api.Page
	most := Lit(0)
	args := []Code{Id("ctx")}
	if list.ParamsGo != "" {
		g.Var().Id("p").Id(list.ParamsGo)
		args = append(args, Id("p"))
		if order := param(list, env.Order); order != nil && env.Latest != "" && gosrc.IsText(order.Type) {
			most = Id("mostListed")
			g.Add(sets(order, latest(order.Type, env.Latest)))
		}
		if limit := param(list, env.Limit); limit != nil && limit.Max != nil && limit.Type.Kind == model.Integer {
			g.Add(sets(limit, Int64().Call(Lit(int(*limit.Max)))))
		}
	}
	g.Return(Id("findReferred").Call(
		Id("s").Dot(list.Go).Call(append(args, Id("opts").Op("..."))...), most,
		Func().Params(Id("o").Op("*").Id(op.Resource.Go)).Bool().Block(Return(hasReference(op.Reference))),
	))
}

// sets is the statement that sets a parameter.
func sets(p *model.Param, v *Statement) Code {
	if gosrc.InputForm(&p.Field) != gosrc.Plain {
		v = Id("Some").Call(v)
	}
	return Id("p").Dot(p.Go).Op("=").Add(v)
}

// latest is the word for what was made last first, as a value of its type.
func latest(t *model.Type, word string) *Statement {
	if t.Kind == model.EnumKind {
		if v := t.Enum.Value(word); v != nil {
			return Id(v.Go)
		}
	}
	if gosrc.IsWord(t) {
		return Add(gosrc.GoType(t)).Call(Lit(word))
	}
	return Lit(word)
}

// hasReference is the condition that the object o has a reference.
func hasReference(ref *model.Reference) *Statement {
	field := Id("o").Dot(ref.Attribute.Go)
	optional := gosrc.FormOf(ref.Attribute) != gosrc.Plain
	switch {
	case ref.Member == "" && optional:
		field = field.Dot("Or").Call(Lit(""))
	case ref.Member != "" && optional:
		field = field.Dot("Or").Call(Nil()).Index(Lit(ref.Member))
	case ref.Member != "":
		field = field.Index(Lit(ref.Member))
	}
	return field.Op("==").Id("reference")
}

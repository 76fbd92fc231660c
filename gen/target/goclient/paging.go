package goclient

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// listBody walks through pages in the way that the API's envelope has.
func (m *maker) listBody(g *Group, op *model.Operation, n names) {
	env := m.api.Page
	switch {
	case env.Style == model.PagingOffset && param(op, env.Offset) != nil:
		m.walk(g, op, n, param(op, env.Offset), Int64(), Lit(0), m.nextOffset(env))
	case env.Style == model.PagingNumber && param(op, env.Number) != nil:
		m.walk(g, op, n, param(op, env.Number), Int64(), Lit(1), m.nextNumber(op, env))
	case env.Style == model.PagingCursor && param(op, env.Cursor) != nil && attribute(env, env.Next) != nil && gosrc.IsText(attribute(env, env.Next).Type):
		m.walk(g, op, n, param(op, env.Cursor), String(), Lit(""), m.nextCursor(env))
	default:
		m.walk(g, op, n, nil, Int64(), Lit(0), Return(Id("page").Dot(m.data(env)), Id("at"), False(), Nil()))
	}
}

// walk writes the call of records: from where to begin, how to read a page and where the next one is.
func (m *maker) walk(g *Group, op *model.Operation, n names, place *model.Param, placeType, begin *Statement, next Code) {
	start := begin.Clone()
	if place != nil {
		start = Id("p").Dot(place.Go)
		if gosrc.InputForm(&place.Field) != gosrc.Plain {
			start = start.Dot("Or").Call(begin.Clone())
		}
	}
	if place == nil {
		start = Int64().Call(begin.Clone())
	}
	failed := Return(Nil(), Id("at"), False(), Err())
	results := Params(Index().Op("*").Id(op.Result.Object.Go), placeType.Clone(), Bool(), Error())
	fetch := Func().Params(Id("at").Add(placeType.Clone())).Add(results).BlockFunc(func(g *Group) {
		args := []Code{Id("ctx")}
		for _, a := range n.args {
			args = append(args, Id(a))
		}
		if op.ParamsGo != "" {
			query := Id("p")
			if place != nil {
				query = Id("q")
				g.Id("q").Op(":=").Id("p")
				g.Add(setPlace(place, begin))
			}
			args = append(args, query)
		}
		g.List(Id("page"), Err()).Op(":=").Id("s").Dot(n.page).Call(append(args, Id("opts").Op("..."))...)
		g.If(Err().Op("!=").Nil()).Block(failed)
		g.Add(next)
	})
	g.Return(Id("records").Call(start, fetch))
}

// setPlace writes the place of the page to be read into the parameters q. An empty cursor is not sent.
func setPlace(place *model.Param, begin *Statement) Code {
	if gosrc.InputForm(&place.Field) == gosrc.Plain {
		return Id("q").Dot(place.Go).Op("=").Id("at")
	}
	set := Id("q").Dot(place.Go).Op("=").Id("Some").Call(Id("at"))
	if gosrc.IsText(place.Type) {
		return If(Id("at").Op("!=").Add(begin.Clone())).Block(set)
	}
	return set
}

func (m *maker) nextOffset(env *model.PageEnvelope) Code {
	return m.step(env, Id("next"), Id("nextOffset").Call(Id("at"), Len(Id("page").Dot(m.data(env))), m.total(env)))
}

func (m *maker) nextNumber(op *model.Operation, env *model.PageEnvelope) Code {
	limit := Id("Null").Index(Int64()).Call()
	if p := param(op, env.Limit); p != nil {
		limit = Id("p").Dot(p.Go)
		if gosrc.InputForm(&p.Field) == gosrc.Plain {
			limit = Id("Some").Call(limit)
		}
	}
	return m.step(env, Id("next"), Id("nextNumber").Call(Id("at"), Len(Id("page").Dot(m.data(env))), limit, m.total(env)))
}

func (m *maker) nextCursor(env *model.PageEnvelope) Code {
	a := attribute(env, env.Next)
	next := Id("page").Dot(a.Go)
	if gosrc.FormOf(a) != gosrc.Plain {
		next = next.Dot("Or").Call(Lit(""))
	}
	return m.step(env, Id("next"), Id("nextCursor").Call(Id("at"), asString(a.Type, next)))
}

// step writes the end of a fetch: the records, where the next page is and whether there is one. What the envelope says
// of that goes before what can be inferred.
func (m *maker) step(env *model.PageEnvelope, next, inferred *Statement) Code {
	data := func() *Statement { return Id("page").Dot(m.data(env)) }
	a := attribute(env, env.More)
	switch {
	case a == nil || a.Type.Kind != model.Boolean:
		return Add(
			List(next.Clone(), Id("more")).Op(":=").Add(inferred).Line(),
			Return(data(), next, Id("more"), Nil()),
		)
	case gosrc.FormOf(a) != gosrc.Plain:
		return Add(
			List(next.Clone(), Id("more")).Op(":=").Add(inferred).Line(),
			Return(data(), next, Id("page").Dot(a.Go).Dot("Or").Call(Id("more")), Nil()),
		)
	}
	return Add(
		List(next.Clone(), Id("_")).Op(":=").Add(inferred).Line(),
		Return(data(), next, Id("page").Dot(a.Go).Op("&&").Len(data()).Op(">").Lit(0), Nil()),
	)
}

// total is the expression for the number of all records, null where the envelope does not say it.
func (m *maker) total(env *model.PageEnvelope) *Statement {
	a := attribute(env, env.Total)
	switch {
	case a == nil || a.Type.Kind != model.Integer:
		return Id("Null").Index(Int64()).Call()
	case gosrc.FormOf(a) != gosrc.Plain:
		return Id("page").Dot(a.Go)
	}
	return Id("Some").Call(Id("page").Dot(a.Go))
}

// data is the field of a page that holds its records.
func (m *maker) data(env *model.PageEnvelope) string {
	if a := attribute(env, env.Data); a != nil {
		return a.Go
	}
	return "Data"
}

// param finds a query parameter by its name on the wire.
func param(op *model.Operation, name string) *model.Param {
	i := slices.IndexFunc(op.Params, func(p *model.Param) bool { return name != "" && p.Name == name && p.In == model.InQuery })
	if i < 0 {
		return nil
	}
	return op.Params[i]
}

// attribute finds an attribute of the envelope; nil for no name.
func attribute(env *model.PageEnvelope, name string) *model.Attribute {
	if name == "" || env.Object == nil {
		return nil
	}
	return env.Object.Attribute(name)
}

package golifecycle

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

func (m *maker) anyTraits() bool {
	return slices.ContainsFunc(m.api.Enums, func(e *model.Enum) bool {
		return slices.ContainsFunc(e.Traits, func(c *model.Column) bool { return goOf(c) != nil })
	})
}

// traits declares what the words of enums say of themselves, a method for each trait.
func (m *maker) traits(f *File) {
	for _, e := range m.api.Enums {
		for i, c := range e.Traits {
			if goOf(c) != nil {
				m.trait(f, e, i, c)
			}
		}
	}
}

// trait declares the method of one trait and the table it looks in. Words of the same answer share a row, and those of the
// default need none.
func (m *maker) trait(f *File, e *model.Enum, i int, c *model.Column) {
	other := c.Default
	if !other.IsSet() && c.Nullable {
		other = spec.Data{Kind: spec.DataNull}
	}
	var answers []spec.Data
	words := map[string][]string{}
	for _, v := range e.Values {
		cell := v.Traits[i]
		if agrees(cell, other) {
			continue
		}
		key := spelling(cell)
		if words[key] == nil {
			answers = append(answers, cell)
		}
		words[key] = append(words[key], v.Go)
	}
	method := func(body ...Code) {
		gosrc.Decl(f, traitDoc(c), Func().Params(Id("v").Id(e.Go)).Id(c.Method).Params().Add(goOf(c)).Block(body...))
	}
	switch {
	case len(answers) == 0:
		method(Return(m.cell(c, other)))
	case c.Type.Kind == model.Datetime || c.Type.Kind == model.ListOf: // would be made at the program's start, and shared
		method(Switch(Id("v")).BlockFunc(func(g *Group) {
			for _, a := range answers {
				g.Case(gosrc.Identifiers(words[spelling(a)])).Block(Return(m.cell(c, a)))
			}
		}), Return(m.cell(c, other)))
	default:
		table := "trait" + e.Go + c.Method
		f.Var().Id(table).Op("=").Index().Id("trait").Types(Id(e.Go), goOf(c)).ValuesFunc(func(g *Group) {
			for _, a := range answers {
				g.Line().Values(m.fixed(c, a), Index().Id(e.Go).Values(gosrc.IdentifierLines(words[spelling(a)])))
			}
			g.Line()
		})
		f.Line()
		method(Return(Id("traitOf").Call(Id("v"), Id(table), m.cell(c, other))))
	}
}

// fixed is the literal for a cell in a table, which nothing computes at the program's start.
func (m *maker) fixed(c *model.Column, d spec.Data) *Statement {
	switch {
	case !c.Nullable:
		return m.literal(c.Type, d)
	case d.Kind == spec.DataNull || !d.IsSet():
		return goOf(c).Values(Id("state").Op(":").Id("stateNull"))
	}
	return goOf(c).Values(m.literal(c.Type, d), Id("stateSet"))
}

func traitDoc(c *model.Column) string {
	doc := gosrc.Words(tells(c.Method, c.Name, c.Doc), "A word that this package does not know has the trait's default.")
	return gosrc.Paragraphs(doc, gosrc.Deprecated(&c.Meta))
}

// agrees reports whether two cells say the same. What is false need not be said.
func agrees(a, b spec.Data) bool {
	if !b.IsSet() && b.Kind != spec.DataNull {
		return a.Kind == spec.DataBool && !a.Bool
	}
	return spelling(a) == spelling(b)
}

// spelling tells different cells of one column apart.
func spelling(d spec.Data) string {
	switch d.Kind {
	case spec.DataNull:
		return "null"
	case spec.DataBool:
		if d.Bool {
			return "true"
		}
		return "false"
	}
	return "=" + d.Text
}

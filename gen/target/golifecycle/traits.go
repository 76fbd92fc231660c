package golifecycle

import (
	"slices"

	. "github.com/dave/jennifer/jen"

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

// trait declares the method of one trait. Words of the same answer share a case, and those of the default need none.
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
	gosrc.Decl(f, traitDoc(c), Func().Params(Id("v").Id(e.Go)).Id(c.Method).Params().Add(goOf(c)).BlockFunc(func(g *Group) {
		if len(answers) > 0 {
			g.Switch(Id("v")).BlockFunc(func(g *Group) {
				for _, a := range answers {
					g.Case(gosrc.Identifiers(words[spelling(a)])).Block(Return(m.cell(c, a)))
				}
			})
		}
		g.Return(m.cell(c, other))
	}))
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

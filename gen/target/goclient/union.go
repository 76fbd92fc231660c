package goclient

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// alternative is one type of a union and the field that holds it.
type alternative struct {
	t     *model.Type
	field string
	form  gosrc.Form // gosrc.Plain for texts, lists and maps; gosrc.Pointer for objects; gosrc.Optional for what has a useful zero
}

// alternatives names the fields of a union.
func alternatives(t *model.Type) []alternative {
	names := t.AltNames()
	alts := make([]alternative, len(t.Alts))
	for i, a := range t.Alts {
		alts[i] = alternative{t: a, field: names[i], form: alternativeForm(a)}
	}
	return alts
}

func alternativeForm(t *model.Type) gosrc.Form {
	switch {
	case t.Kind == model.ObjectKind || t.Kind == model.PageOf:
		return gosrc.Pointer
	case gosrc.IsText(t) || t.Kind == model.MapOf || t.Kind == model.ListOf:
		return gosrc.Plain
	}
	return gosrc.Optional
}

func (a *alternative) goType() *Statement {
	if a.form == gosrc.Optional {
		return Id("Optional").Index(gosrc.GoType(a.t))
	}
	return gosrc.GoType(a.t)
}

// set is the condition that the alternative is the one that is meant.
func (a *alternative) set() *Statement { return a.setIn(Id("v")) }

// setIn is the same of a union that is called v.
func (a *alternative) setIn(v *Statement) *Statement {
	field := v.Dot(a.field)
	switch {
	case a.form == gosrc.Optional:
		return field.Dot("IsSet").Call()
	case gosrc.IsText(a.t):
		return field.Op("!=").Lit("")
	}
	return field.Op("!=").Nil()
}

// first are the bytes that JSON of the alternative's type begins with.
func (a *alternative) first() string {
	switch a.t.Kind {
	case model.Integer, model.Money, model.Number:
		return "-0123456789"
	case model.Boolean:
		return "tf"
	case model.ObjectKind, model.PageOf, model.MapOf:
		return "{"
	case model.ListOf:
		return "["
	case model.IDKind:
		if a.t.Numeric {
			return `"-0123456789`
		}
	case model.Any, model.Union, model.Expandable:
		return `"{[-0123456789tf`
	}
	return `"`
}

// union declares a union and how it is read and written.
func (m *maker) union(f *File, t *model.Type) {
	alts := alternatives(t)
	gosrc.Decl(f, t.Go+" is one of several: "+bareWords(t)+". Set one field.", Type().Id(t.Go).StructFunc(func(g *Group) {
		for _, a := range alts {
			g.Add(gosrc.Doc(a.field + " is " + bareWords(a.t) + "."))
			g.Id(a.field).Add(a.goType())
		}
		g.Line()
		g.Id("other").String().Comment("// JSON of none of these kinds, kept as it was read")
	}))
	for _, code := range []Code{unionZero(t, alts), unionReader(t, alts), unionWriter(t, alts)} {
		f.Add(code)
		f.Line()
	}
}

func unionZero(t *model.Type, alts []alternative) *Statement {
	return Func().Params(Id("v").Op("*").Id(t.Go)).Id("isZero").Params().Bool().BlockFunc(func(g *Group) {
		cond := Id("v").Dot("other").Op("==").Lit("")
		for _, a := range alts {
			switch {
			case a.form == gosrc.Optional:
				cond.Op("&&").Op("!").Id("v").Dot(a.field).Dot("IsSet").Call()
			case gosrc.IsText(a.t):
				cond.Op("&&").Id("v").Dot(a.field).Op("==").Lit("")
			default:
				cond.Op("&&").Id("v").Dot(a.field).Op("==").Nil()
			}
		}
		g.Return(cond)
	})
}

// unionReader declares the method that tells the alternatives apart by what the JSON begins with.
func unionReader(t *model.Type, alts []alternative) *Statement {
	return Func().Params(Id("v").Op("*").Id(t.Go)).Id("read").Params(Id("d").Op("*").Id("decoder")).BlockFunc(func(g *Group) {
		taken := ""
		g.Op("*").Id("v").Op("=").Id(t.Go).Values()
		g.Switch(Id("d").Dot("peek").Call()).BlockFunc(func(g *Group) {
			for i, a := range alts {
				bytes := strings.Map(func(r rune) rune {
					if strings.ContainsRune(taken, r) {
						return -1
					}
					return r
				}, a.first())
				taken += bytes
				if bytes == "" {
					continue
				}
				g.CaseFunc(func(g *Group) {
					for _, c := range bytes {
						g.LitRune(c)
					}
				}).Block(readAlternative(alts[i:], bytes)...)
			}
			g.Case(LitRune('n')).Block(Id("d").Dot("null").Call())
			g.Default().Block(Id("v").Dot("other").Op("=").Id("d").Dot("raw").Call())
		})
	})
}

// readAlternative reads the first of alts, or the object among them that a constant member names.
func readAlternative(alts []alternative, bytes string) []Code {
	if bytes == "{" && alts[0].t.Kind == model.ObjectKind {
		if name, cases := discriminator(alts); name != "" {
			return []Code{Switch(Id("d").Dot("member").Call(Lit(name))).BlockFunc(func(g *Group) {
				for _, c := range cases {
					g.Case(Lit(c.word)).Block(readOne(c.alt)...)
				}
				g.Default().Block(Id("v").Dot("other").Op("=").Id("d").Dot("raw").Call())
			})}
		}
	}
	return readOne(alts[0])
}

func readOne(a alternative) []Code {
	read := func(field *Statement) Code {
		return Id("d").Dot("value").Call(pointer(a.t, field, Id("renewed")))
	}
	if a.form == gosrc.Optional {
		return []Code{read(Id("v").Dot(a.field).Dot("value")), Id("v").Dot(a.field).Dot("state").Op("=").Id("stateSet")}
	}
	return []Code{read(Id("v").Dot(a.field))}
}

// namedAlternative is an alternative and the word that its discriminating member always has.
type namedAlternative struct {
	word string
	alt  alternative
}

// discriminator finds the member that has another constant in each of several objects; "" if there is none.
func discriminator(alts []alternative) (string, []namedAlternative) {
	objects := slices.DeleteFunc(slices.Clone(alts), func(a alternative) bool { return a.t.Kind != model.ObjectKind })
	if len(objects) < 2 {
		return "", nil
	}
	for _, attr := range objects[0].t.Object.Shown() {
		var cases []namedAlternative
		seen := map[string]bool{}
		for _, o := range objects {
			a := o.t.Object.Attribute(attr.Name)
			if a == nil || !a.Const.IsSet() || !gosrc.IsText(a.Type) || seen[a.Const.Text] {
				break
			}
			seen[a.Const.Text] = true
			cases = append(cases, namedAlternative{a.Const.Text, o})
		}
		if len(cases) == len(objects) {
			return attr.Name, cases
		}
	}
	return "", nil
}

// unionWriter declares the method that writes the alternative that is set.
func unionWriter(t *model.Type, alts []alternative) *Statement {
	return Func().Params(Id("v").Op("*").Id(t.Go)).Id("write").Params(Id("w").Op("*").Id("writer")).Block(Switch().BlockFunc(func(g *Group) {
		for _, a := range alts {
			value := Id("v").Dot(a.field)
			if a.form == gosrc.Optional {
				value = value.Dot("value")
			}
			g.Case(a.set()).Block(Id("w").Dot("value").Call(pointer(a.t, value, Id("asIs"))))
		}
		g.Case(Id("v").Dot("other").Op("!=").Lit("")).Block(Id("w").Dot("raw").Call(Id("v").Dot("other")))
		if gosrc.IsText(alts[0].t) {
			g.Default().Block(Id("w").Dot("string").Call(Lit("")))
		} else {
			g.Default().Block(Id("w").Dot("null").Call())
		}
	}))
}

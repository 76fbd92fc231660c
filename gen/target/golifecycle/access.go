package golifecycle

import (
	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// part is a piece of a path that an answer may lack: how to ask whether it is there, and whether it is not. Key is the
// same for the same piece.
type part struct {
	key       string
	there, no *Statement
}

// access is how Go reaches what a path of the spec names.
type access struct {
	parts    []part      // what may be missing on the way, the outermost first
	own      bool        // that the last of parts is the whole path
	expr     *Statement  // the value; of an Optional the Optional itself
	optional bool        // that expr is an Optional
	typ      *model.Type // nil for a span of time
	key      string
	other    *spec.Data // what expr is where the word that it is a trait of is not known; nil where that is no matter
}

// reader translates paths and conditions that depend on one object, the time and the account. It notes what it used.
type reader struct {
	api   *model.API
	r     *model.Resource
	at    bool // that the time was asked for
	facts map[*model.AccountFact]bool
	depth int // of lets that name lets
}

// maxLets bounds how deep lets may name each other.
const maxLets = 16

// reach is how Go reaches what a path names; nil where the object, the time and the account do not tell.
func (rd *reader) reach(ref *model.Ref) *access {
	if ref == nil {
		return nil
	}
	switch ref.Root {
	case model.RootSelf:
		return rd.members(rd.attribute(&access{expr: Id("o"), key: "o"}, ref.Attribute), ref.Members)
	case model.RootAccount:
		return rd.members(rd.fact(ref.Fact), ref.Members)
	case model.RootClock:
		return rd.clock(ref.Clock)
	case model.RootWindow:
		return rd.window(ref.Window)
	case model.RootLet:
		return rd.let(ref)
	}
	return nil
}

// attribute goes on to an attribute of an object.
func (rd *reader) attribute(a *access, attr *model.Attribute) *access {
	if a == nil || attr == nil || attr.Hidden || attr.Type == nil {
		return nil
	}
	b := &access{parts: a.parts, expr: a.expr.Clone().Dot(attr.Go), typ: attr.Type, key: a.key + "." + attr.Go}
	switch form := gosrc.FormOf(attr); {
	case form == gosrc.Optional || form == gosrc.Nullable:
		if attr.Type.Kind == model.ObjectKind || attr.Type.Kind == model.PageOf {
			return nil // an object of requests
		}
		b.optional = true
		return b.mayLack(b.expr.Clone().Dot("IsSet").Call(), Op("!").Add(b.expr).Dot("IsSet").Call())
	case attr.Type.Kind == model.Datetime:
		return b.mayLack(Op("!").Add(b.expr).Dot("IsZero").Call(), b.expr.Clone().Dot("IsZero").Call())
	case isNilable(attr.Type):
		return b.mayLack(b.expr.Clone().Op("!=").Nil(), b.expr.Clone().Op("==").Nil())
	}
	return b
}

// mayLack adds the whole path to the parts that an answer may lack.
func (a *access) mayLack(there, no *Statement) *access {
	a.parts = append(a.parts[:len(a.parts):len(a.parts)], part{a.key, there, no})
	a.own = true
	return a
}

func isNilable(t *model.Type) bool {
	switch t.Kind {
	case model.ObjectKind, model.PageOf, model.ListOf, model.MapOf, model.Any:
		return true
	}
	return false
}

// members goes on to members of a value.
func (rd *reader) members(a *access, names []string) *access {
	for _, name := range names {
		if a == nil || a.typ == nil {
			return nil
		}
		switch a.typ.Kind {
		case model.ObjectKind:
			a = rd.attribute(a, a.typ.Object.Attribute(name))
		case model.EnumKind:
			a = trait(a, name)
		default:
			return nil
		}
	}
	return a
}

// trait goes on to what a word says of itself. Of a word that the spec does not know nothing is said there, while the
// generated method answers with the trait's default: where that would count, the word must be known.
func trait(a *access, name string) *access {
	for _, col := range a.typ.Enum.Traits {
		if col.Name != name || goOf(col) == nil {
			continue
		}
		word := a.value()
		b := &access{parts: a.parts, expr: word.Clone().Dot(col.Method).Call(), typ: col.Type, key: a.key + "." + col.Method, optional: col.Nullable}
		if !col.Nullable || col.Default.IsSet() && col.Default.Kind != spec.DataNull {
			b.other = &col.Default
			b.mayLack(word.Clone().Dot("Known").Call(), Op("!").Add(word).Dot("Known").Call())
		}
		if col.Nullable {
			b.mayLack(b.expr.Clone().Dot("IsSet").Call(), Op("!").Add(b.expr).Dot("IsSet").Call())
		}
		return b
	}
	return nil
}

// value is the expression for the value itself, the zero value where there is none.
func (a *access) value() *Statement {
	if !a.optional {
		return a.expr.Clone()
	}
	return a.expr.Clone().Dot("Or").Call(zero(a.typ))
}

func zero(t *model.Type) *Statement {
	switch t.Kind {
	case model.Integer, model.Money, model.Number:
		return Lit(0)
	case model.Boolean:
		return False()
	case model.Datetime:
		return Qual("time", "Time").Values()
	}
	return Lit("")
}

// fact is what is known of the account.
func (rd *reader) fact(f *model.AccountFact) *access {
	if f == nil || f.Type == nil || goOfType(f.Type) == nil {
		return nil
	}
	rd.facts[f] = true
	a := &access{typ: f.Type, key: "account." + f.Go}
	if f.Default.Kind == spec.DataNull {
		a.expr, a.optional = Id("account").Dot(f.Go), true
		return a.mayLack(a.expr.Clone().Dot("IsSet").Call(), Op("!").Add(a.expr).Dot("IsSet").Call())
	}
	a.expr = Id("account").Dot(factMethod(f)).Call()
	return a
}

// factMethod is the method that tells a fact, or its default.
func factMethod(f *model.AccountFact) string { return ident.Unexported(f.Name, nil) + "OrDefault" }

// clock is the time since an attribute's time.
func (rd *reader) clock(c *model.Clock) *access {
	if c == nil {
		return nil
	}
	since := rd.attribute(&access{expr: Id("o"), key: "o"}, c.Since)
	if since == nil {
		return nil
	}
	rd.at = true
	return &access{parts: since.parts, expr: Id("at").Dot("Sub").Call(since.value()), key: "clock." + c.Name}
}

// window is a length of time: a constant, or a function of what its cases depend on.
func (rd *reader) window(w *model.Window) *access {
	if w == nil || !rd.can(w) {
		return nil
	}
	name := windowName(rd.r, w)
	a := &access{expr: Id(name), key: "window." + w.Name}
	if len(w.Cases) > 0 {
		a.expr = Id(name).CallFunc(func(g *Group) {
			needs := rd.needs(w)
			if needs.object {
				g.Id("o")
			}
			if needs.at {
				g.Id("at")
			}
			if needs.account {
				g.Id("account")
			}
		})
	}
	return a
}

// let is what a let stands for: another path. Other lets are not told by the object alone.
func (rd *reader) let(ref *model.Ref) *access {
	l := ref.Let
	if l == nil || l.Value == nil || l.Value.Verb != model.ValueCopy || rd.depth >= maxLets {
		return nil
	}
	rd.depth++
	defer func() { rd.depth-- }()
	return rd.members(rd.reach(l.Value.Refs[0]), ref.Members)
}

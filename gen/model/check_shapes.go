package model

import (
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// checkShapes checks objects, attributes and parameters.
func (b *builder) checkShapes() {
	for _, o := range b.everyObject() {
		for _, a := range o.Attributes {
			b.checkField(&a.Field, o)
			b.checkAttributeType(a)
		}
		if o.Example.IsSet() {
			b.misfit("example-type", "example of "+o.Name, b.fitObject(o.Example, &Type{Kind: ObjectKind, Object: o}))
		}
	}
	b.everyOperation(func(op *Operation) {
		for _, p := range op.Params {
			b.checkField(&p.Field, op.Resource.Object)
			b.checkParam(op, p)
		}
	})
	for _, r := range b.api.Resources {
		if r.Lifecycle == nil {
			continue
		}
		for _, s := range r.Lifecycle.Signals {
			for _, p := range s.Params {
				b.checkField(&p.Field, r.Object)
				b.checkDefault(p)
			}
		}
	}
	b.checkCycles()
	for i := range b.doc.Resources.Entries {
		b.checkPattern(b.doc.Resources.Entries[i].Value.ID.Pattern)
	}
	for i := range b.doc.Objects.Entries {
		b.checkPattern(b.doc.Objects.Entries[i].Value.ID.Pattern)
	}
}

// misfit reports why data does not fit, if it does not.
func (b *builder) misfit(rule, what string, m *misfit) {
	if m != nil {
		b.errorf(m.pos, rule, "%s: %s", what, m.msg)
	}
}

// checkField checks one attribute or parameter. Beside is the object whose attributes stand beside it.
func (b *builder) checkField(f *Field, beside *Object) {
	src := b.sources.fields[f]
	b.checkPattern(src.Pattern)
	b.checkLimits(f, src)
	b.misfit("example-type", "constant of "+quote(f.Name), b.fitField(f.Const, f))
	b.misfit("example-type", "example of "+quote(f.Name), b.fitField(f.Example, f))
	if f.Type == nil {
		return
	}
	b.checkUnit(f, src, beside)
	b.checkUnion(f, src)
}

// longestMade is how many characters or items a value must be made of at most: examples, samples and the proof make some.
const longestMade = 10_000

// checkLimits wants limits that do not contradict each other and suit the type.
func (b *builder) checkLimits(f *Field, src *spec.Field) {
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		b.errorf(src.Min.Pos, "bad-limits", "min %v is more than max %v", *f.Min, *f.Max)
	}
	if f.MinLength != nil && f.MaxLength != nil && *f.MinLength > *f.MaxLength {
		b.errorf(src.MinLength.Pos, "bad-limits", "min_length %d is more than max_length %d", *f.MinLength, *f.MaxLength)
	}
	for _, n := range []spec.Int{src.MinLength, src.MaxLength} {
		if n.IsSet() && n.Value < 0 {
			b.errorf(n.Pos, "bad-limits", "a length of %d is less than nothing", n.Value)
		}
	}
	if n := src.MinLength; n.Value > longestMade {
		b.errorf(n.Pos, "bad-limits", "min_length %d is more than %d, which is as much as examples can be made of", n.Value, longestMade)
	}
	if f.Type == nil {
		return
	}
	class := (&Ref{Type: f.Type}).class()
	for _, n := range []spec.Num{src.Min, src.Max} {
		if n.IsSet() && class != classNumber && f.Type.Kind != Decimal {
			b.errorf(n.Pos, "bad-limits", "%s is no number, so it has no least or greatest", f.Type)
		}
	}
	for _, n := range []spec.Int{src.MinLength, src.MaxLength} {
		if n.IsSet() && class != classText && f.Type.Kind != ListOf && f.Type.Kind != MapOf {
			b.errorf(n.Pos, "bad-limits", "%s has no length", f.Type)
		}
	}
	if src.Pattern.IsSet() && class != classText {
		b.errorf(src.Pattern.Pos, "bad-limits", "%s is no text, so it matches no pattern", f.Type)
	}
}

// checkUnit wants money to name its currency. Where the unit is an attribute that stands beside, it must be a currency.
func (b *builder) checkUnit(f *Field, src *spec.Field, beside *Object) {
	if f.Type.Kind != Money {
		return
	}
	if !src.Unit.IsSet() {
		b.errorf(src.Type.Pos, "money-no-unit", "%q is money without a unit; name the attribute that carries its currency", f.Name)
		return
	}
	if a := beside.Attribute(f.Unit); a != nil && a.Type != nil && a.Type.Kind != Currency && a.Type.Kind != EnumKind {
		b.errorf(src.Unit.Pos, "money-no-unit", "%q is money, but its unit %q is %s; wanted a currency", f.Name, f.Unit, a.Type)
	}
}

// checkUnion wants the alternatives of a union to be told apart by what a JSON value is.
func (b *builder) checkUnion(f *Field, src *spec.Field) {
	t := f.Type
	for t.Elem != nil {
		t = t.Elem
	}
	for i, alt := range t.Alts {
		for _, other := range t.Alts[:i] {
			if !apart(alt, other) {
				b.errorf(src.Type.Pos, "ambiguous-union", "%s and %s cannot be told apart in JSON", other, alt)
			}
		}
	}
}

// apart reports whether a JSON value shows which of two types it is of.
func apart(t, u *Type) bool {
	if jsonShape(t) != jsonShape(u) {
		return true
	}
	switch {
	case t.Kind == IDKind && u.Kind == IDKind && t.Object != nil && u.Object != nil:
		return t.Object.IDPrefix != u.Object.IDPrefix
	case t.Kind == ObjectKind && u.Kind == ObjectKind:
		for _, a := range t.Object.Attributes {
			c := u.Object.Attribute(a.Name)
			if c != nil && a.Const.IsSet() && c.Const.IsSet() && a.Const.Text != c.Const.Text {
				return true
			}
		}
	}
	return false
}

// jsonShape is what a value of a type is in JSON. Any is like no other shape, and so not told apart from another Any alone.
func jsonShape(t *Type) string {
	switch t.Kind {
	case Boolean:
		return "boolean"
	case Integer, Money, Number:
		return "number"
	case ObjectKind, MapOf, PageOf:
		return "object"
	case ListOf:
		return "array"
	case Any, Item, Expandable:
		return "any"
	}
	return "string"
}

// checkAttributeType refuses types that an attribute cannot have.
func (b *builder) checkAttributeType(a *Attribute) {
	src := b.sources.fields[&a.Field]
	inPage := b.api.Page != nil && b.api.Page.Object == a.Object
	eachType(a.Type, func(t *Type) {
		switch {
		case t.Kind == Item && !inPage:
			b.errorf(src.Type.Pos, "misplaced-type", "only the page envelope has records of type item")
		case a.Object.Input && (t.Kind == PageOf || t.Kind == Expandable):
			b.errorf(src.Type.Pos, "misplaced-type", "%q is sent in requests; it cannot be %s", a.Name, t)
		case a.Object.Input && t.Kind == ObjectKind && !t.Object.Input:
			b.errorf(src.Type.Pos, "misplaced-type", "object %q is not sent in requests; declare it with input: true", t.Object.Name)
		}
	})
}

// eachType calls f with a type and those it is made of.
func eachType(t *Type, f func(*Type)) {
	if t == nil {
		return
	}
	f(t)
	eachType(t.Elem, f)
	for _, alt := range t.Alts {
		eachType(alt, f)
	}
}

// checkCycles reports objects that contain themselves, so that no value of them could ever be written down.
func (b *builder) checkCycles() {
	const open, done = 1, 2
	seen := map[*Object]int{}
	var trail []*Object
	var visit func(o *Object)
	visit = func(o *Object) {
		seen[o] = open
		trail = append(trail, o)
		for _, a := range o.Attributes {
			if a.Type == nil || a.Type.Kind != ObjectKind || a.Nullable || a.Optional {
				continue
			}
			switch seen[a.Type.Object] {
			case 0:
				visit(a.Type.Object)
			case open:
				b.errorf(a.Pos, "embed-cycle", "%s contains itself: %s; make an attribute of them nullable, a list or expandable", a.Type.Object.Name, loop(trail, a.Type.Object))
			}
		}
		trail = trail[:len(trail)-1]
		seen[o] = done
	}
	for _, o := range b.everyObject() {
		if seen[o] == 0 {
			visit(o)
		}
	}
}

// loop is the end of a trail from o on, and o again.
func loop(trail []*Object, o *Object) string {
	var names []string
	for _, t := range trail {
		if t == o {
			names = nil
		}
		names = append(names, t.Name)
	}
	return strings.Join(append(names, o.Name), " → ")
}

func quote(s string) string { return `"` + s + `"` }

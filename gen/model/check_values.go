package model

import "slices"

// checkAssignment wants a value to be of the type of the attribute it goes to. Known are the paths that are not null
// when it is made. What the caller did not send is not set, so it needs no place for null.
func (b *builder) checkAssignment(a *Assignment, known facts) {
	v, attr := a.Value, a.Attribute
	if attr.Type == nil {
		return
	}
	switch {
	case v.Verb == ValueNull && !attr.Nullable && !attr.Optional:
		b.errorf(v.Pos, "effect-type", "%q may not be null", a.Key())
	case v.Verb == ValueNull:
	case v.Verb == ValueLiteral:
		b.misfit("effect-type", quote(a.Key()), b.fitField(v.Literal, &attr.Field))
	case v.Type == nil:
		b.errorf(v.Pos, "effect-type", "%q is %s; it cannot be given a clock or a window", a.Key(), attr.Type)
	case !gives(v.Type, attr.Type):
		b.errorf(v.Pos, "effect-type", "%q is %s; it cannot be given %s", a.Key(), attr.Type, v.Type)
	case !attr.Nullable && !attr.Optional && v.mayBeNull(known):
		b.errorf(v.Pos, "effect-type", "%q may not be null, but the value may; give a first that ends in something that is not", a.Key())
	}
}

// mayBeNull reports whether a value may be null though the caller sent what it could, and though known is there.
func (v *Value) mayBeNull(known facts) bool {
	null := func(r *Ref) bool {
		return slices.ContainsFunc(r.nulls, func(n nullPart) bool { return !n.unsent && !slices.Contains(known, n.key) })
	}
	switch v.Verb {
	case ValueFirst:
		return !slices.ContainsFunc(v.Refs, func(r *Ref) bool { return !null(r) })
	case ValueLookup:
		return v.Nullable
	}
	return slices.ContainsFunc(v.Refs, null)
}

// gives reports whether a value of one type may be put where another is wanted.
func gives(from, to *Type) bool {
	if sameType(from, to) || to.Kind == Any || from.Kind == Any {
		return true
	}
	if from.Kind == Union {
		return !slices.ContainsFunc(from.Alts, func(alt *Type) bool { return !gives(alt, to) })
	}
	switch to.Kind {
	case Union:
		return slices.ContainsFunc(to.Alts, func(alt *Type) bool { return gives(from, alt) })
	case String:
		return jsonShape(from) == "string"
	case URI:
		return from.Kind == String
	case Integer, Money:
		return from.Kind == Integer || from.Kind == Money
	case Number:
		return classes[from.Kind] == classNumber
	case Currency, IDKind:
		return givesWord(from, to)
	case Expandable:
		return (from.Kind == IDKind || from.Kind == ObjectKind) && (from.Object == to.Object || from.Object == nil)
	case ObjectKind:
		return from.Kind == ObjectKind && contains(to.Object, from.Object)
	case MapOf:
		return from.Kind == ObjectKind || from.Kind == MapOf && gives(from.Elem, to.Elem)
	case ListOf:
		return from.Kind == ListOf && gives(from.Elem, to.Elem)
	}
	return false
}

// givesWord is gives for an id or a currency.
func givesWord(from, to *Type) bool {
	switch from.Kind {
	case String:
		return true
	case IDKind:
		return to.Kind == IDKind && (to.Object == nil || from.Object == nil)
	case Expandable:
		return to.Kind == IDKind && (to.Object == nil || to.Object == from.Object)
	}
	return false
}

// contains reports whether an object that is sent has only members that another object has too.
func contains(o, sent *Object) bool {
	return sent.Input && !slices.ContainsFunc(sent.Attributes, func(a *Attribute) bool { return o.Attribute(a.Name) == nil })
}

// checkValue checks what a verb is given: times and windows, numbers, text.
func (b *builder) checkValue(v *Value) {
	switch v.Verb {
	case ValuePlus:
		b.checkPlus(v)
	case ValueSum:
		for _, r := range v.Refs {
			b.wantClass(r, classNumber, "add")
		}
	case ValuePercent:
		b.wantClass(v.Refs[0], classNumber, "take a share of")
		if r := v.Refs[1]; r.Type == nil || r.Type.Kind != Decimal && r.class() != classNumber {
			b.errorf(r.Pos, "effect-type", "%q is %s; a rate is a number or a decimal", r.Path, r.describe())
		}
	case ValueUpper:
		b.wantClass(v.Refs[0], classText, "put in capitals")
	case ValueLookup:
		b.checkLookup(v)
	case ValueFormat:
		for _, p := range v.Pieces {
			if p.Ref != nil && (p.Ref.Type == nil || p.Ref.class() == classOther && p.Ref.Type.Kind != Decimal) {
				b.errorf(p.Ref.Pos, "effect-type", "%q is %s, which cannot stand in text", p.Ref.Path, p.Ref.describe())
			}
		}
	}
}

func (b *builder) checkPlus(v *Value) {
	if len(v.Refs) != 2 || v.Refs[1].Window == nil {
		b.errorf(v.Pos, "effect-type", "plus wants two paths: a time, and a window")
		return
	}
	if r := v.Refs[0]; r.Type == nil || r.Type.Kind != Datetime {
		b.errorf(r.Pos, "effect-type", "%q is %s; wanted a datetime to add a window to", r.Path, r.describe())
	}
}

// checkLookup wants the key to be of the kind that the table's keys are.
func (b *builder) checkLookup(v *Value) {
	key := v.Refs[0]
	if v.Table.Key != nil && (key.Type == nil || key.class() != classes[v.Table.Key.Kind]) {
		b.errorf(key.Pos, "effect-type", "%q is %s; the keys of table %q are %s", key.Path, key.describe(), v.Table.Name, v.Table.Key)
	}
}

func (b *builder) wantClass(r *Ref, c class, verb string) {
	if got := r.class(); got != c && got != classAny {
		b.errorf(r.Pos, "effect-type", "%q is %s; wanted %s to %s", r.Path, r.describe(), classWords[c], verb)
	}
}

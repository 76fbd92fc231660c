package model

import "github.com/chargegen/chargegen/spec"

// behaviour resolves what an operation checks and does.
func (b *builder) behaviour(op *Operation, src *spec.Operation, sc *scope) {
	if !hasBehaviour(src) {
		return
	}
	bh := &Behaviour{}
	op.Behaviour = bh
	for i := range src.Loads.Entries {
		bh.Loads = append(bh.Loads, b.load(src.Loads.Entries[i].Key, &src.Loads.Entries[i].Value, sc))
	}
	for i := range src.Let.Entries {
		e := &src.Let.Entries[i]
		bh.Let = append(bh.Let, b.let(e.Key, &e.Value, sc, sc.lets))
	}
	bh.Guards = b.guards(src.Guards, sc)
	bh.Documented = b.guards(src.Documented, sc)
	for _, name := range src.From {
		if s := b.state(op.Resource, name); s != nil {
			bh.From, bh.FromPos = append(bh.From, s), append(bh.FromPos, name.Pos)
		}
	}
	effects := *sc
	effects.self = true
	whole := b.effect(op.Resource, op.Pos, src.To, &src.Set, src.Emits, &effects)
	bh.Outcomes = b.outcomes(op.Resource, src.Outcomes, whole, &effects)
}

func hasBehaviour(src *spec.Operation) bool {
	return len(src.Loads.Entries)+len(src.Let.Entries)+len(src.Guards)+len(src.Documented)+len(src.Outcomes)+
		len(src.From)+len(src.Set.Entries) > 0 || src.To.IsSet() || src.Emits.IsSet()
}

func (b *builder) load(key spec.Text, src *spec.Load, sc *scope) *Load {
	l := &Load{Name: key.Value, Assume: src.Assume.Value, Doc: trim(src.Doc), Pos: key.Pos}
	l.Of, _ = find(b, &b.resources, src.Of)
	l.Takes = b.takes(l, src.Takes, sc)
	l.ID = b.ref(src.ID, sc)
	if src.Inline.IsSet() {
		l.Inline = b.ref(src.Inline, sc)
	}
	l.Absent, _ = find(b, &b.errors, src.Absent)
	l.Once, _ = find(b, &b.errors, src.Once)
	sc.loads[key.Value] = l
	return l
}

// takes resolves the attributes that an assumed object has from the call's parameters of the same name.
func (b *builder) takes(l *Load, names []spec.Text, sc *scope) []*Attribute {
	if l.Of == nil {
		return nil
	}
	var out []*Attribute
	for _, name := range names {
		a, ok := find(b, &b.lives[l.Of].attrs, name)
		if ok {
			out = append(out, a)
		}
		if ok && sc.params[name.Value] == nil {
			b.errorf(name.Pos, "unknown-param", "load %q takes %q, but no parameter of the operation is called so", l.Name, name.Value)
		}
	}
	return out
}

func (b *builder) guards(list []spec.Guard, sc *scope) []*Guard {
	var out []*Guard
	for i := range list {
		src := &list[i]
		g := &Guard{
			Deny: b.cond(src.Deny, sc), Require: b.cond(src.Require, sc), Doc: trim(src.Doc), Origin: b.origin(src.Origin),
			Pos: src.Pos,
		}
		g.Sureness = sureness(src.Sureness, g.Origin)
		g.Error, _ = find(b, &b.errors, src.Error)
		out = append(out, g)
	}
	return out
}

// outcomes resolves what a change may come to. Whole is what holds for each outcome; without any, it is the only one.
func (b *builder) outcomes(r *Resource, list []spec.Outcome, whole *Outcome, sc *scope) []*Outcome {
	if len(list) == 0 {
		return []*Outcome{whole}
	}
	var out []*Outcome
	for i := range list {
		src := &list[i]
		o := b.effect(r, src.Pos, src.To, &src.Set, src.Emits, sc)
		o.When, o.Doc, o.Pos = b.cond(src.When, sc), trim(src.Doc), src.Pos
		if !src.To.IsSet() {
			o.To = whole.To
		}
		if !src.Emits.IsSet() {
			o.Emits = whole.Emits
		}
		o.Set = joinSets(whole.Set, o.Set)
		out = append(out, o)
	}
	return out
}

// joinSets is the assignments of whole that own does not make, then own.
func joinSets(whole, own []*Assignment) []*Assignment {
	keys := make(map[string]bool, len(own))
	for _, a := range own {
		keys[a.Key()] = true
	}
	var out []*Assignment
	for _, w := range whole {
		if !keys[w.Key()] {
			out = append(out, w)
		}
	}
	return append(out, own...)
}

// effect resolves where a change leads, what it sets and what it leaves behind. It stands where it says where it leads,
// else at pos.
func (b *builder) effect(r *Resource, pos spec.Pos, to spec.Text, set *spec.Map[spec.Value], emits spec.Text, sc *scope) *Outcome {
	o := &Outcome{To: b.state(r, to), Set: b.assignments(r, set, sc), Pos: pos}
	if to.IsSet() {
		o.Pos = to.Pos
	}
	o.Emits, _ = find(b, &b.events, emits)
	return o
}

func (b *builder) assignments(r *Resource, src *spec.Map[spec.Value], sc *scope) []*Assignment {
	var out []*Assignment
	for i := range src.Entries {
		e := &src.Entries[i]
		a := b.target(r, e.Key)
		v := b.value(&e.Value, sc)
		if a != nil && v != nil {
			a.Value = v
			out = append(out, a)
		}
	}
	return out
}

// target resolves the attribute that an effect sets: one of the resource, or with dots one of a nested object.
func (b *builder) target(r *Resource, key spec.Text) *Assignment {
	name, rest := cut(key)
	a, ok := find(b, &b.lives[r].attrs, name)
	as := &Assignment{Attribute: a}
	for ok && rest.Value != "" {
		if a.Type == nil {
			return nil
		}
		if a.Type.Kind != ObjectKind {
			b.errorf(rest.Pos, "unknown-attribute", "%s has no attributes", a.Type)
			return nil
		}
		as.Within = append(as.Within, a)
		o := a.Type.Object
		name, rest = cut(rest)
		if a = o.Attribute(name.Value); a == nil {
			b.errorf(name.Pos, "unknown-attribute", "%s has no attribute %q%s", o.Name, name.Value, b.suggest(name.Value, o.attributeNames()))
			return nil
		}
		as.Attribute = a
	}
	if !ok {
		return nil
	}
	return as
}

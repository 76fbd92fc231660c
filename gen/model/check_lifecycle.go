package model

import (
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// checkLifecycles checks states, guards, outcomes, timers and signals.
func (b *builder) checkLifecycles() {
	for i, r := range b.api.Resources {
		src := &b.doc.Resources.Entries[i].Value
		derived := b.checkDerived(r)
		for _, op := range r.Operations {
			b.checkBehaviour(op, b.sources.ops[op], derived)
		}
		if r.Lifecycle == nil {
			continue
		}
		b.checkClocks(r, src)
		b.checkStates(r, src, derived)
		for j, t := range r.Lifecycle.Timers {
			e := &src.Timers.Entries[j]
			b.checkTimer(e.Key, &e.Value)
			b.checkEffect(t.Effect, derived, t.When.facts(true))
		}
		for j, s := range r.Lifecycle.Signals {
			b.checkOutcomes(src.Signals.Entries[j].Value.Outcomes)
			b.checkEffects(s.Outcomes, derived, s.When.facts(true))
		}
	}
}

// checkClocks wants clocks to count from times, and timers to fire at them.
func (b *builder) checkClocks(r *Resource, src *spec.Resource) {
	for i, c := range r.Lifecycle.Clocks {
		if c.Since != nil && c.Since.Type != nil && c.Since.Type.Kind != Datetime {
			b.errorf(src.Clocks.Entries[i].Value.Since.Pos, "effect-type", "a clock counts from a datetime; %q is %s", c.Since.Name, c.Since.Type)
		}
	}
	for i := range src.Timers.Entries {
		t := &src.Timers.Entries[i].Value
		if at := r.Lifecycle.Timers[i].At; at != nil && at.Type != nil && at.Type.Kind != Datetime {
			b.errorf(t.At.Pos, "effect-type", "a timer fires at a datetime; %q is %s", at.Name, at.Type)
		}
	}
}

// checkDerived checks derived values and returns the keys of the attributes they fill.
func (b *builder) checkDerived(r *Resource) map[string]bool {
	derived := map[string]bool{}
	if r.Lifecycle == nil {
		return derived
	}
	for _, d := range r.Lifecycle.Derive {
		b.checkAssignment(d, nil)
		derived[d.Key()] = true
	}
	return derived
}

// checkStates wants fields of the right types, and final states to be left by nothing.
func (b *builder) checkStates(r *Resource, src *spec.Resource, derived map[string]bool) {
	for i, s := range r.Lifecycle.States {
		fields := &src.States.Entries[i].Value.Fields
		for _, f := range s.Fields {
			if f.Cond == nil {
				b.misfit("effect-type", quote(f.Attribute.Name), b.fitField(f.Literal, &f.Attribute.Field))
			}
		}
		for _, e := range fields.Entries {
			if derived[e.Key.Value] {
				b.errorf(e.Key.Pos, "set-derived", "%q is derived, so no state can fix it", e.Key.Value)
			}
		}
	}
	for _, op := range r.Operations {
		from := b.sources.ops[op].From
		for _, name := range from {
			if s := b.lives[r].states.byKey[name.Value]; s != nil && s.Final {
				b.errorf(name.Pos, "final-state", "state %q is final, but operation %q starts from it", s.Name, op.Name)
			}
		}
	}
}

// checkBehaviour checks guards, loads and outcomes of an operation.
func (b *builder) checkBehaviour(op *Operation, src *spec.Operation, derived map[string]bool) {
	if op.Behaviour == nil {
		return
	}
	for i := range src.Guards {
		b.checkGuard(&src.Guards[i], true)
	}
	for i := range src.Documented {
		b.checkGuard(&src.Documented[i], false)
	}
	for i, l := range op.Behaviour.Loads {
		b.checkLoad(l, &src.Loads.Entries[i].Value)
	}
	b.checkOutcomes(src.Outcomes)
	var known facts
	for _, g := range op.Behaviour.Guards {
		known = append(append(known, g.Require.facts(true)...), g.Deny.facts(false)...)
	}
	b.checkEffects(op.Behaviour.Outcomes, derived, known)
}

// checkGuard wants one condition, and the code of the refusal where the row refuses.
func (b *builder) checkGuard(g *spec.Guard, refuses bool) {
	if g.Deny.IsSet() == g.Require.IsSet() {
		b.errorf(g.Pos, "guard-form", "a guard has either deny or require")
	}
	switch {
	case refuses && !g.Error.IsSet():
		b.errorf(g.Pos, "guard-form", "a guard wants the key \"error\": the code of the refusal")
	case !refuses && g.Error.IsSet():
		b.errorf(g.Error.Pos, "guard-form", "a documented row refuses nothing, so it has no error")
	}
}

// checkLoad wants an id of the resource that is loaded, and a meaning for ids that nobody created.
func (b *builder) checkLoad(l *Load, src *spec.Load) {
	if l.Of == nil {
		return
	}
	if l.ID != nil && l.ID.Type != nil && !mayBeID(l.ID.Type, l.Of.Object) {
		b.errorf(src.ID.Pos, "effect-type", "%q is %s; wanted an id of %s", src.ID.Value, l.ID.Type, l.Of.Name)
	}
	if src.Assume.IsSet() && src.Assume.Value != "example" {
		b.state(l.Of, src.Assume)
	}
}

// mayBeID reports whether a value of a type may be an id of an object.
func mayBeID(t *Type, o *Object) bool {
	switch t.Kind {
	case IDKind:
		return t.Object == nil || t.Object == o
	case Expandable:
		return t.Object == o
	case Union:
		return slices.ContainsFunc(t.Alts, func(alt *Type) bool { return mayBeID(alt, o) })
	}
	return t.Kind == String
}

// checkOutcomes wants the last outcome, and it alone, to have no condition.
func (b *builder) checkOutcomes(list []spec.Outcome) {
	for i := range list {
		switch last := i == len(list)-1; {
		case last && list[i].When.IsSet():
			b.errorf(list[i].Pos, "outcome-order", "the last outcome has no condition; what happens when none holds?")
		case !last && !list[i].When.IsSet():
			b.errorf(list[i+1].Pos, "outcome-order", "this outcome is never reached: the one before has no condition")
		}
	}
}

// checkTimer wants either a clock and a window, or an attribute.
func (b *builder) checkTimer(name spec.Text, t *spec.Timer) {
	watches := t.Clock.IsSet() || t.After.IsSet()
	switch {
	case watches == t.At.IsSet():
		b.errorf(name.Pos, "timer-form", "timer %q wants either clock and after, or at", name.Value)
	case watches && !t.Clock.IsSet():
		b.errorf(name.Pos, "timer-form", "timer %q has no clock to measure %q by", name.Value, t.After.Value)
	case watches && !t.After.IsSet():
		b.errorf(name.Pos, "timer-form", "timer %q watches %q, but does not say after which window", name.Value, t.Clock.Value)
	}
}

// checkEffects checks what outcomes set. Each knows that the conditions of those before it did not hold.
func (b *builder) checkEffects(list []*Outcome, derived map[string]bool, known facts) {
	for _, o := range list {
		b.checkEffect(o, derived, known.with(o.When.facts(true)))
		known = known.with(o.When.facts(false))
	}
}

// facts are the paths known not to be null where the condition holds, or where it does not. No condition says nothing.
func (c *Condition) facts(holds bool) facts {
	switch {
	case c == nil:
		return nil
	case holds:
		return c.yes
	}
	return c.no
}

// checkEffect checks what an outcome sets.
func (b *builder) checkEffect(o *Outcome, derived map[string]bool, known facts) {
	for _, a := range o.Set {
		b.checkAssignment(a, known)
		if derived[a.Key()] {
			b.errorf(a.Value.Pos, "set-derived", "%q is derived, so nothing can set it", a.Key())
		}
	}
}

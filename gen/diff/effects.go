package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// operation compares what an operation does when nothing refuses it. Where only one edition says, nothing changed that
// is known.
func (e *effects) operation(old, new *model.Operation) {
	if old.Behaviour == nil || new.Behaviour == nil {
		return
	}
	was, is := old.Behaviour, new.Behaviour
	for _, diffs := range e.outcomes(was.Let, is.Let, was.Outcomes, is.Outcomes) {
		e.add("effect-changed", nameOf(new), diffs.at, "%s", diffs.text)
	}
	for i := range min(len(was.Outcomes), len(is.Outcomes)) {
		a, b := was.Outcomes[i], is.Outcomes[i]
		if canonOf(e.old, was.Let).cond(a.When) == canonOf(e.new, is.Let).cond(b.When) {
			e.text(nameOf(new)+" outcome", both{a.Pos, b.Pos}, a.Doc, b.Doc)
		}
	}
	e.loads(nameOf(new), both{old.Pos, new.Pos}, was, is)
}

// loads compares the other objects that an operation reads.
func (e *effects) loads(name string, at both, was, is *model.Behaviour) {
	text := func(b *model.Behaviour, r *model.Resource, l *model.Load) string {
		c := canonOf(r, b.Let)
		var takes []string
		for _, a := range l.Takes {
			takes = append(takes, a.Name)
		}
		return strings.Join([]string{l.Of.Name, c.ref(l.ID), c.ref(l.Inline), code(l.Absent), code(l.Once), l.Assume, strings.Join(takes, ",")}, " ")
	}
	pairs, gone, come := match(was.Loads, is.Loads, func(l *model.Load) string { return l.Name })
	for _, l := range gone {
		e.add("load-changed", name, both{l.Pos, at.new}, "does not look up %s any more", l.Name)
	}
	for _, l := range come {
		e.add("load-changed", name, both{at.old, l.Pos}, "looks up %s", l.Name)
	}
	for _, p := range pairs {
		if text(was, e.old, p[0]) != text(is, e.new, p[1]) {
			e.add("load-changed", name, both{p[0].Pos, p[1].Pos}, "looks up %s in another way", p[1].Name)
		}
		e.text(name+" "+p[1].Name, both{p[0].Pos, p[1].Pos}, p[0].Doc, p[1].Doc)
	}
}

// difference is how one outcome differs, and where.
type difference struct {
	at   both
	text string
}

// outcomes compares outcomes in their order. Where they are chosen otherwise, that is all that is said.
func (e *effects) outcomes(oldLet, newLet []*model.Let, old, new []*model.Outcome) []difference {
	whens := func(r *model.Resource, lets []*model.Let, list []*model.Outcome) []string {
		var out []string
		for _, o := range list {
			out = append(out, canonOf(r, lets).cond(o.When))
		}
		return out
	}
	was, is := whens(e.old, oldLet, old), whens(e.new, newLet, new)
	if !slices.Equal(was, is) {
		for i := range is {
			if i >= len(was) || was[i] != is[i] {
				return []difference{{both{old[min(i, len(old)-1)].Pos, new[i].Pos}, fmt.Sprintf("tells other cases apart: case %d is %s", i+1, elsewhere(new[i]))}}
			}
		}
		return []difference{{both{old[len(is)].Pos, new[len(new)-1].Pos}, fmt.Sprintf("tells fewer cases apart: %d; it was %d", len(new), len(old))}}
	}
	var out []difference
	for i := range new {
		if diffs := e.outcome(oldLet, newLet, old[i], new[i]); len(diffs) > 0 {
			text := strings.Join(diffs, "; ")
			if new[i].When != nil {
				text = "where " + oneLine(new[i].When.Text) + ", " + text
			}
			out = append(out, difference{both{old[i].Pos, new[i].Pos}, text})
		}
	}
	return out
}

// elsewhere is when an outcome comes about.
func elsewhere(o *model.Outcome) string {
	if o.When == nil {
		return "all that is left"
	}
	return "where " + oneLine(o.When.Text)
}

// outcome says how one outcome differs.
func (e *effects) outcome(oldLet, newLet []*model.Let, old, new *model.Outcome) []string {
	var out []string
	if was, is := stateName(old.To), stateName(new.To); was != is {
		out = append(out, fmt.Sprintf("leads to %s; it led to %s", is, was))
	}
	for _, s := range e.set(oldLet, newLet, old.Set, new.Set) {
		out = append(out, s.text)
	}
	if was, is := eventName(old.Emits), eventName(new.Emits); was != is {
		out = append(out, fmt.Sprintf("leaves %s behind; it left %s", is, was))
	}
	return out
}

func stateName(s *model.State) string {
	if s == nil {
		return "no other state"
	}
	return quote(s.Name)
}

func eventName(ev *model.Event) string {
	if ev == nil {
		return "no event"
	}
	return "the event " + ev.Key
}

// assigned is an attribute that gets another value than before.
type assigned struct {
	name, text     string
	oldPos, newPos spec.Pos
}

// set compares what attributes are given, of those that both editions have.
func (e *effects) set(oldLet, newLet []*model.Let, old, new []*model.Assignment) []assigned {
	was, is := canonOf(e.old, oldLet), canonOf(e.new, newLet)
	pairs, gone, come := match(old, new, func(a *model.Assignment) string { return a.Key() })
	var out []assigned
	for _, p := range pairs {
		if was.value(p[0].Value) != is.value(p[1].Value) {
			out = append(out, assigned{p[1].Key(), "gives " + p[1].Key() + " another value", p[0].Value.Pos, p[1].Value.Pos})
		}
	}
	for _, a := range gone {
		if has(e.new, a) {
			out = append(out, assigned{a.Key(), "leaves " + a.Key() + " as it is", a.Value.Pos, spec.Pos{}})
		}
	}
	for _, a := range come {
		if has(e.old, a) {
			out = append(out, assigned{a.Key(), "sets " + a.Key(), spec.Pos{}, a.Value.Pos})
		}
	}
	return out
}

// has reports whether a resource has the attribute that is set.
func has(r *model.Resource, a *model.Assignment) bool {
	o := r.Object
	for _, w := range slices.Concat(a.Within, []*model.Attribute{a.Attribute}) {
		found := (*model.Attribute)(nil)
		if o != nil {
			found = o.Attribute(w.Name)
		}
		if found == nil {
			return false
		}
		o = nil
		if found.Type != nil {
			o = found.Type.Object
		}
	}
	return true
}

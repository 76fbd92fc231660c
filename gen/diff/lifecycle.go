package diff

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
)

// lifecycle compares what becomes of a resource. Effects of operations are part of it.
func (d *differ) lifecycle(old, new *model.Resource) {
	was, is := old.Lifecycle, new.Lifecycle
	if was == nil {
		was = &model.Lifecycle{}
	}
	if is == nil {
		is = &model.Lifecycle{}
	}
	at := both{old.Pos, new.Pos}
	if len(was.States) > 0 && len(is.States) > 0 {
		d.goName(new.Name, at, old.StateGo(), new.StateGo())
	}
	e := &effects{differ: d, old: old, new: new}
	e.states(was, is, at)
	e.clocks(was, is)
	e.windows(was, is)
	e.timers(was, is, at)
	e.signals(was, is, at)
	e.invariants(was, is, at)
	e.derived(was, is, at)
	for _, p := range d.pairs {
		if p.new.Resource == new {
			e.operation(p.old, p.new)
		}
	}
}

// effects is the comparison of one resource's behaviour.
type effects struct {
	*differ
	old, new *model.Resource
}

func (e *effects) states(was, is *model.Lifecycle, at both) {
	pairs := paired(e.differ, "state", at, was.States, is.States, func(s *model.State) entry { return entry{s.Name, e.new.Name + " state " + quote(s.Name), s.Pos} })
	for _, p := range pairs {
		subject, at := e.new.Name+" state "+quote(p[1].Name), both{p[0].Pos, p[1].Pos}
		if diffs := e.fields(p[0], p[1]); len(diffs) > 0 {
			e.add("state-changed", subject, at, "fixes other values: %s", strings.Join(diffs, "; "))
		}
		if p[0].Final != p[1].Final {
			word := "is final"
			if p[0].Final {
				word = "is not final any more"
			}
			e.add("state-final-changed", subject, at, "%s", word)
		}
		e.goName(subject, at, p[0].Go, p[1].Go)
		e.text(subject, at, p[0].Doc+"\n"+p[0].Label+origin(p[0].Origin), p[1].Doc+"\n"+p[1].Label+origin(p[1].Origin))
	}
}

// fields says which attributes a state fixes otherwise, of those that both editions have.
func (e *effects) fields(old, new *model.State) []string {
	say := func(c *canon, s *model.State, name string) (plain, text string) {
		for _, f := range s.Fields {
			switch {
			case f.Attribute.Name != name:
			case f.Cond != nil:
				return c.cond(f.Cond), f.Cond.Text
			default:
				return data(f.Literal), data(f.Literal)
			}
		}
		return "", "open"
	}
	flag := func(plain, other string) string { // what no state names is false
		if plain == "" && (other == "false" || other == "true") {
			return "false"
		}
		return plain
	}
	var out []string
	for _, a := range e.new.Attributes {
		if e.old.Attribute(a.Name) == nil {
			continue
		}
		was, wasText := say(canonOf(e.old, nil), old, a.Name)
		is, isText := say(canonOf(e.new, nil), new, a.Name)
		if flag(was, is) != flag(is, was) {
			out = append(out, fmt.Sprintf("%s is %s, was %s", a.Name, isText, wasText))
		}
	}
	return out
}

func (e *effects) clocks(was, is *model.Lifecycle) {
	pairs, _, _ := match(was.Clocks, is.Clocks, func(c *model.Clock) string { return c.Name })
	for _, p := range pairs {
		subject, at := e.new.Name+" clock "+p[1].Name, both{p[0].Pos, p[1].Pos}
		if p[0].Since.Name != p[1].Since.Name {
			e.add("clock-changed", subject, at, "counts from %s; it was from %s", p[1].Since.Name, p[0].Since.Name)
		}
		e.text(subject, at, p[0].Doc, p[1].Doc)
	}
}

// windows compares lengths of time, case by case. A case that only one edition has is held against the default of the
// other.
func (e *effects) windows(was, is *model.Lifecycle) {
	pairs, _, _ := match(was.Windows, is.Windows, func(w *model.Window) string { return w.Name })
	for _, p := range pairs {
		subject, at := e.new.Name+" window "+p[1].Name, both{p[0].Pos, p[1].Pos}
		e.length(subject, at, "", p[0].Default, p[1].Default)
		name := func(r *model.Resource) func(model.WindowCase) string {
			return func(c model.WindowCase) string { return canonOf(r, nil).cond(c.When) }
		}
		old := map[string]model.WindowCase{}
		for _, c := range p[0].Cases {
			old[name(e.old)(c)] = c
		}
		for _, c := range p[1].Cases {
			had, ok := old[name(e.new)(c)]
			if !ok {
				had.Length = p[0].Default
			}
			delete(old, name(e.new)(c))
			e.length(subject, both{at.old, c.When.Pos}, c.When.Text, had.Length, c.Length)
		}
		for _, c := range p[0].Cases {
			if _, left := old[name(e.old)(c)]; left {
				e.length(subject, both{c.When.Pos, at.new}, c.When.Text, c.Length, p[1].Default)
			}
		}
		e.text(subject, at, p[0].Doc, p[1].Doc)
	}
}

func (e *effects) length(subject string, at both, when string, was, is time.Duration) {
	if was == is {
		return
	}
	if when != "" {
		when = " where " + when
	}
	rule := "window-lengthened"
	if is < was {
		rule = "window-shortened"
	}
	e.add(rule, subject, at, "is %s long%s; it was %s", span(is), when, span(was))
}

// span is a length of time as specs write it.
func span(t time.Duration) string {
	if t%time.Second == 0 && t > 0 {
		return prove.Length(int64(t / time.Second))
	}
	return t.String()
}

func (e *effects) timers(was, is *model.Lifecycle, at both) {
	pairs, gone, come := match(was.Timers, is.Timers, func(t *model.Timer) string { return t.Name })
	for _, t := range come {
		i := slices.IndexFunc(gone, func(g *model.Timer) bool { return e.timer(e.old, g) == e.timer(e.new, t) })
		if i >= 0 {
			pairs = append(pairs, [2]*model.Timer{gone[i], t})
			gone = slices.Delete(gone, i, i+1)
			continue
		}
		e.add("timer-added", e.new.Name+" timer "+t.Name, both{at.old, t.Pos}, "is new: %s", due(t))
	}
	for _, t := range gone {
		e.add("timer-removed", e.new.Name+" timer "+t.Name, both{t.Pos, at.new}, "is gone: %s", due(t))
	}
	for _, p := range pairs {
		subject, at := e.new.Name+" timer "+p[1].Name, both{p[0].Pos, p[1].Pos}
		if e.timer(e.old, p[0]) != e.timer(e.new, p[1]) {
			e.add("timer-changed", subject, at, "fires otherwise: %s; it was so: %s", due(p[1]), due(p[0]))
		}
		if diffs := e.outcome(nil, nil, p[0].Effect, p[1].Effect); len(diffs) > 0 {
			e.add("effect-changed", subject, at, "%s", strings.Join(diffs, "; "))
		}
		e.text(subject, at, p[0].Doc, p[1].Doc)
	}
}

// timer is what makes a timer fire.
func (e *effects) timer(r *model.Resource, t *model.Timer) string {
	text := canonOf(r, nil).cond(t.When)
	if t.Clock != nil {
		return text + " after " + t.After.Name + " since " + t.Clock.Since.Name
	}
	return text + " at " + t.At.Name
}

func due(t *model.Timer) string {
	text := ""
	if t.When != nil {
		text = " when " + t.When.Text
	}
	if t.Clock != nil {
		return t.After.Name + " after " + t.Clock.Since.Name + text
	}
	return "at " + t.At.Name + text
}

func (e *effects) signals(was, is *model.Lifecycle, at both) {
	pairs := paired(e.differ, "signal", at, was.Signals, is.Signals, func(s *model.Signal) entry { return entry{s.Name, e.new.Name + " signal " + s.Name, s.Pos} })
	for _, p := range pairs {
		subject, at := e.new.Name+" signal "+p[1].Name, both{p[0].Pos, p[1].Pos}
		if canonOf(e.old, p[0].Let).cond(p[0].When) != canonOf(e.new, p[1].Let).cond(p[1].When) {
			e.add("signal-changed", subject, at, "is heeded when %s; it was when %s", when(p[1].When), when(p[0].When))
		}
		for _, diffs := range e.outcomes(p[0].Let, p[1].Let, p[0].Outcomes, p[1].Outcomes) {
			e.add("effect-changed", subject, diffs.at, "%s", diffs.text)
		}
		params := paired(e.differ, "param", at, p[0].Params, p[1].Params, func(p *model.Param) entry { return entry{p.Key, paramName(subject, p), p.Pos} })
		for _, q := range params {
			e.param(paramName(subject, q[1]), q[0], q[1])
		}
		e.goName(subject, at, p[0].Go, p[1].Go)
		e.meta(subject, p[0].Meta, p[1].Meta, p[0].By, p[1].By)
	}
}

func when(c *model.Condition) string {
	if c == nil {
		return "it comes"
	}
	return c.Text
}

func (e *effects) invariants(was, is *model.Lifecycle, at both) {
	said := map[string]bool{}
	for _, i := range is.Invariants {
		said[canonOf(e.new, nil).cond(i.Require)] = true
	}
	had := map[string]*model.Invariant{}
	for _, i := range was.Invariants {
		text := canonOf(e.old, nil).cond(i.Require)
		had[text] = i
		if !said[text] {
			e.add("invariant-removed", e.new.Name, both{i.Pos, at.new}, "is not promised any more to have %s", oneLine(i.Require.Text))
		}
	}
	for _, i := range is.Invariants {
		old := had[canonOf(e.new, nil).cond(i.Require)]
		if old == nil {
			e.add("invariant-added", e.new.Name, both{at.old, i.Pos}, "is promised to have %s", oneLine(i.Require.Text))
			continue
		}
		e.text(e.new.Name+" invariant", both{old.Pos, i.Pos}, old.Doc+origin(old.Origin), i.Doc+origin(i.Origin))
	}
}

// derived compares the attributes that follow from others, of those that both editions have.
func (e *effects) derived(was, is *model.Lifecycle, at both) {
	for _, s := range e.set(nil, nil, was.Derive, is.Derive) {
		if !s.oldPos.IsSet() {
			s.oldPos = at.old
		}
		if !s.newPos.IsSet() {
			s.newPos = at.new
		}
		e.add("derive-changed", e.new.Name+"."+s.name, both{s.oldPos, s.newPos}, "follows from other attributes in another way")
	}
}

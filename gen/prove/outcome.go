package prove

import (
	"slices"

	"github.com/chargegen/chargegen/gen/model"
)

// refused notes that a check refuses a call.
func (x *explorer) refused(t *turns, n *node, e *env, c *check) {
	if c.guard >= 0 {
		x.cover.guard(t.call, c.guard)
	}
	if c.pair != nil && !c.pair.seenIn(n, e) {
		c.pair.Steps, _ = x.sequence(nil, t, n, e)
	}
}

// known reports whether seeing a check refuse this call would tell nothing new.
func (x *explorer) known(t *turns, n *node, e *env, c *check) bool {
	return (c.pair == nil || c.pair.seenIn(n, e)) && (c.guard < 0 || x.cover.guarded(t.call, c.guard))
}

// answers finds the pair of each check.
func (x *explorer) answers(t *turns) {
	for i := range t.checks {
		if c := &t.checks[i]; t.op != nil && c.code != "" {
			c.pair = x.p.pairs[pairKey{t.op, c.code}]
		}
	}
}

// seenIn reports whether a sequence was found that is no longer than the one which e makes.
func (p *Pair) seenIn(n *node, e *env) bool {
	return len(p.Steps) > 0 && len(p.Steps) <= len(n.path)+len(e.before)+1
}

// sequence is the calls that lead to this one, and it, in the room of s, which is empty. It returns also at which step the
// object is made or used.
func (x *explorer) sequence(s sequence, t *turns, n *node, e *env) (sequence, int) {
	if n.rec.Class == nil {
		for i, f := range x.p.program.API.Account {
			if usual, _ := literal(f.Default); !usual.Equal(e.facts[i]) {
				s.add(sequence{{Kind: StepFact, Args: []Arg{{Name: f.Name, Value: e.facts[i]}}}})
			}
		}
	}
	at := s.add(n.path)
	at = at + len(n.path)
	s.add(e.before)
	step := Step{Kind: StepCall, Operation: t.op, Signal: t.signal, Args: slices.Clone(e.args)}
	if t.op == nil {
		step.Kind = StepSignal
	}
	for i := range step.Args {
		a := &step.Args[i]
		if a.From > 0 && !a.own {
			a.From += at
		}
	}
	if n.rec.Class == nil {
		s = append(s, step)
		return s, len(s)
	}
	if t.op == nil {
		step.Args = append(step.Args, Arg{From: n.made, Path: []string{x.p.idAttribute()}})
	}
	return append(s, step), n.made
}

// apply does what a call that is not refused does.
func (x *explorer) apply(t *turns, n *node, e *env) {
	v := t.call.Decide(&t.at)
	if v.Guard >= 0 {
		return
	}
	x.documented(t, n)
	steps, made := x.sequence(x.steps[:0], t, n, e)
	x.steps = steps
	x.succeeded(t, e, steps)
	if t.call.Kind == "read" {
		return
	}
	x.cover.outcome(t.call, v.Outcome)
	rec := t.call.Apply(x.scratch.Hold(&t.at), v.Outcome)
	next := &node{rec: rec, facts: n.facts, now: n.now, path: steps, made: made, fired: slices.Clone(n.fired)}
	if t.create {
		next.facts = slices.Clone(e.facts)
	}
	if out := t.outcome(v.Outcome); out != nil {
		if t.create {
			if !x.sound(next, out) {
				return
			}
		} else {
			if !x.changed(n, next, out) {
				return
			}
			x.repeated(t, next, e, out)
			x.cover.from(t, n.rec.State(x.at(n)))
		}
	}
	if t.call.Kind == "delete" && (t.outcome(v.Outcome) == nil || t.outcome(v.Outcome).To == nil) {
		return
	}
	x.enter(next)
}

// succeeded keeps the shortest sequence in which an operation does its work, and for each object that can be used once
// the shortest that uses it.
func (x *explorer) succeeded(t *turns, e *env, steps sequence) {
	if t.op == nil {
		return
	}
	if had := x.p.success[t.op]; len(had) == 0 || len(steps) < len(had) {
		x.p.success[t.op] = slices.Clone(steps)
	}
	for i, l := range t.call.Loads {
		if l.Once == "" || e.loads[i].Class == nil {
			continue
		}
		if had := x.p.spends[t.op]; len(had) == 0 || len(steps) < len(had) {
			x.p.spends[t.op] = slices.Clone(steps)
		}
	}
}

// outcome is the model's outcome i of the call, nil where nothing is said.
func (t *turns) outcome(i int) *model.Outcome {
	var outs []*model.Outcome
	switch {
	case t.signal != nil:
		outs = t.signal.Outcomes
	case t.op != nil && t.op.Behaviour != nil:
		outs = t.op.Behaviour.Outcomes
	}
	if i < 0 || i >= len(outs) {
		return nil
	}
	return outs[i]
}

func (p *prover) idAttribute() string {
	if a := p.program.API.IDs.Attribute; a != "" {
		return a
	}
	return "id"
}

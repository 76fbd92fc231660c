package prove

import (
	"slices"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// coverage is what was met while exploring a resource.
type coverage struct {
	turns    map[*engine.Call]*turns
	guards   map[*engine.Call]marks
	outcomes map[*engine.Call]marks
	timers   marks
	left     map[string]bool // states that some change leads out of
	starts   map[*model.Operation][]string
}

type marks map[int]bool

func (m marks) hit(i int) { m[i] = true }

func newCoverage() *coverage {
	return &coverage{
		turns: map[*engine.Call]*turns{}, guards: map[*engine.Call]marks{}, outcomes: map[*engine.Call]marks{}, timers: marks{},
		left: map[string]bool{}, starts: map[*model.Operation][]string{},
	}
}

func (c *coverage) guard(call *engine.Call, i int)        { hit(c.guards, call, i) }
func (c *coverage) guarded(call *engine.Call, i int) bool { return c.guards[call][i] }
func (c *coverage) outcome(call *engine.Call, i int)      { hit(c.outcomes, call, i) }

func hit(m map[*engine.Call]marks, call *engine.Call, i int) {
	if m[call] == nil {
		m[call] = marks{}
	}
	m[call].hit(i)
}

func (c *coverage) from(t *turns, state string) {
	if t.op != nil && !slices.Contains(c.starts[t.op], state) {
		c.starts[t.op] = append(c.starts[t.op], state)
	}
}

// changed checks what an effect made of an object.
// It reports whether the object can be kept.
func (x *explorer) changed(before, after *node, out *model.Outcome) bool {
	from, to := before.rec.State(x.at(before)), after.rec.State(x.at(after))
	if from != to {
		x.cover.left[from] = true
		if s := x.state(from); s != nil && s.Final {
			x.p.add(out.Pos, "final-left", "leads from %q, which is final, to %q", from, to)
		}
	}
	return x.sound(after, out)
}

// sound checks that an object keeps the invariants and is in the state that its last effect names. It reports
// whether the object can be kept: what breaks an invariant is never stored.
func (x *explorer) sound(n *node, out *model.Outcome) bool {
	pos := out.Pos
	state := n.rec.State(x.at(n))
	if i := n.rec.Broken(x.at(n)); i >= 0 {
		x.p.add(pos, "invariant-broken", "the effect breaks the invariant %q at %s", x.res.Lifecycle.Invariants[i].Require.Text, x.res.Lifecycle.Invariants[i].Pos)
		return false
	}
	if len(x.class.Resource.States) == 0 {
		return true
	}
	switch {
	case out.To != nil && state != out.To.Name:
		x.p.add(pos, "state-misfit", "leads to %q, but the object then fits %s", out.To.Name, quoted(state))
	case out.To == nil && state == "":
		x.p.add(pos, "state-misfit", "the effect leaves an object that fits no state")
	}
	return true
}

func quoted(state string) string {
	if state == "" {
		return "no state"
	}
	return `"` + state + `"`
}

func (x *explorer) state(name string) *model.State {
	if x.res.Lifecycle == nil {
		return nil
	}
	for _, s := range x.res.Lifecycle.States {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// promise is a row that is said to be implied by those before it.
type promise struct {
	pos   spec.Pos
	text  string
	fails func(*engine.Case) bool
}

// promises readies the documented rows of the call.
func (t *turns) promises() {
	if t.op == nil || t.op.Behaviour == nil {
		return
	}
	for _, g := range t.op.Behaviour.Documented {
		cond, deny := g.Require, false
		if g.Deny != nil {
			cond, deny = g.Deny, true
		}
		if read, err := t.call.Reader(tables.Condition(cond)); err == nil {
			t.said = append(t.said, promise{g.Pos, cond.Text, func(c *engine.Case) bool { return read(c).Bool() == deny }})
		}
	}
}

// documented checks that the rows that are said to be implied hold where nothing refuses.
func (x *explorer) documented(t *turns, n *node) {
	for _, said := range t.said {
		if said.fails(&t.at) {
			x.p.add(said.pos, "documented-not-implied", "%q does not hold of every object that the guards let through: %s", said.text, x.describe(n))
		}
	}
}

// repeated checks that an action that leads to a state, done again at once, is refused, unless the spec says that it does
// its work each time.
func (x *explorer) repeated(t *turns, n *node, e *env, out *model.Outcome) {
	if t.op == nil || t.op.Kind != model.Action || t.op.Replay != model.Converging || out.To == nil {
		return
	}
	if t.call.Decide(x.caseAt(e, n)).Guard < 0 {
		x.p.add(out.Pos, "repeat-not-refused", "%q leads to %q, and called again it is not refused; add a guard, or say what it does under replay", t.op.Name, out.To.Name)
	}
}

// describe tells an object by the state it is in.
func (x *explorer) describe(n *node) string {
	if n.rec.Class == nil {
		return "one that is being made"
	}
	return "one in the state " + quoted(n.rec.State(x.at(n)))
}

// findings reports what exploring never met.
func (x *explorer) findings() {
	for _, call := range append(slices.Clone(x.class.Calls), x.class.Signals...) {
		x.unused(call)
	}
	if x.res.Lifecycle == nil {
		return
	}
	for i, t := range x.res.Lifecycle.Timers {
		if x.cover.timers[i] {
			continue
		}
		if x.p.undecided(scope{class: x.class}, x.class.Resource.Timers[i].When, t.Pos) {
			x.p.report.open.timers++
		} else {
			x.p.add(t.Pos, "timer-never", "no object lets the timer %q fire", t.Name)
		}
	}
	for _, s := range x.res.Lifecycle.States {
		switch {
		case x.report.States[s.Name] == 0:
			x.never(s, "state-unreachable", "to", x.mayReach(s))
		case !s.Final && !x.cover.left[s.Name]:
			x.never(s, "state-stuck", "out of", x.mayLeave(s))
		}
	}
}

// unused reports rows of a call that never speak.
func (x *explorer) unused(call *engine.Call) {
	t := x.cover.turns[call]
	if t == nil {
		return
	}
	if t.op != nil && t.op.Behaviour != nil {
		for i, g := range t.op.Behaviour.Guards {
			if x.cover.guards[call][i] {
				continue
			}
			if x.open(call, t, i) {
				x.p.report.open.guards++
			} else {
				x.p.add(g.Pos, "row-never-decides", "this row never decides: the rows and checks before it refuse all that it would")
			}
		}
		x.from(t.op)
	}
	if t.signal != nil && len(x.cover.outcomes[call]) == 0 {
		if x.p.undecided(scope{x.class, call}, call.When, t.signal.Pos) {
			x.p.report.open.signals++
			return
		}
		x.p.add(t.signal.Pos, "signal-never", "no object heeds the signal %q", call.Name)
		return
	}
	for i := range call.Outcomes {
		if out := t.outcome(i); out != nil && !x.cover.outcomes[call][i] {
			if x.p.undecided(scope{x.class, call}, call.Outcomes[i].When, out.Pos) || x.blocked(call, "") {
				x.p.doubt(out.Pos, rowUnsure)
				x.p.report.open.outcomes++
				continue
			}
			x.p.add(out.Pos, "outcome-never", "this is never what %q comes to", call.Name)
		}
	}
}

// open reports whether row i of a call, which was never seen to refuse, may yet.
func (x *explorer) open(call *engine.Call, t *turns, i int) bool {
	g := call.Guards[i]
	pos := t.op.Behaviour.Guards[i].Pos
	if !x.p.undecided(scope{x.class, call}, g.Deny, pos) && !x.p.undecided(scope{x.class, call}, g.Require, pos) {
		return false
	}
	if pair := x.p.pairs[pairKey{t.op, g.Error}]; pair != nil {
		pair.open = true
	}
	return true
}

// from checks the states that the docs say an operation starts from.
func (x *explorer) from(op *model.Operation) {
	if len(op.Behaviour.From) == 0 {
		return
	}
	met := x.cover.starts[op]
	for i, s := range op.Behaviour.From {
		if !slices.Contains(met, s.Name) {
			if call := x.class.Call(op.Name); call != nil && x.blocked(call, s.Name) {
				x.p.doubt(op.Behaviour.FromPos[i], "%q starts from %q in nothing that was tried; its guards compare what is worked out, of which not all values are tried", op.Name, s.Name)
				x.p.report.open.from++
				continue
			}
			x.p.add(op.Behaviour.FromPos[i], "from-refused", "%q is said to start from %q, but the guards refuse every object in that state", op.Name, s.Name)
		}
	}
	for _, name := range met {
		if !slices.ContainsFunc(op.Behaviour.From, func(s *model.State) bool { return s.Name == name }) {
			x.p.add(op.Behaviour.FromPos[0], "from-missing", "%q also starts from %s: %s", op.Name, quoted(name), "add it to from, or a guard that refuses it")
		}
	}
}

// told reports whether the spec says what makes the operation refuse: where it says nothing of behaviour, nothing can be
// seen and nothing is missed.
func (pair *Pair) told() bool {
	return pair.Operation.Behaviour != nil || pair.Operation.Resource.Lifecycle != nil
}

// errorFindings compares the pairs that were seen with what the spec says of them.
func (p *prover) errorFindings() {
	for _, pair := range p.report.Pairs {
		switch seen := len(pair.Steps) > 0; {
		case pair.unplayed || !seen && pair.open || p.large[pair.Operation.Resource]:
		case !seen && pair.Error.Unreachable == "" && pair.told():
			p.add(pair.place(), "error-unseen", "no sequence of calls was found that makes %s.%s answer %q; say why under unreachable, or mend the guards", pair.Operation.Resource.Name, pair.Operation.Name, pair.Error.Error.Code)
		case seen && pair.Error.Unreachable != "":
			p.add(pair.place(), "error-seen", "%q is said to be unreachable here, but %d steps show it", pair.Error.Error.Code, len(pair.Steps))
		}
	}
}

// place is where a pair is declared: in the list of errors, else by a row that answers with it, else by the operation.
func (pair *Pair) place() spec.Pos {
	op := pair.Operation
	if pair.Error.Pos != op.Pos || op.Behaviour == nil {
		return pair.Error.Pos
	}
	for _, g := range op.Behaviour.Guards {
		if g.Error == pair.Error.Error {
			return g.Pos
		}
	}
	for _, l := range op.Behaviour.Loads {
		if l.Absent == pair.Error.Error || l.Once == pair.Error.Error {
			return l.Pos
		}
	}
	return op.Pos
}

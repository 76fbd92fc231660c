package prove

import (
	"bytes"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// turns is a call with what it depends on.
type turns struct {
	call   *engine.Call
	op     *model.Operation // nil for signals
	signal *model.Signal
	create bool
	on     *node // the object at hand
	asking set   // parameters whose variables are being made
	checks []check
	after  reads   // what outcomes and effects depend on
	whens  []check // what the choice of the outcome depends on
	vars   []variable
	seen   map[string]int // the turns that were taken on the object at hand, and one more than the steps of each
	buf    []byte
	at     engine.Case // what the turn at hand may look at
	said   []promise   // what is documented to hold where nothing refuses
	decide [][]int     // the checks that can be decided once so many variables are settled
	live   [][]bool    // the variables that a check reads which cannot be decided yet, likewise
	kept   []bool      // variables that outcomes and effects depend on
	spare  []branch    // room for each depth of choices: nothing of a turn is kept once it was taken
}

// branch is room for one choice and what it leads to.
type branch struct {
	env      env
	verdicts []byte
	choices  []choice
}

// turns readies a call. It does so once.
func (x *explorer) turns(call *engine.Call) *turns {
	if t := x.cover.turns[call]; t != nil {
		return t
	}
	t := &turns{call: call, op: x.operation(call), signal: x.signal(call), create: call.Kind == "create", seen: map[string]int{}, at: *x.caseOf(&env{})}
	x.cover.turns[call] = t
	s := scope{x.class, call}
	x.shape(t, s)
	if call.When != nil {
		t.add(s, check{guard: -1, expr: call.When.Expr, refuses: func(c *engine.Case) bool { return !call.Heeds(c) }})
	}
	x.guards(t, s)
	t.promises()
	x.effects(t, s)
	x.variables(t)
	t.settle()
	x.answers(t)
	return t
}

// effects notes what outcomes depend on, and effects on what conditions read of the object.
func (x *explorer) effects(t *turns, s scope) {
	for _, o := range t.call.Outcomes {
		if o.When != nil {
			if read, err := t.call.Reader(o.When.Expr); err == nil {
				c := check{expr: o.When.Expr, refuses: func(c *engine.Case) bool { return !read(c).Bool() }}
				s.reads(c.expr, &c.reads)
				t.whens = append(t.whens, c)
			}
		}
		for _, b := range o.Set {
			if x.watches(b.Name) {
				s.reads(b.Value, &t.after)
			}
		}
	}
	if t.create {
		for _, f := range x.phases[""].facts {
			t.after.facts.add(x.p.program.API.Account[f].Name)
		}
	}
	if x.all {
		x.everything(t)
	}
	for _, f := range t.call.Params {
		if f.In != "path" && x.watches(f.Name) {
			t.after.params.add(key(f))
		}
	}
	for _, l := range t.call.Loads {
		if x.watches(l.Name) {
			s.load(l.Name, &t.after)
		}
	}
}

// everything notes what those may ask who read the objects that a call makes: parameters that some condition reads or has
// an interest in, and loaded objects.
func (x *explorer) everything(t *turns) {
	var all reads
	s := scope{x.class, t.call}
	for _, o := range t.call.Outcomes {
		for _, b := range o.Set {
			s.reads(b.Value, &all)
		}
	}
	for _, f := range t.call.Params {
		all.params.add(key(f))
	}
	for _, path := range all.params {
		if name := last(path); x.p.read[name] || x.p.interest[name] != nil || len(x.loadsBy(t.call, first(path))) > 0 {
			t.after.params.add(path)
		}
	}
}

// watches reports whether conditions read an attribute of the object.
func (x *explorer) watches(attribute string) bool {
	return watches(x.watched, attribute) ||
		slices.ContainsFunc(x.class.Resource.Clocks, func(k engine.Stopwatch) bool { return k.Since == attribute }) ||
		slices.ContainsFunc(x.class.Resource.Timers, func(k engine.Timer) bool { return k.At == attribute })
}

// settle works out when each check can be decided, and which variables matter after the last.
func (t *turns) settle() {
	index := func(r reads) int {
		at := -1
		for i, v := range t.vars {
			if r.wants(v.key) {
				at = i
			}
		}
		return at
	}
	for i := range t.checks {
		t.checks[i].ready = index(t.checks[i].reads)
	}
	// What comes before the guards answers alike, so it is asked as early as can be.
	slices.SortStableFunc(t.checks, func(a, b check) int {
		if a.guard >= 0 || b.guard >= 0 {
			return 0
		}
		return a.ready - b.ready
	})
	for i := range t.whens {
		t.whens[i].ready = index(t.whens[i].reads)
	}
	t.kept, t.spare = make([]bool, len(t.vars)), make([]branch, len(t.vars))
	for i, v := range t.vars {
		t.kept[i] = t.after.wants(v.key)
	}
	t.decide, t.live = make([][]int, len(t.vars)+1), make([][]bool, len(t.vars)+1)
	for settled := range t.live {
		t.live[settled] = make([]bool, len(t.vars))
		for j := range len(t.checks) + len(t.whens) {
			c := t.check(j)
			switch {
			case c.ready == settled-1:
				t.decide[settled] = append(t.decide[settled], j)
			case c.ready >= settled:
				for i, v := range t.vars {
					t.live[settled][i] = t.live[settled][i] || c.reads.wants(v.key)
				}
			}
		}
	}
}

// wants reports whether a variable is among what is read.
func (r reads) wants(variable string) bool {
	kind, name, _ := strings.Cut(variable, ".")
	if kind == "account" {
		return r.facts.has(name)
	}
	return slices.ContainsFunc(r.params, func(path string) bool { return path == name || first(path) == first(name) })
}

func (x *explorer) signal(call *engine.Call) *model.Signal {
	if x.res.Lifecycle == nil || call.Kind != "signal" {
		return nil
	}
	for _, s := range x.res.Lifecycle.Signals {
		if s.Name == call.Name {
			return s
		}
	}
	return nil
}

// play takes every turn of a call on an object.
func (x *explorer) play(call *engine.Call, n *node) {
	t := x.turns(call)
	t.on = n
	e := env{params: make([]engine.Value, len(call.Params)), loads: make([]engine.Record, len(call.Loads)), facts: n.facts}
	for i, f := range call.Params {
		if f.In == "path" {
			x.path(t, &e, n, i)
		}
	}
	clear(t.seen)
	x.turn(t, n, &e, 0, bytes.Repeat([]byte{'?'}, len(t.checks)+len(t.whens)), make([]choice, 0, len(t.vars)))
}

// path settles a parameter of the path: the object's own id, what the object says of itself under the parameter's name, or
// the id of any object of the kind that is wanted.
func (x *explorer) path(t *turns, e *env, n *node, at int) {
	f := t.call.Params[at]
	own := n.rec.Class != nil && (f.Type.Of == "" || f.Type.Of == x.class.Name)
	said := n.rec.Get(f.Name)
	switch {
	case x.varies(t, at):
	case t.op != nil && t.op.Names() != nil && t.op.Names().Key == key(f):
		id := engine.TextValue(x.p.newID(x.class.Resource.IDPrefix))
		e.params[at] = id
		e.args = append(e.args, Arg{Name: key(f), Value: id})
	case own:
		e.params[at] = engine.TextValue(n.rec.ID())
		e.args = append(e.args, Arg{Name: key(f), From: n.made, Path: []string{x.p.idAttribute()}, own: true})
	case said.Kind() == engine.TextKind:
		e.params[at] = said
		e.args = append(e.args, Arg{Name: key(f), From: n.made, Path: []string{f.Name}, own: true})
		x.said(t, e, at)
	case f.Type.Kind == "id" && f.Type.Of != "":
		for _, r := range x.p.representatives(f.Type.Of) {
			e.params[at] = engine.TextValue(r.id)
			e.args = append(e.args, Arg{Name: key(f), From: e.before.add(r.made) + r.from, Path: r.path})
			break
		}
	default:
		v := x.usual(t, at)
		e.params[at] = v
		e.args = append(e.args, Arg{Name: key(f), Value: v})
	}
}

// said loads the objects whose id the object at hand says of itself.
func (x *explorer) said(t *turns, e *env, at int) {
	for _, i := range x.loadsBy(t.call, key(t.call.Params[at])) {
		for _, r := range x.p.representatives(t.call.Loads[i].Of) {
			if r.id == e.params[at].String() {
				e.loads[i] = r.record
			}
		}
	}
}

// turn settles the variables from the next on. Each check is decided as soon as all that it reads is settled, though it is
// asked only in its turn. Turns that agree in all that is still to be decided are taken once, unless the objects of a later
// one are made in fewer steps.
func (x *explorer) turn(t *turns, n *node, e *env, asked int, verdicts []byte, chosen []choice) {
	t.look(n, e)
	for _, j := range t.decide[len(chosen)] {
		x.report.Cases++
		verdicts[j] = '.'
		if t.check(j).refuses(&t.at) {
			verdicts[j] = '!'
		}
	}
	for asked < len(t.checks) && t.checks[asked].ready < len(chosen) {
		if verdicts[asked] == '!' {
			x.refused(t, n, e, &t.checks[asked])
			return
		}
		asked++
	}
	if x.doomed(t, n, e, asked, verdicts) {
		return
	}
	t.buf = t.key(t.buf[:0], verdicts[asked:], chosen)
	if steps := t.seen[string(t.buf)]; steps > 0 && steps <= len(e.before)+1 {
		return
	}
	t.seen[string(t.buf)] = len(e.before) + 1
	if x.taken++; x.taken > MaxTurns || x.full {
		x.full = true
		return
	}
	if len(chosen) == len(t.vars) {
		x.apply(t, n, e)
		return
	}
	room := &t.spare[len(chosen)]
	room.choices = t.vars[len(chosen)].choices(e, room.choices[:0])
	for _, c := range room.choices {
		room.env.copy(e)
		room.verdicts = append(room.verdicts[:0], verdicts...)
		c.do(&room.env)
		x.turn(t, n, &room.env, asked, room.verdicts, append(chosen, c))
	}
}

// doomed reports whether some check refuses the call whatever else is chosen, and each that may be the first to do so was
// seen to refuse it in as few steps: nothing is left to find.
func (x *explorer) doomed(t *turns, n *node, e *env, asked int, verdicts []byte) bool {
	for j := asked; j < len(t.checks); j++ {
		switch {
		case verdicts[j] == '.':
		case !x.known(t, n, e, &t.checks[j]):
			return false
		case verdicts[j] == '!':
			return true
		}
	}
	return false
}

// check is check j, or past those the condition of an outcome.
func (t *turns) check(j int) *check {
	if j < len(t.checks) {
		return &t.checks[j]
	}
	return &t.whens[j-len(t.checks)]
}

// key is what is still to be told of what was chosen: verdicts that were not asked for, values that something still to be
// decided reads, and of those that effects keep what matters afterwards.
func (t *turns) key(b, verdicts []byte, chosen []choice) []byte {
	b = append(append(b, byte(len(chosen))), verdicts...)
	for i, c := range chosen {
		switch {
		case t.live[len(chosen)][i]:
			b = append(append(b, '|'), c.exact...)
		case t.kept[i]:
			b = append(append(b, '|'), c.later...)
		}
	}
	return b
}

// look is what the call may look at on the turn at hand. It remembers names that several checks ask for.
func (t *turns) look(n *node, e *env) {
	t.at.Forget()
	t.at.Now, t.at.Self, t.at.Facts, t.at.Params, t.at.Loads = n.now, n.rec, e.facts, e.params, e.loads
}

// caseAt is what the call may look at.
func (x *explorer) caseAt(e *env, n *node) *engine.Case {
	c := x.caseOf(e)
	c.Now, c.Self = n.now, n.rec
	return c
}

func (x *explorer) caseOf(e *env) *engine.Case {
	return &engine.Case{
		Now: engine.DefaultStart.Unix(), Base: "http://localhost", NewID: x.p.mint,
		Facts: e.facts, Params: e.params, Loads: e.loads,
	}
}

package prove

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// explorer walks over all that one resource can become.
type explorer struct {
	p       *prover
	class   *engine.Class
	res     *model.Resource
	report  *Resource
	cover   *coverage
	watched []string          // the paths of the object that its own conditions read
	phases  map[string]*stage // by state
	seen    map[string]*node
	queue   [][]*node // by the length of the path
	objects []*node
	full    bool
	taken   int // turns
	still   engine.Case
	scratch engine.Scratch // of the call that is tried
	steps   sequence       // likewise
	all     bool           // objects are told apart by all they carry, for those who read them

	contests map[*engine.Call]*contest // nil where no other spec is asked
}

// node is an object at a time, told apart from others by what conditions can see of it.
type node struct {
	rec   engine.Record
	facts []engine.Value
	now   int64
	fired []int64
	path  sequence // the calls that lead here
	made  int      // the step of path whose answer is the object
	done  bool     // that it was visited, or need not be
}

// resource explores one resource and reports what it finds.
func (p *prover) resource(r *model.Resource) {
	class := p.program.Class(r.Name)
	x := &explorer{
		p: p, class: class, res: r, cover: newCoverage(), seen: map[string]*node{},
		report: &Resource{Model: r, States: map[string]int{}},
	}
	p.report.Resources = append(p.report.Resources, x.report)
	x.watched = p.watched(class)
	x.phases = x.stages()
	if p.rivals != nil {
		x.contests = map[*engine.Call]*contest{}
	}
	for _, call := range class.Calls {
		if call.Kind == "create" {
			x.create(call)
		}
	}
	x.explore()
	for _, k := range x.contests {
		if k != nil && k.unsure() {
			p.open[k.pair.Base] = true
		}
	}
	if !x.tooLarge() && p.rivals == nil {
		x.findings()
	}
}

// tooLarge reports whether there is more to explore than is allowed.
func (x *explorer) tooLarge() bool {
	if x.full {
		x.p.large[x.res] = true
		x.p.add(x.res.Pos, "proof-size", "%q can become more than %d objects that conditions tell apart, or in more than %d ways; compare fewer attributes and parameters", x.res.Name, MaxObjects, MaxTurns)
	}
	return x.full
}

// watched lists what the conditions of a class read of an object.
func (p *prover) watched(class *engine.Class) []string {
	var r reads
	s, res := scope{class: class}, class.Resource
	for _, st := range res.States {
		for _, b := range st.Fields {
			r.self.add(b.Name)
			s.reads(b.Value, &r)
		}
	}
	for _, c := range res.Invariants {
		s.reads(c.Expr, &r)
	}
	for _, t := range res.Timers {
		s.cond(t.When, &r)
	}
	for _, calls := range [][]*engine.Call{class.Calls, class.Signals} {
		for _, call := range calls {
			s.call = call
			s.cond(call.When, &r)
			for _, g := range call.Guards {
				s.cond(g.Deny, &r)
				s.cond(g.Require, &r)
			}
			for _, o := range call.Outcomes {
				s.cond(o.When, &r)
			}
		}
	}
	return r.self
}

// watches reports whether conditions read what stands at a path, or inside it.
func watches(watched []string, path string) bool {
	return slices.ContainsFunc(watched, func(w string) bool { return w == path || strings.HasPrefix(w, path+".") })
}

func (s scope) cond(c *engine.Cond, r *reads) {
	if c != nil {
		s.reads(c.Expr, r)
	}
}

// create plays every turn of an operation that makes objects.
func (x *explorer) create(call *engine.Call) {
	start := &node{now: engine.DefaultStart.Unix(), facts: x.p.defaults()}
	x.meet(call, start)
}

// meet plays a call on an object, and where another spec is asked, decides it by both.
func (x *explorer) meet(call *engine.Call, n *node) {
	if x.contests != nil {
		if k := x.contested(call); k != nil {
			k.hold(n)
		}
	}
	x.play(call, n)
}

// defaults is the facts of a new account.
func (p *prover) defaults() []engine.Value {
	out := make([]engine.Value, len(p.program.API.Account))
	for i, f := range p.program.API.Account {
		out[i], _ = literal(f.Default)
	}
	return out
}

// visit plays everything that can happen to an object.
func (x *explorer) visit(n *node) {
	for _, call := range x.class.Calls {
		if call.Kind == "update" || call.Kind == "action" || call.Kind == "delete" || call.Kind == "read" {
			x.meet(call, n)
		}
	}
	for _, call := range x.class.Signals {
		x.play(call, n)
	}
	for _, at := range x.marks(n) {
		x.wait(n, at)
	}
}

// enter adds an object unless its like is known.
func (x *explorer) enter(n *node) {
	if !x.advance(n, n.now) {
		return
	}
	key := x.key(n)
	had := x.seen[key]
	switch {
	case x.full || had != nil && (had.done || len(had.path) <= len(n.path)):
		return
	case had != nil:
		had.done = true // this one is shown by fewer steps
	case len(x.seen) >= MaxObjects:
		x.full = true
		return
	default:
		x.report.Objects++
		x.report.States[n.rec.State(x.at(n))]++
	}
	n.rec, n.path = n.rec.Lasting(), slices.Clone(n.path)
	x.seen[key] = n
	n.done = false
	if first := x.p.first[x.class.Name]; first == nil || len(n.path) < len(first.path) {
		x.p.first[x.class.Name] = n
	}
	for len(x.queue) <= len(n.path) {
		x.queue = append(x.queue, nil)
	}
	x.queue[len(n.path)] = append(x.queue[len(n.path)], n)
}

// explore visits all objects, those that fewer steps make before others.
func (x *explorer) explore() {
	for i := 0; i < len(x.queue); i++ {
		for j := 0; j < len(x.queue[i]) && !x.full; j++ {
			if n := x.queue[i][j]; !n.done {
				n.done = true
				x.objects = append(x.objects, n)
				x.visit(n)
			}
		}
	}
}

// at is what conditions may look at when nothing is called, until it is asked for again.
func (x *explorer) at(n *node) *engine.Case {
	x.still = engine.Case{Now: n.now, Facts: n.facts, Self: n.rec, NewID: x.p.mint, Base: "http://localhost"}
	return &x.still
}

func sign(n int64) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// marks is the times worth waiting for: the next at which something turns, and the second after it. Before it nothing
// differs from now, and later ones are waited for from there.
func (x *explorer) marks(n *node) []int64 {
	_, st := x.stage(n)
	var next int64
	for _, m := range x.times(n, st) {
		for _, at := range []int64{m, m + 1} {
			if at > n.now && (next == 0 || at < next) {
				next = at
			}
		}
	}
	if next == 0 {
		return nil
	}
	return []int64{next}
}

// wait lets time pass until at.
func (x *explorer) wait(n *node, at int64) {
	next := *n
	next.fired = slices.Clone(n.fired)
	next.path = slices.Clone(n.path)
	if end := len(next.path) - 1; next.path[end].Kind == StepWait {
		next.path[end].Seconds += at - n.now
	} else {
		next.path = append(next.path, Step{Kind: StepWait, Seconds: at - n.now})
	}
	if !x.advance(&next, at) {
		return
	}
	next.now = at
	x.enter(&next)
}

// advance lets the timers fire that are due until at, the earliest first. It reports whether the
// object can be kept.
func (x *explorer) advance(n *node, until int64) bool {
	if len(n.fired) != len(x.class.Timers) {
		n.fired = make([]int64, len(x.class.Timers))
	}
	for range len(x.class.Timers) * 4 {
		timer, at := x.next(n, until)
		if timer < 0 {
			return true
		}
		due, _ := x.class.Timers[timer].Due(x.at(n))
		n.fired[timer], n.now = due, at
		before := *n
		rec, _ := x.class.Timers[timer].Apply(x.at(n))
		n.rec = rec
		x.cover.timers.hit(timer)
		x.report.Cases++
		if !x.changed(&before, n, x.res.Lifecycle.Timers[timer].Effect) {
			return false
		}
	}
	return true
}

// next finds the timer that fires first until a time.
func (x *explorer) next(n *node, until int64) (timer int, at int64) {
	timer = -1
	for i, t := range x.class.Timers {
		c := x.at(n)
		due, ok := t.Due(c)
		c.Now = max(due, n.now)
		if !ok || due == n.fired[i] || c.Now > until || !t.Holds(c) || timer >= 0 && c.Now >= at {
			continue
		}
		timer, at = i, c.Now
	}
	return timer, at
}

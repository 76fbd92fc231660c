package prove

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// stage is what can still matter of an object that is in a state: what some condition may yet read of it, here or in a
// state that it can come to. Objects of one state that differ in nothing of that are taken for one.
type stage struct {
	exprs  []engine.Expr // that may be read
	paths  []string      // of the object
	facts  []int         // of the account
	timers []int         // that may yet fire
	marks  []mark        // times that some condition waits for
	next   []string      // states that follow at once
	pairs  []pair        // of attributes that are compared
}

// mark is a time that a clock is compared with: so long after an attribute's time.
type mark struct {
	since string
	after func(*engine.Case) engine.Value
}

// stages works out the stage of each state, and under "" that of objects that fit none, of which all may matter.
func (x *explorer) stages() map[string]*stage {
	out := map[string]*stage{}
	s := stager{x: x, scope: scope{class: x.class}}
	for _, st := range x.class.Resource.States {
		s.known = x.fixed(st.Name)
		out[st.Name] = s.stage(st.Name)
	}
	s.known = nil
	out[""] = s.stage("")
	whole := map[string]*stage{}
	for name := range out {
		whole[name] = s.whole(out, name)
	}
	return whole
}

// fixed is what a state fixes, nil for no state.
func (x *explorer) fixed(state string) map[string]engine.Value {
	at := slices.IndexFunc(x.class.Resource.States, func(st engine.State) bool { return st.Name == state })
	if at < 0 {
		return nil
	}
	known := map[string]engine.Value{}
	for _, f := range x.class.Resource.States[at].Fields {
		if v, ok := literal(f.Value); ok {
			known[f.Name] = v
		}
	}
	return known
}

// stager works out the stages of one class.
type stager struct {
	x     *explorer
	scope scope
	known map[string]engine.Value // what the state at hand fixes
	at    *stage
	name  string
}

// stage is what matters while an object is in a state.
func (s *stager) stage(name string) *stage {
	s.at, s.name = &stage{}, name
	for _, calls := range [][]*engine.Call{s.x.class.Calls, s.x.class.Signals} {
		for _, call := range calls {
			if !makes(call) && call.Kind != "list" {
				s.call(call)
			}
		}
	}
	s.scope.call = nil
	for i, t := range s.x.class.Resource.Timers {
		if t.When != nil && s.settled(t.When.Expr) == engine.BoolValue(false) {
			continue
		}
		s.cond(t.When)
		s.at.timers = append(s.at.timers, i)
		s.add(engine.Length(t.After))
		s.outcome(t.Effect)
	}
	if len(s.at.next) > 0 || name == "" {
		s.always()
	}
	return s.at
}

// always adds what every change has to do with: what states fix by conditions, invariants, derived values.
func (s *stager) always() {
	r := s.x.class.Resource
	for _, st := range r.States {
		for _, f := range st.Fields {
			if _, ok := literal(f.Value); !ok || s.name == "" {
				s.add(engine.Self(f.Name))
				s.add(f.Value)
			}
		}
	}
	for _, c := range r.Invariants {
		s.add(c.Expr)
	}
	for _, d := range r.Derive {
		if s.x.watches(d.Name) {
			s.add(d.Value)
		}
	}
}

func (s *stager) add(e engine.Expr) { s.at.exprs = append(s.at.exprs, e) }

func (s *stager) cond(c *engine.Cond) {
	if c != nil {
		s.add(c.Expr)
	}
}

// call adds what a call reads of the object before it is refused for certain, and if it is not, what it may do.
func (s *stager) call(call *engine.Call) {
	s.scope.call = call
	if call.When != nil && s.settled(call.When.Expr) == engine.BoolValue(false) {
		return
	}
	s.cond(call.When)
	for _, f := range call.Params {
		s.cond(f.RequiredWhen)
	}
	for _, g := range call.Guards {
		cond, deny := g.Require, false
		if g.Deny != nil {
			cond, deny = g.Deny, true
		}
		switch s.settled(cond.Expr) {
		case engine.BoolValue(deny):
			return
		case engine.BoolValue(!deny):
		default:
			s.add(s.expand(cond.Expr))
		}
	}
	s.documented(call)
	for _, o := range call.Outcomes {
		var when engine.Value
		if o.When != nil {
			when = s.settled(o.When.Expr)
		}
		if when == engine.BoolValue(false) {
			continue
		}
		s.outcome(o)
		if when == engine.BoolValue(true) {
			return
		}
	}
}

// documented adds what the rows for readers read, which are checked on each call that is done.
func (s *stager) documented(call *engine.Call) {
	op := s.x.operation(call)
	if op == nil || op.Behaviour == nil {
		return
	}
	for _, g := range op.Behaviour.Documented {
		if g.Require != nil {
			s.add(s.expand(tables.Condition(g.Require)))
		}
		if g.Deny != nil {
			s.add(s.expand(tables.Condition(g.Deny)))
		}
	}
}

func (s *stager) outcome(o engine.Outcome) {
	if o.When != nil {
		s.add(s.expand(o.When.Expr))
	}
	to := o.To
	if to == "" {
		to = s.name
	}
	if !slices.Contains(s.at.next, to) {
		s.at.next = append(s.at.next, to)
	}
	for _, b := range o.Set {
		if s.x.watches(first(b.Name)) || watches(s.x.watched, b.Name) {
			s.add(s.expand(b.Value))
		}
	}
}

// expand writes out the names that the call at hand declares, so that an expression can be read without the call.
func (s *stager) expand(e engine.Expr) engine.Expr {
	all := engine.And{e}
	s.scope.walk(e, func(e engine.Expr) {
		if l, ok := e.(engine.Let); ok {
			g := gatherer{class: s.scope.class, call: s.scope.call}
			all = append(all, g.let(first(string(l))))
		}
	})
	if len(all) == 1 {
		return e
	}
	return all
}

// settled is what an expression comes to in the state at hand, absent where that is not certain.
func (s *stager) settled(e engine.Expr) engine.Value {
	if v, ok := literal(e); ok {
		return v
	}
	switch e := e.(type) {
	case engine.Self:
		return s.known[string(e)]
	case engine.Let:
		g := gatherer{class: s.scope.class, call: s.scope.call}
		if v := g.let(string(e)); v != nil {
			return s.settled(v)
		}
	case engine.Not:
		if v := s.settled(e[0]); v.Kind() == engine.BoolKind {
			return engine.BoolValue(!v.Bool())
		}
	case engine.And:
		return s.joined(e, false)
	case engine.Or:
		return s.joined(e, true)
	case engine.Eq:
		return s.same(e[0], e[1], true)
	case engine.Ne:
		return s.same(e[0], e[1], false)
	case engine.In:
		return s.among(e)
	}
	return engine.Value{}
}

// joined is what operands come to of which one that is decisive settles the whole.
func (s *stager) joined(list []engine.Expr, decisive bool) engine.Value {
	certain := true
	for _, e := range list {
		v := s.settled(e)
		if v.Kind() != engine.BoolKind {
			certain = false
		} else if v.Bool() == decisive {
			return v
		}
	}
	if !certain {
		return engine.Value{}
	}
	return engine.BoolValue(!decisive)
}

func (s *stager) same(a, b engine.Expr, want bool) engine.Value {
	v, w := s.settled(a), s.settled(b)
	if v.IsNull() || w.IsNull() {
		return engine.Value{}
	}
	return engine.BoolValue(v.Equal(w) == want)
}

func (s *stager) among(list []engine.Expr) engine.Value {
	for _, e := range list[1:] {
		if v := s.same(list[0], e, true); v.Kind() != engine.BoolKind || v.Bool() {
			return v
		}
	}
	return engine.BoolValue(false)
}

// whole joins the stages of all states that follow, and finds what they read.
func (s *stager) whole(stages map[string]*stage, name string) *stage {
	out, seen := &stage{}, []string{name}
	for i := 0; i < len(seen); i++ {
		at := stages[seen[i]]
		for _, next := range at.next {
			if !slices.Contains(seen, next) {
				seen = append(seen, next)
			}
		}
		out.exprs = append(out.exprs, at.exprs...)
		for _, t := range at.timers {
			if !slices.Contains(out.timers, t) {
				out.timers = append(out.timers, t)
			}
		}
	}
	s.scope.call = nil
	var r reads
	for _, e := range out.exprs {
		s.scope.reads(e, &r)
		s.scope.walk(e, func(e engine.Expr) {
			s.mark(out, e)
			s.pair(out, e)
		})
	}
	out.paths = r.self
	for i, f := range s.x.p.program.API.Account {
		if r.facts.has(f.Name) {
			out.facts = append(out.facts, i)
		}
	}
	slices.Sort(out.timers)
	return out
}

// mark adds the time at which a comparison of a clock turns.
func (s *stager) mark(at *stage, e engine.Expr) {
	if !isComparison(e) {
		return
	}
	ops := operands(e)
	for i, op := range ops {
		k, ok := op.(engine.Elapsed)
		if !ok {
			continue
		}
		read, err := s.x.class.Reader(ops[1-i])
		clock := slices.IndexFunc(s.x.class.Resource.Clocks, func(c engine.Stopwatch) bool { return c.Name == string(k) })
		if err == nil && clock >= 0 {
			at.marks = append(at.marks, mark{s.x.class.Resource.Clocks[clock].Since, read})
		}
	}
}

// stage is that of the state which an object is in.
func (x *explorer) stage(n *node) (name string, st *stage) {
	name = n.rec.State(x.at(n))
	if st = x.phases[name]; st == nil {
		st = x.phases[""]
	}
	return name, st
}

// times is when something may change for an object without a call: ends of windows, timers.
func (x *explorer) times(n *node, st *stage) []int64 {
	var out []int64
	c := x.at(n)
	for _, m := range st.marks {
		if since := n.rec.Get(m.since); since.Kind() == engine.TimeKind {
			out = append(out, since.Unix()+m.after(c).Int()/1e9)
		}
	}
	for _, i := range st.timers {
		if at, ok := x.class.Timers[i].Due(c); ok && n.fired[i] != at {
			out = append(out, at)
		} else {
			out = append(out, 0)
		}
	}
	return out
}

// key is what conditions can yet tell of an object.
func (x *explorer) key(n *node) string {
	name, st := x.stage(n)
	var b strings.Builder
	b.WriteString(name)
	for _, path := range st.paths {
		b.WriteByte('|')
		head, rest, dotted := strings.Cut(path, ".")
		v := n.rec.Get(head)
		if dotted {
			v = v.Dig(strings.Split(rest, "."))
		}
		if v.Kind() == engine.TimeKind {
			b.WriteByte('t')
			continue
		}
		b.WriteString(x.p.label(last(path), v))
	}
	for _, p := range st.pairs {
		b.WriteString(p.holds(x.at(n)).String())
	}
	if x.all {
		x.p.leaves(&b, "", n.rec.Value())
	}
	for _, i := range st.facts {
		b.WriteByte('|')
		b.WriteString(x.p.later(factName(x.p.program.API.Account[i].Name), n.facts[i]))
	}
	for _, m := range x.times(n, st) {
		b.WriteByte("<=>"[1+sign(n.now-m)])
	}
	return b.String()
}

package prove

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/templates/engine"
)

// target is a value that a call works out of a parameter, and the values at which some condition turns on it.
type target struct {
	read  func(*engine.Case) engine.Value
	goals func(*engine.Case) []engine.Value
}

// farthest is how far from zero a number is looked for where the parameter has no limit.
const farthest = 1_000_000_000_000

// targets lists what the call works out of the parameter at path and some condition compares: operands of its own
// conditions, and attributes that it sets.
func (x *explorer) targets(t *turns, path string) []target {
	var out []target
	s := scope{x.class, t.call}
	visit := func(e engine.Expr) {
		if !isComparison(e) {
			return
		}
		ops := operands(e)
		for i, op := range ops {
			if !x.worked(t, s, op, path) {
				continue
			}
			read, err := t.call.Reader(op)
			other, otherErr := t.call.Reader(ops[1-i])
			if err == nil && otherErr == nil {
				x.askedWith(t, s, ops[1-i], path)
				out = append(out, target{read, func(c *engine.Case) []engine.Value { return []engine.Value{other(c)} }})
			}
		}
	}
	for _, c := range t.checks {
		s.walk(c.expr, visit)
	}
	for _, c := range t.whens {
		s.walk(c.expr, visit)
	}
	t.ends(func(i int, o engine.Outcome) {
		for _, b := range slices.Concat(o.Set, x.class.Resource.Derive) {
			goals := x.p.interest[last(b.Name)].numbers()
			if len(goals) == 0 || !x.all && !x.watches(b.Name) || !x.worked(t, s, s.filled(o, b.Value), path) {
				continue
			}
			out = append(out, target{x.attribute(t, i, b.Name), func(*engine.Case) []engine.Value { return goals }})
		}
	})
	return out
}

// filled is an expression with what an outcome puts into the attributes that it reads, so far as that is parameters.
func (s scope) filled(o engine.Outcome, e engine.Expr) engine.Expr {
	all := engine.And{e}
	s.walk(e, func(e engine.Expr) {
		self, ok := e.(engine.Self)
		if !ok {
			return
		}
		for _, b := range o.Set {
			if b.Name == string(self) {
				all = append(all, b.Value)
			}
		}
		for _, f := range s.call.Params {
			if f.Name == string(self) {
				all = append(all, engine.Param(key(f)))
			}
		}
	})
	return all
}

// worked reports whether a value is worked out of a parameter, not just it. What else it takes is settled before.
func (x *explorer) worked(t *turns, s scope, e engine.Expr, path string) bool {
	var r reads
	s.reads(e, &r)
	if !r.params.has(path) || !s.computes(e) {
		return false
	}
	x.askedWith(t, s, e, path)
	return true
}

// computes reports whether an expression is more than one value that is there already.
func (s scope) computes(e engine.Expr) bool {
	found := false
	s.walk(e, func(e engine.Expr) {
		switch e.(type) {
		case engine.Sum, engine.Percent, engine.Plus, engine.Minus, engine.Format:
			found = true
		}
	})
	return found
}

// attribute reads what outcome i makes of an attribute.
func (x *explorer) attribute(t *turns, i int, path string) func(*engine.Case) engine.Value {
	head, rest, dotted := strings.Cut(path, ".")
	return func(c *engine.Case) engine.Value {
		v := t.call.Apply(c, i).Get(head)
		if dotted {
			v = v.Dig(strings.Split(rest, "."))
		}
		return v
	}
}

// numbers lists the whole numbers that conditions compare with.
func (i *interest) numbers() []engine.Value {
	if i == nil {
		return nil
	}
	var out []engine.Value
	for _, v := range slices.Concat(i.literals, i.bounds) {
		if v.Kind() == engine.IntKind && !slices.ContainsFunc(out, v.Equal) {
			out = append(out, v)
		}
	}
	return out
}

// solved is the numbers for the parameter at which a target passes one of its goals: by halving, as shares and sums only
// grow or only shrink. What does otherwise is not found.
func (x *explorer) solved(t *turns, e *env, at int, all []target) []engine.Value {
	var out []engine.Value
	lo, hi := int64(-farthest), int64(farthest)
	f := t.call.Params[at]
	if v, ok := literal(f.Min); f.Min != nil && ok && v.Kind() == engine.IntKind {
		lo = v.Int()
	}
	if v, ok := literal(f.Max); f.Max != nil && ok && v.Kind() == engine.IntKind {
		hi = v.Int()
	}
	for _, g := range all {
		made := func(n int64) (int64, bool) {
			tried := e.clone()
			tried.params[at] = engine.IntValue(n)
			v := g.read(x.caseOn(t, &tried))
			return v.Int(), v.Kind() == engine.IntKind
		}
		for _, goal := range g.goals(x.caseOn(t, e)) {
			if goal.Kind() != engine.IntKind {
				continue
			}
			for _, n := range []int64{goal.Int(), goal.Int() + 1} {
				if v, ok := crossing(made, n, lo, hi); ok {
					out = append(out, engine.IntValue(v-1), engine.IntValue(v))
				}
			}
		}
	}
	return out
}

// crossing is the least number of which f makes goal or more and not of the one before, or the other way round.
func crossing(f func(int64) (int64, bool), goal, lo, hi int64) (int64, bool) {
	first, ok := f(lo)
	end, okEnd := f(hi)
	if !ok || !okEnd || (first >= goal) == (end >= goal) {
		return 0, false
	}
	for hi-lo > 1 {
		mid := lo + (hi-lo)/2
		v, ok := f(mid)
		switch {
		case !ok:
			return 0, false
		case (v >= goal) == (first >= goal):
			lo = mid
		default:
			hi = mid
		}
	}
	return hi, true
}

// caseOn is what a call may look at on the object at hand.
func (x *explorer) caseOn(t *turns, e *env) *engine.Case {
	if t.on == nil {
		return x.caseOf(e)
	}
	return x.caseAt(e, t.on)
}

package prove

import (
	"slices"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// never reports that a state is not reached, or not left. Where what would do that waits for a condition of which not all
// values are tried, that is a doubt.
func (x *explorer) never(s *model.State, rule, way string, doubted bool) {
	if doubted {
		x.p.doubt(s.Pos, "nothing that was tried leads %s the state %q; a row on the way compares what is worked out, of which not all values are tried", way, s.Name)
		x.p.report.open.states++
		return
	}
	x.p.add(s.Pos, rule, "nothing leads %s the state %q", way, s.Name)
}

// mayReach reports whether something that leads to a state was not seen to, and may.
func (x *explorer) mayReach(s *model.State) bool {
	return x.doubted(func(call *engine.Call, i int, to *model.State) bool {
		waits := i < len(call.Outcomes) && x.waits(scope{x.class, call}, call.Outcomes[i].When)
		return to == s && !x.cover.outcomes[call][i] && (waits || x.blocked(call, ""))
	}, s)
}

// mayLeave reports whether something that leads out of a state was not seen to, and may.
func (x *explorer) mayLeave(s *model.State) bool {
	return x.doubted(func(call *engine.Call, i int, to *model.State) bool {
		return to != s && x.blocked(call, s.Name)
	}, nil)
}

// doubted reports whether some outcome of a call or signal that may come about is of the kind that is asked for, or a
// timer that was not seen to fire leads to a state, any where it is nil.
func (x *explorer) doubted(is func(call *engine.Call, i int, to *model.State) bool, to *model.State) bool {
	for i, t := range x.res.Lifecycle.Timers {
		leads := to == nil || t.Effect != nil && t.Effect.To == to
		if leads && !x.cover.timers[i] && x.waits(scope{class: x.class}, x.class.Resource.Timers[i].When) {
			return true
		}
	}
	for _, call := range slices.Concat(x.class.Calls, x.class.Signals) {
		t := x.cover.turns[call]
		for i := 0; t != nil; i++ {
			out := t.outcome(i)
			if out == nil {
				break
			}
			if is(call, i, out.To) {
				return true
			}
		}
	}
	return false
}

// blocked reports whether a call, before it does anything to an object in a state, asks a condition of which not all
// values are tried. An empty state is any.
func (x *explorer) blocked(call *engine.Call, state string) bool {
	s := stager{x: x, scope: scope{x.class, call}, known: x.fixed(state)}
	if x.waits(s.scope, call.When) {
		return true
	}
	for _, g := range call.Guards {
		cond, deny := g.Require, false
		if g.Deny != nil {
			cond, deny = g.Deny, true
		}
		if s.settled(cond.Expr) == engine.BoolValue(deny) {
			return false
		}
		if x.waits(s.scope, cond) {
			return true
		}
	}
	return false
}

func (x *explorer) waits(s scope, c *engine.Cond) bool { return c != nil && x.p.unsure(s, c.Expr) }

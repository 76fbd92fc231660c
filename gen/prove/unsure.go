package prove

import (
	"reflect"
	"slices"

	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// unsure reports whether a condition compares what is not searched to the end: something worked out, attributes that are,
// attributes with each other unless callers choose both. Where such a condition was never seen to hold, nothing says that
// it cannot.
func (p *prover) unsure(s scope, e engine.Expr) bool {
	found := false
	s.walk(e, func(e engine.Expr) {
		ops := operands(e)
		if _, in := e.(engine.In); !in && !isComparison(e) {
			return
		}
		attributes := 0
		for _, op := range ops {
			var r reads
			s.reads(op, &r)
			paths := slices.Concat(r.self, r.loaded)
			if len(paths) > 0 {
				attributes++
			}
			found = found || s.computes(op) || slices.ContainsFunc(paths, func(path string) bool { return p.worked[last(path)] })
		}
		found = found || attributes > 1 && !p.searched(s, e)
	})
	return found
}

// listWorked notes which attributes are worked out of others or of parameters, and which callers do not choose.
func (p *prover) listWorked() {
	p.worked, p.given = map[string]bool{}, map[string]bool{}
	for _, class := range p.program.Classes {
		note := func(s scope, all []engine.Binding) {
			for _, b := range all {
				name := last(b.Name)
				p.worked[name] = p.worked[name] || s.computes(b.Value)
				p.given[name] = p.given[name] || !chosen(b.Value)
			}
		}
		note(scope{class: class}, class.Resource.Derive)
		for _, calls := range [][]*engine.Call{class.Calls, class.Signals} {
			for _, call := range calls {
				for _, o := range call.Outcomes {
					note(scope{class, call}, o.Set)
				}
			}
		}
		for _, t := range class.Resource.Timers {
			note(scope{class: class}, t.Effect.Set)
		}
	}
}

// chosen reports whether a value is one that callers send, or is always the same.
func chosen(e engine.Expr) bool {
	_, fixed := literal(e)
	path, sent := e.(engine.Param)
	return fixed || sent && first(string(path)) == string(path)
}

// undecided warns of a row that was never seen to hold though it may, and reports whether it is one.
func (p *prover) undecided(s scope, c *engine.Cond, pos spec.Pos) bool {
	if c == nil || !p.unsure(s, c.Expr) {
		return false
	}
	p.doubt(pos, rowUnsure)
	return true
}

// rowUnsure is the doubt about a row: it, or one that is asked before it, was never seen to hold.
const rowUnsure = "nothing that was tried makes this row decide; what is compared here is worked out, and not all values of it are tried"

// doubt warns of something that was not seen though it may be.
func (p *prover) doubt(pos spec.Pos, format string, args ...any) {
	if f := (finding{pos, "undecided"}); !p.told[f] {
		p.told[f] = true
		p.errs.Warn(pos, f.rule, format, args...)
	}
}

// unsure reports whether a check that only one of the sides has was seen to go one way only, and may go the other.
func (k *contest) unsure() bool {
	for i, s := range k.sides {
		other := k.sides[1-i]
		for j, c := range s.checks {
			same := func(o check) bool { return o.code == c.code && reflect.DeepEqual(o.expr, c.expr) }
			if c.expr == nil || k.went[s.from+j] == [2]bool{true, true} || slices.ContainsFunc(other.checks, same) {
				continue
			}
			if k.x.p.unsure(scope{k.x.class, k.t.call}, c.expr) {
				return true
			}
		}
	}
	return false
}

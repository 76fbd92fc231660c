package prove

import (
	"slices"

	"github.com/chargegen/chargegen/templates/engine"
)

// check is one thing that may refuse a call: that it lacks a parameter, that a signal has no effect, or a guard.
type check struct {
	guard   int // -1 for what comes before guards
	expr    engine.Expr
	reads   reads
	refuses func(*engine.Case) bool
	code    string
	pair    *Pair // whose error it answers with; nil for none
	plain   bool  // that it wants a parameter whatever else there is
	ready   int   // the variable after which it can be decided
}

// guards adds the checks of the call's guards.
func (x *explorer) guards(t *turns, s scope) {
	for i, g := range t.call.Guards {
		cond, deny := g.Require, false
		if g.Deny != nil {
			cond, deny = g.Deny, true
		}
		read, err := t.call.Reader(cond.Expr)
		if err != nil {
			continue
		}
		t.add(s, check{guard: i, expr: cond.Expr, code: g.Error, refuses: func(c *engine.Case) bool { return read(c).Bool() == deny }})
	}
}

func (t *turns) add(s scope, c check) {
	s.reads(c.expr, &c.reads)
	t.checks = append(t.checks, c)
}

// shape adds the checks for parameters that must be sent, always or by a condition, or that exclude each other.
func (x *explorer) shape(t *turns, s scope) {
	code := t.call.Malformed
	if code == "" {
		code = x.p.program.API.Gates.Malformed
	}
	for i, f := range t.call.Params {
		lacks := func(c *engine.Case) bool {
			return c.Params[i].Kind() == engine.Absent || c.Params[i].IsNull() && !f.Nullable
		}
		c := check{guard: -1, code: code}
		c.reads.params.add(key(f))
		if f.RequiredWhen == nil {
			if f.Required && f.In != "path" {
				c.plain, c.refuses = true, lacks
				t.checks = append(t.checks, c)
			}
			continue
		}
		read, err := t.call.Reader(f.RequiredWhen.Expr)
		if err == nil {
			c.refuses = func(c *engine.Case) bool { return lacks(c) && read(c).Bool() }
			c.expr = f.RequiredWhen.Expr
			t.add(s, c)
		}
	}
	for _, e := range t.call.Exclusive {
		c := check{guard: -1, code: code, refuses: func(c *engine.Case) bool { return t.exclude(c, e) }}
		for _, name := range e.Params {
			c.reads.params.add(name)
		}
		t.checks = append(t.checks, c)
	}
}

// exclude reports whether too many or too few of a set of parameters are sent.
func (t *turns) exclude(c *engine.Case, e engine.Exclusive) bool {
	sent := 0
	for i, f := range t.call.Params {
		if slices.Contains(e.Params, key(f)) && !c.Params[i].IsNull() {
			sent++
		}
	}
	return sent > 1 || e.Required && sent == 0
}

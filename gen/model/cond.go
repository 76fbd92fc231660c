package model

import (
	"errors"

	"github.com/chargegen/chargegen/spec"
)

// cond resolves and checks a condition. It returns nil where the spec gives none or it could not be read.
func (b *builder) cond(c spec.Cond, sc *scope) *Condition {
	if c.Expr == nil {
		return nil
	}
	return b.exprCond(c.Expr, c.Text, c.Pos, sc)
}

// textCond is cond for a condition that the language does not know as one: a state's field, a window's case.
func (b *builder) textCond(text string, pos spec.Pos, sc *scope) *Condition {
	e, err := spec.ParseExpr(text, pos)
	var found *spec.Error
	if errors.As(err, &found) {
		b.errorf(found.Pos, found.Rule, "%s", found.Msg)
		return nil
	}
	return b.exprCond(e, text, pos, sc)
}

func (b *builder) exprCond(e spec.Expr, text string, pos spec.Pos, sc *scope) *Condition {
	c := &Condition{Expr: e, Refs: map[*spec.Path]*Ref{}, Text: text, Pos: pos}
	ok := true
	eachPath(e, func(p *spec.Path) {
		if r := sc.resolve(p); r != nil {
			c.Refs[p] = r
		} else {
			ok = false
		}
	})
	if !ok {
		return c
	}
	c.yes, c.no = b.checkCondition(c)
	return c
}

// eachPath calls f with every path of a condition, from left to right.
func eachPath(e spec.Expr, f func(*spec.Path)) {
	switch e := e.(type) {
	case *spec.Path:
		f(e)
	case *spec.Not:
		eachPath(e.X, f)
	case *spec.In:
		eachPath(e.X, f)
	case *spec.Binary:
		eachPath(e.X, f)
		eachPath(e.Y, f)
	}
}

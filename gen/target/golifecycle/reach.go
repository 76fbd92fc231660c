package golifecycle

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// reaches declares which states may still come after which.
func reaches(f *File, l *life) {
	name := l.StateGo()
	next := transitions(l)
	doc := "Reaches reports whether " + gosrc.Article(l.Name) + " in state s may be in goal now or later, by whatever operations, by what others do or by time alone. " +
		"Of an unknown state nothing is known, so everything may come."
	gosrc.Decl(f, doc, Func().Params(Id("s").Id(name)).Id("Reaches").Params(Id("goal").Id(name)).Bool().Block(
		Switch(Id("s")).BlockFunc(func(g *Group) {
			for _, s := range l.states {
				var goals []*Statement
				for _, to := range closure(s, next, l.states) {
					goals = append(goals, Id("goal").Op("==").Id(to.Go))
				}
				g.Case(Id(s.Go)).Block(Return(joined("||", goals, perLine)))
			}
		}),
		Return(True()),
	))
}

// closure is a state and all that may come after it, in spec order.
func closure(from *model.State, next map[*model.State][]*model.State, states []*model.State) []*model.State {
	seen := map[*model.State]bool{}
	var visit func(*model.State)
	visit = func(s *model.State) {
		if seen[s] {
			return
		}
		seen[s] = true
		for _, to := range next[s] {
			visit(to)
		}
	}
	visit(from)
	return slices.DeleteFunc(slices.Clone(states), func(s *model.State) bool { return !seen[s] })
}

// transitions are the states that each state may lead to at once: by operations, timers and signals. What a state does
// not decide is taken to be possible.
func transitions(l *life) map[*model.State][]*model.State {
	next := map[*model.State][]*model.State{}
	add := func(s *model.State, outcomes ...*model.Outcome) {
		for _, o := range outcomes {
			if o != nil && o.To != nil && inState(o.When, s) != refuted {
				next[s] = append(next[s], o.To)
			}
		}
	}
	for _, s := range l.states {
		for _, op := range l.Operations {
			if leadsFrom(op, s) {
				add(s, op.Behaviour.Outcomes...)
			}
		}
		for _, t := range l.Lifecycle.Timers {
			if inState(t.When, s) != refuted {
				add(s, t.Effect)
			}
		}
		for _, sig := range l.Lifecycle.Signals {
			if inState(sig.When, s) != refuted {
				add(s, sig.Outcomes...)
			}
		}
	}
	return next
}

// leadsFrom reports whether an operation may have an effect on an object in a state.
func leadsFrom(op *model.Operation, s *model.State) bool {
	b := op.Behaviour
	if b == nil || op.Kind == model.Create || op.Kind == model.List || len(b.From) > 0 && !slices.Contains(b.From, s) {
		return false
	}
	return !slices.ContainsFunc(b.Guards, func(g *model.Guard) bool {
		return g.Deny != nil && inState(g.Deny, s) == proved || g.Require != nil && inState(g.Require, s) == refuted
	})
}

// verdict is what a state alone says of a condition.
type verdict int

const (
	open verdict = iota // the state does not decide it
	proved
	refuted
)

func decided(holds bool) verdict {
	if holds {
		return proved
	}
	return refuted
}

func (v verdict) contrary() verdict {
	switch v {
	case proved:
		return refuted
	case refuted:
		return proved
	}
	return open
}

// inState is what a state says of a condition; no condition at all holds.
func inState(c *model.Condition, s *model.State) verdict {
	if c == nil {
		return proved
	}
	return judged(c.Expr, c, s)
}

func judged(e spec.Expr, c *model.Condition, s *model.State) verdict {
	switch e := e.(type) {
	case *spec.Literal:
		return decided(e.Text == "true")
	case *spec.Path:
		if d, ok := fixedBy(s, c.Refs[e]); ok {
			return decided(d.Kind == spec.DataBool && d.Bool)
		}
	case *spec.Not:
		return judged(e.X, c, s).contrary()
	case *spec.In:
		if p, ok := e.X.(*spec.Path); ok {
			if d, ok := fixedBy(s, c.Refs[p]); ok {
				return decided(slices.ContainsFunc(e.List, func(l *spec.Literal) bool { return spells(d, l) }))
			}
		}
	case *spec.Binary:
		return judgedPair(e, c, s)
	}
	return open
}

func judgedPair(e *spec.Binary, c *model.Condition, s *model.State) verdict {
	switch e.Op {
	case "&&", "||":
		x, y := judged(e.X, c, s), judged(e.Y, c, s)
		decides, otherwise := refuted, proved // of "and", one refuted operand decides
		if e.Op == "||" {
			decides, otherwise = proved, refuted
		}
		switch {
		case x == decides || y == decides:
			return decides
		case x == otherwise && y == otherwise:
			return otherwise
		}
	case "==", "!=":
		p, isPath := e.X.(*spec.Path)
		l, isLiteral := e.Y.(*spec.Literal)
		if !isPath || !isLiteral {
			return open
		}
		if d, ok := fixedBy(s, c.Refs[p]); ok {
			return decided(spells(d, l) == (e.Op == "=="))
		}
	}
	return open
}

// fixedBy is what a state fixes an attribute to.
func fixedBy(s *model.State, ref *model.Ref) (spec.Data, bool) {
	if ref == nil || ref.Root != model.RootSelf || len(ref.Members) > 0 {
		return spec.Data{}, false
	}
	for _, f := range s.Fields {
		if f.Attribute == ref.Attribute && f.Cond == nil {
			return f.Literal, true
		}
	}
	return spec.Data{}, false
}

// spells reports whether a literal of a condition is a piece of data.
func spells(d spec.Data, l *spec.Literal) bool {
	switch {
	case d.Kind == spec.DataInt || d.Kind == spec.DataNum:
		return (l.Kind == spec.DataInt || l.Kind == spec.DataNum) && numeral(l) == d.Num
	case d.Kind != l.Kind:
		return false
	case d.Kind == spec.DataNull:
		return true
	case d.Kind == spec.DataBool:
		return d.Bool == (l.Text == "true")
	}
	return d.Text == l.Text
}

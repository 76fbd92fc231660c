package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// compatible is the states of which a condition may hold: those whose fixed attributes alone do not rule it out. With
// no condition, every state that is not final.
func compatible(l *model.Lifecycle, c *model.Condition) []*model.State {
	var all []*model.State
	for _, s := range l.States {
		switch {
		case c == nil && s.Final:
		case c == nil, verdict(c.Expr, c.Refs, s) != no:
			all = append(all, s)
		}
	}
	return all
}

// refusedIn reports whether the fixed attributes of a state alone have a check refuse the call.
func refusedIn(op *model.Operation, s *model.State) bool {
	for _, g := range op.Behaviour.Guards {
		switch {
		case g.Deny != nil && verdict(g.Deny.Expr, g.Deny.Refs, s) == yes:
			return true
		case g.Require != nil && verdict(g.Require.Expr, g.Require.Refs, s) == no:
			return true
		}
	}
	return false
}

// answer is what the fixed attributes of a state say of a condition.
type answer int

const (
	unknown answer = iota
	no
	yes
)

func decide(b bool) answer {
	if b {
		return yes
	}
	return no
}

// verdict asks a condition of a state.
func verdict(e spec.Expr, refs map[*spec.Path]*model.Ref, s *model.State) answer {
	switch e := e.(type) {
	case *spec.Path:
		if d, ok := fixedValue(e, refs, s); ok && d.Kind == spec.DataBool {
			return decide(d.Bool)
		}
	case *spec.Not:
		return [...]answer{unknown, yes, no}[verdict(e.X, refs, s)]
	case *spec.In:
		among := no
		for _, l := range e.List {
			if a := sameAs(e.X, l, refs, s); a != no {
				among = a
			}
			if among == yes {
				break
			}
		}
		return among
	case *spec.Binary:
		return verdictBinary(e, refs, s)
	}
	return unknown
}

func verdictBinary(e *spec.Binary, refs map[*spec.Path]*model.Ref, s *model.State) answer {
	switch e.Op {
	case "&&", "||":
		x, y := verdict(e.X, refs, s), verdict(e.Y, refs, s)
		settles := no
		if e.Op == "||" {
			settles = yes
		}
		switch {
		case x == settles || y == settles:
			return settles
		case x == unknown || y == unknown:
			return unknown
		}
		return x
	case "==":
		return sameAs(e.X, e.Y, refs, s)
	case "!=":
		return [...]answer{unknown, yes, no}[sameAs(e.X, e.Y, refs, s)]
	}
	return unknown
}

// sameAs compares a path that the state fixes with a literal.
func sameAs(x, y spec.Expr, refs map[*spec.Path]*model.Ref, s *model.State) answer {
	if _, ok := x.(*spec.Literal); ok {
		x, y = y, x
	}
	path, isPath := x.(*spec.Path)
	lit, isLiteral := y.(*spec.Literal)
	if !isPath || !isLiteral {
		return unknown
	}
	d, ok := fixedValue(path, refs, s)
	if !ok {
		return unknown
	}
	return decide(d.Kind == lit.Kind && (d.Kind == spec.DataNull || scalarText(d) == lit.Text))
}

// scalarText spells a scalar as conditions spell it.
func scalarText(d spec.Data) string {
	if d.Kind == spec.DataString {
		return d.Text
	}
	return tables.JSON(d)
}

// fixedValue is the literal that a state fixes the attribute of a path to.
func fixedValue(path *spec.Path, refs map[*spec.Path]*model.Ref, s *model.State) (spec.Data, bool) {
	ref := refs[path]
	if ref == nil || ref.Attribute == nil || len(ref.Members) > 0 {
		return spec.Data{}, false
	}
	i := fieldOf(s, ref.Attribute)
	if i < 0 || s.Fields[i].Cond != nil {
		return spec.Data{}, false
	}
	return s.Fields[i].Literal, true
}

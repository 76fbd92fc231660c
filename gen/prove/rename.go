package prove

import (
	"slices"

	"github.com/chargegen/chargegen/templates/engine"
)

// renamer writes expressions of another spec in the names of this one: what both call alike and mean differently gets
// strange before its name. No spec can write such a name.
type renamer struct {
	loads, tables, enums []string // those to be renamed; lets, clocks and windows all are
}

// strange stands before the names that come from another spec.
const strange = "~"

// expr returns the expression in the new names.
func (r *renamer) expr(x engine.Expr) engine.Expr {
	switch x := x.(type) {
	case engine.Let:
		return strange + x
	case engine.Elapsed:
		return strange + x
	case engine.Length:
		return strange + x
	case engine.Loaded:
		if slices.Contains(r.loads, first(string(x))) {
			return strange + x
		}
	case engine.Trait:
		return engine.Trait{X: r.expr(x.X), Enum: rename(r.enums, x.Enum), Name: x.Name}
	case engine.Lookup:
		return engine.Lookup{Table: rename(r.tables, x.Table), Key: r.expr(x.Key), Default: x.Default}
	case engine.Percent:
		return engine.Percent{Of: r.expr(x.Of), Rate: r.expr(x.Rate), Round: x.Round}
	case engine.And:
		return engine.And(r.exprs(x))
	case engine.Or:
		return engine.Or(r.exprs(x))
	case engine.In:
		return engine.In(r.exprs(x))
	case engine.First:
		return engine.First(r.exprs(x))
	case engine.Format:
		return engine.Format(r.exprs(x))
	case engine.Sum:
		return engine.Sum(r.exprs(x))
	case engine.Not:
		return engine.Not{r.expr(x[0])}
	case engine.Upper:
		return engine.Upper{r.expr(x[0])}
	case engine.Minus:
		return engine.Minus{r.expr(x[0])}
	case engine.Message:
		return engine.Message{r.expr(x[0])}
	}
	return r.pair(x)
}

// pair is expr for what has two operands.
func (r *renamer) pair(x engine.Expr) engine.Expr {
	two := func(x [2]engine.Expr) [2]engine.Expr { return [2]engine.Expr{r.expr(x[0]), r.expr(x[1])} }
	switch x := x.(type) {
	case engine.Eq:
		return engine.Eq(two(x))
	case engine.Ne:
		return engine.Ne(two(x))
	case engine.Lt:
		return engine.Lt(two(x))
	case engine.Le:
		return engine.Le(two(x))
	case engine.Gt:
		return engine.Gt(two(x))
	case engine.Ge:
		return engine.Ge(two(x))
	case engine.Plus:
		return engine.Plus(two(x))
	}
	return x
}

func (r *renamer) exprs(list []engine.Expr) []engine.Expr {
	out := make([]engine.Expr, len(list))
	for i, x := range list {
		out[i] = r.expr(x)
	}
	return out
}

func (r *renamer) cond(c *engine.Cond) *engine.Cond {
	if c == nil {
		return nil
	}
	return &engine.Cond{Text: c.Text, Expr: r.expr(c.Expr)}
}

// lets returns bindings under strange names.
func (r *renamer) lets(list []engine.Binding) []engine.Binding {
	out := make([]engine.Binding, len(list))
	for i, b := range list {
		out[i] = engine.Binding{Name: strange + b.Name, Value: r.expr(b.Value)}
	}
	return out
}

// rename returns a name as it is called here.
func rename(changed []string, name string) string {
	if slices.Contains(changed, name) {
		return strange + name
	}
	return name
}

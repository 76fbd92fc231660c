package prove

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/templates/engine"
)

// operands returns the expressions that x is made of.
func operands(x engine.Expr) []engine.Expr {
	switch x := x.(type) {
	case engine.And:
		return x
	case engine.Or:
		return x
	case engine.In:
		return x
	case engine.First:
		return x
	case engine.Format:
		return x
	case engine.Sum:
		return x
	case engine.Not:
		return x[:]
	case engine.Upper:
		return x[:]
	case engine.Minus:
		return x[:]
	case engine.Message:
		return x[:]
	case engine.Eq:
		return x[:]
	case engine.Ne:
		return x[:]
	case engine.Lt:
		return x[:]
	case engine.Le:
		return x[:]
	case engine.Gt:
		return x[:]
	case engine.Ge:
		return x[:]
	case engine.Plus:
		return x[:]
	case engine.Trait:
		return []engine.Expr{x.X}
	case engine.Lookup:
		return []engine.Expr{x.Key}
	case engine.Percent:
		return []engine.Expr{x.Of, x.Rate}
	}
	return nil
}

// literal returns the value of a literal of the tables.
func literal(x any) (engine.Value, bool) {
	switch x := x.(type) {
	case string:
		return engine.TextValue(x), true
	case bool:
		return engine.BoolValue(x), true
	case int:
		return engine.IntValue(int64(x)), true
	case engine.Null:
		return engine.NullValue, true
	case engine.Number:
		if n, err := strconv.ParseInt(string(x), 10, 64); err == nil {
			return engine.IntValue(n), true
		}
		v, err := engine.ParseJSON([]byte(x))
		return v, err == nil
	case engine.JSON:
		v, err := engine.ParseJSON([]byte(x))
		return v, err == nil
	}
	return engine.Value{}, false
}

// reads is what a condition or value looks at, each by its first name.
type reads struct {
	params, loads, facts, self, clocks, windows set

	loaded set // paths inside loaded objects; the name alone for all of one
}

// set is names in the order they were met.
type set []string

func (s *set) add(name string) {
	for _, n := range *s {
		if n == name {
			return
		}
	}
	*s = append(*s, name)
}

func (s set) has(name string) bool {
	for _, n := range s {
		if n == name {
			return true
		}
	}
	return false
}

// scope finds what names of one class, and of one call of it, stand for.
type scope struct {
	class *engine.Class
	call  *engine.Call
}

// reads adds to r what x looks at, through lets and windows.
func (s scope) reads(x engine.Expr, r *reads) {
	if name, ok := present(x); ok {
		r.loads.add(name)
		s.load(name, r)
		return
	}
	switch x := x.(type) {
	case engine.Param:
		r.params.add(string(x))
	case engine.Loaded:
		r.loads.add(first(string(x)))
		r.loaded.add(string(x))
		s.load(first(string(x)), r)
	case engine.Account:
		r.facts.add(first(string(x)))
	case engine.Self:
		r.self.add(string(x))
	case engine.Let:
		g := gatherer{class: s.class, call: s.call}
		if v := g.let(first(string(x))); v != nil {
			s.reads(v, r)
		}
	case engine.Elapsed:
		r.clocks.add(string(x))
	case engine.Length:
		r.windows.add(string(x))
		for _, w := range s.class.Resource.Windows {
			if w.Name == string(x) {
				for _, c := range w.Cases {
					s.reads(c.When.Expr, r)
				}
			}
		}
	}
	for _, part := range operands(x) {
		s.reads(part, r)
	}
}

// present returns the name of the load of which x asks only whether there is an object at all.
func present(x engine.Expr) (name string, ok bool) {
	ops := operands(x)
	switch x.(type) {
	case engine.Eq, engine.Ne:
		for i, op := range ops {
			l, isLoad := op.(engine.Loaded)
			if _, isNull := ops[1-i].(engine.Null); isLoad && isNull && first(string(l)) == string(l) {
				return string(l), true
			}
		}
	}
	return "", false
}

// walk visits x and all that it is made of, through lets.
func (s scope) walk(x engine.Expr, visit func(engine.Expr)) {
	if x == nil {
		return
	}
	visit(x)
	if l, ok := x.(engine.Let); ok {
		g := gatherer{class: s.class, call: s.call}
		s.walk(g.let(first(string(l))), visit)
	}
	for _, part := range operands(x) {
		s.walk(part, visit)
	}
}

// load adds the parameter that names a loaded object.
func (s scope) load(name string, r *reads) {
	if s.call == nil {
		return
	}
	for _, l := range s.call.Loads {
		if l.Name == name {
			s.reads(l.ID, r)
		}
	}
}

func first(path string) string {
	name, _, _ := strings.Cut(path, ".")
	return name
}

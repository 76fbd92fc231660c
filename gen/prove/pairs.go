package prove

import (
	"slices"
	"time"

	"github.com/chargegen/chargegen/templates/engine"
)

// pair is a comparison of two attributes of one object: objects are told apart by whether it holds.
type pair struct {
	expr  engine.Expr
	names [2]string
	holds func(*engine.Case) engine.Value
}

// pair adds a comparison of two attributes to what matters.
func (s *stager) pair(at *stage, e engine.Expr) {
	names, ok := compared(e)
	if !ok || slices.ContainsFunc(at.pairs, func(had pair) bool { return had.expr == e }) {
		return
	}
	if read, err := s.x.class.Reader(e); err == nil {
		at.pairs = append(at.pairs, pair{e, names, read})
	}
}

// compared returns the attributes of the object that a comparison is of, if it is one of two.
func compared(e engine.Expr) (names [2]string, ok bool) {
	if !isComparison(e) {
		return names, false
	}
	for i, op := range operands(e) {
		path, self := op.(engine.Self)
		if !self || first(string(path)) != string(path) {
			return names, false
		}
		names[i] = string(path)
	}
	return names, true
}

// tried are the kinds of value that are tried beside each other.
var tried = []string{"integer", "money", "string", "datetime"}

// searched reports whether a comparison of two attributes was tried both ways: callers choose both.
func (p *prover) searched(s scope, e engine.Expr) bool {
	names, ok := compared(e)
	return ok && !slices.ContainsFunc(names[:], func(name string) bool {
		at := slices.IndexFunc(s.class.Resource.Fields, func(f engine.Field) bool { return f.Name == name })
		return at < 0 || p.given[name] || !slices.Contains(tried, s.class.Resource.Fields[at].Type.Kind)
	})
}

// counterparts lists what the attributes that a parameter becomes are compared with, once the call is done.
func (x *explorer) counterparts(t *turns, path string) []func(*engine.Case) engine.Value {
	var out []func(*engine.Case) engine.Value
	for _, p := range x.phases[""].pairs {
		for side, name := range p.names {
			other := p.names[1-side]
			t.ends(func(i int, o engine.Outcome) {
				if !t.becomes(o, path, name) {
					return
				}
				for _, f := range t.call.Params {
					if t.becomes(o, key(f), other) {
						x.param(t, key(f)) // so that it is settled before
					}
				}
				out = append(out, x.attribute(t, i, other))
			})
		}
	}
	return out
}

// ends visits what a call may come to, by number: -1 is that of a call which has no outcomes.
func (t *turns) ends(visit func(i int, o engine.Outcome)) {
	for i, o := range t.call.Outcomes {
		visit(i, o)
	}
	if len(t.call.Outcomes) == 0 {
		visit(-1, engine.Outcome{})
	}
}

// becomes reports whether an outcome makes an attribute of a parameter as it is: by an effect, or by its name.
func (t *turns) becomes(o engine.Outcome, param, attribute string) bool {
	if i := slices.IndexFunc(o.Set, func(b engine.Binding) bool { return b.Name == attribute }); i >= 0 {
		return o.Set[i].Value == engine.Expr(engine.Param(param))
	}
	return slices.ContainsFunc(t.call.Params, func(f engine.Field) bool { return key(f) == param && f.Name == attribute && f.In != "path" })
}

// beside is values at and beside those that a parameter will be compared with, and beside its usual one: whichever is
// settled first, there is room for the other on both sides.
func (x *explorer) beside(t *turns, e *env, at int, all []func(*engine.Case) engine.Value) []engine.Value {
	if len(all) == 0 {
		return nil
	}
	out := beside(x.usual(t, at))
	for _, read := range all {
		out = append(out, beside(read(x.caseOn(t, e)))...)
	}
	return out
}

// beside is a value, and where it has neighbours those on both sides of it.
func beside(v engine.Value) []engine.Value {
	switch v.Kind() {
	case engine.IntKind:
		return []engine.Value{v, engine.IntValue(v.Int() - 1), engine.IntValue(v.Int() + 1)}
	case engine.TimeKind:
		return []engine.Value{moment(v.Unix()), moment(v.Unix() - 1), moment(v.Unix() + 1)}
	case engine.TextKind:
		if at, err := time.Parse(time.RFC3339, v.String()); err == nil {
			return beside(engine.TimeValue(at.Unix()))
		}
		return []engine.Value{v, engine.TextValue(neighbour(v.String()))}
	}
	return nil
}

// moment is a time as callers send it.
func moment(unix int64) engine.Value {
	return engine.TextValue(time.Unix(unix, 0).UTC().Format(time.RFC3339))
}

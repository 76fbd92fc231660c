package prove

import (
	"slices"
	"strings"
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

// counterpart is what an attribute that a parameter becomes is compared with, once the call is done.
type counterpart struct {
	read    func(*engine.Case) engine.Value
	settled bool // before the parameter is
}

// counterparts lists what the attributes that a parameter becomes are compared with: one that no outcome makes is the same
// after each of them.
func (x *explorer) counterparts(t *turns, path string) []counterpart {
	var out []counterpart
	for _, p := range x.phases[""].pairs {
		for side, name := range p.names {
			other, same := p.names[1-side], false
			t.ends(func(i int, o engine.Outcome) {
				if !t.becomes(o, path, name) {
					return
				}
				made, settled := x.maker(t, o, other)
				if made || !same {
					out = append(out, counterpart{x.attribute(t, i, other), settled})
				}
				same = same || !made
			})
		}
	}
	return out
}

// maker adds the parameters that an outcome makes an attribute of. It reports whether there is anything that makes it, and
// whether all of that is settled by what was added so far.
func (x *explorer) maker(t *turns, o engine.Outcome, attribute string) (made, settled bool) {
	_, made = x.fixed(o.To)[attribute]
	settled = true
	for _, f := range t.call.Params {
		if t.becomes(o, key(f), attribute) {
			x.param(t, key(f))
			made, settled = true, settled && t.has("param."+key(f))
		}
	}
	for _, b := range slices.Concat(o.Set, x.class.Resource.Derive) {
		if b.Name == attribute {
			param, ok := b.Value.(engine.Param)
			made, settled = true, settled && ok && t.has("param."+string(param))
		}
	}
	return made, settled
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

// reading is what a counterpart is.
type reading struct {
	value   engine.Value
	settled bool
}

// readings is what counterparts are, so far as it is settled.
func (x *explorer) readings(t *turns, e *env, all []counterpart) []reading {
	out := make([]reading, len(all))
	for i, c := range all {
		out[i] = reading{c.read(x.caseOn(t, e)), c.settled}
	}
	return out
}

// beside is values at and beside those that a parameter will be compared with, and beside its usual one: whichever is
// settled first, there is room for the other on both sides.
func (x *explorer) beside(t *turns, at int, all []reading) []engine.Value {
	if len(all) == 0 {
		return nil
	}
	out := beside(x.usual(t, at))
	for _, r := range all {
		out = append(out, beside(r.value)...)
	}
	return out
}

// stands is how a number stands to all that it will be compared with. It reports false where that is not certain.
func stands(v engine.Value, all []reading) (string, bool) {
	var b strings.Builder
	for _, r := range all {
		if !r.settled || v.Kind() != engine.IntKind || r.value.Kind() != engine.IntKind && !r.value.IsNull() {
			return "", false
		}
		b.WriteString(against(v, r.value))
	}
	return b.String(), true
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

// daysBeside is a date or time, and the same a day before and after; nil for what is neither.
func daysBeside(v engine.Value) []engine.Value {
	for _, form := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(form, v.String()); err == nil {
			dated := func(days int) engine.Value { return engine.TextValue(at.AddDate(0, 0, days).Format(form)) }
			return []engine.Value{v, dated(-1), dated(1)}
		}
	}
	return nil
}

// moment is a time as callers send it.
func moment(unix int64) engine.Value {
	return engine.TextValue(time.Unix(unix, 0).UTC().Format(time.RFC3339))
}

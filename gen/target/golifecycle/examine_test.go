package golifecycle_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// mostCases bounds how many objects one operation is asked about; of more, so many are picked by a fixed seed.
const mostCases = 8000

// now is when everything is asked.
var now = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// examiner makes objects of a resource and asks the engine about them.
type examiner struct {
	t     *testing.T
	api   *model.API
	r     *model.Resource
	class *engine.Class
	most  int  // how many objects it asks about
	whole bool // that each guard must be come to
}

// operation makes the questions about one operation; none where nothing can be asked beforehand.
func (x *examiner) operation(op *model.Operation) []question {
	if op.Behaviour == nil || op.Kind == model.Create || op.Kind == model.List {
		return nil
	}
	var conds []*model.Condition
	for _, g := range op.Behaviour.Guards {
		if c := guardCond(g); decides(c) {
			conds = append(conds, c)
		}
	}
	s := newStudy(x.api, conds)
	live := ""
	if op.TestOnly != nil && x.api.Modes != nil && x.r.Attribute(x.api.Modes.Attribute) != nil {
		live = x.api.Modes.Attribute
		s.reads(x.r.Attribute(live), nil)
	}
	if len(conds) == 0 && live == "" {
		return nil
	}
	call := x.class.Call(op.Name)
	verdicts := make([]int, len(conds)+1) // how often each guard refused, and before them how often none did
	list := x.questions("Can"+op.Go, s, func(c *engine.Case, q *question) {
		verdict := call.Decide(c)
		verdicts[verdict.Guard+1]++
		q.Code = verdict.Error
		if live != "" && c.Self.Get(live).Bool() {
			q.Code = op.TestOnly.Code
		}
		for _, e := range op.Errors {
			if e.Error.Code == q.Code {
				q.Status, q.Message = e.Status, e.Error.Message
			}
		}
	})
	for i, n := range verdicts {
		if n == 0 && x.whole {
			x.t.Errorf("%s.%s: no question comes to guard %d (-1 for none)", x.r.Name, op.Name, i-1)
		}
	}
	return list
}

// states makes the questions about the state.
func (x *examiner) states() []question {
	var conds []*model.Condition
	s := newStudy(x.api, nil)
	for _, state := range x.r.Lifecycle.States {
		for _, f := range state.Fields {
			s.reads(f.Attribute, nil)
			if f.Cond != nil {
				conds = append(conds, f.Cond)
			} else {
				s.literals[f.Attribute] = append(s.literals[f.Attribute], &spec.Literal{Kind: f.Literal.Kind, Text: f.Literal.Text})
			}
		}
	}
	s.study(conds)
	return x.questions("State", s, func(c *engine.Case, q *question) { q.Code = c.Self.State(c) })
}

// questions are about objects of all combinations of what is read, each under all combinations of facts.
func (x *examiner) questions(method string, s *study, answer func(*engine.Case, *question)) []question {
	var vars []variable
	for _, a := range s.attrs {
		vars = append(vars, variable{a.Name, s.values(a, s.tree[a])})
	}
	objects := len(vars)
	for _, f := range s.facts {
		vars = append(vars, variable{f.Name, s.factValues(f)})
	}
	var list []question
	for _, pick := range combinations(vars, x.most) {
		q := question{Name: x.r.Name + "." + method, Now: now.Unix(), Object: map[string]any{}, Facts: map[string]any{}}
		c := &engine.Case{Now: now.Unix(), Self: engine.Record{Class: x.class, Values: make([]engine.Value, len(x.r.Attributes))}, Facts: make([]engine.Value, len(x.api.Account))}
		for i, v := range vars {
			val := v.values[pick[i]]
			if val == absent {
				continue
			}
			if i < objects {
				q.Object[v.name] = val
				at := slices.IndexFunc(x.r.Attributes, func(a *model.Attribute) bool { return a.Name == v.name })
				c.Self.Values[at] = engineValue(x.r.Attributes[at], val)
				continue
			}
			f := s.facts[i-objects]
			q.Facts[f.Go] = val
			c.Facts[slices.Index(x.api.Account, f)] = engine.ValueOf(val)
		}
		answer(c, &q)
		list = append(list, q)
	}
	return list
}

// engineValue is a value as the engine keeps it: times of the object itself are times.
func engineValue(a *model.Attribute, val any) engine.Value {
	if text, ok := val.(string); ok && a.Type.Kind == model.Datetime {
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return engine.TimeValue(at.Unix())
		}
	}
	return engine.ValueOf(val)
}

// variable is something that varies, and what it may be.
type variable struct {
	name   string
	values []any
}

// absent is the value of what is not there.
var absent any = new(int)

// combinations picks a value for each variable, in all ways, or in so many of them.
func combinations(vars []variable, most int) [][]int {
	total := 1
	for _, v := range vars {
		if total *= len(v.values); total > most {
			break
		}
	}
	var list [][]int
	if total <= most {
		for n := range total {
			pick := make([]int, len(vars))
			for i, v := range vars {
				pick[i], n = n%len(v.values), n/len(v.values)
			}
			list = append(list, pick)
		}
		return list
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range most {
		pick := make([]int, len(vars))
		for i, v := range vars {
			pick[i] = r.IntN(len(v.values))
		}
		list = append(list, pick)
	}
	return list
}

// study is what conditions read, and the literals they compare it with.
type study struct {
	api      *model.API
	attrs    []*model.Attribute // of the resource
	tree     map[*model.Attribute]map[*model.Attribute]bool
	facts    []*model.AccountFact
	literals map[any][]*spec.Literal
	spans    []time.Duration
}

func newStudy(api *model.API, conds []*model.Condition) *study {
	s := &study{api: api, tree: map[*model.Attribute]map[*model.Attribute]bool{}, literals: map[any][]*spec.Literal{}}
	s.study(conds)
	return s
}

func (s *study) study(conds []*model.Condition) {
	for _, c := range conds {
		s.expr(c.Expr, c)
	}
}

// reads notes an attribute of the resource, and one of the object in it.
func (s *study) reads(a, member *model.Attribute) {
	if s.tree[a] == nil {
		s.tree[a] = map[*model.Attribute]bool{}
		s.attrs = append(s.attrs, a)
	}
	if member != nil {
		s.tree[a][member] = true
	}
}

func (s *study) expr(e spec.Expr, c *model.Condition) {
	switch e := e.(type) {
	case *spec.Path:
		s.ref(c.Refs[e], nil)
	case *spec.Not:
		s.expr(e.X, c)
	case *spec.In:
		s.ref(c.Refs[e.X.(*spec.Path)], e.List)
	case *spec.Binary:
		p, isPath := e.X.(*spec.Path)
		if l, ok := e.Y.(*spec.Literal); ok && isPath {
			s.ref(c.Refs[p], []*spec.Literal{l})
			return
		}
		s.expr(e.X, c)
		s.expr(e.Y, c)
	}
}

// ref notes a path and the literals that it is compared with.
func (s *study) ref(ref *model.Ref, with []*spec.Literal) {
	switch ref.Root {
	case model.RootSelf:
		s.path(ref.Attribute, ref.Members, with)
	case model.RootAccount:
		if !slices.Contains(s.facts, ref.Fact) {
			s.facts = append(s.facts, ref.Fact)
		}
		s.literals[ref.Fact] = append(s.literals[ref.Fact], with...)
	case model.RootClock:
		s.reads(ref.Clock.Since, nil)
	case model.RootWindow:
		s.spans = append(s.spans, ref.Window.Default)
		for _, c := range ref.Window.Cases {
			s.spans = append(s.spans, c.Length)
			s.expr(c.When.Expr, c.When)
		}
	case model.RootLet:
		if v := ref.Let.Value; v.Verb == model.ValueCond {
			s.expr(v.Cond.Expr, v.Cond)
		} else {
			to := v.Refs[0]
			s.path(to.Attribute, append(slices.Clone(to.Members), ref.Members...), with)
		}
	}
}

// path notes an attribute, or one of the object in it. Traits are members of words and no attributes.
func (s *study) path(a *model.Attribute, members []string, with []*spec.Literal) {
	last := a
	var member *model.Attribute
	if len(members) > 0 && a.Type.Kind == model.ObjectKind {
		member = a.Type.Object.Attribute(members[0])
		last = member
	}
	s.reads(a, member)
	s.literals[last] = append(s.literals[last], with...)
}

// values are what an attribute may be: all that conditions can tell apart, what may stand for nothing, and words of
// next year.
func (s *study) values(a *model.Attribute, members map[*model.Attribute]bool) []any {
	var vals []any
	if a.Type.Kind == model.ObjectKind {
		vals = []any{nil, absent}
		var vars []variable
		for _, m := range a.Type.Object.Attributes {
			if members[m] {
				vars = append(vars, variable{m.Name, s.values(m, nil)})
			}
		}
		for _, pick := range combinations(vars, mostCases) {
			o := map[string]any{}
			for i, v := range vars {
				if val := v.values[pick[i]]; val != absent {
					o[v.name] = val
				}
			}
			vals = append(vals, o)
		}
		return vals
	}
	vals = s.plain(a.Type, s.literals[a])
	if a.Nullable {
		vals = append(vals, nil)
	}
	if a.Optional || a.Nullable || a.Type.Kind == model.Datetime {
		vals = append(vals, absent)
	}
	return vals
}

func (s *study) factValues(f *model.AccountFact) []any {
	return append(s.plain(f.Type, s.literals[f]), absent)
}

// plain are values of a type round the literals.
func (s *study) plain(t *model.Type, literals []*spec.Literal) (vals []any) {
	switch t.Kind {
	case model.Boolean:
		return []any{false, true}
	case model.Datetime:
		spans := append(slices.Clone(s.spans), 0, -24*time.Hour)
		slices.Sort(spans)
		for _, d := range slices.Compact(spans) {
			for _, shift := range []time.Duration{-time.Second, 0, time.Second} {
				vals = append(vals, now.Add(-d+shift).Format(time.RFC3339))
			}
		}
		return vals
	case model.Integer, model.Money, model.Number:
		vals = []any{0, 1, 2}
		for _, l := range literals {
			if n, err := strconv.ParseFloat(l.Text, 64); err == nil && l.Kind != spec.DataNull {
				if t.Kind != model.Number {
					n = math.Floor(n)
				}
				vals = append(vals, n-1, n, n+1)
			}
		}
		return vals
	case model.EnumKind:
		if len(t.Enum.Values) <= 6 {
			for _, v := range t.Enum.Values {
				vals = append(vals, v.Value)
			}
		} else {
			vals = kindsOfWords(t.Enum)
		}
		vals = append(vals, "a word of next year")
	case model.MapOf:
		return []any{map[string]any{}, map[string]any{"a": 1}}
	default:
		vals = []any{"", "something else"}
	}
	for _, l := range literals {
		if l.Kind == spec.DataString && !slices.Contains(vals, any(l.Text)) {
			vals = append(vals, l.Text)
		}
	}
	return vals
}

// kindsOfWords are words of an enum of which each has other traits.
func kindsOfWords(e *model.Enum) (vals []any) {
	seen := map[string]bool{}
	for _, v := range e.Values {
		key := ""
		for _, d := range v.Traits {
			key += d.Text + strconv.FormatBool(d.Bool) + "|"
		}
		if !seen[key] {
			seen[key] = true
			vals = append(vals, v.Value)
		}
	}
	return vals
}

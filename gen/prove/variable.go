package prove

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// env is a call in the making: what has been settled of parameters, loaded objects and facts.
type env struct {
	params []engine.Value
	loads  []engine.Record
	facts  []engine.Value
	args   []Arg
	before sequence // what makes the loaded objects
}

func (e env) clone() env {
	e.params, e.loads, e.facts = slices.Clone(e.params), slices.Clone(e.loads), slices.Clone(e.facts)
	e.args, e.before = slices.Clip(e.args), slices.Clip(e.before)
	return e
}

// copy makes e the same as another, in the room it has.
func (e *env) copy(from *env) {
	e.params = append(e.params[:0], from.params...)
	e.loads = append(e.loads[:0], from.loads...)
	e.facts = append(e.facts[:0], from.facts...)
	e.args = append(e.args[:0], from.args...)
	e.before = slices.Clip(from.before)
}

// variable is one thing that a call leaves open.
type variable struct {
	key     string                               // like param.size
	choices func(e *env, room []choice) []choice // in room, or where it lacks room in more
}

// choice is one thing that a variable may be.
type choice struct {
	do    func(*env)
	value engine.Value
	exact string // tells it from all others
	later string // tells it from those that conditions of later calls can tell it from
}

// absent is the choice of sending nothing.
var absent = choice{do: func(*env) {}}

// value is the choice of a value.
func value(v engine.Value, later string, do func(*env)) choice {
	return choice{do, v, string(v.AppendJSON(nil)), later}
}

// fixed is the choices of a variable that are the same whatever was chosen before.
func fixed(all []choice) func(*env, []choice) []choice {
	return func(_ *env, out []choice) []choice { return append(out, all...) }
}

// variables lists what the turns of a call depend on: first the objects that its path names, without which nothing is asked,
// then the rest in the order in which its conditions ask for it.
func (x *explorer) variables(t *turns) {
	for at, f := range t.call.Params {
		if f.In == "path" && x.varies(t, at) {
			x.param(t, key(f))
		}
	}
	want := func(r reads) {
		for _, f := range r.facts {
			if t.create && !x.all {
				x.fact(t, f)
			}
		}
		for _, path := range r.params {
			x.param(t, path)
		}
	}
	for _, c := range t.checks {
		want(c.reads)
	}
	for _, c := range t.whens {
		want(c.reads)
	}
	want(t.after)
}

func key(f engine.Field) string {
	if f.Key != "" {
		return f.Key
	}
	return f.Name
}

func (t *turns) has(key string) bool {
	return slices.ContainsFunc(t.vars, func(v variable) bool { return v.key == key })
}

// fact adds a fact of the account.
func (x *explorer) fact(t *turns, name string) {
	at := slices.IndexFunc(x.p.program.API.Account, func(f engine.Field) bool { return f.Name == name })
	if at < 0 || t.has("account."+name) {
		return
	}
	f := x.p.program.API.Account[at]
	usual, _ := literal(f.Default)
	var out []choice
	for _, v := range x.p.domain(factName(name), f.Type, usual) {
		out = append(out, value(v, x.p.later(factName(name), v), func(e *env) { e.facts[at] = v }))
	}
	t.vars = append(t.vars, variable{"account." + name, fixed(out)})
}

// param adds a parameter, or a member of one, after what it is compared with.
func (x *explorer) param(t *turns, path string) {
	at := slices.IndexFunc(t.call.Params, func(f engine.Field) bool { return key(f) == first(path) })
	if at < 0 || t.has("param."+path) || t.asking.has(path) || t.call.Params[at].In == "path" && !x.varies(t, at) {
		return
	}
	t.asking.add(path)
	f := t.call.Params[at]
	if loads := x.loadsBy(t.call, first(path)); len(loads) > 0 {
		t.vars = append(t.vars, variable{"param." + first(path), x.loaded(t, at, loads)})
		return
	}
	if f.Type.Kind == "object" {
		x.member(t, at, path)
		return
	}
	others, targets, partners := x.compared(t, path), x.targets(t, path), x.counterparts(t, path)
	var always []choice
	if !f.Required && f.Default == nil {
		always = append(always, absent)
	}
	plain := x.p.domain(last(path), f.Type, x.usual(t, at))
	always = x.values(t, at, path, always, plain, nil)
	t.vars = append(t.vars, variable{"param." + path, func(e *env, out []choice) []choice {
		out = x.values(t, at, path, append(out, always...), x.near(t, e, others), plain)
		if len(targets) == 0 && len(partners) == 0 {
			return out
		}
		near := x.readings(t, e, partners)
		out = x.values(t, at, path, out, append(x.solved(t, e, at, targets), x.beside(t, at, near)...), plain)
		for i, c := range out {
			place, ok := stands(c.value, near)
			if !ok || len(targets) > 0 {
				place = c.exact // what is worked out of it may differ
			}
			out[i].later += place
		}
		return out
	}})
}

// values adds the choices of values that a parameter takes and that are not among those had before.
func (x *explorer) values(t *turns, at int, path string, out []choice, vals, had []engine.Value) []choice {
	f := t.call.Params[at]
	for i, v := range vals {
		got, ok := t.call.Takes(at, v)
		if ok && !slices.ContainsFunc(vals[:i], v.Equal) && !slices.ContainsFunc(had, v.Equal) {
			out = append(out, value(v, x.p.label(last(path), v), func(e *env) { e.send(at, key(f), v, got) }))
		}
	}
	return out
}

// send gives parameter at the value got, sent as v.
func (e *env) send(at int, key string, v, got engine.Value) {
	e.params[at] = got
	e.args = append(e.args, Arg{Name: key, Value: v})
}

// member adds a member of an object that is sent whole.
func (x *explorer) member(t *turns, at int, path string) {
	f, names := t.call.Params[at], strings.Split(path, ".")[1:]
	if !t.has("param." + first(path)) {
		x.settled(t, at)
	}
	if len(names) == 0 {
		return
	}
	t.vars = append(t.vars, variable{"param." + path, func(e *env, out []choice) []choice {
		whole := e.params[at]
		if whole.IsNull() {
			return append(out, absent)
		}
		for _, v := range x.p.domain(last(path), engine.Type{Kind: "string"}, whole.Dig(names)) {
			changed := with(whole, names, v)
			if got, ok := t.call.Takes(at, changed); ok {
				out = append(out, value(v, x.p.label(last(path), v), func(e *env) {
					e.params[at] = got
					e.args = slices.DeleteFunc(slices.Clone(e.args), func(a Arg) bool { return a.Name == key(f) })
					e.args = append(e.args, Arg{Name: key(f), Value: changed})
				}))
			}
		}
		return out
	}})
}

// with returns v with the member that names lead to set to val.
func with(v engine.Value, names []string, val engine.Value) engine.Value {
	if len(names) == 0 {
		return val
	}
	return v.With(names[0], with(v.Get(names[0]), names[1:], val))
}

// settled adds a parameter that no condition asks for and that must be sent.
func (x *explorer) settled(t *turns, at int) {
	f := t.call.Params[at]
	if f.In == "path" {
		return
	}
	t.vars = append(t.vars, variable{"param." + key(f), func(_ *env, out []choice) []choice {
		v := x.usual(t, at)
		got, ok := t.call.Takes(at, v)
		if !ok {
			return append(out, absent)
		}
		return append(out, value(v, ".", func(e *env) { e.send(at, key(f), v, got) }))
	}})
}

// loadsBy lists the loads whose id a parameter is.
func (x *explorer) loadsBy(call *engine.Call, param string) []int {
	var out []int
	for i, l := range call.Loads {
		if id, ok := l.ID.(engine.Param); ok && string(id) == param {
			out = append(out, i)
		}
	}
	return out
}

// varies reports whether a parameter of the path names whatever object the call loads by it: not the object at hand, nor
// one that this says of itself.
func (x *explorer) varies(t *turns, at int) bool {
	f := t.call.Params[at]
	own := !t.create && (f.Type.Of == "" || f.Type.Of == x.class.Name)
	return !own && len(x.loadsBy(t.call, key(f))) > 0 && (t.create || !x.has(f.Name))
}

// loaded lists the objects that a parameter may name, those that the call cannot tell apart but once.
func (x *explorer) loaded(t *turns, at int, loads []int) func(*env, []choice) []choice {
	f := t.call.Params[at]
	var out []choice
	if !f.Required && f.In != "path" {
		out = append(out, absent)
	}
	for _, i := range loads {
		l := t.call.Loads[i]
		for n, r := range told(x.p.representatives(l.Of), func(r rep) string { return x.toldOf(t, l.Name, r.record) }) {
			id := l.Of + strconv.Itoa(n)
			out = append(out, choice{exact: id, later: id, do: func(e *env) {
				e.params[at], e.loads[i] = engine.TextValue(r.id), r.record
				ref := e.before.add(r.made)
				e.args = append(e.args, Arg{Name: key(f), From: ref + r.from, Path: r.path})
			}})
		}
		if l.Assume != "" && len(x.p.representatives(l.Of)) == 0 {
			out = append(out, x.assumed(t, at, i))
		}
	}
	return fixed(out)
}

// assumed is the object that a load takes an id to mean which no call can create.
func (x *explorer) assumed(t *turns, at, load int) choice {
	l := t.call.Loads[load]
	class := x.p.program.Class(l.Of)
	id := x.p.newID(class.Resource.IDPrefix)
	rec := class.Assumed(x.caseOf(&env{facts: x.p.defaults()}), id, l.Assume)
	return choice{exact: l.Of, later: l.Of, do: func(e *env) {
		e.loads[load] = rec
		e.send(at, key(t.call.Params[at]), engine.TextValue(id), engine.TextValue(id))
	}}
}

// toldOf is what the call can tell of an object that it loads.
func (x *explorer) toldOf(t *turns, load string, rec engine.Record) string {
	var b strings.Builder
	paths := set{load}
	if !x.all {
		paths = nil
		for _, c := range t.checks {
			paths = append(paths, c.reads.loaded...)
		}
		for _, c := range t.whens {
			paths = append(paths, c.reads.loaded...)
		}
		paths = append(paths, t.after.loaded...)
	}
	for _, path := range paths {
		name, rest, _ := strings.Cut(path, ".")
		switch {
		case name != load:
		case rest == "":
			x.p.leaves(&b, "", rec.Value())
		default:
			names := strings.Split(rest, ".")
			x.p.leaves(&b, last(rest), rec.Get(names[0]).Dig(names[1:]))
		}
	}
	return b.String()
}

// compared lists what a parameter is compared with in the call.
func (x *explorer) compared(t *turns, path string) []func(*engine.Case) engine.Value {
	var out []func(*engine.Case) engine.Value
	s := scope{x.class, t.call}
	visit := func(e engine.Expr) {
		ops := operands(e)
		if !isComparison(e) {
			return
		}
		for i, op := range ops {
			if op != engine.Expr(engine.Param(path)) {
				continue
			}
			x.askedWith(t, s, ops[1-i], path)
			if read, err := t.call.Reader(ops[1-i]); err == nil {
				out = append(out, read)
			}
		}
	}
	for _, c := range t.checks {
		s.walk(c.expr, visit)
	}
	for _, o := range t.call.Outcomes {
		if o.When != nil {
			s.walk(o.When.Expr, visit)
		}
	}
	return out
}

// askedWith adds the variables that something depends on with which the parameter at path is compared.
func (x *explorer) askedWith(t *turns, s scope, other engine.Expr, path string) {
	var r reads
	s.reads(other, &r)
	for _, f := range r.facts {
		if t.create {
			x.fact(t, f)
		}
	}
	for _, p := range r.params {
		if p != path {
			x.param(t, p)
		}
	}
}

func isComparison(e engine.Expr) bool {
	switch e.(type) {
	case engine.Eq, engine.Ne, engine.Lt, engine.Le, engine.Gt, engine.Ge:
		return true
	}
	return false
}

// near is values at and beside those that a parameter is compared with.
func (x *explorer) near(t *turns, e *env, others []func(*engine.Case) engine.Value) []engine.Value {
	var out []engine.Value
	for _, read := range others {
		v := read(x.caseOn(t, e))
		if days := daysBeside(v); days != nil {
			out = append(out, days...)
			continue
		}
		out = append(out, beside(v)...)
	}
	return out
}

// operation finds the model's operation of a call.
func (x *explorer) operation(call *engine.Call) *model.Operation {
	for _, op := range x.res.Operations {
		if op.Name == call.Name && call.Kind != "signal" {
			return op
		}
	}
	return nil
}

// has reports whether objects of the class have an attribute.
func (x *explorer) has(name string) bool {
	return slices.ContainsFunc(x.class.Resource.Fields, func(f engine.Field) bool { return f.Name == name })
}

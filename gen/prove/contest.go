package prove

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// The kinds of the operations that merge adds. Nothing plays them: their conditions tell objects apart, and Contest asks
// them beside those of their counterparts.
const (
	rivalKind  = "rival"
	rivalMaker = "rival-create"
)

// Pairing is an operation in two specs of one API.
type Pairing struct {
	Base, Other *model.Operation
}

// Difference is a call that the two specs decide differently.
type Difference struct {
	Pairing
	BaseSays, OtherSays Decision
	State               string  // of the object, by the base's states; empty for none
	Seen                []Named // what the conditions that decided looked at
	Strange             bool    // that the caller sends a parameter that only one of the specs knows
	Steps               []Step  // the calls of the base that lead there; the last is the one that is decided
}

// Decision is what a spec says to a call.
type Decision struct {
	Refused bool
	Code    string // of the refusal; empty where there is none, or none is named
	Guard   int    // that refuses; -1 where none does, or the parameters alone are refused
}

// same reports whether callers see the same.
func (d Decision) same(other Decision) bool {
	return d.Refused == other.Refused && d.Code == other.Code
}

// Named is a value by the path that names it in conditions.
type Named struct {
	Name  string
	Value engine.Value
	Span  bool // that the value is a length of time
}

// Contest explores base, and decides each call of the paired operations by the checks of both specs: on every object that
// base can make, with arguments and at times that the conditions of either can tell apart. Of each operation and pair of
// decisions it returns the difference that the fewest calls lead to; open are the base's operations of which that is not
// all, for there is more than may be explored, or conditions compare what is worked out and only one answer to them was seen.
func Contest(base, other *model.API, pairs []Pairing) (found []*Difference, open []*model.Operation, err error) {
	p := newProver(base)
	p.rivals, p.open = map[*model.Operation]Pairing{}, map[*model.Operation]bool{}
	for _, pair := range pairs {
		p.rivals[pair.Base] = pair
	}
	if p.program, err = engine.Compile(merge(tables.Of(base), tables.Of(other), pairs)); err != nil {
		return nil, nil, err
	}
	p.gather()
	for _, r := range base.Resources {
		if slices.ContainsFunc(pairs, func(pair Pairing) bool { return pair.Base.Resource == r }) {
			p.resource(r)
		}
	}
	for _, pair := range pairs {
		if p.large[pair.Base.Resource] || p.open[pair.Base] {
			open = append(open, pair.Base)
		}
	}
	return p.differences, open, nil
}

// side is the checks of one spec.
type side struct {
	checks []check
	from   int // where its checks begin among those of both
}

// contest is one operation with the checks of both specs.
type contest struct {
	x     *explorer
	t     *turns // parameters and variables; its checks are those of both sides, one after the other
	sides [2]side
	pair  Pairing
	seen  map[string]bool
	live  [][]bool
	went  [][2]bool // of each check, that it was seen to pass and to refuse
}

// contested readies the contest of a call, nil where it has no rival. It does so once.
func (x *explorer) contested(call *engine.Call) *contest {
	if k, ok := x.contests[call]; ok {
		return k
	}
	x.contests[call] = nil
	op := x.operation(call)
	pair, ok := x.p.rivals[op]
	rival := x.class.Call(strange + call.Name)
	if op == nil || !ok || rival == nil {
		return nil
	}
	k := &contest{x: x, pair: pair, t: &turns{call: call, op: op, create: call.Kind == "create"}}
	for i, c := range []*engine.Call{call, rival} {
		t := &turns{call: c}
		x.shape(t, scope{x.class, c})
		x.guards(t, scope{x.class, c})
		k.sides[i] = side{t.checks, len(k.t.checks)}
		k.t.checks = append(k.t.checks, t.checks...)
	}
	x.variables(k.t)
	k.settle()
	k.went = make([][2]bool, len(k.t.checks))
	x.contests[call] = k
	return k
}

// settle works out when each check can be decided, and which variables wait for one.
func (k *contest) settle() {
	k.live = make([][]bool, len(k.t.vars)+1)
	for i := range k.live {
		k.live[i] = make([]bool, len(k.t.vars))
	}
	for i := range k.t.checks {
		c := &k.t.checks[i]
		c.ready = -1
		for at, v := range k.t.vars {
			if c.reads.wants(v.key) {
				c.ready = at
			}
		}
		for settled := range k.live {
			for at, v := range k.t.vars {
				k.live[settled][at] = k.live[settled][at] || c.ready >= settled && c.reads.wants(v.key)
			}
		}
	}
}

// hold decides a call on one object, with all arguments that either side can tell apart.
func (k *contest) hold(n *node) {
	k.t.on = n
	e := env{params: make([]engine.Value, len(k.t.call.Params)), loads: make([]engine.Record, len(k.t.call.Loads)), facts: n.facts}
	for i, f := range k.t.call.Params {
		if f.In == "path" {
			k.x.path(k.t, &e, n, i)
		}
	}
	k.seen = map[string]bool{}
	k.turn(n, e, [2]int{}, make([]byte, len(k.t.checks)), nil)
}

// turn settles the variables from the next on, until both sides have decided. asked is the check that each is at.
func (k *contest) turn(n *node, e env, asked [2]int, verdicts []byte, chosen []choice) {
	for i, c := range k.t.checks {
		if c.ready == len(chosen)-1 {
			verdicts[i] = '.'
			way := 0
			if c.refuses(k.x.caseAt(&e, n)) {
				verdicts[i], way = '!', 1
			}
			k.went[i][way] = true
		}
	}
	done := true
	for i, s := range k.sides {
		for asked[i] < len(s.checks) && verdicts[s.from+asked[i]] == '.' {
			asked[i]++
		}
		done = done && (asked[i] == len(s.checks) || verdicts[s.from+asked[i]] == '!')
	}
	if done {
		k.compare(n, &e, asked)
		return
	}
	key := k.key(asked, verdicts, chosen)
	if k.seen[key] {
		return
	}
	k.seen[key] = true
	if k.x.taken++; k.x.taken > MaxTurns || k.x.full {
		k.x.full = true
		return
	}
	for _, c := range k.t.vars[len(chosen)].choices(&e, nil) {
		next := e.clone()
		c.do(&next)
		k.turn(n, next, asked, slices.Clone(verdicts), append(slices.Clip(chosen), c))
	}
}

// key is what is still to be told of what was chosen.
func (k *contest) key(asked [2]int, verdicts []byte, chosen []choice) string {
	b := []byte{byte(len(chosen))}
	for i, s := range k.sides {
		b = append(append(b, byte(asked[i])), verdicts[s.from+asked[i]:s.from+len(s.checks)]...)
	}
	for i, c := range chosen {
		if k.live[len(chosen)][i] {
			b = append(append(b, '|'), c.exact...)
		}
	}
	return string(b)
}

// compare notes a difference, unless fewer calls show its like.
func (k *contest) compare(n *node, e *env, asked [2]int) {
	var says [2]Decision
	var by [2]*check
	for i, s := range k.sides {
		says[i].Guard = -1
		if asked[i] < len(s.checks) {
			by[i] = &s.checks[asked[i]]
			says[i] = Decision{true, by[i].code, by[i].guard}
		}
		if by[i] != nil && by[i].plain {
			return // a parameter that must always be sent is told of by itself
		}
	}
	if says[0].same(says[1]) {
		return
	}
	d := &Difference{Pairing: k.pair, BaseSays: says[0], OtherSays: says[1]}
	d.Strange = slices.ContainsFunc(e.args, func(a Arg) bool { return !k.knows(a.Name) })
	for i, had := range k.x.p.differences {
		if had.Pairing != d.Pairing || !had.BaseSays.same(says[0]) || !had.OtherSays.same(says[1]) || had.Strange != d.Strange {
			continue
		}
		if len(had.Steps) <= len(n.path)+len(e.before)+1 {
			return
		}
		k.x.p.differences = slices.Delete(k.x.p.differences, i, i+1)
		break
	}
	d.Steps, _ = k.x.sequence(nil, k.t, n, e)
	if n.rec.Class != nil {
		d.State = n.rec.State(k.x.at(n))
	}
	d.Seen = k.looked(n, e, by)
	k.x.p.differences = append(k.x.p.differences, d)
}

// knows reports whether both specs have a parameter.
func (k *contest) knows(name string) bool {
	known := func(p *model.Param) bool { return p.Key == name }
	return slices.ContainsFunc(k.pair.Base.Params, known) && slices.ContainsFunc(k.pair.Other.Params, known)
}

// looked lists what the checks that decided read, each once. Ids of objects that the call names are left out: they say
// nothing, and Steps tells where they are from.
func (k *contest) looked(n *node, e *env, by [2]*check) []Named {
	var out []Named
	add := func(name string, x engine.Expr, span bool) {
		name = strings.ReplaceAll(name, strange, "")
		if slices.ContainsFunc(out, func(v Named) bool { return v.Name == name }) {
			return
		}
		if read, err := k.t.call.Reader(x); err == nil {
			out = append(out, Named{name, read(k.x.caseAt(e, n)), span})
		}
	}
	for _, c := range by {
		if c == nil {
			continue
		}
		r := c.reads
		for _, path := range r.self {
			add(path, engine.Self(path), false)
		}
		for _, path := range r.params {
			at := slices.IndexFunc(k.t.call.Params, func(f engine.Field) bool { return key(f) == first(path) })
			if at >= 0 && !e.params[at].IsNull() && len(k.x.loadsBy(k.t.call, first(path))) > 0 {
				continue
			}
			add("param."+path, engine.Param(path), false)
		}
		for _, path := range r.loaded {
			add(path, engine.Loaded(path), false)
		}
		for _, name := range r.facts {
			add("account."+name, engine.Account(name), false)
		}
		for _, name := range r.clocks {
			add(name, engine.Elapsed(name), true)
		}
	}
	return out
}

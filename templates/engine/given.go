package engine

import (
	"errors"
	"fmt"
	"maps"
)

// Fixture is an object that a test or a sample needs. Everything but Of may be left out.
type Fixture struct {
	Of     string
	ID     string
	Key    string // whose account; that of the example of the kind of key which the object is made with where empty
	State  string
	Params map[string]Value // it is created with, by key

	Guarded bool // that the guards of its create operation are asked too
}

// Given makes an object as its create operation makes it, unless Guarded without asking the guards, then leads it to the
// state that is wanted by the shortest way of operations, signals and timers. What must be sent and is not is as the
// tables show it. Where the create operation cannot do with so little, or no way leads on from there, it is made as in
// one of its samples with the Params put in, and without any Params out of the example of its class. What breaks an
// invariant is not made.
func (e *Engine) Given(f Fixture) (Record, error) {
	class := e.program.classes[f.Of]
	if class == nil {
		return Record{}, fmt.Errorf("there is no resource %q", f.Of)
	}
	if f.State != "" && class.byState[f.State] == nil {
		return Record{}, fmt.Errorf("%s has no state %q", f.Of, f.State)
	}
	if f.ID != "" && !e.program.wellFormed(class.shape, f.ID) {
		return Record{}, fmt.Errorf("%q is not the id of any %s", f.ID, f.Of)
	}
	a, shared := e.fixtureAccount(f.Key, class)
	var first error
	for _, b := range class.births(f) {
		x := &exchange{e: e, base: e.home(), account: a}
		g, err := x.lead(class, f, b)
		if err == nil {
			return x.settleIn(g, shared)
		}
		if first == nil {
			first = err
		}
	}
	return Record{}, first
}

// given is a fixture before it is kept, and the way to its state.
type given struct {
	rec     Record
	call    *Call
	outcome int
	c       *Case
	steps   []step
}

// settleIn keeps a fixture and goes the way to its state.
func (x *exchange) settleIn(g *given, shared bool) (Record, error) {
	if !x.keepMade() {
		return Record{}, errors.New("the mock is full")
	}
	o := x.e.insert(x.account, g.call, g.rec, g.c, g.outcome)
	if o == nil {
		return Record{}, fmt.Errorf("there is a %s %s already, or the mock is full", g.rec.Class.Name, g.rec.ID())
	}
	if shared {
		x.e.shared.Store(o.handle(), o)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, s := range g.steps {
		x.e.store(o, g.c, s.rec, s.emits)
		g.rec = s.rec
	}
	return g.rec, nil
}

// birth is one way in which a fixture may come to be.
type birth struct {
	params  map[string]Value
	checked bool // that guards and conditions are asked, because others follow
	example bool // that no operation makes it
}

// births are the ways to try, the best first.
func (class *Class) births(f Fixture) []birth {
	call := class.creator()
	if call == nil {
		return []birth{{example: true}}
	}
	list := []birth{{params: f.Params, checked: f.Guarded || len(f.Params) == 0 && needs(call)}}
	for _, s := range call.Samples {
		v, _ := literal(s)
		params := make(map[string]Value, v.Len()+len(f.Params))
		for i := range v.Len() {
			key, x := v.At(i)
			params[key] = x
		}
		maps.Copy(params, f.Params)
		list = append(list, birth{params: params, checked: true})
	}
	if len(f.Params) > 0 {
		return list
	}
	return append(list, birth{example: true})
}

// lead makes the object and finds the way to its state.
func (x *exchange) lead(class *Class, f Fixture, b birth) (*given, error) {
	c := x.e.caseOf(x.account, x.base, x.e.clock.Unix())
	c.id = f.ID
	g := &given{c: c, call: &Call{Operation: &Operation{}}, outcome: -1}
	if b.example {
		g.rec = class.exemplar(c, f.ID)
	} else if err := x.bear(g, class.creator(), b); err != nil {
		return nil, err
	}
	if f.State != "" && g.rec.State(c) != f.State {
		if g.steps = x.way(g.rec, c, f.State); g.steps == nil {
			x.company(class, f.Key)
			g.steps = x.way(g.rec, c, f.State)
		}
		if g.steps == nil {
			return nil, fmt.Errorf("no %d steps lead a %s created so to the state %q", maxSteps, f.Of, f.State)
		}
	}
	if i := g.rec.Broken(c); i >= 0 {
		return nil, fmt.Errorf("a %s created so breaks the invariant %s", f.Of, class.Resource.Invariants[i].Text)
	}
	return g, nil
}

// bear makes the object as its create operation does.
func (x *exchange) bear(g *given, call *Call, b birth) error {
	c := g.c
	x.call, g.call = call, call
	c.Params = make([]Value, len(call.params))
	for i, p := range call.params {
		got, what := p.check(b.params[p.key()], nil)
		if what != "" {
			return fmt.Errorf("%s %s", p.Name, what)
		}
		c.Params[i] = got
	}
	x.ordinary(call, c)
	if _, a := x.loads(c); a != nil {
		return fmt.Errorf("what it is made from: %s", a.explain)
	}
	if b.checked {
		for _, f := range []*fault{call.missing(c), call.wanted(c)} {
			if f != nil {
				return fmt.Errorf("%s %s", f.param, f.what)
			}
		}
		if v := call.Decide(c); v.Guard >= 0 {
			return fmt.Errorf("%s: %s", v.Error, call.Explain(c, v.Guard))
		}
	}
	for i := range call.outcomes {
		if o := &call.outcomes[i]; o.when == nil || o.when(c) {
			g.outcome = i
			break
		}
	}
	g.rec = call.Apply(c, g.outcome)
	return nil
}

// fixtureAccount is the account that a key opens, whatever its form. Without a key it is that of the kind of key which
// the class asks for; shared says that what is made there is for others to use by its id.
func (e *Engine) fixtureAccount(key string, class *Class) (a *account, shared bool) {
	auth := e.program.API.Auth
	if auth == nil || len(auth.Keys) == 0 {
		return e.account("", e.program.API.Modes == nil), false
	}
	ring := e.ringOf(class)
	if other, _ := e.program.ringOf(key); other != nil {
		ring = other
	}
	for _, k := range e.config.Keys {
		if key == "" && ring.wellFormed(k, e.program.API.Modes) {
			key = k
		}
	}
	if key == "" {
		key = ring.Example
	}
	live, _ := ring.mode(key, e.program.API.Modes)
	return e.account(e.owner(ring, key, live), live), !ring.first
}

// ringOf is the kind of key that creates objects of a class, or reads them; the API's first where none is said.
func (e *Engine) ringOf(class *Class) *keyring {
	if class != nil {
		for _, call := range []*Call{class.creator(), class.read} {
			if call != nil && len(call.keys) > 0 {
				return call.keys[0]
			}
		}
	}
	return e.program.rings[0]
}

// needs reports whether a call cannot do without parameters.
func needs(call *Call) bool {
	for _, p := range call.params {
		if p.Required && p.In != "path" {
			return true
		}
	}
	return false
}

package engine

import (
	"errors"
	"fmt"
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

// maxSteps bounds the calls that lead to a fixture's state.
const maxSteps = 4

// Given makes an object as its create operation makes it, unless Guarded without asking the guards, then leads it to the state that
// is wanted by the shortest way of operations, signals and timers.
func (e *Engine) Given(f Fixture) (Record, error) {
	class := e.program.classes[f.Of]
	if class == nil {
		return Record{}, fmt.Errorf("there is no resource %q", f.Of)
	}
	if f.State != "" && class.byState[f.State] == nil {
		return Record{}, fmt.Errorf("%s has no state %q", f.Of, f.State)
	}
	if f.ID != "" && !e.program.wellFormed(class.shape, f.ID) {
		return Record{}, fmt.Errorf("%q is not the id of a %s", f.ID, f.Of)
	}
	a, shared := e.fixtureAccount(f.Key, class)
	x := &exchange{e: e, base: e.home(), account: a}
	c := e.caseOf(x.account, x.base, e.clock.Unix())
	c.id = f.ID
	rec, call, outcome, err := x.first(class, f, c)
	if err != nil {
		return Record{}, err
	}
	steps := []step{}
	if f.State != "" && rec.State(c) != f.State {
		if steps = way(rec, c, f.State); steps == nil {
			return Record{}, fmt.Errorf("no %d steps lead a %s created so to the state %q", maxSteps, f.Of, f.State)
		}
	}
	if !x.keepMade() {
		return Record{}, errors.New("the mock is full")
	}
	o := e.insert(x.account, call, rec, c, outcome)
	if o == nil {
		return Record{}, fmt.Errorf("there is a %s %s already, or the mock is full", f.Of, f.ID)
	}
	if shared {
		e.shared.Store(o.id, o)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, s := range steps {
		e.store(o, c, s.rec, s.emits)
		rec = s.rec
	}
	return rec, nil
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
			if call != nil && call.key != nil {
				return call.key
			}
		}
	}
	return e.program.rings[0]
}

// first makes the object as its create operation does; without one, out of its example.
func (x *exchange) first(class *Class, f Fixture, c *Case) (Record, *Call, int, error) {
	if x.call = class.creator(); x.call == nil || len(f.Params) == 0 && needs(x.call) {
		rec := class.exemplar(c, f.ID)
		return rec, &Call{Operation: &Operation{}}, -1, nil
	}
	c.Params = make([]Value, len(x.call.params))
	for i, p := range x.call.params {
		got, what := p.check(f.Params[p.key()], nil)
		if what != "" {
			return Record{}, nil, 0, fmt.Errorf("%s %s", p.Name, what)
		}
		c.Params[i] = got
	}
	if _, a := x.loads(c); a != nil {
		return Record{}, nil, 0, fmt.Errorf("what it is made from: %s", a.explain)
	}
	if v := x.call.Decide(c); f.Guarded && v.Guard >= 0 {
		return Record{}, nil, 0, fmt.Errorf("%s: %s", v.Error, x.call.Explain(c, v.Guard))
	}
	outcome := -1
	for i := range x.call.outcomes {
		if o := &x.call.outcomes[i]; o.when == nil || o.when(c) {
			outcome = i
			break
		}
	}
	return x.call.Apply(c, outcome), x.call, outcome, nil
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

// step is an object after one change, and the event that the change leaves behind.
type step struct {
	rec   Record
	emits string
}

// way is the shortest way from rec to a state; nil where there is none of maxSteps.
func way(rec Record, c *Case, state string) []step {
	type place struct {
		rec  Record
		path []step
	}
	seen := map[string]bool{rec.State(c): true}
	front := []place{{rec: rec}}
	for range maxSteps {
		var next []place
		for _, p := range front {
			for _, s := range moves(p.rec, c) {
				name := s.rec.State(c)
				if seen[name] {
					continue
				}
				seen[name] = true
				path := append(append([]step(nil), p.path...), s)
				if name == state {
					return path
				}
				next = append(next, place{s.rec, path})
			}
		}
		front = next
	}
	return nil
}

// moves is what an object may become by one operation, signal or timer.
func moves(rec Record, c *Case) []step {
	var out []step
	for _, calls := range [][]*Call{rec.Class.Calls, rec.Class.Signals} {
		for _, call := range calls {
			if call.Kind != "action" && call.Kind != "signal" && call.Kind != "update" {
				continue
			}
			k := *c
			k.Self, k.Loads, k.lets, k.known = rec, nil, nil, nil
			k.Params = make([]Value, len(call.params))
			if !call.Heeds(&k) {
				continue
			}
			if v := call.Decide(&k); v.Guard < 0 && v.Outcome >= 0 {
				out = append(out, step{call.Apply(&k, v.Outcome), call.Emits(v.Outcome)})
			}
		}
	}
	for _, t := range rec.Class.Timers {
		k := *c
		k.Self, k.lets, k.known = rec, nil, nil
		if t.Holds(&k) {
			next, emits := t.Apply(&k)
			out = append(out, step{next, emits})
		}
	}
	return out
}

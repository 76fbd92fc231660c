package engine

import (
	"cmp"
	"fmt"
)

// Signal sends a signal to the object that an id names, in whatever account it is. It reports an error where there is
// no such object, no such signal, or the signal has no effect now.
func (e *Engine) Signal(id, name string, params map[string]Value) (Record, error) {
	list := e.called(id)
	if len(list) == 0 {
		return Record{}, fmt.Errorf("no object has the id %q", id)
	}
	for _, o := range list {
		for _, call := range o.class.Signals {
			if call.Name == name {
				return e.signal(o, call, "", params)
			}
		}
	}
	return Record{}, fmt.Errorf("%s knows no signal %q", list[0].class.Name, name)
}

// called lists the objects that have an id, in whatever account: where ids are numbers or any text, things of several
// classes may.
func (e *Engine) called(id string) []*object {
	var list []*object
	for _, class := range e.program.Classes {
		for _, a := range e.everyAccount() {
			if o := a.get(class, id); o != nil {
				list = append(list, o)
			}
		}
	}
	return list
}

// signal sends a signal that was asked for at an address; where that is empty, at the address of the last change.
func (e *Engine) signal(o *object, call *Call, base string, params map[string]Value) (Record, error) {
	now := e.clock.Unix()
	e.catchUp(o.account, now)
	o.mu.Lock()
	defer o.mu.Unlock()
	now = e.clock.Unix()
	e.overdue(o, now)
	rec, ok := o.load(nil)
	if !ok {
		return Record{}, fmt.Errorf("%s %s was deleted", o.class.Name, o.id)
	}
	if base == "" {
		base = e.baseOf(o)
	}
	c := e.caseOf(o.account, base, now)
	c.Self, c.Params = rec, make([]Value, len(call.params))
	for i, f := range call.params {
		got, what := f.check(params[f.key()], nil)
		if v := params[f.key()]; v.kind == BoolKind || v.isNumber() { // JSON, of whose types none is read as another
			what = cmp.Or(f.typ.exact(v), what)
		}
		if what != "" {
			return Record{}, fmt.Errorf("%s %s", f.Name, what)
		}
		if c.Params[i] = got; got.IsNull() && f.Required {
			return Record{}, fmt.Errorf("%s is required", f.Name)
		}
	}
	if !call.Heeds(c) {
		return rec, fmt.Errorf("%s %s does not heed the signal %q now: %s", o.class.Name, o.id, call.Name, call.When.Text)
	}
	v := call.Decide(c)
	next := call.Apply(c, v.Outcome)
	if i := next.Broken(c); i >= 0 {
		return rec, fmt.Errorf("the signal %q breaks the invariant %s", call.Name, o.class.Resource.Invariants[i].Text)
	}
	e.store(o, c, next, call.Emits(v.Outcome))
	return next, nil
}

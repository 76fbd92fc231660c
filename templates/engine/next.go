package engine

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// nextView is one object as /_mock/next shows it: its state, what may be done to it now, and what time will do.
type nextView struct {
	Of    string     `json:"of"`
	ID    string     `json:"id"`
	State string     `json:"state,omitempty"`
	Now   string     `json:"now"`
	Moves []moveView `json:"moves"`
	Due   []dueView  `json:"due"`
}

// moveView is an operation on the object or a signal to it. What is not allowed says by which error, or without one why.
type moveView struct {
	Kind    string `json:"kind"` // operation or signal
	Name    string `json:"name"`
	By      string `json:"by,omitempty"`
	Allowed bool   `json:"allowed"`
	Status  int    `json:"status,omitempty"`
	Error   string `json:"error,omitempty"`
	Why     string `json:"why,omitempty"`
}

// dueView is a timer that will fire if nothing changes before.
type dueView struct {
	Timer string `json:"timer"`
	At    string `json:"at"`
}

// adminNext asks every operation and signal of an object what it would decide now, and changes nothing. Parameters that
// must be sent are what they are in the tables' examples.
func adminNext(e *Engine, args *adminArgs) (any, error) {
	list := e.called(args.ID)
	if len(list) == 0 {
		return nil, fmt.Errorf("no object has the id %q", args.ID)
	}
	o := list[0]
	now := e.clock.Unix()
	e.catchUp(o.account, now)
	o.mu.Lock()
	e.overdue(o, now)
	rec, ok := o.load(nil)
	base, due := e.baseOf(o), append([]int64(nil), o.due...)
	o.mu.Unlock()
	if !ok {
		return nil, fmt.Errorf("%s %s was deleted", o.class.Name, o.id)
	}
	c := e.caseOf(o.account, base, now)
	c.NewID = func(string) string { return "" } // to ask uses up no id
	view := nextView{Of: o.class.Name, ID: o.id, State: rec.State(c), Now: stamp(now), Moves: []moveView{}, Due: []dueView{}}
	x := &exchange{e: e, base: base, account: o.account}
	for _, call := range o.class.Calls {
		if call.target >= 0 && call.Kind != "read" && call.Kind != "list" && call.Kind != "create" {
			view.Moves = append(view.Moves, x.ask(call, rec, c))
		}
	}
	for _, call := range o.class.Signals {
		view.Moves = append(view.Moves, x.ask(call, rec, c))
	}
	for i, at := range due {
		if at != 0 {
			view.Due = append(view.Due, dueView{o.class.Timers[i].Name, stamp(at)})
		}
	}
	return view, nil
}

func stamp(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }

// ask is what a call would come to.
func (x *exchange) ask(call *Call, rec Record, c *Case) moveView {
	k := *c
	k.Self, k.Params = rec, make([]Value, len(call.params))
	for i, p := range call.params {
		if i != call.target && !p.def.IsNull() {
			k.Params[i] = p.def
		}
	}
	if call.target >= 0 && call.Kind != "signal" {
		k.Params[call.target] = TextValue(rec.ID())
	}
	x.ordinary(call, &k)
	m := moveView{Kind: "operation", Name: call.Name}
	if call.Kind == "signal" {
		m.Kind, m.By = "signal", call.By
		m.Allowed = call.Heeds(&k)
		if !m.Allowed {
			m.Why = call.When.Text
		}
		return m
	}
	if call.TestOnly != "" && x.account.live {
		return x.barred(m, call, call.TestOnly, "mode: the operation works in test mode alone")
	}
	if !x.present(call, &k) {
		m.Why = "what it reads is not there"
		return m
	}
	for i := range call.guards {
		if g := &call.guards[i]; !g.aboutParams() && g.test(&k) == g.deny {
			return x.barred(m, call, g.code, call.Explain(&k, i))
		}
	}
	m.Allowed = true
	return m
}

// aboutParams reports whether a guard looks at nothing but what is sent, which nobody has said yet.
func (g *guard) aboutParams() bool {
	for _, name := range g.name {
		if !strings.HasPrefix(name, "param.") {
			return false
		}
	}
	return len(g.name) > 0
}

// barred is a call that an error refuses.
func (x *exchange) barred(m moveView, call *Call, code, why string) moveView {
	a := x.e.refuse(call, code, 0, "", why)
	if a.status == 0 {
		a.status = http.StatusBadRequest
	}
	m.Error, m.Status, m.Why = code, a.status, why
	return m
}

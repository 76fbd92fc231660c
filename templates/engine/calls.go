package engine

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// calls readies operations and signals.
func (c *compiler) calls(class *Class) {
	r := class.Resource
	for i := range r.Operations {
		call := c.operation(class, &r.Operations[i])
		class.Calls = append(class.Calls, call)
		if call.Kind == "read" && class.read == nil {
			class.read = call
		}
		c.p.routes.add(c, call)
	}
	for i := range r.Signals {
		class.Signals = append(class.Signals, c.operation(class, &r.Signals[i]))
	}
}

func (c *compiler) operation(class *Class, o *Operation) *Call {
	call := &Call{Operation: o, Class: class, full: class.Name + "." + o.Name, byKey: map[string]int{}, lets: map[string]*binding{}, status: map[string]int{}, target: -1, birthID: -1, expand: -1}
	c.class, c.call = class, call
	call.params = c.fields(o.Params)
	c.parameters(call)
	for _, e := range o.Errors {
		call.status[e.Code] = e.Status
	}
	for i := range o.Loads {
		l := &load{Load: &o.Loads[i], class: c.p.classes[o.Loads[i].Of], path: pathName(o.Loads[i].ID)}
		if l.class == nil {
			c.fail("load %q is of the unknown resource %q", l.Name, l.Of)
		}
		call.loads = append(call.loads, l)
	}
	for i := range o.Let {
		b := &binding{Binding: &o.Let[i], at: i}
		call.lets[b.Name], call.let = b, append(call.let, b)
	}
	c.behaviour(call)
	return call
}

// parameters readies what only needs the parameters' names.
func (c *compiler) parameters(call *Call) {
	for i, f := range call.params {
		call.byKey[f.key()] = i
		if c.p.API.Expand != "" && f.Name == c.p.API.Expand {
			call.expand = i
		}
	}
	for _, x := range call.Exclusive {
		set := make([]int, 0, len(x.Params))
		for _, name := range x.Params {
			i, ok := call.byKey[name]
			if !ok {
				c.fail("exclusive names the unknown parameter %q", name)
				continue
			}
			set = append(set, i)
		}
		call.exclusive = append(call.exclusive, set)
	}
	for _, name := range holes(call.Path) {
		if i, ok := call.byKey[name]; ok {
			call.args = append(call.args, i)
		} else {
			c.fail("the path names the unknown parameter %q", name)
		}
	}
	switch {
	case call.Kind == "create":
		call.birthID = call.names()
	case call.Kind != "list":
		call.target = call.own()
	}
	for _, name := range append([]string{call.Key}, call.OtherKeys...) {
		if k := c.keyring(name); k != nil {
			call.keys = append(call.keys, k)
		}
	}
}

// own is the parameter of the path that names the object at hand: the last that is an id of its class, else the last that
// may be the id of anything, else the last; -1 for none.
func (call *Call) own() int {
	best, rank := -1, 0
	for _, at := range call.args {
		r := 1
		switch s := call.params[at].typ.shape; {
		case s == call.Class.shape:
			r = 3
		case s == nil:
			r = 2
		}
		if r >= rank {
			best, rank = at, r
		}
	}
	return best
}

// names is the parameter at the end of the path that is the id which the object to be made gets; -1 for none.
func (call *Call) names() int {
	if len(call.args) == 0 || !strings.HasSuffix(call.Path, "}") {
		return -1
	}
	at := call.args[len(call.args)-1]
	if t := call.params[at].typ; t.kind == "id" && t.shape == call.Class.shape {
		return at
	}
	return -1
}

// behaviour readies loads, guards and outcomes.
func (c *compiler) behaviour(call *Call) {
	for _, l := range call.loads {
		l.id = c.eval(l.ID)
		if l.Inline != nil {
			l.inline = c.eval(l.Inline)
		}
	}
	for _, f := range call.params {
		if f.RequiredWhen != nil {
			f.wanted = c.test(f.RequiredWhen.Expr)
		}
	}
	for _, b := range call.let {
		c.bind(b)
	}
	if call.When != nil {
		call.when = c.test(call.When.Expr)
	}
	if call.Kind == "create" {
		call.sources, call.open = call.newSources(), sync.OnceValue(call.newOpen)
	}
	for i := range call.Guards {
		call.guards = append(call.guards, c.guard(&call.Guards[i]))
	}
	for _, o := range call.Outcomes {
		call.outcomes = append(call.outcomes, c.outcome(o))
	}
	call.alike = call.reads()
}

// reads reports whether a call answers with an object of its class as it is, whatever else is the case.
func (call *Call) reads() bool {
	wants := slices.ContainsFunc(call.params, func(f *field) bool { return f.wanted != nil })
	return call.Kind == "read" && len(call.guards) == 0 && !wants && call.Returns.Kind == "object" && call.Returns.Of == call.Class.Name &&
		call.success() != http.StatusNoContent
}

func (c *compiler) guard(g *Guard) guard {
	out := guard{code: g.Error, cond: g.Require, deny: g.Deny != nil}
	if out.deny {
		out.cond = g.Deny
	}
	if out.cond == nil {
		c.fail("a guard has neither deny nor require")
		return out
	}
	if c.p.errors[g.Error] == nil {
		c.fail("a guard names the unknown error %q", g.Error)
	}
	out.test = c.test(out.cond.Expr)
	out.name, out.seen = c.paths(out.cond.Expr, nil, nil)
	return out
}

func (c *compiler) outcome(o Outcome) outcome {
	out := outcome{emits: o.Emits, set: c.assignments(o.Set)}
	if o.When != nil {
		out.when = c.test(o.When.Expr)
	}
	if o.To != "" {
		if out.to = c.class.byState[o.To]; out.to == nil {
			c.fail("an outcome leads to the unknown state %q", o.To)
		}
	}
	return out
}

func (c *compiler) assignments(bs []Binding) []assignment {
	out := make([]assignment, 0, len(bs))
	for _, b := range bs {
		name, within := split(b.Name)
		at, ok := c.class.index[name]
		if !ok {
			c.fail("an effect sets the unknown attribute %q", b.Name)
			continue
		}
		out = append(out, assignment{at: at, within: within, eval: c.eval(b.Value)})
	}
	return out
}

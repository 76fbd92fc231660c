package engine

import (
	"fmt"
	"strings"
	"sync"
)

// compiler makes a Program. It keeps the first error and goes on.
type compiler struct {
	p     *Program
	class *Class
	call  *Call
	late  []*field           // whose literals are to be adjusted
	types map[[2]string]*typ // those without parts, by kind and name
	err   error
}

func (c *compiler) fail(format string, args ...any) {
	if c.err == nil {
		where := ""
		if c.class != nil {
			where = c.class.Name + ": "
		}
		if c.call != nil {
			where = c.class.Name + "." + c.call.Name + ": "
		}
		c.err = fmt.Errorf("engine: %s%w", where, fmt.Errorf(format, args...))
	}
}

// literal returns the value of a literal of the tables.
func (c *compiler) literal(x any) Value {
	v, ok := literal(x)
	if !ok {
		c.fail("bad literal %v", x)
	}
	return v
}

func (c *compiler) literals(xs []any) []Value {
	vals := make([]Value, len(xs))
	for i, x := range xs {
		vals[i] = c.literal(x)
	}
	return vals
}

// words readies what is looked up by a word: codes, enums, tables.
func (c *compiler) words() {
	p, api := c.p, c.p.API
	if api.Auth != nil {
		for i := range api.Auth.Keys {
			p.rings = append(p.rings, api.Auth.Keys[i].ring(i == 0))
		}
	}
	for i := range api.Errors {
		p.errors[api.Errors[i].Code] = &api.Errors[i]
	}
	for _, f := range api.Failures {
		p.failure[f.Code] = f.Message
	}
	for i := range api.Enums {
		e := &enum{Enum: &api.Enums[i], words: map[string][]Value{}}
		for _, w := range e.Words {
			e.words[w.Word] = c.literals(w.Cells)
		}
		p.enums[e.Name] = e
	}
	for i := range api.Tables {
		t := &table{Table: &api.Tables[i], rows: map[string]Value{}}
		for _, r := range t.Rows {
			t.rows[r.Key] = MapValue(t.Columns, c.literals(r.Cells))
		}
		p.tables[t.Name] = t
	}
}

// objects readies shapes and resources, without behaviour.
func (c *compiler) objects() {
	p, api := c.p, c.p.API
	for i := range api.Objects {
		p.shapes[api.Objects[i].Name] = &shape{Object: &api.Objects[i]}
	}
	for i := range api.Resources {
		r := &api.Resources[i]
		class := &Class{shape: &shape{Object: &r.Object}, Resource: r, place: i, program: p}
		class.shape.class, class.blank = class, sync.OnceValue(class.newBlank)
		p.shapes[r.Name], p.classes[r.Name] = class.shape, class
		p.Classes = append(p.Classes, class)
	}
	for i := range api.Objects {
		c.shape(p.shapes[api.Objects[i].Name])
	}
	for _, class := range p.Classes {
		c.class = class
		c.shape(class.shape)
	}
	c.class = nil
	p.numbered = c.inOrder()
	for i, s := range p.numbered {
		s.number = i
	}
	p.facts = c.fields(api.Account)
	c.events()
	if api.Page != nil {
		if p.page = p.shapes[api.Page.Object]; p.page == nil {
			c.fail("the page envelope is the unknown object %q", api.Page.Object)
		}
	}
}

// events finds the shape that carries an event's key: that which some operation lists, else the first. It need not be
// a resource.
func (c *compiler) events() {
	var found *shape
	for _, s := range c.inOrder() {
		carries := false
		for _, f := range s.fields {
			carries = carries || f.typ.kind == "event_key"
		}
		if carries && (found == nil || c.listed(s.Name) && !c.listed(found.Name)) {
			found = s
		}
	}
	if found == nil {
		return
	}
	if c.p.events = found.class; found.class == nil {
		class := &Class{shape: found, Resource: &Resource{Object: *found.Object}, program: c.p}
		c.p.events, class.blank = class, sync.OnceValue(class.newBlank)
	}
}

// inOrder is every shape in the order of the tables, resources first.
func (c *compiler) inOrder() []*shape {
	var out []*shape
	for _, class := range c.p.Classes {
		out = append(out, class.shape)
	}
	for i := range c.p.API.Objects {
		out = append(out, c.p.shapes[c.p.API.Objects[i].Name])
	}
	return out
}

// listed reports whether some operation answers with pages of an object.
func (c *compiler) listed(name string) bool {
	for _, r := range c.p.API.Resources {
		for _, op := range r.Operations {
			if op.Returns.Kind == "page" && op.Returns.Of == name {
				return true
			}
		}
	}
	return false
}

// lifecycle readies clocks, windows, states and what follows from them.
func (c *compiler) lifecycle(class *Class) {
	c.class, c.call = class, nil
	r := class.Resource
	class.clocks, class.windows = map[string]eval{}, map[string]eval{}
	class.lets, class.byState = map[string]*binding{}, map[string]*state{}
	for _, k := range r.Clocks {
		class.clocks[k.Name] = c.clock(k)
	}
	for i := range r.Let {
		class.lets[r.Let[i].Name] = &binding{Binding: &r.Let[i]}
	}
	for _, w := range r.Windows {
		class.windows[w.Name] = c.window(w)
	}
	for _, s := range r.States {
		c.state(class, s)
	}
	class.derive = c.assignments(r.Derive)
	for i := range r.Invariants {
		class.invariants = append(class.invariants, c.test(r.Invariants[i].Expr))
	}
	for i := range r.Timers {
		c.timer(class, &r.Timers[i])
	}
}

func (c *compiler) state(class *Class, s State) {
	st := &state{name: s.Name}
	for _, f := range s.Fields {
		at, ok := class.index[f.Name]
		if !ok {
			c.fail("state %q fixes the unknown attribute %q", s.Name, f.Name)
			continue
		}
		a := assignment{at: at, eval: c.eval(f.Value)}
		if _, ok := literal(f.Value); ok {
			st.fixed = append(st.fixed, a)
		} else {
			st.asked = append(st.asked, a)
		}
	}
	class.states = append(class.states, st)
	class.conditional = class.conditional || len(st.asked) > 0
	class.byState[s.Name] = st
}

func (c *compiler) timer(class *Class, t *Timer) {
	tc := &TimerCall{Timer: t, effect: c.outcome(t.Effect)}
	if t.When != nil {
		tc.when = c.test(t.When.Expr)
	}
	name := t.At
	if t.Clock != "" {
		tc.after = class.windows[t.After]
		if tc.after == nil {
			c.fail("timer %q waits for the unknown window %q", t.Name, t.After)
		}
		for _, k := range class.Resource.Clocks {
			if k.Name == t.Clock {
				name = k.Since
			}
		}
	}
	at, ok := class.index[name]
	if !ok {
		c.fail("timer %q watches the unknown attribute %q", t.Name, name)
	}
	tc.since = at
	class.Timers = append(class.Timers, tc)
}

// split cuts a dotted path into its first name and the rest.
func split(path string) (string, []string) {
	parts := strings.Split(path, ".")
	return parts[0], parts[1:]
}

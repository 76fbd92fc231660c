package engine

import (
	"slices"
	"strconv"
	"strings"
)

// Verdict is what an operation decides of a case.
type Verdict struct {
	Guard   int    // the guard that refuses; -1 for none
	Error   string // its code
	Outcome int    // the outcome that was chosen; -1 where a guard refuses or nothing is said of outcomes
}

// Decide finds the guard that refuses the case, or the outcome it comes to. It changes nothing.
func (call *Call) Decide(c *Case) Verdict {
	for i := range call.guards {
		g := &call.guards[i]
		if g.test(c) == g.deny {
			return Verdict{Guard: i, Error: g.code, Outcome: -1}
		}
	}
	for i := range call.outcomes {
		if o := &call.outcomes[i]; o.when == nil || o.when(c) {
			return Verdict{Guard: -1, Outcome: i}
		}
	}
	return Verdict{Guard: -1, Outcome: -1}
}

// Heeds reports whether a signal has an effect in the case. Operations always have.
func (call *Call) Heeds(c *Case) bool { return call.when == nil || call.when(c) }

// Emits returns the event that outcome i leaves behind, empty for none.
func (call *Call) Emits(i int) string {
	if i < 0 || i >= len(call.outcomes) {
		return ""
	}
	return call.outcomes[i].emits
}

// Explain tells a guard, and the values that its condition saw.
func (call *Call) Explain(c *Case, i int) string {
	g := &call.guards[i]
	var b strings.Builder
	b.WriteString(call.Class.Name + "." + call.Name + ".guards[" + strconv.Itoa(i) + "] ")
	if g.deny {
		b.WriteString("deny: ")
	} else {
		b.WriteString("require: ")
	}
	b.WriteString(g.cond.Text)
	for j, name := range g.name {
		b.WriteString("; " + name + " = ")
		v := g.seen[j](c)
		switch {
		case call.secret(name):
			b.WriteString("(secret)")
		case v.kind == ListKind || v.kind == MapKind:
			b.WriteString("{…}")
		default:
			b.WriteString(v.shown(name, call.Class))
		}
	}
	return b.String()
}

// shown writes a value for people: lengths of time as such.
func (v Value) shown(name string, class *Class) string {
	if class.clocks[name] != nil || class.windows[name] != nil {
		return strconv.FormatInt(v.Int()/1e9, 10) + "s"
	}
	return string(v.appendJSON(nil))
}

// secret reports whether a path names something that logs must not show.
func (call *Call) secret(name string) bool {
	if key, ok := strings.CutPrefix(name, "param."); ok {
		key, _, _ = strings.Cut(key, ".")
		if i, ok := call.byKey[key]; ok {
			return call.params[i].Secret
		}
		return false
	}
	return call.Class.program.secrets[name[strings.LastIndexByte(name, '.')+1:]]
}

// Apply returns the object after outcome i, or after an operation of which no outcome is told. Case.Self is the object
// before; operations that create need none.
func (call *Call) Apply(c *Case, i int) Record {
	for _, b := range call.let {
		c.remember(b.at, len(call.let), b.eval)
	}
	k := c.room.another(c)
	held := call.Class.held(c)
	switch call.Kind {
	case "create":
		k.Self = call.birth(c)
	case "update":
		k.Self = call.copied(c)
	default:
		k.Self = c.Self.clone(c.room)
	}
	k.Self.state = held
	if i >= 0 && i < len(call.outcomes) {
		call.outcomes[i].apply(k)
	}
	call.Class.settle(k)
	return k.Self
}

func (r Record) clone(in *room) Record {
	vals := in.values(len(r.Values))
	copy(vals, r.Values)
	return Record{Class: r.Class, Values: vals, state: r.state}
}

// copied is the object with the attributes that an update names. A PUT replaces: what it does not name is blank.
func (call *Call) copied(c *Case) Record {
	rec := c.Self.clone(c.room)
	f := &fill{c: c, class: call.Class, call: call}
	for i, attr := range call.Class.fields {
		at, ok := call.byKey[attr.Name]
		if !ok || at >= len(c.Params) || call.params[at].In == "path" {
			continue
		}
		v := c.Params[at]
		if v.kind == Absent && call.Method == "PUT" {
			if v = call.params[at].def; v.kind == Absent {
				v = f.blank(attr)
			}
		}
		if v.kind == NullKind && !attr.Nullable {
			v = Value{}
		}
		if v.kind == Absent {
			continue
		}
		if got, ok := f.adopt(attr.typ, v); ok {
			rec.Values[i] = got
		}
	}
	return rec
}

// apply changes k.Self in place. Every value is worked out before any is set.
func (o *outcome) apply(k *Case) {
	vals := k.room.values(len(o.set))
	for i := range o.set {
		vals[i] = o.set[i].eval(k)
	}
	f := &fill{c: k, class: k.Self.Class}
	if o.to != nil {
		k.Self.state = o.to
		for _, a := range o.to.fixed {
			f.assign(a, a.eval(k))
		}
	}
	for i, a := range o.set {
		f.assign(a, vals[i])
	}
	if o.to == nil {
		return
	}
	for _, a := range o.to.asked {
		f.assign(a, a.eval(k))
	}
}

// settle works out what follows from other attributes, and what the state that the object is in says of it: its
// conditions hold for as long as it is in the state, and read what is derived.
func (class *Class) settle(k *Case) {
	f := &fill{c: k, class: class}
	for range maxSettling {
		for _, a := range class.derive {
			f.assign(a, a.eval(k))
		}
		if !class.restate(f) {
			return
		}
	}
}

// maxSettling bounds how often what is derived is worked out anew because a state's condition changed that it reads.
const maxSettling = 4

// restate gives what the state's conditions say anew, and reports whether anything changed.
func (class *Class) restate(f *fill) bool {
	k := f.c
	s := k.Self.state
	if s == nil || len(s.asked) == 0 || !s.has(s.fixed, k) {
		return false
	}
	changed := false
	for _, a := range s.asked {
		if v := a.eval(k); !k.Self.Values[a.at].Equal(v) {
			f.assign(a, v)
			changed = true
		}
	}
	return changed && len(class.derive) > 0
}

// held is the state that an object is in before a change: that which the last change led to, else the first that it
// fits, if there are conditions to hold. It is nil before there is an object.
func (class *Class) held(k *Case) *state {
	if k.Self.Class != class || k.Self.state != nil || !class.conditional {
		return k.Self.state
	}
	for _, s := range class.states {
		if s.fits(k) {
			return s
		}
	}
	return nil
}

// assign sets an attribute of k.Self, or a member of one.
func (f *fill) assign(a assignment, v Value) {
	attr, at := f.class.fields[a.at], &f.c.Self.Values[a.at]
	if len(a.within) > 0 {
		if at.kind == Absent && attr.typ.kind == "object" && !v.IsNull() {
			*at = f.object(attr.typ.shape, Value{})
		}
		if at.kind == MapKind {
			*at = f.c.room.replaced(*at, a.within, v)
		}
		return
	}
	if got, ok := f.adopt(attr.typ, v); ok {
		v = got
	}
	if v.IsNull() {
		v = NullValue
	}
	*at = v
}

// replaced returns v with the member that path leads to set to val. Objects that are null stay so.
func (r *room) replaced(v Value, path []string, val Value) Value {
	if len(path) > 1 {
		inner := v.Get(path[0])
		if inner.kind != MapKind {
			return v
		}
		val = r.replaced(inner, path[1:], val)
	}
	if val.kind == Absent {
		val = NullValue
	}
	i := slices.Index(v.tree.keys, path[0])
	switch {
	case i < 0:
		return v.With(path[0], val)
	case v.tree.vals[i] == val:
		return v
	}
	t := r.tree()
	*t = tree{keys: v.tree.keys, vals: r.values(len(v.tree.vals)), shape: v.tree.shape}
	copy(t.vals, v.tree.vals)
	t.vals[i] = val
	return Value{kind: MapKind, tree: t}
}

// State returns the state that the last change led to if the object still fits its row, else the first that it fits,
// empty for none.
func (r Record) State(c *Case) string {
	self := c.Self
	defer func() { c.Self = self }()
	c.Self = r
	if r.state != nil && r.state.fits(c) {
		return r.state.name
	}
	for _, s := range r.Class.states {
		if s.fits(c) {
			return s.name
		}
	}
	return ""
}

func (s *state) fits(k *Case) bool { return s.has(s.fixed, k) && s.has(s.asked, k) }

// has reports whether the object has the values of some of the state's row.
func (s *state) has(row []assignment, k *Case) bool {
	for _, a := range row {
		if !k.Self.Values[a.at].Equal(a.eval(k)) {
			return false
		}
	}
	return true
}

// Broken returns the invariant that the object breaks, or -1.
func (r Record) Broken(c *Case) int {
	self := c.Self
	defer func() { c.Self = self }()
	c.Self = r
	for i, holds := range r.Class.invariants {
		if !holds(c) {
			return i
		}
	}
	return -1
}

// Due returns when the timer fires for c.Self; it reports false where its attribute is null.
func (t *TimerCall) Due(c *Case) (int64, bool) {
	v := c.Self.Values[t.since]
	if v.kind != TimeKind {
		return 0, false
	}
	if t.after == nil {
		return v.num, true
	}
	return v.num + t.after(c).Int()/1e9, true
}

// Holds reports whether the timer's condition holds of c.Self.
func (t *TimerCall) Holds(c *Case) bool { return t.when == nil || t.when(c) }

// Apply returns the object after the timer has fired, and the event it leaves behind.
func (t *TimerCall) Apply(c *Case) (Record, string) {
	k := c.room.another(c)
	k.Self = c.Self.clone(c.room)
	k.Self.state = c.Self.Class.held(c)
	t.effect.apply(k)
	c.Self.Class.settle(k)
	return k.Self, t.effect.emits
}

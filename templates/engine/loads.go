package engine

// loads finds the objects that a call reads, in the order of its loads; nil where an id is not given. What is sent
// whole is made first, as its own create operation makes it.
func (x *exchange) loads(c *Case) ([]*object, *answer) {
	if len(x.call.loads) == 0 {
		return nil, nil
	}
	found := make([]*object, len(x.call.loads))
	c.Loads = make([]Record, len(found))
	for i, l := range x.call.loads {
		if l.inline != nil {
			if v := l.inline(c); v.kind == MapKind {
				if a := x.inline(i, v, c); a != nil {
					return nil, a
				}
				continue
			}
		}
		id := l.id(c)
		if id.IsNull() || id.kind == MapKind {
			continue
		}
		o, rec, a := x.load(l, id.String(), c)
		if a != nil {
			return nil, a
		}
		found[i], c.Loads[i] = o, rec
	}
	return found, nil
}

// load finds one object, or what its id is taken to mean.
func (x *exchange) load(l *load, id string, c *Case) (*object, Record, *answer) {
	if o := x.find(l.class, id); o != nil {
		rec, _ := o.load(x.room)
		return o, rec, nil
	}
	if l.Assume != "" && x.e.program.wellFormed(l.class.shape, id) && x.e.program.inMode(l.class.shape, id, x.account.live) {
		if o, rec := x.assume(l, id, c); o != nil {
			return o, rec, nil
		}
	}
	if l.Absent == "" || x.other(l, id) {
		return nil, Record{}, nil
	}
	return nil, Record{}, x.e.refuse(x.call, l.Absent, 0, "", "load: this key sees no "+l.class.Name+" "+id)
}

// other reports whether another load of the call reads the same parameter and its ids have the form of this one.
func (x *exchange) other(l *load, id string) bool {
	if x.e.program.wellFormed(l.class.shape, id) {
		return false
	}
	for _, m := range x.call.loads {
		if m != l && m.path == l.path && x.e.program.wellFormed(m.class.shape, id) {
			return true
		}
	}
	return false
}

// inMode reports whether an id is of the mode: where test ids are marked, live ones are not.
func (p *Program) inMode(s *shape, id string, live bool) bool {
	m := p.API.Modes
	if m == nil || m.TestInfix == "" || s.IDPrefix == "" {
		return true
	}
	rest, test, _ := p.cutPrefix(s.IDPrefix, id)
	return (test && rest != "") != live
}

// assume makes the object that an id nobody created is taken to mean: one in the state of that name, or the example.
func (x *exchange) assume(l *load, id string, c *Case) (*object, Record) {
	k := x.caseAt(c.Now)
	rec := l.class.exemplar(k, id)
	x.take(l, rec, c)
	rec = l.class.putIn(l.Assume, k, rec)
	o, ok := x.e.keep(x.account, rec, id, c.Now)
	if !ok {
		if o = x.find(l.class, id); o != nil {
			rec, _ = o.load(x.room)
		}
		return o, rec
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	rec.from = o.record.Load()
	k.Self, o.base = rec, x.base
	x.e.schedule(o, k)
	return o, rec
}

// putIn gives an object what a state fixes, if there is one of that name.
func (class *Class) putIn(state string, c *Case, rec Record) Record {
	s := class.byState[state]
	if s == nil {
		return rec
	}
	c.Self = rec
	(&outcome{to: s}).apply(c)
	class.settle(c)
	return c.Self
}

// take gives an assumed object what its load takes from the call, as the object's own create would set it.
func (x *exchange) take(l *load, rec Record, c *Case) {
	own := l.class.creator()
	if own == nil || len(l.Takes) == 0 {
		return
	}
	v := x.room.record(rec)
	for _, name := range l.Takes {
		v = v.With(name, Value{})
	}
	k := x.caseAt(c.Now)
	k.Params = x.borrowed(own, v, c)
	verdict := own.Decide(k)
	if verdict.Guard >= 0 {
		return
	}
	made := own.Apply(k, verdict.Outcome)
	for _, name := range l.Takes {
		if i, ok := l.class.index[name]; ok && made.Values[i].kind > NullKind {
			rec.Values[i] = made.Values[i]
		}
	}
}

// creator is the operation that makes objects of the class, or nil.
func (class *Class) creator() *Call {
	for _, call := range class.Calls {
		if call.Kind == "create" {
			return call
		}
	}
	return nil
}

// made is an object that was sent whole. It is kept only if the call succeeds.
type made struct {
	load    int
	call    *Call // nil where its class has no create operation
	outcome int
	c       *Case
}

// inline makes an object that was sent whole. Parameters of the call stand in for those that it lacks.
func (x *exchange) inline(i int, v Value, c *Case) *answer {
	l := x.call.loads[i]
	k := x.caseAt(c.Now)
	m := made{load: i, c: k, outcome: -1, call: l.class.creator()}
	if m.call == nil {
		k.Self = l.class.Blank(k, "")
		f := &fill{c: k, class: l.class}
		for j, attr := range l.class.fields {
			if got, ok := f.adopt(attr.typ, v.Get(attr.Name)); ok && got.kind > NullKind {
				k.Self.Values[j] = got
			}
		}
	} else {
		k.Params = x.borrowed(m.call, v, c)
		verdict := m.call.Decide(k)
		if verdict.Guard >= 0 {
			return x.e.refuse(m.call, verdict.Error, 0, "", m.call.Explain(k, verdict.Guard))
		}
		m.outcome = verdict.Outcome
		k.Self = m.call.Apply(k, m.outcome)
	}
	c.Loads[i] = k.Self
	x.made = append(x.made, m)
	return nil
}

// keepMade keeps the objects that were sent whole. It reports false where the engine is full.
func (x *exchange) keepMade() bool {
	for _, m := range x.made {
		call := m.call
		if call == nil {
			call = &Call{Operation: &Operation{}}
		}
		if x.e.insert(x.account, call, m.c.Self, m.c, m.outcome) == nil {
			return false
		}
	}
	return true
}

// borrowed is the parameters of another create: its own members, else those of this call that have the same key.
func (x *exchange) borrowed(other *Call, v Value, c *Case) []Value {
	vals := make([]Value, len(other.params))
	for i, f := range other.params {
		got := v.Get(f.Name)
		if at, ok := x.call.byKey[f.key()]; ok && got.kind == Absent {
			got = c.Params[at]
		}
		if read, what := f.check(got, nil); what == "" {
			vals[i] = read
		}
	}
	return vals
}

// loaded reads the objects again, now that they are locked, and refuses one that was used before.
func (x *exchange) loaded(c *Case, loads []*object) *answer {
	for i, o := range loads {
		if o == nil {
			continue
		}
		l := x.call.loads[i]
		x.e.overdue(o, c.Now)
		k := o.record.Load()
		if k == nil {
			return x.e.refuse(x.call, l.Absent, 0, "", "load: "+l.class.Name+" "+o.id+" is gone")
		}
		if l.Once != "" && o.used {
			return x.e.refuse(x.call, l.Once, 0, "", "load: "+l.class.Name+" "+o.id+" was used before")
		}
		if k != c.Loads[i].from {
			c.Loads[i] = k.unpack(o.class, x.room)
		}
	}
	return nil
}

// use marks what can be used once as used; a boolean attribute called used then says so.
func (x *exchange) use(c *Case, loads []*object) {
	for i, o := range loads {
		if o == nil || x.call.loads[i].Once == "" {
			continue
		}
		o.used = true
		at, ok := o.class.index["used"]
		if !ok || o.class.fields[at].typ.kind != "boolean" {
			continue
		}
		rec := c.Loads[i].clone(x.room)
		rec.Values[at] = BoolValue(true)
		o.record.Store(rec.pack())
	}
}

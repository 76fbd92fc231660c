package engine

import (
	"net/http"
	"slices"
)

// read answers with the object as it is.
func (x *exchange) read(c *Case) *answer {
	if x.call.target < 0 {
		return x.example(c)
	}
	id := c.Params[x.call.target].text
	o := x.find(x.call.Class, id)
	if o == nil {
		return x.example(c)
	}
	k := o.record.Load()
	if k == nil {
		return x.e.absent(x.call, x.call.Class.Name+" "+id)
	}
	alike := x.call.alike && !x.expands(c)
	if alike {
		if x.reply.body = x.e.copies.copy(o, k); x.reply.body != nil {
			x.reply.status = x.call.success()
			return &x.reply
		}
	}
	c.Self = k.unpack(o.class, x.room)
	if f := x.call.wanted(c); f != nil {
		return x.e.malformed(x.call, *f)
	}
	if v := x.call.Decide(c); v.Guard >= 0 {
		return x.refused(c, v)
	}
	a := x.found(c.Self, c)
	if alike {
		x.e.copies.keep(o, k, a.body)
	}
	return a
}

// found answers with an object.
func (x *exchange) found(rec Record, c *Case) *answer {
	a := &x.reply
	a.status = x.call.success()
	t := x.call.Returns
	if t.Kind == "" || a.status == http.StatusNoContent {
		return a
	}
	r := x.render(c)
	s := x.e.program.shapes[t.Of]
	if s == nil || s == rec.Class.shape {
		a.body = r.record(make([]byte, 0, rec.Class.size.Load()+64), rec)
		rec.Class.size.Store(int64(len(a.body)))
		return a
	}
	f := &fill{c: c, class: rec.Class}
	a.body = r.object(nil, s, f.object(s, x.room.record(rec)))
	return a
}

// example answers with the example of the class, under the id that was asked for.
func (x *exchange) example(c *Case) *answer {
	class := x.call.Class
	id := ""
	if x.call.target >= 0 {
		id = c.Params[x.call.target].text
	}
	return x.found(class.exemplar(c, id), c)
}

// exemplar is an object made from the example of the class.
func (class *Class) exemplar(c *Case, id string) Record {
	f := &fill{c: c, class: class, id: id}
	rec := Record{Class: class, Values: c.room.values(len(class.fields))}
	if f.id == "" && class.id >= 0 {
		f.id = c.newID(class.form()).text
	}
	for i, v := range class.shown(c.Live) {
		if v.kind == Absent {
			v = f.attribute(i, class.fields[i])
		}
		rec.Values[i] = v
	}
	k := c.room.another(c)
	k.Self = rec
	class.settle(k)
	return k.Self
}

// shown is what the example says of each attribute, absent where it says nothing and for what is the object's own. It
// is worked out once for each mode.
func (class *Class) shown(live bool) []Value {
	at := &class.examples[0]
	if live {
		at = &class.examples[1]
	}
	if got := at.Load(); got != nil {
		return *got
	}
	n := uint64(0)
	c := &Case{Live: live, NewID: func(prefix string) string {
		return class.program.makeID(0, class.Name, prefix, live, func(string) uint64 { n++; return n })
	}}
	f := &fill{c: c, class: class}
	whole, vals := class.example(), make([]Value, len(class.fields))
	for i, attr := range class.fields {
		got := whole.Get(attr.Name)
		if got.kind == Absent {
			got = attr.example()
		}
		if i == class.id || i == class.live || got.kind == Absent || got.kind == NullKind && !attr.Nullable {
			continue
		}
		if got, ok := f.adopt(attr.typ, got); ok {
			vals[i] = got
		}
	}
	at.Store(&vals)
	return vals
}

// render is how this exchange writes objects.
func (x *exchange) render(c *Case) *render {
	r := &render{beyond: x.e.config.Beyond}
	if x.expands(c) {
		r.whole = func(s *shape, id string) (Record, bool) {
			if s == nil || s.class == nil {
				return Record{}, false
			}
			if o := x.find(s.class, id); o != nil {
				return o.load(x.room)
			}
			return Record{}, false
		}
	}
	return r
}

// expands reports whether whole objects are asked for in place of ids.
func (x *exchange) expands(c *Case) bool {
	return x.call.expand >= 0 && c.Params[x.call.expand].Bool()
}

// refused answers with the error of the guard that refused.
func (x *exchange) refused(c *Case, v Verdict) *answer {
	return x.e.refuse(x.call, v.Error, 0, "", x.call.Explain(c, v.Guard))
}

// change does what an operation does to an object that exists.
func (x *exchange) change(c *Case) *answer {
	if x.call.target < 0 {
		return x.example(c)
	}
	id := c.Params[x.call.target].text
	o := x.find(x.call.Class, id)
	if o == nil {
		return x.e.absent(x.call, x.call.Class.Name+" "+id)
	}
	loads, a := x.loads(c)
	if a != nil {
		return a
	}
	unlock := lock(append(slices.Clone(loads), o))
	defer unlock()
	c.Now = x.e.clock.Unix()
	x.e.overdue(o, c.Now)
	rec, ok := o.load(x.room)
	if !ok {
		return x.e.absent(x.call, x.call.Class.Name+" "+id)
	}
	c.Self = rec
	if a := x.loaded(c, loads); a != nil {
		return a
	}
	if f := x.call.wanted(c); f != nil {
		return x.e.malformed(x.call, *f)
	}
	v := x.call.Decide(c)
	if v.Guard >= 0 {
		return x.refused(c, v)
	}
	next := x.call.Apply(c, v.Outcome)
	if !x.keepMade() {
		return x.full()
	}
	x.use(c, loads)
	if x.call.Kind == "delete" && !x.call.keeps(v.Outcome) {
		return x.remove(o, next, c)
	}
	if a := x.broken(next, c); a != nil {
		return a
	}
	x.e.store(o, c, next, x.call.Emits(v.Outcome))
	return x.found(next, c)
}

// keeps reports whether an operation that deletes leaves the object in a state of its own.
func (call *Call) keeps(outcome int) bool {
	return outcome >= 0 && call.outcomes[outcome].to != nil
}

// remove takes the object out and answers with what is left to say of it.
func (x *exchange) remove(o *object, rec Record, c *Case) *answer {
	f := &fill{c: c, class: rec.Class}
	if i, ok := rec.Class.index["deleted"]; ok && rec.Class.fields[i].typ.kind == "boolean" {
		f.c.Self = rec
		f.assign(assignment{at: i}, BoolValue(true))
	}
	x.e.drop(o)
	return x.found(rec, c)
}

// broken refuses an effect after which an invariant would not hold. A spec that was proved has none.
func (x *exchange) broken(rec Record, c *Case) *answer {
	i := rec.Broken(c)
	if i < 0 {
		return nil
	}
	return x.e.refuse(x.call, "internal_error", http.StatusInternalServerError, "the effect breaks an invariant",
		"invariant: "+rec.Class.Resource.Invariants[i].Text)
}

// create makes an object.
func (x *exchange) create(c *Case) *answer {
	loads, a := x.loads(c)
	if a != nil {
		return a
	}
	if f := x.call.wanted(c); f != nil {
		return x.e.malformed(x.call, *f)
	}
	unlock := lock(loads)
	defer unlock()
	if a := x.loaded(c, loads); a != nil {
		return a
	}
	v := x.call.Decide(c)
	if v.Guard >= 0 {
		return x.refused(c, v)
	}
	rec := x.call.Apply(c, v.Outcome)
	if a := x.broken(rec, c); a != nil {
		return a
	}
	if !x.keepMade() {
		return x.full()
	}
	o := x.e.insert(x.account, x.call, rec, c, v.Outcome)
	for o == nil && x.call.birthID >= 0 { // what had the id makes room
		had := x.account.get(x.call.Class, rec.ID())
		if had == nil {
			break
		}
		x.e.drop(had)
		o = x.e.insert(x.account, x.call, rec, c, v.Outcome)
	}
	if o == nil {
		return x.full()
	}
	x.use(c, loads)
	if x.ring != nil && !x.ring.first {
		x.e.shared.Store(o.handle(), o)
	}
	return x.found(rec, c)
}

func (x *exchange) full() *answer {
	return x.e.refuse(x.call, "internal_error", http.StatusInsufficientStorage, "the mock is full", "engine: the mock is full; reset it")
}

// insert keeps a new object, leaves its event behind and sets its timers. It returns nil where the engine is full.
func (e *Engine) insert(a *account, call *Call, rec Record, c *Case, outcome int) *object {
	id := rec.ID()
	if id == "" {
		id = c.newID("").text
	}
	o, ok := e.keep(a, rec, id, c.Now)
	if !ok {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	e.follow(o, c, rec, call.Emits(outcome))
	e.keepHidden(a, rec, c.Now)
	return o
}

// keepHidden keeps what hidden attributes remember whole as objects of their own too, so that their ids find them.
func (e *Engine) keepHidden(a *account, rec Record, now int64) {
	for i, f := range rec.Class.fields {
		v := rec.Values[i]
		if !f.Hidden || f.typ.kind != "object" || f.typ.shape.class == nil || v.kind != MapKind {
			continue
		}
		inner := Record{Class: f.typ.shape.class, Values: make([]Value, len(f.typ.shape.fields))}
		for j, g := range f.typ.shape.fields {
			inner.Values[j] = v.Get(g.Name)
		}
		if id := inner.ID(); id != "" {
			e.keep(a, inner, id, now)
		}
	}
}

// ID returns the object's own id, empty where its class has none.
func (r Record) ID() string {
	if r.Class == nil || r.Class.id < 0 {
		return ""
	}
	return r.Values[r.Class.id].String()
}

// lock locks objects in the order they were made, each once, and returns what unlocks them.
func lock(objects []*object) func() {
	all := make([]*object, 0, len(objects))
	for _, o := range objects {
		if o != nil && !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b *object) int {
		if a.seq < b.seq {
			return -1
		}
		return 1
	})
	for _, o := range all {
		o.mu.Lock()
	}
	return func() {
		for _, o := range all {
			o.mu.Unlock()
		}
	}
}

package engine

import "strings"

// maxEvents bounds the events that are kept of one object, and of one account; and what an account knows of objects
// that were removed.
const maxEvents = 10_000

// event is what a change left behind: a record of the API's events, and the object in it as it was then. The two are kept
// apart, for the object has its own record packed already.
type event struct {
	seq   uint64 // its number among all that was made
	rec   *packed
	class *Class // of the object
	of    *packed
	at    int // the attribute that carries the object; -1 for none
}

// record is the event whole.
func (v *event) record(r *room, class *Class) Record {
	rec := v.rec.unpack(class, r)
	if v.at >= 0 {
		rec.Values[v.at] = r.record(v.of.unpack(v.class, r))
	}
	return rec
}

// emit leaves an event behind: with the object as it is now. The object is locked by the caller.
func (e *Engine) emit(o *object, c *Case, key string) {
	class := e.program.events
	if class == nil {
		return
	}
	f := &fill{c: c, class: class}
	rec := f.record()
	carried := c.room.record(c.Self)
	v := &event{class: o.class, of: o.record.Load(), at: -1}
	for i, attr := range class.fields {
		switch {
		case attr.typ.kind == "event_key":
			rec.Values[i] = TextValue(key)
		case v.at < 0 && attr.typ.carries(o.class.shape):
			rec.Values[i], v.at = carried, i
		}
	}
	k := c.room.another(&Case{Now: c.Now, Live: c.Live, Base: c.Base, Facts: c.Facts, Self: rec, NewID: c.NewID, room: c.room})
	class.settle(k)
	switch {
	case v.at >= 0 && rec.Values[v.at].tree == carried.tree:
		rec.Values[v.at] = Value{}
	default:
		v.at = -1
	}
	v.rec = rec.pack()
	o.account.mu.Lock()
	defer o.account.mu.Unlock()
	v.seq = e.seq.Add(1)
	o.events = bounded(o.events, v)
	o.account.events = bounded(o.account.events, v)
}

// bounded appends x, without the older half of the list where that is full.
func bounded[T any](list []T, x T) []T {
	if len(list) >= maxEvents {
		list = append([]T(nil), list[maxEvents/2:]...)
	}
	return append(list, x)
}

// carries reports whether an attribute of type t may hold a whole object of this shape.
func (t *typ) carries(s *shape) bool {
	switch t.kind {
	case "any":
		return true
	case "map":
		return t.elem == nil || t.elem.kind == "any"
	case "object", "expandable":
		return t.shape == s
	case "union":
		for _, alt := range t.alts {
			if alt.carries(s) {
				return true
			}
		}
	}
	return false
}

// publish notes the addresses below base that an object gives out, so that a visitor there finds the object.
func (e *Engine) publish(o *object, rec Record, base string) {
	for i, f := range rec.Class.fields {
		if f.typ.kind != "uri" || rec.Values[i].kind != TextKind || base == "" {
			continue
		}
		if path, ok := strings.CutPrefix(rec.Values[i].text, base); ok && strings.HasPrefix(path, "/") {
			e.pages.Store(path, o)
		}
	}
}

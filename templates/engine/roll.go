package engine

import (
	"math"
	"slices"
	"sort"
)

// roll is what a list is of, in the order it was made: objects, or events. Nothing is copied, and objects are looked at
// when they are needed, so that a page of many costs what a page of few does.
type roll struct {
	class   *Class
	objects []*object
	events  []*event
}

// roll is what the list that is asked for is of: events of an object, events of the account, or objects whose
// attributes have the values of the parameters of their name.
func (x *exchange) roll(c *Case) roll {
	s := x.e.program.shapes[x.call.Returns.Of]
	if s == nil {
		return roll{}
	}
	if events := x.e.program.events; events != nil && s == events.shape {
		return roll{class: events, events: x.events(c)}
	}
	if s.class == nil {
		return roll{}
	}
	list := x.objects(s.class)
	if tests := x.filters(s.class, c); len(tests) > 0 {
		list = keep(list, tests)
	}
	return roll{class: s.class, objects: list}
}

// events are those of the object that the path names, else of the account. Both lists only grow.
func (x *exchange) events(c *Case) []*event {
	for i, at := range x.call.args {
		f := x.call.params[at]
		class := x.call.Class
		if f.typ.shape != nil && f.typ.shape.class != nil {
			class = f.typ.shape.class
		}
		if o := x.find(class, x.args[i]); o != nil {
			o.mu.Lock()
			defer o.mu.Unlock()
			return o.events
		}
	}
	x.account.mu.RLock()
	defer x.account.mu.RUnlock()
	return x.account.events
}

func (l roll) len() int { return max(len(l.objects), len(l.events)) }

// at unpacks the i-th record. It reports false where that was deleted meanwhile.
func (l roll) at(r *room, i int) (Record, bool) {
	r.clear()
	if len(l.objects) == 0 {
		return l.events[i].record(r, l.class), true
	}
	return l.objects[i].load(r)
}

// during is the part of the roll that lies in the times asked for. It is in the order of time.
func (l roll) during(p *Page, w window) roll {
	if p == nil || p.Time == "" || l.class == nil {
		return l
	}
	at, ok := l.class.index[p.Time]
	if !ok {
		return l
	}
	last := l.len()
	if w.to < math.MaxInt64 {
		last = l.since(at, w.to+1)
	}
	first := min(l.since(at, w.from), last)
	if len(l.objects) > 0 {
		l.objects = l.objects[first:last]
	} else {
		l.events = l.events[first:last]
	}
	return l
}

// since is the place of the first record whose time, the attribute at, is not before t.
func (l roll) since(at int, t int64) int {
	return sort.Search(l.len(), func(i int) bool {
		for ; i < l.len(); i++ {
			if k := l.packed(i); k != nil {
				return k.pick(l.class, nil, at).Int() >= t
			}
		}
		return true
	})
}

// packed is the i-th record as it is kept, nil where it was deleted meanwhile.
func (l roll) packed(i int) *packed {
	if len(l.objects) == 0 {
		return l.events[i].rec
	}
	return l.objects[i].record.Load()
}

// bounds are the places of the first record of a window, and of the one behind its last.
func (l roll) bounds(w window) (first, last int) {
	n := l.len()
	first = min(w.offset, n)
	return first, first + min(w.limit, n-first)
}

// from is the place of record i of a window, which counts from the newest where latest says so.
func (l roll) from(i int, latest bool) int {
	if latest {
		return l.len() - 1 - i
	}
	return i
}

// page writes the records of a window.
func (l roll) page(b []byte, how *render, w window) []byte {
	r := newRoom()
	defer r.release()
	b = append(b, '[')
	for i, last := l.bounds(w); i < last; i++ {
		if rec, ok := l.at(r, l.from(i, w.latest)); ok {
			if b[len(b)-1] != '[' {
				b = append(b, ',')
			}
			b = how.record(b, rec)
		}
	}
	return append(b, ']')
}

// filter is an attribute and the value that it must have.
type filter struct {
	at   int
	want Value
}

// holds reports whether v is the value, one of several, or a list with one of them.
func (f filter) holds(v Value) bool {
	if v.kind == ListKind {
		for _, x := range v.tree.vals {
			if f.holds(x) {
				return true
			}
		}
		return false
	}
	if f.want.kind == ListKind {
		return slices.ContainsFunc(f.want.tree.vals, v.Equal)
	}
	return v.Equal(f.want)
}

// filters pairs parameters with attributes: by name, or for ids in the path by what they are ids of.
func (x *exchange) filters(class *Class, c *Case) []filter {
	var out []filter
	for i, f := range x.call.params {
		if c.Params[i].IsNull() || x.paging(f.Name) {
			continue
		}
		at, ok := class.index[f.Name]
		if f.In == "path" && f.typ.shape != nil {
			if j := class.refers(f.typ.shape); j >= 0 {
				at, ok = j, true
			}
		}
		if ok {
			out = append(out, filter{at, c.Params[i]})
		}
	}
	return out
}

// refers returns the attribute that carries the id of an object of shape s, or -1.
func (class *Class) refers(s *shape) int {
	for i, f := range class.fields {
		if i != class.id && (f.typ.kind == "id" || f.typ.kind == "expandable") && f.typ.shape == s {
			return i
		}
	}
	return -1
}

// keep returns the objects that pass all tests.
func keep(list []*object, tests []filter) []*object {
	var out []*object
	r := newRoom()
	defer r.release()
	for _, o := range list {
		r.clear()
		k := o.record.Load()
		if k != nil && !slices.ContainsFunc(tests, func(t filter) bool { return !t.holds(k.pick(o.class, r, t.at)) }) {
			out = append(out, o)
		}
	}
	return out
}

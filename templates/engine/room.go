package engine

import (
	"slices"
	"sync"
)

// room is where the values of an exchange stand while it is worked on: the next one uses it again. Nothing that outlives
// the exchange may stand in it; what is kept is packed, and what is answered is written. Without a room each value gets
// memory of its own.
type room struct {
	vals  []Value
	trees []tree
	keys  []string
	cases []Case
}

// How much a room has at first.
const (
	someValues = 512
	someTrees  = 32
	someKeys   = 64
	someCases  = 8
)

// rooms are those that are not in use.
var rooms = sync.Pool{New: func() any { return &room{} }}

func newRoom() *room { return rooms.Get().(*room) }

// release gives the room back. Nothing that stands in it may be looked at any more.
func (r *room) release() {
	r.clear()
	rooms.Put(r)
}

// clear empties the room.
func (r *room) clear() {
	clear(r.vals)
	clear(r.trees)
	clear(r.keys)
	clear(r.cases)
	r.vals, r.trees, r.keys, r.cases = r.vals[:0], r.trees[:0], r.keys[:0], r.cases[:0]
}

// Scratch is memory for the values of one case after the other, for who tries many and keeps little of what comes of them.
type Scratch struct{ room room }

// Hold returns a case like c whose values stand in the scratch, from where those of the case before are gone. What is kept
// of them is made lasting.
func (s *Scratch) Hold(c *Case) *Case {
	s.room.clear()
	k := s.room.another(c)
	k.room = &s.room
	return k
}

// Lasting is the record in memory of its own.
func (r Record) Lasting() Record {
	r.Values = slices.Clone(r.Values)
	for i := range r.Values {
		r.Values[i] = r.Values[i].lasting()
	}
	return r
}

// values returns n absent values. Those before stay where they are.
func (r *room) values(n int) []Value {
	if r == nil {
		return make([]Value, n)
	}
	first := len(r.vals)
	if cap(r.vals)-first < n {
		first, r.vals = 0, make([]Value, 0, max(n, someValues))
	}
	r.vals = r.vals[:first+n]
	return r.vals[first : first+n : first+n]
}

// names returns n names to be filled in.
func (r *room) names(n int) []string {
	if r == nil {
		return make([]string, n)
	}
	first := len(r.keys)
	if cap(r.keys)-first < n {
		first, r.keys = 0, make([]string, 0, max(n, someKeys))
	}
	r.keys = r.keys[:first+n]
	return r.keys[first : first+n : first+n]
}

// another returns a case like c.
func (r *room) another(c *Case) *Case {
	if r == nil {
		k := *c
		return &k
	}
	if len(r.cases) == cap(r.cases) {
		r.cases = make([]Case, 0, someCases)
	}
	r.cases = append(r.cases, *c)
	return &r.cases[len(r.cases)-1]
}

// tree returns room for a list or map.
func (r *room) tree() *tree {
	if r == nil {
		return &tree{}
	}
	if len(r.trees) == cap(r.trees) {
		r.trees = make([]tree, 0, someTrees)
	}
	r.trees = r.trees[:len(r.trees)+1]
	return &r.trees[len(r.trees)-1]
}

// shaped returns a map whose members are the fields of a shape.
func (r *room) shaped(s *shape, vals []Value) Value {
	t := r.tree()
	*t = tree{keys: s.names, vals: vals, shape: s}
	return Value{kind: MapKind, tree: t}
}

// record returns a record as a map; null for none.
func (r *room) record(rec Record) Value {
	if rec.Class == nil {
		return NullValue
	}
	return r.shaped(rec.Class.shape, rec.Values)
}

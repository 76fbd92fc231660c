package engine

import "sync"

// room is where the values of an exchange stand while it is worked on: the next one uses it again. Nothing that outlives
// the exchange may stand in it; what is kept is packed, and what is answered is written. Without a room each value gets
// memory of its own.
type room struct {
	vals  []Value
	trees []tree
}

// How much a room has at first.
const (
	someValues = 512
	someTrees  = 32
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
	r.vals, r.trees = r.vals[:0], r.trees[:0]
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

package engine

import "strings"

// still is what an attribute has that nothing gives a value, where that is the same for every object.
type still struct {
	value Value
	known bool
}

// maxStill bounds how deep objects are looked into: one that must contain its like has no end.
const maxStill = 8

// blank is an object of a class that nothing gives a value.
type blank struct {
	values []Value // those that are the same for every object
	known  []bool  // which these are
	open   []int   // the others
}

// newBlank works out what is the same for every object.
func (class *Class) newBlank() *blank {
	b := &blank{values: make([]Value, len(class.fields)), known: make([]bool, len(class.fields))}
	for i, f := range class.fields {
		if i != class.id && i != class.live {
			s := f.still(class, maxStill)
			b.values[i], b.known[i] = s.value, s.known
		}
		if !b.known[i] {
			b.open = append(b.open, i)
		}
	}
	return b
}

// newOpen is the attributes of a new object that a call may give a value, or that are not the same for every object.
func (call *Call) newOpen() []int {
	var open []int
	b := call.Class.blank()
	for i, s := range call.sources {
		if !b.known[i] || s.load >= 0 || s.param >= 0 {
			open = append(open, i)
		}
	}
	return open
}

// still is fill.blank for who has no object yet.
func (f *field) still(class *Class, depth int) still {
	switch {
	case f.constant.kind != Absent:
		return still{f.constant, true}
	case f.Beyond || f.Optional:
		return still{Value{}, true}
	case f.Nullable:
		return still{NullValue, true}
	}
	if f.typ.shown() {
		return f.told(class)
	}
	s := f.typ.still(class, depth)
	s.known = s.known && f.limits(s.value) == ""
	return s
}

// told is the text that an attribute shows, where that depends on neither the object's id nor time and place.
func (f *field) told(class *Class) still {
	shown := f.example()
	switch f.typ.kind {
	case "id", "expandable", "union":
		return still{}
	case "date", "uri":
		if shown.kind != TextKind {
			return still{}
		}
	}
	if own := class.shownID(); own != "" && strings.Contains(shown.text, own) {
		return still{}
	}
	return still{(&fill{c: &Case{}, class: class}).blank(f), true}
}

// still is fill.zero for who has no object yet.
func (t *typ) still(class *Class, depth int) still {
	switch t.kind {
	case "boolean":
		return still{BoolValue(false), true}
	case "integer", "number", "money":
		return still{IntValue(0), true}
	case "list":
		return still{ListValue(), true}
	case "any":
		return still{NullValue, true}
	case "map":
		return still{MapValue(nil, nil), true}
	case "object":
		if t.shape != nil && depth > 0 {
			return t.shape.still(class, depth-1)
		}
	}
	return still{}
}

func (s *shape) still(class *Class, depth int) still {
	vals := make([]Value, len(s.fields))
	for i, f := range s.fields {
		inner := f.still(class, depth)
		if !inner.known || i == s.live || i == s.id && !f.Nullable && !f.Optional {
			return still{}
		}
		vals[i] = inner.value
	}
	return still{(*room)(nil).shaped(s, vals), true}
}

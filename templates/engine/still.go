package engine

// still is what an attribute has that nothing gives a value, where that is the same for every object.
type still struct {
	value Value
	known bool
}

// maxStill bounds how deep objects are looked into: one that must contain its like has no end.
const maxStill = 8

// newStills works out, for each attribute of a class, what is the same for every object.
func (class *Class) newStills() []still {
	all := make([]still, len(class.fields))
	for i, f := range class.fields {
		if i != class.id && i != class.live {
			all[i] = f.still(maxStill)
		}
	}
	return all
}

// still is fill.blank for who has no object yet.
func (f *field) still(depth int) still {
	switch {
	case f.constant.kind != Absent:
		return still{f.constant, true}
	case f.Beyond || f.Optional:
		return still{Value{}, true}
	case f.Nullable:
		return still{NullValue, true}
	}
	s := f.typ.still(depth)
	s.known = s.known && f.limits(s.value) == ""
	return s
}

// still is fill.zero for who has no object yet.
func (t *typ) still(depth int) still {
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
			return t.shape.still(depth - 1)
		}
	}
	return still{}
}

func (s *shape) still(depth int) still {
	vals := make([]Value, len(s.fields))
	for i, f := range s.fields {
		inner := f.still(depth)
		if !inner.known || i == s.live || i == s.id && !f.Nullable && !f.Optional {
			return still{}
		}
		vals[i] = inner.value
	}
	return still{(*room)(nil).shaped(s, vals), true}
}

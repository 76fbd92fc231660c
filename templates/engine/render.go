package engine

import (
	"slices"
	"strings"
)

// render says how objects are written.
type render struct {
	beyond bool
	whole  func(s *shape, id string) (Record, bool) // finds the object that an id names; nil where ids stay ids
	depth  int
}

// record appends an object as JSON.
func (r *render) record(b []byte, rec Record) []byte {
	return r.fields(b, rec.Class.shape, rec.Values)
}

func (r *render) fields(b []byte, s *shape, vals []Value) []byte {
	first := len(b)
	for i := range s.columns {
		c := &s.columns[i]
		v := &vals[c.at]
		if v.kind == Absent || c.beyond && !r.beyond {
			continue
		}
		b = append(b, c.label...)
		switch {
		case v.kind == NullKind:
			b = append(b, "null"...)
		case v.kind == TextKind && c.text: // as most are
			b = appendQuoted(b, v.text)
		default:
			b = r.value(b, c.typ, *v)
		}
	}
	if len(b) == first {
		return append(b, "{}"...)
	}
	b[first] = '{' // in place of the comma
	return append(b, '}')
}

// value appends v as its type asks. Objects lose what no answer carries.
func (r *render) value(b []byte, t *typ, v Value) []byte {
	switch {
	case t.plain:
	case (t.kind == "object" || t.kind == "expandable") && v.kind == MapKind && t.shape != nil:
		return r.object(b, t.shape, v)
	case t.kind == "page" && v.kind == MapKind:
		return v.appendJSON(b)
	case t.kind == "list" && v.kind == ListKind && t.elem != nil:
		return r.list(b, t.elem, v)
	case t.kind == "union" && v.kind == MapKind:
		for _, alt := range t.alts {
			if alt.kind == "object" && alt.shape != nil {
				return r.object(b, alt.shape, v)
			}
		}
	case t.kind == "expandable" && v.kind == TextKind && r.whole != nil && r.depth < 2:
		if rec, ok := r.whole(t.shape, v.text); ok {
			r.depth++
			b = r.record(b, rec)
			r.depth--
			return b
		}
	case t.kind == "map" && v.kind == MapKind && t.elem != nil:
		return r.members(b, t.elem, v)
	case t.kind == "decimal" && v.isNumber():
		return append(append(append(b, '"'), v.String()...), '"')
	}
	if v.kind == TextKind && t.isNumeric() && isWhole(v.text) {
		return append(b, v.text...)
	}
	return v.appendJSON(b)
}

// isNumeric reports whether a text of this type is the id of something whose ids are numbers in JSON.
func (t *typ) isNumeric() bool {
	return t.numeric || t.kind == "union" && slices.ContainsFunc(t.alts, (*typ).isNumeric)
}

// isWhole reports whether text is a whole number as JSON has it.
func isWhole(text string) bool {
	return text == "0" || text != "" && text[0] != '0' && strings.Trim(text, "0123456789") == ""
}

// object appends a nested object. Those that were made for its shape have their members in the shape's order.
func (r *render) object(b []byte, s *shape, v Value) []byte {
	if v.tree.shape == s {
		return r.fields(b, s, v.tree.vals)
	}
	vals := make([]Value, len(s.fields))
	for i, f := range s.fields {
		vals[i] = v.Get(f.Name)
	}
	return r.fields(b, s, vals)
}

// members appends a map whose members are all of one type.
func (r *render) members(b []byte, elem *typ, v Value) []byte {
	b = append(b, '{')
	for i := range v.Len() {
		key, x := v.At(i)
		if x.kind == Absent {
			continue
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(appendQuoted(b, key), ':')
		b = r.value(b, elem, x)
	}
	return append(b, '}')
}

func (r *render) list(b []byte, elem *typ, v Value) []byte {
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		_, x := v.At(i)
		b = r.value(b, elem, x)
	}
	return append(b, ']')
}

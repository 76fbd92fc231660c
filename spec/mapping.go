package spec

import "reflect"

// mapping is a Map whatever its values are. What is done with one goes by reflection: a method of Map is compiled for each
// of the sixty types of values, in each package that names them.
type mapping interface {
	parts() (pos *Pos, entries any) // entries is a pointer to a slice
}

func (m *Map[T]) parts() (*Pos, any) { return &m.Pos, &m.Entries }

// begin makes m a mapping at pos with room for n entries more.
func begin(m mapping, pos Pos, n int) {
	at, list := m.parts()
	*at = pos
	if n > 0 {
		entries := reflect.ValueOf(list).Elem()
		entries.Set(reflect.MakeSlice(entries.Type(), 0, n))
	}
}

// grow adds an entry and returns a pointer to its value, good until the next call.
func grow(m mapping, key Text) any {
	_, list := m.parts()
	entries := reflect.ValueOf(list).Elem()
	n := entries.Len()
	entries.Grow(1)
	entries.SetLen(n + 1)
	*keyOf(entries.Index(n)) = key
	return entries.Index(n).Field(1).Addr().Interface()
}

// keyOf is the key of an entry.
func keyOf(entry reflect.Value) *Text { return entry.Field(0).Addr().Interface().(*Text) }

// valuesOf returns the type of the values of a type of Map, nil for any other type.
func valuesOf(t reflect.Type) reflect.Type {
	if !reflect.PointerTo(t).Implements(reflect.TypeFor[mapping]()) {
		return nil
	}
	entries, _ := t.FieldByName("Entries")
	return entries.Type.Elem().Field(1).Type
}

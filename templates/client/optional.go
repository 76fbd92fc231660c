package client

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Optional is a value that may be absent or null. The zero Optional is absent.
type Optional[T any] struct {
	value T
	state optionalState
}

type optionalState uint8

const (
	stateAbsent optionalState = iota
	stateNull
	stateSet
)

// Some returns an Optional that holds v.
func Some[T any](v T) Optional[T] { return Optional[T]{value: v, state: stateSet} }

// Null returns an Optional that is null: in a request it clears what was there.
func Null[T any]() Optional[T] { return Optional[T]{state: stateNull} }

// IsSet reports whether there is a value.
func (o Optional[T]) IsSet() bool { return o.state == stateSet }

// IsNull reports whether it is null, which is not the same as absent.
func (o Optional[T]) IsNull() bool { return o.state == stateNull }

// IsAbsent reports whether it is neither null nor a value.
func (o Optional[T]) IsAbsent() bool { return o.state == stateAbsent }

// Get returns the value and whether there is one.
func (o Optional[T]) Get() (T, bool) { return o.value, o.state == stateSet }

// Or returns the value, or def if it is null or absent.
func (o Optional[T]) Or(def T) T {
	if o.state == stateSet {
		return o.value
	}
	return def
}

// String returns the value as fmt.Sprint shows it, "null" or "absent".
func (o Optional[T]) String() string {
	switch o.state {
	case stateSet:
		return fmt.Sprint(o.value)
	case stateNull:
		return "null"
	}
	return "absent"
}

// Expandable is another object: its id, or the object itself where the answer carries it whole.
type Expandable[T any] struct {
	ID     string // the object's id; empty if the answer carries the object whole and that has none
	Object *T     // nil where the answer carries the id alone
}

func (e Expandable[T]) isZero() bool { return e.ID == "" && e.Object == nil }

// optional reads a value of one kind, or null.
func optional[T any](d *decoder, one func(*decoder) T) Optional[T] {
	if d.null() {
		return Null[T]()
	}
	return Some(one(d))
}

// word reads a string of a type of its own.
func word[T ~string](d *decoder) T { return T(d.string()) }

// expandable reads an id or an object.
func expandable[T any, P interface {
	*T
	codable
}](d *decoder) Expandable[T] {
	if d.peek() != '{' {
		return Expandable[T]{ID: d.id()}
	}
	start := d.at
	v := new(T)
	P(v).decode(d)
	return Expandable[T]{ID: pathText(d.text[start:d.at], config.id), Object: v}
}

// putOptional writes a member unless it is absent.
func putOptional[T any](w *writer, name string, o Optional[T], one func(*writer, T)) {
	switch o.state {
	case stateSet:
		w.name(name)
		one(w, o.value)
	case stateNull:
		w.name(name)
		w.null()
	}
}

// putOptionalText is putOptional for a name that may need escaping.
func putOptionalText[T any](w *writer, name string, o Optional[T], one func(*writer, T)) {
	if o.state == stateAbsent {
		return
	}
	w.text(name)
	if o.state == stateNull {
		w.null()
		return
	}
	one(w, o.value)
}

// putWord writes a string of a type of its own.
func putWord[T ~string](w *writer, v T) { w.string(string(v)) }

// putExpandable writes the object, or its id where there is no object.
func putExpandable[T any, P interface {
	*T
	codable
}](w *writer, v Expandable[T]) {
	if v.Object == nil {
		w.id(v.ID)
		return
	}
	P(v.Object).encode(w)
}

// putObject writes an object, or null for nil.
func putObject[T any, P interface {
	*T
	codable
}](w *writer, v *T) {
	if v == nil {
		w.null()
		return
	}
	P(v).encode(w)
}

// putList writes an array whose items are all of one kind.
func putList[T any](w *writer, items []T, one func(*writer, T)) {
	mark := w.openArray()
	for _, v := range items {
		w.item()
		one(w, v)
	}
	w.closeArray(mark)
}

// putDictionary writes an object whose members are all of one kind, in the order of their names.
func putDictionary[T any](w *writer, m map[string]T, one func(*writer, T)) {
	mark := w.openObject()
	var few [8]string
	for _, name := range appendKeys(few[:0], m) {
		w.text(name)
		one(w, m[name])
	}
	w.closeObject(mark)
}

// record reads an object of a type that only the caller of a generic function knows.
func record[T any](d *decoder) *T {
	v := new(T)
	o, ok := any(v).(decodable)
	switch {
	case !ok:
		d.fail("the records are of a type that this package cannot read")
		return nil
	case d.null():
		return nil
	}
	o.decode(d)
	return v
}

// putRecord writes an object of a type that only the caller of a generic function knows.
func putRecord[T any](w *writer, v *T) {
	o, ok := any(v).(codable)
	switch {
	case !ok:
		w.fail(errors.New("the records are of a type that this package cannot write"))
	case v == nil:
		w.null()
	default:
		o.encode(w)
	}
}

// MarshalJSON writes the value, or null where there is none. A struct of your own leaves an absent Optional out if its
// tag says omitzero.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if o.state != stateSet {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value or null.
func (o *Optional[T]) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*o = Null[T]()
		return nil
	}
	var v T
	err := json.Unmarshal(text, &v)
	if err == nil {
		*o = Some(v)
	}
	return err
}

// MarshalJSON writes the object, or its id where there is no object.
func (e Expandable[T]) MarshalJSON() ([]byte, error) {
	if e.Object != nil {
		return json.Marshal(e.Object)
	}
	return json.Marshal(e.ID)
}

// UnmarshalJSON reads an id or an object.
func (e *Expandable[T]) UnmarshalJSON(text []byte) error {
	*e = Expandable[T]{}
	if len(text) > 0 && text[0] == '"' {
		return json.Unmarshal(text, &e.ID)
	}
	e.ID = pathText(string(text), config.id)
	return json.Unmarshal(text, &e.Object)
}

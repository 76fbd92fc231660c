package client

import (
	"encoding/json"
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
//
//go:noinline
func (o Optional[T]) String() string { return o.state.show(o.value) }

// show and what marshal and unmarshal do is the same for all types, so it is compiled once and not in every Optional. Nor are
// the methods that call them copied into those that the compiler makes for pointers.
//
//go:noinline
func (s optionalState) show(value any) string {
	switch s {
	case stateSet:
		return fmt.Sprint(value)
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

func (e *Expandable[T]) isZero() bool { return e.ID == "" && e.Object == nil }

func (e *Expandable[T]) read(d *decoder) { e.ID = d.expandable(object(&e.Object, d.access())) }

func (e *Expandable[T]) write(w *writer) {
	if e.Object == nil {
		w.id(e.ID)
		return
	}
	w.value(e.Object)
}

// expandable reads an id, or an object into whole, and returns the id.
func (d *decoder) expandable(whole any) string {
	switch {
	case d.null():
		return ""
	case whole == nil:
		return d.id()
	}
	start := d.at
	d.value(whole)
	return pathText(d.text[start:d.at], config.id)
}

// MarshalJSON writes the value, or null where there is none. A struct of your own leaves an absent Optional out if its
// tag says omitzero.
//
//go:noinline
func (o Optional[T]) MarshalJSON() ([]byte, error) { return o.state.marshal(o.value) }

//go:noinline
func (s optionalState) marshal(value any) ([]byte, error) {
	if s != stateSet {
		return []byte("null"), nil
	}
	return json.Marshal(value)
}

// UnmarshalJSON reads a value or null.
func (o *Optional[T]) UnmarshalJSON(text []byte) error {
	*o = Optional[T]{}
	return o.state.unmarshal(text, &o.value)
}

//go:noinline
func (s *optionalState) unmarshal(text []byte, value any) error {
	if string(text) == "null" {
		*s = stateNull
		return nil
	}
	err := json.Unmarshal(text, value)
	if err == nil {
		*s = stateSet
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
	d := decoder{text: text}
	d.space()
	e.read(&d)
	return d.end()
}

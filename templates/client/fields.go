package client

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// codable is an object that can be read from JSON and written in it. It says what members it has and where their values
// are; how to read and write them is said once, here.
type codable interface {
	// fields returns the members, in the order in which they are written, and what the object remembers beside them.
	fields() ([]field, *members)

	// field returns a pointer to the value of the i-th member, one that decoder.value takes, and one to the state of
	// what is Optional. An object that is nil is nothing to point at; the caller says what to do with it.
	field(i int, how access) (any, *optionalState)
}

// field is a member of an object.
type field struct {
	name string // needs no escaping in JSON or forms
	form form

	// after is how much further than to the next one it was to the member that came after this one last. Answers keep to
	// an order, whatever it is, so that is where the following member is looked for first.
	after atomic.Int32
}

// form says what a member may be instead of a value. One without any may be absent.
type form uint8

const (
	always   form = 1 << iota // not absent: where it was, that is remembered
	nullable                  // null
	moment                    // an RFC 3339 time, of which is remembered how it was written
	inQuery                   // a parameter that stands in the query
	inHeader                  // a parameter that is a header
)

// access says what becomes of an object before it is looked at.
type access uint8

const (
	asIs    access = iota
	cleared        // it becomes nil
	renewed        // it is made anew
)

// object returns an object as the value of a member.
//
//go:noinline
func object[T any](p **T, how access) any {
	switch how {
	case renewed:
		*p = new(T)
	case cleared:
		*p = nil
	}
	if *p == nil {
		return nil
	}
	return *p
}

// access tells what to make of an object by what stands at the current place.
func (d *decoder) access() access {
	if d.peek() == '{' {
		return renewed
	}
	return cleared
}

// fields reads an object, whose members may come in any order.
func (d *decoder) fields(o codable) {
	if !d.object() {
		return
	}
	fields, rest := o.fields()
	var few [4]uint64
	seen := few[:] // a bit for each member
	if len(fields) > len(few)*64 {
		seen = make([]uint64, len(fields)/64+1)
	}
	for last, next := -1, 0; ; {
		at := next
		if last < 0 || at >= len(fields) || !d.follows(fields[at].name) {
			if !d.more('}') {
				break
			}
			if at = d.search(fields, rest, last, next); at < 0 {
				continue
			}
		}
		f := &fields[at]
		seen[at/64] |= 1 << (at % 64)
		last, next = at, at+1+int(f.after.Load())
		if len(rest.odd) > 0 {
			rest.forget(f.name)
		}
		how, start := cleared, d.at
		switch d.peek() {
		case 'n':
			d.nullField(o, at, f, rest)
			continue
		case '{':
			how = renewed
		}
		value, state := o.field(at, how)
		if state != nil {
			*state = stateSet
		}
		switch p := value.(type) { // as most are
		case *string:
			*p = d.string()
			continue
		case *bool:
			*p = d.bool()
			continue
		case *int64:
			*p = d.int()
			continue
		}
		d.value(value)
		if f.form&moment != 0 && d.at-start != len(`"2026-01-02T03:04:05Z"`) && d.err == nil {
			rest.rememberTime(f.name, d.text[start+1:d.at-1], value)
		}
	}
	if d.err == nil {
		rest.absent(fields, seen)
	}
}

// search reads a member's name and returns its place, or keeps the whole member and returns -1. It looks at the one that
// was expected first: answers leave some out. last is the place of the member before, or -1.
func (d *decoder) search(fields []field, rest *members, last, expected int) int {
	name := d.key()
	at := find(fields, name, expected)
	switch {
	case at < 0:
		rest.unknown(d, name)
	case last >= 0:
		fields[last].after.Store(int32(at - last - 1))
	}
	return at
}

// find returns the place of a member, or -1, beginning at one.
func find(fields []field, name []byte, from int) int {
	for i := from; i < len(fields); i++ {
		if fields[i].name == string(name) {
			return i
		}
	}
	for i := range fields[:min(from, len(fields))] {
		if fields[i].name == string(name) {
			return i
		}
	}
	return -1
}

// nullField reads a null. If the member is never null and its field cannot say it either, that is remembered, and what was
// there before goes if it can be nil, as in encoding/json.
func (d *decoder) nullField(o codable, i int, f *field, rest *members) {
	if !d.null() {
		return
	}
	switch value, state := o.field(i, asIs); {
	case state != nil:
		if *state == stateSet {
			setZero(value)
		}
		*state = stateNull
	case f.form&nullable != 0:
		o.field(i, cleared)
	default:
		if _, object := value.(codable); object {
			o.field(i, cleared)
		} else if !isPlain(value) {
			setZero(value)
		}
		rest.odd = append(rest.odd, member{f.name, "null"})
	}
}

// absent remembers which of the members that are always there were not. seen has a bit for each that was.
func (m *members) absent(fields []field, seen []uint64) {
	var few [32]int
	missing := few[:0]
	for at, word := range seen {
		for unseen := ^word; unseen != 0; unseen &= unseen - 1 {
			i := at*64 + bits.TrailingZeros64(unseen)
			if i >= len(fields) {
				break
			}
			if fields[i].form&always != 0 {
				missing = append(missing, i)
			}
		}
	}
	m.odd = slices.Grow(m.odd, len(missing))
	for _, i := range missing {
		m.odd = append(m.odd, member{name: fields[i].name})
	}
}

// fields writes an object.
func (w *writer) fields(o codable) {
	mark := w.openObject()
	fields, rest := o.fields()
	odd := len(rest.odd) > 0
	for i := range fields {
		f := &fields[i]
		value, state := o.field(i, asIs)
		if odd && rest.wrote(w, f, value, state) {
			continue
		}
		if state != nil && *state != stateSet || state == nil && value == nil {
			if f.form&always != 0 || state != nil && *state == stateNull {
				w.name(f.name)
				w.null()
			}
			continue
		}
		w.name(f.name)
		if text, ok := value.(*string); ok { // as most are
			w.string(*text)
			continue
		}
		w.value(value)
	}
	for _, more := range rest.more {
		w.text(more.name)
		w.raw(more.text)
	}
	w.closeObject(mark)
}

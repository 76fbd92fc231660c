package client

import (
	"encoding/json"
	"math/bits"
	"slices"
	"time"
)

// codable is an object that can be read from JSON and written in it.
type codable interface {
	decodable
	encode(w *writer)
	memory() *members // what it remembers
}

// members is what an object remembers of the JSON it was read from, beside its fields, so that writing it gives the
// same JSON value. The zero value remembers nothing.
type members struct {
	odd  []member // known members that the fields alone would not write back as they were
	more []member // members that this package does not know
}

// member is a member's name and JSON text. An odd one without text was absent.
type member struct{ name, text string }

// UnknownFields returns the members of an object that this package does not know, as they were received, or nil.
func UnknownFields(object codable) map[string]json.RawMessage {
	more := object.memory().more
	if len(more) == 0 {
		return nil
	}
	m := make(map[string]json.RawMessage, len(more))
	for _, f := range more {
		m[f.name] = json.RawMessage(f.text)
	}
	return m
}

// unknown keeps a member that this package does not know.
func (m *members) unknown(d *decoder, name string) {
	if text := d.raw(); d.err == nil {
		m.more = append(m.more, member{name, text})
	}
}

// keep reads a member that is never null. If it is null all the same, that is remembered and what was there before
// stays, as in encoding/json.
func keep[T any](m *members, d *decoder, name string, was T, one func(*decoder) T) T {
	if m.present(d, name) {
		return one(d)
	}
	return was
}

// string is keep for texts.
func (m *members) string(d *decoder, name, was string) string {
	if m.present(d, name) {
		return d.string()
	}
	return was
}

// int is keep for whole numbers.
func (m *members) int(d *decoder, name string, was int64) int64 {
	if m.present(d, name) {
		return d.int()
	}
	return was
}

// bool is keep for booleans.
func (m *members) bool(d *decoder, name string, was bool) bool {
	if m.present(d, name) {
		return d.bool()
	}
	return was
}

// time is keep for times. It remembers how the time was written, if it would be written otherwise.
func (m *members) time(d *decoder, name string, was time.Time) time.Time {
	if m.present(d, name) {
		return m.rememberTime(d, name)
	}
	return was
}

// optionalTime reads a time that may be null.
func (m *members) optionalTime(d *decoder, name string) Optional[time.Time] {
	if d.null() {
		return Null[time.Time]()
	}
	return Some(m.rememberTime(d, name))
}

func (m *members) rememberTime(d *decoder, name string) time.Time {
	t, text := d.time()
	if len(text) != 20 && d.err == nil && t.Format(time.RFC3339Nano) != text {
		m.odd = append(m.odd, member{name, text})
	}
	return t
}

// present reports whether a member that is never null has a value.
func (m *members) present(d *decoder, name string) bool {
	if len(m.odd) > 0 {
		m.forget(name)
	}
	if d.peek() != 'n' {
		return true
	}
	if d.null() {
		m.odd = append(m.odd, member{name, "null"})
	}
	return false
}

func (m *members) forget(name string) {
	for i := range m.odd {
		if m.odd[i].name == name {
			m.odd = append(m.odd[:i:i], m.odd[i+1:]...)
			return
		}
	}
}

// absent remembers which of the members that are always there were not. seen has a bit for each.
func (m *members) absent(seen uint64, names []string) {
	m.odd = slices.Grow(m.odd, len(names)-bits.OnesCount64(seen))
	for i, name := range names {
		if seen&(1<<i) == 0 {
			m.odd = append(m.odd, member{name: name})
		}
	}
}

// wrote reports whether a member needs no more writing because it was absent or null where it should not be. zero says
// whether its field is still zero, as reading left it.
func (m *members) wrote(w *writer, name string, zero bool) bool {
	if !zero || len(m.odd) == 0 {
		return false
	}
	for _, o := range m.odd {
		if o.name != name {
			continue
		}
		if o.text == "null" {
			w.name(name)
			w.null()
		}
		return o.text == "" || o.text == "null"
	}
	return false
}

// putKept writes a member that keep reads. zero says whether its field is the zero value.
func putKept[T any](w *writer, m *members, name string, v T, zero bool, one func(*writer, T)) {
	if !m.wrote(w, name, zero) {
		w.name(name)
		one(w, v)
	}
}

// putString is putKept for texts.
func (m *members) putString(w *writer, name, v string) {
	if !m.wrote(w, name, v == "") {
		w.name(name)
		w.string(v)
	}
}

// putInt is putKept for whole numbers.
func (m *members) putInt(w *writer, name string, v int64) {
	if !m.wrote(w, name, v == 0) {
		w.name(name)
		w.int(v)
	}
}

// putBool is putKept for booleans.
func (m *members) putBool(w *writer, name string, v bool) {
	if !m.wrote(w, name, !v) {
		w.name(name)
		w.bool(v)
	}
}

// putTime is putKept for times. A time that is still what was read is written in the same words.
func (m *members) putTime(w *writer, name string, t time.Time) {
	if m.wrote(w, name, t.IsZero()) {
		return
	}
	w.name(name)
	for _, o := range m.odd {
		if o.name != name || o.text == "" || o.text == "null" {
			continue
		}
		if was, err := parseTime(o.text); err == nil && was.Equal(t) {
			w.string(o.text)
			return
		}
	}
	w.time(t)
}

// putOptionalTime writes a time that may be null or absent.
func (m *members) putOptionalTime(w *writer, name string, o Optional[time.Time]) {
	if !o.IsAbsent() {
		m.putNullableTime(w, name, o)
	}
}

// putNullableTime writes a time that may be null and is always there.
func (m *members) putNullableTime(w *writer, name string, o Optional[time.Time]) {
	if t, ok := o.Get(); ok {
		m.putTime(w, name, t)
		return
	}
	putNullable(w, m, name, o, (*writer).time)
}

// putNullable writes a member that is always there, as null unless it has a value.
func putNullable[T any](w *writer, m *members, name string, o Optional[T], one func(*writer, T)) {
	if m.wrote(w, name, o.state == stateAbsent) {
		return
	}
	w.name(name)
	if o.state != stateSet {
		w.null()
		return
	}
	one(w, o.value)
}

// putPointer writes an object that may be absent.
func putPointer[T any, P interface {
	*T
	codable
}](w *writer, m *members, name string, v *T) {
	if v == nil {
		m.wrote(w, name, true)
		return
	}
	w.name(name)
	P(v).encode(w)
}

// put writes the members that this package does not know.
func (m *members) put(w *writer) {
	for _, f := range m.more {
		w.text(f.name)
		w.raw(f.text)
	}
}

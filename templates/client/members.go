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
	memory() *members
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

// memory makes every object that embeds members codable, once it has decode and encode.
func (m *members) memory() *members { return m }

// unknown keeps a member that this package does not know.
func (m *members) unknown(d *decoder, name string) {
	if text := d.raw(); d.err == nil {
		m.more = append(m.more, member{name, text})
	}
}

// present reports whether a member that is never null has a value. If it is null all the same, that is remembered.
func (m *members) present(d *decoder, name string) bool {
	if len(m.odd) > 0 {
		m.forget(name)
	}
	if d.peek() != 'n' {
		return true
	}
	m.null(d, name)
	return false
}

// null reads a null and remembers it.
func (m *members) null(d *decoder, name string) {
	if d.null() {
		m.odd = append(m.odd, member{name, "null"})
	}
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

// time reads a time and remembers how it was written, if it would be written otherwise.
func (m *members) time(d *decoder, name string) time.Time {
	t, text := d.time()
	if len(text) != 20 && d.err == nil && t.Format(time.RFC3339Nano) != text {
		m.odd = append(m.odd, member{name, text})
	}
	return t
}

// optionalTime is time for a member that may be null.
func (m *members) optionalTime(d *decoder, name string) Optional[time.Time] {
	if d.null() {
		return Null[time.Time]()
	}
	return Some(m.time(d, name))
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

// putTime writes a time, in the words it was read in if it is still the same.
func (m *members) putTime(w *writer, name string, t time.Time) {
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

// putOptionalTime is putTime for a member that may be null or absent.
func (m *members) putOptionalTime(w *writer, name string, o Optional[time.Time]) {
	if !o.IsAbsent() {
		m.putNullableTime(w, name, o)
	}
}

// putNullableTime is putTime for a member that may be null and is always there.
func (m *members) putNullableTime(w *writer, name string, o Optional[time.Time]) {
	if t, ok := o.Get(); ok {
		m.putTime(w, name, t)
		return
	}
	w.name(name)
	w.null()
}

// rest writes the members that this package does not know.
func (m *members) rest(w *writer) {
	for _, f := range m.more {
		w.text(f.name)
		w.raw(f.text)
	}
}

package client

import (
	"encoding/json"
	"slices"
	"time"
)

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
	_, rest := object.fields()
	if len(rest.more) == 0 {
		return nil
	}
	m := make(map[string]json.RawMessage, len(rest.more))
	for _, f := range rest.more {
		m[f.name] = json.RawMessage(f.text)
	}
	return m
}

// unknown keeps a member that this package does not know.
func (m *members) unknown(d *decoder, name []byte) {
	if text := d.raw(); d.err == nil {
		m.more = append(m.more, member{d.keep(name), text})
	}
}

// rememberTime remembers how a time was written, if it would be written otherwise.
func (m *members) rememberTime(name string, text []byte, value any) {
	if t := value.(*time.Time); t.Format(time.RFC3339Nano) != string(text) {
		m.odd = append(m.odd, member{name, string(text)})
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

// wrote reports whether a member needs no more writing: it was absent, or null where it should not be, and its field is
// still as reading left it; or it is still the time that was read, and is written in the same words.
func (m *members) wrote(w *writer, f *field, value any, state *optionalState) bool {
	i := slices.IndexFunc(m.odd, func(o member) bool { return o.name == f.name })
	if i < 0 {
		return false
	}
	text := m.odd[i].text
	if text == "" || text == "null" {
		unset := state == nil && isZero(value) || state != nil && *state == stateAbsent
		if unset && text == "null" {
			w.name(f.name)
			w.null()
		}
		return unset
	}
	was, err := parseTime([]byte(text))
	if t, ok := value.(*time.Time); !ok || err != nil || !was.Equal(*t) || state != nil && *state != stateSet {
		return false
	}
	w.name(f.name)
	w.string(text)
	return true
}

package client

import (
	"encoding/json"
)

// Metadata is an object of the caller's own making. Values that were read are string, bool, json.Number (the number's
// exact text), nil, map[string]any or []any. Values to be sent are texts, booleans, numbers, time.Time, nil, and slices
// and maps of such.
type Metadata map[string]any

// raw skips one value of any kind and returns its text.
func (d *decoder) raw() string {
	start := d.at
	d.skip()
	if d.err != nil {
		return ""
	}
	return d.keep(d.text[start:d.at])
}

// skip checks and passes over one value of any kind.
func (d *decoder) skip() {
	switch c := d.peek(); c {
	case '"':
		d.skipString()
	case '{':
		d.object()
		for d.more('}') {
			d.key()
			d.skip()
		}
	case '[':
		d.array()
		for d.more(']') {
			d.skip()
		}
	case 't', 'f':
		d.bool()
	case 'n':
		d.null()
	default:
		d.number()
	}
}

// skipString checks a string and passes over it without resolving escapes.
func (d *decoder) skipString() {
	start := d.at + 1
	end, _ := d.scanString(start + plain(d.text[start:]))
	if d.err == nil {
		d.at = end + 1
	}
}

// any reads a value of any kind.
func (d *decoder) any() any {
	switch c := d.peek(); c {
	case '"':
		return d.string()
	case '{':
		return map[string]any(d.metadata())
	case '[':
		items := []any{}
		d.array()
		for d.more(']') {
			items = append(items, d.any())
		}
		return items
	case 't', 'f':
		return d.bool()
	case 'n':
		d.null()
		return nil
	}
	return json.Number(d.keep(d.number()))
}

// metadata reads an object whose members are of any kind.
func (d *decoder) metadata() Metadata {
	m := Metadata{}
	if d.object() {
		for d.more('}') {
			key := d.keep(d.key())
			m[key] = d.any()
		}
	}
	return m
}

// pathText returns the text at a path of members in a JSON text: a string's value, a number's text, else "".
func pathText(text []byte, path []string) string {
	d := decoder{text: text}
	d.space()
	for _, name := range path {
		if !d.find(name) {
			return ""
		}
	}
	switch c := d.peek(); {
	case c == '"':
		return string(d.quoted())
	case c == '-' || '0' <= c && c <= '9':
		return string(d.number())
	}
	return ""
}

// member returns the text of a member of the object at the current place, without moving on.
func (d *decoder) member(name string) string {
	ahead := decoder{text: d.text[d.at:]}
	if !ahead.find(name) || ahead.peek() != '"' {
		return ""
	}
	return string(ahead.quoted())
}

// find moves to the value of a member of the object at the current place.
func (d *decoder) find(name string) bool {
	if d.peek() != '{' || !d.object() {
		return false
	}
	for d.more('}') {
		if string(d.key()) == name {
			return d.err == nil
		}
		d.skip()
	}
	return false
}

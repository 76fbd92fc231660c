package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// object is a JSON object whose members keep the order in which they were put. Its values are objects, lists, strings,
// numbers, booleans, nil for null, and scalars of JSON as they stand.
type object struct {
	keys []string
	vals map[string]any
}

// list is a JSON array.
type list []any

// with returns an object of pairs of key and value.
//
//go:noinline
func with(pairs ...any) *object {
	o := &object{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o.put(pairs[i].(string), pairs[i+1])
	}
	return o
}

// put sets a member. One that is there already keeps its place.
//
//go:noinline
func (o *object) put(key string, val any) *object {
	if o.vals == nil {
		o.vals = map[string]any{}
	}
	if _, ok := o.vals[key]; !ok {
		o.keys = append(o.keys, key)
	}
	o.vals[key] = val
	return o
}

// some sets a member unless its value says nothing: empty text, false, an empty object or list.
func (o *object) some(key string, val any) *object {
	switch v := val.(type) {
	case string:
		if v == "" {
			return o
		}
	case bool:
		if !v {
			return o
		}
	case list:
		if len(v) == 0 {
			return o
		}
	case *object:
		if v.len() == 0 {
			return o
		}
	}
	return o.put(key, val)
}

// merge puts all members of another object.
func (o *object) merge(other *object) *object {
	for _, key := range other.keys {
		o.put(key, other.vals[key])
	}
	return o
}

// len counts the members; nil has none.
func (o *object) len() int {
	if o == nil {
		return 0
	}
	return len(o.keys)
}

// get returns a member, or nil.
func (o *object) get(key string) any { return o.vals[key] }

// write writes the document, indented for people and for diffs.
func write(w io.Writer, doc *object) error {
	p := &printer{}
	p.leaves = json.NewEncoder(&p.text)
	p.leaves.SetEscapeHTML(false)
	if err := p.value(doc, "\n"); err != nil {
		return err
	}
	p.text.WriteByte('\n')
	_, err := p.text.WriteTo(w)
	return err
}

// printer writes JSON. It walks objects and lists itself: encoding/json reads what a Marshaler wrote once more at every
// level above it.
type printer struct {
	text   bytes.Buffer
	leaves *json.Encoder // writes to text
}

// value writes a value. line is what begins a line at its depth.
func (p *printer) value(v any, line string) error {
	switch v := v.(type) {
	case *object:
		return p.group('{', '}', v.len(), line, func(i int, line string) error { return p.member(v, v.keys[i], line) })
	case list:
		return p.group('[', ']', len(v), line, func(i int, line string) error { return p.value(v[i], line) })
	}
	if err := p.leaves.Encode(v); err != nil {
		return err
	}
	p.text.Truncate(p.text.Len() - 1) // the encoder ends each value with a new line
	return nil
}

func (p *printer) member(o *object, key, line string) error {
	if err := p.value(key, line); err != nil {
		return err
	}
	p.text.WriteString(": ")
	if err := p.value(o.vals[key], line); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

// group writes n items between brackets, a line each.
func (p *printer) group(open, shut byte, n int, line string, item func(i int, line string) error) error {
	p.text.WriteByte(open)
	for i := range n {
		if i > 0 {
			p.text.WriteByte(',')
		}
		p.text.WriteString(line + "  ")
		if err := item(i, line+"  "); err != nil {
			return err
		}
	}
	if n > 0 {
		p.text.WriteString(line)
	}
	p.text.WriteByte(shut)
	return nil
}

// data is free data of the spec as JSON, its members in the order of the spec.
func data(d spec.Data) any {
	switch d.Kind {
	case spec.DataMap:
		o := &object{}
		for _, m := range d.Members {
			o.put(m.Key.Value, data(m.Value))
		}
		return o
	case spec.DataList:
		l := list{}
		for _, item := range d.Items {
			l = append(l, data(item))
		}
		return l
	case spec.DataString:
		return d.Text
	}
	return json.RawMessage(tables.JSON(d))
}

// set sets a member to data of the spec, if there is any.
func (o *object) set(key string, d spec.Data) *object {
	if d.IsSet() {
		o.put(key, data(d))
	}
	return o
}

// words is a list of texts.
func words[T ~string](texts []T) list {
	var l list
	for _, t := range texts {
		l = append(l, string(t))
	}
	return l
}

// drop takes a member away.
func (o *object) drop(key string) {
	if _, ok := o.vals[key]; ok {
		delete(o.vals, key)
		o.keys = slices.DeleteFunc(o.keys, func(k string) bool { return k == key })
	}
}

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
// numbers, booleans, nil for null, and JSON as it stands.
type object struct {
	keys []string
	vals map[string]any
}

// list is a JSON array.
type list []any

// with returns an object of pairs of key and value.
func with(pairs ...any) *object {
	o := &object{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o.put(pairs[i].(string), pairs[i+1])
	}
	return o
}

// put sets a member. One that is there already keeps its place.
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

// MarshalJSON implements json.Marshaler.
func (o *object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, key := range o.keys {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := plainJSON(key)
		if err != nil {
			return nil, err
		}
		val, err := plainJSON(o.vals[key])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		b = append(append(append(b, name...), ':'), val...)
	}
	return append(b, '}'), nil
}

// plainJSON is v as JSON in which < > and & stand as they are.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// write writes the document, indented for people and for diffs.
func write(w io.Writer, doc *object) error {
	compact, err := plainJSON(doc)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", "  "); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err = b.WriteTo(w)
	return err
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

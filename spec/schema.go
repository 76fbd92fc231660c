package spec

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Schema returns the JSON Schema (draft 2020-12) of spec files, made from the same table that the parser uses. It is
// the same bytes every time. What it accepts may still be refused: it knows keys and kinds, not names and conditions.
func Schema() []byte {
	s := &schema{defs: map[reflect.Type]bool{}}
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "chargegen spec, language 1"},
		{"description", "What an API is and does: its attributes, operations, parameters and errors, and its behaviour."},
	}
	root = append(root, s.strct(reflect.TypeFor[Document]())...)
	root = append(root, member{"$defs", s.list})
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		return nil // strings, lists and objects of those always encode
	}
	return b.Bytes()
}

// object is a JSON object whose members stay in order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, m := range o {
		b.WriteByte("{,"[min(i, 1)])
		if err := enc.Encode(m.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	if len(o) == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schema collects the definitions of the structs of the language.
type schema struct {
	defs map[reflect.Type]bool
	list object
}

// of returns the schema of a type of the language.
func (s *schema) of(t reflect.Type) object {
	switch t {
	case reflect.TypeFor[Text]():
		return object{{"type", []string{"string", "number", "boolean"}}}
	case reflect.TypeFor[Int]():
		return object{{"type", "integer"}}
	case reflect.TypeFor[Num]():
		return object{{"type", "number"}}
	case reflect.TypeFor[Bool]():
		return object{{"type", "boolean"}}
	case reflect.TypeFor[Duration]():
		return object{{"type", "string"}, {"pattern", `^[0-9.]+(ns|us|µs|ms|s|m|h)([0-9.]+(ns|us|µs|ms|s|m|h))*$`}}
	case reflect.TypeFor[Cond]():
		return object{{"type", []string{"string", "boolean"}}}
	case reflect.TypeFor[Type]():
		return object{{"type", "string"}}
	case reflect.TypeFor[Data]():
		return object{}
	}
	if t.Kind() == reflect.Slice {
		return object{{"type", "array"}, {"items", s.of(t.Elem())}}
	}
	if values := valuesOf(t); values != nil {
		return object{{"type", "object"}, {"additionalProperties", s.of(values)}}
	}
	return s.ref(t)
}

// ref returns a reference to the definition of a struct.
func (s *schema) ref(t reflect.Type) object {
	name := t.Name()
	if !s.defs[t] {
		s.defs[t] = true
		at := len(s.list)
		s.list = append(s.list, member{name, nil}) // keeps the place before those that it refers to
		def := s.strct(t)
		if short := keysOf(t).short; short != nil {
			def = object{{"anyOf", []object{s.short(short), def}}}
		}
		s.list[at].value = def
	}
	return object{{"$ref", "#/$defs/" + name}}
}

// short returns the schema of a scalar that stands for the mapping whose key k it is.
func (s *schema) short(k *keyInfo) object {
	if k.typ == reflect.TypeFor[Data]() {
		return object{{"description", k.doc}, {"type", []string{"string", "number", "boolean", "null"}}}
	}
	return s.key(k)
}

// strct returns the schema of a struct.
func (s *schema) strct(t reflect.Type) object {
	keys := keysOf(t)
	props, required := object{}, []string{}
	for i := range keys.named {
		k := &keys.named[i]
		props = append(props, member{k.name, s.key(k)})
		if k.required && (!keys.sections || k.name == "language") { // an included file has some sections only
			required = append(required, k.name)
		}
	}
	out := object{{"type", "object"}, {"properties", props}}
	if keys.annotations != nil {
		out = append(out, member{"patternProperties", object{{"^x-", object{{"description", keys.annotations.doc}}}}})
	}
	if len(required) > 0 {
		out = append(out, member{"required", required})
	}
	if keys.rest == nil {
		return append(out, member{"additionalProperties", false})
	}
	value := append(object{{"description", keys.rest.doc}}, s.of(valuesOf(keys.rest.typ))...)
	return append(out, member{"additionalProperties", value})
}

// key returns the schema of what one key holds.
func (s *schema) key(k *keyInfo) object {
	doc := object{{"description", k.doc}}
	switch {
	case k.name == "language":
		return append(doc, member{"const", Language})
	case len(k.oneof) > 0 && k.typ.Kind() == reflect.Slice:
		return append(doc, member{"type", "array"}, member{"items", object{{"enum", k.oneof}}})
	case len(k.oneof) > 0:
		return append(doc, member{"enum", k.oneof})
	}
	return append(doc, s.of(k.typ)...)
}

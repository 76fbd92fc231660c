package openapi

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// ref is a schema that stands under components.
func ref(name string) *object { return with("$ref", refTo(name)) }

func refTo(name string) string { return "#/components/schemas/" + name }

// typ is the schema of a type.
func (b *builder) typ(t *model.Type) *object {
	if t == nil {
		return with()
	}
	switch t.Kind {
	case model.Integer, model.Money:
		return with("type", "integer", "format", "int64")
	case model.Number:
		return with("type", "number")
	case model.Boolean:
		return with("type", "boolean")
	case model.IDKind:
		return b.id(t.Object)
	case model.EnumKind:
		return ref(t.Enum.Name)
	case model.ObjectKind:
		return ref(t.Object.Name)
	case model.PageOf:
		return ref(b.names.pages[t.Object])
	case model.Expandable:
		return with("oneOf", list{b.id(t.Object), ref(t.Object.Name)})
	case model.ListOf:
		return with("type", "array", "items", b.typ(t.Elem))
	case model.MapOf:
		return with("type", "object", "additionalProperties", b.elem(t.Elem))
	case model.Union:
		return b.union(t)
	case model.ErrorType, model.FailureType, model.EventType:
		if name := b.names.codes[t.Kind]; name != "" {
			return ref(name)
		}
		return with("type", "string")
	case model.Any, model.Item:
		return with()
	}
	return text(t.Kind)
}

// elem is the schema of a map's values: anything where the map is of any.
func (b *builder) elem(t *model.Type) any {
	if t == nil || t.Kind == model.Any {
		return true
	}
	return b.typ(t)
}

// union is one of several types. Some of them may both suit a text, so it is not oneOf.
func (b *builder) union(t *model.Type) *object {
	var alts list
	for _, alt := range t.Alts {
		alts = append(alts, b.typ(alt))
	}
	return with("anyOf", alts)
}

// text is the schema of what is text in JSON.
func text(k model.Kind) *object {
	s := with("type", "string")
	switch k {
	case model.Datetime:
		s.put("format", "date-time")
	case model.Date:
		s.put("format", "date")
	case model.URI:
		s.put("format", "uri").put("minLength", 1)
	case model.Decimal:
		s.put("format", "decimal").put("pattern", `^-?[0-9]+(\.[0-9]+)?$`)
	case model.Currency:
		s.put("pattern", "^[A-Za-z]{3}$")
	}
	return s
}

// id is the schema of the ids of an object, or of any where o is nil.
func (b *builder) id(o *model.Object) *object {
	ids := b.api.IDs
	s := with("type", "string")
	switch {
	case o != nil && o.IDPattern != "":
		return s.some("pattern", ecma(o.IDPattern))
	case ids.Style == model.IDInteger:
		return with("type", "integer", "format", "int64", "minimum", 0)
	case ids.Style == model.IDUUID:
		return s.put("format", "uuid")
	case ids.Style != model.IDPrefixed || o == nil || o.IDPrefix == "":
		return s.put("minLength", 1)
	}
	return s.some("pattern", b.idPattern(o))
}

// idPattern is the form of prefixed ids, of objects of both modes.
func (b *builder) idPattern(o *model.Object) string {
	var infix, tail string
	if m := b.api.TestInfix(); m != "" {
		infix = "(" + quoted(m) + ")?"
	}
	if tail = ecma(b.tailPattern()); tail == "" {
		return ""
	}
	if strings.ContainsAny(tail, "|^$") {
		tail = "(?:" + tail + ")"
	}
	return "^" + quoted(o.IDPrefix) + infix + "_" + tail + "$"
}

// tailPattern is the form of what follows the prefix of an id, as a spec says it: by a pattern, by an alphabet, or not.
func (b *builder) tailPattern() string {
	ids := b.api.IDs
	switch {
	case ids.Pattern != "":
		return ids.Pattern
	case ids.Alphabet != "":
		var all []string
		for _, r := range ids.Alphabet {
			all = append(all, regexp.QuoteMeta(string(r)))
		}
		return "(?:" + strings.Join(all, "|") + ")+"
	}
	return ".+"
}

// quoted is text as a pattern that matches it alone.
func quoted(s string) string {
	p := &patternPrinter{}
	for _, r := range s {
		p.literal(r, false)
	}
	return p.b.String()
}

// nullable lets null be a value of the schema too.
func nullable(s *object) *object {
	for _, key := range []string{"oneOf", "anyOf"} {
		if alts, ok := s.get(key).(list); ok {
			return s.put(key, append(alts, with("type", "null")))
		}
	}
	if kind, ok := s.get("type").(string); ok {
		return s.put("type", list{kind, "null"})
	}
	if s.get("$ref") != nil {
		return with("anyOf", list{s, with("type", "null")})
	}
	return s
}

// field is the schema of an attribute or parameter: its type, its limits, and what is said of it. Remarks go to the
// description.
func (b *builder) field(f *model.Field, remarks ...string) *object {
	s := b.typ(f.Type)
	if f.Const.IsSet() {
		s.put("const", data(f.Const))
	}
	limits(s, f)
	if f.Nullable {
		if s = nullable(s); f.Const.IsSet() {
			delete(s.vals, "const")
			s.keys = s.keys[:len(s.keys)-1]
			s.put("enum", list{data(f.Const), nil})
		}
	}
	if f.Format != "" {
		remarks = append([]string{"Form: " + f.Format + "."}, remarks...)
	}
	s.some("description", about(&f.Meta, remarks...))
	if f.Secret && f.Type != nil && f.Type.Kind == model.String {
		s.put("format", "password")
	}
	if f.Example.IsSet() {
		s.put("examples", list{data(f.Example)})
	}
	s.some("deprecated", f.Deprecated != "")
	s.some("x-chargegen-unit", f.Unit)
	s.some("x-chargegen-secret", f.Secret)
	return note(s, &f.Meta)
}

// limits puts the limits of a field into its schema.
func limits(s *object, f *model.Field) {
	number(s, "minimum", f.Min)
	number(s, "maximum", f.Max)
	least, most := "minLength", "maxLength"
	if f.Type != nil {
		switch f.Type.Kind {
		case model.ListOf:
			least, most = "minItems", "maxItems"
		case model.MapOf:
			least, most = "minProperties", "maxProperties"
		}
	}
	count(s, least, f.MinLength)
	count(s, most, f.MaxLength)
	s.some("pattern", ecma(f.Pattern))
}

func number(s *object, key string, n *float64) {
	if n != nil {
		s.put(key, json.RawMessage(strconv.FormatFloat(*n, 'f', -1, 64)))
	}
}

func count(s *object, key string, n *int) {
	if n != nil {
		s.put(key, *n)
	}
}

// note puts what is carried of every row: how sure it is, where that is not plainly documented, and its annotations.
func note(s *object, m *model.Meta) *object {
	if m.Sureness != "" && m.Sureness != model.Documented {
		s.put("x-chargegen-sureness", string(m.Sureness))
	}
	return annotate(s, m.Annotations)
}

// annotate carries annotations of the spec. A name that the document itself uses keeps the document's meaning.
func annotate(s *object, all []spec.Entry[spec.Data]) *object {
	for _, a := range all {
		if !strings.HasPrefix(a.Key.Value, "x-chargegen") {
			s.put(a.Key.Value, data(a.Value))
		}
	}
	return s
}

// object is the schema of an object.
func (b *builder) object(o *model.Object) *object {
	s := with("type", "object").some("description", about(&o.Meta))
	props, required := &object{}, list{}
	for _, a := range o.Shown() {
		props.put(a.Name, b.attribute(a))
		if o.Input && a.Required || !o.Input && !a.Optional {
			required = append(required, a.Name)
		}
	}
	s.put("properties", props).some("required", required)
	if o.Input && !b.answered[o] {
		s.put("additionalProperties", false)
	}
	s.some("deprecated", o.Deprecated != "")
	if o.Resource != nil {
		s.some("x-chargegen-lifecycle", b.lifecycle(o.Resource))
	}
	return note(s, &o.Meta)
}

func (b *builder) attribute(a *model.Attribute) *object {
	return b.field(&a.Field).some("x-chargegen-beyond", a.Beyond)
}

// page is the schema of a list answer with records of one object.
func (b *builder) page(o *model.Object) *object {
	env := b.api.Page.Object
	s := with("type", "object").some("description", about(&env.Meta))
	props, required := &object{}, list{}
	for _, a := range env.Shown() {
		f := a.Field
		f.Type = itemised(f.Type, o)
		props.put(a.Name, b.field(&f).some("x-chargegen-beyond", a.Beyond))
		if !a.Optional {
			required = append(required, a.Name)
		}
	}
	return note(s.put("properties", props).some("required", required), &env.Meta)
}

// itemised is a type of the page envelope with the records' own type in place of item.
func itemised(t *model.Type, o *model.Object) *model.Type {
	switch {
	case t == nil:
		return nil
	case t.Kind == model.Item:
		return &model.Type{Kind: model.ObjectKind, Object: o}
	case t.Kind == model.ListOf:
		return &model.Type{Kind: model.ListOf, Elem: itemised(t.Elem, o)}
	}
	return t
}

// enum is the schema of an enum. Its words are those of this version; the description says that it may grow.
func (b *builder) enum(e *model.Enum) *object {
	var values, docs list
	rows := &object{}
	for _, v := range e.Values {
		values = append(values, v.Value)
		docs = append(docs, about(&v.Meta))
		rows.put(v.Value, b.enumRow(e, v))
	}
	s := with("type", "string", "enum", values)
	s.some("description", about(&e.Meta, "Later versions may add words.")).put("x-enum-descriptions", docs)
	s.some("deprecated", e.Deprecated != "")
	for _, key := range rows.keys {
		if rows.get(key).(*object).len() > 0 {
			s.put("x-chargegen-values", rows)
			break
		}
	}
	return note(s, &e.Meta)
}

// enumRow is what a word of an enum says of itself beside its meaning.
func (b *builder) enumRow(e *model.Enum, v *model.EnumValue) *object {
	o := &object{}
	if v.Label != "" && v.Label != v.Value {
		o.put("label", v.Label)
	}
	o.some("deprecated", v.Deprecated)
	traits := &object{}
	for i, c := range e.Traits {
		traits.set(c.Name, v.Traits[i])
	}
	return note(o.some("traits", traits), &v.Meta)
}

package openapi

import (
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// shape is what a schema says, references followed and allOf merged.
type shape struct {
	src  *spec.Data // the schema that says it; what makes two shapes one
	name string     // its name under components, or empty

	types    []string // without null
	nullable bool
	format   string
	props    []prop
	required map[string]bool
	rest     *spec.Data // additionalProperties; unset where nothing is said
	items    *spec.Data
	alts     []*spec.Data // oneOf or anyOf
	enum     []*spec.Data // without null
	constant *spec.Data
	closed   []*spec.Data // keywords that say more than is carried, each with its value as the one item

	doc, deprecated     string
	readOnly, writeOnly bool
	secret              bool
	pattern             *spec.Data
	min, max            *spec.Data
	minLength           *spec.Data
	maxLength           *spec.Data
	def, example        *spec.Data
	annotations         []spec.Entry[spec.Data]
}

// prop is a property of an object.
type prop struct {
	key    spec.Text
	schema *spec.Data
}

// maxAllOf bounds how deep allOf may be nested.
const maxAllOf = 24

// shape reads a schema. What stands beside a reference speaks of the place, not of the schema: see beside.
func (im *importer) shape(d *spec.Data) *shape {
	d = im.follow(d)
	if s := im.shapes[d]; s != nil {
		return s
	}
	s := &shape{src: d, name: im.names[d], required: map[string]bool{}}
	im.shapes[d] = s
	if !d.IsSet() {
		return s
	}
	if only := im.soleOf(d); only != nil {
		whole := *im.shape(only)
		if im.names[d] != "" && whole.name == "" {
			whole.name, whole.src = im.names[d], d
		}
		im.used[d] = im.used[d] || im.names[d] != ""
		im.describe(&whole, d)
		*s = whole
		return s
	}
	im.merge(s, d, 0)
	s.types = slices.Compact(s.types)
	return s
}

// soleOf returns the schema that another only wraps: allOf with one member and nothing beside that shapes.
func (im *importer) soleOf(d *spec.Data) *spec.Data {
	for _, word := range []string{"allOf", "oneOf", "anyOf"} {
		list := d.Get(word)
		if len(list.Items) != 1 || im.merging[d] {
			continue
		}
		for _, m := range d.Members {
			switch m.Key.Value {
			case "properties", "required", "enum", "items", "additionalProperties", "allOf", "oneOf", "anyOf", "format", "const":
				if m.Key.Value != word {
					return nil
				}
			}
		}
		im.merging[d] = true
		defer delete(im.merging, d)
		if to := im.follow(&list.Items[0]); to != d && !im.merging[to] && !im.wraps(to, d, 0) {
			return &list.Items[0]
		}
	}
	return nil
}

// wraps reports whether a schema leads through sole members back to another.
func (im *importer) wraps(from, to *spec.Data, depth int) bool {
	if from == to || depth > maxAllOf {
		return true
	}
	for _, word := range []string{"allOf", "oneOf", "anyOf"} {
		if list := from.Get(word); len(list.Items) == 1 && im.wraps(im.follow(&list.Items[0]), to, depth+1) {
			return true
		}
	}
	return false
}

// merge adds what a schema says to a shape.
func (im *importer) merge(s *shape, d *spec.Data, depth int) {
	d = im.follow(d)
	if depth > maxAllOf || im.merging[d] {
		im.notef(d.Pos, "reference-broken", "the schema contains itself through allOf")
		return
	}
	im.merging[d] = true
	defer delete(im.merging, d)
	if depth > 0 && im.names[d] != "" {
		im.used[d] = true
	}
	for i := range d.Get("allOf").Items {
		im.merge(s, &d.Get("allOf").Items[i], depth+1)
	}
	im.unread(d, "a schema", readOfSchema)
	im.describe(s, d)
	im.constrain(s, d)
	props := d.Get("properties")
	for i := range props.Members {
		s.put(prop{props.Members[i].Key, &props.Members[i].Value})
	}
	for _, r := range d.Get("required").Items {
		s.required[r.Text] = true
	}
	for _, word := range []string{"oneOf", "anyOf"} {
		for i := range d.Get(word).Items {
			s.alts = append(s.alts, &d.Get(word).Items[i])
		}
	}
}

// put adds a property, or replaces the one of that name.
func (s *shape) put(p prop) {
	for i := range s.props {
		if s.props[i].key.Value == p.key.Value {
			s.props[i] = p
			return
		}
	}
	s.props = append(s.props, p)
}

// prop returns the property of a name, or nil.
func (s *shape) prop(name string) *prop {
	for i := range s.props {
		if s.props[i].key.Value == name {
			return &s.props[i]
		}
	}
	return nil
}

// describe takes over what a schema says for people.
func (im *importer) describe(s *shape, d *spec.Data) {
	if text := d.Get("description"); text.Kind == spec.DataString && text.Text != "" {
		s.doc = im.plain(text.Text)
	} else if text := d.Get("title"); text.Kind == spec.DataString && s.doc == "" {
		s.doc = text.Text
	}
	if d.Get("deprecated").Bool {
		doc, reason := im.parted(s.doc)
		s.doc, s.deprecated = im.plain(doc), orWord(reason, deprecated)
	}
	s.secret = s.secret || d.Get(ours+"secret").Bool
	s.nullable = s.nullable || d.Get("nullable").Bool || d.Get("x-nullable").Bool
	s.readOnly = s.readOnly || d.Get("readOnly").Bool
	s.writeOnly = s.writeOnly || d.Get("writeOnly").Bool
	take(&s.def, d, "default")
	take(&s.example, d, "example")
	if list := d.Get("examples"); s.example == nil && len(list.Items) > 0 {
		s.example = &list.Items[0]
	}
	for _, m := range d.Members {
		if isAnnotation(m.Key.Value) {
			s.annotations = append(s.annotations, m)
		}
	}
}

// deprecated is what is said of what the document only marks.
const deprecated = "The OpenAPI document marks it as deprecated."

// constrain takes over what a schema says of values.
func (im *importer) constrain(s *shape, d *spec.Data) {
	im.kinds(s, d.Get("type"))
	if f := d.Get("format"); f.Kind == spec.DataString {
		s.format = f.Text
	}
	take(&s.pattern, d, "pattern")
	take(&s.min, d, "minimum")
	take(&s.max, d, "maximum")
	for _, word := range []string{"minLength", "minItems", "minProperties"} {
		take(&s.minLength, d, word)
	}
	for _, word := range []string{"maxLength", "maxItems", "maxProperties"} {
		take(&s.maxLength, d, word)
	}
	take(&s.constant, d, "const")
	if items := d.Get("items"); items.IsSet() {
		s.items = items
	}
	if rest := d.Get("additionalProperties"); rest.IsSet() {
		s.rest = rest
	}
	if enum := d.Get("enum"); len(enum.Items) > 0 {
		s.enum = nil
		for i := range enum.Items {
			if enum.Items[i].Kind == spec.DataNull {
				s.nullable = true
				continue
			}
			s.enum = append(s.enum, &enum.Items[i])
		}
	}
	if d.Get("discriminator").IsSet() && len(s.alts) == 0 && !d.Get("oneOf").IsSet() && !d.Get("anyOf").IsSet() {
		im.notef(d.Get("discriminator").Pos, "type-widened", "the discriminator is left out: whatever derives from the schema is read as the schema itself")
	}
	for _, word := range limits {
		if more := d.Get(word); more.IsSet() && (more.Kind != spec.DataBool || more.Bool) {
			s.closed = append(s.closed, &spec.Data{Pos: more.Pos, Kind: spec.DataString, Text: word, Items: []spec.Data{*more}})
		}
	}
}

// limits are keywords that say more of values than the language does.
var limits = []string{
	"exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "not", "if", "then", "else", "patternProperties", "propertyNames",
	"dependentRequired", "dependentSchemas", "contains", "minContains", "maxContains", "prefixItems", "unevaluatedProperties", "unevaluatedItems",
}

// kinds reads type: a word, or a list of them.
func (im *importer) kinds(s *shape, t *spec.Data) {
	words := []spec.Data{*t}
	if t.Kind == spec.DataList {
		words = t.Items
	}
	var kinds []string
	for _, w := range words {
		switch w.Text {
		case "null":
			s.nullable = true
		case "string", "integer", "number", "boolean", "array", "object":
			if !slices.Contains(kinds, w.Text) {
				kinds = append(kinds, w.Text)
			}
		}
	}
	if len(kinds) > 0 {
		s.types = kinds
	}
}

func take(to **spec.Data, d *spec.Data, key string) {
	if v := d.Get(key); v.IsSet() {
		*to = v
	}
}

// is reports whether the shape is of one type, said or to be seen from what else it says.
func (s *shape) is(kind string) bool { return s.kind() == kind }

// kind is the one type of a shape, or "" where it has several or none.
func (s *shape) kind() string {
	switch {
	case len(s.types) == 1:
		return s.types[0]
	case len(s.types) > 1:
		return ""
	case len(s.props) > 0 || s.rest != nil && s.rest.Kind == spec.DataMap:
		return "object"
	case s.items != nil:
		return "array"
	case len(s.enum) > 0 && all(s.enum, spec.DataString):
		return "string"
	case s.constant != nil:
		return map[spec.DataKind]string{spec.DataString: "string", spec.DataInt: "integer", spec.DataNum: "number", spec.DataBool: "boolean"}[s.constant.Kind]
	case s.pattern != nil || s.format == "date-time" || s.format == "uuid":
		return "string"
	}
	return ""
}

func all(list []*spec.Data, kind spec.DataKind) bool {
	for _, d := range list {
		if d.Kind != kind {
			return false
		}
	}
	return true
}

// objects returns the alternatives of a shape if all of them, null aside, are objects with properties.
func (im *importer) objects(s *shape, depth int) []*shape {
	if depth > maxAllOf {
		return nil
	}
	var list []*shape
	for _, alt := range s.alts {
		a := im.shape(alt)
		switch {
		case a.isNull():
		case len(a.props) > 0 || a.is("object") && len(a.alts) == 0:
			list = append(list, a)
		case len(a.alts) > 0:
			more := im.objects(a, depth+1)
			if more == nil {
				return nil
			}
			list = append(list, more...)
		default:
			return nil
		}
	}
	return list
}

// isNull reports whether a shape is null alone.
func (s *shape) isNull() bool {
	return len(s.types) == 0 && s.nullable && len(s.props) == 0 && len(s.alts) == 0 && len(s.enum) == 0 && s.items == nil && s.name == ""
}

// flat is a shape whose alternatives are all objects as one object: the properties of all, required where all require
// them. Other shapes are returned as they are.
func (im *importer) flat(s *shape) *shape {
	list := im.objects(s, 0)
	if len(list) == 0 {
		return s
	}
	out := *s
	out.alts, out.props, out.types = nil, slices.Clone(s.props), []string{"object"}
	out.required = common(list)
	for name := range s.required {
		out.required[name] = true
	}
	for _, a := range list {
		for _, p := range a.props {
			if out.prop(p.key.Value) == nil {
				out.props = append(out.props, p)
			}
		}
		im.use(a)
	}
	im.notef(s.src.Pos, "type-widened", "the alternatives %s are carried as one object with the attributes of all", altNames(list))
	return &out
}

// common is what all shapes of a list require.
func common(list []*shape) map[string]bool {
	out := map[string]bool{}
	for name := range list[0].required {
		out[name] = !slices.ContainsFunc(list, func(a *shape) bool { return !a.required[name] })
	}
	return out
}

// altNames lists shapes for a message.
func altNames(list []*shape) string {
	text := ""
	for i, a := range list {
		if i > 0 {
			text += ", "
		}
		if i == 6 {
			return text + "…"
		}
		if a.name == "" {
			text += "(unnamed)"
			continue
		}
		text += clip(a.name)
	}
	return text
}

// use notes that the spec says something by a schema.
func (im *importer) use(s *shape) {
	if s.name != "" {
		im.used[s.src] = true
	}
}

package openapi

import (
	"math"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// class returns the object that a shape becomes, and makes it if it is not there.
func (im *importer) class(s *shape, hint string, input bool) *class {
	im.use(s)
	key := classKey{s.src, input}
	if c := im.classes[key]; c != nil {
		return c
	}
	c := &class{item: item{what: "object", pos: s.src.Pos}, named: s.name != "", hint: hint, input: input}
	if c.named {
		c.hint = s.name
	}
	im.classes[key] = c
	im.draft.objects = append(im.draft.objects, c)
	c.flag("input", input)
	say(&c.item, im.shape(s.src))
	im.annotate(&c.item, im.shape(s.src))
	for _, p := range s.props {
		if a := im.attribute(s, p, c.hint, input); a != nil {
			c.attrs = append(c.attrs, a)
		}
	}
	return c
}

// attribute makes the row of one property, or nil where it is left out.
func (im *importer) attribute(s *shape, p prop, owner string, input bool) *item {
	name := p.key.Value
	inner := im.beside(p.schema)
	switch {
	case input && inner.readOnly, !input && inner.writeOnly:
		im.use(inner)
		return nil
	case !wordForm().MatchString(name):
		what := "a client keeps it among the members that it does not know"
		if input {
			what = "it cannot be sent"
		}
		im.notef(p.key.Pos, "attribute-left-out", "attribute %q is left out: its name is no identifier; %s", clip(name), what)
		return nil
	}
	it := &item{what: "attribute", name: name, pos: p.key.Pos}
	t := im.field(it, inner, owner+"."+name, input)
	it.flag("nullable", inner.nullable && t.word != "any")
	it.flag("required", input && s.required[name])
	it.flag("optional", !input && !s.required[name])
	if inner.def != nil && input {
		im.notef(inner.def.Pos, "limit-left-out", "the default of %q is left out: only parameters have one", name)
	}
	im.finish(it, im.said(p.schema, inner, t))
	return it
}

// said is what a place says for people: of a named object or enum what stands at the place alone, since the object says
// the rest itself.
func (im *importer) said(d *spec.Data, s *shape, t *typ) *shape {
	if t.class == nil && t.enum == nil || t.class != nil && !t.class.named || t.enum != nil && !t.enum.named {
		return s
	}
	here := &shape{}
	if im.names[d] == "" {
		im.describe(here, d)
	}
	here.example = s.example
	return here
}

// beside is the shape of a schema, with what the place says of it beside a reference.
func (im *importer) beside(d *spec.Data) *shape {
	s := im.shape(d)
	if !d.Get("$ref").IsSet() || len(d.Members) == 1 {
		return s
	}
	here := *s
	im.describe(&here, d)
	return &here
}

// field adds type and limits to an item and returns the type.
func (im *importer) field(it *item, s *shape, hint string, input bool) *typ {
	t := im.typeOf(s, hint, input, 0)
	it.put(row{key: "type", typ: t})
	if c := im.constant(s); c != nil && (c.Kind == spec.DataString && t.isText() || c.Kind == spec.DataInt && t.isNumber() || c.Kind == spec.DataBool && t.word == "boolean") {
		it.raw("const", flow(c))
	}
	im.limits(it, s, t)
	if t.word == "string" && s.format != "" && s.format != "password" {
		it.set("format", s.format)
	}
	it.flag("secret", s.format == "password" || s.secret)
	return t
}

// limits adds what a schema says of the values of a type, as far as the language has it.
func (im *importer) limits(it *item, s *shape, t *typ) {
	if t.isNumber() {
		im.number(it, "min", s.min)
		im.number(it, "max", s.max)
	}
	closed := s.closed
	if t.word == "integer" {
		closed = im.exclusive(it, s)
	}
	if t.isLong() {
		im.length(it, "min_length", s.minLength)
		im.length(it, "max_length", s.maxLength)
	}
	if t.isText() && s.pattern != nil && s.pattern.Kind == spec.DataString {
		it.set("pattern", s.pattern.Text)
	}
	for _, c := range closed {
		im.notef(c.Pos, "limit-left-out", "%s is left out: the language has no such limit", c.Text)
	}
}

// exclusive makes the least and the greatest of whole numbers of limits that are not among them, and returns the keywords
// that are left.
func (im *importer) exclusive(it *item, s *shape) []*spec.Data {
	var left []*spec.Data
	for _, c := range s.closed {
		key, own, step := "min", s.min, int64(1)
		if c.Text == "exclusiveMaximum" {
			key, own, step = "max", s.max, -1
		}
		switch at := c.Items; {
		case !strings.HasPrefix(c.Text, "exclusive"):
			left = append(left, c)
		case at[0].Kind == spec.DataInt && inner(at[0].Int):
			it.raw(key, strconv.FormatInt(at[0].Int+step, 10))
		case at[0].Kind == spec.DataBool && own != nil && own.Kind == spec.DataInt && inner(own.Int):
			it.raw(key, strconv.FormatInt(own.Int+step, 10))
		default:
			left = append(left, c)
		}
	}
	return left
}

// inner reports whether a number has neighbours.
func inner(n int64) bool { return n > math.MinInt64 && n < math.MaxInt64 }

func (im *importer) number(it *item, key string, d *spec.Data) {
	switch {
	case d == nil:
	case d.Kind == spec.DataInt || d.Kind == spec.DataNum:
		it.raw(key, d.Text)
	default:
		im.notef(d.Pos, "limit-left-out", "%s is left out: %q is no number", key, clip(d.Text))
	}
}

func (im *importer) length(it *item, key string, d *spec.Data) {
	switch {
	case d == nil:
	case d.Kind == spec.DataInt && d.Int >= 0:
		it.raw(key, d.Text)
	default:
		im.notef(d.Pos, "limit-left-out", "%s is left out: %q is no length", key, clip(d.Text))
	}
}

// say adds what a schema says for people.
func say(it *item, s *shape) {
	if doc := strings.TrimSpace(s.doc); doc != "" {
		it.set("doc", doc)
	}
	if s.deprecated != "" {
		it.set("deprecated", s.deprecated)
	}
}

// finish adds to a field what stands last: its meaning, an example, annotations.
func (im *importer) finish(it *item, s *shape) {
	say(it, s)
	if e := s.example; e != nil && e.Kind != spec.DataNull && e.Kind != spec.DataMap {
		if text := flow(e); len(text) <= maxExample {
			it.raw("example", text)
		}
	}
	im.annotate(it, s)
}

// maxExample is how long an example or annotation may be to stand in a spec.
const maxExample = 2000

// annotate carries the extensions of a schema.
func (im *importer) annotate(it *item, s *shape) {
	for _, a := range s.annotations {
		im.annotation(it, a)
	}
}

func (im *importer) annotation(it *item, a spec.Entry[spec.Data]) {
	if taken(it, a) {
		return
	}
	if strings.HasPrefix(a.Key.Value, ours) {
		im.once(a.Key.Pos, "annotation-unread", "here and elsewhere the extension %q stays an annotation: it is not read", clip(a.Key.Value))
	}
	if text := flow(&a.Value); len(text) <= maxExample && plainKey().MatchString(a.Key.Value) {
		it.raw(a.Key.Value, text)
		return
	}
	im.notef(a.Key.Pos, "annotation-left-out", "the extension %q is left out: it is long, or no plain key", clip(a.Key.Value))
}

// isAnnotation reports whether a member is an extension that says something of the API. Those by which tools speak to
// each other of nullable or of names of their own are read or mean nothing here.
func isAnnotation(key string) bool { return strings.HasPrefix(key, "x-") && key != "x-nullable" }

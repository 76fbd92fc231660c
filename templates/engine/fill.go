package engine

import (
	"strings"
	"unicode/utf8"
)

// fill is what the making of an object looks at.
type fill struct {
	c     *Case
	class *Class
	call  *Call // nil where no operation makes the object
	id    string
}

// birth makes the object that a call creates, before its effects: attributes take the load or the parameter of their
// own name, else the plainest value of their type.
func (call *Call) birth(c *Case) Record {
	f := &fill{c: c, class: call.Class, call: call, id: c.id}
	if f.id == "" && call.birthID >= 0 && call.birthID < len(c.Params) {
		f.id = c.Params[call.birthID].text
	}
	return f.record()
}

// Blank makes an object of the class out of nothing, with the id given or a fresh one.
func (class *Class) Blank(c *Case, id string) Record {
	f := &fill{c: c, class: class, id: id}
	return f.record()
}

func (f *fill) record() Record {
	rec := Record{Class: f.class, Values: f.c.room.values(len(f.class.fields))}
	if f.id == "" && f.class.id >= 0 {
		f.id = f.c.newID(f.class.form()).text
	}
	b := f.class.blank()
	copy(rec.Values, b.values)
	open := b.open
	if f.call != nil {
		open = f.call.open()
	}
	for _, i := range open {
		if v, ok := f.given(i, f.class.fields[i]); ok {
			rec.Values[i] = v
		} else if !b.known[i] {
			rec.Values[i] = f.blank(f.class.fields[i])
		}
	}
	return rec
}

// attribute finds the first source that an attribute has.
func (f *fill) attribute(i int, attr *field) Value {
	if v, ok := f.given(i, attr); ok {
		return v
	}
	return f.blank(attr)
}

// blank is what an attribute has that nothing gives a value.
func (f *fill) blank(attr *field) Value {
	switch {
	case attr.constant.kind != Absent:
		return attr.constant
	case attr.Beyond || attr.Optional:
		return Value{}
	case attr.Nullable:
		return NullValue
	}
	if attr.typ.kind == "page" {
		return f.emptyPage(attr.Name)
	}
	example := Value{}
	if attr.typ.shown() {
		example = f.own(attr.example())
	}
	return f.within(attr, f.zero(attr.typ, example))
}

// within is a value that was made up, changed so that it keeps the field's limits: the example where that keeps them,
// else the least number, the shortest text or list.
func (f *fill) within(attr *field, v Value) Value {
	if attr.limits(v) == "" {
		return v
	}
	if shown := attr.example(); shown.kind > NullKind {
		if got, ok := f.adopt(attr.typ, shown); ok && attr.limits(got) == "" {
			return got
		}
	}
	if n, ok := attr.min.compare(v); ok && n > 0 {
		return attr.min
	}
	if n, ok := attr.max.compare(v); ok && n < 0 {
		return attr.max
	}
	short := attr.MinLength - v.Len()
	switch {
	case v.kind == TextKind:
		short = attr.MinLength - utf8.RuneCountInString(v.text)
		if short > 0 {
			v.text += strings.Repeat("x", short)
		}
	case v.kind == ListKind && short > 0 && attr.typ.elem != nil:
		vals := make([]Value, attr.MinLength)
		for i := range vals {
			vals[i] = f.zero(attr.typ.elem, Value{})
		}
		return ListValue(vals...)
	}
	return v
}

// own is an example text in which the object's own id stands in place of the example's.
func (f *fill) own(example Value) Value {
	if example.kind != TextKind || f.id == "" {
		return example
	}
	if shown := f.class.shownID(); shown != "" {
		example.text = strings.ReplaceAll(example.text, shown, f.id)
	}
	return example
}

// shownID is the id that the example of the class has, empty where there is none.
func (class *Class) shownID() string {
	if class.id < 0 {
		return ""
	}
	return class.fields[class.id].example().text
}

// shown reports whether the plainest value of a type may be the example.
func (t *typ) shown() bool {
	switch t.kind {
	case "boolean", "integer", "number", "money", "datetime", "list", "map", "any", "object", "page":
		return false
	}
	return true
}

// zero is the plainest value of a type. What has to be a text takes the example, where there is one.
func (f *fill) zero(t *typ, example Value) Value {
	switch t.kind {
	case "boolean":
		return BoolValue(false)
	case "integer", "number", "money":
		return IntValue(0)
	case "datetime":
		return TimeValue(f.c.Now)
	case "list":
		return ListValue()
	case "map":
		return MapValue(nil, nil)
	case "any":
		return NullValue
	case "object":
		return f.object(t.shape, Value{})
	case "page":
		return f.emptyPage("")
	case "id", "expandable":
		if t.shape != nil {
			return f.c.newID(t.shape.form())
		}
	case "union":
		if len(t.alts) > 0 {
			return f.zero(t.alts[0], example)
		}
	case "enum":
		if example.kind == Absent && t.enum != nil && len(t.enum.Words) > 0 {
			return TextValue(t.enum.Words[0].Word)
		}
	case "date":
		if example.kind == Absent {
			return TextValue(formatTime(f.c.Now)[:len("2006-01-02")])
		}
	}
	if example.kind == TextKind {
		return example
	}
	return TextValue(f.plainText(t.kind))
}

// plainText is the plainest text of a type that not every text is of.
func (f *fill) plainText(kind string) string {
	api := f.class.program.API
	switch {
	case kind == "currency":
		return "XXX" // no currency, in ISO 4217
	case kind == "decimal":
		return "0"
	case kind == "uri" && f.c.Base != "":
		return f.c.Base
	case kind == "error_code" && len(api.Errors) > 0:
		return api.Errors[0].Code
	case kind == "failure_code" && len(api.Failures) > 0:
		return api.Failures[0].Code
	}
	return ""
}

// object makes a nested object from the members of v that have its attributes' names.
func (f *fill) object(s *shape, v Value) Value {
	if s == nil {
		return v
	}
	if v.kind == Absent && s.empty().known {
		return s.empty().value
	}
	inner := &fill{c: f.c, class: f.class}
	vals := f.c.room.values(len(s.fields))
	for i, attr := range s.fields {
		vals[i] = inner.member(s, i, attr, v)
	}
	return f.c.room.shaped(s, vals)
}

func (f *fill) member(s *shape, i int, attr *field, v Value) Value {
	got := v.Get(attr.Name)
	if got.kind == Absent || got.kind == NullKind && !attr.Nullable {
		if i == s.live {
			return BoolValue(f.c.Live)
		}
		if i == s.id && !attr.Nullable && !attr.Optional {
			return f.c.newID(s.form())
		}
		return f.blank(attr)
	}
	if out, ok := f.adopt(attr.typ, got); ok {
		return out
	}
	return f.blank(attr)
}

// emptyPage is a list that nothing is in, as it stands inside an object under a name.
func (f *fill) emptyPage(name string) Value {
	p := f.class.program
	if p.page == nil {
		return MapValue(nil, nil)
	}
	vals := f.c.room.values(len(p.page.fields))
	for i, attr := range p.page.fields {
		v := f.pageMember(p.API.Page, attr, name)
		if attr.constant.kind != Absent {
			v = attr.constant
		}
		if v.kind == Absent || v.kind == NullKind && !attr.Nullable {
			v = f.blank(attr)
		}
		vals[i] = v
	}
	return f.c.room.shaped(p.page, vals)
}

// pageMember is what the envelope of an empty list says.
func (f *fill) pageMember(p *Page, attr *field, name string) Value {
	switch attr.Name {
	case p.Data:
		return ListValue()
	case p.From:
		return TimeValue(0)
	case p.To:
		return TimeValue(f.c.Now)
	case p.Limit, p.Order:
		return attr.example()
	case p.Location:
		if read := f.class.read; read != nil && name != "" && len(read.args) == 1 {
			open, end := strings.IndexByte(read.Path, '{'), strings.IndexByte(read.Path, '}')
			return TextValue(read.Path[:open] + f.id + read.Path[end+1:] + "/" + name)
		}
	}
	return Value{}
}

// adopt gives v the form that an attribute of type t has. It reports false where v cannot have it.
func (f *fill) adopt(t *typ, v Value) (Value, bool) {
	if v.kind == NullKind || v.kind == t.own && v.kind != Absent {
		return v, true
	}
	switch t.kind {
	case "number":
		return v, v.isNumber()
	case "datetime":
		got, fault := readTime(v)
		return got, fault == ""
	case "object":
		if v.kind != MapKind {
			return v, false
		}
		if v.tree.shape != nil && v.tree.shape == t.shape { // it was made so
			return v, true
		}
		return f.object(t.shape, v), true
	case "list":
		return f.list(t, v)
	case "any", "item":
		return v, true
	case "union":
		return f.alternative(t, v)
	case "id", "expandable":
		return f.reference(t, v)
	case "decimal", "string", "uri":
		if v.kind == IntKind || v.kind == NumberKind || v.kind == TimeKind {
			return TextValue(v.String()), true
		}
	}
	return v, false
}

func (f *fill) list(t *typ, v Value) (Value, bool) {
	if v.kind != ListKind || t.elem == nil {
		return v, v.kind == ListKind
	}
	vals := make([]Value, v.Len())
	for i := range vals {
		_, x := v.At(i)
		got, ok := f.adopt(t.elem, x)
		if !ok {
			return v, false
		}
		vals[i] = got
	}
	return ListValue(vals...), true
}

func (f *fill) alternative(t *typ, v Value) (Value, bool) {
	for _, alt := range t.alts {
		if got, ok := f.adopt(alt, v); ok {
			return got, true
		}
	}
	return v, len(t.alts) == 0
}

// reference is the id of an object, given as it is or as the whole object.
func (f *fill) reference(t *typ, v Value) (Value, bool) {
	if v.kind == MapKind {
		v = v.Get(f.class.program.API.IDs.Attribute)
	}
	if v.kind == IntKind {
		v = TextValue(v.String())
	}
	if v.kind != TextKind {
		return v, false
	}
	return v, t.shape == nil || f.class.program.wellFormed(t.shape, v.text)
}

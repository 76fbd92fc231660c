package engine

import (
	"strings"
	"sync"
)

// shape is an object ready to be used.
type shape struct {
	*Object
	class   *Class // nil for shapes that are not resources
	fields  []*field
	names   []string
	index   map[string]int
	example func() Value // a whole one; absent where there is none
	empty   func() still // one whose members nothing gives a value, where that is always the same
	columns []column     // what answers carry of it
	id      int          // the attribute that carries the id; -1 for none
	live    int          // the attribute that is true for live objects; -1 for none
	number  int          // its place among all shapes
}

// column is an attribute as answers carry it.
type column struct {
	at     int
	label  string // ,"name": as it stands in JSON
	typ    *typ
	text   bool // that texts are written as they are
	beyond bool // that it is sent only where that is asked for
}

// parsed reads an example when it is first asked for.
func parsed(text JSON) func() Value {
	return sync.OnceValue(func() Value {
		v, _ := literal(text)
		return v
	})
}

// field is an attribute, parameter or fact ready to be used.
type field struct {
	*Field
	typ      *typ
	label    string // "name": as it is written in JSON
	constant Value
	def      Value
	min, max Value
	pattern  *lazyPattern
	path     []string // the name as nested members: a[b] is a, b
	wanted   test     // the condition under which a parameter must be sent; nil for none
}

// key is what conditions call the field.
func (f *field) key() string {
	if f.Key != "" {
		return f.Key
	}
	return f.Name
}

// typ is a type ready to be used.
type typ struct {
	kind    string
	of      string
	shape   *shape
	enum    *enum
	elem    *typ
	alts    []*typ
	numeric bool      // of ids that are numbers in JSON
	plain   bool      // that values are written as they are, whatever the type
	own     ValueKind // a value of this kind is of the type whatever it is; Absent where it is looked at
}

type enum struct {
	*Enum
	words map[string][]Value
}

type table struct {
	*Table
	rows map[string]Value
}

// shape readies the fields of an object whose names are known by now.
func (c *compiler) shape(s *shape) {
	s.fields = c.fields(s.Fields)
	s.index = make(map[string]int, len(s.fields))
	s.names = make([]string, len(s.fields))
	s.id, s.live, s.example = -1, -1, parsed(s.Example)
	if s.IDPattern != "" {
		c.p.patterned[s.IDPattern] = true
	}
	s.empty = sync.OnceValue(func() still { return s.still(&Class{shape: s, program: c.p}, maxStill) })
	for i, f := range s.fields {
		s.index[f.Name], s.names[i] = i, f.Name
		if !f.Hidden {
			s.columns = append(s.columns, column{i, "," + f.label, f.typ, f.typ.plain && !f.typ.numeric, f.Beyond})
		}
		if f.Secret {
			c.p.secrets[f.Name] = true
		}
		if f.Name == c.p.API.IDs.Attribute && f.typ.kind == "id" {
			s.id = i
		}
		if m := c.p.API.Modes; m != nil && f.Name == m.Attribute {
			s.live = i
		}
	}
}

func (c *compiler) fields(fs []Field) []*field {
	out := make([]*field, len(fs))
	block := make([]field, len(fs))
	for i := range fs {
		f := &fs[i]
		block[i] = field{
			Field: f, typ: c.typ(&f.Type),
			label: label(f.Name), constant: c.literal(f.Const), def: c.literal(f.Default),
			min: c.literal(f.Min), max: c.literal(f.Max), pattern: newPattern(f.Pattern), path: brackets(f.Name),
		}
		c.late = append(c.late, &block[i])
		out[i] = &block[i]
	}
	return out
}

// brackets cuts a name such as a[b] into its members.
func brackets(name string) []string {
	head, rest, ok := strings.Cut(name, "[")
	if !ok {
		return nil
	}
	path := []string{head}
	for ok {
		var inner string
		inner, rest, _ = strings.Cut(rest, "]")
		path = append(path, inner)
		_, rest, ok = strings.Cut(rest, "[")
	}
	return path
}

// of returns what was sent for the field: under its nested name, or under its name as it is written.
func (f *field) of(v Value) Value {
	if f.path != nil {
		if got := v.Dig(f.path); got.kind != Absent {
			return got
		}
	}
	return v.Get(f.Name)
}

// adjust gives literals of the tables the kind that the field's type asks for. It waits until every shape is known.
func (f *field) adjust() {
	for _, v := range []*Value{&f.constant, &f.def} {
		if v.kind == Absent {
			continue
		}
		if got, fault := f.typ.read(*v, nil); fault == "" {
			*v = got
		}
	}
}

// example is the value that the tables show for the field, absent for none. It is read each time: few are ever asked.
func (f *field) example() Value {
	v, _ := literal(f.Example)
	if got, fault := f.typ.read(v, nil); v.kind != Absent && fault == "" {
		return got
	}
	return v
}

// label is a member's name as JSON has it, with the colon.
func label(name string) string {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x80 {
			return string(appendQuoted(nil, name)) + ":"
		}
	}
	return `"` + name + `":`
}

func (c *compiler) typ(t *Type) *typ {
	plain := t.Elem == nil && t.Alts == nil
	key := [2]string{t.Kind, t.Of}
	if known := c.types[key]; known != nil && plain {
		return known
	}
	out := &typ{kind: t.Kind, of: t.Of}
	if plain {
		c.types[key] = out
	}
	if t.Elem != nil {
		out.elem = c.typ(t.Elem)
	}
	for i := range t.Alts {
		out.alts = append(out.alts, c.typ(&t.Alts[i]))
	}
	switch t.Kind {
	case "object", "expandable", "page", "list", "union", "decimal":
	default:
		out.plain = true
	}
	out.own = kindOf(t.Kind)
	switch t.Kind {
	case "enum":
		if out.enum = c.p.enums[t.Of]; out.enum == nil {
			c.fail("unknown enum %q", t.Of)
		}
	case "object", "page", "expandable":
		if out.shape = c.p.shapes[t.Of]; out.shape == nil {
			c.fail("unknown object %q", t.Of)
		}
	case "id":
		out.shape = c.p.shapes[t.Of]
	}
	if t.Kind == "id" || t.Kind == "expandable" {
		out.numeric = c.p.API.IDs.Style == "integer" && (out.shape == nil || out.shape.IDPattern == "")
	}
	return out
}

// kindOf is the kind of value that an attribute of a type has, Absent where that alone does not tell.
func kindOf(kind string) ValueKind {
	switch kind {
	case "boolean":
		return BoolKind
	case "integer", "money":
		return IntKind
	case "datetime":
		return TimeKind
	case "map", "page":
		return MapKind
	case "number", "object", "list", "any", "item", "union", "id", "expandable":
		return Absent
	}
	return TextKind
}

package spec

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// decoder turns YAML nodes into the structs of the language by their tags.
type decoder struct {
	file string
	errs *ErrorList
}

// mapping is what a Map offers the decoder and the schema whatever its values are.
type mapping interface {
	begin(Pos)
	grow(Text) any
	zero() any
}

func (m *Map[T]) begin(pos Pos) { m.Pos = pos }

// grow adds an entry and returns a pointer to its value, good until the next call.
func (m *Map[T]) grow(key Text) any {
	m.Entries = append(m.Entries, Entry[T]{Key: key})
	return &m.Entries[len(m.Entries)-1].Value
}

func (m *Map[T]) zero() any { return new(T) }

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.file, n.Line, n.Column} }

func (d *decoder) add(n *yaml.Node, rule, format string, args ...any) {
	d.errs.Add(d.pos(n), rule, format, args...)
}

// document decodes the root mapping of one file.
func (d *decoder) document(n *yaml.Node, doc *Document) { d.value(n, doc, "the spec") }

// value decodes n into target, a pointer. what names the thing for messages.
func (d *decoder) value(n *yaml.Node, target any, what string) {
	switch t := target.(type) {
	case *Text:
		d.text(n, t, what)
	case *Bool:
		d.scalar(n, what, "true or false", "!!bool", func(s string) (err error) {
			*t = Bool{Pos: d.pos(n), Value: strings.EqualFold(s, "true")}
			return nil
		})
	case *Int:
		d.scalar(n, what, "a whole number", "!!int", func(s string) (err error) {
			t.Pos = d.pos(n)
			t.Value, err = strconv.ParseInt(strings.ReplaceAll(s, "_", ""), 0, 64)
			return err
		})
	case *Num:
		d.scalar(n, what, "a number", "!!float !!int", func(s string) (err error) {
			t.Pos = d.pos(n)
			t.Value, err = strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
			return err
		})
	case *Duration:
		d.scalar(n, what, "a length of time such as 168h", "!!str", func(s string) (err error) {
			t.Pos = d.pos(n)
			t.Value, err = time.ParseDuration(s)
			return err
		})
	case *Cond:
		d.cond(n, t, what)
	case *Type:
		d.typ(n, t, what)
	case *Data:
		*t = d.data(n)
	case mapping:
		d.mapping(n, t, what)
	default:
		d.composite(n, reflect.ValueOf(target).Elem(), what)
	}
}

// composite decodes the lists and structs of the language.
func (d *decoder) composite(n *yaml.Node, v reflect.Value, what string) {
	if v.Kind() != reflect.Slice {
		d.strct(n, v, what)
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.wrongKind(n, what, "a list")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.value(item, v.Index(i).Addr().Interface(), fmt.Sprintf("item %d of %s", i+1, what))
	}
}

func (d *decoder) text(n *yaml.Node, t *Text, what string) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		d.wrongKind(n, what, "text")
		return
	}
	*t = Text{d.pos(n), n.Value}
}

// scalar hands the text of n to set if n is a scalar with one of the tags.
func (d *decoder) scalar(n *yaml.Node, what, wanted, tags string, set func(string) error) {
	if n.Kind != yaml.ScalarNode || !strings.Contains(tags, n.Tag) {
		d.wrongKind(n, what, wanted)
		return
	}
	if err := set(n.Value); err != nil {
		d.add(n, "wrong-kind", "%s: wanted %s, found %q", what, wanted, n.Value)
	}
}

func (d *decoder) cond(n *yaml.Node, c *Cond, what string) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		hint := "a condition"
		if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") {
			hint = "a condition; put quotes around one that begins with !"
		}
		d.wrongKind(n, what, hint)
		return
	}
	*c = Cond{Pos: d.pos(n), Text: n.Value}
	e, err := ParseExpr(n.Value, contentPos(d.pos(n), n))
	if err != nil {
		*d.errs = append(*d.errs, err.(*Error))
		return
	}
	c.Expr = e
}

func (d *decoder) typ(n *yaml.Node, t *Type, what string) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		d.wrongKind(n, what, "a type such as string or list of string")
		return
	}
	*t = Type{Pos: d.pos(n), Text: n.Value}
	e, err := ParseType(n.Value, contentPos(d.pos(n), n))
	if err != nil {
		*d.errs = append(*d.errs, err.(*Error))
		return
	}
	t.Expr = e
}

// contentPos is where the text of a scalar begins: after the quote, if it has one.
func contentPos(pos Pos, n *yaml.Node) Pos {
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		pos.Col++
	}
	return pos
}

// mapping decodes a mapping whose keys are names.
func (d *decoder) mapping(n *yaml.Node, m mapping, what string) {
	if n.Kind != yaml.MappingNode {
		d.wrongKind(n, what, "a mapping")
		return
	}
	m.begin(d.pos(n))
	for i := 0; i < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		d.value(val, m.grow(Text{d.pos(key), key.Value}), fmt.Sprintf("%q", key.Value))
	}
}

// strct decodes a mapping into a struct of the language.
func (d *decoder) strct(n *yaml.Node, v reflect.Value, what string) {
	keys := keysOf(v.Type())
	if n.Kind == yaml.ScalarNode && keys.short != nil && n.Tag != "!!null" {
		v.FieldByName("Pos").Set(reflect.ValueOf(d.pos(n)))
		d.value(n, v.FieldByIndex(keys.short.index).Addr().Interface(), what)
		return
	}
	if n.Kind != yaml.MappingNode {
		d.wrongKind(n, what, "a mapping")
		return
	}
	v.FieldByName("Pos").Set(reflect.ValueOf(d.pos(n)))
	for i := 0; i < len(n.Content); i += 2 {
		d.key(n.Content[i], n.Content[i+1], v, keys, what)
	}
	for _, k := range keys.named {
		if k.required && !hasKey(n, k.name) {
			d.add(n, "missing-key", "%s: missing key %q", what, k.name)
		}
	}
}

// key decodes one key of a struct.
func (d *decoder) key(key, val *yaml.Node, v reflect.Value, keys *keyTable, what string) {
	if strings.HasPrefix(key.Value, "x-") && keys.annotations != nil {
		d.rest(key, val, v.FieldByIndex(keys.annotations.index))
		return
	}
	if k := keys.find(key.Value); k != nil {
		d.value(val, v.FieldByIndex(k.index).Addr().Interface(), fmt.Sprintf("%q", key.Value))
		d.word(val, k)
		return
	}
	if keys.rest != nil {
		d.rest(key, val, v.FieldByIndex(keys.rest.index))
		return
	}
	d.add(key, "unknown-key", "%s: unknown key %q%s", what, key.Value, suggestKey(key.Value, keys))
}

// rest decodes a key that no field names into the map that takes such keys.
func (d *decoder) rest(key, val *yaml.Node, v reflect.Value) {
	m := v.Addr().Interface().(mapping)
	if v.FieldByName("Entries").Len() == 0 {
		m.begin(d.pos(key))
	}
	d.value(val, m.grow(Text{d.pos(key), key.Value}), fmt.Sprintf("%q", key.Value))
}

// word checks a value that may only be one of a few words.
func (d *decoder) word(n *yaml.Node, k *keyInfo) {
	if len(k.oneof) == 0 || n.Kind != yaml.ScalarNode {
		return
	}
	for _, w := range k.oneof {
		if w == n.Value {
			return
		}
	}
	d.add(n, "unknown-word", "%q: unknown word %q; wanted one of %s%s", k.name, n.Value, strings.Join(k.oneof, ", "), Suggest(n.Value, k.oneof))
}

func (d *decoder) wrongKind(n *yaml.Node, what, wanted string) {
	d.add(n, "wrong-kind", "%s: wanted %s, found %s", what, wanted, kindOf(n))
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	if n.Tag == "!!null" {
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}

func hasKey(n *yaml.Node, name string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

// data decodes free data.
func (d *decoder) data(n *yaml.Node) Data {
	out := Data{Pos: d.pos(n), Text: n.Value}
	switch n.Kind {
	case yaml.MappingNode:
		out.Kind = DataMap
		for i := 0; i < len(n.Content); i += 2 {
			k := n.Content[i]
			out.Members = append(out.Members, Entry[Data]{Text{d.pos(k), k.Value}, d.data(n.Content[i+1])})
		}
	case yaml.SequenceNode:
		out.Kind = DataList
		for _, item := range n.Content {
			out.Items = append(out.Items, d.data(item))
		}
	default:
		scalarData(n, &out)
	}
	return out
}

// scalarData settles what kind a free scalar is. What YAML calls a timestamp is text here.
func scalarData(n *yaml.Node, out *Data) {
	var err error
	plain := strings.ReplaceAll(n.Value, "_", "")
	switch n.Tag {
	case "!!null":
		out.Kind = DataNull
	case "!!bool":
		out.Kind, out.Bool = DataBool, strings.EqualFold(n.Value, "true")
	case "!!int":
		out.Kind = DataInt
		out.Int, err = strconv.ParseInt(plain, 0, 64)
		out.Num = float64(out.Int)
	case "!!float":
		out.Kind = DataNum
		out.Num, err = strconv.ParseFloat(plain, 64)
	default:
		out.Kind = DataString
	}
	if err != nil {
		out.Kind = DataString
	}
}

package spec

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// decoder turns the nodes of one file into the structs of the language by their tags.
type decoder struct {
	*source
	errs *ErrorList
}

// label names a thing for messages: by a key, or by words where it has none, and by its number in a list.
type label struct {
	words, key string
	item       int
}

// String returns something like item 2 of "servers".
func (l label) String() string {
	s := l.words
	if s == "" {
		s = strconv.Quote(clip(l.key))
	}
	if l.item > 0 {
		s = fmt.Sprintf("item %d of %s", l.item, s)
	}
	return s
}

func (d *decoder) add(n *yaml.Node, rule, format string, args ...any) {
	d.errs.Add(d.pos(n), rule, format, args...)
}

// textPos is where the text of a scalar begins: behind the quote, if it has one, so that whoever finds a fault inside
// the text need only count on.
func (d *decoder) textPos(n *yaml.Node) Pos {
	pos := d.pos(n)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		pos.Col++
	}
	return pos
}

// value decodes n into target, a pointer. what names the thing for messages.
func (d *decoder) value(n *yaml.Node, target any, what label) {
	if n.Kind == 0 { // refused before
		return
	}
	switch t := target.(type) {
	case *Text:
		d.text(n, t, what)
	case *Bool:
		if d.scalar(n, what, "true or false", n.Tag == "!!bool") {
			*t = Bool{d.pos(n), strings.EqualFold(n.Value, "true")}
		}
	case *Int:
		if d.scalar(n, what, "a whole number", n.Tag == "!!int" && isPlainNumber(n)) {
			v, err := strconv.ParseInt(n.Value, 10, 64)
			*t = Int{d.pos(n), v}
			d.converted(n, what, "a whole number of 64 bits", err)
		}
	case *Num:
		if d.scalar(n, what, "a number", isPlainNumber(n)) {
			v, err := strconv.ParseFloat(n.Value, 64)
			*t = Num{d.pos(n), v}
			d.converted(n, what, "a number of 64 bits", err)
		}
	case *Duration:
		d.duration(n, t, what)
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
func (d *decoder) composite(n *yaml.Node, v reflect.Value, what label) {
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
		what.item = i + 1
		d.value(item, v.Index(i).Addr().Interface(), what)
	}
}

func (d *decoder) text(n *yaml.Node, t *Text, what label) {
	if d.scalar(n, what, "text", n.Tag != "!!null") {
		*t = Text{d.textPos(n), n.Value}
	}
}

// scalar reports whether n is a scalar that is fit, and refuses it otherwise.
func (d *decoder) scalar(n *yaml.Node, what label, wanted string, fit bool) bool {
	ok := n.Kind == yaml.ScalarNode && fit
	if !ok {
		d.wrongKind(n, what, wanted)
	}
	return ok
}

// converted refuses a scalar that could not be converted.
func (d *decoder) converted(n *yaml.Node, what label, wanted string, err error) {
	if err != nil {
		d.wrongKind(n, what, wanted)
	}
}

func (d *decoder) duration(n *yaml.Node, t *Duration, what label) {
	const wanted = "a length of time such as 168h or 30m"
	if !d.scalar(n, what, wanted, n.Tag != "!!null") {
		return
	}
	v, err := time.ParseDuration(n.Value)
	if err == nil && v < 0 {
		err = errors.New("less than nothing")
	}
	*t = Duration{d.pos(n), v}
	d.converted(n, what, wanted, err)
}

func (d *decoder) cond(n *yaml.Node, c *Cond, what label) {
	if !d.scalar(n, what, "a condition", n.Tag != "!!null") {
		return
	}
	*c = Cond{Pos: d.textPos(n), Text: n.Value}
	var err *Error
	if c.Expr, err = parseExpr(n.Value, d.origin(n)); err != nil {
		d.errs.Add(err.Pos, err.Rule, "%s", err.Msg)
	}
}

func (d *decoder) typ(n *yaml.Node, t *Type, what label) {
	if !d.scalar(n, what, "a type such as string or list of string", n.Tag != "!!null") {
		return
	}
	*t = Type{Pos: d.textPos(n), Text: n.Value}
	var err *Error
	if t.Expr, err = parseType(n.Value, d.origin(n)); err != nil {
		d.errs.Add(err.Pos, err.Rule, "%s", err.Msg)
	}
}

// mapping decodes a mapping whose keys are names.
func (d *decoder) mapping(n *yaml.Node, m mapping, what label) {
	if n.Kind != yaml.MappingNode {
		d.wrongKind(n, what, "a mapping")
		return
	}
	begin(m, d.pos(n), len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		d.value(val, grow(m, Text{d.textPos(key), key.Value}), label{key: key.Value})
	}
}

// strct decodes a mapping into a struct of the language.
func (d *decoder) strct(n *yaml.Node, v reflect.Value, what label) {
	keys := keysOf(v.Type())
	if n.Kind == yaml.ScalarNode && keys.short != nil && (n.Tag != "!!null" || keys.short.typ == reflect.TypeFor[Data]()) {
		v.FieldByIndex(keys.pos).Set(reflect.ValueOf(d.textPos(n)))
		d.value(n, v.FieldByIndex(keys.short.index).Addr().Interface(), what)
		return
	}
	if n.Kind != yaml.MappingNode {
		wanted := "a mapping"
		if keys.short != nil {
			wanted = fmt.Sprintf("a mapping, or the value of its key %q alone", keys.short.name)
		}
		d.wrongKind(n, what, wanted)
		return
	}
	v.FieldByIndex(keys.pos).Set(reflect.ValueOf(d.pos(n)))
	for i := 0; i < len(n.Content); i += 2 {
		d.key(n.Content[i], n.Content[i+1], v, keys, what)
	}
	for i := range keys.named {
		if k := &keys.named[i]; k.required && !keys.sections && !hasKey(n, k.name) {
			d.add(n, "missing-key", "%s: missing key %q", what, k.name)
		}
	}
}

// key decodes one key of a struct.
func (d *decoder) key(key, val *yaml.Node, v reflect.Value, keys *keyTable, what label) {
	if strings.HasPrefix(key.Value, "x-") && keys.annotations != nil {
		d.rest(key, val, v.FieldByIndex(keys.annotations.index))
		return
	}
	if k := keys.find(key.Value); k != nil {
		d.value(val, v.FieldByIndex(k.index).Addr().Interface(), label{key: key.Value})
		if len(k.oneof) > 0 {
			d.word(val, k)
		}
		return
	}
	if keys.rest != nil {
		d.rest(key, val, v.FieldByIndex(keys.rest.index))
		return
	}
	if d.errs.full() {
		return
	}
	d.add(key, "unknown-key", "%s: unknown key %q%s", what, clip(key.Value), suggestKey(key.Value, keys))
}

// rest decodes a key that no field names into the map that takes such keys.
func (d *decoder) rest(key, val *yaml.Node, v reflect.Value) {
	m := v.Addr().Interface().(mapping)
	if v.FieldByName("Entries").Len() == 0 {
		begin(m, d.pos(key), 0)
	}
	d.value(val, grow(m, Text{d.textPos(key), key.Value}), label{key: key.Value})
}

// word checks a value, or the items of a list, that may only be one of a few words.
func (d *decoder) word(n *yaml.Node, k *keyInfo) {
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			d.word(item, k)
		}
	}
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return
	}
	for _, w := range k.oneof {
		if w == n.Value {
			return
		}
	}
	d.add(n, "unknown-word", "%q: unknown word %q; wanted one of %s%s", k.name, clip(n.Value), strings.Join(k.oneof, ", "), Suggest(n.Value, k.oneof))
}

func (d *decoder) wrongKind(n *yaml.Node, what label, wanted string) {
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
	return strconv.Quote(clip(n.Value))
}

// isPlainNumber reports whether a number stands here, and not in quotes.
func isPlainNumber(n *yaml.Node) bool {
	return n.Style&^yaml.FlowStyle == 0 && isNumber(n.Value)
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
	out := Data{Pos: d.textPos(n), Kind: DataNull, Text: n.Value}
	switch n.Kind {
	case yaml.MappingNode:
		out.Kind = DataMap
		out.Members = make([]Entry[Data], 0, len(n.Content)/2)
		for i := 0; i < len(n.Content); i += 2 {
			k := n.Content[i]
			out.Members = append(out.Members, Entry[Data]{Text{d.textPos(k), k.Value}, d.data(n.Content[i+1])})
		}
	case yaml.SequenceNode:
		out.Kind = DataList
		out.Items = make([]Data, 0, len(n.Content))
		for _, item := range n.Content {
			out.Items = append(out.Items, d.data(item))
		}
	case yaml.ScalarNode:
		d.scalarData(n, &out)
	}
	return out
}

// scalarData settles what a free scalar is: null, true, false, a number exactly as JSON writes it, or text. What YAML
// calls a timestamp is text here.
func (d *decoder) scalarData(n *yaml.Node, out *Data) {
	out.Kind = DataString
	switch {
	case n.Tag == "!!null":
		out.Kind = DataNull
	case n.Tag == "!!bool":
		out.Kind, out.Bool = DataBool, strings.EqualFold(n.Value, "true")
	case isPlainNumber(n):
		var err error
		out.Kind = DataNum
		if out.Num, err = strconv.ParseFloat(n.Value, 64); err != nil {
			d.wrongKind(n, label{words: "the value"}, "a number of 64 bits, or quotes around text")
		}
		if whole, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			out.Kind, out.Int = DataInt, whole
		}
	}
}

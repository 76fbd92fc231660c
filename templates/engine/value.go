package engine

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ValueKind is what a Value is.
type ValueKind uint8

// The kinds of value. Absent is the zero Value: nothing was given.
const (
	Absent ValueKind = iota
	NullKind
	BoolKind
	IntKind
	NumberKind // any other number, kept as it was written
	TextKind
	TimeKind // whole seconds since 1970, in UTC
	ListKind
	MapKind
)

// Value is a JSON value, or a time. It is not changed once made; maps keep the order of their members.
type Value struct {
	kind ValueKind
	num  int64
	text string
	tree *tree
}

type tree struct {
	keys  []string
	vals  []Value
	shape *shape // whose fields the members are, one for each and in their order; nil for other maps
}

// NullValue is null.
var NullValue = Value{kind: NullKind}

// TextValue returns a text.
func TextValue(s string) Value { return Value{kind: TextKind, text: s} }

// IntValue returns a whole number.
func IntValue(n int64) Value { return Value{kind: IntKind, num: n} }

// TimeValue returns a time, given as seconds since 1970.
func TimeValue(unix int64) Value { return Value{kind: TimeKind, num: unix} }

// BoolValue returns a boolean.
func BoolValue(b bool) Value {
	if b {
		return Value{kind: BoolKind, num: 1}
	}
	return Value{kind: BoolKind}
}

// ListValue returns a list of vals.
func ListValue(vals ...Value) Value { return Value{kind: ListKind, tree: &tree{vals: vals}} }

// MapValue returns a map whose members are keys and vals, in that order.
func MapValue(keys []string, vals []Value) Value {
	return Value{kind: MapKind, tree: &tree{keys: keys, vals: vals}}
}

// JSONValue returns the value that JSON text stands for; null for anything else.
func JSONValue(text string) Value {
	v, err := ParseJSON([]byte(text))
	if err != nil {
		return NullValue
	}
	return v
}

// Put returns v with what path leads to set to val; an empty path leads to v itself.
func (v Value) Put(path []string, val Value) Value {
	if len(path) == 0 {
		return val
	}
	return v.put(path, val)
}

// ValueOf returns what encoding/json makes of x; null where it cannot.
func ValueOf(x any) Value {
	text, err := json.Marshal(x)
	if err != nil {
		return NullValue
	}
	v, err := ParseJSON(text)
	if err != nil {
		return NullValue
	}
	return v
}

// Values returns what encoding/json makes of each of several values. What is a Value already stays so.
func Values(of map[string]any) (map[string]Value, error) {
	if of == nil {
		return nil, nil
	}
	out := make(map[string]Value, len(of))
	for key, x := range of {
		if v, ok := x.(Value); ok {
			out[key] = v
			continue
		}
		text, err := json.Marshal(x)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if out[key], err = ParseJSON(text); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return out, nil
}

// numberValue returns the number that text spells in JSON.
func numberValue(text string) Value {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && text != "-0" {
		return IntValue(n)
	}
	return Value{kind: NumberKind, text: text}
}

// Kind returns what v is.
func (v Value) Kind() ValueKind { return v.kind }

// IsNull reports whether v is null or absent.
func (v Value) IsNull() bool { return v.kind <= NullKind }

// Bool reports whether v is true.
func (v Value) Bool() bool { return v.kind == BoolKind && v.num != 0 }

// Int returns the whole number or time that v is, else 0.
func (v Value) Int() int64 {
	if v.kind == IntKind || v.kind == TimeKind {
		return v.num
	}
	return 0
}

// Len returns how many elements or members v has; members may be absent.
func (v Value) Len() int {
	if v.tree == nil {
		return 0
	}
	return len(v.tree.vals)
}

// At returns the element or member at i.
func (v Value) At(i int) (key string, val Value) {
	if v.kind == MapKind {
		key = v.tree.keys[i]
	}
	return key, v.tree.vals[i]
}

// Get returns the member called key, absent if there is none.
func (v Value) Get(key string) Value {
	if v.kind != MapKind {
		return Value{}
	}
	for i, k := range v.tree.keys {
		if k == key {
			return v.tree.vals[i]
		}
	}
	return Value{}
}

// Dig returns what a dotted path leads to.
func (v Value) Dig(path []string) Value {
	for _, p := range path {
		v = v.Get(p)
	}
	return v
}

// With returns v with the member called key set to val. Where it has such a member already, both share their keys, and
// are one if the member is val already.
func (v Value) With(key string, val Value) Value {
	var t tree
	if v.kind == MapKind {
		i := slices.Index(v.tree.keys, key)
		if i >= 0 && v.tree.vals[i] == val {
			return v
		}
		t.vals = append(make([]Value, 0, len(v.tree.vals)+1), v.tree.vals...)
		if i >= 0 {
			t.keys, t.shape, t.vals[i] = v.tree.keys, v.tree.shape, val
			return Value{kind: MapKind, tree: &t}
		}
		t.keys = append(make([]string, 0, len(v.tree.keys)+1), v.tree.keys...)
	}
	t.keys, t.vals = append(t.keys, key), append(t.vals, val)
	return Value{kind: MapKind, tree: &t}
}

// lasting is v in memory of its own, for who keeps it when the exchange is over.
func (v Value) lasting() Value {
	if v.tree == nil {
		return v
	}
	t := &tree{keys: v.tree.keys, vals: slices.Clone(v.tree.vals), shape: v.tree.shape}
	if t.shape == nil { // else the names are the shape's
		t.keys = slices.Clone(t.keys)
	}
	for i := range t.vals {
		t.vals[i] = t.vals[i].lasting()
	}
	v.tree = t
	return v
}

// String returns v as text: a text as it is, a time as RFC 3339, anything else as JSON.
func (v Value) String() string {
	switch v.kind {
	case Absent:
		return ""
	case TextKind:
		return v.text
	case TimeKind:
		return formatTime(v.num)
	}
	return string(v.appendJSON(nil))
}

// Equal reports whether v and w are the same value. Absent equals null; a time equals the text that spells it.
func (v Value) Equal(w Value) bool {
	switch {
	case v.IsNull() || w.IsNull():
		return v.IsNull() && w.IsNull()
	case v.kind == TimeKind && w.kind == TextKind, v.kind == TextKind && w.kind == TimeKind:
		c, ok := v.compare(w)
		return ok && c == 0
	case v.isNumber() && w.isNumber():
		c, ok := v.compare(w)
		return ok && c == 0
	case v.kind != w.kind:
		return false
	case v.kind == ListKind || v.kind == MapKind:
		return v.equalTree(w)
	}
	return v.num == w.num && v.text == w.text
}

// equalTree compares lists by element and maps by member, whatever the order of members.
func (v Value) equalTree(w Value) bool {
	if v.count() != w.count() {
		return false
	}
	for i := range v.Len() {
		key, x := v.At(i)
		y := Value{}
		if v.kind == MapKind {
			y = w.Get(key)
		} else {
			_, y = w.At(i)
		}
		if x.kind != Absent && (y.kind == Absent || !x.Equal(y)) {
			return false
		}
	}
	return true
}

// count is how many elements or members are there.
func (v Value) count() int {
	n := 0
	for i := range v.Len() {
		if v.tree.vals[i].kind != Absent {
			n++
		}
	}
	return n
}

func (v Value) isNumber() bool { return v.kind == IntKind || v.kind == NumberKind }

// compare orders two numbers, two times or two texts. It reports false where they have no order.
func (v Value) compare(w Value) (int, bool) {
	switch {
	case v.kind == w.kind && (v.kind == IntKind || v.kind == TimeKind):
		return cmp.Compare(v.num, w.num), true
	case v.kind == TextKind && w.kind == TextKind:
		return strings.Compare(v.text, w.text), true
	case v.isNumber() && w.isNumber():
		return compareNumbers(v, w)
	case v.kind == TimeKind && w.kind == TextKind:
		t, ok := parseTime(w.text)
		return cmp.Compare(v.num, t), ok
	case v.kind == TextKind && w.kind == TimeKind:
		t, ok := parseTime(v.text)
		return cmp.Compare(t, w.num), ok
	}
	return 0, false
}

// Float returns the number that v is, else 0.
func (v Value) Float() float64 {
	f, _ := v.float()
	return f
}

// Any returns v as encoding/json would read it, numbers as json.Number.
func (v Value) Any() any {
	switch v.kind {
	case BoolKind:
		return v.num != 0
	case IntKind, NumberKind:
		return json.Number(v.String())
	case TextKind, TimeKind:
		return v.String()
	case ListKind:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = v.tree.vals[i].Any()
		}
		return list
	case MapKind:
		m := make(map[string]any, v.Len())
		for i, key := range v.tree.keys {
			if x := v.tree.vals[i]; x.kind != Absent {
				m[key] = x.Any()
			}
		}
		return m
	}
	return nil
}

// float returns the number that v is.
func (v Value) float() (float64, bool) {
	switch v.kind {
	case IntKind:
		return float64(v.num), true
	case NumberKind:
		f, err := strconv.ParseFloat(v.text, 64)
		return f, err == nil || math.IsInf(f, 0)
	}
	return 0, false
}

func compareNumbers(v, w Value) (int, bool) {
	a, ok := v.float()
	b, ok2 := w.float()
	return cmp.Compare(a, b), ok && ok2
}

// formatTime returns seconds since 1970 as RFC 3339 in UTC.
func formatTime(unix int64) string { return string(appendTime(nil, unix)) }

func appendTime(b []byte, unix int64) []byte {
	return time.Unix(unix, 0).UTC().AppendFormat(b, time.RFC3339)
}

// timeForms are the spellings of a time that are read; only the first is ever written.
var timeForms = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02"}

// parseTime reads a time and cuts it to whole seconds.
func parseTime(s string) (int64, bool) {
	for _, form := range timeForms {
		if t, err := time.Parse(form, s); err == nil {
			return t.Unix(), true
		}
	}
	return 0, false
}

// literal returns the value that a literal of the tables stands for.
func literal(x any) (Value, bool) {
	switch x := x.(type) {
	case nil:
		return Value{}, true
	case string:
		return TextValue(x), true
	case bool:
		return BoolValue(x), true
	case int:
		return IntValue(int64(x)), true
	case Number:
		return numberValue(string(x)), true
	case JSON:
		v, err := ParseJSON([]byte(x))
		return v, err == nil
	case Null:
		return NullValue, true
	}
	return Value{}, false
}

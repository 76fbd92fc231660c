package engine

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// read gives a value that was sent the kind that the type asks for. It is generous: numbers, booleans and whole objects
// may come as text. The fault is empty, or says what was wanted. Unknown members of objects go to extra, if that is not nil.
func (t *typ) read(v Value, extra *[]string) (Value, string) {
	if v.kind <= NullKind {
		return v, ""
	}
	switch t.kind {
	case "integer", "money":
		return readInt(v)
	case "number":
		return readNumber(v)
	case "boolean":
		return readBool(v)
	case "datetime":
		return readTime(v)
	case "date":
		return readDate(v)
	case "currency":
		return readCurrency(v)
	case "enum":
		return t.readEnum(v)
	case "object":
		return t.readObject(v, extra)
	case "list":
		return t.readList(v, extra)
	case "map":
		return t.readMap(v)
	case "union", "expandable":
		return t.readUnion(v, extra)
	case "any", "page", "item":
		return v, ""
	}
	return readText(v)
}

func readText(v Value) (Value, string) {
	switch v.kind {
	case TextKind:
		return v, ""
	case BoolKind, IntKind, NumberKind, TimeKind:
		return TextValue(v.String()), ""
	}
	return v, "must be a text"
}

func readInt(v Value) (Value, string) {
	text := v.text
	if v.kind == IntKind {
		return v, ""
	}
	if v.kind == TextKind || v.kind == NumberKind {
		text = strings.TrimSpace(text)
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return IntValue(n), ""
		}
		if n, ok := wholeNumber(text); ok {
			return IntValue(n), ""
		}
	}
	return v, "must be a whole number"
}

// wholeNumber reads a whole number that is written with a fraction or an exponent, such as 1.0 or 1e2.
func wholeNumber(text string) (int64, bool) {
	mantissa, exponent, written := strings.Cut(strings.ToLower(text), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if _, err := strconv.ParseInt(whole, 10, 64); err != nil {
		return 0, false
	}
	shift := 0
	if written {
		n, err := strconv.Atoi(exponent)
		if err != nil || n < -100 || n > 100 {
			return 0, false
		}
		shift = n
	}
	fraction = strings.TrimRight(fraction, "0")
	digits := whole + fraction
	for shift -= len(fraction); shift < 0 && strings.HasSuffix(digits, "0"); shift++ {
		digits = digits[:len(digits)-1]
	}
	if shift < 0 {
		return 0, false
	}
	n, err := strconv.ParseInt(digits+strings.Repeat("0", shift), 10, 64)
	return n, err == nil
}

func readNumber(v Value) (Value, string) {
	if v.isNumber() {
		return v, ""
	}
	if v.kind == TextKind {
		p := jsonParser{text: []byte(strings.TrimSpace(v.text))}
		if len(p.text) > 0 && (p.text[0] == '-' || p.text[0] >= '0' && p.text[0] <= '9') {
			if n := p.number(); !p.bad && p.at == len(p.text) {
				return n, ""
			}
		}
	}
	return v, "must be a number"
}

func readBool(v Value) (Value, string) {
	switch {
	case v.kind == BoolKind:
		return v, ""
	case v.kind == TextKind && (strings.EqualFold(v.text, "true") || v.text == "1"), v.kind == IntKind && v.num == 1:
		return BoolValue(true), ""
	case v.kind == TextKind && (strings.EqualFold(v.text, "false") || v.text == "0"), v.kind == IntKind && v.num == 0:
		return BoolValue(false), ""
	}
	return v, "must be true or false"
}

func readTime(v Value) (Value, string) {
	switch v.kind {
	case TimeKind:
		return v, ""
	case TextKind:
		// A plus sign that was not escaped arrives as a blank.
		text := v.text
		if i := strings.LastIndexByte(text, ' '); i == len("2006-01-02T15:04:05") {
			text = text[:i] + "+" + text[i+1:]
		}
		for _, s := range []string{v.text, text} {
			if t, ok := parseTime(s); ok {
				return TimeValue(t), ""
			}
		}
	}
	return v, "must be a time such as 2006-01-02T15:04:05Z"
}

func readDate(v Value) (Value, string) {
	if v.kind == TextKind && len(v.text) >= len("2006-01-02") {
		if _, ok := parseTime(v.text[:len("2006-01-02")]); ok {
			return TextValue(v.text[:len("2006-01-02")]), ""
		}
	}
	return v, "must be a date such as 2006-01-02"
}

func readCurrency(v Value) (Value, string) {
	ok := v.kind == TextKind && len(v.text) == 3
	for i := 0; ok && i < 3; i++ {
		c := v.text[i] | 0x20
		ok = c >= 'a' && c <= 'z'
	}
	if !ok {
		return v, "must be a currency of three letters"
	}
	return v, ""
}

func (t *typ) readEnum(v Value) (Value, string) {
	v, fault := readText(v)
	if fault != "" || t.enum == nil {
		return v, fault
	}
	if _, ok := t.enum.words[v.text]; ok {
		return v, ""
	}
	words := make([]string, 0, 8)
	for i, w := range t.enum.Words {
		if i == 8 {
			words = append(words, "…")
			break
		}
		words = append(words, w.Word)
	}
	return v, "must be one of " + strings.Join(words, ", ")
}

// embedded reads a text that is a JSON object or list, as some callers write into forms.
func embedded(v Value, open byte) Value {
	if v.kind == TextKind && len(v.text) > 1 && v.text[0] == open {
		if got, err := ParseJSON([]byte(v.text)); err == nil {
			return got
		}
	}
	return v
}

func (t *typ) readObject(v Value, extra *[]string) (Value, string) {
	v = embedded(v, '{')
	if v.kind != MapKind {
		return v, "must be an object"
	}
	if t.shape == nil {
		return v, ""
	}
	out := &tree{}
	for i := range v.Len() {
		key, x := v.At(i)
		at, ok := t.shape.index[key]
		if !ok {
			if extra != nil {
				*extra = append(*extra, key)
			}
			continue
		}
		f := t.shape.fields[at]
		got, fault := f.check(x, extra)
		if fault != "" {
			return v, "has a member " + key + " that " + fault
		}
		if got.kind != Absent {
			out.set(key, got)
		}
	}
	got := Value{kind: MapKind, tree: out}
	if t.shape.Input {
		for _, f := range t.shape.fields {
			if f.Required && got.Get(f.Name).IsNull() {
				return v, "lacks the member " + f.Name
			}
		}
	}
	return got, ""
}

func (t *typ) readList(v Value, extra *[]string) (Value, string) {
	v = embedded(v, '[')
	if v.kind == MapKind {
		v = numbered(v)
	}
	if v.kind != ListKind {
		v = ListValue(v)
	}
	out := make([]Value, v.Len())
	for i := range out {
		_, x := v.At(i)
		got, fault := t.elem.read(x, extra)
		if fault != "" {
			return v, fmt.Sprintf("has an element %d that %s", i, fault)
		}
		out[i] = got
	}
	return ListValue(out...), ""
}

// numbered turns a map whose keys are all numbers, as forms like a[0]=1 give, into a list.
func numbered(v Value) Value {
	for _, key := range v.tree.keys {
		if _, err := strconv.ParseUint(key, 10, 32); err != nil {
			return v
		}
	}
	return ListValue(v.tree.vals...)
}

func (t *typ) readMap(v Value) (Value, string) {
	v = embedded(v, '{')
	if v.kind == TextKind && v.text == "" || v.kind == ListKind && v.Len() == 0 {
		return MapValue(nil, nil), ""
	}
	if v.kind != MapKind {
		return v, "must be an object"
	}
	if t.elem == nil || t.elem.kind == "any" {
		return v, ""
	}
	out := &tree{}
	for i := range v.Len() {
		key, x := v.At(i)
		got, fault := t.elem.read(x, nil)
		if fault != "" {
			return v, "has a member " + key + " that " + fault
		}
		out.set(key, got)
	}
	return Value{kind: MapKind, tree: out}, ""
}

// check reads a value for a field and holds it to the field's limits. An empty text for what is no text counts as not sent.
func (f *field) check(v Value, extra *[]string) (Value, string) {
	if v.kind == TextKind && v.text == "" && !f.typ.takesEmpty() {
		return Value{}, ""
	}
	if v.kind == NullKind && !f.Nullable {
		return Value{}, ""
	}
	got, fault := f.typ.read(v, extra)
	if fault != "" || got.IsNull() {
		return got, fault
	}
	return got, f.limits(got)
}

func (t *typ) takesEmpty() bool {
	switch t.kind {
	case "string", "decimal", "map", "any", "list":
		return true
	}
	return false
}

// limits says which limit of the field the value breaks; it is empty where it keeps all.
func (f *field) limits(v Value) string {
	if n, ok := f.min.compare(v); ok && n > 0 {
		return "must be at least " + f.min.String()
	}
	if n, ok := f.max.compare(v); ok && n < 0 {
		return "must be at most " + f.max.String()
	}
	if fault := f.length(v); fault != "" {
		return fault
	}
	if v.kind == TextKind && !f.pattern.match(v.text) {
		return "must match " + f.Pattern
	}
	if f.constant.kind != Absent && !f.constant.Equal(v) {
		return "must be " + f.constant.String()
	}
	return ""
}

func (f *field) length(v Value) string {
	n, what := v.Len(), "elements"
	switch {
	case v.kind == TextKind:
		n, what = utf8.RuneCountInString(v.text), "characters"
	case v.kind == MapKind:
		what = "members"
	case v.kind != ListKind:
		return ""
	}
	if n < f.MinLength {
		return fmt.Sprintf("must have at least %d %s", f.MinLength, what)
	}
	if f.MaxLength > 0 && n > f.MaxLength {
		return fmt.Sprintf("must have at most %d %s", f.MaxLength, what)
	}
	return ""
}

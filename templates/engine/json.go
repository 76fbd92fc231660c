package engine

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds how deep JSON and forms may be nested.
const maxDepth = 64

var (
	errJSON = errors.New("the body is not well-formed JSON")
	errUTF8 = errors.New("the body is not UTF-8")
	errDeep = fmt.Errorf("the body is nested too deep: more than %d levels", maxDepth)
)

// ParseJSON reads one JSON value. The order of members and the spelling of numbers are kept; of two members of one
// name the last holds.
func ParseJSON(text []byte) (Value, error) {
	p := jsonParser{text: text}
	return p.whole()
}

// parseExactJSON is ParseJSON for who takes neither two members of one name nor text that is not UTF-8.
func parseExactJSON(text []byte) (Value, error) {
	if !utf8.Valid(text) {
		return Value{}, errUTF8
	}
	p := jsonParser{text: text, exact: true}
	v, err := p.whole()
	if err == nil && p.double {
		err = fmt.Errorf("the body has the member %q twice", p.twice)
	}
	return v, err
}

func (p *jsonParser) whole() (Value, error) {
	v := p.value(0)
	p.space()
	if p.deep {
		return Value{}, fmt.Errorf("%w (at byte %d)", errDeep, p.at)
	}
	if p.bad || p.at != len(p.text) {
		return Value{}, fmt.Errorf("%w (at byte %d)", errJSON, min(p.at, len(p.text)))
	}
	return v, nil
}

type jsonParser struct {
	text []byte
	at   int
	bad  bool
	deep bool // that it is bad for being nested too deep

	exact  bool   // that members of large objects are compared too
	double bool   // that some member stands twice
	twice  string // its name
}

func (p *jsonParser) fail() Value {
	p.bad = true
	return Value{}
}

func (p *jsonParser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek returns the next byte after white space, 0 at the end.
func (p *jsonParser) peek() byte {
	p.space()
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func (p *jsonParser) accept(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.at++
	return true
}

func (p *jsonParser) value(depth int) Value {
	if depth > maxDepth {
		p.deep = true
	}
	if p.bad || p.deep {
		return p.fail()
	}
	switch c := p.peek(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return TextValue(p.quoted())
	case c == 't':
		return p.word("true", BoolValue(true))
	case c == 'f':
		return p.word("false", BoolValue(false))
	case c == 'n':
		return p.word("null", NullValue)
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	return p.fail()
}

func (p *jsonParser) word(w string, v Value) Value {
	if len(p.text)-p.at < len(w) || string(p.text[p.at:p.at+len(w)]) != w {
		return p.fail()
	}
	p.at += len(w)
	return v
}

func (p *jsonParser) object(depth int) Value {
	t := &tree{}
	p.at++
	if p.accept('}') {
		return Value{kind: MapKind, tree: t}
	}
	for {
		if p.peek() != '"' {
			return p.fail()
		}
		key := p.quoted()
		if !p.accept(':') {
			return p.fail()
		}
		if v := p.value(depth + 1); t.set(key, v) {
			p.double, p.twice = true, key
		}
		if p.bad {
			return Value{}
		}
		if p.accept('}') {
			p.compare(t)
			return Value{kind: MapKind, tree: t}
		}
		if !p.accept(',') {
			return p.fail()
		}
	}
}

// fewMembers is how many members are compared one by one.
const fewMembers = 256

// compare looks for a name that stands twice in an object too large for set to see it.
func (p *jsonParser) compare(t *tree) {
	if !p.exact || len(t.keys) < fewMembers {
		return
	}
	seen := make(map[string]bool, len(t.keys))
	for _, key := range t.keys {
		if seen[key] {
			p.double, p.twice = true, key
		}
		seen[key] = true
	}
}

// set gives the member called key a value. Small maps are searched; the members of a large one are merely appended,
// so that a hostile body costs no quadratic time. It reports whether the member was seen to be there before.
func (t *tree) set(key string, v Value) bool {
	if len(t.keys) < fewMembers {
		for i, k := range t.keys {
			if k == key {
				t.vals[i] = v
				return true
			}
		}
	}
	t.keys, t.vals = append(t.keys, key), append(t.vals, v)
	return false
}

func (p *jsonParser) array(depth int) Value {
	t := &tree{}
	p.at++
	if p.accept(']') {
		return Value{kind: ListKind, tree: t}
	}
	for {
		t.vals = append(t.vals, p.value(depth+1))
		if p.bad {
			return Value{}
		}
		if p.accept(']') {
			return Value{kind: ListKind, tree: t}
		}
		if !p.accept(',') {
			return p.fail()
		}
	}
}

func (p *jsonParser) digits() int {
	at := p.at
	for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
		p.at++
	}
	return p.at - at
}

func (p *jsonParser) number() Value {
	start := p.at
	if p.text[p.at] == '-' {
		p.at++
	}
	first := p.at
	n := p.digits()
	if n == 0 || n > 1 && p.text[first] == '0' {
		return p.fail()
	}
	if p.at < len(p.text) && p.text[p.at] == '.' {
		p.at++
		if p.digits() == 0 {
			return p.fail()
		}
	}
	if p.at < len(p.text) && (p.text[p.at] == 'e' || p.text[p.at] == 'E') {
		p.at++
		if p.at < len(p.text) && (p.text[p.at] == '+' || p.text[p.at] == '-') {
			p.at++
		}
		if p.digits() == 0 {
			return p.fail()
		}
	}
	return numberValue(string(p.text[start:p.at]))
}

// quoted reads a string, the quote being next. Bytes that are not UTF-8 become U+FFFD.
func (p *jsonParser) quoted() string {
	p.at++
	start := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			s := p.text[start:p.at]
			p.at++
			return clean(s)
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			p.bad = true
			return ""
		}
		p.at++
	}
	p.bad = true
	return ""
}

// clean returns b as text that is UTF-8.
func clean(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string([]rune(string(b)))
}

// escaped reads the rest of a string that has an escape in it.
func (p *jsonParser) escaped(start int) string {
	b := append([]byte(nil), p.text[start:p.at]...)
	for p.at < len(p.text) {
		c := p.text[p.at]
		p.at++
		switch {
		case c == '"':
			return clean(b)
		case c == '\\':
			b = p.escape(b)
		case c < ' ':
			p.bad = true
		default:
			b = append(b, c)
		}
		if p.bad {
			return ""
		}
	}
	p.bad = true
	return ""
}

func (p *jsonParser) escape(b []byte) []byte {
	if p.at == len(p.text) {
		p.bad = true
		return b
	}
	c := p.text[p.at]
	p.at++
	switch c {
	case '"', '\\', '/':
		return append(b, c)
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'u':
		return utf8.AppendRune(b, p.unicode())
	}
	p.bad = true
	return b
}

// unicode reads the digits of \uXXXX, and the second half of a pair.
func (p *jsonParser) unicode() rune {
	r := p.hex()
	if utf16.IsSurrogate(r) && p.at+1 < len(p.text) && p.text[p.at] == '\\' && p.text[p.at+1] == 'u' {
		at := p.at
		p.at += 2
		if pair := utf16.DecodeRune(r, p.hex()); pair != utf8.RuneError {
			return pair
		}
		p.at = at
	}
	return r
}

func (p *jsonParser) hex() rune {
	if len(p.text)-p.at < 4 {
		p.bad = true
		return 0
	}
	n, err := strconv.ParseUint(string(p.text[p.at:p.at+4]), 16, 32)
	p.bad = p.bad || err != nil
	p.at += 4
	return rune(n)
}

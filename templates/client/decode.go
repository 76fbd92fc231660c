package client

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// maxDepth is how deep JSON may be nested, the same as in encoding/json.
const maxDepth = 10000

// decoder reads one JSON text. Nothing it returns shares the text's memory but what key and quoted return, which are
// parts of it. The first fault stops it: afterwards every call returns the zero value, and no loop goes on.
type decoder struct {
	text  []byte
	at    int
	depth int
	first bool // that no member or item of the innermost object or array has been read
	err   error
	kept  strings.Builder // room for the strings that are returned
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// decodeText reads the whole of text into out. A top-level null changes nothing. Its verdict and values are those of
// encoding/json, but that names are read in exact case, that of two members of one name in a free object the last stands
// whole, and that a null among texts or numbers is left out, where encoding/json would make an empty text or 0 of it.
func decodeText(text []byte, out codable) error {
	d := decoders.Get().(*decoder)
	d.text = text
	d.space()
	if !d.null() {
		d.fields(out)
	}
	err := d.end()
	*d = decoder{}
	decoders.Put(d)
	return err
}

// mostShared is how many bytes of strings share their memory at most: who keeps one keeps them all.
const mostShared = 1024

// keep returns text as a string that outlives it. Short ones stand side by side, in room for a third of the text at
// first: the rest is mostly names, numbers and the like.
func (d *decoder) keep(text []byte) string {
	if room := &d.kept; room.Cap()-room.Len() < len(text) {
		if len(text) > mostShared/4 {
			return string(text)
		}
		rest := len(d.text) - d.at
		if room.Cap() == 0 {
			rest /= 3
		}
		room.Reset()
		room.Grow(min(len(text)+rest, mostShared))
	}
	start := d.kept.Len()
	d.kept.Write(text)
	return d.kept.String()[start:]
}

// end reports the first fault, or text after the value.
func (d *decoder) end() error {
	if d.err == nil {
		if d.space(); d.at < len(d.text) {
			d.fail("unexpected text after the value")
		}
	}
	return d.err
}

// fail records the first fault, with its place.
func (d *decoder) fail(problem string) {
	if d.err == nil {
		if d.at >= len(d.text) {
			problem = "unexpected end of the text"
		}
		d.err = fmt.Errorf("bad JSON at byte %d: %s", d.at, problem)
	}
	d.at = len(d.text)
}

// mismatch records that a value is of the wrong kind.
func (d *decoder) mismatch(wanted string) { d.fail("wanted " + wanted + ", found " + d.kind()) }

// kind names what stands at the current place, for messages.
func (d *decoder) kind() string {
	switch c := d.peek(); {
	case c == '"':
		return "a string"
	case c == '{':
		return "an object"
	case c == '[':
		return "an array"
	case c == 't' || c == 'f':
		return "a boolean"
	case c == 'n':
		return "null"
	case c == '-' || '0' <= c && c <= '9':
		return "another number"
	}
	return "something else"
}

// peek returns the byte at the current place, or 0 at the end.
func (d *decoder) peek() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

// space skips white space.
func (d *decoder) space() {
	for d.at < len(d.text) {
		switch d.text[d.at] {
		case ' ', '\n', '\r', '\t':
			d.at++
		default:
			return
		}
	}
}

// object enters an object and reports whether there is one. The caller then loops while more('}') and reads key and
// value.
func (d *decoder) object() bool { return d.enter('{', "an object") }

// array enters an array and reports whether there is one. The caller then loops while more(']') and reads a value.
func (d *decoder) array() bool { return d.enter('[', "an array") }

func (d *decoder) enter(open byte, wanted string) bool {
	if d.peek() != open {
		d.mismatch(wanted)
		return false
	}
	if d.depth++; d.depth > maxDepth {
		d.fail("nested too deep")
		return false
	}
	d.at++
	d.first = true
	return true
}

// more moves to the next member or item of the innermost object or array, or leaves it.
func (d *decoder) more(closer byte) bool {
	if at := d.at; !d.first && len(d.text)-at > 2 && d.text[at] == ',' { // as nearly always: a comma, perhaps a space
		if at++; d.text[at] == ' ' {
			at++
		}
		if d.text[at] > ' ' {
			d.at = at
			return true
		}
	}
	d.space()
	c := d.peek()
	if c == closer {
		d.at++
		d.depth--
		d.first = false
		return false
	}
	if d.first {
		d.first = false
		return d.err == nil && d.at < len(d.text) || d.stop()
	}
	if c != ',' {
		d.fail("wanted a comma or the end of the object or array")
		return false
	}
	d.at++
	d.space()
	return d.at < len(d.text) || d.stop()
}

func (d *decoder) stop() bool {
	d.fail("")
	return false
}

// key reads a member's name and the colon after it.
func (d *decoder) key() []byte {
	if d.peek() != '"' {
		d.fail("wanted a member's name")
		return nil
	}
	text, start := d.text, d.at+1
	at := start
	for at < len(text) && '0' <= text[at] && text[at] <= 'z' && text[at] != '\\' {
		at++
	}
	if len(text)-at < 4 || text[at] != '"' || text[at+1] != ':' {
		return d.oddKey()
	}
	d.at = at + 2
	if text[d.at] == ' ' { // as nearly always, one or none
		d.at++
	}
	if text[d.at] <= ' ' {
		d.space()
	}
	return text[start:at]
}

// follows moves on to the value of the next member of an object if that has the name that is expected, as it nearly
// always has.
func (d *decoder) follows(name string) bool {
	rest, n := d.text[d.at:], len(name)
	if len(rest) < n+5 || rest[0] != ',' || rest[1] != '"' || string(rest[2:n+2]) != name || rest[n+2] != '"' || rest[n+3] != ':' {
		return false
	}
	d.at += n + 4
	if rest[n+4] <= ' ' {
		d.space()
	}
	return true
}

// oddKey reads a member's name that has more than letters, digits and the like in it, or space after it.
func (d *decoder) oddKey() []byte {
	key := d.quoted()
	d.space()
	if d.peek() != ':' {
		d.fail("wanted a colon")
		return nil
	}
	d.at++
	d.space()
	return key
}

// null reads a null if there is one.
func (d *decoder) null() bool { return d.peek() == 'n' && d.word("null") }

// word reads a literal.
func (d *decoder) word(w string) bool {
	if len(d.text)-d.at < len(w) || string(d.text[d.at:d.at+len(w)]) != w {
		d.fail("wanted " + w)
		return false
	}
	d.at += len(w)
	return true
}

// bool reads true or false.
func (d *decoder) bool() bool {
	switch d.peek() {
	case 't':
		return d.word("true")
	case 'f':
		d.word("false")
	default:
		d.mismatch("a boolean")
	}
	return false
}

// int reads a whole number of 64 bits.
func (d *decoder) int() int64 {
	if n, ok := d.smallInt(); ok {
		return n
	}
	start := d.at
	text := string(d.number())
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		d.at = start
		d.fail("wanted a whole number of 64 bits, found " + clip(text, 40))
	}
	return n
}

// smallInt reads up to 18 digits without a sign, which cannot overflow. It reports false, and reads nothing, where
// something else stands.
func (d *decoder) smallInt() (n int64, ok bool) {
	const most = 18
	at := d.at
	for ; at < len(d.text) && d.text[at]-'0' <= 9; at++ {
		n = n*10 + int64(d.text[at]-'0')
	}
	size := at - d.at
	if size == 0 || size > most || size > 1 && d.text[d.at] == '0' || at == len(d.text) {
		return 0, false
	}
	if c := d.text[at]; c == '.' || c == 'e' || c == 'E' {
		return 0, false
	}
	d.at = at
	return n, true
}

// float reads a number as floating point.
func (d *decoder) float() float64 {
	start := d.at
	text := string(d.number())
	if text == "" {
		return 0
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) {
		d.at = start
		d.fail("number out of range: " + clip(text, 40))
	}
	return f
}

// number reads a number and returns its text.
func (d *decoder) number() []byte {
	if c := d.peek(); c != '-' && (c < '0' || c > '9') {
		d.mismatch("a number")
		return nil
	}
	n := numberLen(d.text[d.at:])
	if n == 0 {
		d.fail("bad number")
		return nil
	}
	text := d.text[d.at : d.at+n]
	d.at += n
	return text
}

// numberLen returns the length of the number that s begins with, or 0 if it is malformed.
func numberLen(s []byte) int {
	i := 0
	if s[0] == '-' {
		i++
	}
	n := digits(s[i:])
	if n == 0 || n > 1 && s[i] == '0' {
		return 0
	}
	i += n
	if i < len(s) && s[i] == '.' {
		if n = digits(s[i+1:]); n == 0 {
			return 0
		}
		i += 1 + n
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if n = digits(s[i:]); n == 0 {
			return 0
		}
		i += n
	}
	return i
}

// digits counts the decimal digits that s begins with.
func digits(s []byte) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// clip shortens s for a message.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}

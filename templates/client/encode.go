package client

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// arrayStyle is how a list stands in a form or query.
type arrayStyle uint8

const (
	arraysBrackets arrayStyle = iota // a[]=1&a[]=2
	arraysRepeat                     // a=1&a=2
	arraysComma                      // a=1,2
)

// writer writes a body or query: JSON, or a form in which members of nested objects stand in brackets. Callers give a
// name or announce an item, then write one value.
type writer struct {
	buf    []byte
	form   bool
	utc    bool   // times are written in UTC, as requests want them
	comma  bool   // JSON: the next member or item needs a comma before it
	joined bool   // form: in a list with commas, where an item is no pair of its own
	prefix []byte // form: the name of the innermost object or list, escaped
	key    string // form: the name of the next value, escaped
	nested int    // how many free objects and lists are open
	err    error
	last   codable // the copy of a resource that was written last
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// name gives the name of the next value, one that needs no escaping in JSON or forms. It is called from so many places
// that a copy in each would make programs larger by more than it makes them faster.
//
//go:noinline
func (w *writer) name(name string) {
	if w.form {
		w.key = name
		return
	}
	at := len(w.buf)
	b := lengthen(w.buf, len(name)+4)
	if w.comma {
		b[at] = ','
		at++
	}
	w.comma = true
	b[at] = '"'
	at += 1 + copy(b[at+1:], name)
	b[at], b[at+1] = '"', ':'
	w.take(b[:at+2])
}

// take makes b, which is w.buf and more, what was written. Where it stands is stored only if that has changed: each store of
// a pointer costs while memory is being collected.
func (w *writer) take(b []byte) {
	if cap(b) == cap(w.buf) {
		w.buf = w.buf[:len(b)]
	} else {
		w.buf = b
	}
}

// lengthen makes b longer by n bytes.
func lengthen(b []byte, n int) []byte {
	if cap(b)-len(b) < n {
		b = slices.Grow(b, n)
	}
	return b[:len(b)+n]
}

// text gives the name of the next value, whatever is in it.
func (w *writer) text(name string) {
	if w.form {
		w.key = escapedForm(name)
		return
	}
	w.separate()
	w.buf = appendQuoted(w.buf, name)
	w.buf = append(w.buf, ':')
}

// item announces the next item of an array.
func (w *writer) item() {
	if !w.form {
		w.separate()
	}
}

//go:noinline
func (w *writer) separate() {
	if w.comma {
		w.buf = append(w.buf, ',')
	}
	w.comma = true
}

// pair writes the name of a form's next value.
func (w *writer) pair() {
	if w.joined {
		if w.comma {
			w.buf = append(w.buf, ',')
		}
		w.comma = true
		return
	}
	if len(w.buf) > 0 {
		w.buf = append(w.buf, '&')
	}
	w.buf = w.appendKey(w.buf)
	w.buf = append(w.buf, '=')
}

// appendKey writes the full name of a form's next value.
func (w *writer) appendKey(b []byte) []byte {
	b = append(b, w.prefix...)
	switch {
	case w.key == "":
		return b
	case len(w.prefix) == 0:
		return append(b, w.key...)
	}
	b = append(b, '[')
	b = append(b, w.key...)
	return append(b, ']')
}

// mark is where a nested value began.
type mark struct {
	prefix int
	buf    int
}

// openObject begins an object.
func (w *writer) openObject() mark {
	if !w.form {
		w.buf = append(w.buf, '{')
		w.comma = false
		return mark{}
	}
	return w.nest("")
}

// closeObject ends an object.
//
//go:noinline
func (w *writer) closeObject(m mark) {
	if !w.form {
		w.buf = append(w.buf, '}')
		w.comma = true
		return
	}
	w.unnest(m)
}

// openArray begins an array.
func (w *writer) openArray() mark {
	switch {
	case !w.form:
		w.buf = append(w.buf, '[')
		w.comma = false
		return mark{}
	case config.arrays == arraysBrackets:
		return w.nest("[]")
	case config.arrays == arraysComma && !w.joined:
		w.pair()
		w.joined, w.comma = true, false
		return mark{prefix: -1}
	}
	return w.nest("")
}

// closeArray ends an array. A form says of an empty one that it is there.
func (w *writer) closeArray(m mark) {
	switch {
	case !w.form:
		w.buf = append(w.buf, ']')
		w.comma = true
	case m.prefix < 0:
		w.joined = false
	default:
		w.unnest(m)
	}
}

// nest makes the next value's name the prefix of what follows.
func (w *writer) nest(suffix string) mark {
	m := mark{prefix: len(w.prefix), buf: len(w.buf)}
	if w.key == "" {
		w.prefix = append(w.prefix, suffix...)
		return m
	}
	if m.prefix > 0 {
		w.prefix = append(w.prefix, '[')
	}
	w.prefix = append(w.prefix, w.key...)
	if m.prefix > 0 {
		w.prefix = append(w.prefix, ']')
	}
	w.prefix = append(w.prefix, suffix...)
	w.key = ""
	return m
}

// unnest goes back to the prefix before nest. Where nothing was written between them, it writes that there is nothing.
func (w *writer) unnest(m mark) {
	w.key = ""
	if m.buf == len(w.buf) && m.prefix < len(w.prefix) {
		w.pair()
	}
	w.prefix = w.prefix[:m.prefix]
}

// string writes a string.
func (w *writer) string(s string) {
	if w.form {
		w.pair()
		w.buf = appendForm(w.buf, s)
		return
	}
	if plain([]byte(s)) < len(s) {
		w.buf = appendQuoted(w.buf, s)
		return
	}
	at := len(w.buf)
	b := lengthen(w.buf, len(s)+2)
	b[at] = '"'
	copy(b[at+1:], s)
	b[len(b)-1] = '"'
	w.take(b)
}

// id writes an id: a number in JSON where ids of the API are numbers, else a string.
func (w *writer) id(id string) {
	if w.form || !config.numericIDs || id == "" || len(id) > 19 || id != "0" && id[0] == '0' || strings.Trim(id, "0123456789") != "" {
		w.string(id)
		return
	}
	w.buf = append(w.buf, id...)
}

// null writes null; in a form, nothing after the equals sign.
func (w *writer) null() {
	if w.form {
		w.pair()
		return
	}
	w.buf = append(w.buf, "null"...)
}

// scalar prepares for a value whose text is the same in JSON and forms.
func (w *writer) scalar() {
	if w.form {
		w.pair()
	}
}

// bool writes true or false.
func (w *writer) bool(v bool) {
	w.scalar()
	w.take(strconv.AppendBool(w.buf, v))
}

// int writes a whole number.
func (w *writer) int(v int64) {
	w.scalar()
	w.take(strconv.AppendInt(w.buf, v, 10))
}

var errNumber = errors.New("not a number that JSON can say")

// float writes a number.
func (w *writer) float(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		w.fail(errNumber)
		return
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	w.scalar()
	start := len(w.buf)
	w.buf = strconv.AppendFloat(w.buf, v, format, -1, 64)
	if w.form && format == 'e' {
		w.buf = appendForm(w.buf[:start], string(w.buf[start:]))
	}
}

// raw writes a value that is JSON text.
func (w *writer) raw(text string) {
	if w.form {
		d := decoder{text: []byte(text)}
		d.space()
		v := d.any()
		if err := d.end(); err != nil {
			w.fail(err)
			return
		}
		w.any(v)
		return
	}
	w.buf = append(w.buf, text...)
}

// escapedForm returns s so that it can stand in a form or query. Most names can as they are.
func escapedForm(s string) string {
	for i := range len(s) {
		if !unreserved(s[i]) {
			return string(appendForm(nil, s))
		}
	}
	return s
}

// unreserved reports whether c means only itself in a form or query.
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~'
}

// appendForm writes s so that it can stand in a form or query.
func appendForm(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case unreserved(c):
			b = append(b, c)
		case c == ' ':
			b = append(b, '+')
		default:
			b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return b
}

var writers = sync.Pool{New: func() any { return &writer{buf: make([]byte, 0, 4096)} }}

// newWriter returns a writer of JSON. Every resource asks for one, and a copy in each would be of no use.
//
//go:noinline
func newWriter() *writer { return writers.Get().(*writer) }

// marshal writes one object as JSON.
func marshal(o codable) ([]byte, error) {
	w := newWriter()
	return w.marshal(o)
}

// marshal writes one object as JSON and gives the writer back for reuse.
func (w *writer) marshal(o codable) ([]byte, error) {
	w.fields(o)
	text, err := slices.Clone(w.buf), w.err
	if cap(w.buf) <= mostKept {
		*w = writer{buf: w.buf[:0], last: w.last}
		writers.Put(w)
	}
	return text, err
}

// unmarshal reads one object from JSON.
func unmarshal(text []byte, v codable) error {
	_, rest := v.fields()
	*rest = members{}
	return decodeText(text, v)
}

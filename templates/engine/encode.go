package engine

import (
	"strconv"
	"unicode/utf8"
)

// appendJSON appends v as JSON. Absent is written as null.
func (v Value) appendJSON(b []byte) []byte {
	switch v.kind {
	case BoolKind:
		return strconv.AppendBool(b, v.num != 0)
	case IntKind:
		return strconv.AppendInt(b, v.num, 10)
	case NumberKind:
		return append(b, v.text...)
	case TextKind:
		return appendQuoted(b, v.text)
	case TimeKind:
		return append(appendTime(append(b, '"'), v.num), '"')
	case ListKind, MapKind:
		return v.appendTree(b)
	}
	return append(b, "null"...)
}

func (v Value) appendTree(b []byte) []byte {
	first, last := byte('['), byte(']')
	if v.kind == MapKind {
		first, last = '{', '}'
	}
	b = append(b, first)
	for i, x := range v.tree.vals {
		if v.kind == MapKind && (x.kind == Absent || v.tree.hides(i)) {
			continue
		}
		if b[len(b)-1] != first {
			b = append(b, ',')
		}
		if v.kind == MapKind {
			b = append(appendQuoted(b, v.tree.keys[i]), ':')
		}
		b = x.appendJSON(b)
	}
	return append(b, last)
}

// hides reports whether no answer carries member i, unless its type is known and it is asked for.
func (t *tree) hides(i int) bool {
	return t.shape != nil && (t.shape.fields[i].Hidden || t.shape.fields[i].Beyond)
}

// AppendJSON appends v as JSON to b.
func (v Value) AppendJSON(b []byte) []byte { return v.appendJSON(b) }

const hexDigits = "0123456789abcdef"

// asIs tells the bytes that stand for themselves in a JSON string.
var asIs = func() (t [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// appendQuoted appends s as a JSON string. Bytes that are not UTF-8 become U+FFFD.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if asIs[c] {
			i++
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		b = append(b, s[start:i]...)
		b = appendEscape(b, c)
		i += size
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch {
	case c == '"' || c == '\\':
		return append(b, '\\', c)
	case c == '\n':
		return append(b, '\\', 'n')
	case c == '\r':
		return append(b, '\\', 'r')
	case c == '\t':
		return append(b, '\\', 't')
	case c >= utf8.RuneSelf:
		return append(b, "\ufffd"...)
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

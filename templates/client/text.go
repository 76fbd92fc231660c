package client

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// What makes the eight bytes of a word noteworthy in a string: a quote, a backslash, a control character or a byte
// beyond ASCII. The high bit of each such byte is set. There may be false alarms above a true one; the lowest is true.
const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

func noteworthy(s []byte) uint64 {
	w := binary.LittleEndian.Uint64(s)
	quote := w ^ lows*'"'
	slash := w ^ lows*'\\'
	return (w | (w - lows*' ') | (quote - lows) | (slash - lows)) & highs
}

// plain returns how many bytes s begins with that stand for themselves in a JSON string.
func plain(s []byte) int {
	n := 0
	for ; len(s)-n >= 8; n += 8 {
		if marks := noteworthy(s[n:]); marks != 0 {
			return n + bits.TrailingZeros64(marks)/8
		}
	}
	if n > 0 { // what is left and some before it
		if n = len(s) - 8; noteworthy(s[n:]) == 0 {
			return len(s)
		}
	}
	for n < len(s) && ' ' <= s[n] && s[n] < utf8.RuneSelf && s[n] != '"' && s[n] != '\\' {
		n++
	}
	return n
}

// string reads a string.
func (d *decoder) string() string { return d.keep(d.quoted()) }

// quoted reads a string without keeping it.
func (d *decoder) quoted() []byte {
	if d.peek() != '"' {
		d.mismatch("a string")
		return nil
	}
	start := d.at + 1
	rest := d.text[start:]
	n := plain(rest)
	if n < len(rest) && rest[n] == '"' {
		d.at = start + n + 1
		return rest[:n]
	}
	end, simple := d.scanString(start + n)
	if d.err != nil {
		return nil
	}
	d.at = end + 1
	if text := d.text[start:end]; simple && utf8.Valid(text) {
		return text
	}
	return unquote(d.text[start:end])
}

// id reads an id: a string, or a number, whose text it is then.
func (d *decoder) id() string {
	if c := d.peek(); c == '-' || '0' <= c && c <= '9' {
		return d.keep(d.number())
	}
	return d.string()
}

// scanString finds the quote that ends the string in which at stands and checks what is on the way. It reports whether
// the string is free of escapes.
func (d *decoder) scanString(at int) (end int, simple bool) {
	simple = true
	for at < len(d.text) {
		switch c := d.text[at]; {
		case c == '"':
			return at, simple
		case c == '\\':
			simple = false
			n := escapeLen(d.text[at:])
			if n == 0 {
				d.at = at
				d.fail("bad escape in a string")
				return 0, false
			}
			at += n
		case c < ' ':
			d.at = at
			d.fail("control character in a string")
			return 0, false
		default:
			at++
			at += plain(d.text[at:])
		}
	}
	d.at = at
	d.fail("string without an end")
	return 0, false
}

// escapeLen returns the length of the escape that s begins with, or 0 if it is malformed.
func escapeLen(s []byte) int {
	if len(s) < 2 {
		return 0
	}
	switch s[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if hex4(s) >= 0 {
			return 6
		}
	}
	return 0
}

// hex4 reads the four digits of the escape \uXXXX that s begins with, or returns -1.
func hex4(s []byte) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range s[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// unquote resolves the escapes of a checked string. What is not UTF-8 becomes the replacement character.
func unquote(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			r, n := utf8.DecodeRune(s[i:])
			out = utf8.AppendRune(out, r)
			i += n
			continue
		}
		switch s[i+1] {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r := hex4(s[i:])
			i += 6
			if utf16.IsSurrogate(r) {
				if pair := utf16.DecodeRune(r, hex4(s[i:])); pair != utf8.RuneError {
					r = pair
					i += 6
				} else {
					r = utf8.RuneError
				}
			}
			out = utf8.AppendRune(out, r)
			continue
		default:
			out = append(out, s[i+1])
		}
		i += 2
	}
	return out
}

// appendQuoted writes s as a JSON string. What is not UTF-8 becomes the replacement character.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for len(s) > 0 {
		n := plain([]byte(s))
		b = append(b, s[:n]...)
		if s = s[n:]; s == "" {
			break
		}
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ':
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		case r == '\u2028' || r == '\u2029':
			b = append(b, `\u`...)
			b = strconv.AppendInt(b, int64(r), 16)
		default:
			b = utf8.AppendRune(b, r)
		}
		s = s[size:]
	}
	return append(b, '"')
}

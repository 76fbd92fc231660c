package spec

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// byteOrderMark may stand at the beginning of a file and means nothing.
const byteOrderMark = "\ufeff"

// checkText returns the text of a file with lines that end in \n alone, or refuses what is not text.
func checkText(name string, data []byte, errs *ErrorList) (string, bool) {
	if len(data) > maxBytes {
		errs.Add(Pos{name, 1, 1}, "yaml-limit", "the file has %d bytes; at most %d are read", len(data), maxBytes)
		return "", false
	}
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		errs.Add(Pos{name, 1, 1}, "yaml-encoding", "the file is UTF-16; save it as UTF-8")
		return "", false
	}
	src := strings.TrimPrefix(string(data), byteOrderMark)
	crlf := false
	for i := 0; i < len(src); {
		c := src[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		if c == '\r' && i+1 < len(src) && src[i+1] == '\n' {
			crlf = true
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(src[i:])
		if r == utf8.RuneError && size == 1 {
			errs.Add(placeOf(name, src, i), "yaml-encoding", "byte 0x%02x is not UTF-8", c)
			return "", false
		}
		if !printable(r) {
			errs.Add(placeOf(name, src, i), "yaml-character", "the character %U may not stand in a spec", r)
			return "", false
		}
		i += size
	}
	if crlf {
		src = strings.ReplaceAll(src, "\r\n", "\n")
	}
	return src, true
}

// placeOf is the place of the byte at offset i.
func placeOf(name, src string, i int) Pos {
	return Pos{name, strings.Count(src[:i], "\n") + 1, i - strings.LastIndexByte(src[:i], '\n')}
}

// printable reports whether a spec may hold the character: no control characters, nothing that some readers take for
// a line end, no marks that turn the direction of what follows (they can make a file look other than it is), no
// byte order mark in the middle, and nothing that is no character.
func printable(r rune) bool {
	switch {
	case r < ' ':
		return r == '\n' || r == '\t'
	case r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029:
		return false
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return false
	case r == 0xfeff, r&0xfffe == 0xfffe:
		return false
	}
	return utf8.ValidRune(r)
}

// isNumber reports whether s is a number as JSON writes it. What only some readers of YAML take for one (0x1f, 012,
// 1_000, .5, +1) is text.
func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := digits(s)
	if whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	s = s[whole:]
	if strings.HasPrefix(s, ".") {
		part := digits(s[1:])
		if part == 0 {
			return false
		}
		s = s[1+part:]
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		part := digits(s)
		if part == 0 {
			return false
		}
		s = s[part:]
	}
	return s == ""
}

// digits is how many decimal digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// lineLen is how many bytes are left of the line that s begins with.
func lineLen(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// clip shortens a text for a message.
func clip(s string) string {
	const most = 40
	s, _, cut := strings.Cut(s, "\n")
	if len(s) > most {
		s, cut = strings.ToValidUTF8(s[:most], ""), true
	}
	if cut {
		s += "…"
	}
	return s
}

// checkDocument refuses a file that holds several documents, or YAML directives. The one line --- before everything
// else may stay.
func checkDocument(name, text string, errs *ErrorList) bool {
	begun := false
	for line := 1; text != ""; line++ {
		end := lineLen(text)
		s := text[:end]
		switch {
		case !begun && (s == "" || s[0] == '#' || strings.Trim(s, " \t") == ""):
		case !begun && s[0] == '%':
			errs.Add(Pos{name, line, 1}, "yaml-document", "YAML directives are not read; remove the line")
			return false
		case begun && strings.HasPrefix(s, "---") || strings.HasPrefix(s, "..."):
			if len(s) == 3 || s[3] == ' ' || s[3] == '\t' {
				errs.Add(Pos{name, line, 1}, "yaml-document", "a file holds one document; remove the line %s or make it two files", s[:3])
				return false
			}
		default:
			begun = true
		}
		text = text[min(end+1, len(text)):]
	}
	return true
}

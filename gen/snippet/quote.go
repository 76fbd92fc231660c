package snippet

import (
	"fmt"
	"strings"
	"unicode"
)

// quoted writes text between quotes, on one line. A backslash goes before the quote, before a backslash, and before a
// rune of which special says so, given the one that follows; escape writes what cannot be seen.
func quoted(s, quote string, special func(r, next rune) bool, escape func(rune) string) string {
	var b strings.Builder
	b.WriteString(quote)
	runes := []rune(strings.ToValidUTF8(s, "\ufffd"))
	for i, r := range runes {
		next := rune(-1)
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case r == '\\' || string(r) == quote || special != nil && special(r, next):
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case hidden(r):
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString(quote)
	return b.String()
}

// hidden reports whether a rune is not seen, or makes others be seen where they do not stand.
func hidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff':
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// unicodeEscape is how most languages write a rune by its number. All hidden ones have four digits.
func unicodeEscape(r rune) string { return fmt.Sprintf(`\u%04x`, r) }

// visible is text without what could hide what it says.
func visible(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r == '\t':
			return ' '
		case hidden(r):
			return '\ufffd'
		}
		return r
	}, s)
}

package gosrc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/internal/jen"
)

// width is how many characters a line of a comment has at most, the slashes not counted, unless one word is longer.
const width = 110

// Doc returns a text as a comment of one line or more. Whatever the text, nothing of it stands outside the comment and
// no line of it is read as a directive. It is an item of its own before what it tells of: jennifer would put a space
// between the parts of one item, and gofmt leave such a comment as it is. An empty text gives nothing.
func Doc(text string) jen.Code {
	lines := Lines(text, width)
	for i, line := range lines {
		lines[i] = strings.TrimSuffix("// "+line, " ")
	}
	if len(lines) == 0 {
		return jen.Null()
	}
	return jen.Comment(strings.Join(lines, "\n")) // jennifer writes what begins with slashes as it stands
}

// Lines cleans a text and breaks it into lines of at most max characters. Paragraphs are parted by one empty line; the
// items of a list stand on lines of their own, indented as gofmt has them.
func Lines(text string, max int) []string {
	var lines, words []string
	bullet := ""
	flush := func() {
		for i, line := range fill(words, max-len(bullet)) {
			if i > 0 {
				bullet = strings.Repeat(" ", len(bullet))
			}
			lines = append(lines, bullet+line)
		}
		words, bullet = nil, ""
	}
	for _, line := range strings.Split(clean(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			flush()
			if len(lines) > 0 && lines[len(lines)-1] != "" {
				lines = append(lines, "")
			}
			continue
		}
		if isItem(fields) && len(lines)+len(words) > 0 { // gofmt reads no list where no text stands before it
			flush()
			bullet, fields = "  - ", fields[1:]
		}
		words = append(words, fields...)
	}
	flush()
	if len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// isItem reports whether a line is an item of a list.
func isItem(fields []string) bool { return len(fields) > 1 && (fields[0] == "-" || fields[0] == "*") }

// fill sets words in lines.
func fill(words []string, max int) []string {
	var lines []string
	var line []string
	size := 0
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if len(line) > 0 && size+1+n > max {
			lines = append(lines, strings.Join(line, " "))
			line = line[:0]
		}
		if len(line) == 0 {
			w, size = harmless(w), n
		} else {
			size += 1 + n
		}
		line = append(line, w)
	}
	if len(line) > 0 {
		lines = append(lines, strings.Join(line, " "))
	}
	return lines
}

// harmless changes a word that would make a line mean something to a tool: a build constraint, a heading, the target of
// a link.
func harmless(w string) string {
	if strings.HasPrefix(w, "+build") || strings.HasPrefix(w, "#") || strings.HasPrefix(w, "[") && strings.HasSuffix(w, "]:") {
		return "'" + w
	}
	return w
}

// clean keeps line breaks of whatever kind as \n, and drops what is not text: control characters, marks that turn the
// direction of writing, characters without width, and bytes that are not UTF-8. Of backquotes and apostrophes in a row
// it keeps one: gofmt would make curly quotes of two.
func clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= ' ' && r < 0x7f:
			return r
		case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t':
			return ' '
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	for _, quote := range []string{"`", "'"} {
		for strings.Contains(text, quote+quote) {
			text = strings.ReplaceAll(text, quote+quote, quote)
		}
	}
	return text
}

// oneLine is clean for a text that may have no line break.
func oneLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// Sentence returns text on one line, with a full stop at its end unless it ends a sentence already.
func Sentence(text string) string {
	text = oneLine(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") {
		return text
	}
	return text + "."
}

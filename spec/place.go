package spec

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// index finds the beginnings of the lines.
func (s *source) index() {
	s.lines = make([]int, 1, strings.Count(s.text, "\n")+1)
	for i := range len(s.text) {
		switch c := s.text[i]; {
		case c == '\n':
			s.lines = append(s.lines, i+1)
		case c >= utf8.RuneSelf:
			s.ascii = false
		}
	}
}

// pos is where a node begins. The reader counts columns in characters.
func (s *source) pos(n *yaml.Node) Pos {
	pos := Pos{s.file, n.Line, n.Column}
	if n.Line > len(s.lines) { // nothing, at the very end
		return s.placeAt(len(s.text))
	}
	if s.ascii {
		return pos
	}
	line, at, left := s.text[s.lines[n.Line-1]:], 0, n.Column-1
	if left >= markEvery {
		marks := s.marks(n.Line)
		i := min(left/markEvery, len(marks)-1)
		at, left = marks[i], left-i*markEvery
	}
	for range left {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	pos.Col = at + 1
	return pos
}

// markEvery is how many characters are between two marks of a line.
const markEvery = 256

// marks returns the offset in a line of every 256th character, so that no place in a long line takes long to find.
func (s *source) marks(line int) []int {
	if marks, ok := s.wide[line]; ok {
		return marks
	}
	var marks []int
	text := s.text[s.lines[line-1]:]
	count := 0
	for at := range text[:lineLen(text)] {
		if count%markEvery == 0 {
			marks = append(marks, at)
		}
		count++
	}
	if s.wide == nil {
		s.wide = map[int][]int{}
	}
	s.wide[line] = marks
	return marks
}

// place is where the byte at offset off of a scalar's text stands in the file.
func (s *source) place(n *yaml.Node, off int) Pos { return s.origin(n).at(off) }

// origin knows the place of each byte of a text: beginning at pos, or where a table says.
type origin struct {
	pos   Pos
	src   *source
	table []int // for each byte its offset in the file; nil where the text stands on one line as it is
}

// at is the place of the byte at offset off.
func (o origin) at(off int) Pos {
	if o.table != nil {
		return o.src.placeAt(o.table[min(off, len(o.table)-1)])
	}
	return Pos{o.pos.File, o.pos.Line, o.pos.Col + off}
}

// origin returns where the text of a scalar stands.
func (s *source) origin(n *yaml.Node) origin {
	pos, escape := s.pos(n), ""
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		pos.Col, escape = pos.Col+1, `\`
	case n.Style&yaml.SingleQuotedStyle != 0:
		pos.Col, escape = pos.Col+1, `'`
	}
	at := s.lines[min(pos.Line, len(s.lines))-1] + pos.Col - 1
	if at > len(s.text) || strings.HasPrefix(s.text[at:], n.Value) {
		return origin{pos: pos}
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		at += lineLen(s.text[at:])
	}
	return origin{src: s, table: follow(s.text, at, n.Value, escape)}
}

// follow returns, for each byte of value and for its end, the offset in text where it stands, from at on. White space
// in the text may stand for other white space, and what begins with escape for one character.
func follow(text string, at int, value, escape string) []int {
	at += blanks(text[at:])
	table := make([]int, 0, len(value)+1)
	for i := 0; i < len(value) && at < len(text); {
		if escape == `\` && strings.HasPrefix(text[at:], "\\\n") { // stands for nothing
			at += 2
			at += blanks(text[at:])
			continue
		}
		_, size := utf8.DecodeRuneInString(value[i:])
		_, width := utf8.DecodeRuneInString(text[at:])
		here := at
		switch {
		case escape != "" && strings.HasPrefix(text[at:], escape):
			at += escapeLen(text[at:])
		case blanks(value[i:]) > 0 && blanks(text[at:]) > 0:
			size = blanks(value[i:])
			at += blanks(text[at:])
		default:
			at += width
		}
		for range size {
			table = append(table, here)
		}
		i += size
	}
	return append(table, at)
}

// blanks is how many spaces and line ends s begins with.
func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \n")) }

// escapeLen is how long the escape is that s begins with: a backslash and what follows it, or two single quotes.
func escapeLen(s string) int {
	n := 2
	if len(s) > 1 && s[0] == '\\' {
		switch s[1] {
		case 'x':
			n = 4
		case 'u':
			n = 6
		case 'U':
			n = 10
		}
	}
	return min(n, len(s))
}

// placeAt is the place of the byte at offset at.
func (s *source) placeAt(at int) Pos {
	line, found := slices.BinarySearch(s.lines, at)
	if !found {
		line--
	}
	return Pos{s.file, line + 1, at - s.lines[line] + 1}
}

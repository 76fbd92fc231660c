package engine

import (
	"encoding/binary"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// spelling makes ids that match a pattern of their own, each another for as long as there are any.
type spelling struct {
	whole  *lazyPattern
	tree   *syntax.Regexp
	mark   string // what test ids have in them; empty where they look like others
	length int    // how often is repeated what may be repeated for ever
}

// many stands for more texts than need be counted.
const many = 1 << 62

// spelling returns what makes ids that match a pattern, made once; nil where none can be made.
func (p *Program) spelling(pattern string) *spelling {
	if got, ok := p.spellings.Load(pattern); ok {
		return got.(*spelling)
	}
	s := &spelling{whole: p.pattern(pattern), mark: p.testMark(), length: p.API.IDs.length()}
	if tree, err := syntax.Parse(pattern, syntax.Perl); err == nil && s.size(tree) <= longestID {
		s.tree = tree
	}
	got, _ := p.spellings.LoadOrStore(pattern, s)
	return got.(*spelling)
}

// spell returns the id that seed, account and counter give; false where the pattern asks for more than is understood.
func (s *spelling) spell(sum []byte, live bool, n uint64) (string, bool) {
	if s.tree == nil {
		return "", false
	}
	i := binary.BigEndian.Uint64(sum)
	if of := s.count(s.tree); of < many {
		i = (i%of + n%of) % of
	}
	text := string(s.write(nil, s.tree, live, i))
	return text, text != "" && len(text) <= longestID && s.whole.match(text)
}

// size is how many steps it takes at most to write a text of an expression, or some number beyond longestID. Repetitions
// within each other multiply, so it is worked out without taking any of them.
func (s *spelling) size(re *syntax.Regexp) int {
	n := 1
	if re.Op == syntax.OpLiteral {
		n = len(re.Rune)
	}
	if times, of := s.times(re); times > 0 {
		n += times * s.size(of)
	} else {
		for _, sub := range re.Sub {
			n += s.size(sub)
		}
	}
	return min(n, longestID+1)
}

// times is how often an expression repeats another, 0 where it repeats none.
func (s *spelling) times(re *syntax.Regexp) (times int, of *syntax.Regexp) {
	switch re.Op {
	case syntax.OpStar, syntax.OpPlus:
		return s.length, re.Sub[0]
	case syntax.OpRepeat:
		if times = max(re.Min, s.length); re.Max >= 0 {
			times = min(times, re.Max)
		}
		return times, re.Sub[0]
	}
	return 0, nil
}

// count is how many texts an expression stands for.
func (s *spelling) count(re *syntax.Regexp) uint64 {
	switch re.Op {
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return uint64(len(letters(re)))
	case syntax.OpAlternate:
		n := uint64(0)
		for _, sub := range re.Sub {
			n = min(many, n+s.count(sub))
		}
		return n
	}
	n := uint64(1)
	for _, sub := range s.parts(re) {
		if c := s.count(sub); n > many/c {
			return many
		} else {
			n *= c
		}
	}
	return n
}

// parts are the expressions that stand one behind the other in an expression. What may be left out is.
func (s *spelling) parts(re *syntax.Regexp) []*syntax.Regexp {
	if re.Op == syntax.OpConcat || re.Op == syntax.OpCapture {
		return re.Sub
	}
	times, of := s.times(re)
	parts := make([]*syntax.Regexp, times)
	for i := range parts {
		parts[i] = of
	}
	return parts
}

// write appends text i of those that an expression stands for.
func (s *spelling) write(b []byte, re *syntax.Regexp, live bool, i uint64) []byte {
	switch re.Op {
	case syntax.OpLiteral:
		return append(b, string(re.Rune)...)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		set := letters(re)
		return utf8.AppendRune(b, set[i%uint64(len(set))])
	case syntax.OpQuest:
		if with := s.write(nil, re.Sub[0], live, 0); !live && s.mark != "" && strings.Contains(string(with), s.mark) {
			return append(b, with...)
		}
		return b
	case syntax.OpAlternate:
		for n, sub := range re.Sub {
			c := s.count(sub)
			if i < c || c == many || n == len(re.Sub)-1 {
				return s.write(b, sub, live, i)
			}
			i -= c
		}
		return b
	}
	counted := s.count(re) < many
	for _, sub := range s.parts(re) {
		c := s.count(sub)
		if counted {
			b, i = s.write(b, sub, live, i%c), i/c
			continue
		}
		i = mixed(i)
		b = s.write(b, sub, live, i)
	}
	return b
}

// letters are the characters of a set that an id is written in: digits and letters, if it has any; else those of ASCII,
// else its first.
func letters(re *syntax.Regexp) []rune {
	ranges := re.Rune
	if re.Op != syntax.OpCharClass {
		ranges = []rune{'0', '9', 'a', 'z'}
	}
	var plain, other []rune
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := max(ranges[i], '!'); r <= min(ranges[i+1], '~'); r++ {
			if r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' {
				plain = append(plain, r)
			} else {
				other = append(other, r)
			}
		}
	}
	switch {
	case len(plain) > 0:
		return plain
	case len(other) > 0:
		return other
	case len(ranges) > 0:
		return ranges[:1]
	}
	return []rune{'?'} // no character is of the set
}

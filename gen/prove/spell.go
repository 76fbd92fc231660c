package prove

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// spell is a short text that a regular expression matches and that has some number of characters at least, so far as the
// expression leaves room for that; empty where there is none that is found.
func spell(pattern string, least int) string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return ""
	}
	re = re.Simplify()
	text := spelled(re, 0)
	for more := 1; utf8.RuneCountInString(text) < least && more <= least; more++ {
		text = spelled(re, more)
	}
	return text
}

// spelled is a text that an expression matches, in which whatever may be repeated is repeated so many times more than it
// must be.
func spelled(re *syntax.Regexp, more int) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(character(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpCapture, syntax.OpAlternate:
		return spelled(re.Sub[0], more)
	case syntax.OpStar, syntax.OpQuest:
		return strings.Repeat(spelled(re.Sub[0], more), repeats(re, more))
	case syntax.OpPlus:
		return strings.Repeat(spelled(re.Sub[0], more), 1+more)
	case syntax.OpConcat:
		var b strings.Builder
		for _, part := range re.Sub {
			b.WriteString(spelled(part, more))
		}
		return b.String()
	}
	return "" // an edge, which has no width
}

func repeats(re *syntax.Regexp, more int) int {
	if re.Op == syntax.OpQuest {
		return min(more, 1)
	}
	return more
}

// character is the most ordinary character of a class, which is given as pairs of first and last.
func character(ranges []rune) rune {
	for _, wanted := range "aA0-_ " {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= wanted && wanted <= ranges[i+1] {
				return wanted
			}
		}
	}
	if len(ranges) == 0 {
		return 'a'
	}
	return ranges[0]
}

package openapi

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// ecma writes a regular expression of Go as one of ECMAScript, which JSON Schema wants, that matches the same texts. It
// is empty where there is none.
func ecma(expr string) string {
	if expr == "" {
		return ""
	}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return ""
	}
	p := &patternPrinter{}
	p.print(re)
	if p.failed {
		return ""
	}
	return p.b.String()
}

// patternPrinter prints what the parser made of an expression. Classes stand as ranges: \d, \w and \s are other sets of
// characters in other dialects.
type patternPrinter struct {
	b      strings.Builder
	failed bool
}

func (p *patternPrinter) print(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpEmptyMatch:
		p.b.WriteString("(?:)")
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			p.literal(r, re.Flags&syntax.FoldCase != 0)
		}
	case syntax.OpCharClass:
		p.class(re.Rune)
	case syntax.OpAnyCharNotNL:
		p.b.WriteString(`[^\n]`)
	case syntax.OpAnyChar:
		p.b.WriteString(`[\s\S]`)
	case syntax.OpBeginText:
		p.b.WriteByte('^')
	case syntax.OpEndText:
		p.b.WriteByte('$')
	case syntax.OpWordBoundary:
		p.b.WriteString(`\b`)
	case syntax.OpNoWordBoundary:
		p.b.WriteString(`\B`)
	case syntax.OpCapture:
		p.group("(", re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			p.part(sub, sub.Op == syntax.OpAlternate)
		}
	case syntax.OpAlternate:
		for i, sub := range re.Sub {
			if i > 0 {
				p.b.WriteByte('|')
			}
			p.print(sub)
		}
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		p.repeat(re)
	default: // lines of a text, and what matches nothing
		p.failed = true
	}
}

// part prints a part of a larger expression, in a group where it would come apart.
func (p *patternPrinter) part(re *syntax.Regexp, group bool) {
	if group {
		p.group("(?:", re)
		return
	}
	p.print(re)
}

func (p *patternPrinter) group(open string, re *syntax.Regexp) {
	p.b.WriteString(open)
	p.print(re)
	p.b.WriteByte(')')
}

func (p *patternPrinter) repeat(re *syntax.Regexp) {
	sub := re.Sub[0]
	single := sub.Op == syntax.OpCharClass || sub.Op == syntax.OpCapture || sub.Op == syntax.OpAnyChar || sub.Op == syntax.OpAnyCharNotNL ||
		sub.Op == syntax.OpLiteral && len(sub.Rune) == 1
	p.part(sub, !single)
	switch {
	case re.Op == syntax.OpStar:
		p.b.WriteByte('*')
	case re.Op == syntax.OpPlus:
		p.b.WriteByte('+')
	case re.Op == syntax.OpQuest:
		p.b.WriteByte('?')
	case re.Max < 0:
		fmt.Fprintf(&p.b, "{%d,}", re.Min)
	case re.Max == re.Min:
		fmt.Fprintf(&p.b, "{%d}", re.Min)
	default:
		fmt.Fprintf(&p.b, "{%d,%d}", re.Min, re.Max)
	}
	if re.Flags&syntax.NonGreedy != 0 {
		p.b.WriteByte('?')
	}
}

// literal prints one character; where case means nothing, all that it may be.
func (p *patternPrinter) literal(r rune, fold bool) {
	if fold && unicode.SimpleFold(r) != r {
		var all []rune
		for c := unicode.SimpleFold(r); ; c = unicode.SimpleFold(c) {
			all = append(all, c, c)
			if c == r {
				break
			}
		}
		slices.Sort(all)
		p.class(all)
		return
	}
	p.rune(r, `\^$.*+?()[]{}|`)
}

// class prints pairs of first and last character.
func (p *patternPrinter) class(pairs []rune) {
	if len(pairs) == 0 {
		p.failed = true
		return
	}
	p.b.WriteByte('[')
	if pairs[0] == 0 && pairs[len(pairs)-1] == unicode.MaxRune && len(pairs) > 2 {
		p.b.WriteByte('^')
		for i := 1; i+1 < len(pairs); i += 2 {
			p.span(pairs[i]+1, pairs[i+1]-1)
		}
	} else {
		for i := 0; i+1 < len(pairs); i += 2 {
			p.span(pairs[i], pairs[i+1])
		}
	}
	p.b.WriteByte(']')
}

func (p *patternPrinter) span(lo, hi rune) {
	const special = `\^[]-`
	p.rune(lo, special)
	switch {
	case lo == hi:
		return
	case hi > lo+1:
		p.b.WriteByte('-')
	}
	p.rune(hi, special)
}

// rune prints a character, escaped where it is one of special. Those that are no text of their own are spelled.
func (p *patternPrinter) rune(r rune, special string) {
	switch {
	case strings.ContainsRune(special, r):
		p.b.WriteByte('\\')
		p.b.WriteRune(r)
	case strings.ContainsRune("\t\n\v\f\r", r):
		p.b.WriteString([]string{`\t`, `\n`, `\v`, `\f`, `\r`}[r-'\t'])
	case r < ' ' || r >= 0x7f && r <= 0xffff && !unicode.IsPrint(r):
		fmt.Fprintf(&p.b, `\u%04x`, r)
	case r > 0xffff && !unicode.IsPrint(r):
		p.failed = true // spelled in as many ways as there are dialects
	default:
		p.b.WriteRune(r)
	}
}

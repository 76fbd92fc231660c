package goclient

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	. "github.com/chargegen/chargegen/gen/internal/jen"
)

// piece is one part of a pattern as the runtime has it: fixed text, or characters of a set.
type piece struct {
	text        string
	set         string
	least, most int
}

// Bounds on patterns: what goes beyond them is not checked by the client.
const (
	mostAlternatives = 16
	mostPieces       = 64
)

// pattern is the expression for a regular expression in the runtime's simple form, or nil if it has none.
func pattern(expr string) *Statement {
	alternatives := simplify(expr)
	if alternatives == nil {
		return nil
	}
	return Id("pattern").ValuesFunc(func(g *Group) {
		for _, parts := range alternatives {
			g.ValuesFunc(func(g *Group) {
				for _, p := range parts {
					g.Add(p.code())
				}
			})
		}
	})
}

func (p *piece) code() *Statement {
	if p.text != "" {
		return Values(Id("text").Op(":").Lit(p.text))
	}
	return Values(Id("set").Op(":").Lit(p.set), Id("least").Op(":").Lit(p.least), Id("most").Op(":").Lit(p.most))
}

// simplify turns a regular expression into alternatives of pieces. It returns nil for one that it cannot say exactly.
func simplify(expr string) [][]piece {
	if expr == "" {
		return nil
	}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	s := &simplifier{}
	all := s.alternatives(re)
	if s.failed || len(all) == 0 {
		return nil
	}
	for i, parts := range all {
		if parts = s.anchored(parts); s.failed {
			return nil
		}
		all[i] = parts
	}
	return all
}

// simplifier remembers whether something could not be said.
type simplifier struct{ failed bool }

func (s *simplifier) fail() [][]piece {
	s.failed = true
	return nil
}

// The pieces that stand for the ends of the text until anchored takes them away.
const (
	beginning = -1
	ending    = -2
)

func (s *simplifier) alternatives(re *syntax.Regexp) [][]piece {
	if s.failed || re.Flags&syntax.FoldCase != 0 {
		return s.fail()
	}
	switch re.Op {
	case syntax.OpEmptyMatch:
		return [][]piece{{}}
	case syntax.OpLiteral:
		return [][]piece{{{text: string(re.Rune)}}}
	case syntax.OpBeginText:
		return [][]piece{{{most: beginning, least: beginning}}}
	case syntax.OpEndText:
		return [][]piece{{{most: ending, least: ending}}}
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		if set, ok := classSet(re); ok {
			return [][]piece{{{set: set, least: 1, most: 1}}}
		}
	case syntax.OpCapture:
		return s.alternatives(re.Sub[0])
	case syntax.OpStar:
		return s.repeat(re.Sub[0], 0, -1)
	case syntax.OpPlus:
		return s.repeat(re.Sub[0], 1, -1)
	case syntax.OpQuest:
		return s.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		return s.repeat(re.Sub[0], re.Min, re.Max)
	case syntax.OpAlternate:
		var all [][]piece
		for _, sub := range re.Sub {
			all = append(all, s.alternatives(sub)...)
		}
		return s.bounded(all)
	case syntax.OpConcat:
		return s.concat(re.Sub)
	}
	return s.fail()
}

func (s *simplifier) concat(subs []*syntax.Regexp) [][]piece {
	all := [][]piece{{}}
	for _, sub := range subs {
		var next [][]piece
		for _, tail := range s.alternatives(sub) {
			for _, head := range all {
				next = append(next, append(head[:len(head):len(head)], tail...))
			}
		}
		if all = s.bounded(next); s.failed {
			return nil
		}
	}
	return all
}

func (s *simplifier) bounded(all [][]piece) [][]piece {
	if len(all) > mostAlternatives {
		return s.fail()
	}
	for _, parts := range all {
		if len(parts) > mostPieces {
			return s.fail()
		}
	}
	return all
}

// repeat says a repetition: of one character as a piece, of anything else only if it may be left out.
func (s *simplifier) repeat(sub *syntax.Regexp, least, most int) [][]piece {
	inner := s.alternatives(sub)
	switch {
	case s.failed:
		return nil
	case len(inner) == 1 && len(inner[0]) == 1:
		p := inner[0][0]
		if p.text != "" && utf8.RuneCountInString(p.text) == 1 && len(p.text) == 1 {
			return [][]piece{{{set: p.text + p.text, least: least, most: most}}}
		}
		if p.text == "" && p.least == 1 && p.most == 1 {
			return [][]piece{{{set: p.set, least: least, most: most}}}
		}
	}
	if least == 0 && most == 1 {
		return s.bounded(append([][]piece{{}}, inner...))
	}
	return s.fail()
}

// Sets that take in bytes beyond ASCII. They count bytes, not characters.
const (
	anyCharacter = "\x00\xff"
	anyButBreak  = "\x00\x09\x0b\xff"
)

// classSet lists the ranges of a class as pairs of bytes. A class beyond ASCII cannot be said, but for the two above.
func classSet(re *syntax.Regexp) (string, bool) {
	switch re.Op {
	case syntax.OpAnyChar:
		return anyCharacter, true
	case syntax.OpAnyCharNotNL:
		return anyButBreak, true
	}
	var b strings.Builder
	for i := 0; i+1 < len(re.Rune); i += 2 {
		if re.Rune[i+1] >= utf8.RuneSelf {
			return "", false
		}
		b.WriteByte(byte(re.Rune[i]))
		b.WriteByte(byte(re.Rune[i+1]))
	}
	return b.String(), b.Len() > 0
}

// anchored takes the ends away. Where one is missing, anything may stand there.
func (s *simplifier) anchored(parts []piece) []piece {
	anything := piece{set: anyCharacter, least: 0, most: -1}
	if len(parts) > 0 && parts[0].most == beginning && parts[0].least == beginning {
		parts = parts[1:]
	} else {
		parts = append([]piece{anything}, parts...)
	}
	if n := len(parts); n > 0 && parts[n-1].most == ending && parts[n-1].least == ending {
		parts = parts[:n-1]
	} else {
		parts = append(parts[:len(parts):len(parts)], anything)
	}
	for _, p := range parts {
		wide := p.set == anyCharacter || p.set == anyButBreak
		if p.least < 0 || wide && (p.least > 1 || p.most >= 0) {
			s.failed = true
		}
	}
	return parts
}

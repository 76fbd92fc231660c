package engine

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// lazyPattern is a regular expression that is compiled when it is first asked. One that cannot be compiled matches all.
type lazyPattern struct {
	text string
	once sync.Once
	run  *run // the same, where it is that simple
	re   *regexp.Regexp
}

func newPattern(text string) *lazyPattern {
	if text == "" {
		return nil
	}
	return &lazyPattern{text: text}
}

func (p *lazyPattern) match(s string) bool {
	if p == nil {
		return true
	}
	p.once.Do(p.compile)
	if p.run != nil {
		return p.run.match(s)
	}
	return p.re == nil || p.re.MatchString(s)
}

func (p *lazyPattern) compile() {
	if tree, err := syntax.Parse(p.text, syntax.Perl); err == nil {
		if p.run = newRun(tree); p.run == nil {
			p.re, _ = regexp.Compile(p.text)
		}
	}
}

// run is a pattern of so many characters of one set and nothing else, such as ^[0-9a-z]{19}$. Most of what is asked of
// ids is one, and a regular expression takes ten times as long to say it.
type run struct {
	set      string // the characters, all of them ASCII
	min, max int    // how many; a max below 0 is any number
}

func (r *run) match(s string) bool {
	return len(s) >= r.min && (r.max < 0 || len(s) <= r.max) && strings.Trim(s, r.set) == ""
}

// newRun is nil for any other pattern.
func newRun(tree *syntax.Regexp) *run {
	if tree.Op != syntax.OpConcat || len(tree.Sub) != 3 || tree.Sub[0].Op != syntax.OpBeginText || tree.Sub[2].Op != syntax.OpEndText {
		return nil
	}
	r := &run{min: 1, max: 1}
	of := tree.Sub[1]
	switch of.Op {
	case syntax.OpPlus:
		r.max = -1
	case syntax.OpStar:
		r.min, r.max = 0, -1
	case syntax.OpRepeat:
		r.min, r.max = of.Min, of.Max
	default:
		return nil
	}
	if of = of.Sub[0]; of.Op != syntax.OpCharClass {
		return nil
	}
	for i := 0; i < len(of.Rune); i += 2 {
		for c := of.Rune[i]; c <= of.Rune[i+1]; c++ {
			if c >= 0x80 {
				return nil
			}
			r.set += string(c)
		}
	}
	return r
}

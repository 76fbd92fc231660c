package spec

import (
	"fmt"
	"strings"
)

// maxTypeDepth bounds how many types may be wrapped in each other.
const maxTypeDepth = 8

// ParseType parses a type expression that begins at pos and stands on one line: a name; "list of T", "map of T";
// "page of N", "id of N", "expandable N" for the name N of an object; or alternatives joined by "or". An error is an
// *Error.
func ParseType(text string, pos Pos) (*TypeExpr, error) {
	if t, err := parseType(text, origin{pos: pos}); err == nil {
		return t, nil
	} else {
		return nil, err
	}
}

// parseType parses a type expression.
func parseType(text string, from origin) (*TypeExpr, *Error) {
	p := &typeParser{from: from}
	if len(text) > maxExprText {
		p.fail("the type has %d bytes; at most %d are read", len(text), maxExprText)
		return nil, p.err
	}
	for at := 0; at < len(text); {
		if text[at] == ' ' || text[at] == '\n' {
			at++
			continue
		}
		end := at
		for end < len(text) && text[end] != ' ' && text[end] != '\n' {
			end++
		}
		p.words = append(p.words, word{text[at:end], at})
		at = end
	}
	p.end = len(text)
	t := p.or(0)
	if p.err == nil && len(p.words) > 0 {
		p.fail("unexpected %q after the type", clip(p.words[0].text))
	}
	if p.err != nil {
		return nil, p.err
	}
	return t, nil
}

type word struct {
	text string
	at   int
}

type typeParser struct {
	from  origin
	words []word
	end   int
	err   *Error
}

func (p *typeParser) here() Pos {
	at := p.end
	if len(p.words) > 0 {
		at = p.words[0].at
	}
	return p.from.at(at)
}

func (p *typeParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = &Error{Pos: p.here(), Rule: "type-syntax", Severity: SeverityError, Msg: fmt.Sprintf(format, args...)}
	}
}

// accept takes the next word if it is w.
func (p *typeParser) accept(w string) bool {
	if len(p.words) > 0 && p.words[0].text == w {
		p.words = p.words[1:]
		return true
	}
	return false
}

func (p *typeParser) or(depth int) *TypeExpr {
	t := p.one(depth)
	if p.err != nil || len(p.words) == 0 || p.words[0].text != "or" {
		return t
	}
	union := &TypeExpr{Pos: t.Pos, Op: "or", Args: []*TypeExpr{t}}
	for p.err == nil && p.accept("or") {
		union.Args = append(union.Args, p.one(depth))
	}
	return union
}

func (p *typeParser) one(depth int) *TypeExpr {
	if depth > maxTypeDepth {
		p.fail("the type is nested more than %d deep", maxTypeDepth)
		return nil
	}
	pos := p.here()
	if len(p.words) == 0 {
		p.fail("wanted a type")
		return nil
	}
	head := p.words[0].text
	switch head {
	case "list", "map":
		if len(p.words) == 1 || p.words[1].text != "of" {
			p.fail("wanted %q", head+" of T")
			return nil
		}
		p.words = p.words[2:]
		return &TypeExpr{Pos: pos, Op: head, Args: []*TypeExpr{p.one(depth + 1)}}
	case "page", "id":
		if len(p.words) == 1 || p.words[1].text != "of" {
			break
		}
		p.words = p.words[2:]
		return &TypeExpr{Pos: pos, Op: head, Args: []*TypeExpr{p.name()}}
	case "expandable":
		p.words = p.words[1:]
		return &TypeExpr{Pos: pos, Op: head, Args: []*TypeExpr{p.name()}}
	}
	return p.name()
}

func (p *typeParser) name() *TypeExpr {
	if len(p.words) == 0 {
		p.fail("wanted a name")
		return nil
	}
	w := p.words[0].text
	for i := range len(w) {
		if !isNamePart(w[i]) || i == 0 && !isNameStart(w[i]) {
			p.fail("bad name %q in a type", clip(w))
			return nil
		}
	}
	if w == "of" || w == "or" {
		p.fail("wanted a name before %q", w)
		return nil
	}
	t := &TypeExpr{Pos: p.here(), Op: "name", Name: w}
	p.words = p.words[1:]
	return t
}

// String prints the type so that parsing it again gives the same one.
func (t *TypeExpr) String() string {
	switch t.Op {
	case "name":
		return t.Name
	case "or":
		parts := make([]string, len(t.Args))
		for i, arg := range t.Args {
			parts[i] = arg.String()
		}
		return strings.Join(parts, " or ")
	case "expandable":
		return "expandable " + t.Args[0].String()
	}
	return t.Op + " of " + t.Args[0].String()
}

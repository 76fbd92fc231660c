package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of a condition, so that no text can exhaust the stack of whoever walks it.
const (
	maxExprDepth = 64
	maxExprText  = 4096
)

// ParseExpr parses the text of a condition that begins at pos and stands on one line. An error is an *Error.
func ParseExpr(text string, pos Pos) (Expr, error) {
	if e, err := parseExpr(text, origin{pos: pos}); err == nil {
		return e, nil
	} else {
		return nil, err
	}
}

// parseExpr parses the text of a condition.
func parseExpr(text string, from origin) (Expr, *Error) {
	p := &exprParser{text: text, from: from}
	if len(text) > maxExprText {
		p.fail(0, "the condition has %d bytes; at most %d are read", len(text), maxExprText)
		return nil, p.err
	}
	p.next()
	e := p.or()
	if p.err == nil && p.tok.kind != tokEnd {
		p.fail(p.tok.at, "unexpected %s after the condition", p.tok.describe())
	}
	if p.err != nil {
		return nil, p.err
	}
	return e, nil
}

type tokKind int

const (
	tokEnd tokKind = iota
	tokName
	tokString
	tokNumber
	tokOp
)

type token struct {
	kind tokKind
	text string
	at   int // byte offset in the text
}

func (t token) describe() string {
	if t.kind == tokEnd {
		return "end of text"
	}
	return strconv.Quote(clip(t.text))
}

type exprParser struct {
	text  string
	from  origin
	at    int
	depth int
	tok   token
	err   *Error
}

func (p *exprParser) pos(at int) Pos { return p.from.at(at) }

func (p *exprParser) fail(at int, format string, args ...any) {
	if p.err == nil {
		p.err = &Error{Pos: p.pos(at), Rule: "condition-syntax", Severity: SeverityError, Msg: fmt.Sprintf(format, args...)}
	}
	p.tok = token{kind: tokEnd, at: at}
	p.at = len(p.text)
}

// next reads one token.
func (p *exprParser) next() {
	for p.at < len(p.text) && strings.IndexByte(" \t\n\r", p.text[p.at]) >= 0 {
		p.at++
	}
	at := p.at
	if at == len(p.text) {
		p.tok = token{kind: tokEnd, at: at}
		return
	}
	switch c := p.text[at]; {
	case isNameStart(c):
		for p.at < len(p.text) && isNamePart(p.text[p.at]) {
			p.at++
		}
		p.tok = token{tokName, p.text[at:p.at], at}
	case isDigit(c), c == '-' && at+1 < len(p.text) && isDigit(p.text[at+1]):
		p.number()
	case c == '"', c == '\'':
		p.quoted(c)
	default:
		p.operator()
	}
}

func (p *exprParser) number() {
	at := p.at
	p.at++
	for p.at < len(p.text) && (isDigit(p.text[p.at]) || p.text[p.at] == '.' && p.at+1 < len(p.text) && isDigit(p.text[p.at+1])) {
		p.at++
	}
	text := p.text[at:p.at]
	_, err := strconv.ParseFloat(text, 64)
	if !strings.Contains(text, ".") {
		_, err = strconv.ParseInt(text, 10, 64)
	}
	if err != nil {
		p.fail(at, "bad number %q", clip(text))
		return
	}
	p.tok = token{tokNumber, text, at}
}

func (p *exprParser) quoted(quote byte) {
	at := p.at
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == quote:
			p.at++
			p.tok = token{tokString, b.String(), at}
			return
		case c == '\\' && p.at+1 < len(p.text) && strings.IndexByte(`"'\`, p.text[p.at+1]) >= 0:
			p.at++
			b.WriteByte(p.text[p.at])
		case c == '\n':
			p.fail(at, "the quote is never closed")
			return
		case c == '\\':
			p.fail(p.at, `unknown escape; write \\ for a backslash and \" for a quote`)
			return
		default:
			b.WriteByte(c)
		}
	}
	p.fail(at, "the quote is never closed")
}

func (p *exprParser) operator() {
	at := p.at
	for _, op := range []string{"==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", ",", "."} {
		if strings.HasPrefix(p.text[at:], op) {
			p.at += len(op)
			p.tok = token{tokOp, op, at}
			return
		}
	}
	hint := ""
	switch p.text[at] {
	case '=':
		hint = "; write == to compare"
	case '&', '|':
		hint = "; write && or ||"
	case '+', '-', '*', '/', '%':
		hint = "; conditions have no arithmetic"
	}
	r, _ := utf8.DecodeRuneInString(p.text[at:])
	p.fail(at, "unexpected %q%s", r, hint)
}

func (p *exprParser) isOp(op string) bool { return p.tok.kind == tokOp && p.tok.text == op }

func (p *exprParser) or() Expr {
	return p.chain("||", p.and)
}

func (p *exprParser) and() Expr {
	return p.chain("&&", p.unary)
}

// chain reads operands joined by op, grouping to the left.
func (p *exprParser) chain(op string, operand func() Expr) Expr {
	x := operand()
	for p.err == nil && p.isOp(op) {
		at := p.tok.at
		p.next()
		x = &Binary{Pos: p.pos(at), Op: op, X: x, Y: operand()}
	}
	return x
}

func (p *exprParser) unary() Expr {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxExprDepth {
		p.fail(p.tok.at, "the condition is nested more than %d deep", maxExprDepth)
		return nil
	}
	return p.compare()
}

func (p *exprParser) compare() Expr {
	x := p.primary()
	switch {
	case p.err != nil:
		return nil
	case p.tok.kind == tokName && p.tok.text == "in":
		return p.in(x)
	case p.tok.kind == tokOp && strings.Contains(" == != < <= > >= ", " "+p.tok.text+" "):
		op, at := p.tok.text, p.tok.at
		p.next()
		y := p.primary()
		if p.err == nil && p.tok.kind == tokOp && strings.Contains(" == != < <= > >= ", " "+p.tok.text+" ") {
			p.fail(p.tok.at, "comparisons cannot be chained; join them by &&")
		}
		return &Binary{Pos: p.pos(at), Op: op, X: x, Y: y}
	}
	return x
}

func (p *exprParser) in(x Expr) Expr {
	e := &In{Pos: p.pos(p.tok.at), X: x}
	p.next()
	if !p.isOp("[") {
		p.fail(p.tok.at, `in wants a list such as ["a", "b"], found %s`, p.tok.describe())
		return nil
	}
	p.next()
	for p.err == nil && !p.isOp("]") {
		at := p.tok.at
		l, ok := p.primary().(*Literal)
		if p.err == nil && !ok {
			p.fail(at, "a list after in holds only literals")
		}
		e.List = append(e.List, l)
		switch {
		case p.isOp(","):
			p.next()
		case !p.isOp("]"):
			p.fail(p.tok.at, "wanted , or ] in the list, found %s", p.tok.describe())
		}
	}
	if p.err == nil && len(e.List) == 0 {
		p.fail(p.tok.at, "the list after in is empty")
	}
	p.next()
	return e
}

func (p *exprParser) primary() Expr {
	tok := p.tok
	switch {
	case tok.kind == tokString:
		p.next()
		return &Literal{p.pos(tok.at), DataString, tok.text}
	case tok.kind == tokNumber:
		p.next()
		if strings.Contains(tok.text, ".") {
			return &Literal{p.pos(tok.at), DataNum, tok.text}
		}
		return &Literal{p.pos(tok.at), DataInt, tok.text}
	case tok.kind == tokName:
		return p.name()
	case p.isOp("!"):
		p.next()
		p.depth++
		defer func() { p.depth-- }()
		if p.depth > maxExprDepth {
			p.fail(tok.at, "the condition is nested more than %d deep", maxExprDepth)
			return nil
		}
		return &Not{p.pos(tok.at), p.primary()}
	case p.isOp("("):
		p.next()
		e := p.or()
		if p.err == nil && !p.isOp(")") {
			p.fail(p.tok.at, "wanted ), found %s", p.tok.describe())
		}
		p.next()
		return e
	}
	p.fail(tok.at, "wanted a name, a literal or (, found %s", tok.describe())
	return nil
}

// exprWords have a meaning of their own and are no names.
var exprWords = []string{"true", "false", "null", "in"}

// name reads a literal word or a dotted path.
func (p *exprParser) name() Expr {
	tok := p.tok
	p.next()
	switch tok.text {
	case "true", "false":
		return &Literal{p.pos(tok.at), DataBool, tok.text}
	case "null":
		return &Literal{p.pos(tok.at), DataNull, tok.text}
	case "in":
		p.fail(tok.at, "wanted a name before in")
		return nil
	}
	path := &Path{p.pos(tok.at), []string{tok.text}}
	for p.err == nil && p.isOp(".") {
		p.next()
		if p.tok.kind != tokName || slices.Contains(exprWords, p.tok.text) {
			p.fail(p.tok.at, "wanted a name after the dot, found %s", p.tok.describe())
			return nil
		}
		path.Parts = append(path.Parts, p.tok.text)
		p.next()
	}
	if p.err == nil && p.isOp("(") {
		p.fail(tok.at, "conditions have no functions; %q cannot be called", path.String())
	}
	return path
}

func isNameStart(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }
func isNamePart(c byte) bool  { return isNameStart(c) || isDigit(c) }

package spec

import "strings"

// Expr is a condition: *Path, *Literal, *Not, *Binary or *In.
type Expr interface {
	// Place is where the expression begins in the spec.
	Place() Pos
	// String prints the expression so that parsing it again gives the same one.
	String() string
}

// Path is a dotted name such as param.amount.
type Path struct {
	Pos   Pos
	Parts []string
}

// Literal is a string, integer, number, boolean or null. Text is the value of a string and the spelling of a number.
type Literal struct {
	Pos  Pos
	Kind DataKind
	Text string
}

// Not is !X.
type Not struct {
	Pos Pos
	X   Expr
}

// Binary is X Op Y. Op is one of == != < <= > >= && ||.
type Binary struct {
	Pos  Pos // of the operator
	Op   string
	X, Y Expr
}

// In is X in [List].
type In struct {
	Pos  Pos // of the word in
	X    Expr
	List []*Literal
}

// Place implements Expr.
func (e *Path) Place() Pos { return e.Pos }

// Place implements Expr.
func (e *Literal) Place() Pos { return e.Pos }

// Place implements Expr.
func (e *Not) Place() Pos { return e.Pos }

// Place implements Expr.
func (e *Binary) Place() Pos { return e.X.Place() }

// Place implements Expr.
func (e *In) Place() Pos { return e.X.Place() }

// String implements Expr.
func (e *Path) String() string { return strings.Join(e.Parts, ".") }

// String implements Expr.
func (e *Literal) String() string {
	if e.Kind == DataString {
		return `"` + quoteEscapes.Replace(e.Text) + `"`
	}
	return e.Text
}

var quoteEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// String implements Expr.
func (e *Not) String() string { return "!" + operand(e.X, precUnary) }

// String implements Expr.
func (e *Binary) String() string {
	p := precedence(e.Op)
	left := p
	if p == precCompare { // comparisons cannot be chained
		left++
	}
	return operand(e.X, left) + " " + e.Op + " " + operand(e.Y, p+1)
}

// String implements Expr.
func (e *In) String() string {
	items := make([]string, len(e.List))
	for i, l := range e.List {
		items[i] = l.String()
	}
	return operand(e.X, precCompare+1) + " in [" + strings.Join(items, ", ") + "]"
}

// How tightly operators bind; a higher number binds tighter.
const (
	precOr = iota + 1
	precAnd
	precCompare
	precUnary
)

func precedence(op string) int {
	switch op {
	case "||":
		return precOr
	case "&&":
		return precAnd
	}
	return precCompare
}

// operand prints e, in parentheses where it binds less tightly than least.
func operand(e Expr, least int) string {
	p := precUnary
	switch e := e.(type) {
	case *Binary:
		p = precedence(e.Op)
	case *In:
		p = precCompare
	}
	if p < least {
		return "(" + e.String() + ")"
	}
	return e.String()
}

package oracle

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/parser"

	"github.com/chargegen/chargegen/spec"
)

// Every condition is CEL too and groups in the same way, however it is written: 3,000 made at random, each as written
// and as printed again.
func TestConditionsAreCEL(t *testing.T) {
	p, err := parser.NewParser()
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{rand.New(rand.NewPCG(1, 2))}
	for range 3000 {
		text := g.or(2)
		e, err := spec.ParseExpr(text, spec.Pos{File: "a.yaml", Line: 1, Col: 1})
		if err != nil {
			t.Fatalf("ParseExpr(%q): %v", text, err)
		}
		want := ours(e)
		for _, s := range []string{text, e.String()} {
			a, errs := p.Parse(common.NewTextSource(s))
			if len(errs.GetErrors()) > 0 {
				t.Fatalf("CEL refuses %q: %s", s, errs.ToDisplayString())
			}
			if got := theirs(a.Expr()); got != want {
				t.Fatalf("CEL reads %q as %s, want %s", s, got, want)
			}
		}
	}
}

// generator makes conditions.
type generator struct{ *rand.Rand }

func (g *generator) pick(words ...string) string { return words[g.IntN(len(words))] }

func (g *generator) space() string { return g.pick("", " ", "  ", "\n") }

// chain joins one to three operands.
func (g *generator) chain(op string, operand func() string) string {
	s := operand()
	for range g.IntN(3) {
		s += g.space() + op + g.space() + operand()
	}
	return s
}

func (g *generator) or(depth int) string {
	return g.chain("||", func() string { return g.chain("&&", func() string { return g.compare(depth) }) })
}

func (g *generator) compare(depth int) string {
	switch g.IntN(4) {
	case 0:
		items := make([]string, 1+g.IntN(3))
		for i := range items {
			items[i] = g.literal()
		}
		return g.primary(depth) + " in" + g.space() + "[" + strings.Join(items, g.space()+","+g.space()) + "]"
	case 1:
		return g.primary(depth)
	}
	return g.primary(depth) + g.space() + g.pick("==", "!=", "<", "<=", ">", ">=") + " " + g.primary(depth)
}

func (g *generator) primary(depth int) string {
	switch n := g.IntN(6); {
	case depth > 0 && n == 0:
		return "!" + g.space() + g.primary(depth-1)
	case depth > 0 && n == 1:
		return "(" + g.space() + g.or(depth-1) + g.space() + ")"
	case n == 2:
		return g.literal()
	}
	return g.pick("a", "b.c", "param.x_1.Y", "inner", "nullable")
}

func (g *generator) literal() string {
	return g.pick("0", "12", "-7", "2.50", "-0.5", "true", "false", "null", `"é"`, `'it\'s'`, `"say \"b\""`, `'\\'`, `""`)
}

// ours prints a condition with every grouping shown; && and || join any number, and !!a is a, as CEL has it.
func ours(e spec.Expr) string {
	switch e := e.(type) {
	case *spec.Not:
		return not(ours(e.X))
	case *spec.Binary:
		if e.Op == "&&" || e.Op == "||" {
			return logic(e.Op, ours(e.X), ours(e.Y))
		}
		return fmt.Sprintf("(%s %s %s)", ours(e.X), e.Op, ours(e.Y))
	case *spec.In:
		items := make([]string, len(e.List))
		for i, l := range e.List {
			items[i] = ours(l)
		}
		return fmt.Sprintf("(%s in %s)", ours(e.X), strings.Join(items, ","))
	case *spec.Literal:
		return literal(e)
	}
	return e.String()
}

func literal(l *spec.Literal) string {
	switch l.Kind {
	case spec.DataString:
		return strconv.Quote(l.Text)
	case spec.DataNum:
		f, _ := strconv.ParseFloat(l.Text, 64)
		return fmt.Sprintf("double %v", f)
	case spec.DataInt:
		return "int " + l.Text
	}
	return l.Text
}

// not denies what has been printed.
func not(s string) string {
	if inner, ok := strings.CutPrefix(s, "(!"); ok {
		return strings.TrimSuffix(inner, ")")
	}
	return "(!" + s + ")"
}

// logic joins operands of a chain; those that are such a chain themselves are taken apart.
func logic(op string, operands ...string) string {
	begin, end := "{"+op+" ", "}"
	for i, s := range operands {
		if strings.HasPrefix(s, begin) {
			operands[i] = strings.TrimSuffix(strings.TrimPrefix(s, begin), end)
		}
	}
	return begin + strings.Join(operands, " ") + end
}

// theirs prints what CEL read in the same way.
func theirs(e ast.Expr) string {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent()
	case ast.SelectKind:
		return theirs(e.AsSelect().Operand()) + "." + e.AsSelect().FieldName()
	case ast.LiteralKind:
		return value(e.AsLiteral())
	case ast.ListKind:
		items := make([]string, 0, e.AsList().Size())
		for _, item := range e.AsList().Elements() {
			items = append(items, theirs(item))
		}
		return strings.Join(items, ",")
	case ast.CallKind:
		return call(e.AsCall())
	}
	return fmt.Sprintf("unexpected kind %v", e.Kind())
}

func value(v ref.Val) string {
	switch v := v.(type) {
	case types.String:
		return strconv.Quote(string(v))
	case types.Double:
		return fmt.Sprintf("double %v", float64(v))
	case types.Int:
		return fmt.Sprintf("int %d", int64(v))
	case types.Bool:
		return fmt.Sprint(bool(v))
	case types.Null:
		return "null"
	}
	return fmt.Sprintf("unexpected %v", v)
}

func call(c ast.CallExpr) string {
	args := make([]string, len(c.Args()))
	for i, arg := range c.Args() {
		args[i] = theirs(arg)
	}
	switch op, _ := operators.FindReverse(c.FunctionName()); {
	case c.FunctionName() == operators.LogicalNot:
		return not(args[0])
	case op == "&&" || op == "||":
		return logic(op, args...)
	case len(args) == 2:
		return fmt.Sprintf("(%s %s %s)", args[0], op, args[1])
	}
	return "unexpected call of " + c.FunctionName()
}

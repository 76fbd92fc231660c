package golifecycle

import (
	"reflect"
	"slices"
	"strconv"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// node is a condition on its way to Go: every, either, *same or *atom. Each "not" has moved down to the atoms.
type node any

type (
	every  []node // each holds
	either []node // one of them holds

	// same is two conditions that come to the same, or do not.
	same struct {
		x, y node
		not  bool
	}

	// atom is what has no parts: a comparison, a flag, or the question whether something is there.
	atom struct {
		parts []part
		yes   *Statement // that it holds, if all parts are there; nil where to be there is all it asks
		no    *Statement // that it does not
		lack  bool       // what it comes to where a part is missing
		safe  bool       // yes and no are right too where only the last part is missing
		plain bool       // yes and no are no comparisons
		not   bool
	}
)

// condition translates a condition; nil where the object, the time and the account do not tell.
func (rd *reader) condition(c *model.Condition) node {
	if c == nil {
		return nil
	}
	return rd.expr(c.Expr, c, false)
}

// expr translates an expression, or with not its contrary.
func (rd *reader) expr(e spec.Expr, c *model.Condition, not bool) node {
	switch e := e.(type) {
	case *spec.Path:
		return rd.flag(c.Refs[e], not)
	case *spec.Literal:
		if e.Kind == spec.DataBool {
			return &atom{yes: Lit(e.Text == "true"), no: Lit(e.Text != "true"), not: not}
		}
	case *spec.Not:
		return rd.expr(e.X, c, !not)
	case *spec.In:
		return rd.in(e, c, not)
	case *spec.Binary:
		if e.Op == "&&" || e.Op == "||" {
			return rd.join(e, c, not)
		}
		return rd.compare(e, c, not)
	}
	return nil
}

// join translates "and" and "or"; the contrary of the one is the other of contraries.
func (rd *reader) join(e *spec.Binary, c *model.Condition, not bool) node {
	x, y := rd.expr(e.X, c, not), rd.expr(e.Y, c, not)
	if x == nil || y == nil {
		return nil
	}
	if (e.Op == "&&") != not {
		return once(append(flat[every](x), flat[every](y)...))
	}
	return once(append(flat[either](x), flat[either](y)...))
}

// once leaves out what stands in a list before.
func once[T every | either](list T) node {
	out := list[:1]
	for _, n := range list[1:] {
		if !slices.ContainsFunc(out, func(m node) bool { return reflect.DeepEqual(m, n) }) {
			out = append(out, n)
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

// flat is the operands of n where it is of the same kind, else n alone.
func flat[T every | either](n node) T {
	if list, ok := n.(T); ok {
		return list
	}
	return T{n}
}

// flag translates a path that is a condition by itself.
func (rd *reader) flag(ref *model.Ref, not bool) node {
	if ref != nil && ref.Let != nil && ref.Let.Value != nil && ref.Let.Value.Verb == model.ValueCond && rd.depth < maxLets {
		rd.depth++
		defer func() { rd.depth-- }()
		if c := ref.Let.Value.Cond; c != nil {
			return rd.expr(c.Expr, c, not)
		}
		return nil
	}
	a := rd.reach(ref)
	if a == nil || a.typ == nil || a.typ.Kind != model.Boolean {
		return nil
	}
	return a.flag(not)
}

// flag is the condition that a flag is set; where it is not there it is not.
func (a *access) flag(not bool) *atom {
	safe := a.own && (a.optional || a.other != nil && !a.other.Bool)
	return &atom{parts: a.parts, yes: a.value(), no: Op("!").Add(a.value()), safe: safe, plain: true, not: not}
}

// in translates the search in a list of literals.
func (rd *reader) in(e *spec.In, c *model.Condition, not bool) node {
	p, ok := e.X.(*spec.Path)
	if !ok {
		return nil
	}
	var words []node
	for _, l := range e.List {
		n := rd.equal(rd.reach(c.Refs[p]), l, not)
		if n == nil {
			return nil
		}
		words = append(words, n)
	}
	switch {
	case len(words) == 0:
		return &atom{yes: False(), no: True(), not: not}
	case not:
		return every(words)
	}
	return either(words)
}

// compare translates a comparison.
func (rd *reader) compare(e *spec.Binary, c *model.Condition, not bool) node {
	x, y, op := e.X, e.Y, e.Op
	if _, ok := x.(*spec.Literal); ok {
		x, y, op = y, x, mirrored[op]
	}
	p, isPath := x.(*spec.Path)
	if isPath {
		switch y := y.(type) {
		case *spec.Literal:
			return rd.withLiteral(rd.reach(c.Refs[p]), op, y, not)
		case *spec.Path:
			return ordered(rd.reach(c.Refs[p]), rd.reach(c.Refs[y]), op, not)
		}
	}
	if op != "==" && op != "!=" {
		return nil
	}
	a, b := rd.expr(x, c, false), rd.expr(y, c, false)
	if a == nil || b == nil {
		return nil
	}
	return alike(a, b, (op == "!=") != not, flagOf(x, a), flagOf(y, b))
}

// flagOf is the flag that an expression is and nothing else; nil of any other.
func flagOf(e spec.Expr, n node) *atom {
	if _, ok := e.(*spec.Path); !ok {
		return nil
	}
	a, _ := n.(*atom)
	return a
}

// alike is that two conditions come to the same, or do not. A flag that is not there is like nothing.
func alike(a, b node, not bool, flags ...*atom) node {
	var there []node
	for _, flag := range flags {
		if flag != nil && len(flag.parts) > 0 {
			there = append(there, &atom{parts: flag.parts, not: not})
		}
	}
	switch n := (&same{a, b, not}); {
	case len(there) == 0:
		return n
	case not:
		return append(either(there), n)
	default:
		return append(every(there), n)
	}
}

// mirrored is each comparison with its sides exchanged; contrary is each with the other result.
var (
	mirrored = map[string]string{"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
	contrary = map[string]string{"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
)

func (rd *reader) withLiteral(a *access, op string, l *spec.Literal, not bool) node {
	switch op {
	case "==":
		return rd.equal(a, l, not)
	case "!=":
		return rd.equal(a, l, !not)
	}
	if a == nil || a.typ == nil {
		return nil
	}
	value, lit := numbers(a, l)
	if value == nil {
		return nil
	}
	return &atom{parts: a.parts, yes: value.Clone().Op(op).Add(lit), no: value.Clone().Op(contrary[op]).Add(lit), not: not}
}

// equal translates the comparison with a literal.
func (rd *reader) equal(a *access, l *spec.Literal, not bool) node {
	switch {
	case a == nil || a.typ == nil:
		return nil
	case l.Kind == spec.DataNull && !a.own:
		return nil
	case l.Kind == spec.DataNull:
		return &atom{parts: a.parts, not: !not}
	case l.Kind == spec.DataBool && a.typ.Kind == model.Boolean:
		n := a.flag(not)
		if l.Text != "true" {
			n.yes, n.no, n.safe = n.no, n.yes, a.own && !a.optional && a.other != nil && a.other.Bool
		}
		return n
	case l.Kind == spec.DataString && gosrc.IsText(a.typ):
		lit := word(rd.api, a.typ, l.Text)
		safe := a.own && a.optional && l.Text != "" || a.own && !a.optional && a.other != nil && a.other.Text != l.Text
		return &atom{parts: a.parts, yes: a.value().Op("==").Add(lit), no: a.value().Op("!=").Add(lit), safe: safe, not: not}
	}
	value, lit := numbers(a, l)
	if value == nil {
		return nil
	}
	return &atom{parts: a.parts, yes: value.Clone().Op("==").Add(lit), no: value.Clone().Op("!=").Add(lit), not: not}
}

// numbers is a number and the literal it is compared with, in types that Go compares; nil where they are none.
func numbers(a *access, l *spec.Literal) (value, lit *Statement) {
	whole := a.typ.Kind == model.Integer || a.typ.Kind == model.Money
	if !whole && a.typ.Kind != model.Number {
		return nil, nil
	}
	if l.Kind != spec.DataInt && l.Kind != spec.DataNum {
		return nil, nil
	}
	if n, err := strconv.ParseInt(l.Text, 10, 64); err == nil {
		return a.value(), Lit(int(n))
	}
	n, err := strconv.ParseFloat(l.Text, 64)
	if err != nil {
		return nil, nil
	}
	if whole {
		return Float64().Call(a.value()), Lit(n)
	}
	return a.value(), Lit(n)
}

// ordered translates the comparison of two paths.
func ordered(a, b *access, op string, not bool) node {
	if a == nil || b == nil || (a.typ == nil) != (b.typ == nil) {
		return nil
	}
	equality := op == "==" || op == "!="
	n := &atom{parts: slices.Concat(a.asked(equality), b.asked(equality)), lack: op == "!=", not: not}
	x, y := a.value(), b.value()
	if a.typ != nil && b.typ != nil {
		switch {
		case a.typ.Kind == model.Datetime && b.typ.Kind == model.Datetime:
			n.yes, n.no = moments(x, y, op)
			return n
		case gosrc.IsText(a.typ) && gosrc.IsText(b.typ):
			if !sameGo(a.typ, b.typ) {
				x, y = String().Call(x), String().Call(y)
			}
		case isNumber(a.typ) && isNumber(b.typ):
			if (a.typ.Kind == model.Number) != (b.typ.Kind == model.Number) {
				x, y = Float64().Call(x), Float64().Call(y)
			}
		case a.typ.Kind != model.Boolean || b.typ.Kind != model.Boolean:
			return nil
		}
	}
	n.yes, n.no = x.Clone().Op(op).Add(y), x.Clone().Op(contrary[op]).Add(y)
	return n
}

// asked are the parts that must be there for a comparison. Times that are not there are equal, as their zero values are.
func (a *access) asked(equality bool) []part {
	if equality && a.own && !a.optional && a.typ != nil && a.typ.Kind == model.Datetime {
		return a.parts[:len(a.parts)-1]
	}
	return a.parts
}

func isNumber(t *model.Type) bool {
	return t.Kind == model.Integer || t.Kind == model.Money || t.Kind == model.Number
}

// sameGo reports whether two texts have the same Go type.
func sameGo(t, u *model.Type) bool {
	return !gosrc.IsWord(t) && !gosrc.IsWord(u) || t.Kind == u.Kind && t.Enum == u.Enum
}

// moments compares two times.
func moments(x, y *Statement, op string) (yes, no *Statement) {
	method, not := "Equal", false
	switch op {
	case "!=":
		not = true
	case "<":
		method = "Before"
	case ">=":
		method, not = "Before", true
	case ">":
		method = "After"
	case "<=":
		method, not = "After", true
	}
	yes, no = x.Clone().Dot(method).Call(y), Op("!").Add(x).Dot(method).Call(y)
	if not {
		yes, no = no, yes
	}
	return yes, no
}

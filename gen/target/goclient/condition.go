package goclient

import (
	"math"
	"strconv"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// condition is a condition of the spec as a Go expression over the parameter struct p that says what the API would say,
// a parameter that is not sent counting as its default. It is nil if the condition speaks of anything but parameters and
// literals, or of types that two spellings may be equal in.
func condition(e spec.Expr, c *model.Condition) *Statement {
	switch e := e.(type) {
	case *spec.Path:
		return flag(e, c)
	case *spec.Not:
		if x := condition(e.X, c); x != nil {
			return Op("!").Parens(x)
		}
	case *spec.In:
		return among(e, c)
	case *spec.Binary:
		if e.Op != "&&" && e.Op != "||" {
			return comparison(e, c)
		}
		x, y := condition(e.X, c), condition(e.Y, c)
		if x != nil && y != nil {
			return Add(operand(e, e.X, x)).Op(e.Op).Add(operand(e, e.Y, y))
		}
	}
	return nil
}

// operand puts x in parentheses where it is an "or" beside an "and", or the other way round.
func operand(e *spec.Binary, of spec.Expr, x *Statement) *Statement {
	switch of := of.(type) {
	case *spec.Binary:
		if (of.Op == "&&" || of.Op == "||") && of.Op != e.Op {
			return Parens(x)
		}
	case *spec.In:
		if e.Op == "&&" {
			return Parens(x)
		}
	}
	return x
}

// sentParam is the parameter of the struct that a path names; nil where it names anything else, or a part of one.
func sentParam(path *spec.Path, c *model.Condition) *model.Param {
	ref := c.Refs[path]
	if ref == nil || ref.Root != model.RootParam || ref.Param == nil || len(ref.Members) > 0 || ref.Param.In == model.InPath {
		return nil
	}
	if ref.Param.Nullable && ref.Param.Default.IsSet() && ref.Param.Default.Kind != spec.DataNull {
		return nil // null and absent are two things then
	}
	return ref.Param
}

// defaults reports whether a parameter that is not sent counts as a value.
func defaults(p *model.Param) bool { return p.Default.IsSet() && p.Default.Kind != spec.DataNull }

func optional(p *model.Param) bool { return gosrc.InputForm(&p.Field) != gosrc.Plain }

// flag is a boolean parameter that stands by itself.
func flag(path *spec.Path, c *model.Condition) *Statement {
	p := sentParam(path, c)
	if p == nil || p.Type.Kind != model.Boolean {
		return nil
	}
	field := Id("p").Dot(p.Go)
	if optional(p) {
		return field.Dot("Or").Call(Lit(defaults(p) && p.Default.Bool))
	}
	return field
}

// flipped are the orders with their sides exchanged.
var flipped = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

// comparison compares a parameter with a literal.
func comparison(e *spec.Binary, c *model.Condition) *Statement {
	x, y, op := e.X, e.Y, e.Op
	if _, ok := x.(*spec.Literal); ok {
		x, y, op = y, x, flipped[op]
	}
	path, ok := x.(*spec.Path)
	lit, ok2 := y.(*spec.Literal)
	if !ok || !ok2 {
		return nil
	}
	p := sentParam(path, c)
	switch {
	case p == nil:
		return nil
	case lit.Kind == spec.DataNull:
		return nullness(p, op)
	case op == "==" || op == "!=":
		return equality(p, op, lit)
	}
	return order(p, op, lit)
}

// nullness compares a parameter with null.
func nullness(p *model.Param, op string) *Statement {
	switch is := Id("p").Dot(p.Go); {
	case !optional(p) || defaults(p):
		return nil
	case op == "==":
		return Op("!").Add(is).Dot("IsSet").Call()
	default:
		return is.Dot("IsSet").Call()
	}
}

// equality compares a parameter with a text, a number or a boolean. One that is not sent and has no default is unlike
// any of them.
func equality(p *model.Param, op string, lit *spec.Literal) *Statement {
	value := literalOf(p.Type, lit.Kind, lit.Text)
	if value == nil {
		return nil
	}
	field := Id("p").Dot(p.Go)
	switch {
	case !optional(p):
	case defaults(p):
		def := literalOf(p.Type, p.Default.Kind, spelling(p.Default))
		if def == nil {
			return nil
		}
		field = field.Dot("Or").Call(def)
	default:
		value = Id("Some").Index(gosrc.GoType(p.Type)).Call(value)
	}
	return field.Op(op).Add(value)
}

// order compares a number with another. The model has seen to it that a parameter that may not be there is ordered only
// where it is known to be.
func order(p *model.Param, op string, lit *spec.Literal) *Statement {
	value := literalOf(p.Type, lit.Kind, lit.Text)
	if value == nil || p.Type.Kind != model.Integer && p.Type.Kind != model.Money && p.Type.Kind != model.Number {
		return nil
	}
	field := Id("p").Dot(p.Go)
	if optional(p) {
		def := Lit(0)
		if defaults(p) {
			if def = literalOf(p.Type, p.Default.Kind, spelling(p.Default)); def == nil {
				return nil
			}
		}
		field = field.Dot("Or").Call(def)
	}
	return field.Op(op).Add(value)
}

// among is a parameter that is one of several literals.
func among(e *spec.In, c *model.Condition) *Statement {
	path, ok := e.X.(*spec.Path)
	if !ok || len(e.List) == 0 {
		return nil
	}
	p := sentParam(path, c)
	if p == nil {
		return nil
	}
	any := Null()
	for i, lit := range e.List {
		is := equality(p, "==", lit)
		if is == nil {
			return nil
		}
		if i > 0 {
			any.Op("||")
		}
		any.Add(is)
	}
	return any
}

// spelling is the text of a default as a condition would have it.
func spelling(d spec.Data) string {
	switch d.Kind {
	case spec.DataBool:
		return strconv.FormatBool(d.Bool)
	case spec.DataInt:
		return strconv.FormatInt(d.Int, 10)
	case spec.DataNum:
		return strconv.FormatFloat(d.Num, 'g', -1, 64)
	}
	return d.Text
}

// exactInt bounds the whole numbers that are compared: beyond it, not all have a float64 of their own.
const exactInt = 1 << 53

// literalOf is a literal as Go, for a type of which two values are equal only if they are spelled alike; else nil.
func literalOf(t *model.Type, kind spec.DataKind, text string) *Statement {
	switch t.Kind {
	case model.String, model.EnumKind, model.IDKind:
		if kind == spec.DataString && gosrc.IsText(t) {
			return Lit(text)
		}
	case model.Boolean:
		if kind == spec.DataBool {
			return Lit(text == "true")
		}
	case model.Integer, model.Money:
		if n, err := strconv.ParseInt(text, 10, 64); kind == spec.DataInt && err == nil && n < exactInt && n > -exactInt {
			return Lit(int(n))
		}
	case model.Number:
		f, err := strconv.ParseFloat(text, 64)
		if kind != spec.DataInt && kind != spec.DataNum || err != nil || math.Abs(f) >= exactInt {
			return nil
		}
		return Lit(f)
	}
	return nil
}

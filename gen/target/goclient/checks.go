package goclient

import (
	"strings"

	. "github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// checks are the statements that find faults in an operation's parameters. Only what is certain to be refused is a
// fault: conditions on anything but parameters are left to the API.
func checks(op *model.Operation) []Code {
	var all []Code
	for _, p := range given(op) {
		all = append(all, paramChecks(p)...)
	}
	for _, p := range given(op) {
		if c := neededCheck(p); c != nil {
			all = append(all, c)
		}
	}
	for _, x := range op.Exclusive {
		if c := exclusiveCheck(x); c != nil {
			all = append(all, c)
		}
	}
	return all
}

// paramChecks are the checks of one parameter's value.
func paramChecks(p *model.Param) []Code {
	var all []Code
	plain := inputForm(&p.Field) == formPlain
	v := Id("v")
	if plain {
		v = Id("p").Dot(p.Go)
	}
	if plain && isText(p.Type) {
		all = append(all, Id("k").Dot("required").Call(Lit(p.Name), asString(p.Type, v.Clone())))
	}
	value := valueChecks(&p.Field, p.Name, v)
	switch {
	case plain:
		return append(all, value...)
	case len(value) > 0:
		all = append(all, If(List(Id("v"), Id("ok")).Op(":=").Id("p").Dot(p.Go).Dot("Get").Call(), Id("ok")).Block(value...))
	}
	return all
}

// valueChecks are the checks of a value v of a field.
func valueChecks(f *model.Field, name string, v *Statement) []Code {
	var all []Code
	call := func(check string, args ...Code) {
		all = append(all, Id("k").Dot(check).Call(append([]Code{Lit(name)}, args...)...))
	}
	switch {
	case f.Type.Kind == model.Integer || f.Type.Kind == model.Money || f.Type.Kind == model.Number:
		all = append(all, boundChecks(f, name, v)...)
	case f.Type.Kind == model.ListOf:
		if f.MinLength != nil {
			call("fewest", Len(v.Clone()), Lit(*f.MinLength))
		}
		if f.MaxLength != nil {
			call("mostItems", Len(v.Clone()), Lit(*f.MaxLength))
		}
	case isText(f.Type):
		text := func() *Statement { return asString(f.Type, v.Clone()) }
		if f.MinLength != nil {
			call("shortest", text(), Lit(*f.MinLength))
		}
		if f.MaxLength != nil {
			call("longest", text(), Lit(*f.MaxLength))
		}
		if expr := pattern(f.Pattern); expr != nil {
			call("form", text(), expr, Lit(f.Pattern))
		}
		if prefix := idPrefix(f.Type); prefix != "" {
			call("id", text(), Lit(prefix))
		}
	}
	return all
}

// boundChecks are the checks of a number. A limit that does not fit the number's type is left to the API.
func boundChecks(f *model.Field, name string, v *Statement) []Code {
	var all []Code
	add := func(check string, limit *float64) {
		if limit == nil {
			return
		}
		whole := *limit == float64(int64(*limit)) && *limit > -1e15 && *limit < 1e15
		switch {
		case whole:
			all = append(all, Id(check).Call(Id("k"), Lit(name), v.Clone(), Lit(int(*limit))))
		case f.Type.Kind == model.Number:
			all = append(all, Id(check).Call(Id("k"), Lit(name), v.Clone(), Lit(*limit)))
		}
	}
	add("least", f.Min)
	add("most", f.Max)
	return all
}

func asString(t *model.Type, v *Statement) *Statement {
	if isWord(t) {
		return String().Call(v)
	}
	return v
}

// idPrefix is what ids of a type begin with, where that is known.
func idPrefix(t *model.Type) string {
	if t.Kind != model.IDKind || t.Object == nil {
		return ""
	}
	return t.Object.IDPrefix
}

// neededCheck is the check of a parameter that is required under a condition on parameters alone.
func neededCheck(p *model.Param) Code {
	if p.RequiredWhen == nil || inputForm(&p.Field) == formPlain {
		return nil
	}
	cond := condition(p.RequiredWhen.Expr, p.RequiredWhen)
	if cond == nil {
		return nil
	}
	return Id("k").Dot("need").Call(Lit(p.Name), cond, Id("p").Dot(p.Go).Dot("IsSet").Call())
}

// exclusiveCheck is the check of parameters that cannot be sent together.
func exclusiveCheck(x *model.Exclusive) Code {
	var names []string
	var present []Code
	for _, p := range x.Params {
		if p.In == model.InPath || inputForm(&p.Field) == formPlain {
			return nil
		}
		names = append(names, p.Name)
		present = append(present, Op("!").Id("p").Dot(p.Go).Dot("IsAbsent").Call())
	}
	args := append([]Code{Lit(strings.Join(names, ", ")), Lit(x.Required)}, present...)
	return Id("k").Dot("exclusive").Call(args...)
}

// condition is a condition of the spec as a Go expression over the parameter struct p, or nil if it speaks of anything
// else, or of it in a way that is not worth a check here.
func condition(e spec.Expr, c *model.Condition) *Statement {
	switch e := e.(type) {
	case *spec.Not:
		if x := condition(e.X, c); x != nil {
			return Op("!").Parens(x)
		}
	case *spec.Binary:
		switch e.Op {
		case "&&", "||":
			x, y := condition(e.X, c), condition(e.Y, c)
			if x != nil && y != nil {
				return Add(operand(e, e.X, x)).Op(e.Op).Add(operand(e, e.Y, y))
			}
		case "==", "!=":
			return equality(e, c)
		}
	}
	return nil
}

// operand puts x in parentheses where it is an "or" beside an "and", or the other way round.
func operand(e *spec.Binary, of spec.Expr, x *Statement) *Statement {
	if b, ok := of.(*spec.Binary); ok && (b.Op == "&&" || b.Op == "||") && b.Op != e.Op {
		return Parens(x)
	}
	return x
}

// equality compares a parameter with null or a text.
func equality(e *spec.Binary, c *model.Condition) *Statement {
	path, ok := e.X.(*spec.Path)
	lit, ok2 := e.Y.(*spec.Literal)
	if !ok || !ok2 {
		return nil
	}
	ref := c.Refs[path]
	if ref == nil || ref.Root != model.RootParam || ref.Param == nil || len(ref.Members) > 0 || ref.Param.In == model.InPath {
		return nil
	}
	optional := inputForm(&ref.Param.Field) != formPlain
	field := Id("p").Dot(ref.Param.Go)
	switch {
	case lit.Kind == spec.DataNull && optional:
		if e.Op == "==" {
			return Op("!").Add(field).Dot("IsSet").Call()
		}
		return field.Dot("IsSet").Call()
	case lit.Kind == spec.DataString && isText(ref.Param.Type):
		if optional {
			field = field.Dot("Or").Call(Lit(""))
		}
		return field.Op(e.Op).Lit(lit.Text)
	}
	return nil
}

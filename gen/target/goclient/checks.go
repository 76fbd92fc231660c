package goclient

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// checks are the statements that find faults in an operation's parameters. Only what is certain to be refused is a
// fault: conditions on anything but parameters are left to the API.
func checks(op *model.Operation) []Code {
	all := nullChecks(Lit(""), "p", givenFields(op))
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
	return fieldChecks(&p.Field, Lit(p.Name), "p")
}

// fieldChecks are the checks of one field of the struct that is called of, whose name on the wire is name.
func fieldChecks(f *model.Field, name Code, of string) []Code {
	field := Id(of).Dot(f.Go)
	if gosrc.InputForm(f) == gosrc.Plain {
		var all []Code
		switch {
		case gosrc.IsText(f.Type):
			all = append(all, Id("k").Dot("required").Call(name, asString(f.Type, field.Clone())))
		case tellsNothing(f.Type):
			all = append(all, Id("k").Dot("given").Call(name, isThere(f.Type, field.Clone())))
		}
		return append(all, valueChecks(f, f.Type, name, field)...)
	}
	value := valueChecks(f, f.Type, name, Id("v"))
	if f.Type.Kind == model.ObjectKind && !f.Nullable {
		value = append([]Code{Id("k").Dot("notNil").Call(name, Id("v").Op("==").Nil())}, value...)
	}
	if len(value) > 0 {
		return []Code{If(List(Id("v"), Id("ok")).Op(":=").Add(field).Dot("Get").Call(), Id("ok")).Block(value...)}
	}
	return nil
}

// nullChecks is the check that none of some fields of the struct that is called of is null that cannot be; there is none
// where all can. within is the name on the wire of the object they stand in.
func nullChecks(within Code, of string, fields []*model.Field) []Code {
	strict := func(f *model.Field) bool { return gosrc.InputForm(f) != gosrc.Plain && !f.Nullable }
	if !slices.ContainsFunc(fields, strict) {
		return nil
	}
	return []Code{Id("k").Dot("notNull").Call(within, Id(of))}
}

// tellsNothing reports whether the zero value of a type, other than a text, stands for nothing and so cannot be sent.
func tellsNothing(t *model.Type) bool {
	switch t.Kind {
	case model.ObjectKind, model.Datetime, model.Union, model.Expandable:
		return true
	}
	return false
}

// isThere is the condition that v, of a type whose zero value stands for nothing, is something.
func isThere(t *model.Type, v *Statement) *Statement {
	switch t.Kind {
	case model.ObjectKind:
		return v.Op("!=").Nil()
	case model.Datetime:
		return Op("!").Add(v).Dot("IsZero").Call()
	}
	return Op("!").Add(v).Dot("isZero").Call()
}

// objectChecks declares how the members of an object of requests are checked; name is the object's own on the wire.
func objectChecks(o *model.Object) Code {
	all := nullChecks(Id("name"), "o", fieldsOf(o))
	for _, a := range o.Shown() {
		all = append(all, fieldChecks(&a.Field, Id("name").Op("+").Lit("["+a.Name+"]"), "o")...)
	}
	return Func().Params(Id("o").Op("*").Id(o.Go)).Id("check").Params(Id("k").Op("*").Id("checker"), Id("name").String()).Block(all...)
}

// fieldsOf are what an object has in common with parameters.
func fieldsOf(o *model.Object) []*model.Field {
	var fields []*model.Field
	for _, a := range o.Shown() {
		fields = append(fields, &a.Field)
	}
	return fields
}

// isChecked reports whether an object of requests has anything to check. An object that holds itself has no more to
// check for that.
func isChecked(o *model.Object, holders ...*model.Object) bool {
	if !o.Input || slices.Contains(holders, o) {
		return false
	}
	holders = append(holders[:len(holders):len(holders)], o)
	return len(nullChecks(Null(), "o", fieldsOf(o))) > 0 || slices.ContainsFunc(o.Shown(), func(a *model.Attribute) bool {
		switch t := a.Type; {
		case t.Kind == model.Union, t.Kind == model.ListOf && (t.Elem.Kind == model.ObjectKind || t.Elem.Kind == model.Union):
			return true
		case t.Kind == model.ObjectKind:
			return !a.Nullable || isChecked(t.Object, holders...)
		}
		return len(fieldChecks(&a.Field, Lit(""), "o")) > 0
	})
}

// valueChecks are the checks of a value v of type t of a field.
func valueChecks(f *model.Field, t *model.Type, name Code, v *Statement) []Code {
	switch {
	case t.Kind == model.Integer || t.Kind == model.Money || t.Kind == model.Number:
		return boundChecks(f, name, v)
	case t.Kind == model.ListOf:
		return listChecks(f, t, name, v)
	case t.Kind == model.ObjectKind && isChecked(t.Object):
		return []Code{If(v.Clone().Op("!=").Nil()).Block(v.Clone().Dot("check").Call(Id("k"), name))}
	case t.Kind == model.Union:
		return unionChecks(f, t, name, v)
	case gosrc.IsText(t):
		return textChecks(f, t, name, v)
	}
	return nil
}

// listChecks are the checks of how many items a list has, and of each that is an object or one of several types.
func listChecks(f *model.Field, t *model.Type, name Code, v *Statement) []Code {
	var all, each []Code
	if f.MinLength != nil {
		all = append(all, Id("k").Dot("fewest").Call(name, Len(v.Clone()), Lit(*f.MinLength)))
	}
	if f.MaxLength != nil {
		all = append(all, Id("k").Dot("mostItems").Call(name, Len(v.Clone()), Lit(*f.MaxLength)))
	}
	item := Add(name).Op("+").Lit("[]")
	switch t.Elem.Kind {
	case model.ObjectKind:
		each = append(each, Id("k").Dot("notNil").Call(item, Id("item").Op("==").Nil()))
		each = append(each, valueChecks(f, t.Elem, item, Id("item"))...)
	case model.Union:
		each = valueChecks(&model.Field{}, t.Elem, item, Id("item"))
	}
	if len(each) > 0 {
		all = append(all, For(List(Id("_"), Id("item")).Op(":=").Range().Add(v.Clone())).Block(each...))
	}
	return all
}

// unionChecks are the checks that one alternative is set, and of that one. Where a text may be empty, so may be all
// fields; that a required one is empty has been checked.
func unionChecks(f *model.Field, t *model.Type, name Code, v *Statement) []Code {
	empty := v.Clone().Dot("other").Op("!=").Lit("")
	if f.Type != nil && gosrc.InputForm(f) == gosrc.Plain || slices.ContainsFunc(t.Alts, func(a *model.Type) bool { return a.Kind == model.String }) {
		empty = True()
	}
	set := []Code{name, empty}
	var all []Code
	for _, a := range alternatives(t) {
		set = append(set, a.setIn(v.Clone()))
		if a.form == gosrc.Optional || a.t.Kind == model.ListOf {
			continue
		}
		all = append(all, valueChecks(&model.Field{}, a.t, name, v.Clone().Dot(a.field))...)
	}
	return append([]Code{Id("k").Dot("oneOf").Call(set...)}, all...)
}

// textChecks are the checks of a text.
func textChecks(f *model.Field, t *model.Type, name Code, v *Statement) []Code {
	var all []Code
	call := func(check string, args ...Code) {
		all = append(all, Id("k").Dot(check).Call(append([]Code{name, asString(t, v.Clone())}, args...)...))
	}
	if f.MinLength != nil {
		call("shortest", Lit(*f.MinLength))
	}
	if f.MaxLength != nil {
		call("longest", Lit(*f.MaxLength))
	}
	if expr := pattern(f.Pattern); expr != nil {
		call("form", expr, Lit(f.Pattern))
	}
	if prefix := idPrefix(t); prefix != "" {
		call("id", Lit(prefix))
	}
	return all
}

// boundChecks are the checks of a number. A limit that does not fit the number's type is left to the API.
func boundChecks(f *model.Field, name Code, v *Statement) []Code {
	var all []Code
	add := func(check string, limit *float64) {
		if limit == nil {
			return
		}
		whole := *limit == float64(int64(*limit)) && *limit > -1e15 && *limit < 1e15
		switch {
		case whole:
			all = append(all, Id(check).Call(Id("k"), name, v.Clone(), Lit(int(*limit))))
		case f.Type.Kind == model.Number:
			all = append(all, Id(check).Call(Id("k"), name, v.Clone(), Lit(*limit)))
		}
	}
	add("least", f.Min)
	add("most", f.Max)
	return all
}

func asString(t *model.Type, v *Statement) *Statement {
	if gosrc.IsWord(t) {
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
	if p.RequiredWhen == nil || gosrc.InputForm(&p.Field) == gosrc.Plain {
		return nil
	}
	cond := condition(p.RequiredWhen.Expr, p.RequiredWhen)
	if cond == nil {
		return nil
	}
	field := Id("p").Dot(p.Go)
	there := field.Clone().Dot("IsSet").Call()
	if p.Nullable {
		there = Op("!").Add(field.Dot("IsAbsent").Call())
	}
	return Id("k").Dot("need").Call(Lit(p.Name), cond, there)
}

// exclusiveCheck is the check of parameters that cannot be sent together.
func exclusiveCheck(x *model.Exclusive) Code {
	var names []string
	var present []Code
	for _, p := range x.Params {
		if p.In == model.InPath || gosrc.InputForm(&p.Field) == gosrc.Plain {
			return nil
		}
		names = append(names, p.Name)
		present = append(present, Op("!").Id("p").Dot(p.Go).Dot("IsAbsent").Call())
	}
	args := append([]Code{Lit(strings.Join(names, ", ")), Lit(x.Required)}, present...)
	return Id("k").Dot("exclusive").Call(args...)
}

package goclient

import (
	"strconv"
	"strings"

	. "github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// method is the expression for a method of the decoder or writer.
func method(of, name string) *Statement { return Parens(Op("*").Id(of)).Dot(name) }

// reader is the expression for the function that reads a value of type t from the decoder.
func reader(t *model.Type) *Statement {
	if t.Kind == model.Datetime {
		return method("decoder", "plainTime")
	}
	if name := methodOf(t); name != "" {
		return method("decoder", name)
	}
	switch t.Kind {
	case model.ErrorType, model.FailureType, model.EventType, model.EnumKind:
		return Id("word").Index(gosrc.GoType(t))
	case model.Union:
		return Id("read" + t.Go)
	case model.ListOf, model.MapOf:
		return Func().Params(Id("d").Op("*").Id("decoder")).Add(gosrc.GoType(t)).Block(Return(Id(readAll(t)).Call(Id("d"), reader(t.Elem))))
	case model.Item:
		return Id("record").Index(Id("T"))
	case model.Expandable:
		return Id("expandable").Index(Id(t.Object.Go))
	}
	return Id("objectOf").Index(gosrc.Element(t))
}

// readAll is the function that reads a list or map. Values that cannot be nothing are read by one that leaves nulls out.
func readAll(t *model.Type) string {
	switch plain := isPlain(t.Elem); {
	case t.Kind == model.MapOf && plain:
		return "plainDictionary"
	case t.Kind == model.MapOf:
		return "dictionary"
	case plain:
		return "plainList"
	}
	return "list"
}

// isPlain reports whether the zero value of a type is a value like others, so that it cannot stand for nothing.
func isPlain(t *model.Type) bool {
	switch t.Kind {
	case model.Integer, model.Money, model.Number, model.Boolean, model.Datetime:
		return true
	}
	return gosrc.IsText(t)
}

// putter is the expression for the function that writes a value of type t.
func putter(t *model.Type) *Statement {
	if name := methodOf(t); name != "" {
		return method("writer", name)
	}
	switch t.Kind {
	case model.ErrorType, model.FailureType, model.EventType, model.EnumKind:
		return Id("putWord").Index(gosrc.GoType(t))
	case model.Union:
		return Id("put" + t.Go)
	case model.ListOf, model.MapOf:
		return Func().Params(Id("w").Op("*").Id("writer"), Id("v").Add(gosrc.GoType(t))).Block(Id(putAll(t)).Call(Id("w"), Id("v"), putter(t.Elem)))
	case model.Item:
		return Id("putRecord").Index(Id("T"))
	case model.Expandable:
		return Id("putExpandable").Index(Id(t.Object.Go))
	}
	return Id("putObject").Index(gosrc.Element(t))
}

func putAll(t *model.Type) string {
	if t.Kind == model.MapOf {
		return "putDictionary"
	}
	return "putList"
}

// read is the expression that reads a value of type t from the decoder d.
func read(t *model.Type) *Statement {
	if name := methodOf(t); name != "" && t.Kind != model.Datetime {
		return Id("d").Dot(name).Call()
	}
	return Add(reader(t)).Call(Id("d"))
}

// put is the statement that writes v, of type t, to the writer w.
func put(t *model.Type, v Code) *Statement {
	if name := methodOf(t); name != "" {
		return Id("w").Dot(name).Call(v)
	}
	return Add(putter(t)).Call(Id("w"), v)
}

// methodOf is the method of decoder and writer for values of t; "" where a function does it.
func methodOf(t *model.Type) string {
	switch t.Kind {
	case model.IDKind:
		if t.Numeric {
			return "id"
		}
		return "string"
	case model.Integer, model.Money:
		return "int"
	case model.Number:
		return "float"
	case model.Boolean:
		return "bool"
	case model.Datetime:
		return "time"
	case model.Any:
		return "any"
	case model.MapOf:
		if t.Elem.Kind == model.Any {
			return "metadata"
		}
		return ""
	case model.String, model.Decimal, model.Date, model.Currency, model.URI:
		return "string"
	}
	return ""
}

// isZero is the condition that v, of type t, is the zero value.
func isZero(t *model.Type, v *Statement) *Statement {
	switch t.Kind {
	case model.Integer, model.Money, model.Number:
		return v.Op("==").Lit(0)
	case model.Boolean:
		return Op("!").Add(v)
	case model.Datetime:
		return v.Dot("IsZero").Call()
	case model.Any, model.ListOf, model.MapOf, model.Item, model.ObjectKind, model.PageOf:
		return v.Op("==").Nil()
	case model.Union:
		return v.Dot("isZero").Call()
	case model.Expandable:
		return v.Dot("isZero").Call()
	}
	return v.Op("==").Lit("")
}

// plainName reports whether a member's name needs no escaping in JSON or forms.
func plainName(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") == ""
}

// ordinal is i as text, for names.
func ordinal(i int) string { return strconv.Itoa(i) }

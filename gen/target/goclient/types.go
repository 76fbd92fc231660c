package goclient

import (
	"strconv"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// place is where the value of a field of type t is, as the runtime wants to know it: a pointer to it, and one to the state
// of what is Optional. how is what becomes of an object there.
func place(t *model.Type, fm gosrc.Form, field, how *Statement) *Statement {
	if fm == gosrc.Nullable || fm == gosrc.Optional {
		return List(pointer(t, field.Clone().Dot("value"), how), Op("&").Add(field).Dot("state"))
	}
	return List(pointer(t, field, how), Nil())
}

// pointer is the expression for a pointer to v, of type t, that the runtime knows how to use.
func pointer(t *model.Type, v, how *Statement) *Statement {
	at := Op("&").Add(v)
	switch {
	case gosrc.IsWord(t):
		return Parens(Op("*").String()).Parens(at)
	case t.Kind == model.IDKind && t.Numeric:
		return Parens(Op("*").Id("numericID")).Parens(at)
	case t.Kind == model.ObjectKind || t.Kind == model.PageOf:
		return Id("object").Call(at, how)
	case t.Kind == model.ListOf:
		return Parens(Op("*").Id("list").Types(gosrc.GoType(t.Elem), kind(t.Elem))).Parens(at)
	case isDictionary(t):
		return Parens(Op("*").Id("dictionary").Types(gosrc.GoType(t.Elem), kind(t.Elem))).Parens(at)
	}
	return at
}

// kind is the type that tells the runtime how items of type t are read and written.
func kind(t *model.Type) *Statement {
	switch {
	case gosrc.IsWord(t):
		return Id("words").Types(gosrc.GoType(t))
	case t.Kind == model.IDKind && t.Numeric:
		return Id("ids")
	case t.Kind == model.Item:
		return Id("objects").Types(Id("T"))
	case t.Kind == model.ObjectKind || t.Kind == model.PageOf:
		return Id("objects").Types(gosrc.Element(t))
	case t.Kind == model.ListOf:
		return Id("lists").Types(gosrc.GoType(t.Elem), kind(t.Elem))
	case isDictionary(t):
		return Id("dictionaries").Types(gosrc.GoType(t.Elem), kind(t.Elem))
	}
	return Id("direct").Types(gosrc.GoType(t))
}

// isDictionary reports whether a map has members of one kind. Others are Metadata.
func isDictionary(t *model.Type) bool { return t.Kind == model.MapOf && t.Elem.Kind != model.Any }

// ordinal is i as text, for names.
func ordinal(i int) string { return strconv.Itoa(i) }

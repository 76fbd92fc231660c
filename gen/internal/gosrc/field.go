package gosrc

import (
	"github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/model"
)

// Form is how an attribute or parameter stands in its struct.
type Form int

// The forms of fields.
const (
	Plain    Form = iota // a value; in answers always there
	Nullable             // Optional: always there, may be null
	Optional             // Optional: may be absent
	Pointer              // a pointer to an object that may be absent
)

// FormOf is the form of an attribute: in answers objects are pointers, in requests only what is required is plain.
func FormOf(a *model.Attribute) Form {
	switch {
	case a.Object != nil && a.Object.Input:
		return InputForm(&a.Field)
	case a.Type.Kind == model.ObjectKind || a.Type.Kind == model.PageOf:
		if a.Optional {
			return Pointer
		}
		return Plain
	case a.Optional:
		return Optional
	case a.Nullable:
		return Nullable
	}
	return Plain
}

// InputForm is the form of what requests carry.
func InputForm(f *model.Field) Form {
	if f.Required && !f.Nullable {
		return Plain
	}
	return Optional
}

// GoType is the Go type of values of t, as they stand in lists and behind Optional.
func GoType(t *model.Type) *jen.Statement {
	switch t.Kind {
	case model.Integer, model.Money:
		return jen.Int64()
	case model.Number:
		return jen.Float64()
	case model.Boolean:
		return jen.Bool()
	case model.Datetime:
		return jen.Qual("time", "Time")
	case model.ErrorType:
		return jen.Id("ErrorCode")
	case model.FailureType:
		return jen.Id("FailureCode")
	case model.EventType:
		return jen.Id("EventKey")
	case model.EnumKind:
		return jen.Id(t.Enum.Go)
	case model.Any:
		return jen.Any()
	case model.Union:
		return jen.Id(t.Go)
	case model.ListOf:
		return jen.Index().Add(GoType(t.Elem))
	case model.MapOf:
		if t.Elem.Kind == model.Any {
			return jen.Id("Metadata")
		}
		return jen.Map(jen.String()).Add(GoType(t.Elem))
	case model.Item:
		return jen.Op("*").Id("T")
	case model.ObjectKind, model.PageOf:
		return jen.Op("*").Add(Element(t))
	case model.Expandable:
		return jen.Id("Expandable").Index(jen.Id(t.Object.Go))
	}
	return jen.String()
}

// Element is the Go type of an object without the pointer.
func Element(t *model.Type) *jen.Statement {
	if t.Kind == model.PageOf {
		return jen.Id("Page").Index(jen.Id(t.Object.Go))
	}
	return jen.Id(t.Object.Go)
}

// IsText reports whether values of t are Go strings, be it of a type of their own.
func IsText(t *model.Type) bool {
	switch t.Kind {
	case model.String, model.Decimal, model.Date, model.Currency, model.URI, model.IDKind:
		return true
	}
	return IsWord(t)
}

// IsWord reports whether values of t are strings of a type of their own.
func IsWord(t *model.Type) bool {
	switch t.Kind {
	case model.EnumKind, model.ErrorType, model.FailureType, model.EventType:
		return true
	}
	return false
}

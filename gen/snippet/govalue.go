package snippet

import (
	"strconv"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// field writes what a member of a struct is set to: as it is where it is required, else wrapped.
func (g Go) field(f *model.Field, d spec.Data) string {
	if f.Required && !f.Nullable {
		return g.value(f.Type, d)
	}
	if d.Kind == spec.DataNull {
		return g.Package + ".Null[" + g.Type(f.Type) + "]()"
	}
	return g.Package + ".Some(" + g.typed(f.Type, d) + ")"
}

// typed writes a value so that its Go type is the one of the field even where nothing else says it.
func (g Go) typed(t *model.Type, d spec.Data) string {
	switch t.Kind {
	case model.Integer, model.Money:
		return "int64(" + tables.JSON(d) + ")"
	case model.Number:
		if strings.ContainsAny(tables.JSON(d), ".eE") {
			return tables.JSON(d)
		}
		return "float64(" + tables.JSON(d) + ")"
	case model.Any:
		return "any(" + anyValue(d) + ")"
	}
	return g.value(t, d)
}

// value writes a value of a type.
func (g Go) value(t *model.Type, d spec.Data) string {
	switch t.Kind {
	case model.Integer, model.Money, model.Number, model.Boolean:
		return tables.JSON(d)
	case model.EnumKind:
		return g.enum(t.Enum, d.Text)
	case model.Datetime:
		return goTime(scalarText(d))
	case model.ObjectKind:
		return g.object(t.Object, d)
	case model.ListOf:
		items := make([]string, len(d.Items))
		for i, item := range d.Items {
			items[i] = g.value(t.Elem, item)
			if t.Elem.Kind == model.ObjectKind {
				items[i] = strings.TrimPrefix(items[i], "&"+g.Package+"."+t.Elem.Object.Go) // the list names the type
			}
		}
		return g.Type(t) + "{" + strings.Join(items, ", ") + "}"
	case model.MapOf:
		return g.mapping(t, d)
	case model.Any:
		return anyValue(d)
	case model.Union:
		return g.union(t, d)
	case model.Expandable:
		return g.Type(t) + "{ID: " + strconv.Quote(scalarText(d)) + "}"
	case model.ErrorType, model.FailureType, model.EventType:
		return g.Type(t) + "(" + strconv.Quote(scalarText(d)) + ")"
	}
	return strconv.Quote(scalarText(d))
}

// enum writes a word of an enum: its constant, or a conversion where it has none.
func (g Go) enum(e *model.Enum, word string) string {
	for _, v := range e.Values {
		if v.Value == word && v.Go != "" {
			return g.Package + "." + v.Go
		}
	}
	return g.Package + "." + e.Go + "(" + strconv.Quote(word) + ")"
}

// object writes a nested object.
func (g Go) object(o *model.Object, d spec.Data) string {
	var fields []string
	for _, m := range d.Members {
		for _, a := range o.Attributes {
			if a.Name == m.Key.Value {
				fields = append(fields, a.Go+": "+g.attribute(a, m.Value))
			}
		}
	}
	return "&" + g.Package + "." + o.Go + braces(fields)
}

// attribute writes what a member of a nested object is set to. Objects that are not made for requests stand as they do in
// answers.
func (g Go) attribute(a *model.Attribute, d spec.Data) string {
	isObject := a.Type.Kind == model.ObjectKind || a.Type.Kind == model.PageOf
	if a.Object == nil || a.Object.Input || !isObject && (a.Optional || a.Nullable) {
		return g.field(&a.Field, d)
	}
	return g.value(a.Type, d)
}

// mapping writes a map, its keys in the order of the sample.
func (g Go) mapping(t *model.Type, d spec.Data) string {
	var members []string
	for _, m := range d.Members {
		value := anyValue(m.Value)
		if t.Elem != nil && t.Elem.Kind != model.Any {
			value = g.value(t.Elem, m.Value)
		}
		members = append(members, strconv.Quote(m.Key.Value)+": "+value)
	}
	return g.Type(t) + braces(members)
}

// union writes a value by the first alternative that it fits.
func (g Go) union(t *model.Type, d spec.Data) string {
	names := t.AltNames()
	for i, alt := range t.Alts {
		if !Fits(alt, d) {
			continue
		}
		value := g.value(alt, d)
		switch alt.Kind {
		case model.Integer, model.Money, model.Number, model.Boolean, model.Datetime, model.Any, model.Union, model.Expandable:
			value = g.Package + ".Some(" + g.typed(alt, d) + ")"
		}
		return g.Package + "." + t.Go + "{" + names[i] + ": " + value + "}"
	}
	return g.Package + "." + t.Go + "{}"
}

// Fits reports whether data may be of a type, by its kind alone.
func Fits(t *model.Type, d spec.Data) bool {
	switch t.Kind {
	case model.ObjectKind, model.PageOf, model.MapOf:
		return d.Kind == spec.DataMap
	case model.ListOf:
		return d.Kind == spec.DataList
	case model.Integer, model.Money:
		return d.Kind == spec.DataInt
	case model.Number:
		return d.Kind == spec.DataInt || d.Kind == spec.DataNum
	case model.Boolean:
		return d.Kind == spec.DataBool
	case model.Any, model.Union, model.Expandable:
		return true
	}
	return d.Kind == spec.DataString
}

// Type is the Go type of values of a type.
func (g Go) Type(t *model.Type) string {
	switch t.Kind {
	case model.Integer, model.Money:
		return "int64"
	case model.Number:
		return "float64"
	case model.Boolean:
		return "bool"
	case model.Datetime:
		return "time.Time"
	case model.EnumKind:
		return g.Package + "." + t.Enum.Go
	case model.ObjectKind:
		return "*" + g.Package + "." + t.Object.Go
	case model.ListOf:
		return "[]" + g.Type(t.Elem)
	case model.MapOf:
		if t.Elem == nil || t.Elem.Kind == model.Any {
			return g.Package + ".Metadata"
		}
		return "map[string]" + g.Type(t.Elem)
	case model.Any:
		return "any"
	case model.Union:
		return g.Package + "." + t.Go
	case model.Expandable:
		return g.Package + ".Expandable[" + g.Package + "." + t.Object.Go + "]"
	case model.ErrorType:
		return g.Package + ".ErrorCode"
	case model.FailureType:
		return g.Package + ".FailureCode"
	case model.EventType:
		return g.Package + ".EventKey"
	}
	return "string"
}

// anyValue writes data of no declared type.
func anyValue(d spec.Data) string {
	switch d.Kind {
	case spec.DataNull:
		return "nil"
	case spec.DataString:
		return strconv.Quote(d.Text)
	case spec.DataList:
		items := make([]string, len(d.Items))
		for i, item := range d.Items {
			items[i] = anyValue(item)
		}
		return "[]any{" + strings.Join(items, ", ") + "}"
	case spec.DataMap:
		var members []string
		for _, m := range d.Members {
			members = append(members, strconv.Quote(m.Key.Value)+": "+anyValue(m.Value))
		}
		return "map[string]any" + braces(members)
	}
	return tables.JSON(d)
}

// goTime writes a moment.
func goTime(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return "time.Time{}"
	}
	t = t.UTC()
	return "time.Date(" + strings.Join([]string{
		strconv.Itoa(t.Year()), "time." + t.Month().String(), strconv.Itoa(t.Day()), strconv.Itoa(t.Hour()), strconv.Itoa(t.Minute()), strconv.Itoa(t.Second()), strconv.Itoa(t.Nanosecond()), "time.UTC",
	}, ", ") + ")"
}

package docs

import (
	"strconv"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// field writes what a member of a struct is set to: as it is where it is required, else wrapped.
func (g *goWriter) field(f *model.Field, d spec.Data) string {
	if f.Required && !f.Nullable {
		return g.value(f.Type, d)
	}
	if d.Kind == spec.DataNull {
		return g.pkg + ".Null[" + g.typeName(f.Type) + "]()"
	}
	return g.pkg + ".Some(" + g.typed(f.Type, d) + ")"
}

// typed writes a value so that its Go type is the one of the field even where nothing else says it.
func (g *goWriter) typed(t *model.Type, d spec.Data) string {
	switch t.Kind {
	case model.Integer, model.Money:
		return "int64(" + scalarJSON(d) + ")"
	case model.Number:
		if strings.ContainsAny(scalarJSON(d), ".eE") {
			return scalarJSON(d)
		}
		return "float64(" + scalarJSON(d) + ")"
	case model.Any:
		return "any(" + anyValue(d) + ")"
	}
	return g.value(t, d)
}

// value writes a value of a type.
func (g *goWriter) value(t *model.Type, d spec.Data) string {
	switch t.Kind {
	case model.Integer, model.Money, model.Number, model.Boolean:
		return scalarJSON(d)
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
				items[i] = strings.TrimPrefix(items[i], "&"+g.pkg+"."+t.Elem.Object.Go) // the list names the type
			}
		}
		return g.typeName(t) + "{" + strings.Join(items, ", ") + "}"
	case model.MapOf:
		return g.mapping(t, d)
	case model.Any:
		return anyValue(d)
	case model.Union:
		return g.union(t, d)
	case model.Expandable:
		return g.typeName(t) + "{ID: " + strconv.Quote(scalarText(d)) + "}"
	case model.ErrorType, model.FailureType, model.EventType:
		return g.typeName(t) + "(" + strconv.Quote(scalarText(d)) + ")"
	}
	return strconv.Quote(scalarText(d))
}

// enum writes a word of an enum: its constant, or a conversion where it has none.
func (g *goWriter) enum(e *model.Enum, word string) string {
	for _, v := range e.Values {
		if v.Value == word && v.Go != "" {
			return g.pkg + "." + v.Go
		}
	}
	return g.pkg + "." + e.Go + "(" + strconv.Quote(word) + ")"
}

// object writes a nested object.
func (g *goWriter) object(o *model.Object, d spec.Data) string {
	var fields []string
	for _, m := range d.Members {
		for _, a := range o.Attributes {
			if a.Name == m.Key.Value {
				fields = append(fields, a.Go+": "+g.attribute(a, m.Value))
			}
		}
	}
	return "&" + g.pkg + "." + o.Go + braces(fields)
}

// attribute writes what a member of a nested object is set to. Objects that are not made for requests stand as they do in
// answers.
func (g *goWriter) attribute(a *model.Attribute, d spec.Data) string {
	isObject := a.Type.Kind == model.ObjectKind || a.Type.Kind == model.PageOf
	if a.Object == nil || a.Object.Input || !isObject && (a.Optional || a.Nullable) {
		return g.field(&a.Field, d)
	}
	return g.value(a.Type, d)
}

// mapping writes a map, its keys in the order of the sample.
func (g *goWriter) mapping(t *model.Type, d spec.Data) string {
	var members []string
	for _, m := range d.Members {
		value := anyValue(m.Value)
		if t.Elem != nil && t.Elem.Kind != model.Any {
			value = g.value(t.Elem, m.Value)
		}
		members = append(members, strconv.Quote(m.Key.Value)+": "+value)
	}
	return g.typeName(t) + braces(members)
}

// union writes a value by the first alternative that it fits.
func (g *goWriter) union(t *model.Type, d spec.Data) string {
	names := map[string]int{}
	for _, alt := range t.Alts {
		name := alternative(alt)
		names[name]++
		if n := names[name]; n > 1 {
			name += itoa(n)
		}
		if !fits(alt, d) {
			continue
		}
		value := g.value(alt, d)
		switch alt.Kind {
		case model.Integer, model.Money, model.Number, model.Boolean, model.Datetime, model.Any, model.Union, model.Expandable:
			value = g.pkg + ".Some(" + g.typed(alt, d) + ")"
		}
		return g.pkg + "." + t.Go + "{" + name + ": " + value + "}"
	}
	return g.pkg + "." + t.Go + "{}"
}

// fits reports whether data may be of a type, by its kind alone.
func fits(t *model.Type, d spec.Data) bool {
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

// alternative is the client's name of the field for one type of a union.
func alternative(t *model.Type) string {
	switch t.Kind {
	case model.IDKind:
		return "ID"
	case model.URI:
		return "URI"
	case model.ObjectKind, model.PageOf, model.Expandable:
		return t.Object.Go
	case model.EnumKind:
		return t.Enum.Go
	case model.MapOf:
		return "Map"
	case model.ListOf:
		return "List"
	}
	return upperFirst(strings.ReplaceAll(string(t.Kind), "_", ""))
}

// typeName is the Go type of values of a type.
func (g *goWriter) typeName(t *model.Type) string {
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
		return g.pkg + "." + t.Enum.Go
	case model.ObjectKind:
		return "*" + g.pkg + "." + t.Object.Go
	case model.ListOf:
		return "[]" + g.typeName(t.Elem)
	case model.MapOf:
		if t.Elem == nil || t.Elem.Kind == model.Any {
			return g.pkg + ".Metadata"
		}
		return "map[string]" + g.typeName(t.Elem)
	case model.Any:
		return "any"
	case model.Union:
		return g.pkg + "." + t.Go
	case model.Expandable:
		return g.pkg + ".Expandable[" + g.pkg + "." + t.Object.Go + "]"
	case model.ErrorType:
		return g.pkg + ".ErrorCode"
	case model.FailureType:
		return g.pkg + ".FailureCode"
	case model.EventType:
		return g.pkg + ".EventKey"
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
	return scalarJSON(d)
}

// goTime writes a moment.
func goTime(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return "time.Time{}"
	}
	t = t.UTC()
	return "time.Date(" + strings.Join([]string{
		itoa(t.Year()), "time." + t.Month().String(), itoa(t.Day()), itoa(t.Hour()), itoa(t.Minute()), itoa(t.Second()), itoa(t.Nanosecond()), "time.UTC",
	}, ", ") + ")"
}

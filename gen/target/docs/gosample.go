package docs

import (
	"go/format"
	"go/token"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// goSample is a call in Go as the statements of a function that returns an error; client and ctx are there already.
func goSample(b *builder, op *model.Operation, s *model.Sample) string {
	g := &goWriter{pkg: b.api.Name, sample: s}
	source := keyRemark(b.api, op) + g.call(op)
	tidy, err := format.Source([]byte(source))
	if err != nil {
		return source
	}
	return string(tidy)
}

// keyRemark says which key the client was made with, where it is not the one that most calls need.
func keyRemark(api *model.API, op *model.Operation) string {
	if api.Auth == nil || op.Key == nil || len(api.Auth.Keys) == 0 || op.Key == api.Auth.Keys[0] {
		return ""
	}
	return "// The client was made with a " + fileName(op.Key.Name) + " key.\n"
}

// goWriter writes the Go of one sample.
type goWriter struct {
	pkg    string
	sample *model.Sample
}

const returnErr = "if err != nil {\nreturn err\n}\n"

// call writes the statements of a call.
func (g *goWriter) call(op *model.Operation) string {
	client, before := "client", ""
	if op.TestOnly != nil {
		client, before = "test", "test, err := client.Test()\n"+returnErr
	}
	call := client + "." + op.Resource.Service + "." + op.Go + "(" + strings.Join(g.arguments(op), ", ") + ")"
	switch {
	case op.Kind == model.List && op.Result != nil && op.Result.Kind == model.PageOf:
		name := variable(op.Result.Object)
		return before + "for " + name + ", err := range " + call + " {\n" + returnErr + "fmt.Println(" + name + "." + idField(op.Result.Object) + ")\n}\n"
	case op.Result == nil:
		return before + "if err := " + call + "; err != nil {\nreturn err\n}\n"
	}
	name := variable(op.Result.Object)
	return before + name + ", err := " + call + "\n" + returnErr + "fmt.Println(" + name + "." + idField(op.Result.Object) + ")\n"
}

// variable is a Go name for an object.
func variable(o *model.Object) string {
	if o == nil || o.Go == "" {
		return "answer"
	}
	r := []rune(o.Go)
	r[0] = unicode.ToLower(r[0])
	name := string(r)
	if token.IsKeyword(name) || name == "client" || name == "test" || name == "err" || name == "ctx" || name == "fmt" {
		return "answer"
	}
	return name
}

// idField is the field that tells one object from another, for printing.
func idField(o *model.Object) string {
	for _, a := range o.Attributes {
		if a.Type != nil && a.Type.Kind == model.IDKind && a.Type.Object == o {
			return a.Go
		}
	}
	return o.Attributes[0].Go
}

// arguments are the context, the path parameters, and the struct of the others.
func (g *goWriter) arguments(op *model.Operation) []string {
	args := []string{"ctx"}
	for _, seg := range op.Path {
		if seg.Param != nil {
			args = append(args, g.pathArgument(seg.Param))
		}
	}
	if op.ParamsGo == "" {
		return args
	}
	var fields []string
	for _, a := range g.sample.Args {
		if a.Param.In != model.InPath {
			fields = append(fields, a.Param.Go+": "+g.field(&a.Param.Field, a.Value))
		}
	}
	return append(args, g.pkg+"."+op.ParamsGo+braces(fields))
}

// braces writes the members of a literal, a line each.
func braces(members []string) string {
	if len(members) == 0 {
		return "{}"
	}
	return "{\n" + strings.Join(members, ",\n") + ",\n}"
}

func (g *goWriter) pathArgument(p *model.Param) string {
	for _, a := range g.sample.Args {
		if a.Param == p {
			return g.value(p.Type, a.Value)
		}
	}
	return strconv.Quote(argText(g.sample, p))
}

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
		return "float64(" + scalarJSON(d) + ")"
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
		}
		return g.typeName(t) + "{" + strings.Join(items, ", ") + "}"
	case model.MapOf:
		return g.mapping(t, d)
	case model.Any:
		return anyValue(d)
	case model.Union:
		return g.union(t, d)
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
				fields = append(fields, a.Go+": "+g.field(&a.Field, m.Value))
			}
		}
	}
	return "&" + g.pkg + "." + o.Go + braces(fields)
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
	for _, alt := range t.Alts {
		isObject := alt.Kind == model.ObjectKind || alt.Kind == model.MapOf
		if isObject == (d.Kind == spec.DataMap) {
			return g.pkg + "." + t.Go + "{" + alternative(alt) + ": " + g.value(alt, d) + "}"
		}
	}
	return g.pkg + "." + t.Go + "{}"
}

func alternative(t *model.Type) string {
	if t.Object != nil {
		return t.Object.Go
	}
	return upperFirst(string(t.Kind))
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

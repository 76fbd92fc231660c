package docs

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// Console is a form that makes a call. It works where the pages are served with a mock beside them.
type Console struct {
	Operation, Resource string
	Method, Path        string
	Code                string // where a refusal carries its code, with dots
	JSON                bool   // that bodies are JSON; else forms, in which Arrays says how lists are written
	Arrays              string
	Key                 *ConsoleKey // nil where no key is needed
	Version             [2]string   // the header that picks a version; empty names for none
	Fields, More        []ConsoleField
	Source              string // base name of the spec
}

// ConsoleKey is the key that a call takes: its kind, how it travels, and what test and live keys look like.
type ConsoleKey struct {
	Kind, Scheme, Header string
	Example, Test, Live  string
}

// ConsoleField is one parameter. Kind is text, integer, number, boolean or json; Options are the words it may hold, Of
// the resource whose id it is.
type ConsoleField struct {
	Name, In, Kind string
	Required       bool
	Condition      Text // when it must be sent though it is not always
	Options        []string
	Of             string
	Once           bool // that the same value does not do twice
	Value          string
	Default        string
	Min, Max, Step string
	MinLength      string
	MaxLength      string
}

// tryIt is the form of an operation.
func (b *builder) tryIt(op *model.Operation) *Section {
	c := &Console{
		Operation: op.Name, Resource: op.Resource.Name, Method: op.Method, Path: pathOf(op),
		Code: strings.Join(b.api.Error.Code, "."), Arrays: string(b.api.Arrays), Source: fileLabel(b.api.SpecFile),
	}
	for _, e := range b.api.Encodings {
		c.JSON = c.JSON || e == model.EncodingJSON
	}
	if h := b.api.VersionHead; h != nil && h.Value != "" {
		c.Version = [2]string{h.Name, h.Value}
	}
	if auth := b.api.Auth; auth != nil && op.Key != nil {
		k := op.Key
		c.Key = &ConsoleKey{Kind: k.Name, Scheme: string(auth.Scheme), Header: auth.Header, Example: k.Example, Test: k.Test, Live: k.Live}
	}
	for _, p := range op.Params {
		f := consoleField(op, p)
		if f.Required || len(f.Condition) > 0 || f.Value != "" {
			c.Fields = append(c.Fields, f)
		} else {
			c.More = append(c.More, f)
		}
	}
	s := section("Try it", Block{Console: c})
	s.Aside, s.Interactive = true, true
	return s
}

// kinds are the kinds of fields that are not text.
var fieldKinds = map[model.Kind]string{
	model.Integer: "integer", model.Money: "integer", model.Number: "number", model.Boolean: "boolean",
	model.ListOf: "json", model.MapOf: "json", model.ObjectKind: "json", model.Any: "json",
}

// consoleField is one parameter as a field.
func consoleField(op *model.Operation, p *model.Param) ConsoleField {
	f := ConsoleField{Name: p.Name, In: string(p.In), Kind: "text", Required: p.Required, Value: sampleValue(op, p)}
	if p.RequiredWhen != nil {
		f.Condition = holds(p.RequiredWhen)
	}
	if p.Default.IsSet() {
		f.Default = scalarOrJSON(p.Default)
	}
	f.Min, f.Max, f.MinLength, f.MaxLength = number64(p.Min), number64(p.Max), integer(p.MinLength), integer(p.MaxLength)
	if t := p.Type; t != nil {
		if kind := fieldKinds[t.Kind]; kind != "" {
			f.Kind = kind
		}
		switch {
		case t.Kind == model.EnumKind && t.Enum != nil:
			for _, v := range t.Enum.Values {
				f.Options = append(f.Options, v.Value)
			}
		case t.Kind == model.IDKind && t.Object != nil:
			f.Of = t.Object.Name
		case t.Kind == model.Boolean:
			f.Options = []string{"true", "false"}
		}
	}
	if f.Kind == "integer" {
		f.Step = "1"
	} else if f.Kind == "number" {
		f.Step = "any"
	}
	if p.In == model.InPath {
		f.Required = true
	}
	if op.Behaviour != nil {
		for _, l := range op.Behaviour.Loads {
			f.Once = f.Once || l.Once != nil && l.Assume != "" && l.ID != nil && l.ID.Param == p
		}
	}
	return f
}

// sampleValue is what the first sample of the operation sends. The object that a call works on is left to the reader:
// the one of the sample is not there.
func sampleValue(op *model.Operation, p *model.Param) string {
	if p.In == model.InPath || len(op.Samples) == 0 {
		return ""
	}
	for _, a := range op.Samples[0].Args {
		if a.Param == p {
			return scalarOrJSON(a.Value)
		}
	}
	return ""
}

// scalarOrJSON writes a value as a field holds it.
func scalarOrJSON(d spec.Data) string {
	if d.Kind == spec.DataList || d.Kind == spec.DataMap {
		return tables.JSON(d)
	}
	return scalarText(d)
}

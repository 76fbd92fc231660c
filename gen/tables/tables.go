// Package tables turns the model of an API into the tables that the engine plays. It decides nothing: what the model
// says is said again in the engine's plainer words.
package tables

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// Of returns the tables of an API, in the order of its spec.
func Of(api *model.API) *engine.API {
	t := &engine.API{
		Name: api.Name, Title: api.Title, Version: api.Version,
		Auth: auth(api.Auth), IDs: ids(api.IDs), Headers: headers(api), Arrays: string(api.Arrays), Expand: expand(api),
		Error: engine.ErrorShape{Object: objectName(api.Error.Object), Code: api.Error.Code, Message: api.Error.Message},
		Page:  page(api), Gates: gates(api.Gates),
	}
	for _, s := range api.Servers {
		t.Servers = append(t.Servers, s.URL)
	}
	if m := api.Modes; m != nil {
		t.Modes = &engine.Modes{Attribute: m.Attribute, TestInfix: m.TestInfix}
	}
	if i := api.Idempotency; i != nil {
		t.Idempotency = &engine.Idempotency{Header: i.Header, Methods: i.Methods, Lifetime: i.Lifetime}
	}
	for _, f := range api.Account {
		t.Account = append(t.Account, engine.Field{Name: f.Name, Type: typ(f.Type), Default: literal(f.Default)})
	}
	codes(t, api)
	for _, o := range api.Objects {
		t.Objects = append(t.Objects, object(o))
	}
	for _, r := range api.Resources {
		t.Resources = append(t.Resources, resource(r))
	}
	return t
}

func auth(a *model.Auth) *engine.Auth {
	if a == nil {
		return nil
	}
	out := &engine.Auth{Scheme: string(a.Scheme), Header: a.Header}
	for _, k := range a.Keys {
		out.Keys = append(out.Keys, engine.Key{Name: k.Name, Pattern: k.Pattern, Test: k.Test, Live: k.Live, Example: k.Example})
	}
	return out
}

func ids(i model.IDs) engine.IDs {
	return engine.IDs{Style: string(i.Style), Alphabet: i.Alphabet, Length: i.Length, Pattern: i.Pattern, Attribute: i.Attribute}
}

func headers(api *model.API) []engine.Header {
	var out []engine.Header
	if h := api.VersionHead; h != nil {
		out = append(out, engine.Header{Meaning: h.Meaning, Name: h.Name, Value: h.Value, Request: true})
	}
	for _, h := range api.Headers {
		out = append(out, engine.Header{Meaning: h.Meaning, Name: h.Name, Value: h.Value})
	}
	return out
}

// expand finds the parameter that asks for whole objects: the one whose key is expand.
func expand(api *model.API) string {
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			for _, p := range op.Params {
				if p.Key == "expand" && p.Type != nil && p.Type.Kind == model.Boolean {
					return p.Name
				}
			}
		}
	}
	return ""
}

func page(api *model.API) *engine.Page {
	p := api.Page
	if p == nil {
		return nil
	}
	out := &engine.Page{
		Object: objectName(p.Object), Style: string(p.Style), Data: p.Data, Next: p.Next, Total: p.Total, More: p.More,
		Limit: p.Limit, Offset: p.Offset, Number: p.Number, Cursor: p.Cursor,
		From: p.From, To: p.To, Order: p.Order, Newest: p.Latest, Time: p.Time,
	}
	out.Location = location(p)
	return out
}

// location finds the attribute of the envelope that carries the list's path: the first text that is nothing else.
func location(p *model.PageEnvelope) string {
	other := map[string]bool{p.Data: true, p.Next: true, p.Total: true, p.More: true, p.Limit: true, p.Offset: true, p.Number: true, p.Cursor: true, p.From: true, p.To: true, p.Order: true}
	if p.Object == nil {
		return ""
	}
	for _, a := range p.Object.Attributes {
		text := a.Type != nil && (a.Type.Kind == model.String || a.Type.Kind == model.URI)
		if text && !a.Const.IsSet() && !other[a.Name] {
			return a.Name
		}
	}
	return ""
}

func gates(g model.Gates) engine.Gates {
	return engine.Gates{Unauthenticated: code(g.Unauthenticated), Absent: code(g.Absent), Malformed: code(g.Malformed)}
}

func code(e *model.ErrorCode) string {
	if e == nil {
		return ""
	}
	return e.Code
}

func objectName(o *model.Object) string {
	if o == nil {
		return ""
	}
	return o.Name
}

// codes fills in what is looked up by a word.
func codes(t *engine.API, api *model.API) {
	for _, e := range api.Errors {
		out := engine.Error{Code: e.Code, Status: e.Status, Message: e.Message}
		if e.Message == "" {
			out.Doc = sentence(e.Doc)
		}
		t.Errors = append(t.Errors, out)
	}
	for _, f := range api.Failures {
		t.Failures = append(t.Failures, engine.Failure{Code: f.Code, Message: f.Message})
	}
	for _, e := range api.Enums {
		out := engine.Enum{Name: e.Name, Traits: columns(e.Traits)}
		for _, v := range e.Values {
			out.Words = append(out.Words, engine.Word{Word: v.Value, Cells: literals(v.Traits)})
		}
		t.Enums = append(t.Enums, out)
	}
	for _, tab := range api.Tables {
		out := engine.Table{Name: tab.Name, Columns: columns(tab.Columns)}
		for _, r := range tab.Rows {
			out.Rows = append(out.Rows, engine.Row{Key: r.Key, Cells: literals(r.Cells)})
		}
		t.Tables = append(t.Tables, out)
	}
}

// sentence is the first sentence of a text, on one line.
func sentence(text string) string {
	paragraph, _, _ := strings.Cut(strings.TrimSpace(text), "\n\n")
	paragraph = strings.Join(strings.Fields(paragraph), " ")
	if first, _, ok := strings.Cut(paragraph, ". "); ok {
		return first + "."
	}
	return paragraph
}

func columns(list []*model.Column) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Name)
	}
	return out
}

func literals(list []spec.Data) []any {
	var out []any
	for _, d := range list {
		out = append(out, literal(d))
	}
	return out
}

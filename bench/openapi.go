package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// object is a JSON object. Its keys are written sorted, so the same spec gives the same bytes.
type object = map[string]any

// openAPI tells the shapes of a spec as OpenAPI 3.0, which every peer reads. It holds the same operations, objects,
// enums and descriptions as the spec, so that peers do the same work; behaviour has no place in it. Bodies are JSON:
// nested form bodies are more than some peers can do.
func openAPI(name string, text []byte) ([]byte, error) {
	doc, findings := spec.Parse(name, text, func(string) ([]byte, error) { return nil, filepath.ErrBadPattern })
	if findings.Refuses() {
		return nil, findings
	}
	api, findings := model.Build(doc)
	if findings.Refuses() {
		return nil, findings
	}
	w := &openAPIWriter{api: api, schemas: object{}, paths: object{}}
	return json.MarshalIndent(w.document(), "", "  ")
}

type openAPIWriter struct {
	api     *model.API
	schemas object
	paths   object
}

func (w *openAPIWriter) document() object {
	for _, e := range w.api.Enums {
		w.schemas[e.Go] = w.enum(e)
	}
	for _, o := range w.api.Objects {
		w.schemas[o.Go] = w.shape(o)
	}
	for _, r := range w.api.Resources {
		w.schemas[r.Go] = w.shape(r.Object)
		for _, op := range r.Operations {
			w.operation(r, op)
		}
	}
	return object{
		"openapi":    "3.0.3",
		"info":       object{"title": w.api.Title, "version": w.api.Version},
		"servers":    []any{object{"url": w.api.Servers[0].URL}},
		"paths":      w.paths,
		"components": object{"schemas": w.schemas},
	}
}

func (w *openAPIWriter) enum(e *model.Enum) object {
	var words []any
	for _, v := range e.Values {
		words = append(words, v.Value)
	}
	return object{"type": "string", "description": e.Doc, "enum": words}
}

func (w *openAPIWriter) shape(o *model.Object) object {
	members, required := object{}, []string{}
	for _, a := range o.Attributes {
		if a.Hidden {
			continue
		}
		members[a.Name] = w.field(&a.Field)
		if !a.Optional && !a.Beyond && (!o.Input || a.Required) {
			required = append(required, a.Name)
		}
	}
	s := object{"type": "object", "description": o.Doc, "properties": members}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

func (w *openAPIWriter) field(f *model.Field) object {
	s := w.typ(f.Type)
	if ref, ok := s["$ref"]; ok && f.Nullable {
		s = object{"allOf": []any{object{"$ref": ref}}}
	}
	if f.Nullable {
		s["nullable"] = true
	}
	if _, ok := s["$ref"]; !ok && f.Doc != "" {
		s["description"] = f.Doc
	}
	return s
}

// plain are the types that are a type of OpenAPI and a format.
var plain = map[model.Kind][2]string{
	model.Integer: {"integer", "int64"}, model.Money: {"integer", "int64"}, model.Number: {"number", ""},
	model.Boolean: {"boolean", ""}, model.Datetime: {"string", "date-time"}, model.Date: {"string", "date"},
}

func (w *openAPIWriter) typ(t *model.Type) object {
	switch t.Kind {
	case model.EnumKind:
		return ref(t.Enum.Go)
	case model.ObjectKind:
		return ref(t.Object.Go)
	case model.ListOf:
		return object{"type": "array", "items": w.typ(t.Elem)}
	case model.MapOf:
		return object{"type": "object", "additionalProperties": w.typ(t.Elem)}
	case model.PageOf:
		return w.page(t.Object)
	case model.Expandable:
		return object{"oneOf": []any{object{"type": "string"}, ref(t.Object.Go)}}
	case model.Union:
		var alts []any
		for _, a := range t.Alts {
			alts = append(alts, w.typ(a))
		}
		return object{"oneOf": alts}
	case model.Any, model.Item:
		return object{}
	}
	p, ok := plain[t.Kind]
	if !ok {
		p[0] = "string"
	}
	s := object{"type": p[0]}
	if p[1] != "" {
		s["format"] = p[1]
	}
	return s
}

func ref(name string) object { return object{"$ref": "#/components/schemas/" + name} }

// page is the list envelope round one kind of thing, a schema of its own.
func (w *openAPIWriter) page(o *model.Object) object {
	name := o.Go + "Page"
	if _, ok := w.schemas[name]; !ok {
		s := w.shape(w.api.Page.Object)
		s["properties"].(object)[w.api.Page.Data] = object{"type": "array", "items": ref(o.Go)}
		w.schemas[name] = s
	}
	return ref(name)
}

func (w *openAPIWriter) operation(r *model.Resource, op *model.Operation) {
	var path strings.Builder
	for _, s := range op.Path {
		path.WriteString(s.Text)
		if s.Param != nil {
			path.WriteString("{" + s.Param.Name + "}")
		}
	}
	at, _ := w.paths[path.String()].(object)
	if at == nil {
		at = object{}
		w.paths[path.String()] = at
	}
	out := object{"operationId": r.Name + "_" + op.Name, "summary": op.Title, "description": op.Doc, "responses": w.responses(op)}
	if params := w.params(op); len(params) > 0 {
		out["parameters"] = params
	}
	if body := w.body(op); body != nil {
		out["requestBody"] = body
	}
	at[strings.ToLower(op.Method)] = out
}

func (w *openAPIWriter) params(op *model.Operation) []any {
	var list []any
	for _, p := range op.Params {
		if p.In == model.InPath || p.In == model.InQuery {
			list = append(list, object{
				"name": p.Name, "in": string(p.In), "required": p.In == model.InPath || p.Required,
				"description": p.Doc, "schema": w.typ(p.Type),
			})
		}
	}
	return list
}

func (w *openAPIWriter) body(op *model.Operation) object {
	members, required := object{}, []string{}
	for _, p := range op.Params {
		if p.In != model.InBody {
			continue
		}
		members[p.Name] = w.field(&p.Field)
		if p.Required {
			required = append(required, p.Name)
		}
	}
	if len(members) == 0 {
		return nil
	}
	s := object{"type": "object", "properties": members}
	if len(required) > 0 {
		s["required"] = required
	}
	return object{"required": len(required) > 0, "content": object{"application/json": object{"schema": s}}}
}

func (w *openAPIWriter) responses(op *model.Operation) object {
	answer := object{"description": "done"}
	if op.Result != nil {
		answer["content"] = object{"application/json": object{"schema": w.typ(op.Result)}}
	}
	refusal := object{"description": "refused", "content": object{"application/json": object{"schema": ref(w.api.Error.Object.Go)}}}
	list := object{strconv.Itoa(op.Success): answer, "default": refusal}
	if !slices.Contains([]int{200, 201, 204}, op.Success) {
		list["200"] = answer
	}
	return list
}

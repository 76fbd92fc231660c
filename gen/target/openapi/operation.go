package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// route is a path of the document: what operations have it, and what their parameters are called in it.
type route struct {
	path  string
	names []string // of the parameters in it, in order
	ops   []*model.Operation
}

// routes groups operations by path. Paths that differ in the names of their parameters alone are one.
func routes(api *model.API) []*route {
	var all []*route
	byShape := map[string]*route{}
	for _, op := range operations(api) {
		shape := shapeOf(op)
		r := byShape[shape]
		if r == nil {
			r = &route{path: op.Route()}
			for _, p := range op.PathParams() {
				r.names = append(r.names, p.Key)
			}
			byShape[shape] = r
			all = append(all, r)
		}
		r.ops = append(r.ops, op)
	}
	return all
}

// shapeOf is a path without the names of its parameters.
func shapeOf(op *model.Operation) string {
	return op.PathWith(func(*model.Param) string { return "{}" })
}

func (b *builder) paths() *object {
	all := &object{}
	b.pathNames = map[*model.Param]string{}
	for _, r := range routes(b.api) {
		for _, op := range r.ops {
			for i, p := range op.PathParams() {
				b.pathNames[p] = r.names[i]
			}
		}
		item := &object{}
		all.put(r.path, item)
	}
	for _, r := range routes(b.api) {
		item := all.get(r.path).(*object)
		for _, op := range r.ops {
			item.put(strings.ToLower(op.Method), b.operation(op))
		}
	}
	return all
}

// operation is one call.
func (b *builder) operation(op *model.Operation) *object {
	o := with("operationId", operationID(op), "tags", list{op.Resource.Name}).some("summary", op.Title)
	o.some("description", about(&op.Meta, testOnly(op)))
	o.some("deprecated", op.Deprecated != "")
	if op.Resource.Server != nil && op.Resource.Server != b.api.Servers[0] {
		o.put("servers", list{server(op.Resource.Server)})
	}
	if b.api.Auth != nil && (op.Key != b.api.Auth.Keys[0] || len(op.OtherKeys) > 0) {
		o.put("security", security(op.Keys()...))
	}
	o.some("parameters", b.parameters(op))
	o.some("requestBody", b.requestBody(op))
	o.put("responses", b.responses(op))
	b.behaviour(o, op)
	return note(o, &op.Meta)
}

func testOnly(op *model.Operation) string {
	if op.TestOnly == nil {
		return ""
	}
	return "Works in test mode alone."
}

// parameters are those outside of the body, and the headers that every request may carry.
func (b *builder) parameters(op *model.Operation) list {
	var all list
	for _, p := range op.Params {
		if p.In != model.InBody {
			all = append(all, b.parameter(p))
		}
	}
	shared := b.sharedParameters()
	for _, name := range shared.keys {
		if name != sharedIdempotency || heeds(b.api.Idempotency, op.Method) {
			all = append(all, with("$ref", "#/components/parameters/"+name))
		}
	}
	return all
}

// The names of shared parameters.
const (
	sharedVersion     = "version"
	sharedIdempotency = "idempotency_key"
)

// sharedParameters are the headers that requests to any operation may carry.
func (b *builder) sharedParameters() *object {
	all := &object{}
	if h := b.api.VersionHead; h != nil {
		s := with("type", "string")
		if h.Value != "" {
			s.put("default", h.Value).put("examples", list{h.Value})
		}
		all.put(sharedVersion, note(with("name", h.Name, "in", "header").some("description", about(&h.Meta)).put("schema", s), &h.Meta))
	}
	if i := b.api.Idempotency; i != nil {
		p := with("name", i.Header, "in", "header").some("description", about(&i.Meta))
		p.put("schema", with("type", "string"))
		if i.Lifetime > 0 {
			p.put("x-chargegen-lifetime", duration(i.Lifetime))
		}
		all.put(sharedIdempotency, note(p, &i.Meta))
	}
	return all
}

// heeds reports whether requests of a method may carry the key by which they are recognised.
func heeds(i *model.Idempotency, method string) bool {
	return method != "GET" && (len(i.Methods) == 0 || slices.Contains(i.Methods, method))
}

// parameter is a parameter in path, query or header.
func (b *builder) parameter(p *model.Param) *object {
	name := p.Name
	if p.In == model.InPath {
		name = b.pathNames[p]
	}
	o := with("name", name, "in", string(p.In)).some("required", p.Required)
	o.some("description", about(&p.Meta, b.remarks(p)...))
	o.some("deprecated", p.Deprecated != "")
	if p.In == model.InQuery {
		b.style(o, p)
	}
	s := b.sent(p)
	for _, key := range []string{"description", "deprecated"} {
		s.drop(key)
	}
	o.put("schema", s)
	b.paramNotes(o, p)
	return o
}

// style says how a list or an object stands in the query.
func (b *builder) style(o *object, p *model.Param) {
	switch p.Type.Kind {
	case model.ListOf:
		if b.api.Arrays == model.ArraysBrackets {
			o.put("name", p.Name+"[]")
		}
		o.put("style", "form").put("explode", b.api.Arrays != model.ArraysComma)
	case model.ObjectKind, model.MapOf:
		o.put("style", "deepObject").put("explode", true)
	}
}

// remarks are what is said of a parameter that a schema cannot say.
func (b *builder) remarks(p *model.Param) []string {
	var all []string
	if p.Format != "" {
		all = append(all, "Form: "+p.Format+".")
	}
	if p.DefaultDoc != "" {
		all = append(all, "If it is not sent: "+p.DefaultDoc)
	}
	if p.RequiredWhen != nil {
		all = append(all, "Required when `"+oneLine(p.RequiredWhen.Expr.String())+"`.")
	}
	return all
}

// oneLine is text that may stand in inline code.
func oneLine(s string) string { return lineEscapes.Replace(s) }

var lineEscapes = strings.NewReplacer("`", "'", "\n", " ")

// sent is the schema of what a parameter takes.
func (b *builder) sent(p *model.Param) *object {
	f := p.Field
	f.Annotations, f.Format = nil, "" // they stand at the parameter itself
	s := b.field(&f, b.remarks(p)...)
	b.close(s)
	if p.Default.IsSet() {
		s.put("default", data(p.Default))
	}
	return s
}

// close lets the objects in a schema have no further members where they are sent. Those that answers carry too are open
// in themselves.
func (b *builder) close(v any) {
	switch v := v.(type) {
	case *object:
		if name, ok := v.get("$ref").(string); ok && b.openInputs[name] {
			v.put("unevaluatedProperties", false)
		}
		for _, key := range v.keys {
			b.close(v.vals[key])
		}
	case list:
		for _, item := range v {
			b.close(item)
		}
	}
}

// paramNotes are what is carried of a parameter.
func (b *builder) paramNotes(o *object, p *model.Param) {
	o.some("x-chargegen-advised", p.Advised).some("x-chargegen-beyond", p.Beyond)
	if p.RequiredWhen != nil {
		o.put("x-chargegen-required-when", p.RequiredWhen.Expr.String())
	}
	if p.Key != p.Name {
		o.put("x-chargegen-key", p.Key)
	}
	annotate(o, p.Annotations)
}

// requestBody is the object that the body's parameters make, in every encoding that is read.
func (b *builder) requestBody(op *model.Operation) *object {
	name := b.names.body[op]
	if name == "" {
		return nil
	}
	content := &object{}
	for _, e := range b.api.Encodings {
		media := with("schema", ref(name))
		if e == model.EncodingForm {
			media.some("encoding", b.encoding(op))
			content.put("application/x-www-form-urlencoded", media)
			continue
		}
		content.put("application/json", media.some("examples", b.bodyExamples(op)))
	}
	return with("required", b.bodyRequired(op)).put("content", content)
}

// bodyRequired reports whether something of the body must be sent.
func (b *builder) bodyRequired(op *model.Operation) bool {
	for _, p := range inBody(op) {
		if p.Required {
			return true
		}
	}
	for _, x := range op.Exclusive {
		if x.Required && len(x.Params) > 0 && x.Params[0].In == model.InBody {
			return true
		}
	}
	return false
}

// encoding says how lists and objects stand in a form.
func (b *builder) encoding(op *model.Operation) *object {
	all := &object{}
	for _, p := range inBody(op) {
		path := wirePath(p.Name)
		switch nested := nests(p.Type) || len(path) > 1; {
		case len(path) == 1 && p.Type.Kind == model.ListOf && !nests(p.Type.Elem) && b.api.Arrays != model.ArraysBrackets:
			all.put(p.Name, with("style", "form", "explode", b.api.Arrays == model.ArraysRepeat))
		case nested:
			all.put(path[0], with("style", "deepObject", "explode", true))
		}
	}
	return all
}

// nests reports whether a type has members or elements, in one of its forms.
func nests(t *model.Type) bool {
	if t == nil {
		return false
	}
	switch t.Kind {
	case model.ListOf, model.ObjectKind, model.MapOf:
		return true
	case model.Union:
		for _, alt := range t.Alts {
			if nests(alt) {
				return true
			}
		}
	}
	return false
}

// body is the schema of the object that the body's parameters make.
func (b *builder) body(op *model.Operation) *object {
	s := closed(description("What " + operationID(op) + " takes in its body."))
	for _, p := range inBody(op) {
		prop := b.sent(p)
		b.paramNotes(prop, p)
		enter(s, wirePath(p.Name), prop, p.Required)
	}
	b.together(s, op)
	return s
}

// closed is an object without members of other names than it has.
func closed(doc string) *object {
	return with("type", "object").some("description", doc).put("properties", with()).put("additionalProperties", false)
}

// wirePath takes a name such as filter[since] apart: it is a member of a member.
func wirePath(name string) []string {
	return strings.Split(strings.ReplaceAll(name, "]", ""), "[")
}

// enter puts a member into an object, at the end of a path of names.
func enter(s *object, path []string, member *object, required bool) {
	props := s.get("properties").(*object)
	name := path[0]
	if len(path) > 1 {
		inner, ok := props.get(name).(*object)
		if !ok || inner.get("properties") == nil {
			inner = closed("")
		}
		enter(inner, path[1:], member, required)
		member = inner
	}
	props.put(name, member)
	if names, _ := s.get("required").(list); required && !slices.Contains(names, any(name)) {
		s.put("required", append(names, name))
	}
}

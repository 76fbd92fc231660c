package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// wireForm and headerForm are what parameters may be called in a request.
var (
	wireForm   = lazy.Regexp(`^[A-Za-z0-9_.$@-]{1,100}(\[[A-Za-z0-9_.-]{0,100}\])*$`)
	bodyForm   = lazy.Regexp(`^[A-Za-z0-9_.$@-]{1,100}$`)
	headerForm = lazy.Regexp("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$")
)

// ownHeaders are headers that OpenAPI or HTTP has a use of its own for.
var ownHeaders = []string{"accept", "authorization", "connection", "content-length", "content-type", "cookie", "host", "transfer-encoding"}

// parameters makes the rows of an operation's parameters, or says why the operation cannot be without one.
func (im *importer) parameters(c *call, op *item) string {
	taken := names{}
	for _, made := range c.pathNames {
		taken.take(made)
	}
	for _, name := range c.pathOrder() {
		if why := im.pathParam(c, op, name); why != "" {
			return why
		}
	}
	for _, p := range c.params {
		if p.in == "path" {
			continue
		}
		it, why := im.param(c, op, p, taken)
		switch {
		case why == "":
			if it != nil {
				op.kids = append(op.kids, it)
			}
		case p.required:
			return "its required parameter " + quote(p.name) + " " + why
		default:
			im.notef(p.pos, "parameter-left-out", "parameter %q of %s %s is left out: it %s", clip(p.name), c.method, clip(c.path), why)
		}
	}
	return im.bodyParams(c, op, taken)
}

func quote(name string) string { return "\"" + clip(name) + "\"" }

// pathOrder lists the parameters of the path as they stand in it.
func (c *call) pathOrder() []string {
	var out []string
	for _, braced := range pathParam().FindAllString(c.path, -1) {
		out = append(out, braced[1:len(braced)-1])
	}
	return out
}

// pathParam makes the row of a parameter of the path. One that the document does not declare is text.
func (im *importer) pathParam(c *call, op *item, name string) string {
	it := &item{what: "parameter", name: c.pathNames[name], pos: c.pos, up: op, must: true}
	p := param{pos: c.pos, name: name, src: &spec.Data{}, schema: plainString}
	if at := slices.IndexFunc(c.params, func(p param) bool { return p.in == "path" && p.name == name }); at >= 0 {
		p = c.params[at]
	} else {
		im.notef(c.pos, "parameter-undeclared", "parameter %q of the path of %s %s is not declared; it is carried as text", clip(name), c.method, clip(c.path))
	}
	it.pos = p.pos
	if style := p.src.Get("style"); style.IsSet() && style.Text != "simple" {
		return "its parameter " + quote(name) + " is written in the style " + quote(style.Text)
	}
	s := im.beside(p.schema)
	t := im.field(it, s, c.group.hint+"."+name, true)
	if !t.isWord() {
		return "its parameter " + quote(name) + " of the path is no single word"
	}
	if owner := im.ownerOf(c, c.pathNames[name]); owner != nil && owner.hasID() && fitsID(t, im.ids) {
		it.rows = nil
		it.put(row{key: "type", typ: &typ{op: "id", args: []*typ{{class: owner.class}}}})
	}
	im.sayParam(it, s, p)
	op.kids = append(op.kids, it)
	return ""
}

// hasID reports whether the ids of a resource were typed as such.
func (r *resource) hasID() bool {
	a := r.attr("id")
	return a != nil && a.get("type").typ.op == "id"
}

func fitsID(t *typ, style string) bool {
	return style == "integer" && t.word == "integer" || style == "opaque" && t.word == "string"
}

// ownerOf is the resource whose id a parameter of the path is: that of the collection in front of it.
func (im *importer) ownerOf(c *call, made string) *resource {
	for i, s := range c.segments {
		if !strings.HasPrefix(s, "{"+made+"}") || i == 0 || isParam(c.segments[i-1]) {
			continue
		}
		key := staticKey(c.segments[front(c.segments):i])
		for _, g := range im.groups {
			if g.key == key {
				return g.resource
			}
		}
	}
	return nil
}

// sayParam adds what a parameter says for people; its own words come before those of its schema.
func (im *importer) sayParam(it *item, s *shape, p param) {
	here := *im.said(p.schema, s, it.get("type").typ)
	im.describe(&here, p.src)
	here.annotations = nil
	for _, m := range p.src.Members {
		if isAnnotation(m.Key.Value) {
			here.annotations = append(here.annotations, m)
		}
	}
	if t := it.get("type"); t != nil && t.typ.op == "id" {
		here.example = nil
	}
	im.finish(it, &here)
}

// param makes the row of a parameter of query or header, or says why it cannot be had. No row and no word is a parameter
// that the client sends by itself.
func (im *importer) param(c *call, op *item, p param, taken names) (*item, string) {
	switch {
	case p.in == "cookie":
		return nil, "is a cookie"
	case p.in == "header" && (slices.Contains(ownHeaders, strings.ToLower(p.name)) || im.auth != nil && strings.EqualFold(p.name, im.auth.way.header)):
		return nil, ""
	case p.in == "header" && !headerForm().MatchString(p.name), p.in == "query" && !wireForm().MatchString(p.name):
		return nil, "has a name that cannot be carried"
	case !p.schema.IsSet() || p.src.Get("content").IsSet():
		return nil, "has no schema of its own"
	}
	s := im.beside(p.schema)
	it := &item{what: "parameter", pos: p.pos, up: op, must: p.required}
	name := p.name
	if s.is("array") {
		if arraysOf(p) != im.arrays {
			return nil, "writes lists otherwise than most parameters of the API do"
		}
		if im.arrays == "brackets" {
			name = strings.TrimSuffix(name, "[]")
		}
	}
	t := im.field(it, s, c.group.hint+"."+p.name, true)
	switch {
	case p.in == "header" && !t.isWord():
		return nil, "is a header and no single word"
	case t.class != nil && p.src.Get("style").Text != "deepObject", t.op == "map", t.word == "any":
		return nil, "is written in a way that the language has not"
	case t.op == "list" && !t.args[0].isWord():
		return nil, "is a list of what is no single word"
	}
	it.name = paramKey(name, taken)
	if it.name != name {
		it.set("name", name)
	}
	if p.in == "header" || p.in == "query" && c.method != "GET" && c.method != "DELETE" {
		it.raw("in", p.in)
	}
	it.flag("required", p.required)
	im.defaultOf(it, s, p.required)
	im.sayParam(it, s, p)
	return it, ""
}

// paramKey is a key for a parameter: its name on the wire where that will do.
func paramKey(name string, taken names) string {
	if wordForm().MatchString(name) && !taken.has(name) {
		return taken.take(name)
	}
	return taken.take(orWord(snake(name), "param"))
}

// defaultOf carries a default. What must be sent has none.
func (im *importer) defaultOf(it *item, s *shape, required bool) {
	if s.def == nil || required || s.def.Kind == "null" || s.def.Kind == "object" {
		return
	}
	if text := flow(s.def); len(text) <= maxExample {
		it.raw("default", text)
	}
}

// bodyParams makes parameters of the members of the body.
func (im *importer) bodyParams(c *call, op *item, taken names) string {
	if c.body == nil {
		return ""
	}
	schema := c.body.forms[im.encoding]
	s := im.shape(schema)
	im.use(s)
	flat := im.flat(s)
	if len(flat.props) == 0 {
		if !flat.is("object") || len(flat.required) > 0 || flat.rest != nil {
			return "its body is no object with named members"
		}
		im.notef(c.body.pos, "body-left-out", "the body of %s %s is left out: the document names no members of it", c.method, clip(c.path))
		return ""
	}
	if flat.rest != nil && flat.rest.Kind == "object" {
		im.notef(flat.rest.Pos, "type-widened", "members of the body of %s %s beside the named ones are left out", c.method, clip(c.path))
	}
	for _, p := range flat.props {
		if why := im.bodyParam(c, op, flat, p, taken); why != "" {
			return why
		}
	}
	return ""
}

// bodyParam makes the row of one member of the body, or says why the operation cannot be without it.
func (im *importer) bodyParam(c *call, op *item, s *shape, p prop, taken names) string {
	inner := im.beside(p.schema)
	if inner.readOnly {
		im.use(inner)
		return ""
	}
	name, required := p.key.Value, s.required[p.key.Value]
	it := &item{what: "parameter", pos: p.key.Pos, up: op, must: required}
	t := im.field(it, inner, orWord(s.name, c.group.hint)+"."+name, true)
	why := ""
	switch {
	case !bodyForm().MatchString(name):
		why = "has a name that cannot be carried"
	case im.encoding == "form" && t.word == "any":
		why = "may be anything, which a form cannot say"
	}
	switch {
	case why != "" && required:
		return "the member " + quote(name) + " of its body " + why
	case why != "":
		im.notef(p.key.Pos, "parameter-left-out", "member %q of the body of %s %s is left out: it %s", clip(name), c.method, clip(c.path), why)
		return ""
	}
	it.name = paramKey(name, taken)
	if it.name != name {
		it.set("name", name)
	}
	it.flag("nullable", inner.nullable && t.word != "any")
	it.flag("required", required)
	im.defaultOf(it, inner, required)
	im.finish(it, im.said(p.schema, inner, t))
	op.kids = append(op.kids, it)
	return ""
}

package openapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// call is one operation of the document that can be carried as far as is known.
type call struct {
	pos       spec.Pos
	method    string
	path      string
	segments  []string // {name} for parameters
	src       *spec.Data
	params    []param
	body      *body
	success   int
	result    *shape // nil where nothing is answered
	failures  []failure
	tag       string
	server    string
	key       string   // a kind of key or none; empty for the first kind
	otherKeys []string // the kinds that will do as well
	group     *group
	kind      string
	paged     *pageFit // where it lists
	rest      []string // the segments behind the collection
	pathNames map[string]string
}

// param is one parameter of an operation.
type param struct {
	pos      spec.Pos
	name, in string
	required bool
	src      *spec.Data
	schema   *spec.Data
}

// body is what an operation is sent.
type body struct {
	pos      spec.Pos
	required bool
	forms    map[string]*spec.Data // the schema by encoding: json, form
	left     []string              // other media types
}

// failure is an answer that refuses.
type failure struct {
	pos    spec.Pos
	status int // 0 for all that are not named
	answer *spec.Data
}

// methods are the words of a path item that are operations, and whether the language has them.
var methods = map[string]bool{"get": true, "post": true, "put": true, "patch": true, "delete": true, "head": false, "options": false, "trace": false}

// collect reads the operations of the document.
func (im *importer) collect() {
	paths := im.root.Get("paths")
	for i := range paths.Members {
		route, item := paths.Members[i].Key, im.follow(&paths.Members[i].Value)
		im.unread(item, "a path", readOfPath)
		for j := range item.Members {
			method := item.Members[j].Key.Value
			if _, ok := methods[method]; !ok {
				continue
			}
			im.all++
			c := &call{pos: item.Members[j].Key.Pos, method: strings.ToUpper(method), path: route.Value, src: &item.Members[j].Value}
			if why := im.read1(c, item); why != "" {
				im.leave(c, why)
				continue
			}
			im.calls = append(im.calls, c)
		}
	}
	if d := im.root.Get("webhooks"); len(d.Members) > 0 {
		im.notef(d.Pos, "part-left-out", "webhooks are left out: the language tells of calls to the API alone")
	}
}

// leave reports an operation that is left out.
func (im *importer) leave(c *call, why string) {
	im.notef(c.pos, "operation-left-out", "%s %s is left out: %s", c.method, clip(c.path), why)
}

// read1 reads one operation, or says why it cannot be carried.
func (im *importer) read1(c *call, item *spec.Data) string {
	if !methods[strings.ToLower(c.method)] {
		return "the language has GET, POST, PUT, PATCH and DELETE alone"
	}
	if tags := c.src.Get("tags"); len(tags.Items) > 0 {
		c.tag = tags.Items[0].Text
	}
	if cb := c.src.Get("callbacks"); len(cb.Members) > 0 {
		im.notef(cb.Pos, "part-left-out", "callbacks are left out: the language tells of calls to the API alone")
	}
	im.unread(c.src, "an operation", readOfOperation)
	for _, step := range []func(*call, *spec.Data) string{im.readPath, im.readParams, im.readBody, im.readAnswers, im.readServer} {
		if why := step(c, item); why != "" {
			return why
		}
	}
	return ""
}

var (
	pathText  = lazy.Regexp(`^[A-Za-z0-9._~:@+,!$-]*$`)
	pathParam = lazy.Regexp(`\{[^{}]*\}`)
)

// readPath cuts the path into segments and makes the names of its parameters words.
func (im *importer) readPath(c *call, _ *spec.Data) string {
	c.pathNames = map[string]string{}
	taken := names{}
	route := pathParam().ReplaceAllStringFunc(c.path, func(braced string) string {
		name := braced[1 : len(braced)-1]
		made, ok := c.pathNames[name]
		if !ok {
			made = name
			if !wordForm().MatchString(name) {
				made = orWord(snake(name), "param")
			}
			made = taken.take(made)
			c.pathNames[name] = made
		}
		return "{" + made + "}"
	})
	switch {
	case !strings.HasPrefix(route, "/"):
		return "its path does not begin with a slash"
	case route != "/" && strings.HasSuffix(route, "/"):
		return "its path ends in a slash"
	case strings.Contains(route, "//") || strings.Contains(route, "}{"):
		return "its path has two slashes or two parameters without anything between them"
	case !pathText().MatchString(strings.ReplaceAll(pathParam().ReplaceAllString(route, ""), "/", "")):
		return "its path holds characters that a route may not"
	}
	for name, made := range c.pathNames {
		if strings.Count(route, "{"+made+"}") > 1 {
			return "its path names the parameter " + strconv.Quote(clip(name)) + " twice"
		}
	}
	c.segments = strings.Split(strings.Trim(route, "/"), "/")
	if route == "/" {
		c.segments = nil
	}
	if slices.ContainsFunc(c.segments, func(s string) bool { return s == "." || s == ".." }) {
		return "its path holds dots alone"
	}
	return ""
}

// route is the path as it is written in a spec.
func (c *call) route() string { return "/" + strings.Join(c.segments, "/") }

func orWord(word, otherwise string) string {
	if word == "" {
		return otherwise
	}
	return word
}

// readParams reads the parameters of path item and operation; those of the operation win.
func (im *importer) readParams(c *call, item *spec.Data) string {
	for _, list := range []*spec.Data{item.Get("parameters"), c.src.Get("parameters")} {
		for i := range list.Items {
			d := im.follow(&list.Items[i])
			p := param{pos: list.Items[i].Pos, name: d.Get("name").Text, in: d.Get("in").Text, required: d.Get("required").Bool, src: d, schema: d.Get("schema")}
			im.unread(d, "a parameter", readOfParam)
			at := slices.IndexFunc(c.params, func(q param) bool { return q.name == p.name && q.in == p.in })
			switch {
			case p.name == "" || !slices.Contains([]string{"path", "query", "header", "cookie"}, p.in):
				im.notef(p.pos, "parameter-left-out", "a parameter of %s %s is left out: it has no name, or no place", c.method, clip(c.path))
			case at >= 0:
				c.params[at] = p
			default:
				c.params = append(c.params, p)
			}
		}
	}
	c.params = slices.DeleteFunc(c.params, func(p param) bool {
		_, named := c.pathNames[p.name]
		if p.in == "path" && !named {
			im.notef(p.pos, "parameter-left-out", "parameter %q of %s %s is left out: the path does not name it", clip(p.name), c.method, clip(c.path))
			return true
		}
		return false
	})
	return ""
}

// readBody reads the request body.
func (im *importer) readBody(c *call, _ *spec.Data) string {
	d := im.follow(c.src.Get("requestBody"))
	content := d.Get("content")
	if len(content.Members) == 0 {
		return ""
	}
	im.unread(d, "a request body", readOfBody)
	b := &body{pos: c.src.Get("requestBody").Pos, required: d.Get("required").Bool, forms: map[string]*spec.Data{}}
	for i := range content.Members {
		m := &content.Members[i]
		name := encodingOf(m.Key.Value)
		if name == "" || b.forms[name] != nil {
			b.left = append(b.left, m.Key.Value)
			continue
		}
		b.forms[name] = m.Value.Get("schema")
		im.unread(&m.Value, "a request body", readOfMedia)
	}
	switch {
	case (c.method == "GET" || c.method == "DELETE") && b.required:
		return "it has a body, which " + c.method + " has not here"
	case c.method == "GET" || c.method == "DELETE":
		im.notef(b.pos, "body-left-out", "the body of %s %s is left out: %s has none here", c.method, clip(c.path), c.method)
		return ""
	case len(b.forms) == 0:
		return "its body is neither JSON nor a form: " + clip(strings.Join(b.left, ", "))
	}
	if len(b.left) > 0 {
		im.notef(b.pos, "body-left-out", "the body of %s %s as %s is left out: it is JSON or a form", c.method, clip(c.path), clip(strings.Join(b.left, ", ")))
	}
	c.body = b
	return ""
}

// encodingOf is the encoding of a media type: json, form or none.
func encodingOf(media string) string {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	media = strings.TrimSpace(media)
	switch {
	case media == "application/x-www-form-urlencoded":
		return "form"
	case isJSON(media):
		return "json"
	}
	return ""
}

// isJSON reports whether a media type is JSON; one that is of any type may be.
func isJSON(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	media = strings.TrimSpace(media)
	return media == "application/json" || media == "*/*" || media == "application/*" || strings.HasSuffix(media, "+json") || media == "text/json"
}

// readAnswers reads what an operation answers with: the first success, and all refusals.
func (im *importer) readAnswers(c *call, _ *spec.Data) string {
	answers := c.src.Get("responses")
	var best *spec.Entry[spec.Data]
	elsewhere := false
	for i := range answers.Members {
		m := &answers.Members[i]
		status := statusOf(m.Key.Value)
		elsewhere = elsewhere || status > 0 && status < 400
		im.unread(im.follow(&m.Value), "an answer", readOfAnswer)
		switch {
		case status >= 400 && status < 600:
			d := im.follow(&m.Value)
			c.failures = append(c.failures, failure{m.Key.Pos, status, d})
		case status >= 200 && status < 300 && (best == nil || status < statusOf(best.Key.Value)):
			if best != nil {
				im.otherAnswer(c, best)
			}
			best = m
		case status >= 200 && status < 300:
			im.otherAnswer(c, m)
		}
	}
	slices.SortStableFunc(c.failures, func(a, b failure) int { return a.status - b.status })
	def := answers.Get("default")
	if def.IsSet() && best != nil {
		d := im.follow(def)
		c.failures = append(c.failures, failure{pos: def.Pos, answer: d})
	}
	switch {
	case best == nil && def.IsSet() && len(answers.Members) == 1:
		best = &spec.Entry[spec.Data]{Key: spec.Text{Pos: def.Pos, Value: "200"}, Value: *def}
	case best == nil && elsewhere:
		return "it answers with no 2xx but with a 1xx or 3xx"
	case best == nil:
		im.notef(c.pos, "answer-left-out", "%s %s names no answer of success; it is carried as answering with nothing", c.method, clip(c.path))
		c.success = 204
		return ""
	}
	c.success = statusOf(best.Key.Value)
	return im.readResult(c, im.follow(&best.Value))
}

func (im *importer) otherAnswer(c *call, m *spec.Entry[spec.Data]) {
	im.notef(m.Key.Pos, "answer-left-out", "the answer %s of %s %s is left out: an operation has one answer of success", clip(m.Key.Value), c.method, clip(c.path))
}

// statusOf is the HTTP status of a response's key; the least of a range such as 4XX.
func statusOf(key string) int {
	if len(key) == 3 && strings.EqualFold(key[1:], "XX") {
		key = key[:1] + "00"
	}
	n, err := strconv.Atoi(key)
	if err != nil {
		return 0
	}
	return n
}

// readResult settles what an operation answers with on success.
func (im *importer) readResult(c *call, d *spec.Data) string {
	content := d.Get("content")
	schema := im.jsonOf(d)
	for i := range content.Members {
		im.unread(&content.Members[i].Value, "an answer", readOfMedia)
	}
	switch {
	case c.success == 204 || len(content.Members) == 0:
		return ""
	case !schema.IsSet() && slices.ContainsFunc(content.Members, func(m spec.Entry[spec.Data]) bool { return isJSON(m.Key.Value) }):
		im.notef(content.Pos, "type-widened", "the answer of %s %s has no schema; it is carried as nothing", c.method, clip(c.path))
		return ""
	case !schema.IsSet():
		return "it does not answer with JSON"
	}
	s := im.shape(schema)
	switch {
	case s.is("array"):
		return "it answers with a bare array"
	case len(s.alts) > 0 && len(im.objects(s, 0)) == 0:
		return "its answer is not always an object"
	case s.kind() != "object" && s.kind() != "" || len(s.types) > 1:
		return "its answer is no object"
	case s.kind() == "" && len(s.alts) == 0 && len(s.props) == 0:
		im.notef(schema.Pos, "type-widened", "the answer of %s %s may be anything; it is carried as nothing", c.method, clip(c.path))
		return ""
	}
	c.result = im.flat(s)
	return ""
}

// jsonOf returns the schema of a JSON body, unset where there is none.
func (im *importer) jsonOf(d *spec.Data) *spec.Data {
	content := d.Get("content")
	for i := range content.Members {
		if isJSON(content.Members[i].Key.Value) {
			return content.Members[i].Value.Get("schema")
		}
	}
	return &spec.Data{}
}

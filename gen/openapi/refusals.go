package openapi

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// envelope is the body of refusals, as guessed from most of them.
type envelope struct {
	shape         *shape // nil where the document has none
	code, message string // dotted paths in it; empty where there is none
}

var (
	codeWords    = []string{"code", "errorcode", "type", "errortype", "error", "reason", "errorname", "title", "status"}
	messageWords = []string{"message", "errormessage", "detail", "errordescription", "description", "msg", "title", "errormsg", "reason", "details", "error", "hint"}
)

// guessEnvelope takes the body of most refusals for that of all.
func (im *importer) guessEnvelope() {
	count := map[*spec.Data]int{}
	var order []*shape
	for _, c := range im.calls {
		for _, f := range c.failures {
			schema := im.jsonOf(f.answer)
			if !schema.IsSet() {
				continue
			}
			s := im.shape(schema)
			if !s.is("object") && len(im.objects(s, 0)) == 0 {
				continue
			}
			if count[s.src] == 0 {
				order = append(order, s)
			}
			count[s.src]++
		}
	}
	im.envelope = &envelope{}
	best := 0
	for _, s := range order {
		if count[s.src] > best {
			im.envelope.shape, best = s, count[s.src]
		}
	}
	for _, s := range order {
		switch {
		case im.refines(s.src, im.envelope.shape.src, 0):
		case s.name == "":
			im.once(s.src.Pos, "envelope-guessed", "here and elsewhere a body of refusals that has no name is left out: all refusals have one body, here %s", called(im.envelope.shape))
		default:
			im.notef(s.src.Pos, "envelope-guessed", "the body %s of refusals is left out: all refusals have one body, here %s", called(s), called(im.envelope.shape))
		}
	}
	im.paths()
}

// refines reports whether a schema is another, or all of it and more: the body of all refusals with the codes of one.
func (im *importer) refines(d, whole *spec.Data, depth int) bool {
	if d == whole {
		return true
	}
	all := d.Get("allOf").Items
	for i := range all {
		if depth < maxAllOf && im.refines(im.follow(&all[i]), whole, depth+1) {
			return true
		}
	}
	return false
}

func called(s *shape) string {
	if s.name == "" {
		return "(unnamed)"
	}
	return clip(s.name)
}

// paths finds code and message in the body of refusals.
func (im *importer) paths() {
	e := im.envelope
	pos := im.root.Get("paths").Pos
	if !pos.IsSet() {
		pos = im.root.Pos
	}
	if e.shape == nil {
		im.notef(pos, "envelope-guessed", "no refusal has a JSON body; one with code and message is made up")
		return
	}
	e.shape = im.flat(e.shape)
	e.code = im.attributeOf(e.shape, codeWords, "string")
	var rest []string
	for _, w := range messageWords {
		if last := e.code[strings.LastIndexByte(e.code, '.')+1:]; plainWord(last) != w {
			rest = append(rest, w)
		}
	}
	e.message = im.attributeOf(e.shape, rest, "string")
	switch {
	case e.code == "" && e.message == "":
		im.notef(e.shape.src.Pos, "envelope-guessed", "nothing in the body of refusals looks like a code or a message; both are made up")
	case e.code == "":
		im.notef(e.shape.src.Pos, "envelope-guessed", "nothing in the body of refusals looks like a code in text; one is made up. The message is taken to be %s", e.message)
	case e.message == "":
		im.notef(e.shape.src.Pos, "envelope-guessed", "nothing in the body of refusals looks like a message; one is made up. The code is taken to be %s", e.code)
	default:
		im.notef(e.shape.src.Pos, "envelope-guessed", "in the body of refusals, the code is taken to be %s, the message %s", e.code, e.message)
	}
}

// errorObject makes the object that is the body of refusals, with code and message.
func (im *importer) errorObject() *class {
	e := im.envelope
	var c *class
	if e.shape == nil {
		src := &spec.Data{Pos: im.root.Pos}
		c = &class{item: item{what: "object", pos: src.Pos}, hint: "problem"}
		c.set("doc", "The body of every refusal.")
		im.classes[classKey{src, false}] = c
		im.draft.objects = append(im.draft.objects, c)
	} else {
		c = im.class(e.shape, "problem", false)
	}
	if e.code == "" {
		e.code = c.add("code", "error_code", "What went wrong, in one word.")
	} else if a := c.at(e.code); a != nil {
		if t := a.get("type"); t != nil && (t.typ.word == "string" || t.typ.enum != nil) {
			a.rows = slices.DeleteFunc(a.rows, func(r row) bool {
				return slices.Contains([]string{"const", "pattern", "min_length", "max_length", "format", "example"}, r.key)
			})
			a.put(row{key: "type", typ: word("error_code")})
		}
	}
	if e.message == "" {
		e.message = c.add("message", "string", "What went wrong, in a sentence.")
	}
	return c
}

// add gives an object an attribute that the document has not, and returns its name.
func (c *class) add(name, kind, doc string) string {
	for c.attr(name) != nil {
		name = "error_" + name
	}
	it := &item{what: "attribute", name: name, pos: c.pos}
	it.put(row{key: "type", typ: word(kind)})
	it.flag("optional", true)
	it.set("doc", doc)
	c.attrs = append(c.attrs, it)
	return name
}

func (c *class) attr(name string) *item {
	for _, a := range c.attrs {
		if a.name == name {
			return a
		}
	}
	return nil
}

// at follows a dotted path into an object.
func (c *class) at(path string) *item {
	name, rest, deeper := strings.Cut(path, ".")
	a := c.attr(name)
	if !deeper || a == nil {
		return a
	}
	if t := a.get("type"); t != nil && t.typ.class != nil {
		return t.typ.class.at(rest)
	}
	return nil
}

// codeForm is what an error code looks like.
var codeForm = lazy.Regexp(`^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}$`)

// codes settles the error codes of an operation: what schemas and examples say, else a word for the status.
func (im *importer) codes(c *call) string {
	var refs []string
	seen := map[string]bool{}
	for _, f := range c.failures {
		if f.status == 0 {
			continue
		}
		for _, code := range im.codesOf(f) {
			if seen[code] {
				continue
			}
			seen[code] = true
			if e := im.errorCode(code, f); e.get("status").raw != fmt.Sprint(f.status) {
				code = fmt.Sprintf("{error: %s, status: %d}", scalar(code), f.status)
			} else {
				code = scalar(code)
			}
			refs = append(refs, code)
		}
	}
	if len(refs) == 0 {
		return ""
	}
	return "[" + strings.Join(refs, ", ") + "]"
}

// codesOf are the codes that one refusal may carry.
func (im *importer) codesOf(f failure) []string {
	var list []string
	add := func(d *spec.Data) {
		if d != nil && d.Kind == spec.DataString && codeForm().MatchString(d.Text) && snake(d.Text) != "" && !slices.Contains(list, d.Text) && len(list) < 20 {
			list = append(list, d.Text)
		}
	}
	if path := im.envelope.code; path != "" && im.envelope.shape != nil {
		if s := im.inside(im.shape(im.jsonOf(f.answer)), path); s != nil {
			if add(im.constant(s)); len(list) == 0 && s.name == "" {
				for _, v := range s.enum {
					add(v)
				}
			}
		}
		for _, e := range examplesOf(f.answer) {
			for _, name := range strings.Split(path, ".") {
				e = e.Get(name)
			}
			add(e)
		}
	}
	if len(list) == 0 {
		list = append(list, statusWord(f.status))
		if im.madeUp[f.status]++; im.madeUp[f.status] == 1 {
			im.notef(f.pos, "code-made-up", "here and elsewhere the document does not say which code comes with status %d; %s stands for it", f.status, statusWord(f.status))
		}
	}
	return list
}

// inside follows a dotted path into a shape.
func (im *importer) inside(s *shape, path string) *shape {
	for _, name := range strings.Split(path, ".") {
		p := s.prop(name)
		if p == nil {
			return nil
		}
		s = im.shape(p.schema)
	}
	return s
}

// examplesOf are the examples of a JSON answer.
func examplesOf(answer *spec.Data) []*spec.Data {
	var list []*spec.Data
	content := answer.Get("content")
	for i := range content.Members {
		m := &content.Members[i].Value
		if e := m.Get("example"); e.IsSet() {
			list = append(list, e)
		}
		for j := range m.Get("examples").Members {
			list = append(list, m.Get("examples").Members[j].Value.Get("value"))
		}
	}
	return list
}

// statusWord is a code for a status: not_found for 404.
func statusWord(status int) string {
	if word := snake(http.StatusText(status)); word != "" {
		return word
	}
	return fmt.Sprintf("status_%d", status)
}

// errorCode returns the row of a code, and makes it if it is not there.
func (im *importer) errorCode(code string, f failure) *item {
	for _, e := range im.draft.errors {
		if e.name == code {
			return e
		}
	}
	e := &item{what: "error code", name: code, pos: f.pos}
	e.raw("status", fmt.Sprint(f.status))
	if doc := strings.TrimSpace(f.answer.Get("description").Text); doc != "" {
		e.set("doc", doc)
	}
	class, resolution := classOf(f.status)
	e.set("resolution", resolution)
	e.set("class", class)
	im.draft.errors = append(im.draft.errors, e)
	return e
}

// classOf says what a refusal of a status asks of its receiver.
func classOf(status int) (class, resolution string) {
	switch status {
	case 401, 403, 407:
		return "other_credentials", "Send a key that may do this."
	case 408, 425, 429, 502, 503, 504:
		return "wait_and_retry", "Wait, then send the same again."
	}
	if status >= 500 {
		return "contact_support", "Ask those who run the API."
	}
	return "fix_request", "Change the request."
}

// gates names the codes of what is checked before an operation: those that the statuses for it come with.
func (im *importer) gates() string {
	var parts []string
	for _, g := range []struct {
		key      string
		statuses []string
	}{{"unauthenticated", []string{"401"}}, {"absent", []string{"404"}}, {"malformed", []string{"400", "422"}}} {
		if g.key == "unauthenticated" && im.auth == nil {
			continue
		}
		if code := im.codeWith(g.statuses); code != "" {
			parts = append(parts, g.key+": "+scalar(code))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// codeWith is the first code that comes with one of some statuses.
func (im *importer) codeWith(statuses []string) string {
	for _, status := range statuses {
		for _, e := range im.draft.errors {
			if e.get("status").raw == status && (status != "422" || e.name == statusWord(http.StatusUnprocessableEntity)) {
				return e.name
			}
		}
	}
	return ""
}

package docs

import (
	"strings"

	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// overview is the page of what holds for every call.
func (b *builder) overview() *Page {
	p := &Page{Slug: slugOverview, Title: "Overview", Nav: "Overview"}
	p.Lead = []Block{para(words("What holds for every call to the " + b.api.Title + "."))}
	p.add(b.servers(), b.authentication(), b.modes(), b.requests(), b.versioning(), b.responses(), b.refusals(),
		b.paging(), b.money(), b.times(), b.ids(), b.idempotency(), b.setup(), b.libraries())
	return p
}

// servers is where the API answers.
func (b *builder) servers() *Section {
	var rows []Row
	for i, s := range b.api.Servers {
		serves := flat(prose(s.Doc))
		if len(serves) == 0 && i == 0 {
			serves = cat(words("Everything that names no other server."))
		}
		rows = append(rows, Row{Cells: []Text{{code(s.URL)}, serves}})
	}
	return section("Servers", table([]string{"Address", "Serves"}, rows))
}

// schemes say how the key travels.
var schemes = map[model.AuthScheme]string{
	model.AuthBasic:  "HTTP Basic authentication: the key is the user name, the password is empty.",
	model.AuthBearer: "The key travels in the header Authorization, after the word Bearer.",
}

// authentication is how callers show who they are.
func (b *builder) authentication() *Section {
	auth := b.api.Auth
	if auth == nil {
		return section("Authentication", para(words("No key is asked for.")))
	}
	how := cat(words(schemes[auth.Scheme]))
	if auth.Scheme == model.AuthHeader {
		how = cat(words("The key travels in the header "), code(auth.Header), words("."))
	}
	blocks := append([]Block{{Para: how}}, prose(auth.Doc)...)
	var rows []Row
	for _, k := range auth.Keys {
		rows = append(rows, Row{ID: keyID(k), Cells: []Text{
			{code(k.Name)}, keyLook(k), lines(append([]Text{flat(prose(k.Doc))}, metaNotes(&k.Meta)...)...),
		}})
	}
	blocks = append(blocks, table([]string{"Key", "Looks like", "Meaning"}, rows))
	if g := b.api.Gates.Unauthenticated; g != nil {
		blocks = append(blocks, para(words("A key that is missing, unknown or of the wrong kind is refused with "),
			errorLink(g), words(".")))
	}
	return section("Authentication", blocks...)
}

func keyID(k *model.Key) string { return anchorOf("key", k.Name) }

// keyLook is the example of a key and its patterns.
func keyLook(k *model.Key) Text {
	var all []Text
	if k.Example != "" {
		all = append(all, Text{code(k.Example)})
	}
	patterns := []struct{ lead, pattern string }{{"matches ", k.Pattern}, {"test: ", k.Test}, {"live: ", k.Live}}
	for _, p := range patterns {
		if p.pattern != "" {
			all = append(all, cat(words(p.lead), code(p.pattern)))
		}
	}
	return lines(all...)
}

// modes is how test and live are told apart.
func (b *builder) modes() *Section {
	m := b.api.Modes
	if m == nil {
		return nil
	}
	blocks := prose(m.Doc)
	if m.Attribute != "" {
		blocks = append(blocks, para(words("An object says which mode it belongs to: "), code(m.Attribute),
			words(" is true for live objects and false for test objects.")))
	}
	if m.TestInfix != "" {
		blocks = append(blocks, para(words("The id of a test object holds "), code(m.TestInfix),
			words(" between its prefix and the rest.")))
	}
	return section("Test and live mode", blocks...)
}

// arrayStyles say how a list is written.
var arrayStyles = map[model.ArrayStyle]string{
	model.ArraysBrackets: "a[]=1&a[]=2", model.ArraysRepeat: "a=1&a=2", model.ArraysComma: "a=1,2",
}

// encodings say how a body is written.
var encodings = map[model.Encoding]string{
	model.EncodingForm: "application/x-www-form-urlencoded", model.EncodingJSON: "application/json",
}

// requests is how bodies are written.
func (b *builder) requests() *Section {
	var types []string
	for _, e := range b.api.Encodings {
		types = append(types, encodings[e])
	}
	blocks := []Block{para(words("The body of a request is written as "), codes("or", types), words("."))}
	if strings.Contains(strings.Join(types, " "), "form") {
		blocks = append(blocks, para(words("In a form, a member of an object stands in brackets, "),
			code("object[member]=value"), words(", and a list is written "), code(arrayStyles[b.api.Arrays]), words(".")))
	}
	if g := b.api.Gates.Malformed; g != nil {
		blocks = append(blocks, para(words("A parameter of the wrong shape is refused with "), errorLink(g),
			words(", unless the operation names another code.")))
	}
	return section("Requests", blocks...)
}

// versioning is the header that picks a version.
func (b *builder) versioning() *Section {
	h := b.api.VersionHead
	if h == nil {
		return nil
	}
	blocks := []Block{para(words("A request picks the version of the API by the header "), code(h.Name), words("."))}
	if h.Value != "" {
		blocks = []Block{para(words("These pages describe the version that a request picks by the header "),
			code(h.Name+": "+h.Value), words("."))}
	}
	blocks = append(blocks, prose(h.Doc)...)
	return section("Versioning", append(blocks, noteBlocks(metaNotes(&h.Meta))...)...)
}

// responses is what statuses and headers of answers mean.
func (b *builder) responses() *Section {
	var blocks []Block
	if len(b.api.Statuses) > 0 {
		var told []Row
		for _, s := range b.api.Statuses {
			told = append(told, (&response{code: s.Code, told: s}).row(b.api.Origin))
		}
		blocks = append(blocks, table(statusColumns, told))
	}
	var rows []Row
	for _, h := range b.api.Headers {
		rows = append(rows, Row{ID: anchorOf("header", h.Meaning), Cells: []Text{
			{code(h.Name)}, lines(append([]Text{flat(prose(h.Doc))}, metaNotes(&h.Meta)...)...),
		}})
	}
	if len(rows) > 0 {
		blocks = append(blocks, para(words("Headers of answers that carry a meaning:")), table([]string{"Header", "Meaning"}, rows))
	}
	if len(blocks) == 0 {
		return nil
	}
	return section("Responses", blocks...)
}

// anyRefusal is the body of a refusal that any call may meet with, else the plainest.
func (b *builder) anyRefusal() spec.Data {
	if e := b.api.Gates.Unauthenticated; e != nil && !b.api.Error.Object.Example.IsSet() {
		return example.Refusal(b.api, e)
	}
	return example.Object(b.api, b.api.Error.Object)
}

// refusals is the body of a refusal and the way to read it.
func (b *builder) refusals() *Section {
	e := b.api.Error
	blocks := []Block{}
	if e.Object != nil {
		blocks = append(blocks, para(words("A refusal is an answer with a status other than 2xx. Its body is the object "),
			objectLink(e.Object), words(": the code stands in "), code(strings.Join(e.Code, ".")),
			words(", a sentence for people in "), code(strings.Join(e.Message, ".")), words(".")),
			dataBlock(b.anyRefusal()))
	}
	blocks = append(blocks, para(words("Decide by the code; the sentence may change. Every code stands in the "),
		plain("error catalogue").to(slugErrors, ""), words(".")))
	if g := b.api.Gates.Absent; g != nil {
		blocks = append(blocks, para(words("An id that the key cannot see is refused with "), errorLink(g), words(".")))
	}
	return section("Errors", blocks...)
}

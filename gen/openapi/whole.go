package openapi

import (
	"net/url"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// auth is how callers show who they are.
type auth struct {
	scheme string // basic, bearer, header
	header string
	name   string // of the security scheme in the document
	doc    string
}

// readAuth chooses the one security scheme that the API's key goes by: the first that is asked for and can be carried.
// Others that are a word in a header or query become parameters.
func (im *importer) readAuth() {
	schemes := im.root.Get("components").Get("securitySchemes")
	for i := range schemes.Members {
		name := schemes.Members[i].Key
		if im.auth != nil || !im.asked(name.Value) {
			continue
		}
		im.auth = im.carried(name.Value, im.follow(&schemes.Members[i].Value))
	}
	for i := range schemes.Members {
		m := &schemes.Members[i]
		if im.auth != nil && m.Key.Value != im.auth.name && im.asked(m.Key.Value) {
			im.notef(m.Key.Pos, "auth-reduced", "security scheme %q is not the API's: the language has one kind of key, here %q", clip(m.Key.Value), clip(im.auth.name))
		}
	}
	for _, c := range im.calls {
		im.callAuth(c, schemes)
	}
}

// asked reports whether anything asks for a security scheme.
func (im *importer) asked(name string) bool {
	lists := []*spec.Data{im.root.Get("security")}
	for _, c := range im.calls {
		lists = append(lists, c.src.Get("security"))
	}
	return slices.ContainsFunc(lists, func(list *spec.Data) bool {
		return slices.ContainsFunc(list.Items, func(need spec.Data) bool { return need.Get(name).IsSet() })
	})
}

// carried is a security scheme as the language has it, or nil where it has not.
func (im *importer) carried(name string, d *spec.Data) *auth {
	a := &auth{name: name, doc: strings.TrimSpace(d.Get("description").Text)}
	switch kind, scheme := d.Get("type").Text, strings.ToLower(d.Get("scheme").Text); {
	case kind == "http" && (scheme == "basic" || scheme == "bearer"):
		a.scheme = scheme
	case kind == "apiKey" && d.Get("in").Text == "header" && strings.EqualFold(d.Get("name").Text, "Authorization"):
		a.scheme = "bearer"
		im.notef(d.Pos, "auth-reduced", "security scheme %q fills the header Authorization in a way of its own; it is carried as a bearer token", clip(name))
	case kind == "apiKey" && d.Get("in").Text == "header" && headerForm.MatchString(d.Get("name").Text):
		a.scheme, a.header = "header", d.Get("name").Text
	case kind == "oauth2" || kind == "openIdConnect":
		a.scheme = "bearer"
		im.notef(d.Pos, "auth-reduced", "security scheme %q is carried as a bearer token: how a token is got is left out", clip(name))
	default:
		im.notef(d.Pos, "auth-reduced", "security scheme %q cannot be the API's key: it is no header, basic or bearer", clip(name))
		return nil
	}
	return a
}

// callAuth settles the key of one operation. Of the requirements that it offers, the one with the API's key is taken, else
// the first.
func (im *importer) callAuth(c *call, schemes *spec.Data) {
	list := c.src.Get("security")
	if !list.IsSet() {
		list = im.root.Get("security")
	}
	var need *spec.Data
	for i := range list.Items {
		if im.auth != nil && list.Items[i].Get(im.auth.name).IsSet() {
			need = &list.Items[i]
			break
		}
	}
	if need == nil && len(list.Items) > 0 {
		need = &list.Items[0]
	}
	if im.auth != nil && (need == nil || !need.Get(im.auth.name).IsSet()) {
		c.key = "none"
	}
	if need == nil {
		return
	}
	for _, m := range need.Members {
		if im.auth == nil || m.Key.Value != im.auth.name {
			im.keyParam(c, m.Key, im.follow(schemes.Get(m.Key.Value)))
		}
	}
}

// keyParam makes a parameter of a security scheme that is not the API's.
func (im *importer) keyParam(c *call, name spec.Text, d *spec.Data) {
	p := param{pos: name.Pos, name: d.Get("name").Text, in: d.Get("in").Text, required: true, src: d, schema: secretText}
	if d.Get("type").Text != "apiKey" || p.in != "query" && p.in != "header" || strings.EqualFold(p.name, "Authorization") {
		im.notef(name.Pos, "auth-reduced", "%s %s asks for %q, which cannot be carried", c.method, clip(c.path), clip(name.Value))
		return
	}
	if !slices.ContainsFunc(c.params, func(q param) bool { return q.name == p.name && q.in == p.in }) {
		c.params = append(c.params, p)
	}
}

// plainString is the schema of what the document does not declare.
var plainString = &spec.Data{Pos: spec.Pos{Line: 1, Col: 1}, Kind: spec.DataMap, Members: secretText.Members[:1]}

// secretText is the schema of a key that is sent as a parameter.
var secretText = &spec.Data{Pos: spec.Pos{Line: 1, Col: 1}, Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{
	{Key: spec.Text{Value: "type"}, Value: spec.Data{Pos: spec.Pos{Line: 1, Col: 1}, Kind: spec.DataString, Text: "string"}},
	{Key: spec.Text{Value: "format"}, Value: spec.Data{Pos: spec.Pos{Line: 1, Col: 1}, Kind: spec.DataString, Text: "password"}},
}}

// chooseEncoding takes the encoding of most bodies and leaves out what cannot be sent in it.
func (im *importer) chooseEncoding() {
	count := map[string]int{}
	for _, c := range im.calls {
		if c.body != nil {
			for name := range c.body.forms {
				count[name]++
			}
		}
	}
	im.encoding = "json"
	if count["form"] > count["json"] {
		im.encoding = "form"
	}
	im.calls = slices.DeleteFunc(im.calls, func(c *call) bool {
		if c.body == nil || c.body.forms[im.encoding] != nil {
			return false
		}
		im.leave(c, "its body is not "+im.encoding+", as most bodies of the API are")
		return true
	})
}

// chooseArrays takes the way in which most queries write lists.
func (im *importer) chooseArrays() {
	count := map[string]int{}
	for _, c := range im.calls {
		for _, p := range c.params {
			if p.in == "query" && im.shape(p.schema).is("array") {
				count[arraysOf(p)]++
			}
		}
	}
	im.arrays = "repeat"
	for _, way := range []string{"brackets", "comma"} {
		if count[way] > count[im.arrays] {
			im.arrays = way
		}
	}
}

// arraysOf is how a parameter writes lists, or empty for a way that the language has not.
func arraysOf(p param) string {
	style, explode := p.src.Get("style"), p.src.Get("explode")
	switch {
	case style.IsSet() && style.Text != "form":
		return ""
	case explode.IsSet() && !explode.Bool:
		return "comma"
	case strings.HasSuffix(p.name, "[]"):
		return "brackets"
	}
	return "repeat"
}

// servers lists the addresses of the API, as the language can have them. The first is that of operations which say
// nothing.
func (im *importer) servers() []string {
	var list []string
	for i := range im.root.Get("servers").Items {
		if u := im.server(&im.root.Get("servers").Items[i]); u != "" && !slices.Contains(list, u) {
			list = append(list, u)
		}
	}
	if len(list) == 0 {
		pos := im.root.Get("servers").Pos
		if !pos.IsSet() {
			pos = im.root.Pos
		}
		im.notef(pos, "server-changed", "the document names no server that can be carried; %s stands for it", nowhere)
		list = []string{nowhere}
	}
	return list
}

// nowhere stands for a server that the document does not name.
const nowhere = "http://localhost"

// server is the address of a server, variables filled in, or empty where there is none.
func (im *importer) server(d *spec.Data) string {
	text := pathParam.ReplaceAllStringFunc(d.Get("url").Text, func(braced string) string {
		return d.Get("variables").Get(braced[1 : len(braced)-1]).Get("default").Text
	})
	if text != d.Get("url").Text {
		im.notef(d.Pos, "server-changed", "the variables of the server %q are filled in with their defaults", clip(d.Get("url").Text))
	}
	text = strings.TrimRight(text, "/")
	if strings.HasPrefix(text, "/") || text == "" {
		im.notef(d.Pos, "server-changed", "the server %q is relative to where the document lies; %s stands in front of it", clip(d.Get("url").Text), nowhere)
		text = nowhere + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.ContainsAny(text, " \t\r\n\"'`<>\\{}") || strings.HasSuffix(text, "?") {
		im.notef(d.Pos, "server-changed", "the server %q is left out: it is no http or https address", clip(d.Get("url").Text))
		return ""
	}
	return text
}

// readServer settles the server of an operation that has one of its own.
func (im *importer) readServer(c *call, item *spec.Data) string {
	list := c.src.Get("servers")
	if len(list.Items) == 0 {
		list = item.Get("servers")
	}
	if len(list.Items) == 0 {
		return ""
	}
	if c.server = im.server(&list.Items[0]); c.server == "" {
		return "its server cannot be carried"
	}
	return ""
}

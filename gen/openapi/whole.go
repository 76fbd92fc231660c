package openapi

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

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

// serverURLs lists the addresses of the API, as the language can have them. The first is that of operations which say
// nothing.
func (im *importer) serverURLs() []string {
	var list []string
	for i := range im.root.Get("servers").Items {
		if u := im.sound(im.server(&im.root.Get("servers").Items[i])); u != "" && !slices.Contains(list, u) {
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
	text := pathParam().ReplaceAllStringFunc(d.Get("url").Text, func(braced string) string {
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
	if im.servers[text] == nil {
		im.servers[text] = &address{pos: d.Pos}
	}
	return text
}

// address is where a server stands in the document, and whether it is carried as one of https.
type address struct {
	pos    spec.Pos
	secure bool
}

// sound is a server's address as it is carried.
func (im *importer) sound(text string) string {
	if a := im.servers[text]; a != nil && a.secure {
		return "https" + text[len("http"):]
	}
	return text
}

// secure carries the servers that a finding names as such of https, and reports whether there are any.
func (im *importer) secure(api *item, msg string) bool {
	found := false
	for text, a := range im.servers {
		if !a.secure && strings.Contains(msg, strconv.Quote(text)) {
			im.notef(a.pos, "server-changed", "the server %q is carried as one of https: keys would travel in clear", clip(text))
			a.secure, found = true, true
		}
	}
	api.raw("servers", im.serverList())
	return found
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

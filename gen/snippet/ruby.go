package snippet

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/spec"
)

var ruby = &tongue{
	lang: "ruby",
	dialect: dialect{
		quote: rubyQuote, null: "nil", yes: "true", no: "false",
		list:   frame{open: "[", close: "]", pad: "  ", flat: true},
		object: frame{open: "{", close: "}", pad: "  ", space: true},
		member: rubyMember,
	},
	forms: []string{"static", "instance"}, noun: snake, library: rubyLibrary, http: rubyHTTP,
}

// rubyQuote writes text in quotes within which # begins code where a brace, a $ or an @ follows.
func rubyQuote(s string) string {
	return quoted(s, `"`, func(r, next rune) bool { return r == '#' && strings.ContainsRune("{$@", next) }, unicodeEscape)
}

func rubyMember(name, value string) string {
	if snug(name) {
		return name + ": " + value
	}
	return rubyQuote(name) + " => " + value
}

var rubyCall = frame{open: "(", close: ")", pad: "  "}

func rubyLibrary(s *sdk) string {
	args := append(s.args, s.dialect.members(s.params)...)
	invoked := s.name
	if len(args) > 0 {
		invoked += rubyCall.arguments(args)
	}
	lines := s.head()
	if s.read != nil {
		lines = append(lines, s.receiver()+" = "+s.read.name+rubyCall.arguments(s.read.args))
	}
	return strings.Join(append(lines, s.assigned(" = ")+invoked), "\n")
}

func rubyHTTP(t *tongue, c *call) string {
	r := c.request()
	lines := []string{`require "net/http"`}
	if r.body != nil {
		lines = append(lines, `require "json"`)
	}
	lines = append(lines, "", "uri = URI("+t.quote(r.address)+")", "request = Net::HTTP::"+ident.Capital(strings.ToLower(r.method))+".new(uri)")
	if r.user != "" {
		lines = append(lines, "request.basic_auth("+t.quote(r.user)+`, "")`)
	}
	for _, h := range r.headers {
		lines = append(lines, "request["+t.quote(h.name)+"] = "+t.quote(h.value))
	}
	lines = append(lines, rubyBody(t, r)...)
	return strings.Join(append(lines, "",
		"response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: "+strconv.FormatBool(strings.HasPrefix(r.address, "https:"))+") do |http|",
		"  http.request(request)", "end", "puts response.body"), "\n")
}

func rubyBody(t *tongue, r *request) []string {
	if r.body != nil {
		return []string{`request["Content-Type"] = "application/json"`, "request.body = JSON.generate(" + t.value(*r.body) + ")"}
	}
	if len(r.form) == 0 {
		return nil
	}
	var members []string
	names, values := gathered(r.form)
	for _, name := range names {
		members = append(members, t.quote(name)+" => "+t.one(values[name]))
	}
	return []string{"request.set_form_data" + rubyCall.arguments(members)}
}

// one writes a text, or a list of several.
func (d *dialect) one(values []string) string {
	if len(values) == 1 {
		return d.quote(values[0])
	}
	list := spec.Data{Kind: spec.DataList}
	for _, v := range values {
		list.Items = append(list.Items, spec.Data{Kind: spec.DataString, Text: v})
	}
	return d.value(list)
}

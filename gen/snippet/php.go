package snippet

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

var php = &tongue{
	lang: "php",
	dialect: dialect{
		quote: phpQuote, null: "null", yes: "true", no: "false",
		list:    frame{open: "[", close: "]", pad: "    ", tail: ",", flat: true},
		object:  frame{open: "[", close: "]", pad: "    ", tail: ","},
		member:  func(name, value string) string { return phpQuote(name) + " => " + value },
		objects: phpObjects,
	},
	forms: []string{"static", "instance"}, noun: snake, library: phpLibrary, http: phpHTTP,
}

// phpQuote writes text in single quotes, within which nothing but a quote and a backslash means more than itself; in double
// ones where something wants an escape.
func phpQuote(s string) string {
	if strings.IndexFunc(strings.ToValidUTF8(s, "\ufffd"), hidden) < 0 {
		return quoted(s, "'", nil, nil)
	}
	return quoted(s, `"`, func(r, _ rune) bool { return r == '$' }, func(r rune) string { return fmt.Sprintf(`\u{%04x}`, r) })
}

// phpObjects writes objects that would be taken for lists if they were written as arrays.
func phpObjects(d *dialect, members []spec.Entry[spec.Data]) (string, bool) {
	if len(members) == 0 {
		return "new stdClass()", true
	}
	for _, m := range members {
		if m.Key.Value != "" && strings.Trim(m.Key.Value, "0123456789") == "" {
			return "(object) " + d.object.around(d.members(members)), true
		}
	}
	return "", false
}

var phpCall = frame{open: "(", close: ")", pad: "    "}

func phpLibrary(s *sdk) string {
	args := s.args
	if len(s.params) > 0 {
		args = append(args, s.object.block(s.dialect.members(s.params)))
	}
	lines := append([]string{"<?php", ""}, s.head()...)
	if s.read != nil {
		lines = append(lines, s.receiver()+" = "+s.read.name+phpCall.arguments(s.read.args)+";")
	}
	variable := s.assigned(" = ")
	if variable != "" {
		variable = "$" + variable
	}
	return strings.Join(append(lines, variable+s.name+phpCall.arguments(args)+";"), "\n")
}

func phpHTTP(t *tongue, c *call) string {
	r := c.request()
	options := []string{"CURLOPT_CUSTOMREQUEST => " + t.quote(r.method)}
	if r.user != "" {
		options = append(options, "CURLOPT_USERPWD => "+t.quote(r.user+":"))
	}
	var headers []string
	for _, h := range r.headers {
		headers = append(headers, t.quote(h.name+": "+h.value))
	}
	if r.body != nil {
		headers = append(headers, "'Content-Type: application/json'")
	}
	if len(headers) > 0 {
		options = append(options, "CURLOPT_HTTPHEADER => "+t.list.around(headers))
	}
	if r.body != nil {
		options = append(options, "CURLOPT_POSTFIELDS => json_encode("+t.value(*r.body)+")")
	} else if len(r.form) > 0 {
		options = append(options, "CURLOPT_POSTFIELDS => "+phpForm(t, r.form))
	}
	options = append(options, "CURLOPT_RETURNTRANSFER => true")
	return "<?php\n\n$curl = curl_init(" + t.quote(r.address) + ");\ncurl_setopt_array($curl, " + t.object.block(options) + ");\necho curl_exec($curl);"
}

// phpForm builds a form, or is one as it goes over the wire where a name stands twice.
func phpForm(t *tongue, form []pair) string {
	var members, parts []string
	for _, p := range form {
		members = append(members, t.member(p.name, t.quote(p.value)))
		parts = append(parts, formName(p.name)+"="+url.QueryEscape(p.value))
	}
	if names, _ := gathered(form); len(names) < len(form) {
		return t.quote(strings.Join(parts, "&"))
	}
	return "http_build_query(" + t.object.block(members) + ")"
}

package snippet

import "strings"

var node = &tongue{
	lang: "node",
	dialect: dialect{
		quote: nodeQuote, null: "null", yes: "true", no: "false",
		list:   frame{open: "[", close: "]", pad: "  ", tail: ",", flat: true},
		object: frame{open: "{", close: "}", pad: "  ", tail: ",", space: true},
		member: func(name, value string) string { return nodeName(name) + ": " + value },
	},
	forms: []string{"static", "instance"}, noun: camel, library: nodeLibrary, http: nodeHTTP,
}

func nodeQuote(s string) string { return quoted(s, "'", nil, unicodeEscape) }

// nodeName is the name of a member. One name would set the object's prototype if it were written plainly.
func nodeName(name string) string {
	switch {
	case name == "__proto__":
		return "['__proto__']"
	case snug(name):
		return name
	}
	return nodeQuote(name)
}

var nodeCall = frame{open: "(", close: ")", pad: "  ", tail: ","}

func nodeLibrary(s *sdk) string {
	args := s.args
	if len(s.params) > 0 {
		args = append(args, s.object.block(s.dialect.members(s.params)))
	}
	var lines []string
	if s.read != nil {
		lines = append(lines, "const "+s.receiver()+" = await "+s.read.name+nodeCall.arguments(s.read.args)+";")
	}
	invoked := "await " + s.name + nodeCall.arguments(args) + ";"
	if answer := s.answer(); answer != "" {
		lines = append(lines, "const "+answer+" = "+invoked, "console.log("+answer+");")
	} else {
		lines = append(lines, invoked)
	}
	return strings.Join(append(s.head(), nodeMain(lines)), "\n")
}

// nodeMain puts statements into a function that may wait, since a file of the kind that has require may not.
func nodeMain(lines []string) string {
	return "async function main() {\n  " + indent(strings.Join(lines, "\n"), "  ") + "\n}\n\nmain().catch((error) => {\n  console.error(error);\n  process.exitCode = 1;\n});"
}

func nodeHTTP(t *tongue, c *call) string {
	r := c.request()
	options := []string{"method: " + t.quote(r.method)}
	var headers []string
	if r.user != "" {
		headers = append(headers, "Authorization: 'Basic ' + Buffer.from("+t.quote(r.user+":")+").toString('base64')")
	}
	for _, h := range r.headers {
		headers = append(headers, t.member(h.name, t.quote(h.value)))
	}
	if r.body != nil {
		headers = append(headers, "'Content-Type': 'application/json'")
	}
	if len(headers) > 0 {
		options = append(options, "headers: "+t.object.block(headers))
	}
	if len(r.form) > 0 {
		options = append(options, "body: new URLSearchParams("+nodeForm(t, r.form)+")")
	}
	if r.body != nil {
		options = append(options, "body: JSON.stringify("+t.value(*r.body)+")")
	}
	return nodeMain([]string{
		"const response = await fetch(" + t.quote(r.address) + ", " + t.object.block(options) + ");",
		"console.log(await response.text());",
	})
}

// nodeForm is an object, or a list of pairs where a name stands twice.
func nodeForm(t *tongue, form []pair) string {
	var members, pairs []string
	for _, p := range form {
		members = append(members, t.member(p.name, t.quote(p.value)))
		pairs = append(pairs, t.list.open+t.quote(p.name)+", "+t.quote(p.value)+t.list.close)
	}
	if names, _ := gathered(form); len(names) < len(form) {
		return t.list.block(pairs)
	}
	return t.object.block(members)
}

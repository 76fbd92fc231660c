package snippet

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

var python = &tongue{
	lang: "python",
	dialect: dialect{
		quote: pythonQuote, null: "None", yes: "True", no: "False",
		list:   frame{open: "[", close: "]", pad: "    ", tail: ",", flat: true},
		object: frame{open: "{", close: "}", pad: "    ", tail: ","},
		member: func(name, value string) string { return pythonQuote(name) + ": " + value },
	},
	forms: []string{"static", "instance"}, noun: snake, library: pythonLibrary, http: pythonHTTP,
}

func pythonQuote(s string) string { return quoted(s, `"`, nil, unicodeEscape) }

var pythonCall = frame{open: "(", close: ")", pad: "    ", tail: ","}

var pythonKeywords = set(`False None True and as assert async await break class continue def del elif else except finally for
	from global if import in is lambda nonlocal not or pass raise return try while with yield`)

func pythonLibrary(s *sdk) string {
	args, others := s.args, []string{}
	for _, p := range s.params {
		if value := s.value(p.Value); snug(p.Key.Value) && !pythonKeywords[p.Key.Value] {
			args = append(args, p.Key.Value+"="+value)
		} else {
			others = append(others, s.member(p.Key.Value, value))
		}
	}
	if len(others) > 0 {
		args = append(args, "**"+s.object.around(others))
	}
	lines := s.head()
	if s.read != nil {
		lines = append(lines, s.receiver()+" = "+s.read.name+pythonCall.arguments(s.read.args))
	}
	invoked := s.name + pythonCall.arguments(args)
	if s.op.Result != nil && s.op.Result.Kind == model.PageOf && s.op.Result.Object != nil {
		one := s.variable(s.op.Result.Object.Name) // a list may be read only as it is gone through
		return strings.Join(append(lines, "for "+one+" in "+invoked+":", "    print("+one+")"), "\n")
	}
	return strings.Join(append(lines, s.assigned(" = ")+invoked), "\n")
}

func pythonHTTP(t *tongue, c *call) string {
	r := c.request()
	args := []string{t.quote(r.address)}
	if r.user != "" {
		args = append(args, "auth=("+t.quote(r.user)+`, "")`)
	}
	if len(r.headers) > 0 {
		var members []string
		for _, h := range r.headers {
			members = append(members, t.member(h.name, t.quote(h.value)))
		}
		args = append(args, "headers="+t.object.around(members))
	}
	if names, values := gathered(r.form); len(names) > 0 {
		var members []string
		for _, name := range names {
			members = append(members, t.member(name, t.one(values[name])))
		}
		args = append(args, "data="+t.object.around(members))
	}
	if r.body != nil {
		args = append(args, "json="+t.value(*r.body))
	}
	return "import requests\n\nresponse = requests." + strings.ToLower(r.method) + pythonCall.arguments(args) + "\nprint(response.text)"
}

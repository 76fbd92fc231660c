package snippet

import "strings"

var elixir = &tongue{
	lang: "elixir",
	dialect: dialect{
		quote: elixirQuote, null: "nil", yes: "true", no: "false", number: decimal,
		list:   frame{open: "[", close: "]", pad: "  ", flat: true},
		object: frame{open: "%{", close: "}", pad: "  "},
		member: func(name, value string) string { return elixirQuote(name) + " => " + value },
	},
	forms: []string{"static"}, noun: snake, library: elixirLibrary, http: elixirHTTP,
}

// elixirQuote writes text in quotes within which # begins code where a brace follows.
func elixirQuote(s string) string {
	return quoted(s, `"`, func(r, next rune) bool { return r == '#' && next == '{' }, unicodeEscape)
}

var elixirCall = frame{open: "(", close: ")", pad: "  "}

func elixirLibrary(s *sdk) string {
	args := s.args
	for _, p := range s.params {
		name := p.Key.Value
		if !snug(name) {
			name = elixirQuote(name)
		}
		args = append(args, name+": "+s.value(p.Value))
	}
	return strings.Join(append(s.head(), s.name+elixirCall.arguments(args)), "\n")
}

func elixirHTTP(t *tongue, c *call) string {
	r := c.request()
	args := []string{"method: :" + strings.ToLower(r.method), "url: " + t.quote(r.address)}
	if r.user != "" {
		args = append(args, "auth: {:basic, "+t.quote(r.user+":")+"}")
	}
	if len(r.headers) > 0 {
		args = append(args, "headers: "+elixirPairs(t, r.headers))
	}
	if len(r.form) > 0 {
		args = append(args, "form: "+elixirPairs(t, r.form))
	}
	if r.body != nil {
		args = append(args, "json: "+t.value(*r.body))
	}
	return "Mix.install([:req])\n\nresponse =\n  Req.request!" + indent(elixirCall.block(args), "  ") + "\n\nIO.inspect(response.body)"
}

func elixirPairs(t *tongue, pairs []pair) string {
	var items []string
	for _, p := range pairs {
		items = append(items, "{"+t.quote(p.name)+", "+t.quote(p.value)+"}")
	}
	return t.list.around(items)
}

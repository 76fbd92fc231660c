package snippet

import (
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/spec"
)

var csharp = &tongue{
	lang: "csharp",
	dialect: dialect{
		quote: csharpQuote, null: "null", yes: "true", no: "false",
		list:   frame{lead: "new object[]", open: "{", close: "}", pad: "    ", tail: ",", space: true, flat: true},
		object: csharpObject("Dictionary<string, object>"),
		member: func(name, value string) string { return "[" + csharpQuote(name) + "] = " + value },
	},
	typed: true, forms: []string{"static"}, noun: camel, library: csharpLibrary, http: csharpHTTP,
}

func csharpQuote(s string) string { return quoted(s, `"`, nil, unicodeEscape) }

// csharpObject is what stands round the members of a new object.
func csharpObject(typ string) frame {
	return frame{lead: "new " + typ, open: "{", close: "}", pad: "    ", tail: ",", space: true}
}

var csharpCall = frame{open: "(", close: ")", pad: "    "}

func csharpLibrary(s *sdk) string {
	args := s.args
	if s.row.Takes != "" && len(s.params) > 0 {
		args = append(args, csharpObject(s.row.Takes).block(s.csharpMembers("", s.params)))
	} else {
		for _, p := range s.params {
			args = append(args, camel(p.Key.Value)+": "+s.csharpValue(p.Key.Value, p.Value))
		}
	}
	invoked := "await " + s.name + csharpCall.arguments(args) + ";"
	if answer := s.answer(); answer != "" {
		invoked = "var " + answer + " = " + invoked
	}
	return strings.Join(append(s.head(), invoked), "\n")
}

func (s *sdk) csharpMembers(path string, members []spec.Entry[spec.Data]) []string {
	var list []string
	for _, m := range members {
		list = append(list, pascal(m.Key.Value)+" = "+s.csharpValue(path+m.Key.Value, m.Value))
	}
	return list
}

// csharpValue writes a value by the library's type where the spec tells one.
func (s *sdk) csharpValue(path string, d spec.Data) string {
	typ := s.typeOf(path)
	switch {
	case typ != "" && d.Kind == spec.DataMap:
		return csharpObject(typ).around(s.csharpMembers(path+".", d.Members))
	case typ != "" && d.Kind == spec.DataString:
		return typ + "." + pascal(d.Text)
	}
	return s.value(d)
}

func csharpHTTP(t *tongue, c *call) string {
	r := c.request()
	var uses []string
	lines := []string{
		"using var http = new HttpClient();",
		"using var request = new HttpRequestMessage(HttpMethod." + ident.Capital(strings.ToLower(r.method)) + ", " + t.quote(r.address) + ");",
	}
	if r.user != "" {
		uses = append(uses, "using System.Net.Http.Headers;")
		lines = append(lines, `request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(`+t.quote(r.user+":")+")));")
	}
	for _, h := range r.headers {
		lines = append(lines, "request.Headers.TryAddWithoutValidation("+t.quote(h.name)+", "+t.quote(h.value)+");")
	}
	if r.body != nil {
		uses = append(uses, "using System.Net.Http.Json;")
		lines = append(lines, "request.Content = JsonContent.Create("+t.value(*r.body)+");")
	}
	if len(r.form) > 0 {
		var pairs []string
		for _, p := range r.form {
			pairs = append(pairs, "new("+t.quote(p.name)+", "+t.quote(p.value)+")")
		}
		lines = append(lines, "request.Content = new FormUrlEncodedContent("+csharpObject("KeyValuePair<string, string>[]").block(pairs)+");")
	}
	if r.user != "" {
		uses = append(uses, "using System.Text;")
	}
	if len(uses) > 0 {
		uses = append(uses, "")
	}
	return strings.Join(append(append(uses, lines...), "",
		"using var response = await http.SendAsync(request);", "Console.WriteLine(await response.Content.ReadAsStringAsync());"), "\n")
}

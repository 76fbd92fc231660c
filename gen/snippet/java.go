package snippet

import (
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

var java = &tongue{
	lang: "java",
	dialect: dialect{
		quote: javaQuote, null: "null", yes: "true", no: "false", number: javaNumber,
		list:    frame{open: "List.of(", close: ")", pad: "        ", flat: true},
		object:  frame{open: "Map.of(", close: ")", pad: "        "},
		member:  func(name, value string) string { return javaQuote(name) + ", " + value },
		objects: javaObjects,
	},
	typed: true, forms: []string{"builder"}, noun: camel, library: javaLibrary, http: javaHTTP,
}

// javaQuote writes control characters by octal numbers: others are put in place before the compiler sees the quotes.
func javaQuote(s string) string { return quoted(s, `"`, nil, javaEscape) }

func javaEscape(r rune) string {
	if r <= 0xff {
		return fmt.Sprintf(`\%03o`, r)
	}
	return unicodeEscape(r)
}

func javaNumber(text string) string {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && (n > math.MaxInt32 || n < math.MinInt32) {
		return text + "L"
	}
	return text
}

// javaObjects writes maps with nulls or more than ten members, which Map.of does not take.
func javaObjects(d *dialect, members []spec.Entry[spec.Data]) (string, bool) {
	whole := len(members) <= 10
	var puts []string
	for _, m := range members {
		puts = append(puts, "put("+d.member(m.Key.Value, d.value(m.Value))+");")
		whole = whole && m.Value.Kind != spec.DataNull
	}
	if whole {
		return "", false
	}
	return "new HashMap<String, Object>() {{\n    " + indent(strings.Join(puts, "\n"), "    ") + "\n}}", true
}

var javaCall = frame{open: "(", close: ")", pad: "        "}

func javaLibrary(s *sdk) string {
	made := "var request = new " + s.name + javaCall.arguments(s.args)
	for _, p := range s.params {
		made += "\n        ." + camel(p.Key.Value) + "(" + indent(s.javaValue(p.Key.Value, p.Value), "        ") + ")"
	}
	made += "\n        .build();"
	sent := strings.ReplaceAll(s.lib.Send, "{request}", "request") + ";"
	if answer := s.answer(); answer != "" {
		sent = "var " + answer + " = " + sent
	}
	head := s.head()
	body := strings.Join([]string{made, sent}, "\n")
	var imports []string
	for _, name := range []string{"HashMap", "List", "Map"} {
		if strings.Contains(body, name+".of(") || strings.Contains(body, "new "+name+"<") {
			imports = append(imports, "import java.util."+name+";")
		}
	}
	if len(imports) > 0 && s.lib.Import != "" {
		head[0] += "\n" + strings.Join(imports, "\n")
	} else if len(imports) > 0 {
		head = append([]string{strings.Join(imports, "\n"), ""}, head...)
	}
	return strings.Join(append(head, body), "\n")
}

// javaValue writes a value by the library's type where the spec tells one: an object by its setters, a word of an enum by
// its constant.
func (s *sdk) javaValue(path string, d spec.Data) string {
	typ := s.typeOf(path)
	switch {
	case typ == "":
		return s.value(d)
	case d.Kind == spec.DataMap:
		text := "new " + typ + "()"
		for _, m := range d.Members {
			text += "\n        ." + camel(m.Key.Value) + "(" + indent(s.javaValue(path+"."+m.Key.Value, m.Value), "        ") + ")"
		}
		return text
	case d.Kind == spec.DataString:
		return typ + "." + pascal(d.Text)
	}
	return s.value(d)
}

func javaHTTP(t *tongue, c *call) string {
	r := c.request()
	imports := []string{"import java.net.URI;", "import java.net.http.HttpClient;", "import java.net.http.HttpRequest;", "import java.net.http.HttpResponse;"}
	lines := []string{"var request = HttpRequest.newBuilder(URI.create(" + t.quote(r.address) + "))"}
	add := func(line string) { lines = append(lines, "        ."+line) }
	if r.user != "" {
		imports = append(imports, "import java.util.Base64;")
		add(`header("Authorization", "Basic " + Base64.getEncoder().encodeToString(` + t.quote(r.user+":") + ".getBytes()))")
	}
	for _, h := range r.headers {
		add("header(" + t.quote(h.name) + ", " + t.quote(h.value) + ")")
	}
	body := "HttpRequest.BodyPublishers.noBody()"
	switch {
	case r.body != nil:
		add(`header("Content-Type", "application/json")`)
		body = "HttpRequest.BodyPublishers.ofString(" + javaBlock(indented(*r.body)) + ")"
	case len(r.form) > 0:
		add(`header("Content-Type", "application/x-www-form-urlencoded")`)
		var parts []string
		for _, p := range r.form {
			parts = append(parts, t.quote(formName(p.name)+"="+url.QueryEscape(p.value)))
		}
		body = "HttpRequest.BodyPublishers.ofString(" + frame{open: "String.join(\"&\",", close: ")", pad: "        "}.block(parts) + ")"
	}
	add("method(" + t.quote(r.method) + ", " + indent(body, "        ") + ")")
	add("build();")
	lines = append(lines, "var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());", "System.out.println(response.body());")
	return strings.Join(imports, "\n") + "\n\n" + strings.Join(lines, "\n")
}

// javaBlock writes text of several lines. What it is moved to the right by does not count.
func javaBlock(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"""`, `\"""`)
	return "\"\"\"\n        " + indent(s, "        ") + "\"\"\""
}

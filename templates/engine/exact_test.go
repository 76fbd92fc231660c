package engine_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// A strict mock holds a JSON body to its types, to the letter; forms are all text, and only empty text for what is none
// is refused there.
// Any other mock takes what callers send where its meaning is plain.
func TestJSONIsReadExactly(t *testing.T) {
	text, number := engine.Type{Kind: "string"}, engine.Type{Kind: "integer"}
	inner := engine.Type{Kind: "object", Of: "inner"}
	api := &engine.API{
		Enums:   []engine.Enum{{Name: "kind", Words: []engine.Word{{Word: "1"}, {Word: "b"}}}},
		Objects: []engine.Object{{Name: "inner", Input: true, Fields: []engine.Field{{Name: "title", Type: text}, {Name: "size", Type: number, Nullable: true}}}},
		Resources: []engine.Resource{{Object: engine.Object{Name: "thing"}, Operations: []engine.Operation{{
			Name: "create", Kind: "create", Method: "POST", Path: "/things", Params: []engine.Field{
				{Name: "title", In: "body", Type: text},
				{Name: "note", In: "body", Type: text, Nullable: true},
				{Name: "size", In: "body", Type: number},
				{Name: "loud", In: "body", Type: engine.Type{Kind: "boolean"}},
				{Name: "kind", In: "body", Type: engine.Type{Kind: "enum", Of: "kind"}},
				{Name: "page", In: "body", Type: engine.Type{Kind: "uri"}},
				{Name: "rate", In: "body", Type: engine.Type{Kind: "decimal"}},
				{Name: "tags", In: "body", Type: engine.Type{Kind: "list", Elem: &text}},
				{Name: "words", In: "body", Type: engine.Type{Kind: "map", Elem: &text}},
				{Name: "free", In: "body", Type: engine.Type{Kind: "map", Elem: &engine.Type{Kind: "any"}}},
				{Name: "inner", In: "body", Type: inner},
				{Name: "one", In: "body", Type: engine.Type{Kind: "union", Alts: []engine.Type{text, inner}}},
			},
		}}}},
	}
	const form, json = "application/x-www-form-urlencoded", "application/json"
	var many string // members, more than are compared one by one
	for i := range 300 {
		many += fmt.Sprintf(`"k%d": 1, `, i)
	}
	tests := []struct {
		media, body string
		want        int
	}{
		{json, `{"title": "5", "size": 5, "loud": true, "rate": "2.5"}`, 200},
		{json, `{"size": 5.0}`, 200},
		{json, `{"size": 5.5}`, 400},
		{json, `{"size": "5"}`, 400},
		{json, `{"loud": "true"}`, 400},
		{json, `{"rate": 2.5}`, 400},
		{json, `{"page": "https://example.com/a?b=c%20d#e"}`, 200},
		{json, `{"page": "/a"}`, 400},
		{json, `{"page": "https://example.com/a b"}`, 400},
		{json, `{"rate": "a"}`, 400},
		{json, `{"title": ["a"]}`, 400},
		{json, `{"title": ""}`, 200},
		{json, `{"kind": ""}`, 400},
		{json, `{"title": 5}`, 400},
		{json, `{"title": true}`, 400},
		{json, `{"title": null}`, 400},
		{json, `{"note": null}`, 200},
		{json, `{"size": null}`, 400},
		{json, `{"kind": 1}`, 400},
		{json, `{"kind": null}`, 400},
		{json, `{"tags": ["a", "b"]}`, 200},
		{json, `{"tags": ["a", 1]}`, 400},
		{json, `{"tags": [null]}`, 400},
		{json, `{"tags": 1}`, 400},
		{json, `{"tags": "a"}`, 400},
		{json, `{"tags": {}}`, 400},
		{json, `{"free": []}`, 400},
		{json, `{"inner": "{}"}`, 400},
		{json, `{"words": {"a": 1}}`, 400},
		{json, `{"free": {"a": 1, "b": null, "c": [true]}}`, 200},
		{json, `{"inner": {"title": "a", "size": null}}`, 200},
		{json, `{"inner": {"title": 1}}`, 400},
		{json, `{"one": {"title": "a"}}`, 200},
		{json, `{"one": {"title": 1}}`, 400},
		{json, `{"one": 1}`, 400},
		{form, `title=5&size=5&kind=1&tags[]=1&words[a]=1&inner[title]=1&one=1`, 200},
		{json, `{"": true}`, 400},
		{json, `null`, 400},
		{json, `[]`, 400},
		{json, `{}`, 200},
		{form, `size=`, 400},
		{form, `loud=true`, 200},
		{form, `loud=1`, 400},
		{form, `title=`, 200},
		{"", `title=5`, 200},
		{"application/vnd.things+json; charset=utf-8", `{"title": 5}`, 400},
		{"text/plain", `title=5`, 400},
		{"text/plain", `{"title": "5"}`, 400},
		{"text/plain", ``, 200},
		{"application/octet-stream", ` `, 200},
		{"nonsense", `title=5`, 400},
		{json, `{"size": 1e2}`, 200},
		{json, `{"size": 1e-2}`, 400},
		{json, `{"title": "a", "title": "b"}`, 400},
		{json, `{"inner": {"title": "a", "title": "b"}}`, 400},
		{json, `{"free": {` + many + `"k1": 1}}`, 400},
		{json, `{"free": {` + many + `"l": 1}}`, 200},
		{json, "{\"title\": \"\xff\"}", 400},
		{form, "title=\xff", 400},
		{form, "title=%ff", 400},
		{form, "title=%c3%a9", 200},
		{form, `size=1&size=2`, 400},
		{form, `tags=1&tags=2`, 200},
	}
	e := compile(t, api).New(engine.Config{Strict: true})
	generous := compile(t, api).New(engine.Config{})
	for body, want := range map[string]int{`{"title": 5}`: 200, `{"title": true}`: 200, `{"kind": 1}`: 200, `{"size": null}`: 200} {
		r := httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(body))
		r.Header.Set("Content-Type", json)
		w := httptest.NewRecorder()
		generous.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s = %d %s, want %d", body, w.Code, w.Header().Get(engine.ExplainHeader), want)
		}
	}
	for _, tt := range tests {
		r := httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(tt.body))
		if tt.media != "" {
			r.Header.Set("Content-Type", tt.media)
		}
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s %s = %d %s, want %d", tt.media, tt.body, w.Code, w.Header().Get(engine.ExplainHeader), tt.want)
		}
	}
}

// What cannot be taken is called what it is.
func TestRefusalsOfShapeSayWhy(t *testing.T) {
	id, inner := engine.Type{Kind: "id", Of: "thing"}, engine.Type{Kind: "object", Of: "inner"}
	api := &engine.API{
		IDs:     engine.IDs{Style: "opaque", Attribute: "id"},
		Objects: []engine.Object{{Name: "inner", Input: true, Fields: []engine.Field{{Name: "size", Type: engine.Type{Kind: "integer"}}}}},
		Resources: []engine.Resource{{Object: engine.Object{Name: "thing"}, Operations: []engine.Operation{{
			Name: "create", Kind: "create", Method: "POST", Path: "/things", Params: []engine.Field{
				{Name: "who", In: "body", Type: engine.Type{Kind: "union", Alts: []engine.Type{id, inner}}},
				{Name: "free", In: "body", Type: engine.Type{Kind: "any"}},
			},
		}}}},
	}
	tests := []struct{ body, want string }{
		{`{"who": 5}`, "who must be a text or an object"},
		{`{"who": [5]}`, "who must be a text or an object"},
		{`{"who": {"size": "a"}}`, "who has a member size that must be a whole number"},
		{`{"free": ` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`, "the body is nested too deep: more than 64 levels"},
		{`{"free": [}`, "the body is not well-formed JSON (at byte 10)"},
	}
	e := compile(t, api).New(engine.Config{Strict: true})
	for _, tt := range tests {
		r := httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(tt.body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if got := w.Header().Get(engine.ExplainHeader); w.Code != 400 || !strings.Contains(got, tt.want) {
			t.Errorf("%.40s = %d %s, want 400 %s", tt.body, w.Code, got, tt.want)
		}
	}
	generous := compile(t, api).New(engine.Config{})
	w := httptest.NewRecorder()
	generous.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(`{"who": [5]}`)))
	if got := w.Header().Get(engine.ExplainHeader); !strings.Contains(got, "who must be a text or an object") {
		t.Errorf("generous: %d %s", w.Code, got)
	}
}

func TestWholeNumbersHaveManySpellings(t *testing.T) {
	api := &engine.API{Resources: []engine.Resource{{Object: engine.Object{Name: "thing", Fields: []engine.Field{{Name: "n", Type: engine.Type{Kind: "integer"}}}},
		Operations: []engine.Operation{{Name: "create", Kind: "create", Method: "POST", Path: "/things", Returns: engine.Type{Kind: "object", Of: "thing"},
			Params:   []engine.Field{{Name: "n", In: "body", Type: engine.Type{Kind: "integer"}}},
			Outcomes: []engine.Outcome{{Set: []engine.Binding{{Name: "n", Value: engine.Param("n")}}}}}}}}}
	e := compile(t, api).New(engine.Config{})
	tests := []struct{ in, want string }{
		{"1.0", "1"}, {"1e2", "100"}, {"1E+2", "100"}, {"-1.5e1", "-15"}, {"1200e-2", "12"}, {"-0.5e1", "-5"}, {"0e50", "0"}, {"9e18", "9000000000000000000"},
		{"1.5", ""}, {"1e-1", ""}, {"1e19", ""}, {"1e999999999", ""}, {"1e", ""}, {"e2", ""}, {"1.-5", ""},
	}
	for _, tt := range tests {
		w := ask(e, http.MethodPost, "/things", "", "n="+strings.ReplaceAll(tt.in, "+", "%2b"))
		want, status := `{"n":`+tt.want+`}`, 200
		if tt.want == "" {
			status = 400
		}
		if w.Code != status || status == 200 && w.Body.String() != want {
			t.Errorf("n=%s = %d %s, want %d %s", tt.in, w.Code, w.Body, status, want)
		}
	}
}

// A parameter of a signal is JSON: a number is no boolean.
func TestSignalsAreReadExactly(t *testing.T) {
	api := lamp()
	api.Resources[0].Signals[0].Params = []engine.Field{{Name: "hard", Type: engine.Type{Kind: "boolean"}}, {Name: "times", Type: engine.Type{Kind: "integer"}}}
	e := compile(t, api).New(engine.Config{})
	for _, tt := range []struct {
		id, params string
		ok         bool
	}{
		{"a", `{"hard": 1}`, false}, {"b", `{"hard": 0}`, false}, {"c", `{"times": true}`, false}, {"d", `{"hard": true, "times": 2}`, true}, {"e", `{"hard": "true"}`, true}, {"f", `{"hard": null}`, true},
	} {
		if _, err := e.Given(engine.Fixture{Of: "lamp", ID: tt.id}); err != nil {
			t.Fatal(err)
		}
		params, sent := map[string]engine.Value{}, engine.JSONValue(tt.params)
		for i := range sent.Len() {
			key, v := sent.At(i)
			params[key] = v
		}
		if _, err := e.Signal(tt.id, "blow", params); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.params, err)
		}
	}
}

package engine_test

import (
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

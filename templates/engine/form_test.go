package engine_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// What a form means is seen by an operation that keeps whatever it is sent.
func TestForms(t *testing.T) {
	api := &engine.API{IDs: engine.IDs{Style: "opaque", Attribute: "id"}, Resources: []engine.Resource{{
		Object: engine.Object{Name: "thing", Fields: []engine.Field{
			{Name: "id", Type: engine.Type{Kind: "id", Of: "thing"}},
			{Name: "a", Type: engine.Type{Kind: "any"}, Nullable: true},
		}},
		Operations: []engine.Operation{{
			Name: "create", Kind: "create", Method: "POST", Path: "/things", Returns: engine.Type{Kind: "object", Of: "thing"},
			Params: []engine.Field{{Name: "a", In: "body", Type: engine.Type{Kind: "any"}}},
		}},
	}}}
	p := compile(t, api)
	tests := []struct{ form, want string }{
		{"a=1", `"1"`},
		{"a=1+2%2B3", `"1 2+3"`},
		{"a=1&a=2", `["1","2"]`},
		{"a[]=1&a[]=2", `["1","2"]`},
		{"a%5B%5D=1&a%5B%5D=2", `["1","2"]`},
		{"a[0]=1&a[1]=2", `{"0":"1","1":"2"}`},
		{"a[b]=1&a[c][d]=2&a[c][e]=", `{"b":"1","c":{"d":"2","e":""}}`},
		{"a[][x]=1&a[][y]=2&a[][x]=3&a[][z][]=4", `[{"x":"1","y":"2"},{"x":"3","z":["4"]}]`},
		{"a[]=1&a[b]=2", `{"0":"1","b":"2"}`},
		{"a[b=1", `{"b":"1"}`},
		{"a]b[=1&a=2", `"2"`},
		{"&&a=1&", `"1"`},
		{"a=%FF", `"�"`},
		{"b=1", `null`},
	}
	for _, tt := range tests {
		r := httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(tt.form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		p.New(engine.Config{}).ServeHTTP(w, r)
		_, got, _ := strings.Cut(strings.TrimSuffix(w.Body.String(), "}"), `"a":`)
		if got != tt.want {
			t.Errorf("form %q = %s, want %s", tt.form, got, tt.want)
		}
	}
	for _, form := range []string{"a" + strings.Repeat("[b]", 40) + "=1", strings.Repeat("a=1&", 6000), "a=%z"} {
		w := httptest.NewRecorder()
		p.New(engine.Config{}).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(form)))
		if w.Code != http.StatusBadRequest {
			t.Errorf("form %.20q… = %d, want 400", form, w.Code)
		}
	}
}

// Nothing after the equals sign is null where null can be, and an empty text elsewhere.
func TestNullInForms(t *testing.T) {
	text := engine.Type{Kind: "string"}
	fields := []engine.Field{{Name: "id", Type: engine.Type{Kind: "id", Of: "thing"}}, {Name: "a", Type: text, Nullable: true}, {Name: "b", Type: text}}
	p := compile(t, &engine.API{IDs: engine.IDs{Style: "opaque", Attribute: "id"}, Resources: []engine.Resource{{
		Object: engine.Object{Name: "thing", Fields: fields},
		Operations: []engine.Operation{{
			Name: "create", Kind: "create", Method: "POST", Path: "/things", Returns: engine.Type{Kind: "object", Of: "thing"},
			Params: []engine.Field{{Name: "a", In: "body", Type: text, Nullable: true}, {Name: "b", In: "body", Type: text}},
		}},
	}}})
	r := httptest.NewRequest(http.MethodPost, "/things", strings.NewReader("a=&b="))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	p.New(engine.Config{}).ServeHTTP(w, r)
	if got := w.Body.String(); w.Code != 200 || !strings.Contains(got, `"a":null,"b":""`) {
		t.Errorf("%d %s, want a null and b empty", w.Code, got)
	}
}

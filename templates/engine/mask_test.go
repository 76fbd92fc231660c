package engine_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// What is secret stands in no journal, wherever in the request it was.
func TestJournalHidesSecrets(t *testing.T) {
	text := engine.Type{Kind: "string"}
	inner := engine.Type{Kind: "object", Of: "inner"}
	api := &engine.API{
		Objects: []engine.Object{{Name: "inner", Input: true, Fields: []engine.Field{{Name: "number", Type: text, Secret: true}, {Name: "name", Type: text}}}},
		Resources: []engine.Resource{{Object: engine.Object{Name: "thing"}, Operations: []engine.Operation{{
			Name: "create", Kind: "create", Method: "POST", Path: "/things", Params: []engine.Field{
				{Name: "pin", In: "body", Type: text, Secret: true},
				{Name: "look[eye]", In: "body", Type: text, Secret: true},
				{Name: "lock", In: "body", Type: inner},
				{Name: "locks", In: "body", Type: engine.Type{Kind: "list", Elem: &inner}},
				{Name: "name", In: "body", Type: text},
			},
		}}}},
	}
	const form, json = "application/x-www-form-urlencoded", "application/json"
	tests := []struct{ media, query, body, want string }{
		{form, "", "pin=4242&name=a+b", "pin=(secret)&name=a+b"},
		{form, "", "p%69n=4242&lock%5Bnumber%5D=4242", "p%69n=(secret)&lock%5Bnumber%5D=(secret)"},
		{form, "", "locks[][number]=4242&locks[][name]=a", "locks[][number]=(secret)&locks[][name]=a"},
		{form, "", "look[eye]=4242", "look[eye]=(secret)"},
		{form, "", `lock={"number":"4242","name":"a"}`, "lock=%7B%22number%22%3A%22%28secret%29%22%2C%22name%22%3A%22a%22%7D"},
		{form, "pin=4242&name=a", "name=a", "name=a"},
		{json, "", `{"pin": "4242", "name": "a"}`, `{"pin":"(secret)","name":"a"}`},
		{json, "", `{"locks": [{"number": 4242}], "name": "a"}`, `{"locks":[{"number":"(secret)"}],"name":"a"}`},
		{json, "", `{"look": {"eye": "4242"}}`, `{"look":{"eye":"(secret)"}}`},
		{json, "", `{"name":  "a"}`, `{"name":  "a"}`},
		{json, "", `{"pin": "4242"`, "(secret)"},
		{json, "", `"4242"`, "(secret)"},
		{"multipart/form-data; boundary=b", "", "--b\r\nContent-Disposition: form-data; name=\"pin\"\r\n\r\n4242\r\n--b--", "(secret)"},
	}
	for _, tt := range tests {
		e := compile(t, api).New(engine.Config{})
		r := httptest.NewRequest(http.MethodPost, "/things?"+tt.query, strings.NewReader(tt.body))
		r.Header.Set("Content-Type", tt.media)
		e.ServeHTTP(httptest.NewRecorder(), r)
		got := e.Journal()[0]
		if got.Sent != tt.want {
			t.Errorf("%s: sent %s, want %s", tt.body, got.Sent, tt.want)
		}
		if strings.Contains(got.Path+got.Sent+got.Explain+got.Answer, "4242") {
			t.Errorf("%s: the journal tells the secret: %+v", tt.body, got)
		}
	}
}

package engine_test

import (
	"net/http"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// box is an API whose object keeps whatever is put into it, and knows the word tin.
func box() *engine.API {
	id := engine.Field{Name: "id", In: "path", Type: engine.Type{Kind: "id", Of: "box"}}
	last := engine.Field{Name: "last", In: "query", Type: engine.Type{Kind: "string"}, Const: "one"}
	held := engine.Field{Name: "held", Type: engine.Type{Kind: "any"}, Nullable: true}
	thing := engine.Type{Kind: "object", Of: "box"}
	return &engine.API{
		IDs: engine.IDs{Style: "opaque", Attribute: "id"},
		Resources: []engine.Resource{{
			Object: engine.Object{Name: "box", Fields: []engine.Field{
				{Name: "id", Type: engine.Type{Kind: "id", Of: "box"}},
				{Name: "made_of", Type: engine.Type{Kind: "string"}, Const: "tin"},
				{Name: "lid", Type: engine.Type{Kind: "object", Of: "lid"}},
				{Name: "since", Type: engine.Type{Kind: "datetime"}},
				{Name: "gone", Type: engine.Type{Kind: "string"}, Optional: true},
				held,
				last,
			}},
			Operations: []engine.Operation{
				{Name: "create", Kind: "create", Method: "POST", Path: "/boxes", Params: []engine.Field{held}, Returns: thing},
				{Name: "read", Kind: "read", Method: "GET", Path: "/boxes/{id}", Params: []engine.Field{id}, Returns: thing},
				{Name: "list", Kind: "list", Method: "GET", Path: "/boxes", Params: []engine.Field{last}, Returns: engine.Type{Kind: "page", Of: "box"}},
			},
		}},
		Objects: []engine.Object{{Name: "lid", Fields: []engine.Field{{Name: "made_of", Type: engine.Type{Kind: "string"}, Const: "tin"}, {Name: "shut", Type: engine.Type{Kind: "boolean"}}}}},
	}
}

// What is kept is read as it was answered when it was made, and found by what stands behind it.
func FuzzKept(f *testing.F) {
	for _, in := range []string{
		`null`, `true`, `0`, `-1`, `9223372036854775807`, `-9223372036854775808`, `1.50`, `""`, `"tin"`, `"\u0000é\ufffd"`,
		`[]`, `{}`, `[[],{"tin":[{"":null}],"since":-0}]`, `{"held":{"held":{"held":[1,[2,[3]]]}}}`,
	} {
		f.Add(in)
	}
	p := compile(f, box())
	f.Fuzz(func(t *testing.T, in string) {
		e := p.New(engine.Config{Strict: true})
		if _, err := engine.ParseJSON([]byte(in)); err != nil {
			return
		}
		made := ask(e, http.MethodPost, "/boxes", "application/json", `{"held":`+in+`}`)
		if made.Code != http.StatusOK {
			return
		}
		id := engine.JSONValue(made.Body.String()).Get("id").String()
		if read := ask(e, http.MethodGet, "/boxes/"+id, "", ""); read.Body.String() != made.Body.String() {
			t.Errorf("read %s, made %s", read.Body, made.Body)
		}
		if list := ask(e, http.MethodGet, "/boxes?last=one", "", ""); list.Body.String() != "["+made.Body.String()+"]" {
			t.Errorf("list %s, made %s", list.Body, made.Body)
		}
	})
}

package engine_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// hotel is an API with two kinds of key, and operations that need none: guests write to its book without a key.
func hotel() *engine.API {
	entry := engine.Type{Kind: "object", Of: "entry"}
	id := engine.Field{Name: "id", In: "path", Type: engine.Type{Kind: "id", Of: "entry"}}
	return &engine.API{
		IDs:   engine.IDs{Style: "opaque", Attribute: "id"},
		Modes: &engine.Modes{},
		Auth: &engine.Auth{Scheme: "header", Header: "Key", Keys: []engine.Key{
			{Name: "desk", Pattern: "^desk_(try_)?[a-z]+$", Test: "^desk_try_", Live: "^desk_", Example: "desk_try_bell"},
			{Name: "guest", Pattern: "^guest_(try_)?[a-z]+$", Test: "^guest_try_", Live: "^guest_", Example: "guest_try_lamp"},
		}},
		Resources: []engine.Resource{{
			Object: engine.Object{Name: "entry", IDPrefix: "e", Fields: []engine.Field{{Name: "id", Type: engine.Type{Kind: "id", Of: "entry"}}}},
			Operations: []engine.Operation{
				{Name: "create", Kind: "create", Method: "POST", Path: "/desk", Key: "desk", Returns: entry},
				{Name: "leave", Kind: "create", Method: "POST", Path: "/open", Returns: entry},
				{Name: "bring", Kind: "create", Method: "POST", Path: "/guest", Key: "guest", Returns: entry},
				{Name: "read", Kind: "read", Method: "GET", Path: "/desk/{id}", Key: "desk", Params: []engine.Field{id}, Returns: entry},
				{Name: "look", Kind: "read", Method: "GET", Path: "/guest/{id}", Key: "guest", Params: []engine.Field{id}, Returns: entry},
				{Name: "peek", Kind: "read", Method: "GET", Path: "/open/{id}", Params: []engine.Field{id}, Returns: entry},
				{Name: "list", Kind: "list", Method: "GET", Path: "/open", Returns: engine.Type{Kind: "page", Of: "entry"}},
				{Name: "deskList", Kind: "list", Method: "GET", Path: "/desk", Key: "desk", Returns: engine.Type{Kind: "page", Of: "entry"}},
			},
		}},
	}
}

// ask sends a request with a key, none where that is empty.
func ask(e *engine.Engine, method, path, key, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if key != "" {
		r.Header.Set("Key", key)
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

func TestKeysOfOneAccount(t *testing.T) {
	tests := []struct {
		name, create, by, read, with string
		keys                         []string
		want                         int
	}{
		{"the same end of the key", "/desk", "desk_try_a", "/guest/", "guest_try_a", nil, 200},
		{"another end", "/desk", "desk_try_a", "/guest/", "guest_try_b", nil, 404},
		{"another mode", "/desk", "desk_try_a", "/guest/", "guest_a", nil, 404},
		{"the examples", "/desk", "desk_try_bell", "/guest/", "guest_try_lamp", nil, 200},
		{"the only two that are let in", "/desk", "desk_try_a", "/guest/", "guest_try_b", []string{"desk_try_a", "guest_try_b", "desk_c"}, 200},
		{"two of the first kind that are let in", "/desk", "desk_try_a", "/guest/", "guest_try_b", []string{"desk_try_a", "guest_try_b", "desk_try_c"}, 404},
		{"handed over by a guest", "/guest", "guest_try_a", "/desk/", "desk_try_b", nil, 200},
		{"handed over in another mode", "/guest", "guest_try_a", "/desk/", "desk_b", nil, 404},
		{"two of a kind", "/desk", "desk_try_a", "/desk/", "desk_try_b", nil, 404},
		{"read without a key", "/desk", "desk_try_a", "/open/", "", nil, 200},
		{"read without a key, in earnest", "/desk", "desk_a", "/open/", "", nil, 200},
		{"read with a key that is not needed", "/desk", "desk_try_a", "/open/", "guest_try_b", nil, 404},
		{"read with a key that is none", "/desk", "desk_try_a", "/open/", "nonsense", nil, 200},
		{"made without a key", "/open", "", "/desk/", "desk_try_a", nil, 200},
		{"made without a key, read in earnest", "/open", "", "/desk/", "desk_a", nil, 404},
		{"made with a key that is not needed", "/open", "guest_try_a", "/desk/", "desk_try_a", nil, 200},
		{"a key that is needed", "/desk", "desk_try_a", "/desk/", "", nil, 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := compile(t, hotel()).New(engine.Config{Keys: tt.keys})
			made := ask(e, http.MethodPost, tt.create, tt.by, "")
			id := engine.JSONValue(made.Body.String()).Get("id").String()
			if made.Code != 200 || id == "" {
				t.Fatalf("create = %d %s", made.Code, made.Body)
			}
			if got := ask(e, http.MethodGet, tt.read+id, tt.with, ""); got.Code != tt.want {
				t.Errorf("read = %d %s, want %d", got.Code, got.Body, tt.want)
			}
		})
	}
}

// A key of two kinds is of the first that a call takes, whatever it was taken for before.
func TestKeyOfTwoKinds(t *testing.T) {
	api := hotel()
	api.Auth.Keys[0].Pattern, api.Auth.Keys[1].Pattern = "^k_try_[a-z]+$", "^k_try_[a-z]+$"
	api.Auth.Keys[0].Test, api.Auth.Keys[1].Test = "^k_try_", "^k_try_"
	create := &api.Resources[0].Operations[0]
	create.OtherKeys = []string{"guest"}
	for _, before := range []string{"", "/guest"} {
		e := compile(t, api).New(engine.Config{})
		if before != "" {
			ask(e, http.MethodPost, before, "k_try_a", "")
		}
		id := engine.JSONValue(ask(e, http.MethodPost, "/desk", "k_try_a", "").Body.String()).Get("id").String()
		if got := ask(e, http.MethodGet, "/desk/"+id, "k_try_b", ""); got.Code != http.StatusNotFound {
			t.Errorf("after a call of %q another account reads it: %d %s", before, got.Code, got.Body)
		}
	}
}

// Without a key a list is of all accounts, in the order of making; with one it is of the account's own and nobody's.
func TestListsWithoutAKey(t *testing.T) {
	e := compile(t, hotel()).New(engine.Config{})
	var ids []string
	for _, call := range [][2]string{{"/desk", "desk_try_a"}, {"/open", ""}, {"/desk", "desk_try_b"}} {
		ids = append(ids, engine.JSONValue(ask(e, http.MethodPost, call[0], call[1], "").Body.String()).Get("id").String())
	}
	for _, tt := range []struct {
		path, key string
		want      []string
	}{{"/open", "", ids}, {"/desk", "desk_try_a", ids[:2]}, {"/desk", "desk_try_b", ids[1:]}} {
		var want []string
		for _, id := range tt.want {
			want = append(want, `{"id":"`+id+`"}`)
		}
		if got := ask(e, http.MethodGet, tt.path, tt.key, "").Body.String(); got != "["+strings.Join(want, ",")+"]" {
			t.Errorf("GET %s with %q = %s, want %s", tt.path, tt.key, got, want)
		}
	}
}

func TestKeyOf(t *testing.T) {
	p := compile(t, hotel())
	for _, tt := range [][3]string{
		{"guest", "desk_try_a", "guest_try_a"},
		{"desk", "guest_a", "desk_a"},
		{"guest", "nonsense", "guest_try_lamp"},
	} {
		if got := p.KeyOf(tt[0], tt[1]); got != tt[2] {
			t.Errorf("KeyOf(%q, %q) = %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}

// An operation that works in test mode alone refuses a key of the other mode before it looks at the id, as its client
// does: docs/mock.md has the order.
func TestModeIsCheckedBeforeTheID(t *testing.T) {
	api := hotel()
	api.Errors = []engine.Error{{Code: "no_trial", Status: 403}}
	for i := range api.Resources[0].Operations {
		if op := &api.Resources[0].Operations[i]; op.Name == "look" {
			op.TestOnly = "no_trial"
		}
	}
	e := compile(t, api).New(engine.Config{})
	id := engine.JSONValue(ask(e, http.MethodPost, "/desk", "desk_try_a", "").Body.String()).Get("id").String()
	live := engine.JSONValue(ask(e, http.MethodPost, "/desk", "desk_a", "").Body.String()).Get("id").String()
	for _, tt := range []struct {
		key, id string
		want    int
	}{
		{"guest_a", id, 403}, {"guest_a", live, 403}, {"guest_a", "unknown", 403},
		{"guest_try_a", id, 200}, {"guest_try_a", live, 404}, {"guest_try_a", "unknown", 404},
		{"nonsense", id, 401},
	} {
		if w := ask(e, http.MethodGet, "/guest/"+tt.id, tt.key, ""); w.Code != tt.want {
			t.Errorf("%s %s = %d %s, want %d", tt.key, tt.id, w.Code, w.Header().Get(engine.ExplainHeader), tt.want)
		}
	}
}

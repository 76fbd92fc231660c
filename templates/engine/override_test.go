package engine_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// What a handler of the caller's own is given stays as it is when the exchange is over, however many follow, and may be
// read while they are worked on.
func TestOverrideKeepsParams(t *testing.T) {
	api := &engine.API{IDs: engine.IDs{Style: "opaque", Attribute: "id"}, Resources: []engine.Resource{{
		Object: engine.Object{Name: "thing", Fields: []engine.Field{
			{Name: "id", Type: engine.Type{Kind: "id", Of: "thing"}},
			{Name: "a", Type: engine.Type{Kind: "any"}, Nullable: true},
		}},
		Operations: []engine.Operation{{
			Name: "create", Kind: "create", Method: "POST", Path: "/things", Returns: engine.Type{Kind: "object", Of: "thing"},
			Params: []engine.Field{{Name: "a", In: "body", Type: engine.Type{Kind: "any"}}},
		}, {
			Name: "keep", Kind: "create", Method: "POST", Path: "/kept", Returns: engine.Type{Kind: "object", Of: "thing"},
			Params: []engine.Field{{Name: "a", In: "body", Type: engine.Type{Kind: "any"}}},
		}},
	}}}
	var mu sync.Mutex
	var kept []engine.Value
	e := compile(t, api).New(engine.Config{Overrides: map[string]engine.Override{
		"thing.keep": func(_ context.Context, rq *engine.Request) ([]byte, error) {
			mu.Lock()
			defer mu.Unlock()
			kept = append(kept, rq.Params)
			return []byte("{}"), nil
		},
	}})
	send := func(path, media, body string) {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Content-Type", media)
		w := httptest.NewRecorder()
		if e.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Errorf("%s %s = %d %s", path, body, w.Code, w.Body)
		}
	}
	const form, json = "application/x-www-form-urlencoded", "application/json"
	send("/kept", form, "a[b]=1&a[c][]=2&a[c][]=3")
	send("/kept", json, `{"a": {"b": "1", "c": ["2", "3"]}}`)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 100 {
				send("/things", form, fmt.Sprintf("a[x]=%d&a[y][]=8&a[y][]=9", i))
				send("/things", json, fmt.Sprintf(`{"a": {"x": "%d", "y": ["8", "9"]}}`, i))
			}
		})
	}
	for range 100 {
		for i, v := range kept {
			if got, want := string(v.AppendJSON(nil)), `{"a":{"b":"1","c":["2","3"]}}`; got != want {
				t.Fatalf("the parameters of call %d became %s, want %s", i, got, want)
			}
		}
	}
	wg.Wait()
}

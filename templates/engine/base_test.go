package engine_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/templates/engine"
)

// lamp is an API below a path of its own, whose object tells where it can be read. It goes out after an hour.
func lamp() *engine.API {
	thing := engine.Type{Kind: "object", Of: "lamp"}
	id := engine.Field{Name: "id", In: "path", Type: engine.Type{Kind: "id", Of: "lamp"}}
	return &engine.API{
		IDs:     engine.IDs{Style: "opaque", Attribute: "id"},
		Servers: []string{"https://house.example/api/v2/"},
		Resources: []engine.Resource{{
			Object: engine.Object{Name: "lamp", IDPrefix: "l", Fields: []engine.Field{
				{Name: "id", Type: engine.Type{Kind: "id", Of: "lamp"}},
				{Name: "lit", Type: engine.Type{Kind: "boolean"}},
				{Name: "since", Type: engine.Type{Kind: "datetime"}},
				{Name: "at", Type: engine.Type{Kind: "uri"}},
			}},
			Clocks:  []engine.Stopwatch{{Name: "age", Since: "since"}},
			Windows: []engine.Window{{Name: "hour", Default: time.Hour}},
			States:  []engine.State{{Name: "on", Fields: []engine.Binding{{Name: "lit", Value: true}}}, {Name: "off", Fields: []engine.Binding{{Name: "lit", Value: false}}}},
			Derive:  []engine.Binding{{Name: "at", Value: engine.Format{engine.Base{}, "/lamps/", engine.Self("id")}}},
			Timers:  []engine.Timer{{Name: "burn", When: &engine.Cond{Expr: engine.Self("lit")}, Clock: "age", After: "hour", Effect: engine.Outcome{To: "off"}}},
			Signals: []engine.Operation{{Name: "blow", Kind: "signal", Outcomes: []engine.Outcome{{To: "off"}}}},
			Operations: []engine.Operation{
				{Name: "create", Kind: "create", Method: "POST", Path: "/lamps", Returns: thing, Outcomes: []engine.Outcome{{To: "on"}}},
				{Name: "read", Kind: "read", Method: "GET", Path: "/lamps/{id}", Params: []engine.Field{id}, Returns: thing},
			},
		}},
	}
}

// The address that an object tells keeps the path that the request was sent below, whoever changes the object later.
func TestBaseIsThatOfTheRequest(t *testing.T) {
	tests := []struct {
		name, path, base string
		change           func(m *engine.Mock, id string) error
	}{
		{"made", "/api/v2", "/api/v2", nil},
		{"made without the path", "", "", nil},
		{"a timer", "/api/v2", "/api/v2", func(m *engine.Mock, _ string) error { return m.Advance(2 * time.Hour) }},
		{"a signal", "/api/v2", "/api/v2", func(m *engine.Mock, id string) error {
			_, err := m.Signal(id, "blow", nil)
			return err
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := engine.NewMock(compile(t, lamp()), engine.Config{})
			made := engine.JSONValue(ask(m.Engine, http.MethodPost, tt.path+"/lamps", "", "").Body.String())
			if tt.change != nil {
				if err := tt.change(m, made.Get("id").String()); err != nil {
					t.Fatal(err)
				}
			}
			got := engine.JSONValue(ask(m.Engine, http.MethodGet, tt.path+"/lamps/"+made.Get("id").String(), "", "").Body.String())
			if want := "http://example.com" + tt.base + "/lamps/" + made.Get("id").String(); got.Get("at").String() != want {
				t.Errorf("at = %q, want %q", got.Get("at"), want)
			}
			if (tt.change == nil) != got.Get("lit").Bool() {
				t.Errorf("lit = %v", got.Get("lit"))
			}
			if page := ask(m.Engine, http.MethodGet, strings.TrimPrefix(got.Get("at").String(), "http://example.com"), "", ""); page.Code != http.StatusOK {
				t.Errorf("the address answers %d", page.Code)
			}
		})
	}
}

func TestBaseOfAFixture(t *testing.T) {
	e := compile(t, lamp()).New(engine.Config{})
	first, err := e.Given(engine.Fixture{Of: "lamp", ID: "l1"})
	if err != nil || first.Get("at").String() != "http://localhost/api/v2/lamps/l1" {
		t.Errorf("before any request: at = %s, %v", first.Get("at"), err)
	}
	ask(e, http.MethodGet, "/lamps/l1", "", "")
	second, err := e.Given(engine.Fixture{Of: "lamp", ID: "l2"})
	if err != nil || second.Get("at").String() != "http://example.com/lamps/l2" {
		t.Errorf("after a request: at = %s, %v", second.Get("at"), err)
	}
}

package engine_test

import (
	"net/http"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// shop is a room whose state says by a condition whether it is cheap: by its tax, which is derived from its price. A
// note says whether it is.
func shop() *engine.API {
	api := room()
	r := &api.Resources[0]
	r.Fields = append(r.Fields, engine.Field{Name: "cheap", Type: engine.Type{Kind: "boolean"}}, engine.Field{Name: "loud", Type: engine.Type{Kind: "boolean"}})
	r.States[1].Fields = append(r.States[1].Fields, engine.Binding{Name: "cheap", Value: engine.Lt{engine.Self("tax"), 100}})
	r.Derive = append(r.Derive, engine.Binding{Name: "loud", Value: engine.And{engine.Self("cheap"), engine.Self("clean")}})
	id := engine.Field{Name: "id", In: "path", Type: engine.Type{Kind: "id", Of: "room"}}
	price := engine.Field{Name: "price", Type: engine.Type{Kind: "integer"}}
	shown := engine.Type{Kind: "object", Of: "room"}
	r.Operations = append(r.Operations,
		engine.Operation{Name: "create", Kind: "create", Method: "POST", Path: "/rooms", Params: []engine.Field{price}, Returns: shown, Outcomes: []engine.Outcome{{To: "free"}}},
		engine.Operation{Name: "change", Kind: "update", Method: "PATCH", Path: "/rooms/{id}", Params: []engine.Field{id, price}, Returns: shown},
		engine.Operation{Name: "double", Kind: "action", Method: "POST", Path: "/rooms/{id}/double", Params: []engine.Field{id}, Returns: shown,
			Outcomes: []engine.Outcome{{Set: []engine.Binding{{Name: "price", Value: engine.Sum{engine.Self("price"), engine.Self("price")}}}}}})
	return api
}

// The conditions of a state hold as long as the object is in it, and read what is derived.
func TestStateConditionsHold(t *testing.T) {
	e := compile(t, shop()).New(engine.Config{})
	id := ""
	for _, tt := range []struct {
		method, path, body string
		cheap              bool
	}{
		{http.MethodPost, "/rooms", "price=1000", true}, // the tax is 75
		{http.MethodPost, "/rooms", "price=2000", false},
		{http.MethodPatch, "", "price=1000", true},
		{http.MethodPost, "/double", "", false},
		{http.MethodPatch, "", "price=100", true},
		{http.MethodPost, "/book", "guests=1", true},
		{http.MethodPatch, "", "price=2000", true},
	} {
		path := tt.path
		if path != "/rooms" {
			path = "/rooms/" + id + path
		}
		r := ask(e, tt.method, path, "", tt.body)
		got := engine.JSONValue(r.Body.String())
		if tt.path == "/book" {
			continue
		}
		id = got.Get("id").String()
		if r.Code != 200 || got.Get("cheap").Bool() != tt.cheap || got.Get("loud").Bool() != tt.cheap {
			t.Errorf("%s %s %s = %d %s, want cheap %v", tt.method, path, tt.body, r.Code, r.Body, tt.cheap)
		}
	}
}

// An object that no change of the engine's own led anywhere is in the first state that it fits.
func TestStateConditionsHoldOfForeignObjects(t *testing.T) {
	class := compile(t, shop()).Class("room")
	change := class.Call("change")
	for _, tt := range []struct {
		name        string
		cheap, want bool
	}{{"fits", true, false}, {"fits no state", false, false}} {
		self := of(class, map[string]engine.Value{"clean": engine.BoolValue(true), "cheap": engine.BoolValue(tt.cheap), "price": engine.IntValue(100), "tax": engine.IntValue(8)})
		c := &engine.Case{Self: self, Params: []engine.Value{{}, engine.IntValue(4000)}}
		if got := change.Apply(c, -1); got.Get("cheap").Bool() != tt.want {
			t.Errorf("%s: cheap = %v, want %v", tt.name, got.Get("cheap"), tt.want)
		}
		c.Params[1] = engine.IntValue(40)
		if got := change.Apply(c, -1); got.Get("cheap").Bool() != tt.cheap {
			t.Errorf("%s: cheap = %v, want what it was", tt.name, got.Get("cheap"))
		}
	}
}

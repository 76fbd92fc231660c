package engine_test

import (
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// Parameters that lead nowhere alone are put into a sample that leads on.
func TestGivenPutsParametersIntoSamples(t *testing.T) {
	api := lamp()
	r := &api.Resources[0]
	r.Fields = append(r.Fields, engine.Field{Name: "room", Type: engine.Type{Kind: "string"}})
	r.Operations[0].Params = []engine.Field{{Name: "room", Type: engine.Type{Kind: "string"}}, {Name: "oil", Type: engine.Type{Kind: "integer"}}}
	r.Operations[0].Outcomes = []engine.Outcome{{When: &engine.Cond{Expr: engine.Gt{engine.Param("oil"), 0}}, To: "on"}, {To: "off"}}
	r.Operations[0].Samples = []engine.JSON{`{"room": "cellar", "oil": 0}`, `{"room": "hall", "oil": 3}`}
	tests := []struct {
		state  string
		params map[string]engine.Value
		room   string
		lit    bool
	}{
		{"", nil, "", false},
		{"on", nil, "hall", true},
		{"on", map[string]engine.Value{"room": engine.TextValue("attic")}, "attic", true},
		{"", map[string]engine.Value{"room": engine.TextValue("attic")}, "attic", false},
	}
	e := compile(t, api).New(engine.Config{})
	for _, tt := range tests {
		rec, err := e.Given(engine.Fixture{Of: "lamp", State: tt.state, Params: tt.params})
		if err != nil || rec.Get("room").String() != tt.room || rec.Get("lit").Bool() != tt.lit {
			t.Errorf("Given(%q, %v) = %s, %v, want it in %q, lit %v", tt.state, tt.params, rec.Value(), err, tt.room, tt.lit)
		}
	}
	if _, err := e.Given(engine.Fixture{Of: "lamp", State: "on", Params: map[string]engine.Value{"oil": engine.IntValue(0)}}); err == nil {
		t.Error("a lamp without oil is lit")
	}
}

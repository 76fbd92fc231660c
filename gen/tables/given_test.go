package tables_test

import (
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// A fixture of which nothing is said is as its create operation makes it: defaults, effects and what is derived.
func TestGivenIsAsItIsCreated(t *testing.T) {
	e := program(t, "../../testdata/specs/helpdesk/spec.yaml").New(engine.Config{})
	rec, err := e.Given(engine.Fixture{Of: "ticket"})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"label": "MAIL", "sender": "desk@example.com", "planned": "30", "left": "30", "subject": "It is dark", "status": "open", "closable": "true"} {
		if got := rec.Get(name).String(); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if got := rec.Get("reference").String(); !strings.HasPrefix(got, "HD/") || rec.Get("customer").Get("mail").String() != "ada@example.com" {
		t.Errorf("reference = %q, customer = %s", got, rec.Get("customer"))
	}
}

// Every state can be asked for, and what is given keeps every invariant; what the way there must be told is made up.
func TestGivenOfEveryState(t *testing.T) {
	for _, name := range []string{"testdata/parcels.yaml", "../../testdata/specs/helpdesk/spec.yaml", "../../testdata/specs/library/spec.yaml"} {
		p := program(t, name)
		for _, class := range p.Classes {
			states := []string{""}
			for _, s := range class.Resource.States {
				states = append(states, s.Name)
			}
			for _, state := range states {
				e := p.New(engine.Config{})
				rec, err := e.Given(engine.Fixture{Of: class.Name, State: state})
				if err != nil {
					t.Errorf("%s %s: %v", class.Name, state, err)
					continue
				}
				c := &engine.Case{Now: e.Clock().Now().Unix()}
				if at := rec.Broken(c); at >= 0 || state != "" && rec.State(c) != state {
					t.Errorf("%s %s: in state %q, breaks invariant %d: %s", class.Name, state, rec.State(c), at, rec.Value())
				}
				if state == "put_off" && rec.Get("wake_at").Unix() <= c.Now {
					t.Errorf("put off until %s", rec.Get("wake_at"))
				}
				if state == "merged" && rec.Get("merged_into").IsNull() {
					t.Error("merged into nothing")
				}
			}
		}
	}
}

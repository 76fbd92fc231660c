// Package linear holds what many callers see of one object against what one caller after the other could have seen. It
// is a module of its own so that whoever requires chargegen does not require the checker.
package linear

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// parcel is what one parcel may go through, told apart from the engine: from state and call to state and status.
var parcel = porcupine.Model{
	Init: func() any { return "waiting" },
	Step: func(state, input, output any) (bool, any) {
		next, want := step(state.(string), input.(string))
		return output.(int) == want, next
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprintf("%s = %d", input, output) },
}

func step(state, call string) (next string, status int) {
	switch {
	case call == "send" && state == "waiting":
		return "moving", 200
	case call == "send" && state == "moving":
		return state, 409
	case call == "send":
		return state, 422
	case call == "lose" && state == "moving":
		return "gone", 200
	case call == "lose":
		return state, 409
	}
	return state, 200
}

// The calls that many make of one parcel at once can be put in an order in which each has the answer that it had.
func TestLinearizable(t *testing.T) {
	e := mock(t)
	const histories, callers, steps = 200, 6, 4
	for n := range histories {
		id := fmt.Sprintf("parc_trial_%d", n)
		if _, err := e.Given(engine.Fixture{Of: "parcel", ID: id, Params: map[string]engine.Value{
			"grams": engine.IntValue(50), "price": engine.IntValue(1), "to": engine.JSONValue(`{"town":"Nan"}`),
		}}); err != nil {
			t.Fatal(err)
		}
		history := play(t, e, id, callers, steps, uint64(n))
		if result := porcupine.CheckOperations(parcel, history); !result {
			t.Fatalf("history %d is no order of calls: %+v", n, history)
		}
	}
}

// A history that no order explains is found out: without this the test above could not fail.
func TestCheckerFindsFaults(t *testing.T) {
	history := []porcupine.Operation{
		{ClientId: 0, Input: "send", Call: 0, Output: 200, Return: 10},
		{ClientId: 1, Input: "send", Call: 0, Output: 200, Return: 10},
	}
	if porcupine.CheckOperations(parcel, history) {
		t.Error("two of two sends succeeded, and the checker took it")
	}
}

func play(t *testing.T, e *engine.Engine, id string, callers, steps int, seed uint64) []porcupine.Operation {
	start := time.Now()
	var mu sync.Mutex
	var history []porcupine.Operation
	var wg sync.WaitGroup
	for who := range callers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r := rand.New(rand.NewPCG(seed, uint64(who)))
			for range steps {
				call := []string{"send", "lose", "send", "lose", "read"}[r.IntN(5)]
				from := time.Since(start).Nanoseconds()
				status := send(t, e, id, call)
				to := time.Since(start).Nanoseconds()
				mu.Lock()
				history = append(history, porcupine.Operation{ClientId: who, Input: call, Call: from, Output: status, Return: to})
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return history
}

func send(t *testing.T, e *engine.Engine, id, call string) int {
	method, path := http.MethodPost, "/parcels/"+id+"/"+call
	if call == "read" {
		method, path = http.MethodGet, "/parcels/"+id
	}
	r, err := http.NewRequest(method, "http://localhost"+path, strings.NewReader(""))
	if err != nil {
		t.Error(err)
		return 0
	}
	r.SetBasicAuth("desk_trial_1", "")
	res, err := e.RoundTrip(r)
	if err != nil {
		t.Error(err)
		return 0
	}
	res.Body.Close()
	return res.StatusCode
}

func mock(t *testing.T) *engine.Engine {
	t.Helper()
	const name = "../../gen/tables/testdata/parcels.yaml"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	api, faults := model.Parse(name, text, os.ReadFile)
	if faults.Refuses() {
		t.Fatal(faults)
	}
	p, err := engine.Compile(tables.Of(api))
	if err != nil {
		t.Fatal(err)
	}
	return p.New(engine.Config{})
}

package gen_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// Every sample of the docs, on the objects given for it, is answered with success and comes to the state it promises.
func TestSamples(t *testing.T) {
	api := sampledAPI(t, "../spec/charges.yaml")
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			for _, s := range op.Samples {
				t.Run(r.Name+"/"+op.Name+"/"+s.Name, func(t *testing.T) {
					e := program.New(engine.Config{Admin: true})
					for _, g := range s.Given {
						give(t, e, g)
					}
					send(t, e, op, s)
				})
			}
		}
	}
}

func sampledAPI(t *testing.T, name string) *model.API {
	t.Helper()
	api, errs := model.Parse(path.Base(name), readFile(t, name), func(n string) ([]byte, error) { return os.ReadFile(path.Join(path.Dir(name), n)) })
	if errs.Refuses() {
		t.Fatal(errs)
	}
	return api
}

// give makes an object that a sample needs.
func give(t *testing.T, e *engine.Engine, g *model.Fixture) {
	t.Helper()
	f := engine.Fixture{Of: g.Of.Name, ID: g.ID, Params: map[string]engine.Value{}}
	if g.State != nil {
		f.State = g.State.Name
	}
	for _, p := range g.With {
		f.Params[p.Key.Value] = engine.JSONValue(tables.JSON(p.Value))
	}
	if _, err := e.Given(f); err != nil {
		t.Fatalf("%s: given: %v", g.Pos, err)
	}
}

// send makes the call that a sample shows.
func send(t *testing.T, e *engine.Engine, op *model.Operation, s *model.Sample) {
	t.Helper()
	res, err := e.RoundTrip(sampleRequest(t, op, s))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != op.Success {
		t.Fatalf("%s: status %d, want %d: %s %s", s.Pos, res.StatusCode, op.Success, res.Header.Get(engine.ExplainHeader), body)
	}
	if s.Result == "" {
		return
	}
	var answer struct{ ID string }
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	if got := stateOf(t, e, answer.ID); got != s.Result {
		t.Errorf("%s: %s is %s, want %s", s.Pos, answer.ID, got, s.Result)
	}
}

// sampleRequest writes a sample's call: a form where the API reads forms, else JSON.
func sampleRequest(t *testing.T, op *model.Operation, s *model.Sample) *http.Request {
	t.Helper()
	segments, query, body := map[*model.Param]string{}, url.Values{}, []string{}
	for _, a := range s.Args {
		switch a.Param.In {
		case model.InPath:
			segments[a.Param] = a.Value.Text
		case model.InQuery:
			query.Set(a.Param.Name, a.Value.Text)
		case model.InBody:
			body = append(body, fmt.Sprintf("%q:%s", a.Param.Name, tables.JSON(a.Value)))
		}
	}
	var to strings.Builder
	for _, seg := range op.Path {
		to.WriteString(seg.Text)
		if seg.Param != nil {
			to.WriteString(url.PathEscape(segments[seg.Param]))
		}
	}
	rq, err := http.NewRequest(op.Method, "http://localhost"+to.String()+"?"+query.Encode(), strings.NewReader("{"+strings.Join(body, ",")+"}"))
	if err != nil {
		t.Fatal(err)
	}
	rq.Header.Set("Content-Type", "application/json")
	if op.Key != nil {
		rq.SetBasicAuth(op.Key.Example, "")
		rq.Header.Set("X-Api-Key", op.Key.Example)
	}
	return rq
}

// stateOf asks the mock for the state of an object.
func stateOf(t *testing.T, e *engine.Engine, id string) string {
	t.Helper()
	rq, err := http.NewRequest(http.MethodGet, "http://localhost/_mock/state", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := e.RoundTrip(rq)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var objects []struct{ ID, State string }
	if err := json.NewDecoder(res.Body).Decode(&objects); err != nil {
		t.Fatal(err)
	}
	for _, o := range objects {
		if o.ID == id {
			return o.State
		}
	}
	return "nowhere"
}

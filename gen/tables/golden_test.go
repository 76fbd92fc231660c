package tables_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// Every small spec that is not refused can be played: each of its operations answers, and never with a failure of the
// engine's own.
func TestEverySpecPlays(t *testing.T) {
	names, err := filepath.Glob("../../testdata/golden/*/spec.yaml")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d specs (%v)", len(names), err)
	}
	played := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(name)
		doc, faults := spec.Parse("spec.yaml", text, func(n string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, n)) })
		if faults.Refuses() {
			continue
		}
		api, faults := model.Build(doc)
		if faults.Refuses() {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) { playAll(t, api) })
		played++
	}
	if played < 10 {
		t.Errorf("%d specs were played, want at least 10", played)
	}
}

// playAll calls every operation with the examples of its parameters, on an object that is given for it.
func playAll(t *testing.T, api *model.API) {
	p, err := engine.Compile(tables.Of(api))
	if err != nil {
		t.Fatal(err)
	}
	e := p.New(engine.Config{Examples: true})
	for _, r := range api.Resources {
		rec, err := e.Given(engine.Fixture{Of: r.Name})
		if err != nil {
			t.Fatal(err)
		}
		for _, op := range r.Operations {
			rq := request(t, api, op, rec.ID())
			res, err := e.RoundTrip(rq)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(res.Body)
			if err != nil {
				t.Fatal(err)
			}
			if res.StatusCode >= 500 || res.StatusCode == 405 {
				t.Errorf("%s.%s: %s %s = %d %s: %s", r.Name, op.Name, rq.Method, rq.URL, res.StatusCode, res.Header.Get(engine.ExplainHeader), body)
			}
		}
	}
}

func request(t *testing.T, api *model.API, op *model.Operation, id string) *http.Request {
	t.Helper()
	var path strings.Builder
	for _, s := range op.Path {
		switch {
		case s.Param == nil:
			path.WriteString(s.Text)
		case s.Param.Type.Kind == model.IDKind && s.Param.Type.Object == op.Resource.Object:
			path.WriteString(id)
		default:
			path.WriteString("1")
		}
	}
	var body []string
	for _, p := range op.Params {
		if p.In == model.InBody && p.Example.IsSet() {
			body = append(body, `"`+p.Name+`":`+tables.JSON(p.Example))
		}
	}
	rq, err := http.NewRequest(op.Method, api.Servers[0].URL+path.String(), strings.NewReader("{"+strings.Join(body, ",")+"}"))
	if err != nil {
		t.Fatal(err)
	}
	rq.Header.Set("Content-Type", "application/json")
	if api.Auth != nil && op.Key != nil {
		switch api.Auth.Scheme {
		case model.AuthBasic:
			rq.SetBasicAuth(op.Key.Example, "")
		case model.AuthBearer:
			rq.Header.Set("Authorization", "Bearer "+op.Key.Example)
		default:
			rq.Header.Set(api.Auth.Header, op.Key.Example)
		}
	}
	return rq
}

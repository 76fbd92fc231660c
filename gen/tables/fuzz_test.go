package tables_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// Whatever is sent, the engine answers, never with a failure of its own, and what it answers is JSON, a page or nothing.
func FuzzMock(f *testing.F) {
	for _, seed := range [][4]string{
		{"POST", "/parcels", "application/x-www-form-urlencoded", "grams=50&price=1&to[town]=Nan&stamp[kind]=2&way=sea&tags[]=a&notes[a][b]=c"},
		{"POST", "/parcels", "application/json", `{"grams":"7","price":1e2,"to":"{\"town\":\"x\"}","stamp":{"kind":13},"due_at":"2026-01-09"}`},
		{"PATCH", "/parcels/parc_trial_1", "application/json", `{"label":null,"notes":[]}`},
		{"GET", "/parcels?from=2026-01-01&to=x&limit=1&order=newest&status=moving", "", ""},
		{"POST", "/parcels/parc_trial_1/send", "multipart/form-data; boundary=b", "--b--"},
		{"GET", "/parcels/parc_trial_1/notices?offset=9223372036854775807&limit=100", "", ""},
		{"POST", "/slips/slip_trial_1", "", "_signal=drop&why=lost"},
		{"POST", "/_mock/objects", "application/json", `{"of":"parcel","state":"gone","params":{"grams":1}}`},
		{"POST", "/_mock/clock", "application/json", `{"advance":"1000000h"}`},
		{"POST", "/_mock/signals", "application/json", `{"id":"parc_trial_1","signal":"drop","params":{"why":[1]}}`},
		{"POST", "/_mock/faults", "application/json", `{"fault":"probability=0.5;latency=1s;cut"}`},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	p := program(f, "testdata/parcels.yaml")
	f.Fuzz(func(t *testing.T, method, path, media, body string) {
		e := p.New(engine.Config{Admin: true})
		if _, err := e.Given(engine.Fixture{Of: "parcel", ID: "parc_trial_1"}); err != nil {
			t.Fatal(err)
		}
		for range 2 { // twice: the second meets what the first left behind
			r, err := http.NewRequest(method, "http://localhost", strings.NewReader(body))
			if err != nil || !strings.HasPrefix(path, "/") {
				return
			}
			if r.URL, err = r.URL.Parse(path); err != nil || r.URL.Host != "localhost" {
				return
			}
			r.Header.Set("Content-Type", media)
			r.SetBasicAuth("desk_trial_1", "")
			res, err := e.RoundTrip(r)
			if err != nil {
				return
			}
			res.Body.Close()
			if res.StatusCode >= 500 && !strings.Contains(res.Header.Get(engine.ExplainHeader), "fault:") {
				t.Fatalf("%s %s = %d: %s", method, path, res.StatusCode, res.Header.Get(engine.ExplainHeader))
			}
		}
	})
}

package chargegen_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/mockserver"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/out/go/omisemock"
	"github.com/chargegen/chargegen/spec"
)

// calls are some of each kind: refusals, effects, lists, what nobody made.
var calls = []struct{ method, path, key, body string }{
	{"POST", "/tokens", "pkey_test_1", "card[name]=A&card[number]=4242424242424242&card[expiration_month]=12&card[expiration_year]=2030"},
	{"POST", "/charges", "skey_test_1", "amount=100000&currency=thb&card=$1&capture=false"},
	{"POST", "/charges", "skey_test_1", "amount=100000&currency=thb&card=$1"},
	{"POST", "/charges/$2/reverse", "skey_test_1", ""},
	{"POST", "/charges/$2/reverse", "skey_test_1", ""},
	{"POST", "/charges", "skey_test_1", "amount=100000&currency=thb&source[type]=alipay&return_uri=https://example.com/"},
	{"POST", "/charges/$3/mark_as_paid", "skey_test_1", ""},
	{"GET", "/charges/$3/events", "skey_test_1", ""},
	{"GET", "/charges?order=reverse_chronological", "skey_test_1", ""},
	{"GET", "/charges/$3", "skey_test_2", ""},
	{"GET", "/charges/$3", "pkey_test_1", ""},
	{"POST", "/customers", "skey_test_1", `{"email": "a@example.com", "card": "tokn_test_5g5mep9yrko3vx2f0hx", "metadata": {"n": 1.0}}`},
	{"PATCH", "/charges/$3", "skey_test_1", "description=New"},
	{"GET", "/charge", "skey_test_1", ""},
}

var idPattern = regexp.MustCompile(`"id":"((?:tokn|chrg)_test_[0-9a-z]+)"`)

// play makes the calls one after the other. $1, $2, … are the ids in the answers, in the order they first appear.
func play(h http.Handler) string {
	var out strings.Builder
	var pairs []string
	for _, c := range calls {
		ids := strings.NewReplacer(pairs...)
		r := httptest.NewRequest(c.method, ids.Replace(c.path), strings.NewReader(ids.Replace(c.body)))
		r.SetBasicAuth(c.key, "")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		fmt.Fprintln(&out, w.Code, w.Header(), w.Body)
		if id := idPattern.FindStringSubmatch(w.Body.String()); id != nil && w.Code == 200 && !strings.Contains(strings.Join(pairs, " "), id[1]) {
			pairs = append(pairs, fmt.Sprintf("$%d", len(pairs)/2+1), id[1])
		}
	}
	return out.String()
}

// The generated mock and the mock that is served straight from the spec answer with the same bytes.
func TestSameBytes(t *testing.T) {
	const name = "spec/charges.yaml"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, faults := spec.Parse(name, text, os.ReadFile)
	if faults.Refuses() {
		t.Fatal(faults)
	}
	api, faults := model.Build(doc)
	if faults.Refuses() {
		t.Fatal(faults)
	}
	served, err := mockserver.Engine(api, mockserver.Config{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	want := play(served)
	got := play(omisemock.New(t, omisemock.WithSeed(7)))
	if got != want {
		t.Errorf("generated:\n%s\nserved:\n%s", got, want)
	}
	if n := strings.Count(want, "\n200 ") + 1; n < 8 {
		t.Errorf("%d calls succeeded, want at least 8:\n%s", n, want)
	}
}

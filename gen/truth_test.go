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
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

const (
	truthFile = "testdata/truth.txt"
	testKey   = "skey_test_5xuy4w91xqz7d1w9u0t"
	liveKey   = "skey_5xuy4w91xqz7d1w9u0t"
	otherKey  = "skey_test_5somebodyelseskey00"
	publicKey = "pkey_test_5xuy4w91xqz7d1w9u0t"
	goodCard  = "4242424242424242"
	brokeCard = "4111111111140011"
)

// TestTruth holds the mock to rows written by hand from the API's pages. It knows the API as its callers do: by HTTP.
func TestTruth(t *testing.T) {
	program := flagshipProgram(t)
	rows := truthRows(t)
	if len(rows) < 60 {
		t.Fatalf("%s has %d rows, want 60 or more", truthFile, len(rows))
	}
	for _, r := range rows {
		t.Run(fmt.Sprintf("%d/%s/%s", r.line, r.state, strings.Fields(r.call)[0]), func(t *testing.T) {
			w := &world{t: t, engine: program.New(engine.Config{Clock: engine.NewClock(engine.DefaultStart)}), key: testKey}
			r.run(t, w)
		})
	}
}

// flagshipProgram compiles the spec of the repository.
func flagshipProgram(t *testing.T) *engine.Program {
	t.Helper()
	doc, errs := spec.Parse("charges.yaml", readFile(t, "../spec/charges.yaml"), func(name string) ([]byte, error) {
		return os.ReadFile(path.Join("../spec", name))
	})
	if errs.Refuses() {
		t.Fatal(errs)
	}
	api, errs := model.Build(doc)
	if errs.Refuses() {
		t.Fatal(errs)
	}
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// truthRow is one row of the truth table.
type truthRow struct {
	line                       int
	state, call, answer, after string
}

func truthRows(t *testing.T) []truthRow {
	t.Helper()
	var rows []truthRow
	for i, line := range strings.Split(string(readFile(t, truthFile)), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != 4 {
			t.Fatalf("%s:%d: %d columns, want 4", truthFile, i+1, len(cells))
		}
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		rows = append(rows, truthRow{i + 1, cells[0], cells[1], cells[2], cells[3]})
	}
	return rows
}

// run brings the world into the row's state, makes the call and compares.
func (r truthRow) run(t *testing.T, w *world) {
	id := w.bring(r.state)
	words := strings.Fields(r.call)
	var got reply
	if words[0] == "create" {
		got = w.create(words[1:]...)
	} else {
		got = w.operate(words[0], id)
	}
	status, code, _ := strings.Cut(r.answer, " ")
	if fmt.Sprint(got.status) != status || code != "" && got.text("code") != code {
		t.Fatalf("%s in state %s = %d %s, want %s\n%s", r.call, r.state, got.status, got.text("code"), r.answer, got.body)
	}
	if r.after == "" {
		return
	}
	if words[0] == "create" {
		id = got.text("id")
	}
	w.key = w.owner()
	compare(t, w.operate("retrieve", id), strings.Fields(r.after))
}

// compare holds a charge read back to what the row says of it.
func compare(t *testing.T, charge reply, facts []string) {
	t.Helper()
	for _, fact := range facts {
		name, want, isValue := strings.Cut(fact, "=")
		_, denied := strings.CutPrefix(name, "!")
		got := charge.at(strings.TrimPrefix(name, "!"))
		there := got != nil && got != false
		switch {
		case isValue && fmt.Sprint(got) != want:
			t.Errorf("%s = %v, want %s", name, got, want)
		case !isValue && there == denied:
			t.Errorf("%s = %v, want %s", strings.TrimPrefix(name, "!"), got, fact)
		}
	}
	if t.Failed() {
		t.Logf("%s", charge.body)
	}
}

// reply is an answer as a caller sees it.
type reply struct {
	status int
	body   string
	fields map[string]any
}

// at returns the value at a dotted path, nil where there is none.
func (r reply) at(dotted string) any {
	var v any = r.fields
	for _, name := range strings.Split(dotted, ".") {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[name]
	}
	return v
}

func (r reply) text(name string) string {
	s, _ := r.at(name).(string)
	return s
}

// world is a fresh mock and the key that calls go out with.
type world struct {
	t      *testing.T
	engine *engine.Engine
	key    string
}

// owner is the key of the account and mode that a row's charge lives in.
func (w *world) owner() string {
	if w.key == liveKey {
		return liveKey
	}
	return testKey
}

// send makes a request with a form body and reads the answer.
func (w *world) send(method, route string, form url.Values) reply {
	w.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, "http://localhost"+route, body)
	if err != nil {
		w.t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if w.key != "" {
		req.SetBasicAuth(w.key, "")
	}
	resp, err := w.engine.RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	r := reply{status: resp.StatusCode, body: string(data)}
	dec := json.NewDecoder(strings.NewReader(r.body))
	dec.UseNumber()
	if err := dec.Decode(&r.fields); err != nil {
		w.t.Fatalf("%s %s: %v\n%s", method, route, err, data)
	}
	return r
}

// operate calls an operation of one charge.
func (w *world) operate(name, id string) reply {
	w.t.Helper()
	route := "/charges/" + url.PathEscape(id)
	switch name {
	case "retrieve":
		return w.send("GET", route, nil)
	case "update":
		return w.send("PATCH", route, url.Values{"description": {"changed"}})
	}
	return w.send("POST", route+"/"+name, nil)
}

// create makes a charge of name=value pairs. {token:N} stands for a fresh token of card N, {used-token:N} for a spent one.
func (w *world) create(pairs ...string) reply {
	w.t.Helper()
	form := url.Values{}
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		if n, ok := strings.CutPrefix(value, "{token:"); ok {
			value = w.token(strings.TrimSuffix(n, "}"))
		}
		if n, ok := strings.CutPrefix(value, "{used-token:"); ok {
			value = w.token(strings.TrimSuffix(n, "}"))
			w.must(w.send("POST", "/charges", url.Values{"amount": {"100000"}, "currency": {"thb"}, "card": {value}}))
		}
		form.Set(name, value)
	}
	return w.send("POST", "/charges", form)
}

// token turns a card number into a token, as a browser would.
func (w *world) token(number string) string {
	w.t.Helper()
	mine := w.key
	defer func() { w.key = mine }()
	w.key = strings.Replace(mine, "skey", "pkey", 1)
	return w.must(w.send("POST", "/tokens", url.Values{
		"card[name]": {"Somchai Prasert"}, "card[number]": {number}, "card[security_code]": {"123"},
		"card[expiration_month]": {"12"}, "card[expiration_year]": {"2030"}, "card[city]": {"Bangkok"}, "card[postal_code]": {"10320"},
	})).text("id")
}

// must stops the test where a step on the way to a state was refused.
func (w *world) must(r reply) reply {
	w.t.Helper()
	if r.status != http.StatusOK {
		w.t.Fatalf("a step on the way was refused: %d\n%s", r.status, r.body)
	}
	return r
}

// charge makes a charge that must succeed and returns its id.
func (w *world) charge(pairs ...string) string {
	w.t.Helper()
	return w.must(w.create(append([]string{"amount=100000", "currency=thb"}, pairs...)...)).text("id")
}

// after makes a charge's operation that must succeed and returns the charge's id.
func (w *world) after(name, id string) string {
	w.t.Helper()
	w.must(w.operate(name, id))
	return id
}

// wait lets time pass.
func (w *world) wait(d time.Duration) {
	w.t.Helper()
	if err := w.engine.Clock().Advance(d); err != nil {
		w.t.Fatal(err)
	}
}

// fact sets a fact of the account.
func (w *world) fact(name, value string) {
	w.t.Helper()
	if err := w.engine.SetFact(w.key, name, value); err != nil {
		w.t.Fatal(err)
	}
}

// bring makes a charge in the state that a row names and returns its id.
func (w *world) bring(state string) string {
	w.t.Helper()
	if kind, ok := strings.CutPrefix(state, "pending-"); ok && kind != "card" {
		return w.source(kind)
	}
	make, ok := truthStates[state]
	if !ok {
		w.t.Fatalf("unknown state %q in %s", state, truthFile)
	}
	return make(w)
}

// source makes a pending charge of a source in the currency that the method takes.
func (w *world) source(kind string) string {
	w.t.Helper()
	return w.charge("source[type]="+kind, "return_uri=https://shop.example/done")
}

const week = 7 * 24 * time.Hour

// truthStates is how each state of the truth table is reached.
var truthStates = map[string]func(*world) string{
	"new":              func(*world) string { return "" },
	"authorized":       func(w *world) string { return w.held() },
	"hold-almost-over": func(w *world) string { id := w.held(); w.wait(week - time.Second); return id },
	"hold-over":        func(w *world) string { id := w.held(); w.wait(week); return id },
	"hold-over-japan-7d": func(w *world) string {
		w.fact("country", "JP")
		id := w.held()
		w.wait(week)
		return id
	},
	"hold-over-japan-30d": func(w *world) string {
		w.fact("country", "JP")
		id := w.held()
		w.wait(30 * 24 * time.Hour)
		return id
	},
	"captured":     func(w *world) string { return w.after("capture", w.held()) },
	"reversed":     func(w *world) string { return w.after("reverse", w.held()) },
	"paid-card":    func(w *world) string { return w.charge("card={token:" + goodCard + "}") },
	"failed-card":  func(w *world) string { return w.charge("card={token:" + brokeCard + "}") },
	"pending-card": func(w *world) string { return w.secured() },
	"expired":      func(w *world) string { return w.after("expire", w.source("alipay_cn")) },
	"expired-by-time": func(w *world) string {
		id := w.source("promptpay")
		w.wait(30 * 24 * time.Hour)
		return id
	},
	"failed-marked":  func(w *world) string { return w.after("mark_as_failed", w.source("promptpay")) },
	"paid-promptpay": func(w *world) string { return w.after("mark_as_paid", w.source("promptpay")) },
	"unknown":        func(w *world) string { return "chrg_test_5nobodymadethis00000" },
	"malformed":      func(w *world) string { return "not an id!" },
	"foreign":        func(w *world) string { id := w.held(); w.key = otherKey; return id },
	"other-mode":     func(w *world) string { id := w.held(); w.key = liveKey; return id },
	"no-key":         func(w *world) string { id := w.held(); w.key = ""; return id },
	"public-key":     func(w *world) string { id := w.held(); w.key = publicKey; return id },
	"live-pending":   func(w *world) string { w.key = liveKey; return w.source("promptpay") },
}

// held makes an authorization that waits to be captured.
func (w *world) held() string {
	w.t.Helper()
	return w.charge("card={token:"+goodCard+"}", "capture=false")
}

// secured makes a card charge that waits for the payer's bank.
func (w *world) secured() string {
	w.t.Helper()
	w.fact("three_ds", "true")
	return w.charge("card={token:"+goodCard+"}", "return_uri=https://shop.example/done")
}

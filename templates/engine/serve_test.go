package engine_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// given makes a clean room.
func given(t *testing.T, e *engine.Engine, id string) {
	t.Helper()
	if _, err := e.Given(engine.Fixture{Of: "room", ID: id}); err != nil {
		t.Fatal(err)
	}
}

// Of many calls at once that only one can win, one wins.
func TestOneOfManyCallsWins(t *testing.T) {
	api := room()
	api.Resources[0].Example = `{"clean": true}`
	api.Resources[0].Operations[0].Guards = append(api.Resources[0].Operations[0].Guards,
		engine.Guard{Deny: &engine.Cond{Text: "booked", Expr: engine.Self("booked")}, Error: "late"})
	e := compile(t, api).New(engine.Config{})
	given(t, e, "room_x")
	const calls = 200
	status := make([]int, calls)
	var wg sync.WaitGroup
	for i := range calls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			w := httptest.NewRecorder()
			e.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/rooms/room_x/book", nil))
			status[i] = w.Code
		}()
	}
	wg.Wait()
	count := map[int]int{}
	for _, s := range status {
		count[s]++
	}
	if count[200] != 1 || count[422] != calls-1 {
		t.Errorf("statuses = %v, want one 200 and %d 422", count, calls-1)
	}
}

func TestErrorBodyIsPutTogetherFromPaths(t *testing.T) {
	api := room()
	api.Objects[0].Fields = []engine.Field{
		{Name: "ok", Type: engine.Type{Kind: "boolean"}, Const: false},
		{Name: "error", Type: engine.Type{Kind: "object", Of: "inner"}},
	}
	api.Objects = append(api.Objects, engine.Object{Name: "inner", Fields: []engine.Field{
		{Name: "code", Type: engine.Type{Kind: "error_code"}},
		{Name: "text", Type: engine.Type{Kind: "string"}},
	}})
	e := compile(t, api).New(engine.Config{})
	given(t, e, "room_x")
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/rooms/room_x/book", nil))
	want := `{"ok":false,"error":{"code":"dirty","text":"it is dirty"}}`
	if w.Code != 409 || w.Body.String() != want {
		t.Errorf("answer = %d %s, want 409 %s", w.Code, w.Body, want)
	}
	if got, want := w.Header().Get(engine.ExplainHeader), "room.book.guards[0] require: clean; clean = false"; got != want {
		t.Errorf("%s = %q, want %q", engine.ExplainHeader, got, want)
	}
}

func TestRefusalsHaveWords(t *testing.T) {
	for _, tt := range []struct {
		known engine.Error
		want  string
	}{
		{engine.Error{Code: "is_dirty", Message: "it is dirty", Doc: "Nobody cleaned."}, "it is dirty"},
		{engine.Error{Code: "is_dirty", Doc: "Nobody cleaned."}, "Nobody cleaned."},
		{engine.Error{Code: "is_dirty"}, "is dirty"},
	} {
		api := room()
		tt.known.Status = 409
		api.Errors = append(api.Errors, tt.known)
		api.Error.Object = ""
		api.Resources[0].Operations[0].Guards[0].Error = "is_dirty"
		e := compile(t, api).New(engine.Config{})
		given(t, e, "room_x")
		got := engine.JSONValue(ask(e, http.MethodPost, "/rooms/room_x/book", "", "").Body.String())
		if got.Get("message").String() != tt.want {
			t.Errorf("%+v = %s, want %q", tt.known, got, tt.want)
		}
	}
}

func TestJournalIsBounded(t *testing.T) {
	e := compile(t, room()).New(engine.Config{Journal: 3})
	for i := range 5 {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, fmt.Sprintf("/rooms/room_%d/book?a=b", i), strings.NewReader("guests=2"))
		r.Header.Set("Authorization", "Basic c2VjcmV0")
		e.ServeHTTP(w, r)
	}
	got := e.Journal()
	if len(got) != 3 || got[0].Path != "/rooms/room_2/book?a=b" || got[2].Number != 5 {
		t.Fatalf("Journal = %+v, want the last three", got)
	}
	x := got[2]
	if x.Operation != "room.book" || x.Sent != "guests=2" || x.Status != 404 || x.Header.Get("Authorization") != "" {
		t.Errorf("entry = %+v, want operation, body and status, and no key", x)
	}
	if calls := e.Calls("room.book"); len(calls) != 3 {
		t.Errorf("Calls = %d, want 3", len(calls))
	}
}

func TestMemoryIsBounded(t *testing.T) {
	e := compile(t, room()).New(engine.Config{Objects: 2})
	given(t, e, "room_1")
	given(t, e, "room_2")
	if _, err := e.Given(engine.Fixture{Of: "room"}); err == nil {
		t.Error("a third object was kept, want an error")
	}
	e.Reset()
	given(t, e, "room_1")
}

func TestFaultsOverASocket(t *testing.T) {
	e := compile(t, room()).New(engine.Config{})
	given(t, e, "room_x")
	srv := httptest.NewServer(e)
	defer srv.Close()
	post := func() (*http.Response, error) {
		return srv.Client().Post(srv.URL+"/rooms/room_x/book", "", nil)
	}
	order := func(f engine.Fault) {
		t.Helper()
		if err := e.Order(f); err != nil {
			t.Fatal(err)
		}
	}
	order(engine.Fault{Operation: "room.book", Count: 1, Damage: engine.Reset})
	if res, err := post(); err == nil {
		res.Body.Close()
		t.Errorf("answer = %d, want a broken connection", res.StatusCode)
	}
	order(engine.Fault{Count: 1, Damage: engine.Cut})
	res, err := post()
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("body = %q, want one that is cut", body)
	}
	order(engine.Fault{Probability: 1, Count: 1, Status: 429})
	res, err = post()
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 429 || e.Faults() != 0 {
		t.Errorf("status = %d with %d faults left, want 429 and none", res.StatusCode, e.Faults())
	}
}

// Whatever comes, the engine answers with a status, and never with its own failure.
func FuzzRequest(f *testing.F) {
	f.Add("POST", "/rooms/room_1/book", "guests=2", "application/x-www-form-urlencoded", "")
	f.Add("GET", "/rooms/%2f/book?a[b][]=1", `{"guests":[{}]}`, "application/json", "latency=1h;cut")
	f.Add("OPTIONS", "//", "--x\r\n", "multipart/form-data; boundary=x", "")
	f.Add("GET", "/_mock/state", "", "", "")
	p, err := engine.Compile(room())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, method, path, body, media, order string) {
		r, err := http.NewRequest(method, "http://localhost", strings.NewReader(body))
		if err != nil || !strings.HasPrefix(path, "/") {
			return
		}
		u, err := r.URL.Parse(path)
		if err != nil {
			return
		}
		r.URL = u
		r.Header.Set("Content-Type", media)
		r.Header.Set(engine.FaultHeader, order)
		e := p.New(engine.Config{Admin: true, Strict: true})
		if _, err := e.Given(engine.Fixture{Of: "room", ID: "room_1"}); err != nil {
			t.Fatal(err)
		}
		res, err := e.RoundTrip(r)
		if err != nil {
			return
		}
		defer res.Body.Close()
		if res.StatusCode == 500 && !strings.Contains(res.Header.Get(engine.ExplainHeader), "fault") {
			t.Fatalf("%s %s = 500: %s", method, path, res.Header.Get(engine.ExplainHeader))
		}
	})
}

// A small body that is large when it is unpacked is refused like a large one.
func TestLargeWhenUnpacked(t *testing.T) {
	e := compile(t, room()).New(engine.Config{})
	given(t, e, "room_x")
	var body bytes.Buffer
	z := gzip.NewWriter(&body)
	_, err := z.Write(make([]byte, 64<<20))
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/rooms/room_x/book", &body)
	r.Header.Set("Content-Encoding", "gzip")
	w := httptest.NewRecorder()
	if e.ServeHTTP(w, r); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of 64 MB in 64 kB = %d, want 413", w.Code)
	}
}

// An order that makes no sense is said to make none: a typing error must not read as a call that went well.
func TestOrdersThatMakeNoSense(t *testing.T) {
	e := compile(t, room()).New(engine.Config{Admin: true})
	given(t, e, "room_x")
	call := func(path, body string, header http.Header) int {
		r := httptest.NewRequest(http.MethodPost, "http://localhost"+path, strings.NewReader(body))
		r.Header = header
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		return w.Code
	}
	for _, order := range []string{"status=banana", "stauts=503"} {
		if got := call("/rooms/room_x/book", "", http.Header{engine.FaultHeader: {order}}); got != http.StatusBadRequest {
			t.Errorf("%s: %s = %d, want 400", engine.FaultHeader, order, got)
		}
	}
	asJSON := http.Header{"Content-Type": {"application/json"}}
	if got := call("/_mock/faults", `{"operatoin": "room.book"}`, asJSON); got != http.StatusBadRequest {
		t.Errorf("a fault with an unknown member = %d, want 400", got)
	}
	if got := call("/_mock/clock", `{"by": "1h"}`, asJSON); got != http.StatusBadRequest {
		t.Errorf("a clock with an unknown member = %d, want 400", got)
	}
}

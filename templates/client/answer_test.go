package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const refusedBody = `{"object":"error","code":"already_closed","message":"parcel was already closed"}`

func TestRefusal(t *testing.T) {
	s := serve(t, reply(422, refusedBody))
	_, err := s.client(t).Parcels.Close(context.Background(), "prcl_test_1")
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("Close = %T %v, want an *Error", err, err)
	}
	if e.Op != "parcel.close" || e.Status != 422 || e.Code != ErrAlreadyClosed || e.Message != "parcel was already closed" || e.RequestID != "req-1" || string(e.Body) != refusedBody {
		t.Errorf("error = %+v", *e)
	}
	if want := "sample: parcel.close: 422 already_closed: parcel was already closed (request req-1)"; err.Error() != want {
		t.Errorf("text = %s, want %s", err, want)
	}
	if e.Resolution() != "Nothing needs to be done." || e.Class() != NoActionNeeded {
		t.Errorf("resolution %q, class %q", e.Resolution(), e.Class())
	}
}

func TestErrorsIsOneWay(t *testing.T) {
	specific, general := error(&Error{Status: 422, Code: ErrAlreadyClosed}), error(&Error{Status: 400, Code: ErrGone})
	tests := []struct {
		err, target error
		want        bool
	}{
		{specific, ErrAlreadyClosed, true}, {specific, ErrGone, true}, {general, ErrGone, true}, {general, ErrAlreadyClosed, false},
		{specific, NoActionNeeded, true}, {specific, FixRequest, false}, {general, FixRequest, true}, {specific, ErrorCode(""), false},
		{&Error{Status: 503}, WaitAndRetry, true}, {&Error{Status: 401}, OtherCredentials, true}, {&Error{Status: 404}, FixRequest, true}, {&Error{Status: 503}, Class(""), false},
		{fmt.Errorf("wrapped: %w", specific), ErrGone, true}, {ErrAlreadyClosed, ErrGone, true}, {ErrGone, ErrAlreadyClosed, false},
	}
	for _, tt := range tests {
		if got := errors.Is(tt.err, tt.target); got != tt.want {
			t.Errorf("errors.Is(%v, %v) = %v, want %v", tt.err, tt.target, got, tt.want)
		}
	}
}

func TestRefusalNeverLosesItsBody(t *testing.T) {
	tests := []struct {
		name      string
		answer    http.HandlerFunc
		code      ErrorCode
		body      string
		truncated bool
		text      string
	}{
		{"html", reply(502, "<html>\n<h1>Bad Gateway</h1>\x00\xff</html>"), "", "<html>\n<h1>Bad Gateway</h1>\x00\xff</html>", false, `502 Bad Gateway: "<html> <h1>Bad Gateway</h1>`},
		{"empty", reply(503, ""), "", "", false, "503 Service Unavailable: empty body"},
		{"other JSON", reply(400, `[1,{"code":"x"}]`), "", `[1,{"code":"x"}]`, false, "400 Bad Request"},
		{"code only", reply(400, `{"code":"new_code"}`), "new_code", `{"code":"new_code"}`, false, "400 new_code"},
		{"broken JSON", reply(400, `{"code":"gone","message":"cut o`), ErrGone, `{"code":"gone","message":"cut o`, false, "400 gone"},
		{"huge", reply(500, `{"code":"gone","x":"`+strings.Repeat("x", 5000)+`"}`), ErrGone, `{"code":"gone","x":"` + strings.Repeat("x", 980), true, "500 gone"},
		{"cut off", cutOff(500, `{"code":"gone"}`), ErrGone, `{"code":"gone"}`, true, "500 gone"},
		{"unknown status", reply(299+700, "x"), "", "x", false, `999: "x"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, tt.answer)
			_, err := s.client(t, WithMaxBody(1000)).Parcels.Retrieve(context.Background(), "prcl_test_1")
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("Retrieve = %T %v, want an *Error", err, err)
			}
			if e.Code != tt.code || string(e.Body) != tt.body || e.Truncated != tt.truncated {
				t.Errorf("code %q, truncated %v, body %q, want %q, %v, %q", e.Code, e.Truncated, e.Body, tt.code, tt.truncated, tt.body)
			}
			wantText(t, err.Error(), tt.text)
			if len(err.Error()) > 400 {
				t.Errorf("the text has %d bytes", len(err.Error()))
			}
		})
	}
}

// cutOff answers with less of a body than it promised.
func cutOff(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(body)+10))
		w.WriteHeader(status)
		fmt.Fprint(w, body)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func TestSuccessThatCannotBeUsed(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		text   string
	}{
		{"html", reply(200, "<html>"), "wanted an object"},
		{"empty", reply(200, ""), "unexpected end"},
		{"wrong type", reply(200, `{"weight":"heavy"}`), "wanted a number, found a string"},
		{"huge", reply(200, `{"note":"`+strings.Repeat("x", 5000)+`"}`), "more than 1000 bytes"},
		{"cut off", cutOff(200, `{"id":"a"}`), "unexpected EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, tt.answer)
			p, err := s.client(t, WithMaxBody(1000)).Parcels.Retrieve(context.Background(), "prcl_test_1")
			var e *CallError
			if !errors.As(err, &e) || e.Status != 200 || e.Outcome != OutcomeUnknown || p != nil {
				t.Fatalf("Retrieve = %v, %v, want a *CallError of unknown outcome", p, err)
			}
			wantText(t, err.Error(), "sample: parcel.retrieve: answer 200 cannot be used", tt.text)
		})
	}
}

func TestNothingIsReturned(t *testing.T) {
	s := serve(t, reply(204, ""))
	if err := s.client(t).Parcels.Delete(context.Background(), "prcl_test_1"); err != nil {
		t.Error(err)
	}
	if got := s.last(t); got.method != "DELETE" || got.body != "" || got.header.Get("Content-Type") != "" {
		t.Errorf("sent %+v", got)
	}
}

func TestOutcomes(t *testing.T) {
	slow := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	gone := httptest.NewServer(nil)
	gone.Close()
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name  string
		ctx   context.Context
		base  string
		opts  []Option
		want  Outcome
		cause error
	}{
		{"canceled before", canceled, slow.URL, nil, OutcomeNotSent, context.Canceled},
		{"no connection", context.Background(), gone.URL, nil, OutcomeNotSent, nil},
		{"timeout", context.Background(), slow.URL, []Option{WithTimeout(300 * time.Millisecond)}, OutcomeUnknown, context.DeadlineExceeded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := NewClient(testKey, WithBaseURL(tt.base))
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Parcels.Create(tt.ctx, ParcelCreateParams{Weight: 1}, tt.opts...)
			var e *CallError
			if !errors.As(err, &e) || e.Outcome != tt.want || e.Op != "parcel.create" {
				t.Fatalf("Create = %v, want a *CallError, %s", err, tt.want)
			}
			if tt.cause != nil && !errors.Is(err, tt.cause) {
				t.Errorf("%v does not wrap %v", err, tt.cause)
			}
		})
	}
	var none context.Context
	if _, err := slow.client(t).Parcels.Retrieve(none, "prcl_test_1"); err == nil {
		t.Error("Retrieve without a context = nil, want an error")
	}
}

func TestResponse(t *testing.T) {
	s := serve(t, reply(422, refusedBody))
	var r Response
	_, err := s.client(t).Parcels.Close(context.Background(), "prcl_test_1", WithResponse(&r))
	if err == nil || r.Status != 422 || r.RequestID != "req-1" || r.Attempts != 1 || string(r.Body) != refusedBody || r.Header == nil {
		t.Errorf("response = %+v, %v", r, err)
	}
}

// pageServer answers with pages of two of five parcels; a sixth request fails.
func pageServer(t *testing.T) *server {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		var offset, limit int
		fmt.Sscan(r.URL.Query().Get("offset"), &offset)
		limit = 2
		var data []string
		for i := offset; i < min(offset+limit, 5); i++ {
			data = append(data, fmt.Sprintf(`{"id":"p%d"}`, i))
		}
		fmt.Fprintf(w, `{"total":5,"more":"kept","data":[%s]}`, strings.Join(data, ","))
	})
}

func TestPaging(t *testing.T) {
	s := pageServer(t)
	c := s.client(t)
	list := c.Parcels.List(context.Background(), ParcelListParams{Limit: Some[int64](2)})
	if s.count() != 0 {
		t.Error("a page was read before it was needed")
	}
	for range 2 { // the iterator can be used again
		var ids []string
		for p, err := range list {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != "p0 p1 p2 p3 p4" {
			t.Errorf("records = %s", got)
		}
	}
	if s.count() != 6 {
		t.Errorf("%d requests, want 3 for each walk", s.count())
	}
	for range list {
		break
	}
	if s.count() != 7 {
		t.Errorf("%d requests, want 1 for a walk that ends at the first record", s.count()-6)
	}
	page, err := c.Parcels.ListPage(context.Background(), ParcelListParams{Offset: Some[int64](4)})
	if err != nil || len(page.Data) != 1 || page.Total.Or(0) != 5 || string(UnknownFields(page)["more"]) != `"kept"` {
		t.Errorf("page = %+v, %v", page, err)
	}
}

func TestPagingEndsWithOneError(t *testing.T) {
	calls := 0
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls > 1 {
			reply(500, "")(w, r)
			return
		}
		reply(200, `{"data":[{"id":"p0"}]}`)(w, r)
	})
	records, failures := 0, 0
	for p, err := range s.client(t).Parcels.List(context.Background(), ParcelListParams{}) {
		if err != nil {
			failures++
			continue
		}
		if records++; p.ID != "p0" {
			t.Errorf("record %s", p.ID)
		}
	}
	if records != 1 || failures != 1 || calls != 2 {
		t.Errorf("%d records, %d errors, %d requests, want 1, 1, 2", records, failures, calls)
	}
}

func TestNextNumber(t *testing.T) {
	unknown := Null[int64]()
	tests := []struct {
		number       int64
		got          int
		limit, total Optional[int64]
		want         bool
	}{
		{1, 0, unknown, unknown, false}, {1, 3, unknown, unknown, true}, {1, 3, Some[int64](5), unknown, false}, {1, 5, Some[int64](5), unknown, true},
		{2, 5, Some[int64](5), Some[int64](10), false}, {1, 5, Some[int64](5), Some[int64](10), true},
	}
	for _, tt := range tests {
		if next, got := nextNumber(tt.number, tt.got, tt.limit, tt.total); got != tt.want || next != tt.number+1 {
			t.Errorf("nextNumber(%d, %d, %v, %v) = %d, %v, want %v", tt.number, tt.got, tt.limit, tt.total, next, got, tt.want)
		}
	}
}

func TestNextCursor(t *testing.T) {
	for _, tt := range []struct {
		cursor, next string
		want         bool
	}{{"", "a", true}, {"a", "b", true}, {"a", "", false}, {"a", "a", false}, {"", "", false}} {
		if next, got := nextCursor(tt.cursor, tt.next); got != tt.want || next != tt.next {
			t.Errorf("nextCursor(%q, %q) = %q, %v, want %v", tt.cursor, tt.next, next, got, tt.want)
		}
	}
}

func TestKeyIsNeverShown(t *testing.T) {
	echo := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		fmt.Fprintf(w, `{"weight":%q}`, key)
	})
	refuse := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		w.WriteHeader(401)
		fmt.Fprintf(w, `{"code":"bad %s","message":"no key %s"}`, key, key)
	})
	page := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		w.WriteHeader(500)
		fmt.Fprint(w, "<html>", key)
	})
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c := echo.client(t, WithLogger(logger))
	shown := []any{c, *c, c.Parcels, *c.Parcels, c.Key(), WithKey(testKey), c.core.settings.keys[0]}
	for _, s := range []*server{echo, refuse, page} {
		_, err := s.client(t, WithLogger(logger)).Parcels.Retrieve(context.Background(), "prcl_test_1")
		if err == nil {
			t.Fatal("no error")
		}
		shown = append(shown, err)
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	_, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithBaseURL(gone.URL))
	_, bad := NewClient(testKey + "\n")
	shown = append(shown, err, bad)
	encoded := "c2tleV90ZXN0X2FiYzEyMzo" // of the key and a colon
	for _, v := range shown {
		var out bytes.Buffer
		fmt.Fprintf(&out, "%v %+v %#v %s %q", v, v, v, v, v)
		json.NewEncoder(&out).Encode(v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		if e, ok := v.(error); ok {
			out.WriteString(e.Error())
		}
		if text := out.String(); strings.Contains(text, testKey) || strings.Contains(text, encoded) {
			t.Errorf("%T shows the key: %s", v, text)
		}
		if !isAnswer(v) && reaches(reflect.ValueOf(v), map[uintptr]bool{}) {
			t.Errorf("a printer that follows pointers finds the key in %T", v)
		}
	}
	if text := log.String(); strings.Contains(text, testKey) || strings.Contains(text, encoded) || !strings.Contains(text, `"op":"parcel.retrieve"`) {
		t.Errorf("log: %s", text)
	}
}

// isAnswer reports whether v carries a body, which is kept as it was received.
func isAnswer(v any) bool {
	switch v.(type) {
	case *Error, *CallError:
		return true
	}
	return false
}

// reaches reports whether the key stands in anything that can be reached from v.
func reaches(v reflect.Value, seen map[uintptr]bool) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.Contains(v.String(), testKey)
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return false
		}
		seen[v.Pointer()] = true
		return reaches(v.Elem(), seen)
	case reflect.Interface:
		return !v.IsNil() && reaches(v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			if reaches(v.Field(i), seen) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if reaches(v.Index(i), seen) {
				return true
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if reaches(k, seen) || reaches(v.MapIndex(k), seen) {
				return true
			}
		}
	}
	return false
}

func TestConnectionsAreReused(t *testing.T) {
	answers := []http.HandlerFunc{reply(200, `{"id":"x"}`), reply(500, strings.Repeat("x", 50000)), reply(200, "no JSON"), reply(200, strings.Repeat("y", 50000))}
	var n, dials atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answers[n.Add(1)%int64(len(answers))](w, r) }))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			dials.Add(1)
		}
	}
	s.Start()
	defer s.Close()
	c, err := NewClient(testKey, WithBaseURL(s.URL), WithMaxBody(1000), WithRetryPolicy(RetryPolicy{Attempts: 1}))
	if err != nil {
		t.Fatal(err)
	}
	for range 12 {
		c.Parcels.Retrieve(context.Background(), "prcl_test_1")
	}
	if dials.Load() != 1 {
		t.Errorf("%d connections for 12 calls one after the other, want 1", dials.Load())
	}
	var wg sync.WaitGroup
	for range 16 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1}, WithHeader("X-A", "b"))
			}
		}()
	}
	wg.Wait()
	if dials.Load() > 49 { // a dial that a returned connection overtakes is kept for later; 321 would be one for each call
		t.Errorf("%d connections for 16 goroutines", dials.Load())
	}
	c.Close()
}

func TestGetAllocations(t *testing.T) {
	s := httptest.NewServer(reply(200, parcelText))
	defer s.Close()
	c, err := NewClient(testKey, WithBaseURL(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	n := testing.AllocsPerRun(200, func() {
		if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil {
			t.Fatal(err)
		}
	})
	if n > 110 {
		t.Errorf("%v allocations for a call over loopback, the server's included, want at most 110", n)
	}
}

package client

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
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

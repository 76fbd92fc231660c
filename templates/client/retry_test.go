package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestReadingIsRetried(t *testing.T) {
	tests := []struct {
		name string
		step step
		want int // attempts until the answer, or for good
	}{
		{"429", says(429, ""), 3}, {"500", says(500, ""), 3}, {"502", says(502, ""), 3}, {"503", says(503, ""), 3}, {"504", says(504, ""), 3},
		{"lost", lost, 3}, {"not sent", notSent, 3}, {"half read", halfRead, 3},
		{"400", says(400, ""), 1}, {"404", says(404, ""), 1}, {"422", says(422, ""), 1}, {"501", says(501, ""), 1}, {"302", says(302, ""), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r Response
			c, s, clock := scripted(t, []step{tt.step, tt.step, says(200, openParcel)})
			p, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithResponse(&r))
			if (err == nil) != (tt.want == 3) || len(s.sent) != tt.want || r.Attempts != tt.want {
				t.Fatalf("Retrieve = %v, %v after %d attempts (%d told), want %d", p, err, len(s.sent), r.Attempts, tt.want)
			}
			if want := []time.Duration{500 * time.Millisecond, time.Second}; tt.want == 3 && !slices.Equal(clock.slept, want) {
				t.Errorf("waited %v, want %v", clock.slept, want)
			}
		})
	}
}

func TestCreatingIsSentOnce(t *testing.T) {
	tests := []struct {
		name  string
		steps []step
		opts  []Option
		want  int
		ok    bool
	}{
		{"lost", []step{lost}, nil, 1, false},
		{"500", []step{says(500, "")}, nil, 1, false},
		{"429", []step{says(429, "")}, nil, 1, false},
		{"half read", []step{halfRead}, nil, 1, false},
		{"own key, not trusted", []step{lost}, []Option{WithIdempotencyKey("k")}, 1, false},
		{"not sent", []step{notSent, notSent, says(200, openParcel)}, nil, 3, true},
		{"not sent, then lost", []step{notSent, lost, says(200, openParcel)}, nil, 2, false},
		{"trusted", []step{lost, says(502, ""), says(200, openParcel)}, []Option{WithTrustedIdempotency()}, 3, true},
		{"trusted, own key", []step{lost, says(200, openParcel)}, []Option{WithTrustedIdempotency(), WithIdempotencyKey("k")}, 2, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, s, _ := scripted(t, tt.steps, tt.opts...)
			_, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 7})
			if (err == nil) != tt.ok || len(s.sent) != tt.want {
				t.Fatalf("Create = %v after %d attempts, want %d, ok = %v", err, len(s.sent), tt.want, tt.ok)
			}
			for i := range s.sent {
				if s.sent[i] != "POST /parcels weight=7" || s.keys[i] != s.keys[0] {
					t.Errorf("attempt %d sent %q with key %q, the first %q", i+1, s.sent[i], s.keys[i], s.keys[0])
				}
			}
			if strings.HasPrefix(tt.name, "trusted") != (s.keys[0] != "" && tt.ok) {
				t.Errorf("key = %q", s.keys[0])
			}
		})
	}
	c, s, _ := scripted(t, []step{says(200, openParcel)}, WithTrustedIdempotency())
	for range 2 {
		if _, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 7}); err != nil {
			t.Fatal(err)
		}
	}
	if s.keys[0] == s.keys[1] || len(s.keys[0]) != 32 {
		t.Errorf("two calls had the keys %q and %q", s.keys[0], s.keys[1])
	}
	c, s, _ = scripted(t, []step{lost}, WithTrustedIdempotency())
	if err := c.Do(context.Background(), "PATCH", "/x", nil, nil); err == nil || len(s.sent) != 1 {
		t.Errorf("Do = %v after %d attempts where keys are not heeded, want 1", err, len(s.sent))
	}
}

func TestAnEarlierAttemptKeepsTheOutcomeUnknown(t *testing.T) {
	c, s, _ := scripted(t, []step{lost, notSent}, WithTrustedIdempotency())
	_, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1})
	var e *CallError
	if !errors.As(err, &e) || e.Outcome != OutcomeUnknown || len(s.sent) != 3 {
		t.Errorf("Create = %v after %d attempts, want an unknown outcome after 3", err, len(s.sent))
	}
}

func TestRetryAfter(t *testing.T) {
	date := newManual().now.Add(7 * time.Second).Format(http.TimeFormat)
	for header, want := range map[string]time.Duration{
		"3": 3 * time.Second, "0": 0, "-4": 0, "3600": 10 * time.Second, date: 7 * time.Second, "soon": 500 * time.Millisecond, "": 500 * time.Millisecond,
		newManual().now.Add(-time.Hour).Format(http.TimeFormat): 0,
	} {
		c, _, clock := scripted(t, []step{says(429, "", "Retry-After", header), says(200, openParcel)})
		if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(clock.slept, []time.Duration{want}) {
			t.Errorf("Retry-After %q: waited %v, want %v", header, clock.slept, want)
		}
	}
}

func TestWaits(t *testing.T) {
	c, s, clock := scripted(t, []step{lost}, WithRetryPolicy(RetryPolicy{Attempts: 6, Wait: time.Second, MaxWait: 5 * time.Second}), WithRandom(func() float64 { return 0.5 }))
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err == nil || len(s.sent) != 6 {
		t.Errorf("Retrieve = %v after %d attempts", err, len(s.sent))
	}
	want := []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 2500 * time.Millisecond, 2500 * time.Millisecond}
	if !slices.Equal(clock.slept, want) {
		t.Errorf("waited %v, want %v", clock.slept, want)
	}
}

func TestWaitsEndWithTheCall(t *testing.T) {
	c, s, clock := scripted(t, []step{lost}, WithTimeout(1200*time.Millisecond))
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err == nil || len(s.sent) != 2 || len(clock.slept) != 1 {
		t.Errorf("Retrieve = %v after %d attempts and %v, want 2: the second wait would outlast the call", err, len(s.sent), clock.slept)
	}
	ctx, cancel := context.WithCancel(context.Background())
	c, s, _ = scripted(t, []step{func(r *http.Request) (*http.Response, error) { cancel(); return lost(r) }})
	_, err := c.Parcels.Retrieve(ctx, "prcl_test_1")
	if !errors.Is(err, context.Canceled) || len(s.sent) != 1 {
		t.Errorf("Retrieve = %v after %d attempts, want 1 and the context's error", err, len(s.sent))
	}
	server := serve(t, reply(503, ""))
	ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err = server.client(t, WithRetryPolicy(RetryPolicy{Attempts: 5, Wait: time.Hour, MaxWait: time.Hour})).Parcels.Retrieve(ctx, "prcl_test_1")
	if err == nil || time.Since(start) > 5*time.Second {
		t.Errorf("Retrieve = %v after %v", err, time.Since(start))
	}
}

func TestAttemptTimeout(t *testing.T) {
	var n atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			<-r.Context().Done()
			return
		}
		reply(200, openParcel)(w, r)
	})
	c := s.client(t, WithRetryPolicy(RetryPolicy{Attempts: 9}), WithAttemptTimeout(100*time.Millisecond))
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil || s.count() < 2 {
		t.Errorf("Retrieve = %v after %d attempts, want one after the first to succeed", err, s.count())
	}
}

func TestBudgetDampsStorms(t *testing.T) {
	c, s, _ := scripted(t, []step{says(503, "")})
	for range 100 {
		c.Parcels.Retrieve(context.Background(), "prcl_test_1")
	}
	if len(s.sent) != 200 {
		t.Errorf("%d requests for 100 calls that fail, want 100 retries in all", len(s.sent))
	}
	s.steps = []step{says(200, openParcel)}
	for range 40 {
		c.Parcels.Retrieve(context.Background(), "prcl_test_1")
	}
	s.sent, s.steps = nil, []step{says(503, "")}
	for range 100 {
		c.Parcels.Retrieve(context.Background(), "prcl_test_1")
	}
	if len(s.sent) != 108 {
		t.Errorf("%d requests, want 8 retries for 40 successes", len(s.sent))
	}
	c.core.budget.spent.Store(budgetSize - costOfRetry)
	for range 100 { // what a retry costs comes back when the call succeeds
		s.sent, s.steps = nil, []step{says(503, ""), says(200, openParcel)}
		if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.core.budget.spent.Load(); got != budgetSize-costOfRetry {
		t.Errorf("spent %d after calls that succeeded, want %d", got, budgetSize-costOfRetry)
	}
}

func TestHooks(t *testing.T) {
	type key struct{}
	var told []string
	hooks := Hooks{
		Begin: func(ctx context.Context, a Attempt) context.Context {
			told = append(told, fmt.Sprintf("begin %s %s %s %d", a.Op, a.Method, a.Route, a.Number))
			return context.WithValue(ctx, key{}, a.Number)
		},
		End: func(ctx context.Context, a Attempt) {
			told = append(told, fmt.Sprintf("end %v %d %s %s %v %v", ctx.Value(key{}), a.Status, string(a.Code()), a.RequestID, a.Took, a.Err != nil))
		},
	}
	c, _, _ := scripted(t, []step{says(503, refusedBody, "X-Request-Id", "r1"), says(200, openParcel)}, WithHooks(Hooks{}), WithHooks(hooks))
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"begin parcel.retrieve GET /parcels/{id} 1", "end 1 503 already_closed r1 0s true",
		"begin parcel.retrieve GET /parcels/{id} 2", "end 2 200   0s false",
	}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

func TestRetryOptionsAreRefused(t *testing.T) {
	for name, opt := range map[string]Option{
		"no attempt": WithRetryPolicy(RetryPolicy{}), "negative wait": WithRetryPolicy(RetryPolicy{Attempts: 1, Wait: -1}), "negative timeout": WithAttemptTimeout(-1),
		"no clock": WithClock(nil), "no random": WithRandom(nil),
	} {
		if _, err := NewClient(testKey, opt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// net/http repeats requests that carry an idempotency key when a used connection breaks. Ours must not be.
func TestNetHTTPRepeatsNothing(t *testing.T) {
	var n atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			reply(200, openParcel)(w, r)
			return
		}
		panic(http.ErrAbortHandler)
	})
	calls := map[string]func(c *Client) error{
		"with a body": func(c *Client) error {
			_, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1}, WithIdempotencyKey("k"))
			return err
		},
		"without a body": func(c *Client) error {
			return c.Do(context.Background(), "POST", "/x", nil, nil, WithHeader("X-Idempotency-Key", "k"))
		},
	}
	for name, call := range calls {
		n.Store(0)
		c := s.client(t)
		if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil {
			t.Fatal(err)
		}
		before := s.count()
		if err := call(c); err == nil || s.count() != before+1 {
			t.Errorf("%s: %v, sent %d times, want once", name, err, s.count()-before)
		}
		if got := s.last(t); got.method != "POST" || got.header.Get("Transfer-Encoding") != "" {
			t.Errorf("%s: sent %+v", name, got)
		}
	}
}

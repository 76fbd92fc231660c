package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// around makes a middleware that notes when it begins and ends.
func around(name string, told *[]string) Middleware {
	return func(ctx context.Context, a *Attempt, next func(context.Context) error) error {
		*told = append(*told, name+" before "+a.Op)
		err := next(ctx)
		*told = append(*told, name+" after "+http.StatusText(a.Status))
		return err
	}
}

func TestMiddlewareOrder(t *testing.T) {
	var told []string
	c, _, _ := scripted(t, []step{says(200, openParcel)}, WithMiddleware(around("outer", &told), nil))
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithMiddleware(around("inner", &told))); err != nil {
		t.Fatal(err)
	}
	want := []string{"outer before parcel.retrieve", "inner before parcel.retrieve", "inner after OK", "outer after OK"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

// A middleware sees each attempt and its decoded error; its headers are sent, and neither the key nor anything that takes
// its place goes through its hands.
func TestMiddlewareSees(t *testing.T) {
	var sent []http.Header
	note := func(s step) step {
		return func(r *http.Request) (*http.Response, error) {
			sent = append(sent, r.Header.Clone())
			return s(r)
		}
	}
	var told []string
	m := func(ctx context.Context, a *Attempt, next func(context.Context) error) error {
		if a.Header.Get("Authorization") != "" || a.Header.Get("User-Agent") == "" {
			t.Errorf("the headers are %v, want all but the key", a.Header)
		}
		a.Header.Set("X-Trace", a.Route)
		a.Header.Set("Authorization", "Basic other")
		a.Header["Accept"][0] = "text/html"
		err := next(ctx)
		var refusal *Error
		if errors.As(err, &refusal) {
			told = append(told, string(refusal.Code)+" "+string(a.Class()))
		}
		return err
	}
	c, _, _ := scripted(t, []step{note(says(503, refusedBody)), note(says(200, openParcel))}, WithMiddleware(m))
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil {
		t.Fatal(err)
	}
	if want := []string{"already_closed no_action_needed"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	for _, h := range sent {
		if user, _, _ := (&http.Request{Header: h}).BasicAuth(); user != testKey || h.Get("X-Trace") != "/parcels/{id}" {
			t.Errorf("sent %v, want the key and the trace", h)
		}
	}
	if acceptJSON[0] != "application/json" {
		t.Error("a middleware has changed the headers of all requests")
	}
}

func TestMiddlewareErrors(t *testing.T) {
	no := errors.New("no")
	tests := []struct {
		name  string
		m     Middleware
		steps []step
		want  string // parts of the error, parted by |
		sent  int
	}{
		{"refuses", func(context.Context, *Attempt, func(context.Context) error) error { return no }, []step{says(200, openParcel)}, "not sent: no", 0},
		{"forgets", func(context.Context, *Attempt, func(context.Context) error) error { return nil }, []step{says(200, openParcel)}, "sent nothing", 0},
		{"twice", func(ctx context.Context, _ *Attempt, next func(context.Context) error) error {
			_ = next(ctx)
			return next(ctx)
		}, []step{says(200, openParcel)}, "twice", 1},
		{"swallows", func(ctx context.Context, _ *Attempt, next func(context.Context) error) error {
			_ = next(ctx)
			return nil
		}, []step{says(404, refusedBody)}, "404 already_closed", 1},
		{"replaces", func(ctx context.Context, _ *Attempt, next func(context.Context) error) error {
			_ = next(ctx)
			return no
		}, []step{says(503, refusedBody)}, "no (|503 already_closed", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, s, _ := scripted(t, tt.steps, WithMiddleware(tt.m))
			_, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1")
			if err == nil || len(s.sent) != tt.sent {
				t.Fatalf("Retrieve = %v after %d requests, want an error after %d", err, len(s.sent), tt.sent)
			}
			wantText(t, err.Error(), strings.Split(tt.want, "|")...)
		})
	}
}

// An idempotency key that a middleware adds does not make net/http send the request twice on its own.
func TestMiddlewareKeyIsNotRepeated(t *testing.T) {
	m := func(ctx context.Context, a *Attempt, next func(context.Context) error) error {
		a.Header.Set("Idempotency-Key", "k")
		return next(ctx)
	}
	var repeatable bool
	c, _, _ := scripted(t, []step{func(r *http.Request) (*http.Response, error) {
		repeatable = r.GetBody != nil
		return says(200, openParcel)(r)
	}}, WithMiddleware(m))
	if _, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1}); err != nil || repeatable {
		t.Errorf("Create = %v; body can be had again: %v", err, repeatable)
	}
}

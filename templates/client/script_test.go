package client

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// manual is a clock that stands still but for sleeping, which takes no time.
type manual struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newManual() *manual { return &manual{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)} }

func (m *manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

func (m *manual) Sleep(ctx context.Context, d time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
	m.slept = append(m.slept, d)
	return ctx.Err()
}

// step is what the network does with one request.
type step func(*http.Request) (*http.Response, error)

// script is a transport that follows steps; the last one is repeated. It notes what was sent.
type script struct {
	steps []step
	sent  []string
	keys  []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	body := []byte{}
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	next := s.steps[min(len(s.sent), len(s.steps)-1)]
	s.sent = append(s.sent, strings.TrimSpace(r.Method+" "+r.URL.Path+" "+string(body)))
	s.keys = append(s.keys, r.Header.Get("Idempotency-Key"))
	return next(r)
}

func says(status int, body string, header ...string) step {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: r}, nil
	}
}

func lost(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }
func notSent(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Err: errors.New("refused")}
}
func halfRead(r *http.Request) (*http.Response, error) {
	res, _ := says(200, "")(r)
	res.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"id":`), broken{}))
	return res, nil
}

// broken is a body that breaks off.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// scripted makes a client over a script, with a clock that does not wait and the longest waits.
func scripted(t *testing.T, steps []step, opts ...Option) (*Client, *script, *manual) {
	t.Helper()
	s, clock := &script{steps: steps}, newManual()
	all := []Option{WithHTTPClient(&http.Client{Transport: s}), WithClock(clock), WithRandom(func() float64 { return 1 })}
	c, err := NewClient(testKey, append(all, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c, s, clock
}

const (
	openParcel   = `{"id":"prcl_test_1","status":"open"}`
	closedParcel = `{"id":"prcl_test_1","status":"closed"}`
)

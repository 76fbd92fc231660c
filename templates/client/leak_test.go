package client

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections never leave the process.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes"} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// After Close, and after calls that were cancelled in the middle, no goroutine is left: the bubble would not end with one.
func TestNoGoroutineIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		line := newPipes()
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/parcels/slow" {
				select {
				case <-time.After(time.Hour):
				case <-r.Context().Done():
				}
			}
			reply(200, openParcel)(w, r)
		})}
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = server.Serve(line)
		}()
		c, err := NewClient(testKey, WithBaseURL("http://localhost"), WithHooks(Hooks{}))
		if err != nil {
			t.Fatal(err)
		}
		c.core.own.Proxy, c.core.own.DialContext = nil, line.dial
		for range 3 {
			if _, err := c.Parcels.Retrieve(t.Context(), "prcl_test_1"); err != nil {
				t.Error(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		if _, err := c.Parcels.Retrieve(ctx, "slow"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a call that takes too long: %v", err)
		}
		cancel()
		if _, err := c.Parcels.Retrieve(t.Context(), "slow", WithAttemptTimeout(time.Second)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("attempts that take too long: %v", err)
		}
		c.Close()
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
}

package lifecycle

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// parcel is an object to wait for.
type parcel struct{ steps int }

// reads gives the answers of one call after the other, the last of them again and again.
func reads(answers ...any) func() (*parcel, error) {
	n := 0
	return func() (*parcel, error) {
		a := answers[min(n, len(answers)-1)]
		n++
		if err, ok := a.(error); ok {
			return nil, err
		}
		return &parcel{steps: n}, nil
	}
}

// timer is a clock that counts what it was asked to wait.
type timer struct{ waited time.Duration }

func (c *timer) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		c.waited += d
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func client() *core { return &core{settings{clock: new(timer)}} }

func never(*parcel) (bool, error) { return false, nil }

func TestWaitUntil(t *testing.T) {
	busy := &Error{Kind: WaitAndRetry}
	patient := &Error{Kind: WaitAndRetry, Header: http.Header{"Retry-After": {"20"}}}
	endless := &Error{Kind: WaitAndRetry, Header: http.Header{"Retry-After": {"999999999999"}}}
	wrong := &Error{Kind: "fix_request"}
	lost := &CallError{Err: io.ErrUnexpectedEOF}
	tooLate := errors.New("too late")
	after := func(n int) func(*parcel) (bool, error) {
		return func(p *parcel) (bool, error) { return p.steps >= n, nil }
	}
	tests := []struct {
		name  string
		read  func() (*parcel, error)
		cond  func(*parcel) (bool, error)
		steps int           // of the object that is returned; 0 for none
		err   error         // that errors.Is finds
		took  time.Duration // on the clock
	}{
		{"at once", reads(1), after(1), 1, nil, 0},
		{"the third look", reads(1), after(3), 3, nil, 1250 * time.Millisecond},
		{"a condition that gives up", reads(1), func(p *parcel) (bool, error) { return false, tooLate }, 1, tooLate, 0},
		{"a condition that gives up later", reads(1), func(p *parcel) (bool, error) {
			if p.steps == 2 {
				return true, tooLate
			}
			return false, nil
		}, 2, tooLate, 500 * time.Millisecond},
		{"a refusal", reads(wrong), after(1), 0, wrong, 0},
		{"a refusal after an answer", reads(1, wrong), after(9), 1, wrong, 500 * time.Millisecond},
		{"no answer, then one", reads(lost, busy, 1), after(1), 3, nil, 1250 * time.Millisecond},
		{"a refusal that asks for patience", reads(patient, 1), after(1), 2, nil, 20 * time.Second},
		{"a refusal that asks for too much", reads(endless, 1), after(1), 2, nil, time.Minute},
		{"no answer again and again", reads(1, lost), never, 1, io.ErrUnexpectedEOF, 10390625 * time.Microsecond},
		{"the context ends", reads(1), never, 15, context.DeadlineExceeded, 90 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
				defer cancel()
				start := time.Now()
				got, err := waitUntil(ctx, client(), nil, tt.read, tt.cond)
				steps := 0
				if got != nil {
					steps = got.steps
				}
				if steps != tt.steps || !errors.Is(err, tt.err) {
					t.Errorf("waitUntil = step %d, %v, want step %d, %v", steps, err, tt.steps, tt.err)
				}
				if took := time.Since(start); took != tt.took {
					t.Errorf("waitUntil took %v, want %v", took, tt.took)
				}
			})
		})
	}
}

// A context that ends with a reason of its own gives that reason; one that is over is not waited for at all.
func TestWaitUntilCancelled(t *testing.T) {
	closed := errors.New("the shop is closed")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(closed)
	if _, err := waitUntil(ctx, client(), nil, reads(1), never); !errors.Is(err, closed) {
		t.Errorf("waitUntil = %v, want %v", err, closed)
	}
	lost := &CallError{Err: context.Canceled}
	if _, err := waitUntil(ctx, client(), nil, reads(lost), never); !errors.Is(err, context.Canceled) {
		t.Errorf("waitUntil = %v, want %v", err, context.Canceled)
	}
	if _, err := waitUntil[parcel](t.Context(), client(), nil, reads(1), nil); err == nil {
		t.Error("waitUntil without a condition = nil, want an error")
	}
}

// The options of a call are heeded: a clock of its own, and a refusal before anything is read.
func TestWaitUntilOptions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		own := new(timer)
		set := func(s *settings) error {
			s.clock = own
			return nil
		}
		if _, err := waitUntil(t.Context(), client(), []Option{set}, reads(io.EOF), never); !errors.Is(err, io.EOF) {
			t.Errorf("waitUntil = %v, want %v", err, io.EOF)
		}
		second := func(p *parcel) (bool, error) { return p.steps == 2, nil }
		if _, err := waitUntil(t.Context(), client(), []Option{set}, reads(1), second); err != nil || own.waited != firstPause {
			t.Errorf("waitUntil = %v after %v, want nil after %v by the clock of the call", err, own.waited, firstPause)
		}
		refuse := func(*settings) error { return io.ErrShortWrite }
		if _, err := waitUntil(t.Context(), client(), []Option{refuse}, reads(1), never); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("waitUntil = %v, want %v", err, io.ErrShortWrite)
		}
	})
}

func TestUnreachableError(t *testing.T) {
	tests := []struct {
		goals []string
		want  string
	}{
		{[]string{"open", "sent"}, "parcels: parcel p1 is lost and will not come to be open or sent"},
		{nil, "parcels: parcel p1 is lost and will not come to be no state at all"},
	}
	for _, tt := range tests {
		e := &UnreachableError{Object: "parcel", ID: "p1", State: "lost", Goals: tt.goals}
		if got := e.Error(); got != tt.want {
			t.Errorf("Error() = %q, want %q", got, tt.want)
		}
	}
}

package x_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"example.com/x/go/lending"
	"example.com/x/go/lendingmock"
)

// losing is a network that loses a third of the requests that take something away: before they had their effect, after
// it, or so that they arrive when their sender has given up on them.
type losing struct {
	mock   http.RoundTripper
	chance *rand.Rand
	late   []*http.Request
}

func (l *losing) RoundTrip(r *http.Request) (*http.Response, error) {
	if len(l.late) > 0 && l.chance.IntN(3) == 0 {
		l.deliver(l.late[0])
		l.late = l.late[1:]
	}
	if r.Method != http.MethodDelete {
		return l.mock.RoundTrip(r)
	}
	switch l.chance.IntN(9) {
	case 0:
		return nil, io.ErrUnexpectedEOF
	case 1:
		l.deliver(r)
		return nil, io.ErrUnexpectedEOF
	case 2:
		l.late = append(l.late, r.Clone(context.Background()))
		return nil, io.ErrUnexpectedEOF
	}
	return l.mock.RoundTrip(r)
}

func (l *losing) deliver(r *http.Request) {
	if res, err := l.mock.RoundTrip(r); err == nil {
		_ = res.Body.Close()
	}
}

// instant is a clock that does not wait.
type instant struct{}

func (instant) Now() time.Time                                   { return time.Now() }
func (instant) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// A book that was there is never said to be unknown when it is discarded: it is gone, or nobody knows yet.
func TestDiscardedOverABadNetwork(t *testing.T) {
	const books, mostUnknown = 500, 10
	ctx, mock := t.Context(), lendingmock.New(t)
	network := &losing{mock: mock.HTTPClient().Transport, chance: rand.New(rand.NewPCG(1, 0))}
	client, err := mock.ClientFor(lendingmock.Key, lending.WithHTTPClient(&http.Client{Transport: network}), lending.WithClock(instant{}))
	if err != nil {
		t.Fatal(err)
	}
	unknown, readBack := 0, 0
	for range books {
		book, err := mock.Client().Books.Create(ctx, lending.BookCreateParams{Title: "The Waves"})
		if err != nil {
			t.Fatal(err)
		}
		var told lending.Response
		var lost *lending.CallError
		err = client.Books.Discard(ctx, book.ID, lending.BookDiscardParams{}, lending.WithResponse(&told))
		switch _, truth := mock.Client().Books.Retrieve(ctx, book.ID); {
		case errors.As(err, &lost) && lost.Outcome == lending.OutcomeUnknown:
			unknown++
		case err != nil:
			t.Errorf("discarding %s ends in %v", book.ID, err)
		case !errors.Is(truth, lending.ErrUnknownID):
			t.Errorf("%s is said to be discarded, and reading it ends in %v", book.ID, truth)
		case told.ReadBack:
			readBack++
		}
	}
	if unknown > mostUnknown || readBack == 0 {
		t.Errorf("of %d books %d may or may not be there, want at most %d; %d were seen to be gone, want some", books, unknown, mostUnknown, readBack)
	}
}

// Package shapes calls clients of APIs that page, authenticate and answer in different ways.
package shapes

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	bearer "example.com/made/bearer/books"
	cursor "example.com/made/cursor/rooms"
	gone "example.com/made/gone/shelf"
	header "example.com/made/header/books"
	number "example.com/made/number/rooms"
	open "example.com/made/open/books"
	states "example.com/made/states/tickets"
)

// serve starts a server and notes the requests it gets.
func serve(t *testing.T, answer http.HandlerFunc) (string, *[]*http.Request) {
	t.Helper()
	var seen []*http.Request
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, &seen
}

func uris(seen []*http.Request) string {
	var all []string
	for _, r := range seen {
		all = append(all, r.URL.RequestURI())
	}
	return strings.Join(all, " ")
}

func TestCursor(t *testing.T) {
	next := map[string]string{"": `"b"`, "b": `"c&d"`, "c&d": "null"}
	url, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		at := r.URL.Query().Get("after")
		fmt.Fprintf(w, `{"items":[{"id":"room of %s","beds":1}],"next_after":%s}`, at, next[at])
	})
	c, err := cursor.NewClient(cursor.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	list := c.Rooms.List(context.Background(), cursor.RoomListParams{Size: cursor.Some(int64(1))})
	for range 2 {
		*seen = nil
		var ids []string
		for room, err := range list {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, room.ID)
		}
		if got := strings.Join(ids, ", "); got != "room of , room of b, room of c&d" {
			t.Errorf("records = %s", got)
		}
		if got := uris(*seen); got != "/rooms?size=1 /rooms?size=1&after=b /rooms?size=1&after=c%26d" {
			t.Errorf("requests = %s", got)
		}
	}
}

func TestNumber(t *testing.T) {
	url, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		page := r.URL.Query().Get("page")
		fmt.Fprintf(w, `{"data":[{"id":"room %s"}],"has_more":%v}`, page, page != "3")
	})
	c, err := number.NewClient(number.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range c.Rooms.List(context.Background(), number.RoomListParams{Page: number.Some(int64(2))}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if got := uris(*seen); n != 2 || got != "/rooms?page=2 /rooms?page=3" {
		t.Errorf("%d records, requests = %s", n, got)
	}
}

func TestKeyInHeader(t *testing.T) {
	url, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request", "r7")
		if r.Method == "POST" {
			w.WriteHeader(400)
			io.WriteString(w, `{"code":"torn","message":"no"}`)
			return
		}
		io.WriteString(w, `{"id":"1"}`)
	})
	c, err := header.NewClient("Badge abcd1234", header.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Books.Retrieve(context.Background(), "1"); err != nil {
		t.Fatal(err)
	}
	got := (*seen)[0].Header
	if got.Get("X-Library-Key") != "Badge abcd1234" || got.Get("Authorization") != "" || got.Get("X-Library-Version") != "2026-01-01" {
		t.Errorf("headers = %v", got)
	}
	_, err = c.Books.Close(context.Background(), "1", header.WithIdempotencyKey("once"))
	var refusal *header.Error
	if !errors.As(err, &refusal) || refusal.Code != "torn" || refusal.RequestID != "r7" || (*seen)[1].Header.Get("X-Once") != "once" {
		t.Errorf("Close = %v, sent %v", err, (*seen)[1].Header)
	}
	if _, err := header.NewClient("Badge abcd1234", header.WithHeader("x-library-key", "other")); err == nil {
		t.Error("the header of the key can be set")
	}
}

func TestBearer(t *testing.T) {
	url, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/ping" {
			w.WriteHeader(204)
			return
		}
		io.WriteString(w, `{"id":"1"}`)
	})
	c, err := bearer.NewClient("abcd1234", bearer.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Books.Retrieve(context.Background(), "1"); err != nil {
		t.Fatal(err)
	}
	if err := c.Books.Ping(context.Background()); err != nil {
		t.Fatal(err)
	}
	if a, b := (*seen)[0].Header.Get("Authorization"), (*seen)[1].Header.Get("Authorization"); a != "Bearer abcd1234" || b != "" {
		t.Errorf("sent %q, and %q where no key is needed", a, b)
	}
	if _, err := bearer.NewClient("short"); !errors.Is(err, bearer.OtherCredentials) {
		t.Errorf("NewClient with a key of no kind = %v, want a refusal", err)
	}
}

func TestNoKey(t *testing.T) {
	url, seen := serve(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"id":"1"}`) })
	c, err := open.NewClient(open.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	if m, err := c.Maps.Retrieve(context.Background(), "1"); err != nil || m.ID != "1" {
		t.Errorf("Retrieve = %v, %v", m, err)
	}
	if a := (*seen)[0].Header.Get("Authorization"); a != "" || c.Key() != (open.KeyInfo{}) {
		t.Errorf("sent %q, key %v", a, c.Key())
	}
	if _, err := open.NewClient(open.WithHeader("", "x")); err == nil {
		t.Error("a header without a name can be set")
	}
}

// The answer to the first request is lost. What is sent next depends on what the operation does.
func TestLostAnswers(t *testing.T) {
	open := true
	url, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == "POST" && strings.HasSuffix(r.URL.Path, "/reopen") || r.Method == "POST" && r.URL.Path == "/tickets":
			panic(http.ErrAbortHandler)
		case r.Method == "POST":
			w.WriteHeader(409)
			io.WriteString(w, `{"code":"already_closed","message":"no"}`)
		default:
			fmt.Fprintf(w, `{"id":"1","title":"t","open":%v,"urgent":false,"closed_at":null,"opened_at":"2026-01-02T03:04:05Z"}`, open)
		}
	})
	c, err := states.NewClient(states.WithBaseURL(url), states.WithRetryPolicy(states.RetryPolicy{Attempts: 2}))
	if err != nil {
		t.Fatal(err)
	}
	var r states.Response
	ticket, err := c.Tickets.Reopen(context.Background(), "1", states.WithResponse(&r))
	if err != nil || !ticket.Open || !r.ReadBack || len(*seen) != 2 {
		t.Errorf("Reopen = %v, %v, read back %v, sent %s", ticket, err, r.ReadBack, uris(*seen))
	}
	open, *seen = false, nil
	_, err = c.Tickets.Reopen(context.Background(), "1")
	var lost *states.CallError
	if !errors.As(err, &lost) || lost.Outcome != states.OutcomeUnknown || uris(*seen) != "/tickets/1/reopen /tickets/1 /tickets/1/reopen /tickets/1" {
		t.Errorf("Reopen = %v, sent %s", err, uris(*seen))
	}
	*seen = nil
	_, err = c.Tickets.Create(context.Background(), states.TicketCreateParams{Title: "t"})
	if !errors.As(err, &lost) || lost.Outcome != states.OutcomeUnknown || len(*seen) != 1 {
		t.Errorf("Create = %v, sent %s", err, uris(*seen))
	}
	*seen = nil
	open = true
	if ticket, err := c.Tickets.EnsureReopened(context.Background(), "1"); err != nil || !ticket.Open || uris(*seen) != "/tickets/1" {
		t.Errorf("EnsureReopened = %v, %v, sent %s", ticket, err, uris(*seen))
	}
	*seen = nil
	if _, err = c.Tickets.Close(context.Background(), "1"); !errors.Is(err, states.ErrAlreadyClosed) || len(*seen) != 1 {
		t.Errorf("Close = %v, sent %s", err, uris(*seen))
	}
}

// network answers requests one after the other; what is empty is a connection that breaks.
type network struct{ answers, sent []string }

func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	n.sent = append(n.sent, r.Method+" "+strings.TrimPrefix(r.URL.Path, "/v1"))
	status, body, _ := strings.Cut(n.answers[min(len(n.sent), len(n.answers))-1], " ")
	if status == "" {
		return nil, io.ErrUnexpectedEOF
	}
	code, err := strconv.Atoi(status)
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, err
}

// now is a clock that does not wait.
type now struct{}

func (now) Now() time.Time                                   { return time.Now() }
func (now) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// Where the answer is lost, what was taken away is looked for in the way that the spec has.
func TestDeletes(t *testing.T) {
	const absent = `404 {"code":"not_found","message":"no"}`
	ctx := context.Background()
	book := func(c *gone.Client) error { return c.Books.Delete(ctx, "1") }
	leaf := func(c *gone.Client) error { return c.Leafs.Tear(ctx, "1", "2") }
	parcel := func(c *gone.Client) error { return c.Parcels.ThrowAway(ctx, "1") }
	ticket := func(c *gone.Client) error {
		stub, err := c.Tickets.Cancel(ctx, "1")
		if err == nil && (stub.ID != "1" || stub.Kind != "ticket" || !stub.Deleted || stub.Seat.IsSet()) {
			return fmt.Errorf("left is %+v", stub)
		}
		return err
	}
	tests := []struct {
		name    string
		call    func(*gone.Client) error
		answers []string
		want    string // what was sent
		ok      bool
	}{
		{"reading is refused", book, []string{"", absent}, "DELETE /books/1, GET /books/1", true},
		{"what is read says so", book, []string{"", `200 {"id":"1","deleted":true}`}, "DELETE /books/1, GET /books/1", true},
		{"what is read says nothing", book, []string{"", `200 {"id":"1","deleted":null}`, "204"}, "DELETE /books/1, GET /books/1, DELETE /books/1", true},
		{"two ids", leaf, []string{"", absent}, "DELETE /books/1/leaves/2, GET /books/1/leaves/2", true},
		{"the second try tells", ticket, []string{"", absent}, "DELETE /tickets/1, DELETE /tickets/1", true},
		{"it never was there", ticket, []string{absent}, "DELETE /tickets/1", false},
		{"a state of its own", parcel, []string{"", `200 {"id":"1","lost":true}`}, "DELETE /parcels/1, GET /parcels/1", true},
		{"no state at all", parcel, []string{"", absent, absent}, "DELETE /parcels/1, GET /parcels/1, DELETE /parcels/1, GET /parcels/1", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := &network{answers: tt.answers}
			c, err := gone.NewClient(gone.WithHTTPClient(&http.Client{Transport: n}), gone.WithClock(now{}))
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.call(c); (err == nil) != tt.ok || err != nil && !errors.Is(err, gone.ErrNotFound) {
				t.Errorf("the call ends in %v, want success = %v", err, tt.ok)
			}
			if sent := strings.Join(n.sent, ", "); sent != tt.want {
				t.Errorf("sent %s, want %s", sent, tt.want)
			}
		})
	}
}

package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func parcelIn(state string) string { return strings.Replace(openParcel, `"open"`, `"`+state+`"`, 1) }

// watch makes hooks that note what each attempt and each drift is told of objects.
func watch(told *[]string) Hooks {
	var mu sync.Mutex
	note := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		*told = append(*told, fmt.Sprintf(format, args...))
	}
	return Hooks{
		End: func(_ context.Context, a Attempt) {
			note("%s %s %s: %q to %q %s", a.Op, a.Object, a.ID, a.Before, a.After, string(a.Class()))
		},
		Drift: func(_ context.Context, d Drift) {
			note("drift by %s: %s %s from %s to %s", d.Op, d.Object, d.ID, d.From, d.To)
		},
	}
}

func TestHooksTellStates(t *testing.T) {
	var told []string
	c, _, _ := scripted(t, []step{
		says(200, openParcel), says(200, parcelIn("closed")), says(422, refusedBody), says(200, `{"total":1,"data":[`+parcelIn("open")+`]}`), says(200, parcelIn("lost")),
	}, WithHooks(watch(&told)))
	ctx := context.Background()
	_, err1 := c.Parcels.Retrieve(ctx, "prcl_test_1")
	_, err2 := c.Parcels.Close(ctx, "prcl_test_1")
	_, err3 := c.Parcels.Close(ctx, "prcl_test_1")
	_, err4 := c.Parcels.ListPage(ctx, ParcelListParams{})
	_, err5 := c.Parcels.Retrieve(ctx, "prcl_test_1")
	if err := errors.Join(err1, err2, err4, err5); err != nil || !errors.Is(err3, ErrAlreadyClosed) {
		t.Fatal(err, err3)
	}
	want := []string{
		`parcel.retrieve parcel prcl_test_1: "" to "open" `,
		`parcel.close parcel prcl_test_1: "open" to "closed" `,
		`parcel.close parcel prcl_test_1: "closed" to "" no_action_needed`,
		`drift by parcel.list: parcel prcl_test_1 from closed to open`,
		`parcel.list  : "" to "" `,
		`parcel.retrieve parcel prcl_test_1: "open" to "lost" `,
	}
	if !slices.Equal(told, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
}

// stateful is an object for sights alone.
type stateful struct{ id, state string }

func (o stateful) standing() (object, id, state string) { return "parcel", o.id, o.state }
func (o stateful) follows(before string) bool           { return before <= o.state }

// An answer to a request that was sent before the other answer came raises no alarm, and does not undo what is known.
// The path of Client.Do is the caller's: hooks are not told of it, for a metric would have a series for each.
func TestHooksOfDo(t *testing.T) {
	var told []string
	c, _, _ := scripted(t, []step{says(200, "{}"), says(200, "{}")}, WithHooks(watch(&told)))
	err1, err2 := c.Do(context.Background(), "GET", "/things/1", nil, nil), c.Do(context.Background(), "GET", "/things/2?x=1", nil, nil)
	want := `GET  : "" to "" `
	if err := errors.Join(err1, err2); err != nil || !slices.Equal(told, []string{want, want}) {
		t.Errorf("told %q, %v; want %q twice", told, err, want)
	}
}

func TestSightsThatCross(t *testing.T) {
	var s sights
	first, second := s.turn(), s.turn()
	if _, drifted := s.see(stateful{"p", "b"}, second); drifted {
		t.Error("the first sight is a drift")
	}
	if before, drifted := s.see(stateful{"p", "a"}, first); drifted || before != "b" {
		t.Errorf("a crossing answer: before %q, drifted %v", before, drifted)
	}
	if got := s.last("parcel", "p"); got != "b" {
		t.Errorf("state %q, want b: that can come after a", got)
	}
	if before, drifted := s.see(stateful{"p", "a"}, s.turn()); !drifted || before != "b" {
		t.Errorf("an answer that was asked for later: before %q, drifted %v, want a drift", before, drifted)
	}
	if _, drifted := s.see(stateful{"", "a"}, s.turn()); drifted {
		t.Error("an object without an id drifts")
	}
}

func TestSightsAreBounded(t *testing.T) {
	var s sights
	for i := range 5 * mostSights {
		s.see(stateful{fmt.Sprint(i), "a"}, s.turn())
	}
	if n := len(s.young) + len(s.old); n > 2*mostSights {
		t.Errorf("%d objects are remembered, want at most %d", n, 2*mostSights)
	}
	if s.last("parcel", fmt.Sprint(5*mostSights-1)) != "a" {
		t.Error("the last object is forgotten")
	}
}

// What a person could have typed, what the API says of it and what a gateway repeats is in no log.
func TestLogTellsNoSecrets(t *testing.T) {
	const secret = "4242424242424242"
	for name, body := range map[string]string{"code": `{"code":"gone","message":"` + secret + ` is gone"}`, "no code": `<p>` + secret} {
		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
		c, _, _ := scripted(t, []step{says(404, body)}, WithLogger(log))
		if _, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1, Note: Some(secret)}); err == nil {
			t.Fatal("no error")
		}
		if text := out.String(); strings.Contains(text, secret) || !strings.Contains(text, "op=parcel.create") || !strings.Contains(text, "status=404") {
			t.Errorf("%s: the log says %s", name, text)
		}
	}
}

// Nor is there what stands in a path or a query, where the connection breaks or the answer cannot be read, whatever the
// HTTP client puts round an error.
func TestLogTellsNoURL(t *testing.T) {
	const secret = "4242424242424242"
	ctx := context.Background()
	calls := map[string]func(c *Client) error{
		"path": func(c *Client) error { _, err := c.Parcels.Retrieve(ctx, secret); return err },
		"query": func(c *Client) error {
			_, err := c.Parcels.ListPage(ctx, ParcelListParams{}, WithParam("note", secret))
			return err
		},
		"path of Do": func(c *Client) error { return c.Do(ctx, "GET", "/x/"+secret+"?note="+secret, nil, &struct{}{}) },
	}
	for name, call := range calls {
		for _, answer := range []step{lost, says(200, `{"id":`), says(200, `["`+secret+`"]`)} {
			for _, limit := range []time.Duration{0, time.Minute} {
				var out bytes.Buffer
				log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
				s := &script{steps: []step{answer}}
				c, err := NewClient(testKey, WithHTTPClient(&http.Client{Transport: s, Timeout: limit}), WithClock(newManual()), WithLogger(log))
				if err != nil {
					t.Fatal(err)
				}
				err = call(c)
				if text := out.String(); err == nil || strings.Contains(text, secret) || !strings.Contains(text, "outcome=unknown error=") {
					t.Errorf("%s: %v; the log says %s", name, err, text)
				}
			}
		}
	}
}

func TestRateLimit(t *testing.T) {
	var r Response
	c, _, _ := scripted(t, []step{says(200, openParcel, "X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "0", "Retry-After", "7")})
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithResponse(&r)); err != nil {
		t.Fatal(err)
	}
	if want := (RateLimit{Some(int64(100)), Some(int64(0)), Some(7 * time.Second)}); r.RateLimit != want {
		t.Errorf("RateLimit = %v, want %v", r.RateLimit, want)
	}
	c, _, _ = scripted(t, []step{says(200, openParcel, "X-RateLimit-Limit", "many")})
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithResponse(&r)); err != nil || r.RateLimit != (RateLimit{}) {
		t.Errorf("RateLimit = %v, %v, want nothing", r.RateLimit, err)
	}
}

func TestExpand(t *testing.T) {
	s := serve(t, reply(200, openParcel))
	c := s.client(t, WithExpand())
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1"); err != nil || s.last(t).uri != "/parcels/prcl_test_1?expand=true" {
		t.Errorf("Retrieve = %v, sent %s", err, s.last(t).uri)
	}
	if _, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithParam("expand", false)); err != nil || s.last(t).uri != "/parcels/prcl_test_1?expand=false" {
		t.Errorf("Retrieve = %v, sent %s", err, s.last(t).uri)
	}
	if _, err := c.Parcels.Close(context.Background(), "prcl_test_1"); err != nil || s.last(t).uri != "/parcels/prcl_test_1/close" {
		t.Errorf("Close = %v, sent %s", err, s.last(t).uri)
	}
}

// Package faults_test runs the client over a network that loses a third of what is sent: before it had its effect, after
// it, or so that it arrives when everybody has given up on it. The mock's journal is the truth that the client's word is
// held against.
package faults_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

var (
	calls = flag.Int("calls", 1000, "how many calls to make")
	seed  = flag.Uint64("seed", 1, "where chance begins")
)

// The shares of calls whose outcome may stay unknown. A creating call whose answer is lost is not sent again and nothing
// can be asked about it, so its share is that of the faults; the others are looked at.
const (
	mostUnknownCreating   = 0.35
	mostUnknownConverging = 0.02
)

// network is a transport with faults.
type network struct {
	mock http.RoundTripper

	mu      sync.Mutex
	chance  *rand.Rand
	delayed []late
	down    int // how many further requests find no connection
}

// late is a request that is still under way although its sender has been told that the connection broke.
type late struct {
	req   *http.Request
	after int // how many further requests it lets pass
}

var errBroken = errors.New("connection reset by peer")

// RoundTrip delivers a request, or does not.
func (n *network) RoundTrip(req *http.Request) (*http.Response, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.arrive(1)
	if n.chance.Float64() < 0.01 {
		n.down = 6
	}
	n.down = max(n.down-1, 0)
	switch p := n.chance.Float64(); {
	case p < 0.04 || n.down > 0:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	case p < 0.12:
		return nil, errBroken
	case p < 0.20: // the effect is there, the answer is lost
		n.deliver(req)
		return nil, errBroken
	case p < 0.26: // half of the answer is lost
		res, err := n.mock.RoundTrip(req)
		if err == nil {
			res.Body = io.NopCloser(io.MultiReader(io.LimitReader(res.Body, 40), broken{}))
		}
		return res, err
	case p < 0.30:
		n.delayed = append(n.delayed, late{copied(req), 1 + n.chance.IntN(6)})
		return nil, errBroken
	}
	return n.mock.RoundTrip(req)
}

// broken is what is left of a body that breaks off.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

// copied is a request that can be sent when the original's context has ended.
func copied(req *http.Request) *http.Request {
	c := req.Clone(context.Background())
	if req.Body != nil {
		body, _ := io.ReadAll(req.Body)
		c.Body = io.NopCloser(bytes.NewReader(body))
	}
	return c
}

func (n *network) deliver(req *http.Request) {
	if res, err := n.mock.RoundTrip(req); err == nil {
		_ = res.Body.Close()
	}
}

// arrive lets late requests arrive whose time has come.
func (n *network) arrive(steps int) {
	rest := n.delayed[:0]
	for _, l := range n.delayed {
		if l.after -= steps; l.after > 0 {
			rest = append(rest, l)
			continue
		}
		n.deliver(l.req)
	}
	n.delayed = rest
}

// instant is a clock that does not wait.
type instant struct{}

func (instant) Now() time.Time                                   { return time.Now() }
func (instant) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// run is what the client said of its calls, and what the journal says.
type run struct {
	t      *testing.T
	client *omise.Client // over the network with faults
	honest *omise.Client // past it
	mock   *omisemock.Mock

	calls, creating, converging               int
	unknownCreating, unknownConverging, reads int
	notSent                                   []string // descriptions and paths of which nothing may be found
	readBack                                  int

	last    uint64         // the number of the last exchange that was looked at
	done    map[string]int // by description or path, how often it had its effect
	arrived map[string]int // by the same, how often it arrived
	settled map[string]int // by charge, how often it was captured or reversed
}

func TestFaults(t *testing.T) {
	mock := omisemock.New(t)
	n := &network{mock: mock.HTTPClient().Transport, chance: rand.New(rand.NewPCG(*seed, 0))}
	client, err := mock.ClientFor(omisemock.Key, omise.WithHTTPClient(&http.Client{Transport: n}), omise.WithClock(instant{}))
	if err != nil {
		t.Fatal(err)
	}
	r := &run{t: t, client: client, honest: mock.Client(), mock: mock, done: map[string]int{}, arrived: map[string]int{}, settled: map[string]int{}}
	for i := 0; r.calls < *calls; i++ {
		r.order(fmt.Sprintf("order-%d-%d", *seed, i), i)
		if i%20 == 0 {
			r.collect()
		}
	}
	n.arrive(1000)
	r.collect()
	r.judge()
	t.Logf("%d calls in %d requests: creating %d, unknown %d; converging %d, unknown %d, read back %d; reading %d without an answer; %d not sent",
		r.calls, r.last, r.creating, r.unknownCreating, r.converging, r.unknownConverging, r.readBack, r.reads, len(r.notSent))
}

// order is one order of the shop: hold an amount, note something, then take the amount or let it go, and read.
func (r *run) order(name string, i int) {
	ctx := context.Background()
	charge, err := r.client.Charges.Create(ctx, omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_" + fmt.Sprintf("%019d", i)), Capture: omise.Some(false), Description: omise.Some(name),
	})
	r.creating++
	r.unknownCreating += r.count(name, err)
	if err != nil {
		return
	}
	act, path := r.client.Charges.Capture, "/charges/"+charge.ID+"/capture"
	done := func(c *omise.Charge) bool { return c.Paid }
	if i%2 == 0 {
		act, path = r.client.Charges.Reverse, "/charges/"+charge.ID+"/reverse"
		done = func(c *omise.Charge) bool { return c.Reversed }
	}
	var told omise.Response
	got, err := act(ctx, charge.ID, omise.WithResponse(&told))
	r.converging++
	r.unknownConverging += r.count(path, err)
	if told.ReadBack {
		r.readBack++
	}
	if err == nil {
		truth, terr := r.honest.Charges.Retrieve(ctx, charge.ID)
		if terr != nil || !done(truth) || !done(got) {
			r.t.Errorf("%s: the client says it is done; the truth is %v, %v", path, truth, terr)
		}
	}
	if _, err = r.client.Charges.Retrieve(ctx, charge.ID); err != nil {
		r.reads++
	}
	r.calls++
}

// count notes what the client said of a call and returns 1 if its outcome is unknown. what is how its requests can be
// found in the journal.
func (r *run) count(what string, err error) int {
	r.calls++
	var lost *omise.CallError
	switch {
	case err == nil:
	case !errors.As(err, &lost): // a refusal: nothing but an earlier attempt of the same call can be the reason
		if r.collect(); r.done[what] != 1 {
			r.t.Errorf("%s: refused although it was never done: %v", what, err)
		}
	case lost.Outcome == omise.OutcomeNotSent:
		r.notSent = append(r.notSent, what)
	default:
		return 1
	}
	return 0
}

// collect reads what is new in the journal.
func (r *run) collect() {
	for _, x := range r.mock.Journal() {
		if x.Number <= r.last {
			continue
		}
		r.last = x.Number
		if x.Method != http.MethodPost {
			continue
		}
		what := x.Path
		if what == "/charges" {
			form, err := url.ParseQuery(x.Sent)
			if err != nil {
				r.t.Fatal(err)
			}
			what = form.Get("description")
		}
		r.arrived[what]++
		if x.Status != http.StatusOK {
			continue
		}
		if r.done[what]++; x.Path != "/charges" {
			r.settled[strings.Split(x.Path, "/")[2]]++
		}
	}
}

// judge holds what the client said against the journal.
func (r *run) judge() {
	for what, n := range r.done {
		if n > 1 {
			r.t.Errorf("%s was done %d times", what, n)
		}
	}
	for id, n := range r.settled {
		if n > 1 {
			r.t.Errorf("%s was captured or reversed %d times", id, n)
		}
	}
	for _, what := range r.notSent {
		if n := r.arrived[what]; n > 0 {
			r.t.Errorf("%s: the client says it was not sent, and it arrived %d times", what, n)
		}
	}
	r.atMost("creating", r.unknownCreating, r.creating, mostUnknownCreating)
	r.atMost("converging", r.unknownConverging, r.converging, mostUnknownConverging)
	if r.readBack == 0 || len(r.notSent) == 0 || r.unknownCreating == 0 || len(r.done) == 0 {
		r.t.Error("the run shows nothing: not every fault came up")
	}
}

func (r *run) atMost(what string, unknown, all int, share float64) {
	if float64(unknown) > share*float64(all) {
		r.t.Errorf("%d outcomes of %d %s calls are unknown, want at most %.0f %%", unknown, all, what, 100*share)
	}
}

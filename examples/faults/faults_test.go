// Package faults_test runs the client over a network that loses a third of what is sent: before it had its effect, after
// it, or so that it arrives when everybody has given up on it, the looks after the loss included. The mock's journal is the truth that the client's word is
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

// The shares of calls whose outcome may stay unknown. A creating or overwriting call whose answer is lost is not sent
// again, so without a reference its share is that of the faults; with one it is that of what never arrives or arrives too
// late to be seen. The others are looked at and sent again.
const (
	mostUnknownCreating    = 0.35
	mostUnknownReferred    = 0.20
	mostUnknownOverwriting = 0.35
	mostUnknownConverging  = 0.02
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

// mostLate is how many requests a late one lets pass at most: more than any call makes with all its looks.
const mostLate = 60

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
		n.delayed = append(n.delayed, late{copied(req), 1 + n.chance.IntN(mostLate)})
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

	calls, reads int

	creating, referred, overwriting, converging tally

	applied, notSent []string        // descriptions and paths that must have had their effect once, or may not be found at all
	open             map[string]bool // references of calls whose outcome is unknown
	late             int             // how many of them had been done

	last    uint64         // the number of the last exchange that was looked at
	done    map[string]int // by description or path, how often it had its effect
	arrived map[string]int // by the same, how often it arrived
	settled map[string]int // by charge, how often it was captured or reversed
}

// tally counts calls of a kind: all, those whose outcome stayed unknown, those whose success was read back.
type tally struct{ all, unknown, readBack int }

func (c tally) String() string {
	return fmt.Sprintf("%d (unknown %d, read back %d)", c.all, c.unknown, c.readBack)
}

func TestFaults(t *testing.T) {
	mock := omisemock.New(t)
	n := &network{mock: mock.HTTPClient().Transport, chance: rand.New(rand.NewPCG(*seed, 0))}
	client, err := mock.ClientFor(omisemock.Key, omise.WithHTTPClient(&http.Client{Transport: n}), omise.WithClock(instant{}))
	if err != nil {
		t.Fatal(err)
	}
	r := &run{t: t, client: client, honest: mock.Client(), mock: mock, open: map[string]bool{}, done: map[string]int{}, arrived: map[string]int{}, settled: map[string]int{}}
	for i := 0; r.calls < *calls; i++ {
		r.order(fmt.Sprintf("order-%d-%d", *seed, i), i)
		if i%20 == 0 {
			r.collect()
		}
		if i%200 == 199 {
			r.settleOpen(n)
		}
	}
	r.settleOpen(n)
	r.judge()
	t.Logf("%d calls, %d requests arrived: creating %v, creating with a reference %v, overwriting %v, converging %v; %d reads without an answer; %d not sent; %d unknown ones found by their reference in the end",
		r.calls, r.last, r.creating, r.referred, r.overwriting, r.converging, r.reads, len(r.notSent), r.late)
}

// order is one order of the shop: hold an amount, note that it is packed, then take the amount or let it go, and read.
func (r *run) order(name string, i int) {
	ctx := context.Background()
	charge := r.create(ctx, name, i)
	if charge == nil {
		return
	}
	r.update(ctx, charge.ID, name)
	act, path := r.client.Charges.Capture, "/charges/"+charge.ID+"/capture"
	done := func(c *omise.Charge) bool { return c.Paid }
	if i%2 == 0 {
		act, path = r.client.Charges.Reverse, "/charges/"+charge.ID+"/reverse"
		done = func(c *omise.Charge) bool { return c.Reversed }
	}
	var told omise.Response
	got, err := act(ctx, charge.ID, omise.WithResponse(&told))
	r.count(&r.converging, path, err, &told)
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

// create makes the charge of an order, every other one with a reference; nil where no charge is known of.
func (r *run) create(ctx context.Context, name string, i int) *omise.Charge {
	var told omise.Response
	opts, kind := []omise.Option{omise.WithResponse(&told)}, &r.creating
	if i/2%2 == 0 {
		opts, kind = append(opts, omise.WithReference(name)), &r.referred
	}
	charge, err := r.client.Charges.Create(ctx, omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_" + fmt.Sprintf("%019d", i)), Capture: omise.Some(false), Description: omise.Some(name),
	}, opts...)
	unknown := kind.unknown
	r.count(kind, name, err, &told)
	if kind == &r.referred && kind.unknown > unknown {
		r.open[name] = true
	}
	if err != nil {
		return nil
	}
	if truth, err := r.honest.Charges.Retrieve(ctx, charge.ID); err != nil || truth.Description.Or("") != name {
		r.t.Errorf("%s: the client says that %s was made for it; the truth is %v, %v", name, charge.ID, truth, err)
	}
	return charge
}

// update notes on a charge what has become of its order.
func (r *run) update(ctx context.Context, id, name string) {
	var told omise.Response
	note := name + ", packed"
	_, err := r.client.Charges.Update(ctx, id, omise.ChargeUpdateParams{Description: omise.Some(note)}, omise.WithResponse(&told))
	r.count(&r.overwriting, "/charges/"+id, err, &told)
	if truth, terr := r.honest.Charges.Retrieve(ctx, id); err == nil && (terr != nil || truth.Description.Or("") != note) {
		r.t.Errorf("/charges/%s: the client says that it was updated; the truth is %v, %v", id, truth, terr)
	}
}

// count notes what the client said of a call of a kind. what is how its requests can be found in the journal.
func (r *run) count(kind *tally, what string, err error, told *omise.Response) {
	r.calls++
	kind.all++
	if told.ReadBack {
		kind.readBack++
	}
	var lost *omise.CallError
	switch {
	case err == nil:
		r.applied = append(r.applied, what)
	case !errors.As(err, &lost): // a refusal: nothing but an earlier attempt of the same call can be the reason
		if r.collect(); r.done[what] != 1 {
			r.t.Errorf("%s: refused although it was never done: %v", what, err)
		}
	case lost.Outcome == omise.OutcomeNotSent:
		r.notSent = append(r.notSent, what)
	default:
		kind.unknown++
	}
}

// settleOpen lets arrive what is under way, and asks by their references for what became of calls whose outcome was unknown.
func (r *run) settleOpen(n *network) {
	n.arrive(mostLate)
	r.collect()
	for name := range r.open {
		charge, ok, err := r.honest.Charges.ByReference(context.Background(), name)
		if err != nil || ok != (r.done[name] == 1) || ok && charge.Description.Or("") != name {
			r.t.Errorf("%s: ByReference = %v, %v, %v; it was done %d times", name, charge, ok, err, r.done[name])
		}
		if ok {
			r.late++
		}
		delete(r.open, name)
	}
}

// collect reads what is new in the journal.
func (r *run) collect() {
	for _, x := range r.mock.Journal() {
		if x.Number <= r.last {
			continue
		}
		r.last = x.Number
		if x.Method == http.MethodGet {
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
		if r.done[what]++; strings.Count(x.Path, "/") > 2 {
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
	if r.overwriting.readBack > 0 {
		r.t.Errorf("%d updates are said to have been read back: nobody can tell whose they were", r.overwriting.readBack)
	}
	for what, n := range r.arrived {
		if n > 1 && !strings.HasSuffix(what, "/capture") && !strings.HasSuffix(what, "/reverse") {
			r.t.Errorf("%s was sent %d times", what, n)
		}
	}
	for id, n := range r.settled {
		if n > 1 {
			r.t.Errorf("%s was captured or reversed %d times", id, n)
		}
	}
	for _, what := range r.applied {
		if r.done[what] != 1 {
			r.t.Errorf("%s: the client says it is done, and it was done %d times", what, r.done[what])
		}
	}
	for _, what := range r.notSent {
		if n := r.arrived[what]; n > 0 {
			r.t.Errorf("%s: the client says it was not sent, and it arrived %d times", what, n)
		}
	}
	r.atMost("creating", r.creating, mostUnknownCreating)
	r.atMost("creating with a reference", r.referred, mostUnknownReferred)
	r.atMost("overwriting", r.overwriting, mostUnknownOverwriting)
	r.atMost("converging", r.converging, mostUnknownConverging)
	if r.referred.readBack == 0 || r.converging.readBack == 0 || len(r.notSent) == 0 || r.creating.unknown == 0 || r.referred.unknown == 0 || r.overwriting.unknown == 0 {
		r.t.Error("the run shows nothing: not every fault came up")
	}
}

func (r *run) atMost(what string, kind tally, share float64) {
	if float64(kind.unknown) > share*float64(kind.all) {
		r.t.Errorf("%d outcomes of %d calls that are %s are unknown, want at most %.0f %%", kind.unknown, kind.all, what, 100*share)
	}
}

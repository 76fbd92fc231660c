package gen_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
	"github.com/chargegen/chargegen/templates/engine"
)

// move is one step of a walk. What it means depends on where the walk is, so that any part of a walk is a walk.
type move struct {
	What  string
	Which int // of the charges made so far
	How   int
}

// whats are the moves, those that matter more than once.
var whats = []string{
	"create", "create", "capture", "capture", "reverse", "reverse", "expire", "expire", "mark_as_paid", "mark_as_failed",
	"update", "retrieve", "pay", "refuse", "wait", "wait",
}

func randomWalk(seed uint64, steps int) []move {
	r := rand.New(rand.NewPCG(seed, 0))
	walk := make([]move, steps)
	for i := range walk {
		walk[i] = move{whats[r.IntN(len(whats))], r.IntN(8), r.IntN(100)}
	}
	return walk
}

// The client's preflight, the mock and the model are of one mind at every step of 10,000, legal and illegal, and what is
// refused changes nothing. The steps come by every pair of state and operation, and by every guard.
func TestAgreementOnRandomWalks(t *testing.T) {
	const walks, steps = 40, 250
	class, seen := flagshipProgram(t).Class("charge"), map[string]bool{}
	for seed := range uint64(walks) {
		holdTo(t, randomWalk(seed, steps), func() (*walker, func()) {
			m := omisemock.New(t, omisemock.WithAdmin())
			w := newWalker(t, m.HTTPClient(), "http://localhost", class)
			w.seen = seen
			return w, func() {}
		})
	}
	for _, call := range class.Calls {
		if call.Kind != "action" && call.Kind != "update" {
			continue
		}
		for _, s := range class.Resource.States {
			if !seen[s.Name+" "+call.Name] {
				t.Errorf("no step was %s of a charge that is %s", call.Name, s.Name)
			}
		}
		for _, g := range call.Guards {
			if call.Kind == "action" && !seen[call.Name+" "+g.Error] {
				t.Errorf("no %s was refused with %s", call.Name, g.Error)
			}
		}
	}
}

// The same, over a socket, against the command as a process of its own.
func TestAgreementOverASocket(t *testing.T) {
	class, command := flagshipProgram(t).Class("charge"), buildCommand(t)
	for seed := range uint64(8) {
		holdTo(t, randomWalk(1000+seed, 250), func() (*walker, func()) {
			url, stop := serve(t, command, "--clock", "virtual")
			return newWalker(t, http.DefaultClient, url, class), stop
		})
	}
}

// A disagreement is found and shrunk to the steps that it needs: without this the tests above could not fail.
func TestShrink(t *testing.T) {
	walk := randomWalk(7, 100)
	fails := func(w []move) error {
		seen := slices.IndexFunc(w, func(m move) bool { return m.What == "create" })
		if seen >= 0 && slices.ContainsFunc(w[seen:], func(m move) bool { return m.What == "reverse" }) {
			return errors.New("a reverse after a create")
		}
		return nil
	}
	if got := shrink(walk, fails); len(got) != 2 || got[0].What != "create" || got[1].What != "reverse" {
		t.Errorf("shrink = %+v, want a create and a reverse", got)
	}
}

// holdTo plays a walk; where it fails, it reports the shortest part that fails too.
func holdTo(t *testing.T, walk []move, start func() (*walker, func())) {
	t.Helper()
	fails := func(moves []move) error {
		w, stop := start()
		defer stop()
		for i, m := range moves {
			if err := w.take(m); err != nil {
				return fmt.Errorf("step %d, %s: %w", i, m.What, err)
			}
		}
		return nil
	}
	if err := fails(walk); err != nil {
		small := shrink(walk, fails)
		t.Fatalf("%v\nthe shortest part that fails: %+v\n%v", err, small, fails(small))
	}
}

// shrink leaves out of a walk what it can fail without.
func shrink(walk []move, fails func([]move) error) []move {
	for size := len(walk) / 2; size > 0; {
		smaller := false
		for at := 0; at+size <= len(walk); at += size {
			rest := slices.Concat(walk[:at], walk[at+size:])
			if fails(rest) != nil {
				walk, smaller = rest, true
				break
			}
		}
		if !smaller {
			size /= 2
		}
	}
	return walk
}

// walker is where a walk is: a client, the mock's own paths, and the charges made so far.
type walker struct {
	ctx    context.Context
	http   *http.Client
	base   string
	client *omise.Client
	test   *omise.TestClient
	class  *engine.Class
	now    time.Time
	ids    []string
	made   int
	seen   map[string]bool // states and operations, operations and codes; nil where nobody asks
}

func newWalker(t *testing.T, hc *http.Client, base string, class *engine.Class) *walker {
	t.Helper()
	opts := []omise.Option{omise.WithHTTPClient(hc), omise.WithBaseURL(base), omise.WithKey(publicKey)}
	c, err := omise.NewClient(testKey, opts...)
	if err != nil {
		t.Fatal(err)
	}
	test, err := c.Test()
	if err != nil {
		t.Fatal(err)
	}
	return &walker{ctx: t.Context(), http: hc, base: base, client: c, test: test, class: class, now: engine.DefaultStart}
}

func (w *walker) take(m move) error {
	switch {
	case m.What == "create" || len(w.ids) == 0:
		return w.create(m.How)
	case m.What == "wait":
		return w.wait(m.How)
	}
	id := w.ids[m.Which%len(w.ids)]
	before, err := w.client.Charges.Retrieve(w.ctx, id)
	if err != nil {
		return err
	}
	if m.What == "pay" || m.What == "refuse" {
		return w.signal(before, m.What)
	}
	return w.act(before, m.What)
}

// ways are the ways to make a charge: cards that do this or that, and sources.
var ways = []string{
	"4242424242424242", "4242424242424242", "4111111111140011", "4111111111150002", "4111111111140003",
	"alipay_cn", "promptpay", "truemoney", "barcode_alipay",
}

func (w *walker) create(how int) error {
	p := omise.ChargeCreateParams{Amount: 100000, Currency: "thb", ReturnURI: omise.Some("https://www.example.com/back")}
	way := ways[how%len(ways)]
	if way[0] >= '0' && way[0] <= '9' {
		token, err := w.client.Tokens.Create(w.ctx, omise.TokenCreateParams{Card: &omise.CardDetails{Name: "A", Number: way, ExpirationMonth: 12, ExpirationYear: 2090}})
		if err != nil {
			return err
		}
		p.Card = omise.Some(token.ID)
		if how%3 > 0 {
			p.Capture = omise.Some(false)
		}
	} else {
		p.Source = omise.Some(omise.ChargeCreateSource{SourceDetails: &omise.SourceDetails{Type: omise.SourceType(way)}})
	}
	ch, err := w.client.Charges.Create(w.ctx, p)
	if err != nil {
		return err
	}
	w.ids = append(w.ids, ch.ID)
	return w.known(ch)
}

// known holds a charge to what is true of every one.
func (w *walker) known(ch *omise.Charge) error {
	if ch.State() == omise.StateUnknown {
		return fmt.Errorf("%s is in no state: %s", ch.ID, asJSON(ch))
	}
	if i := w.record(ch).Broken(w.caseOf(ch)); i >= 0 {
		return fmt.Errorf("%s breaks invariant %d: %s", ch.ID, i, asJSON(ch))
	}
	return nil
}

func asJSON(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return []byte(err.Error())
	}
	return text
}

// record is a charge as the model has it, made of what is on the wire.
func (w *walker) record(ch *omise.Charge) engine.Record {
	v, wire := w.caseOf(nil), engine.JSONValue(string(asJSON(ch)))
	rec := w.class.Blank(v, ch.ID)
	for i, f := range w.class.Resource.Fields {
		got := wire.Get(f.Name)
		if got.Kind() == engine.TextKind && f.Type.Kind == "datetime" {
			at, err := time.Parse(time.RFC3339, got.String())
			if err == nil {
				got = engine.TimeValue(at.Unix())
			}
		}
		if got.Kind() != engine.Absent {
			rec.Values[i] = got
		}
	}
	return rec
}

func (w *walker) caseOf(ch *omise.Charge) *engine.Case {
	c := &engine.Case{Now: w.now.Unix(), Params: make([]engine.Value, 16)}
	if ch != nil {
		c.Self = w.record(ch)
	}
	return c
}

// act calls an operation and compares the three answers.
func (w *walker) act(before *omise.Charge, what string) error {
	verdict, after, err := w.call(before, what)
	var refused, foreseen *omise.Error
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	model := w.class.Call(what).Decide(w.caseOf(before))
	if what != "update" && what != "retrieve" {
		if (verdict == nil) != (err == nil) {
			return fmt.Errorf("preflight of %s says %v, the mock %v", before.State(), verdict, err)
		}
		if errors.As(verdict, &foreseen) && (foreseen.Code != refused.Code || foreseen.Status != refused.Status) {
			return fmt.Errorf("preflight of %s says %v, the mock %v", before.State(), verdict, err)
		}
		if (model.Guard < 0) != (err == nil) || refused != nil && model.Error != string(refused.Code) {
			return fmt.Errorf("the model of %s says %+v, the mock %v", before.State(), model, err)
		}
	}
	if w.seen != nil {
		w.seen[before.State().String()+" "+what] = true
		w.seen[what+" "+model.Error] = true
	}
	again, readErr := w.client.Charges.Retrieve(w.ctx, before.ID)
	if readErr != nil {
		return readErr
	}
	want := after
	if err != nil {
		want = before
	}
	if !bytes.Equal(asJSON(again), asJSON(want)) {
		return fmt.Errorf("after %v it reads\n%s, want\n%s", err, asJSON(again), asJSON(want))
	}
	return w.known(again)
}

// call asks the client's preflight, then makes the call.
func (w *walker) call(ch *omise.Charge, what string) (verdict error, after *omise.Charge, err error) {
	switch what {
	case "capture":
		after, err = w.client.Charges.Capture(w.ctx, ch.ID)
		return ch.CanCapture(w.now), after, err
	case "reverse":
		after, err = w.client.Charges.Reverse(w.ctx, ch.ID)
		return ch.CanReverse(w.now), after, err
	case "expire":
		after, err = w.client.Charges.Expire(w.ctx, ch.ID)
		return ch.CanExpire(w.now), after, err
	case "mark_as_paid":
		after, err = w.test.Charges.MarkAsPaid(w.ctx, ch.ID)
		return ch.CanMarkAsPaid(w.now), after, err
	case "mark_as_failed":
		after, err = w.test.Charges.MarkAsFailed(w.ctx, ch.ID)
		return ch.CanMarkAsFailed(w.now), after, err
	case "update":
		w.made++
		after, err = w.client.Charges.Update(w.ctx, ch.ID, omise.ChargeUpdateParams{Description: omise.Some(fmt.Sprint("change ", w.made))})
		return nil, after, err
	}
	after, err = w.client.Charges.Retrieve(w.ctx, ch.ID)
	return nil, after, err
}

// signal sends a signal by the mock's own path; it is heeded just where the model says so.
func (w *walker) signal(before *omise.Charge, name string) error {
	status, err := w.tell("signals", fmt.Sprintf(`{"id": %q, "signal": %q}`, before.ID, name))
	if err != nil {
		return err
	}
	heeds := w.class.Call(name).Heeds(w.caseOf(before))
	if heeds != (status == http.StatusOK) {
		return fmt.Errorf("%s to %s is answered with %d, and the model heeds it: %v", name, before.State(), status, heeds)
	}
	after, err := w.client.Charges.Retrieve(w.ctx, before.ID)
	if err != nil {
		return err
	}
	return w.known(after)
}

// wait moves the mock's clock by up to two days.
func (w *walker) wait(how int) error {
	d := time.Duration(how) * 30 * time.Minute
	w.now = w.now.Add(d)
	_, err := w.tell("clock", fmt.Sprintf(`{"advance": %q}`, d))
	return err
}

func (w *walker) tell(path, body string) (int, error) {
	rq, err := http.NewRequestWithContext(w.ctx, http.MethodPost, w.base+"/_mock/"+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	rq.Header.Set("Content-Type", "application/json")
	res, err := w.http.Do(rq)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}

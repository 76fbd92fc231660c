// Package use calls the client of parcels.yaml as somebody who got it would.
package use

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.com/made/go/parcels"
)

// last is what the server was sent.
var last struct {
	method, uri, body string
	header            http.Header
	count             int
}

const parcel = `{"id":"prcl_test_1a","live":false,"price":1250,"currency":"EUR","weight":2.5,"state":"flying","van":"van_test_1",
	"depot":{"id":"van_test_2","plate":"BS 12"},"packing":{"kind":"bag","colour":"red"},"shelf":7,"last_box":{"kind":"box","nails":3},
	"boxes":[{"kind":"box","nails":1},{"kind":"box","nails":2}],"sizes":{"long":3},"tags":{"order":"A1"},"reason":"rain","note":null,"new":1}`

func handle(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	last.method, last.uri, last.body, last.header = r.Method, r.URL.RequestURI(), string(body), r.Header
	last.count++
	switch {
	case strings.HasSuffix(r.URL.Path, "/close"):
		w.WriteHeader(409)
		io.WriteString(w, `{"problem":{"code":"already_closed","text":"closed on Monday"}}`)
	case r.Method == "DELETE":
		w.WriteHeader(204)
	case r.URL.Path == "/parcels" && r.Method == "GET" || strings.Contains(r.URL.Path, "/history/"):
		var skip int
		fmt.Sscan(r.URL.Query().Get("skip"), &skip)
		if skip >= 3 {
			io.WriteString(w, `{"items":[],"total":3}`)
			return
		}
		fmt.Fprintf(w, `{"items":[{"id":"p%d"}],"total":3,"hint":"h"}`, skip)
	default:
		w.Header().Set("X-Most", "10")
		w.Header().Set("X-Left", "9")
		io.WriteString(w, parcel)
	}
}

func client(t *testing.T) *parcels.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(handle))
	t.Cleanup(s.Close)
	c, err := parcels.NewClient("skey_test_1", parcels.WithBaseURL(s.URL), parcels.WithKey("pkey_test_1"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCreate(t *testing.T) {
	c := client(t)
	p := parcels.ParcelCreateParams{
		Price: 5, Currency: "EUR", Note: parcels.Null[string](), Code: parcels.Some("AB1"), To: parcels.Some(&parcels.Address{Street: "A", Floor: parcels.Null[int64]()}),
		Packing: parcels.Some(parcels.ParcelCreatePacking{Address: &parcels.Address{Street: "B"}}), Labels: parcels.Some([]string{"x", "y"}),
		FeeFixed: parcels.Some(int64(0)), FeeShare: parcels.Some("1.5"), Tags: parcels.Some(parcels.Metadata{"order_id": "A1"}),
		After: parcels.Some(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)), Priority: parcels.Some("high"),
	}
	got, err := c.Parcels.Create(context.Background(), p, parcels.WithIdempotencyKey("k"))
	if err != nil {
		t.Fatal(err)
	}
	want := "price=5&currency=EUR&note=&code=AB1&to[street]=A&to[floor]=&packing[street]=B&labels[]=x&labels[]=y&fee[fixed]=0&fee[share]=1.5&tags[order_id]=A1&after=2026-01-02T03%3A04%3A05Z"
	if last.body != want {
		t.Errorf("sent\n%s\nwant\n%s", last.body, want)
	}
	for name, want := range map[string]string{"X-Priority": "high", "Once-Key": "k", "Parcels-Version": "2026-01-01"} {
		if last.header.Get(name) != want {
			t.Errorf("header %s = %q, want %q", name, last.header.Get(name), want)
		}
	}
	check(t, got)
	if _, err := c.Parcels.Create(context.Background(), p, parcels.WithEncoding(parcels.EncodingJSON)); err != nil {
		t.Fatal(err)
	}
	wantJSON := `{"price":5,"currency":"EUR","note":null,"code":"AB1","to":{"street":"A","floor":null},"packing":{"street":"B"},"labels":["x","y"],"fee":{"fixed":0,"share":"1.5"},"tags":{"order_id":"A1"},"after":"2026-01-02T03:04:05Z"}`
	if last.body != wantJSON {
		t.Errorf("sent\n%s\nwant\n%s", last.body, wantJSON)
	}
}

// check looks at what was read of parcel.
func check(t *testing.T, p *parcels.Parcel) {
	t.Helper()
	depot, van := p.Depot, p.Van.Or(parcels.Expandable[parcels.Van]{})
	if p.ID != "prcl_test_1a" || p.Price != 1250 || p.Weight != 2.5 || p.State.Known() || van.ID != "van_test_1" || van.Object != nil {
		t.Errorf("parcel = %+v", p)
	}
	if depot.ID != "van_test_2" || depot.Object == nil || depot.Object.Plate != "BS 12" {
		t.Errorf("depot = %+v", depot)
	}
	packing, _ := p.Packing.Get()
	if packing.Bag == nil || packing.Bag.Colour != "red" || packing.Box != nil || p.Shelf.Integer.Or(0) != 7 || len(p.Boxes) != 2 || p.Boxes[1].Nails != 2 {
		t.Errorf("packing = %+v, shelf %+v, boxes %v", packing, p.Shelf, p.Boxes)
	}
	reason, _ := p.Reason.Get()
	if reason != parcels.FailureRain || reason.Message() != "it rained." && reason.Message() != "it rained" || !reason.Same(parcels.FailureStorm) || parcels.FailureStorm.Same("x") {
		t.Errorf("reason = %q: %q", reason, reason.Message())
	}
	if !p.Note.IsNull() || !p.Extra.IsAbsent() || p.FirstBox != nil || string(parcels.UnknownFields(p)["new"]) != "1" {
		t.Errorf("note %v, extra %v, unknown %v", p.Note, p.Extra, parcels.UnknownFields(p))
	}
}

func TestEveryFaultIsListed(t *testing.T) {
	c := client(t)
	before := last.count
	_, err := c.Parcels.Create(context.Background(), parcels.ParcelCreateParams{
		Note: parcels.Some("12345678901"), Code: parcels.Some("ab"), Van: parcels.Some("van_1"), To: parcels.Some(&parcels.Address{Street: strings.Repeat("x", 41)}),
		Packing: parcels.Some(parcels.ParcelCreatePacking{ID: "van_2"}), Labels: parcels.Some([]string{}), FeeFixed: parcels.Some(int64(-1)),
	})
	var refused *parcels.ParamError
	if !errors.As(err, &refused) {
		t.Fatalf("Create = %v, want a *ParamError", err)
	}
	var got []string
	for _, f := range refused.Faults {
		got = append(got, f.Param+" "+f.Problem)
	}
	want := []string{
		"price must be at least 1", "currency is required", "note must have at most 10 characters", "code must match ^[A-Z]{2}[0-9]+$",
		"van is an id of live mode, and the key is of test mode", "to[street] must have at most 40 characters",
		"packing is an id of live mode, and the key is of test mode", "labels must have at least 1 items", "fee[fixed] must be at least 0",
		"van, packing cannot be sent together",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("faults:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	_, err = c.Parcels.Create(context.Background(), parcels.ParcelCreateParams{Price: 1, Currency: "EUR", Careful: parcels.Some(true)})
	if err == nil || err.Error() != "parcels: parcel.create: reason is required here" {
		t.Errorf("Create = %v, want reason to be required", err)
	}
	if last.count != before {
		t.Error("something was sent")
	}
}

// Conditions that compare parameters with literals are checked before anything is sent, a parameter that is not sent
// counting as its default; what the API takes is sent.
func TestConditions(t *testing.T) {
	tests := []struct {
		name string
		set  func(*parcels.ParcelCreateParams)
		want string
	}{
		{"nothing", func(*parcels.ParcelCreateParams) {}, ""},
		{"bare boolean", func(p *parcels.ParcelCreateParams) { p.Insured = parcels.Some(true) }, "insured_for"},
		{"bare boolean is false", func(p *parcels.ParcelCreateParams) { p.Insured = parcels.Some(false) }, ""},
		{"bare boolean, satisfied", func(p *parcels.ParcelCreateParams) {
			p.Insured, p.InsuredFor = parcels.Some(true), parcels.Some(int64(1))
		}, ""},
		{"order, and a default that is true", func(p *parcels.ParcelCreateParams) { p.Price = 4000 }, "signer"},
		{"below the order", func(p *parcels.ParcelCreateParams) { p.Price = 3999 }, ""},
		{"default overruled", func(p *parcels.ParcelCreateParams) { p.Price, p.Signed = 5000, parcels.Some(false) }, ""},
		{"in, and no zero where nothing is sent", func(p *parcels.ParcelCreateParams) { p.Speed, p.Word = parcels.Some("fast"), parcels.Some("x") }, "until"},
		{"in, and zero", func(p *parcels.ParcelCreateParams) {
			p.Speed, p.Word, p.Stops = parcels.Some("faster"), parcels.Some("x"), parcels.Some(int64(0))
		}, ""},
		{"not in", func(p *parcels.ParcelCreateParams) { p.Speed, p.Word = parcels.Some("medium"), parcels.Some("x") }, ""},
		{"literal in front", func(p *parcels.ParcelCreateParams) { p.Stops = parcels.Some(int64(4)) }, "break"},
		{"literal in front, at it", func(p *parcels.ParcelCreateParams) { p.Stops = parcels.Some(int64(3)) }, ""},
		{"unlike its default", func(p *parcels.ParcelCreateParams) { p.Speed = parcels.Some("medium") }, "word"},
		{"as its default", func(p *parcels.ParcelCreateParams) { p.Speed = parcels.Some("slow") }, ""},
		{"null is something where it may be sent", func(p *parcels.ParcelCreateParams) { p.Speed, p.Word = parcels.Some("medium"), parcels.Null[string]() }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := parcels.ParcelCreateParams{Price: 1, Currency: "EUR"}
			tt.set(&p)
			refused(t, p, tt.want, "is required here")
		})
	}
}

// refused makes a parcel. Where param is named, that alone is refused, and nothing is sent.
func refused(t *testing.T, p parcels.ParcelCreateParams, param, problem string) {
	t.Helper()
	c, before := client(t), last.count
	_, err := c.Parcels.Create(context.Background(), p)
	var fault *parcels.ParamError
	switch {
	case param == "" && err != nil:
		t.Errorf("Create = %v, want it sent", err)
	case param == "":
	case !errors.As(err, &fault) || len(fault.Faults) != 1 || fault.Faults[0] != parcels.Fault{Param: param, Problem: problem}:
		t.Errorf("Create = %v, want %s refused: it %s", err, param, problem)
	case last.count != before:
		t.Error("something was sent")
	}
}

// What is one of several is one of them, and nothing stands among objects.
func TestAlternatives(t *testing.T) {
	const both, none, null = "can be one thing only: set one field", "is nothing: set one field", "cannot be null"
	address := &parcels.Address{Street: "A"}
	tests := []struct {
		name, param, problem string
		p                    parcels.ParcelCreateParams
	}{
		{"both", "packing", both, parcels.ParcelCreateParams{Packing: parcels.Some(parcels.ParcelCreatePacking{ID: "van_test_1", Address: address})}},
		{"none", "packing", none, parcels.ParcelCreateParams{Packing: parcels.Some(parcels.ParcelCreatePacking{})}},
		{"one", "", "", parcels.ParcelCreateParams{Packing: parcels.Some(parcels.ParcelCreatePacking{ID: "van_test_1"})}},
		{"the other", "", "", parcels.ParcelCreateParams{Packing: parcels.Some(parcels.ParcelCreatePacking{Address: address})}},
		{"nil in a list", "boxes[]", null, parcels.ParcelCreateParams{Boxes: parcels.Some([]*parcels.Address{address, nil})}},
		{"list", "", "", parcels.ParcelCreateParams{Boxes: parcels.Some([]*parcels.Address{address})}},
		{"some nil", "to", null, parcels.ParcelCreateParams{To: parcels.Some[*parcels.Address](nil)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.p.Price, tt.p.Currency = 1, "EUR"
			refused(t, tt.p, tt.param, tt.problem)
		})
	}
}

func TestNullAndNothing(t *testing.T) {
	_, err := client(t).Parcels.Create(context.Background(), parcels.ParcelCreateParams{
		Price: 1, Currency: "EUR", Code: parcels.Null[string](), FeeShare: parcels.Null[string](), Note: parcels.Null[string](),
		To: parcels.Some(&parcels.Address{Street: "A"}),
	})
	if err == nil || err.Error() != "parcels: parcel.create: code cannot be null: leave it out instead; fee[share] cannot be null: leave it out instead" {
		t.Errorf("Create = %v, want null refused for code and share, not for note", err)
	}
}

func TestRateLimit(t *testing.T) {
	var r parcels.Response
	if _, err := client(t).Parcels.Retrieve(context.Background(), "prcl_test_1a", parcels.WithResponse(&r)); err != nil || r.RateLimit.Limit.Or(0) != 10 || r.RateLimit.Remaining.Or(0) != 9 {
		t.Errorf("RateLimit = %+v, %v", r.RateLimit, err)
	}
}

func TestRefusal(t *testing.T) {
	_, err := client(t).Parcels.Close(context.Background(), "prcl_test_1a")
	if !errors.Is(err, parcels.ErrAlreadyClosed) || !errors.Is(err, parcels.ErrGone) || !errors.Is(err, parcels.NoActionNeeded) || errors.Is(err, parcels.ErrMalformed) {
		t.Errorf("Close = %v, want already_closed, of the family gone", err)
	}
	var refusal *parcels.Error
	if !errors.As(err, &refusal) || refusal.Status != 409 || refusal.Message != "closed on Monday" || refusal.Resolution() != "Nothing is left to do." {
		t.Errorf("refusal = %+v", refusal)
	}
	if parcels.ErrGone.Message() != "it is gone" || parcels.ErrAlreadyClosed.Family() != parcels.ErrGone || parcels.ErrorCode("x").Known() {
		t.Errorf("gone: %q, family %q", parcels.ErrGone.Message(), parcels.ErrAlreadyClosed.Family())
	}
}

func TestLists(t *testing.T) {
	c := client(t)
	var ids []string
	for p, err := range c.Parcels.List(context.Background(), parcels.ParcelListParams{Limit: parcels.Some(int64(1)), States: parcels.Some([]parcels.ParcelState{parcels.ParcelStateOpen})}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, p.ID)
	}
	if strings.Join(ids, " ") != "p0 p1 p2" || last.uri != "/parcels?limit=1&skip=2&states[]=open" {
		t.Errorf("records %v, last request %s", ids, last.uri)
	}
	page, err := c.Parcels.HistoryPage(context.Background(), "prcl_test_1a", 3, parcels.ParcelHistoryParams{Skip: parcels.Some(int64(1))})
	if err != nil || len(page.Items) != 1 || page.Total != 3 || page.Hint.Or("") != "h" || last.uri != "/parcels/prcl_test_1a/history/3?skip=1" {
		t.Errorf("page %+v, %v, last request %s", page, err, last.uri)
	}
	for _, err := range c.Parcels.History(context.Background(), "..", 3, parcels.ParcelHistoryParams{}) {
		if !errors.Is(err, parcels.FixRequest) {
			t.Errorf("History of .. = %v, want a refusal", err)
		}
	}
}

func TestKeysAndModes(t *testing.T) {
	c := client(t)
	if _, err := c.Labels.Print(context.Background()); err != nil {
		t.Error(err)
	}
	if key, _, _ := (&http.Request{Header: last.header}).BasicAuth(); key != "pkey_test_1" {
		t.Errorf("printed with %q", key)
	}
	test, err := c.Test()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := test.Parcels.Lose(context.Background(), "prcl_test_1a", parcels.ParcelLoseParams{How: parcels.Some("a b")}); err != nil || last.body != "how=a+b" {
		t.Errorf("Lose = %v, sent %q", err, last.body)
	}
	if err := c.Parcels.Delete(context.Background(), "prcl_test_1a"); err != nil {
		t.Error(err)
	}
	live, err := parcels.NewClient("skey_1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := live.Test(); !errors.Is(err, parcels.OtherCredentials) {
		t.Errorf("Test with a live key = %v, want a refusal", err)
	}
	if _, err := live.Parcels.Close(context.Background(), "prcl_test_1"); !errors.Is(err, parcels.FixRequest) {
		t.Errorf("a live key and a test id: %v, want a refusal", err)
	}
	if info := live.Key(); info.Kind != parcels.KeySecret || info.Mode != parcels.ModeLive {
		t.Errorf("key = %+v", info)
	}
}

// fake stands in for the service, as the interface is for.
type fake struct{ parcels.ParcelsAPI }

func (fake) Retrieve(context.Context, string, ...parcels.Option) (*parcels.Parcel, error) {
	return &parcels.Parcel{ID: "fake"}, nil
}

func TestInterface(t *testing.T) {
	var api parcels.ParcelsAPI = fake{}
	if p, err := api.Retrieve(context.Background(), "x"); err != nil || p.ID != "fake" {
		t.Errorf("Retrieve = %v, %v", p, err)
	}
	api = client(t).Parcels
	if p, err := api.Retrieve(context.Background(), "prcl_test_1a"); err != nil || p.Currency != "EUR" {
		t.Errorf("Retrieve = %v, %v", p, err)
	}
}

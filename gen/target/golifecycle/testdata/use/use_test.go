//go:build go1.25

package use

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/made/go/parcels"
)

// desk answers each request with the next of some bodies, the last of them again and again; a number is a status alone.
type desk struct {
	answers []string
	calls   int
}

func (d *desk) RoundTrip(r *http.Request) (*http.Response, error) {
	body, status := d.answers[min(d.calls, len(d.answers)-1)], 200
	d.calls++
	switch body {
	case "503":
		status, body = 503, "<html>"
	case "404":
		status, body = 404, "{}"
	}
	if r.URL.Path != "/v1/parcels/p1" || r.Header.Get("X-Desk") != "7" {
		status, body = 400, "{}"
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

const (
	posted  = `{"id":"p1","place":"depot","sealed":false}`
	moving  = `{"id":"p1","place":"road","sealed":true}`
	strange = `{"id":"p1","place":"moon","sealed":true}`
	home    = `{"id":"p1","place":"home","sealed":false,"fragile":null,"failure":null}`
)

func TestWaitUntil(t *testing.T) {
	tooLong := errors.New("too long")
	tests := []struct {
		name    string
		answers []string
		cond    func(*parcels.Parcel) (bool, error)
		state   parcels.ParcelState
		err     string // that the error's text contains; "" for none
		calls   int
	}{
		{"a state that comes", []string{posted, moving, home}, parcels.InParcelState(parcels.ParcelStateHome), parcels.ParcelStateHome, "", 3},
		{"one of two states", []string{posted, moving, home}, parcels.InParcelState(parcels.ParcelStateHome, parcels.ParcelStateMoving), parcels.ParcelStateMoving, "", 2},
		{"an unknown state tells nothing", []string{strange, home}, parcels.InParcelState(parcels.ParcelStateHome), parcels.ParcelStateHome, "", 2},
		{"a state that cannot come", []string{moving, home}, parcels.InParcelState(parcels.ParcelStatePosted), parcels.ParcelStateHome, "parcels: parcel p1 is home and will not come to be posted", 2},
		{"a condition of one's own", []string{moving, home}, func(p *parcels.Parcel) (bool, error) { return p.Place == parcels.PlaceHome, nil }, parcels.ParcelStateHome, "", 2},
		{"a condition that gives up", []string{moving}, func(p *parcels.Parcel) (bool, error) { return false, tooLong }, parcels.ParcelStateMoving, "too long", 1},
		{"a refusal", []string{moving, "404"}, parcels.InParcelState(parcels.ParcelStateHome), parcels.ParcelStateMoving, "404", 2},
		{"a time without answers", []string{posted, "503", home}, parcels.InParcelState(parcels.ParcelStateHome), parcels.ParcelStateHome, "", 3},
		{"nothing happens", []string{posted}, parcels.InParcelState(parcels.ParcelStateHome), parcels.ParcelStatePosted, context.DeadlineExceeded.Error(), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &desk{answers: tt.answers}
				c, err := parcels.NewClient("desk_trial_1", parcels.WithHTTPClient(&http.Client{Transport: d}))
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				p, err := c.Parcels.WaitUntil(ctx, "p1", tt.cond, parcels.WithHeader("X-Desk", "7"))
				if got := p.State(); got != tt.state {
					t.Errorf("WaitUntil gives a parcel that is %v, want %v", got, tt.state)
				}
				if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
					t.Errorf("WaitUntil = %v, want %q", err, tt.err)
				}
				if tt.calls > 0 && d.calls != tt.calls {
					t.Errorf("WaitUntil made %d calls, want %d", d.calls, tt.calls)
				}
			})
		})
	}
}

func TestUnreachable(t *testing.T) {
	_, err := parcels.InParcelState(parcels.ParcelStatePosted, parcels.ParcelStateMoving)(read(t, home))
	want := &parcels.UnreachableError{Object: "parcel", ID: "p1", State: "home", Goals: []string{"posted", "moving"}}
	var got *parcels.UnreachableError
	if !errors.As(err, &got) || !reflect.DeepEqual(got, want) {
		t.Errorf("InParcelState gives %#v, want %#v", err, want)
	}
}

func TestStates(t *testing.T) {
	var none *parcels.Parcel
	tests := []struct {
		state    parcels.ParcelState
		want     parcels.ParcelState
		text     string
		terminal bool
	}{
		{none.State(), parcels.ParcelStateUnknown, "unknown", false},
		{new(parcels.Parcel).State(), parcels.ParcelStateUnknown, "unknown", false},
		{read(t, posted).State(), parcels.ParcelStatePosted, "posted", false},
		{read(t, home).State(), parcels.ParcelStateHome, "home", true},
		{read(t, strange).State(), parcels.ParcelStateUnknown, "unknown", false},
	}
	for _, tt := range tests {
		if tt.state != tt.want || tt.state.String() != tt.text || tt.state.Terminal() != tt.terminal {
			t.Errorf("%q is %v, terminal %t; want %q, %s, %t", string(tt.state), tt.state, tt.state.Terminal(), string(tt.want), tt.text, tt.terminal)
		}
	}
	if parcels.ParcelStateHome.Reaches(parcels.ParcelStatePosted) || !parcels.ParcelStateHome.Reaches(parcels.ParcelStateHome) || !parcels.ParcelStateUnknown.Reaches(parcels.ParcelStatePosted) {
		t.Error("Reaches: wanted home to lead nowhere but home, and an unknown state anywhere")
	}
	if !parcels.LockerStateFree.Reaches(parcels.LockerStateShut) || parcels.LockerStateShut.Reaches(parcels.LockerStateFree) {
		t.Error("Reaches: wanted a locker to be shut for good")
	}
}

// A check gives literal nil, or an error that is like the one of the API.
func TestChecks(t *testing.T) {
	day := time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
	p := read(t, moving)
	p.Carrier, p.PostedAt = parcels.CarrierRail, day
	if err := p.CanRecall(day.Add(time.Hour)); err != nil {
		t.Errorf("CanRecall = %v, want nil", err)
	}
	strict := parcels.AccountFacts{Strict: parcels.Some(true)}
	for _, tt := range []struct {
		after  time.Duration
		facts  []parcels.AccountFacts
		refuse bool
	}{
		{24 * time.Hour, nil, false},
		{24 * time.Hour, []parcels.AccountFacts{strict}, true},
		{24*time.Hour - time.Second, []parcels.AccountFacts{strict}, false},
		{24 * time.Hour, []parcels.AccountFacts{strict, {}}, false},
		{168 * time.Hour, nil, true},
	} {
		if err := p.CanRecall(day.Add(tt.after), tt.facts...); errors.Is(err, parcels.ErrIsLate) != tt.refuse {
			t.Errorf("CanRecall after %v with %v = %v, want a refusal: %t", tt.after, tt.facts, err, tt.refuse)
		}
	}
	err := read(t, home).CanRecall(day)
	var refusal *parcels.Error
	if !errors.As(err, &refusal) || !errors.Is(err, parcels.ErrIsHome) || !errors.Is(err, parcels.NoActionNeeded) || errors.Is(err, parcels.ErrIsLate) {
		t.Fatalf("CanRecall = %v, want ErrIsHome and nothing else", err)
	}
	if want := "parcels: parcel.recall: 410 is_home: it is there"; refusal.Status != 410 || err.Error() != want {
		t.Errorf("CanRecall = %q, want %q", err, want)
	}
	p.Live = true
	if err := p.CanLose(day); !errors.Is(err, parcels.ErrForTrials) {
		t.Errorf("CanLose of a live parcel = %v, want %v", err, parcels.ErrForTrials)
	}
	var none *parcels.Parcel
	if err := none.CanRecall(day); !errors.Is(err, parcels.ErrNotCarried) {
		t.Errorf("CanRecall of nil = %v, want what an empty parcel gets", err)
	}
}

func TestTraits(t *testing.T) {
	next := parcels.Carrier("balloon")
	got := []any{parcels.CarrierRail.SupportsReturns(), parcels.CarrierBoat.Tracks(), parcels.CarrierBoat.Days(), parcels.CarrierRail.Hub(), parcels.CarrierRail.Class(),
		next.SupportsReturns(), next.Tracks(), next.Days(), next.Hub(), next.Class()}
	want := []any{true, false, int64(40), parcels.Some("Basel"), parcels.SpeedFast, false, true, int64(5), parcels.Null[string](), parcels.SpeedSlow}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("traits are %v, want %v", got, want)
	}
}

func TestTriggers(t *testing.T) {
	tests := []struct {
		codes []parcels.FailureCode
		want  string
	}{
		{nil, "ONE TWO SIX TEN"},
		{[]parcels.FailureCode{parcels.FailureWet}, "ONE TWO SIX"},
		{[]parcels.FailureCode{parcels.FailureLost}, "ONE TEN"},
		{[]parcels.FailureCode{""}, "TWO TEN"},
		{[]parcels.FailureCode{"burnt"}, ""},
	}
	for _, tt := range tests {
		var keys []string
		for _, row := range parcels.TestLabels(tt.codes...) {
			keys = append(keys, row.Key)
		}
		if got := strings.Join(keys, " "); got != tt.want {
			t.Errorf("TestLabels(%q) = %s, want %s", tt.codes, got, tt.want)
		}
	}
	row := parcels.TestLabels()[1]
	if at, ok := row.From.Get(); row.Carrier != parcels.CarrierBoat || !ok || !at.Equal(time.Date(2026, time.January, 2, 3, 4, 5, 0, time.UTC)) || row.First.IsSet() {
		t.Errorf("the row TWO is %+v", row)
	}
	parcels.TestLabels()[0].Key = "changed"
	if got := parcels.TestLabels()[0].Key; got != "ONE" {
		t.Errorf("a changed row shows: its key is %q", got)
	}
}

func read(t *testing.T, text string) *parcels.Parcel {
	t.Helper()
	p := new(parcels.Parcel)
	if err := json.Unmarshal([]byte(text), p); err != nil {
		t.Fatal(err)
	}
	return p
}

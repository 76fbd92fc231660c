package chargegen_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chargegen/chargegen/gen/mockserver"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

// calls are some of each kind: refusals, effects, lists, what nobody made.
var calls = []struct{ method, path, key, body string }{
	{"POST", "/tokens", "pkey_test_1", "card[name]=A&card[number]=4242424242424242&card[expiration_month]=12&card[expiration_year]=2030"},
	{"POST", "/charges", "skey_test_1", "amount=100000&currency=thb&card=$1&capture=false"},
	{"POST", "/charges", "skey_test_1", "amount=100000&currency=thb&card=$1"},
	{"POST", "/charges/$2/reverse", "skey_test_1", ""},
	{"POST", "/charges/$2/reverse", "skey_test_1", ""},
	{"POST", "/charges", "skey_test_1", "amount=100000&currency=thb&source[type]=alipay&return_uri=https://example.com/"},
	{"POST", "/charges/$3/mark_as_paid", "skey_test_1", ""},
	{"GET", "/charges/$3/events", "skey_test_1", ""},
	{"GET", "/charges?order=reverse_chronological", "skey_test_1", ""},
	{"GET", "/charges/$3", "skey_test_2", ""},
	{"GET", "/charges/$3", "pkey_test_1", ""},
	{"POST", "/customers", "skey_test_1", `{"email": "a@example.com", "card": "tokn_test_5g5mep9yrko3vx2f0hx", "metadata": {"n": 1.0}}`},
	{"PATCH", "/charges/$3", "skey_test_1", "description=New"},
	{"GET", "/charge", "skey_test_1", ""},
}

var idPattern = regexp.MustCompile(`"id":"((?:tokn|chrg)_test_[0-9a-z]+)"`)

// play makes the calls one after the other. $1, $2, … are the ids in the answers, in the order they first appear.
func play(h http.Handler) string {
	var out strings.Builder
	var pairs []string
	for _, c := range calls {
		ids := strings.NewReplacer(pairs...)
		r := httptest.NewRequest(c.method, ids.Replace(c.path), strings.NewReader(ids.Replace(c.body)))
		r.SetBasicAuth(c.key, "")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		fmt.Fprintln(&out, w.Code, w.Header(), w.Body)
		if id := idPattern.FindStringSubmatch(w.Body.String()); id != nil && w.Code == 200 && !strings.Contains(strings.Join(pairs, " "), id[1]) {
			pairs = append(pairs, fmt.Sprintf("$%d", len(pairs)/2+1), id[1])
		}
	}
	return out.String()
}

// The generated mock and the mock that is served straight from the spec answer with the same bytes.
func TestSameBytes(t *testing.T) {
	const name = "spec/charges.yaml"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	api, faults := model.Parse(name, text, os.ReadFile)
	if faults.Refuses() {
		t.Fatal(faults)
	}
	served, err := mockserver.Engine(api, mockserver.Config{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	want := play(served)
	got := play(omisemock.New(t, omisemock.WithSeed(7)))
	answers := strings.Split(want, "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(answers) || line != answers[i] {
			t.Fatalf("call %d: the generated mock answers\n%.600s\nand the served one\n%.600s", i, line, answers[min(i, len(answers)-1)])
		}
	}
	if n := strings.Count(want, "\n200 ") + 1; n < 8 {
		t.Errorf("%d calls succeeded, want at least 8:\n%s", n, want)
	}
}

// hold is an amount that is held on a card.
var hold = omise.ChargeCreateParams{Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_5g5mep9yrko3vx2f0hx"), Capture: omise.Some(false)}

// In a bubble the mock's clock is the bubble's: a week takes no time, and nothing of the mock's own keeps it from ending.
func TestMockInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := omisemock.New(t, omisemock.WithWallClock())
		c := m.Client()
		ch, err := c.Charges.Create(t.Context(), hold)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(7*24*time.Hour - time.Second)
		if ch, err = c.Charges.Retrieve(t.Context(), ch.ID); err != nil || !ch.Reversible {
			t.Fatalf("a second before the end: %+v, %v", ch, err)
		}
		time.Sleep(time.Second)
		if _, err = c.Charges.Reverse(t.Context(), ch.ID); !errors.Is(err, omise.ErrAuthorizationExpired) {
			t.Errorf("Reverse = %v, want %v", err, omise.ErrAuthorizationExpired)
		}
	})
}

// The payer's step: a card that waits for it, each way that it can go.
func TestPayersStep(t *testing.T) {
	tests := []struct {
		name, card string
		do         func(m *omisemock.Mock, id string) error
		status     omise.ChargeStatus
		failure    omise.FailureCode
	}{
		{"pays", "4242424242424242", (*omisemock.Mock).Pay, omise.ChargeStatusSuccessful, ""},
		{"refuses", "4242424242424242", func(m *omisemock.Mock, id string) error { return m.Refuse(id) }, omise.ChargeStatusFailed, omise.FailurePaymentCancelled},
		{"says why", "4242424242424242", func(m *omisemock.Mock, id string) error {
			return m.Refuse(id, omisemock.RefuseParams{Code: omise.Some(omise.FailurePaymentRejected)})
		}, omise.ChargeStatusFailed, omise.FailurePaymentRejected},
		{"is declined all the same", "4111111111140011", (*omisemock.Mock).Pay, omise.ChargeStatusFailed, omise.FailureInsufficientFund},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := omisemock.New(t, omisemock.WithThreeDS(true))
			token, err := m.Token(tt.card)
			if err != nil {
				t.Fatal(err)
			}
			c := m.Client()
			ch, err := c.Charges.Create(t.Context(), omise.ChargeCreateParams{
				Amount: 100000, Currency: "thb", Card: omise.Some(token), ReturnURI: omise.Some("https://www.example.com/back"),
			})
			if err != nil {
				t.Fatal(err)
			}
			res, err := m.HTTPClient().Get(ch.AuthorizeURI.Or(""))
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(res.Body)
			if err != nil || res.StatusCode != http.StatusOK || !strings.Contains(string(page), ch.ID) {
				t.Errorf("the page at %s = %d %s (%v)", ch.AuthorizeURI, res.StatusCode, page, err)
			}
			if err := tt.do(m, ch.ID); err != nil {
				t.Fatal(err)
			}
			ch, err = c.Charges.Retrieve(t.Context(), ch.ID)
			if err != nil || ch.Status != tt.status || ch.FailureCode.Or("") != tt.failure {
				t.Errorf("status %s, failure %s (%v), want %s %s", ch.Status, ch.FailureCode, err, tt.status, tt.failure)
			}
			if err := m.Pay(ch.ID); err == nil {
				t.Error("a second step was taken, want an error")
			}
		})
	}
}

func TestTokenIsATestCard(t *testing.T) {
	if id, err := omisemock.New(t).Token("4000000000000000"); err == nil || !strings.Contains(err.Error(), "invalid_card") {
		t.Errorf("Token = %q, %v, want an error with invalid_card", id, err)
	}
}

// A function of the caller's answers in the mock's place, with typed arguments; the checks of key and shape stay.
func TestHandlers(t *testing.T) {
	var got omise.ChargeCreateParams
	m := omisemock.New(t, omisemock.With(omisemock.Handlers{
		ChargeCreate: func(_ context.Context, p omise.ChargeCreateParams) (*omise.Charge, error) {
			got = p
			return &omise.Charge{ID: "chrg_test_5g5mep9yrko3vx2f0hx", Amount: p.Amount}, nil
		},
		ChargeReverse: func(_ context.Context, id string) (*omise.Charge, error) { return nil, omise.ErrAlreadyCaptured },
		ChargeCapture: func(_ context.Context, id string) (*omise.Charge, error) {
			return nil, &omise.Error{Status: http.StatusTeapot, Message: "no " + id}
		},
	}))
	c := m.Client()
	want := hold
	want.Metadata = omise.Some(omise.Metadata{"order": "7"})
	ch, err := c.Charges.Create(t.Context(), want)
	if err != nil || ch.ID != "chrg_test_5g5mep9yrko3vx2f0hx" || ch.Amount != 100000 {
		t.Fatalf("Create = %+v, %v", ch, err)
	}
	if got.Amount != want.Amount || got.Card != want.Card || got.Capture != want.Capture || got.Source.IsSet() || got.Metadata.Or(nil)["order"] != "7" {
		t.Errorf("the function was given %+v, want %+v", got, want)
	}
	var refused *omise.Error
	if _, err = c.Charges.Reverse(t.Context(), ch.ID); !errors.Is(err, omise.ErrAlreadyCaptured) || !errors.As(err, &refused) || refused.Status != 422 {
		t.Errorf("Reverse = %v, want %v with status 422", err, omise.ErrAlreadyCaptured)
	}
	if _, err = c.Charges.Capture(t.Context(), ch.ID); !errors.As(err, &refused) || refused.Status != 418 {
		t.Errorf("Capture = %v, want status 418", err)
	}
	r := httptest.NewRequest(http.MethodPost, "/charges", strings.NewReader("amount=none&currency=thb"))
	r.SetBasicAuth(omisemock.Key, "")
	w := httptest.NewRecorder()
	m.ServeHTTP(w, r)
	if w.Code != http.StatusBadRequest {
		t.Errorf("a malformed amount = %d, want 400 before the function", w.Code)
	}
}

func TestFailNext(t *testing.T) {
	m := omisemock.New(t)
	c := m.Client()
	ch, err := c.Charges.Create(t.Context(), hold)
	if err != nil {
		t.Fatal(err)
	}
	m.FailNext(omisemock.ChargeReverseNotReversible)
	if _, err := c.Charges.Capture(t.Context(), "chrg_test_5g5mep9yrko3vx2f0hx"); !errors.Is(err, omise.ErrNotFound) {
		t.Errorf("Capture = %v, want %v: the fault is another operation's", err, omise.ErrNotFound)
	}
	if _, err := c.Charges.Reverse(t.Context(), ch.ID); !errors.Is(err, omise.ErrNotReversible) {
		t.Errorf("Reverse = %v, want %v", err, omise.ErrNotReversible)
	}
	if ch, err = c.Charges.Reverse(t.Context(), ch.ID); err != nil || !ch.Reversed {
		t.Errorf("the second Reverse = %+v, %v, want it to succeed", ch, err)
	}
	if calls := m.Calls("charge.reverse"); len(calls) != 2 || calls[0].Code != "not_reversible" || calls[1].Status != 200 {
		t.Errorf("Calls = %+v, want a refusal and a success", calls)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		omisemock.New(b)
	}
}

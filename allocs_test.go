//go:build !race

package chargegen_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

// TestAllocations holds the hot paths to ceilings on what they allocate. Unlike times, these are the same on every
// machine. A ceiling is a little above what was counted; what brings it down should bring the ceiling down too.
func TestAllocations(t *testing.T) {
	mock := omisemock.New(t)
	ctx := context.Background()
	charge, err := mock.Client().Charges.Create(ctx, newCharge())
	if err != nil {
		t.Fatal(err)
	}
	text, err := charge.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	client, err := omise.NewClient(omisemock.Key, omise.WithHTTPClient(&http.Client{Transport: fixed(text)}))
	if err != nil {
		t.Fatal(err)
	}
	small := omise.ChargeCreateParams{Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_5g5mep9yrko3vx2f0hx")}
	create := func(p omise.ChargeCreateParams) func() error {
		return func() error { _, err := client.Charges.Create(ctx, p); return err }
	}
	sent := count(t, create(small))
	tests := []struct {
		name string
		most float64
		got  float64
	}{
		{"decode a charge", 9, count(t, func() error { var c omise.Charge; return c.UnmarshalJSON(text) })},
		{"encode a charge", 1, count(t, func() error { _, err := charge.MarshalJSON(); return err })},
		{"retrieve a charge, without a network", 30, count(t, func() error { _, err := client.Charges.Retrieve(ctx, charge.ID); return err })},
		{"what text and nested members add to the parameters of a call", 2, count(t, create(newCharge())) - sent},
		{"mock: retrieve", 33, count(t, func() error { return call(mock, http.MethodGet, "/charges/"+charge.ID, "") })},
		{"mock: create", 68, count(t, func() error {
			return call(mock, http.MethodPost, "/charges", "amount=100000&currency=thb&card="+newToken()+"&metadata[order_id]=A-1")
		})},
	}
	for _, tt := range tests {
		t.Logf("%s: %v", tt.name, tt.got)
		if tt.got > tt.most {
			t.Errorf("%s allocates %v times; at most %v are allowed", tt.name, tt.got, tt.most)
		}
	}
}

// count is how often f allocates.
func count(t *testing.T, f func() error) float64 {
	t.Helper()
	return testing.AllocsPerRun(200, func() {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	})
}

func newCharge() omise.ChargeCreateParams {
	return omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some(newToken()), Description: omise.Some("2 shirts"),
		ReturnURI: omise.Some("https://example.com/orders/1?of=2&more=3"), Metadata: omise.Some(omise.Metadata{"order_id": "A-1", "color": "black"}),
	}
}

var tokens int

// newToken is the id of a token that was not used before: each is good once.
func newToken() string {
	tokens++
	return fmt.Sprintf("tokn_test_%019d", tokens)
}

// fixed is a transport that answers everything with the same body.
type fixed []byte

func (f fixed) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			return nil, err
		}
	}
	return &http.Response{
		StatusCode: http.StatusOK, Request: req, Body: io.NopCloser(bytes.NewReader(f)), ContentLength: int64(len(f)),
		Header: http.Header{"Content-Type": {"application/json"}},
	}, nil
}

// call asks the mock for something and reads the answer.
func call(mock *omisemock.Mock, method, path, form string) error {
	req, err := http.NewRequest(method, "https://api.example.com"+path, strings.NewReader(form))
	if err != nil {
		return err
	}
	req.SetBasicAuth(omisemock.Key, "")
	if form != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := mock.HTTPClient().Transport.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s answered %d %s", method, path, resp.StatusCode, body)
	}
	return err
}

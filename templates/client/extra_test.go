package client

import (
	"context"
	"testing"
)

func TestParamsBeyondTheSignature(t *testing.T) {
	s := serve(t, reply(200, `{"id":"prcl_test_1"}`))
	c := s.client(t)
	ctx := context.Background()
	tests := []struct {
		name     string
		call     func() error
		uri      string
		body     string
		encoding Encoding
	}{
		{"query", func() error {
			_, err := c.Parcels.Retrieve(ctx, "prcl_test_1", WithParam("expand", true), WithParam("a b", "x&y"))
			return err
		}, "/parcels/prcl_test_1?expand=true&a+b=x%26y", "", ""},
		{"form beside others", func() error {
			_, err := c.Parcels.Create(ctx, ParcelCreateParams{Weight: 5}, WithParam("fragile", true), WithParam("n", 3))
			return err
		}, "/parcels", "weight=5&fragile=true&n=3", ""},
		{"JSON beside others", func() error {
			_, err := c.Parcels.Create(ctx, ParcelCreateParams{Weight: 5}, WithEncoding(EncodingJSON), WithParam(`odd"`, "v"), WithParam("n", 2.5))
			return err
		}, "/parcels", `{"weight":5,"odd\"":"v","n":2.5}`, ""},
		{"form alone", func() error {
			_, err := c.Parcels.Close(ctx, "prcl_test_1", WithParam("part", int64(7)))
			return err
		}, "/parcels/prcl_test_1/close", "part=7", ""},
		{"JSON alone", func() error {
			_, err := c.Parcels.Close(ctx, "prcl_test_1", WithEncoding(EncodingJSON), WithParam("part", 7))
			return err
		}, "/parcels/prcl_test_1/close", `{"part":7}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.call(); err != nil {
				t.Fatal(err)
			}
			if got := s.last(t); got.uri != tt.uri || got.body != tt.body {
				t.Errorf("sent %s %s, want %s %s", got.uri, got.body, tt.uri, tt.body)
			}
		})
	}
	if _, err := c.Parcels.Retrieve(ctx, "prcl_test_1", WithParam("x", []int{1})); err == nil {
		t.Error("a list was taken for a parameter's value")
	}
}

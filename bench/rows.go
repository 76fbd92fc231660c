package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
	"github.com/go-faster/jx"
)

const key = "skey_test_5xuy4w91xqz7d1w9u0t"

// fixture is what the measurements share: a charge, a server that always answers with it, and a mock that keeps one.
type fixture struct {
	charge []byte
	static *httptest.Server
	client *omise.Client
	mock   *omisemock.Mock
	id     string
	url    string
}

func newFixture() *fixture {
	f := &fixture{}
	mock, err := omisemock.Start()
	check(err)
	f.mock = mock
	f.url, err = mock.Listen()
	check(err)
	made, err := mock.Client().Charges.Create(context.Background(), omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_5g5mep9yrko3vx2f0hx"), Description: omise.Some("2 shirts"),
		Metadata: omise.Some(omise.Metadata{"order_id": "A-1", "color": "black"}),
	})
	check(err)
	f.id = made.ID
	f.charge, err = json.Marshal(made)
	check(err)
	f.static = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(f.charge)
	}))
	f.client, err = omise.NewClient(key, omise.WithBaseURL(f.static.URL))
	check(err)
	return f
}

func (f *fixture) close() {
	f.static.Close()
	check(f.mock.Close())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// rows lists the comparisons.
func rows(f *fixture) []row {
	return []row{
		{"decode a charge", "encoding/json into a plain struct", "≤ 0.17", f.decode, f.decodePlain},
		{"decode a charge", "jx, scanning only", "", f.decode, f.scan},
		{"encode a charge", "encoding/json of a plain struct", "≤ 0.60", f.encode, f.encodePlain},
		{"GET over loopback", "net/http and ReadAll", "≤ 1.20", f.retrieve, f.get(f.static.URL, f.id)},
		{"mock GET, 32 connections", "a handler of fixed bytes", "≤ 1.33", f.load(f.url, f.id), f.load(f.static.URL, f.id)},
	}
}

func (f *fixture) decode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var c omise.Charge
		check(c.UnmarshalJSON(f.charge))
	}
}

func (f *fixture) decodePlain(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var c plainCharge
		check(json.Unmarshal(f.charge, &c))
	}
}

func (f *fixture) scan(b *testing.B) {
	b.ReportAllocs()
	var d jx.Decoder
	for b.Loop() {
		d.ResetBytes(f.charge)
		check(d.Skip())
	}
}

func (f *fixture) encode(b *testing.B) {
	var c omise.Charge
	check(c.UnmarshalJSON(f.charge))
	b.ReportAllocs()
	for b.Loop() {
		_, err := c.MarshalJSON()
		check(err)
	}
}

func (f *fixture) encodePlain(b *testing.B) {
	var c plainCharge
	check(json.Unmarshal(f.charge, &c))
	b.ReportAllocs()
	for b.Loop() {
		_, err := json.Marshal(&c)
		check(err)
	}
}

func (f *fixture) retrieve(b *testing.B) {
	b.ReportAllocs()
	ctx := context.Background()
	for b.Loop() {
		_, err := f.client.Charges.Retrieve(ctx, f.id)
		check(err)
	}
}

// get reads one address by net/http alone.
func (f *fixture) get(base, id string) func(*testing.B) {
	return func(b *testing.B) {
		b.ReportAllocs()
		client := &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
		defer client.CloseIdleConnections()
		for b.Loop() {
			fetch(client, base+"/charges/"+id)
		}
	}
}

// load reads one address over 32 connections.
func (f *fixture) load(base, id string) func(*testing.B) {
	return func(b *testing.B) {
		b.ReportAllocs()
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.MaxIdleConnsPerHost = 32
		client := &http.Client{Transport: transport}
		defer client.CloseIdleConnections()
		b.SetParallelism(16) // times two processors
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				fetch(client, base+"/charges/"+id)
			}
		})
	}
}

func fetch(client *http.Client, address string) {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	check(err)
	req.SetBasicAuth(key, "")
	resp, err := client.Do(req)
	check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	check(err)
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(string(body), "{") {
		log.Fatalf("%s answered %d %s", address, resp.StatusCode, body)
	}
}

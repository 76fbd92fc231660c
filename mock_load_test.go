package chargegen_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

// Of many who reverse one charge at once, one does it and all others are told so.
func TestOneOfManyReverses(t *testing.T) {
	const callers = 200
	m := omisemock.New(t)
	client, ctx := m.Client(), context.Background()
	token, err := m.Token("4242424242424242")
	if err != nil {
		t.Fatal(err)
	}
	held, err := client.Charges.Create(ctx, omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some(token), Capture: omise.Some(false),
	})
	if err != nil {
		t.Fatal(err)
	}
	errs := make([]error, callers)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { _, errs[i] = client.Charges.Reverse(ctx, held.ID) })
	}
	wg.Wait()
	done, told := 0, 0
	for _, err := range errs {
		switch {
		case err == nil:
			done++
		case errors.Is(err, omise.ErrAlreadyReversed):
			told++
		default:
			t.Error(err)
		}
	}
	if done != 1 || told != callers-1 {
		t.Errorf("%d reversed and %d were told so, want 1 and %d", done, told, callers-1)
	}
}

// Clients that send half a request, or read no answer, keep nobody else from being served.
func TestSlowClientsStallNobody(t *testing.T) {
	m := omisemock.New(t)
	address, err := m.Listen()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 64 {
		conn, err := net.Dial("tcp", u.Host)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		half := "POST /charges HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\namount="
		if i%2 == 0 {
			half = "GET /charges HTTP/1.1\r\nHost: localhost\r\n\r\n"
		}
		if _, err := fmt.Fprint(conn, half); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for range 100 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/charges", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.SetBasicAuth("skey_test_5xuy4w91xqz7d1w9u0t", "")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("status = %d, want 200", resp.StatusCode)
		}
	}
}

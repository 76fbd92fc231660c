package x_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/x/go/shop"
	"example.com/x/go/shopmock"
)

func order(t *testing.T, c *shop.Client) *shop.Order {
	t.Helper()
	o, err := c.Orders.Create(t.Context(), shop.OrderCreateParams{
		Lines: []*shop.NewLine{{Sku: "ABC-1", Quantity: 2, Price: 500}},
		Total: 1000,
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOrderIsPaidPackedAndShipped(t *testing.T) {
	ctx, mock := t.Context(), shopmock.New(t)
	c := mock.Client()
	o := order(t, c)
	if _, err := c.Shipments.Create(ctx, o.ID, shop.ShipmentCreateParams{Carrier: "dhl"}); !errors.Is(err, shop.ErrNotPacked) {
		t.Errorf("a label before the box: %v", err)
	}
	if _, err := c.Orders.Pay(ctx, o.ID, shop.OrderPayParams{Amount: 1489}); !errors.Is(err, shop.ErrWrongAmount) {
		t.Errorf("a cent too little: %v", err)
	}
	if _, err := c.Orders.Pay(ctx, o.ID, shop.OrderPayParams{Amount: o.GrandTotal}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Orders.Pack(ctx, o.ID); err != nil {
		t.Fatal(err)
	}
	s, err := c.Shipments.Create(ctx, o.ID, shop.ShipmentCreateParams{Carrier: "dhl"})
	if err != nil || s.Order != o.ID {
		t.Fatalf("shipment %+v, %v", s, err)
	}
	o, err = c.Orders.Ship(ctx, o.ID, shop.OrderShipParams{Shipment: s.ID})
	if err != nil || o.LastShipment.Or("") != s.ID || o.State() != shop.OrderStateShipped {
		t.Errorf("shipped: %+v, %v", o, err)
	}
	if err = mock.PickUp(s.ID); err != nil {
		t.Fatal(err)
	}
	if err = mock.Advance(72 * time.Hour); err != nil {
		t.Fatal(err)
	}
	if s, err = c.Shipments.Retrieve(ctx, s.ID); err != nil || s.State() != shop.ShipmentStateLost {
		t.Errorf("three days later: %+v, %v", s, err)
	}
}

// Ids are whole numbers in JSON, both ways, and texts in Go.
func TestIDsAreNumbersInJSON(t *testing.T) {
	mock := shopmock.New(t)
	o := order(t, mock.Client())
	rq, err := http.NewRequestWithContext(t.Context(), "GET", mock.URL()+"/orders/"+o.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	rq.SetBasicAuth("sk_test_abc", "")
	answer, err := http.DefaultClient.Do(rq)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || !strings.HasPrefix(string(body), `{"id":`+o.ID+`,`) {
		t.Errorf("the mock answers %s, %v", body, err)
	}
	var read shop.Order
	if err = json.Unmarshal(body, &read); err != nil || read.ID != o.ID {
		t.Fatalf("id %q, %v", read.ID, err)
	}
	if again, err := json.Marshal(read); err != nil || string(again) != string(body) {
		t.Errorf("written again as %s, %v", again, err)
	}
}

func TestUnpaidOrderIsCancelled(t *testing.T) {
	mock := shopmock.New(t)
	o := order(t, mock.Client())
	if err := mock.Advance(48 * time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := mock.Client().Orders.Pay(t.Context(), o.ID, shop.OrderPayParams{Amount: o.GrandTotal}); !errors.Is(err, shop.ErrCancelled) {
		t.Errorf("paid after two days: %v", err)
	}
}

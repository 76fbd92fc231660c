// Quickstart creates a charge, reads it back, meets a refusal and lists what there is, through the generated client. It
// talks to the generated mock in its own process: it needs no account and no network, and prints the same every time.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// run is the whole story. Against the real API, one line differs: the client is made by omise.NewClient(key).
func run(ctx context.Context, w io.Writer) error {
	mock, err := omisemock.Start(omisemock.WithStart(time.Date(2026, time.January, 5, 9, 30, 0, 0, time.UTC)))
	if err != nil {
		return err
	}
	defer mock.Close()
	client := mock.Client()

	charge, err := create(ctx, w, client)
	if err != nil {
		return err
	}
	if err := retrieve(ctx, w, client, charge.ID); err != nil {
		return err
	}
	return list(ctx, w, client)
}

// create holds an amount on a card. What is required is a plain field; the rest is Optional.
func create(ctx context.Context, w io.Writer, client *omise.Client) (*omise.Charge, error) {
	charge, err := client.Charges.Create(ctx, omise.ChargeCreateParams{
		Amount:      100000,
		Currency:    "thb",
		Card:        omise.Some("tokn_test_no1t4tnemucod0e51mo"),
		Capture:     omise.Some(false),
		Description: omise.Some("Two tickets"),
	})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(w, "created: %d %s, %s\n", charge.Amount, charge.Currency, charge.Status)
	return charge, nil
}

// retrieve reads a charge by its id, and then one that does not exist: each code of the API is a constant.
func retrieve(ctx context.Context, w io.Writer, client *omise.Client, id string) error {
	charge, err := client.Charges.Retrieve(ctx, id)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "retrieved: %s, authorized %t, paid %t\n", charge.Description.Or("nothing"), charge.Authorized, charge.Paid)

	_, err = client.Charges.Retrieve(ctx, "chrg_test_000000000000000000")
	if refusal := new(omise.Error); errors.Is(err, omise.ErrNotFound) && errors.As(err, &refusal) {
		fmt.Fprintf(w, "refused with status %d: %s\n", refusal.Status, refusal.Resolution())
		return nil
	}
	return err
}

// list makes three more charges and goes through all there are: pages are fetched as the loop needs them.
func list(ctx context.Context, w io.Writer, client *omise.Client) error {
	for i := range 3 {
		if _, err := client.Charges.Create(ctx, omise.ChargeCreateParams{
			Amount:   int64(2000 * (i + 1)),
			Currency: "thb",
			Card:     omise.Some(fmt.Sprintf("tokn_test_no1t4tnemucod0e5%02d", i)),
		}); err != nil {
			return err
		}
	}
	for charge, err := range client.Charges.List(ctx, omise.ChargeListParams{Limit: omise.Some(int64(2))}) {
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "listed: %d %s, paid %t\n", charge.Amount, charge.Currency, charge.Paid)
	}
	return nil
}

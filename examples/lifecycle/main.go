// Lifecycle tells two stories of a charge: an amount that is held on a card and forgotten until its week is over, and a
// card that the bank declines. Time is the mock's own: the week takes no time, and the stories are the same every time.
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
		fmt.Fprintln(os.Stderr, "lifecycle:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer) error {
	mock, err := omisemock.Start()
	if err != nil {
		return err
	}
	defer mock.Close()
	if err := forgotten(ctx, w, mock); err != nil {
		return err
	}
	return declined(ctx, w, mock)
}

// forgotten holds an amount, waits too long, and is refused. Before each call the client tells what the API would say.
func forgotten(ctx context.Context, w io.Writer, mock *omisemock.Mock) error {
	charges := mock.Client().Charges
	token, err := mock.Token("4242424242424242")
	if err != nil {
		return err
	}
	charge, err := charges.Create(ctx, omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some(token), Capture: omise.Some(false),
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "held: %s\n", charge.State())

	for _, wait := range []time.Duration{6 * 24 * time.Hour, 24 * time.Hour} {
		if err := mock.Advance(wait); err != nil {
			return err
		}
		if charge, err = charges.Retrieve(ctx, charge.ID); err != nil {
			return err
		}
		days := int(mock.Now().Sub(charge.CreatedAt).Hours() / 24)
		fmt.Fprintf(w, "after %d days: %s, final %t, can it be reversed? %s\n", days, charge.State(), charge.State().Terminal(), answer(charge.CanReverse(mock.Now())))
	}
	if _, err = charges.Reverse(ctx, charge.ID); !errors.Is(err, omise.ErrAuthorizationExpired) {
		return fmt.Errorf("reverse: %w", err)
	}
	fmt.Fprintf(w, "can the API reverse it? %s\n", answer(err))
	return nil
}

// declined charges a test card that fails. That is no error: the answer is a charge that says why.
func declined(ctx context.Context, w io.Writer, mock *omisemock.Mock) error {
	card := omise.TestCards(omise.FailureInsufficientFund)[0]
	token, err := mock.Token(card.Key)
	if err != nil {
		return err
	}
	charge, err := mock.Client().Charges.Create(ctx, omise.ChargeCreateParams{Amount: 100000, Currency: "thb", Card: omise.Some(token)})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s ending in %s: %s, %s\n", card.Brand, card.LastDigits, charge.State(), charge.FailureCode)
	return nil
}

// answer says a verdict or an answer in a word or two.
func answer(verdict error) string {
	var refusal *omise.Error
	if errors.As(verdict, &refusal) {
		return "no, " + string(refusal.Code)
	}
	return "yes"
}

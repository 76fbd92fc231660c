package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"testing"
	"time"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

// How many charges are few, and how many are many. Each leaves a token and a card too, and a mock keeps a million objects.
const (
	few  = 1_000
	many = 200_000
)

// million measures what many charges cost the mock, in memory and in the time of each call.
func (b *bench) million() error {
	m, err := omisemock.Start()
	if err != nil {
		return err
	}
	defer m.Close()
	before := live()
	first, err := fill(m, 0, few)
	if err != nil {
		return err
	}
	small, err := b.lookups(m, first)
	if err != nil {
		return err
	}
	begin := time.Now()
	if _, err := fill(m, few, many); err != nil {
		return err
	}
	took := time.Since(begin)
	held := live() - before
	large, err := b.lookups(m, first)
	if err != nil {
		return err
	}
	b.table.absolute(fmt.Sprintf("mock: live memory of each of %d charges (2 GiB for a million)", many), number(float64(held)/many, "B"), number(2<<30/1e6, "B"))
	b.table.add(row{what: fmt.Sprintf("mock: making a charge in the same process, of %d", many), ours: seconds(took / (many - few)).String()})
	for i, what := range []string{"retrieve", "a list page"} {
		b.table.atMost(fmt.Sprintf("mock: %s among %d", what, many), fmt.Sprintf("among %d", few), nanoseconds(large[i].ns), nanoseconds(small[i].ns), 1.5)
	}
	return nil
}

// live is the memory that is in use after collecting what is not.
func live() uint64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// fill makes charges and returns the id of the first.
func fill(m *omisemock.Mock, from, to int) (string, error) {
	id := ""
	for i := from; i < to; i++ {
		c, err := m.Client().Charges.Create(context.Background(), omise.ChargeCreateParams{
			Amount: 100000, Currency: "thb", Card: omise.Some(newToken()), Description: omise.Some("2 shirts"),
			Metadata: omise.Some(omise.Metadata{"order_id": "A-1", "color": "black"}),
		})
		if err != nil {
			return "", err
		}
		if id == "" {
			id = c.ID
		}
	}
	return id, nil
}

// lookups measures reading one charge and one page of them.
func (b *bench) lookups(m *omisemock.Mock, id string) ([]timing, error) {
	ctx := context.Background()
	return inTurns(
		func() error { _, err := m.Client().Charges.Retrieve(ctx, id); return err },
		func() error {
			for _, err := range m.Client().Charges.List(ctx, omise.ChargeListParams{Order: omise.Some(omise.ListOrderReverseChronological), Limit: omise.Some(int64(20))}) {
				return err
			}
			return errors.New("an empty list")
		})
}

// params measures what nested parameters add to a call whose answer takes no network.
func (b *bench) params() error {
	text, err := b.example()
	if err != nil {
		return err
	}
	client, err := omise.NewClient(key, omise.WithHTTPClient(&http.Client{Transport: canned(text)}))
	if err != nil {
		return err
	}
	ctx := context.Background()
	small := omise.ChargeCreateParams{Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_5g5mep9yrko3vx2f0hx")}
	large := small
	large.Description, large.ReturnURI = omise.Some("2 shirts"), omise.Some("https://example.com/orders/1?of=2&more=3")
	large.Metadata = omise.Some(omise.Metadata{"order_id": "A-1", "color": "black"})
	allocs := func(p omise.ChargeCreateParams) float64 {
		return testing.AllocsPerRun(200, func() {
			if _, callErr := client.Charges.Create(ctx, p); callErr != nil {
				err = callErr
			}
		})
	}
	plain, nested := allocs(small), allocs(large)
	b.table.absolute("encode params: allocations that text and nested members add", number(nested-plain, ""), number(2, ""))
	return err
}

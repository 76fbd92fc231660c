// Command clients holds the generated client beside those that ogen and oapi-codegen make of the same shapes. The bench
// puts their packages beside this file before it builds it. It is given a charge in a file and prints a line for each
// measurement: its name, nanoseconds, allocations.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"
	"time"

	"clients/oapi"
	"clients/ogen"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/go-faster/jx"
)

const (
	key = "skey_test_5xuy4w91xqz7d1w9u0t"
	id  = "chrg_test_no1t4tnemucod0e51mo"
)

// As in the bench: many short turns, of which the tenth that was fastest tells the time.
const (
	turns  = 100
	moment = 10 * time.Millisecond
	batch  = 10
)

// measurement is one thing to be measured.
type measurement struct {
	name string
	run  func() error
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	check(err)
	for _, group := range [][]measurement{decoders(text), callers(text)} {
		measure(group)
	}
}

// measure runs the members of a group in turns and prints what each takes.
func measure(group []measurement) {
	runs := make([][]float64, len(group))
	for range turns {
		for i, m := range group {
			runs[i] = append(runs[i], turn(m.run))
		}
	}
	for i, m := range group {
		slices.Sort(runs[i])
		allocs := testing.AllocsPerRun(batch, func() { check(m.run()) })
		fmt.Printf("%s %.0f %.0f\n", m.name, runs[i][turns/10], allocs)
	}
}

// turn runs a function for a moment and returns how many nanoseconds one run took.
func turn(run func() error) float64 {
	begin := time.Now()
	for n := batch; ; n += batch {
		for range batch {
			check(run())
		}
		if took := time.Since(begin); took >= moment {
			return float64(took.Nanoseconds()) / float64(n)
		}
	}
}

func decoders(text []byte) []measurement {
	var scanner jx.Decoder
	return []measurement{
		{"decode-ours", func() error {
			var c omise.Charge
			return c.UnmarshalJSON(text)
		}},
		{"decode-ogen", func() error {
			var c ogen.Charge
			return c.Decode(jx.DecodeBytes(text))
		}},
		{"decode-oapi-codegen", func() error {
			var c oapi.Charge
			return json.Unmarshal(text, &c)
		}},
		{"decode-jx", func() error {
			scanner.ResetBytes(text)
			return scanner.Skip()
		}},
	}
}

func callers(text []byte) []measurement {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(text)
	}))
	ctx := context.Background()
	ours, err := omise.NewClient(key, omise.WithBaseURL(server.URL))
	check(err)
	theirs, err := ogen.NewClient(server.URL)
	check(err)
	others, err := oapi.NewClientWithResponses(server.URL)
	check(err)
	return []measurement{
		{"call-raw", func() error { return raw(server.URL + "/charges/" + id) }},
		{"call-ours", func() error {
			_, err := ours.Charges.Retrieve(ctx, id)
			return err
		}},
		{"call-ogen", func() error {
			_, err := theirs.ChargeRetrieve(ctx, ogen.ChargeRetrieveParams{ID: id})
			return err
		}},
		{"call-oapi-codegen", func() error {
			_, err := others.ChargeRetrieveWithResponse(ctx, id, nil)
			return err
		}},
	}
}

// raw is the floor: net/http and reading the body.
func raw(address string) error {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(key, "")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

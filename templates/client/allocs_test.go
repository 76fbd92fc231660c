//go:build !race

package client

import "testing"

// Under the race detector a pool forgets now and then what it was given.
func TestDecodeAllocations(t *testing.T) {
	text := []byte(`{"id":"a","weight":1,"note":"b","sender":{"name":"c","city":"d"},"created_at":"2026-01-02T03:04:05Z"}`)
	n := testing.AllocsPerRun(100, func() {
		var p Parcel
		if decodeText(text, &p) != nil {
			t.Fatal("refused")
		}
	})
	if n > 4 { // the parcel, the person, the texts, the names of the members that are absent
		t.Errorf("%v allocations, want at most 4", n)
	}
}

package main

import (
	"strings"
	"testing"

	"github.com/chargegen/chargegen/out/go/omisemock"
)

// The loads are answered as they expect, whatever they measure.
func TestLoads(t *testing.T) {
	mock, err := omisemock.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer mock.Close()
	url, err := mock.Listen()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{address: strings.TrimPrefix(url, "http://")}
	for name, make := range map[string]func(*server, int) (*load, error){"read": reads, "create": creates, "reverse": reverses} {
		l, err := make(s, 100)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := l.run()
		if err != nil || got.perSecond <= 0 || got.p99 <= 0 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

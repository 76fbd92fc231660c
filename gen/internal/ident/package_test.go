package ident_test

import (
	"testing"

	"github.com/chargegen/chargegen/gen/internal/ident"
)

func TestIsPackage(t *testing.T) {
	for _, name := range []string{"parcels", "n", "client", "err", "mock", "ctx", "v2"} {
		if !ident.IsPackage(name) {
			t.Errorf("IsPackage(%q) = false, want true", name)
		}
	}
	for _, name := range []string{"", "2v", "Parcels", "par_cels", "func", "len", "nil", "any", "string", "min", "init", "main", "internal", "vendor", "testdata"} {
		if ident.IsPackage(name) {
			t.Errorf("IsPackage(%q) = true, want false", name)
		}
	}
}

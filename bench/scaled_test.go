package main

import (
	"os"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// charges is the flagship spec, which all measurements are about.
const charges = "../spec/charges.yaml"

func TestScaled(t *testing.T) {
	text, err := os.ReadFile(charges)
	if err != nil {
		t.Fatal(err)
	}
	count := func(n int) (resources, operations int) {
		more, err := scaled(text, n)
		if err != nil {
			t.Fatal(err)
		}
		doc, findings := spec.Parse("charges.yaml", more, nil)
		if findings.Refuses() {
			t.Fatalf("%d copies: %v", n, findings)
		}
		api, findings := model.Build(doc)
		if findings.Refuses() {
			t.Fatalf("%d copies: %v", n, findings)
		}
		for _, r := range api.Resources {
			operations += len(r.Operations)
		}
		return len(api.Resources), operations
	}
	resources, operations := count(1)
	more, calls := count(4)
	if more != resources+3 || calls != operations+3*10 {
		t.Errorf("4 copies have %d resources and %d operations; wanted %d and %d", more, calls, resources+3, operations+30)
	}
}

func TestOpenAPI(t *testing.T) {
	text, err := os.ReadFile(charges)
	if err != nil {
		t.Fatal(err)
	}
	out, err := openAPI("charges.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 100_000 {
		t.Errorf("only %d bytes of OpenAPI", len(out))
	}
}

package model_test

import (
	"os"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// parse reads a spec file of testdata that stands alone.
func parse(t testing.TB, name string) *spec.Document {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	doc, found := spec.Parse(name, data, os.ReadFile)
	if len(found) > 0 {
		t.Fatalf("%s does not parse:\n%v", name, found)
	}
	return doc
}

func parcels(t testing.TB) *model.API {
	t.Helper()
	api, found := model.Build(parse(t, "ok_parcels.yaml"))
	if len(found) > 0 {
		t.Fatalf("the parcels do not build:\n%v", found)
	}
	return api
}

func TestBuild(t *testing.T) { parcels(t) }

package prove_test

import (
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/internal/wanttest"
	"github.com/chargegen/chargegen/spec"
)

// findings explores a case that stands in one file. What the model says of it comes first.
func findings(t *testing.T) wanttest.Check {
	return func(file string, data []byte) spec.ErrorList {
		doc, found := spec.Parse(file, data, func(string) ([]byte, error) { return nil, errors.New("no such file") })
		if found.Refuses() {
			return found
		}
		api, more := model.Build(doc)
		if found = append(found, more...); found.Refuses() {
			return found
		}
		_, more, err := prove.Run(api)
		if err != nil {
			t.Errorf("prove.Run(%s): %v", file, err)
		}
		return append(found, more...)
	}
}

func TestWants(t *testing.T) { wanttest.Run(t, "testdata", findings(t)) }

func TestRules(t *testing.T) { wanttest.Rules(t, "testdata", prove.Rules, findings(t)) }

// Where no call makes an object, whoever names one is told that there is none: that is reproduced though nothing else is.
func TestNobodyIsNotFound(t *testing.T) {
	data, err := os.ReadFile("testdata/unmade/stay.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, found := range findings(t)("stay.yaml", data) {
		rules = append(rules, found.Rule)
	}
	if want := []string{"state-unreachable", "outcome-never"}; !slices.Equal(rules, want) {
		t.Errorf("found %v, want %v", rules, want)
	}
}

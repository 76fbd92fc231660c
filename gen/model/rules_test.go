package model_test

import (
	"errors"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/internal/wanttest"
	"github.com/chargegen/chargegen/spec"
)

// findings builds a case that stands in one file.
func findings(file string, data []byte) spec.ErrorList {
	doc, found := spec.Parse(file, data, func(string) ([]byte, error) { return nil, errors.New("no such file") })
	if found.Refuses() {
		return found
	}
	_, more := model.Build(doc)
	return append(found, more...)
}

func TestWants(t *testing.T) { wanttest.Run(t, "testdata", findings) }

func TestRules(t *testing.T) { wanttest.Rules(t, "testdata", model.Rules, findings) }

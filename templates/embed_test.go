package templates_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates"
)

// explorers are the files of the engine that only the generator itself needs.
var explorers = []string{"probe.go"}

// A generated mock carries every file of the engine but tests and explorers.
func TestEngineIsWhole(t *testing.T) {
	files, err := os.ReadDir("engine")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := f.Name()
		if f.IsDir() || strings.HasSuffix(name, "_test.go") || slices.Contains(explorers, name) {
			continue
		}
		if _, err := fs.Stat(templates.Engine, "engine/"+name); err != nil {
			t.Errorf("engine/%s is not embedded: add it to engine_embed.go", name)
		}
	}
}

package diff_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/chargegen/chargegen/gen/diff"
	"github.com/chargegen/chargegen/gen/model"
)

// BenchmarkCompare reads two editions of the flagship spec and compares them: the same twice, one enum more, one attribute
// always there, and one window shorter, for which lifecycles have to be explored.
func BenchmarkCompare(b *testing.B) {
	data, err := os.ReadFile("../../spec/charges.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for _, bb := range []struct{ name, old, new string }{
		{"same", "", ""},
		{"enum", "enums:\n", "enums:\n  beside: {doc: New., values: {one: {doc: One.}}}\n"},
		{"attribute", "location: {type: string, optional: true", "location: {type: string"},
		{"window", "hold: {default: 168h", "hold: {default: 24h"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			other := bytes.Replace(data, []byte(bb.old), []byte(bb.new), 1)
			for b.Loop() {
				if _, err := diff.Compare(read(b, data), read(b, other)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func read(b *testing.B, data []byte) *model.API {
	api, found := model.Parse("charges.yaml", data, os.ReadFile)
	if found.Refuses() {
		b.Fatal(found)
	}
	return api
}

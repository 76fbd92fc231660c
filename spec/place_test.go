package spec_test

import (
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

// A fault inside a condition or a type is reported where it stands in the file, however the text is written. The @
// marks the place; it is also what no condition and no type may hold.
func TestPlacesInText(t *testing.T) {
	tests := []struct{ name, in string }{
		{"plain", "require: a == @"},
		{"after characters of several bytes", "doc: ü\n     require: \"a == 'é' && @\""},
		{"in braces", "{doc: é, require: a == @}"},
		{"single quotes", "require: 'a == @'"},
		{"double quotes", "require: \"a == @\""},
		{"doubled quotes", "require: 'a == ''b'' && @'"},
		{"escaped quotes", `require: "a == \"b\" && @"`},
		{"escaped backslash", `require: "a == '\\\\' && @"`},
		{"escaped character", `require: "a == '\u00e9\x41' && @"`},
		{"escaped space", `require: "\x20a && @"`},
		{"escaped line end", "require: \"a && \\\n      @\""},
		{"several plain lines", "require: a ==\n      b &&\n\n       @"},
		{"several quoted lines", "require: \"a ==\n      'b' &&\n       @\""},
		{"literal block", "require: |\n      a ==\n      'é' && @"},
		{"folded block", "require: >-\n\n      a ==\n      b\n      && @\n"},
		{"indented block", "require: |1\n      a == @"},
		{"block with backslashes", "require: |\n      a ==\n      '\\\\' && @"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := "language: 1\nresources:\n  parcel:\n   invariants:\n   - " + tt.in + "\n"
			at := strings.Index(text, "@")
			line := strings.Count(text[:at], "\n") + 1
			col := at - strings.LastIndexByte(text[:at], '\n')
			_, errs := spec.Parse("a.yaml", []byte(text), nil)
			for _, e := range errs {
				if e.Rule == "condition-syntax" {
					if want := (spec.Pos{File: "a.yaml", Line: line, Col: col}); e.Pos != want {
						t.Errorf("the fault is at %v, want %v in\n%s", e.Pos, want, text)
					}
					return
				}
			}
			t.Errorf("no condition-syntax in %v", errs)
		})
	}
}

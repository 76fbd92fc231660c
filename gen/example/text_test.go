package example

import (
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
)

func TestWithin(t *testing.T) {
	tests := []struct {
		pattern     string
		least, most int // -1 where there is none
		want        string
	}{
		{"", -1, -1, "string"},
		{"", 8, -1, "stringxx"},
		{"", -1, 3, "str"},
		{"", 1 << 30, -1, "string" + strings.Repeat("x", longest-6)},
		{"^[0-9]{13}$", -1, -1, "0000000000000"},
		{"^(post|box)-[A-F][^a-z]?$", -1, -1, "post-A"},
		{"@", -1, -1, "@"},
		{"^[a-z]+$", 4, -1, "aaaa"},
		{"^a(b|c)*d$", 3, 3, "abd"},
		{"^[^a-z]$", -1, -1, "0"},
		{"^a{3}$", -1, 2, "st"},
		{"^(((a*)*)*)*$", 100, -1, "string" + strings.Repeat("x", 94)},
		{"(", -1, -1, "string"},
	}
	for _, tt := range tests {
		f := &model.Field{Pattern: tt.pattern}
		if tt.least >= 0 {
			f.MinLength = &tt.least
		}
		if tt.most >= 0 {
			f.MaxLength = &tt.most
		}
		if got := within(f); got != tt.want {
			t.Errorf("within(%q, %d, %d) = %q, want %q", tt.pattern, tt.least, tt.most, got, tt.want)
		}
	}
}

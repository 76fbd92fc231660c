package openapi

import (
	"regexp"
	"testing"
)

func TestECMA(t *testing.T) {
	tests := []struct{ expr, want string }{
		{"", ""},
		{"^sk_(test_)?[0-9a-z]+$", "^sk_(test_)?[0-9a-z]+$"},
		{"^#[0-9a-f]{6}$", "^#[0-9a-f]{6}$"},
		{`^\d\w\s$`, "^[0-9][0-9A-Z_a-z][\\t\\n\\f\\r ]$"},
		{`(?i)^ab$`, "^[Aa][Bb]$"},
		{`\Aa\z`, "^a$"},
		{`(?P<year>[0-9]{4})-`, "([0-9]{4})-"},
		{`\Qa.b\E`, `a\.b`},
		{`[^|"]*`, `[^"|]*`},
		{`a.c`, `a[^\n]c`},
		{`(?s)a.c`, `a[\s\S]c`},
		{`(?:ab)+?`, `(?:ab)+?`},
		{`(?:a|bc){2,3}`, `(?:a|bc){2,3}`},
		{`[\-\]]`, `[\-\]]`},
		{`(?m)^a$`, ""}, // the lines of a text
		{`(`, ""},
	}
	for _, tt := range tests {
		got := ecma(tt.expr)
		if got != tt.want {
			t.Errorf("ecma(%q) = %q, want %q", tt.expr, got, tt.want)
		}
	}
}

// What is printed matches what was read: on texts near those that it was made for.
func TestECMAMatchesTheSame(t *testing.T) {
	exprs := []string{
		"^sk_(test_)?[0-9a-z]+$", `^\d{2}-\w+$`, `(?i)^straße$`, `^(?:a|b|[c-e])?x{2,}$`, `^[^a-z\n]+$`, `^$`, `a\.b|c`, `^\S+@\S+$`,
	}
	texts := []string{"", "sk_test_1", "sk_1", "SK_1", "12-ab_9", "STRASSE", "Straße", "xx", "axxx", "exx", "ABC", "A\nB", "a.b", "c", "axb", "u@h", "u @h"}
	for _, expr := range exprs {
		made := ecma(expr)
		for _, text := range texts {
			if got, want := regexp.MustCompile(made).MatchString(text), regexp.MustCompile(expr).MatchString(text); got != want {
				t.Errorf("%q, made of %q, matches %q: %v, want %v", made, expr, text, got, want)
			}
		}
	}
}

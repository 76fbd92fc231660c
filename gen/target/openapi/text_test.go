package openapi

import "testing"

func TestTame(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain *words* and `code`", "plain *words* and `code`"},
		{"<b>bold</b>", `\<b>bold\</b>`},
		{"`<b>` is code", "`<b>` is code"},
		{"`<b> is none", "`\\<b> is none"},
		{"`a\n<b>`", "`a\n\\<b>`"},
		{"``a`<b>``", "``a`<b>``"},
		{"\\`<b>`", "\\`\\<b>`"},
		{"|`a|<b>`|", "|`a|\\<b>`|"},
		{"a < b", `a \< b`},
		{"[x](javascript:alert)", `[x]\(javascript:alert)`},
		{"[x](https://example.com/a)", "[x](https://example.com/a)"},
		{"[x](/a#b)", "[x](/a#b)"},
		{"[x](#b)", "[x](#b)"},
		{"![y](data:x)", `![y]\(data:x)`},
		{"[z]: javascript:x", `[z]\: javascript:x`},
		{"<https://example.com>", "<https://example.com>"},
		{"<javascript:x>", `\<javascript:x>`},
		{`ends in \`, `ends in \`},
		{"line\r\n<i>", "line\r\n\\<i>"},
	}
	for _, tt := range tests {
		if got := tame(tt.text); got != tt.want {
			t.Errorf("tame(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

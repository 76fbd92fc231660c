package spec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

// parseOne returns the findings of a spec of one file called a.yaml.
func parseOne(text string) []string { return findings(spec.Parse("a.yaml", []byte(text), nil)) }

// findings returns one line for each finding.
func findings(_ *spec.Document, errs spec.ErrorList) []string {
	lines := make([]string, len(errs))
	for i, e := range errs {
		lines[i] = e.Error()
	}
	return lines
}

// A file that is not YAML has one finding, at the place that must be mended.
func TestMalformed(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", "1:1: the file is empty; wanted language: 1 and the sections of a spec [yaml-syntax]"},
		{"comment only", "# soon\n", "1:1: the file is empty; wanted language: 1 and the sections of a spec [yaml-syntax]"},

		{"tabs only", "\t\n\t", "1:1: the file is empty; wanted language: 1 and the sections of a spec [yaml-syntax]"},
		{"--- only", "---\n# soon\n", "1:1: the file is empty; wanted language: 1 and the sections of a spec [yaml-syntax]"},

		{"tab as indentation", "a: 1\nb:\n\tc: 2\n", "3:1: tab in the indentation; indent with spaces [yaml-tab]"},
		{"tab after spaces", "a:\n  b: 1\n  \tc: 2\n", "3:3: tab in the indentation; indent with spaces [yaml-tab]"},
		{"tab after a dash", "a:\n - \tb\n", "2:4: tab in the indentation; indent with spaces [yaml-tab]"},
		{"tab in a block of text", "a: |\n\tb\n", "2:1: tab in the indentation; indent with spaces [yaml-tab]"},

		{"open double quote", "a: 1\nb: \"c\nd: e\n", "2:4: the quote \" is never closed [yaml-syntax]"},
		{"open single quote", "a: 'b\nc: d\n", "1:4: the quote ' is never closed [yaml-syntax]"},
		{"open quote of a key", "\"a\": 1\n\"b: 2\n", "2:1: the quote \" is never closed [yaml-syntax]"},
		{"open quote in a list", "a:\n  - \"b\n  - c\n", "2:5: the quote \" is never closed [yaml-syntax]"},
		{"open quote at the end", "a: \"b", "1:4: the quote \" is never closed [yaml-syntax]"},
		{"after a quote", "a: \"b\" c\n", "1:8: unexpected \"c\" after the closing quote [yaml-syntax]"},
		{"apostrophe in single quotes", "a: 'it's'\n", "1:8: unexpected \"s'\" after the closing quote [yaml-syntax]"},
		{"quoted key as value", "a: 'b': c\n", "1:7: unexpected colon; one line holds one key and its value [yaml-syntax]"},

		{"open bracket", "a: [b, c\nd: e\n", "1:4: the bracket [ is never closed [yaml-syntax]"},
		{"open brace", "a: {b: c,\n  d: e\nf: g\n", "1:4: the bracket { is never closed [yaml-syntax]"},
		{"open bracket at the end", "a:\n  - [b", "2:5: the bracket [ is never closed [yaml-syntax]"},
		{"wrong closing bracket", "a: [b, c}\n", "1:9: wanted ] to close the bracket [ at line 1, found } [yaml-syntax]"},
		{"inner bracket not closed", "a: {b: {c: [d}}\n", "1:14: wanted ] to close the bracket [ at line 1, found } [yaml-syntax]"},
		{"two commas", "a: [b,, c]\n", "1:7: unexpected comma; nothing stands before it [yaml-syntax]"},
		{"missing comma", "a: {b: \"c\" d: e}\n", "1:12: wanted a comma or } before \"d:\"; text on several lines needs quotes here [yaml-syntax]"},
		{"missing comma at a line end", "a: {b: c\n  d: e}\n", "2:3: wanted a comma or } before \"d:\"; text on several lines needs quotes here [yaml-syntax]"},
		{"bracket in a condition", "a: {when: x in [1], to: y}\n", "1:16: unexpected [; put quotes around text that holds a bracket or a comma [yaml-syntax]"},
		{"question in brackets", "a: {b: why?, c: d}\n", "1:11: unexpected ?; put quotes around text that holds one between brackets [yaml-syntax]"},
		{"pair in a list", "a: [b: c\n", "1:6: a list in [ ] cannot hold a key; put { } around key and value [yaml-syntax]"},
		{"dash in brackets", "a: [- b]\n", "1:5: a list between brackets has no dashes [yaml-syntax]"},
		{"block of text in brackets", "a: [|]\n", "1:5: text cannot begin with \"|\" between brackets; put quotes around it [yaml-syntax]"},
		{"no colon in braces", "a: {\"b\" c}\n", "1:5: wanted a colon and a space after \"\\\"b\\\"\" [yaml-syntax]"},
		{"after a bracket", "a: [b] c\n", "1:8: unexpected \"c\" after the closing bracket [yaml-syntax]"},
		{"closing bracket alone", "a: ]\n", "1:4: text cannot begin with \"]\"; put quotes around it [yaml-syntax]"},

		{"between two depths", "a:\n    b: 1\n  c: 2\n", "3:3: bad indentation: wanted 0 or 4 spaces like a line above, found 2 [yaml-syntax]"},
		{"deeper than a value", "a: 1\n  b: 2\n", "2:3: bad indentation: this key stands deeper than the one above, which has the value \"1\" already [yaml-syntax]"},
		{"deeper than a quoted value", "a: \"1\"\n  b: 2\n", "2:3: bad indentation: wanted 0 spaces like a line above, found 2 [yaml-syntax]"},
		{"less deep than the first", "  a: 1\nb: 2\n", "2:1: bad indentation: wanted 2 spaces like a line above, found 0 [yaml-syntax]"},
		{"keys of a list item", "a:\n  - b: \"1\"\n   c: 2\n", "3:4: bad indentation: wanted 2 or 4 spaces like a line above, found 3 [yaml-syntax]"},
		{"dashes of a list", "a:\n   - b\n  - c\n", "3:3: bad indentation: wanted 0 or 3 spaces like a line above, found 2 [yaml-syntax]"},
		{"text and key", "a: |\n  b\n c: d\n", "3:2: bad indentation: this line is less deep than the text above it, which has 2 spaces [yaml-syntax]"},
		{"empty line too deep", "a: |\n    \n  b\n", "3:3: the empty lines above have more spaces than this line, the first of the text; remove them [yaml-syntax]"},

		{"two keys in a line", "a: b: c\n", "1:5: unexpected colon; one line holds one key and its value, and text that holds \": \" needs quotes [yaml-syntax]"},
		{"colon in text", "doc: one thing: another\n", "1:15: unexpected colon; one line holds one key and its value, and text that holds \": \" needs quotes [yaml-syntax]"},
		{"missing colon", "a: 1\nb\nc: 2\n", "2:1: wanted a colon and a space after \"b\" [yaml-syntax]"},
		{"missing colon in the first line", "a:\n  b\n  c: 3\n", "2:3: wanted a colon and a space after \"b\" [yaml-syntax]"},
		{"no space after the colon", "a: 1\nb:2\nc: 3\n", "2:1: wanted a space after the colon of \"b\" [yaml-syntax]"},
		{"no space after the first colon", "a:\n  b:2\n  c: 3\n", "2:3: wanted a space after the colon of \"b\" [yaml-syntax]"},
		{"no key", ": b\n", "1:1: wanted a key before the colon [yaml-syntax]"},

		{"list behind its key", "a: - b\n", "1:4: a list begins on the line below its key [yaml-syntax]"},
		{"key among items", "a:\n  - b\n  c: d\n", "3:3: wanted \"- \" before \"c:\" like the items of the list above it [yaml-syntax]"},
		{"item among keys", "a: 1\n- b\n", "2:1: unexpected list item among keys; wanted a key, or the dash indented below one [yaml-syntax]"},

		{"unknown escape", "a: \"b\\q\"\n", "1:6: unknown escape \\q; write \\\\ for a backslash, or use single quotes [yaml-syntax]"},
		{"short escape", "a: \"\\x4\"\n", "1:5: the escape \\x wants 2 hexadecimal digits [yaml-syntax]"},
		{"half a character", "a: \"\\ud800\"\n", "1:5: the character U+D800 may not stand in a spec [yaml-character]"},
		{"percent", "a: %b\n", "1:4: text cannot begin with \"%\"; put quotes around it [yaml-syntax]"},
		{"at sign", "a: 1\nb: @c\n", "2:4: text cannot begin with \"@\"; put quotes around it [yaml-syntax]"},
		{"backtick", "a: `b`\n", "1:4: text cannot begin with \"`\"; put quotes around it [yaml-syntax]"},
		{"key with a bar", "a: 1\n|b: 2\n", "2:1: a key cannot begin with \"|\"; put quotes around it [yaml-syntax]"},
		{"head of a block", "a: |x\n  b\n", "1:5: unexpected \"x\" after | or >; the text begins on the next line [yaml-syntax]"},
		{"text behind a head", "a: | b\n", "1:6: unexpected \"b\" after | or >; the text begins on the next line [yaml-syntax]"},

		{"unknown alias", "a: 1\nb: *c\n", "2:4: aliases are not read; write what is meant, in quotes if it begins with * [yaml-anchor]"},
		{"bad tag", "require: !a && b\n", "1:10: tags are not read; put quotes around text that begins with !, a condition for instance [yaml-tag]"},
		{"key on two lines", "\"a\n b\": c\n", "1:1: a key must be text on one line [yaml-key]"},

		{"two documents", "a: 1\n---\nb: 2\n", "2:1: a file holds one document; remove the line --- or make it two files [yaml-document]"},
		{"end of document", "a: 1\n...\n", "2:1: a file holds one document; remove the line ... or make it two files [yaml-document]"},
		{"directive", "%YAML 1.2\n---\na: 1\n", "1:1: YAML directives are not read; remove the line [yaml-document]"},
		{"text after ---", "--- a: 1\n", "1:5: unexpected \"a:\" after --- [yaml-syntax]"},

		{"not UTF-8", "a: 1\nb: c\xff\n", "2:5: byte 0xff is not UTF-8 [yaml-encoding]"},
		{"UTF-16", "\xff\xfea\x00:\x00", "1:1: the file is UTF-16; save it as UTF-8 [yaml-encoding]"},
		{"NUL", "a: \"b\x00\"\n", "1:6: the character U+0000 may not stand in a spec [yaml-character]"},
		{"lone carriage return", "a: b\rc\n", "1:5: the character U+000D may not stand in a spec [yaml-character]"},
		{"line separator", "a: b\u2028c\n", "1:5: the character U+2028 may not stand in a spec [yaml-character]"},
		{"text turned round", "a: \u202eb\n", "1:4: the character U+202E may not stand in a spec [yaml-character]"},
		{"byte order mark inside", "a: \ufeffb\n", "1:4: the character U+FEFF may not stand in a spec [yaml-character]"},

		{"columns count bytes", "é: ü: z\n", "1:7: unexpected colon; one line holds one key and its value, and text that holds \": \" needs quotes [yaml-syntax]"},
		{"after a byte order mark", "\ufeffa: 1\nb\n", "2:1: wanted a colon and a space after \"b\" [yaml-syntax]"},
		{"carriage returns before line ends", "a: 1\r\nb\r\nc: 2\r\n", "2:1: wanted a colon and a space after \"b\" [yaml-syntax]"},
		{"too deep", "a: " + strings.Repeat("[", 70) + strings.Repeat("]", 70), "1:67: mappings and lists are nested more than 64 deep [yaml-limit]"},
		{"far too deep", "a: " + strings.Repeat("[", 1<<20), "1:67: mappings and lists are nested more than 64 deep [yaml-limit]"},
		{"far too many dashes", strings.Repeat("- ", 1<<20), "1:129: mappings and lists are nested more than 64 deep [yaml-limit]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := parseOne(tt.in), []string{"a.yaml:" + tt.want}; !slices.Equal(got, want) {
				t.Errorf("Parse(%.60q)\n got %q\nwant %q", tt.in, got, want)
			}
		})
	}
}

// What YAML has and a spec may not use is refused where it stands, and the rest of the file is still read: the last
// finding of each shows that.
func TestRefusedYAML(t *testing.T) {
	const stillRead = "the spec: unknown key \"zzz\" [unknown-key]"
	tests := []struct {
		name, in string
		want     []string
	}{
		{"anchor", "x-a: &b c\nzzz: 1\n", []string{
			"1:6: anchors are not read; remove \"&b\", or put quotes around text that begins with & [yaml-anchor]", "2:1: " + stillRead}},
		{"alias", "x-a: &b c\nx-d: *b\nzzz: 1\n", []string{
			"1:6: anchors are not read; remove \"&b\", or put quotes around text that begins with & [yaml-anchor]",
			"2:6: aliases are not read; write what is meant, in quotes if it begins with * [yaml-anchor]", "3:1: " + stillRead}},
		{"anchor that holds itself", "x-a: &b [*b]\nzzz: 1\n", []string{
			"1:6: anchors are not read; remove \"&b\", or put quotes around text that begins with & [yaml-anchor]",
			"1:10: aliases are not read; write what is meant, in quotes if it begins with * [yaml-anchor]", "2:1: " + stillRead}},
		{"merge key", "x-a: {<<: {b: c}}\nzzz: 1\n", []string{
			"1:7: merge keys are not read; write out the keys that << would bring [yaml-anchor]", "2:1: " + stillRead}},
		{"tag", "enums: !sealed\nzzz: 1\n", []string{
			"1:8: tags are not read; put quotes around text that begins with !, a condition for instance [yaml-tag]", "2:1: " + stillRead}},
		{"binary", "x-a: !!binary aGk=\nzzz: 1\n", []string{
			"1:6: tags are not read; remove \"!!binary\" [yaml-tag]", "2:1: " + stillRead}},
		{"complex key", "x-a:\n  ? b\n  : c\nzzz: 1\n", []string{
			"2:5: a key must be text on one line [yaml-key]", "4:1: " + stillRead}},
		{"no space after a colon in braces", "x-a: {b:c, d: e}\nzzz: 1\n", []string{"1:7: wanted a space after the colon of \"b\" [yaml-syntax]", "2:1: " + stillRead}},
		{"complex key in brackets", "x-a: [?b]\nzzz: 1\n", []string{"1:8: a key must be text on one line [yaml-key]", "2:1: " + stillRead}},
		{"list as key", "? [a]\n: b\nzzz: 1\n", []string{"1:3: a key must be text on one line [yaml-key]", "3:1: " + stillRead}},
		{"mapping as key", "{a: b}: c\nzzz: 1\n", []string{"1:1: a key must be text on one line [yaml-key]", "2:1: " + stillRead}},
		{"tab between words", "x-a:\tb\nzzz: 1\n", []string{
			"1:5: tab outside a text in quotes; write a space [yaml-tab]", "2:1: " + stillRead}},
		{"tab in plain text", "x-a: b\tc\nzzz: 1\n", []string{
			"1:7: tab outside a text in quotes; write a space [yaml-tab]", "2:1: " + stillRead}},
		{"escaped control character", "x-a: \"b\\0\"\nzzz: 1\n", []string{
			"1:6: the text holds the character U+0000, which may not stand in a spec [yaml-character]", "2:1: " + stillRead}},
		{"key twice", "x-a: 1\nzzz: 1\n\"x-a\": 2\n", []string{
			"2:1: " + stillRead, "3:1: key \"x-a\" stands twice, first at a.yaml:1:1 [duplicate-key]"}},
		{"inner key twice", "x-a: {b: 1, c: 2, b: 3}\nzzz: 1\n", []string{
			"1:19: key \"b\" stands twice, first at a.yaml:1:7 [duplicate-key]", "2:1: " + stillRead}},
		{"long text", "x-a: " + strings.Repeat("b", 1<<20+1) + "\nzzz: 1\n", []string{
			"1:6: the text has 1048577 bytes; at most 1048576 are read [yaml-limit]", "2:1: " + stillRead}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, line := range parseOne(tt.in) {
				if !strings.Contains(line, "[missing-key]") && !strings.Contains(line, "[language]") {
					got = append(got, strings.TrimPrefix(line, "a.yaml:"))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Parse(%.60q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

// Keys that other readers take for more than text are text, and so are values that only some take for more.
func TestPlainKeysAndValues(t *testing.T) {
	doc, _ := spec.Parse("a.yaml", []byte("x-a: {yes: no, 1: 0x1f, null: 012, true: 1_000, 2026-01-02: 2026-01-02, a: -1.5e3, b: ~, c: TRUE, d: 9223372036854775808, e: '1'}\n"), nil)
	var got []string
	for _, m := range doc.Annotations.Entries[0].Value.Members {
		got = append(got, m.Key.Value+" "+string(m.Value.Kind)+" "+m.Value.Text)
	}
	want := []string{"yes string no", "1 string 0x1f", "null string 012", "true string 1_000", "2026-01-02 string 2026-01-02",
		"a number -1.5e3", "b null ~", "c boolean TRUE", "d number 9223372036854775808", "e string 1"}
	if !slices.Equal(got, want) {
		t.Errorf("Parse read\n%q, want\n%q", got, want)
	}
}

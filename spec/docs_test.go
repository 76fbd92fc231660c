package spec_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

const page = "../docs/spec.md"

// readPage reads the page that describes the language.
func readPage(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// keyBlock is a table of keys of the page, between two comments.
var keyBlock = regexp.MustCompile(`(?s)<!-- keys: (\w+) -->\n.*?<!-- end of keys -->`)

// Every key of the language stands on the page, with what the parser says of it.
func TestPageListsEveryKey(t *testing.T) {
	tables := map[string]spec.KeyTable{}
	for _, table := range spec.KeyTables(spec.Document{}, spec.Config{}) {
		tables[table.Name] = table
	}
	want := readPage(t)
	got := keyBlock.ReplaceAllFunc(want, func(block []byte) []byte {
		name := string(keyBlock.FindSubmatch(block)[1])
		table, ok := tables[name]
		if !ok {
			t.Errorf("%s has a table of the keys of %s, which the language has not, or twice", page, name)
			return block
		}
		delete(tables, name)
		return renderKeys(table)
	})
	for name := range tables {
		t.Errorf("%s has no table <!-- keys: %s -->", page, name)
	}
	if *update && !bytes.Equal(want, got) {
		if err := os.WriteFile(page, got, 0o644); err != nil {
			t.Fatal(err)
		}
		want = got
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is stale; run go test ./spec -update (-want +got):\n%s", page, diff)
	}
}

// renderKeys writes one table of keys.
func renderKeys(table spec.KeyTable) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!-- keys: %s -->\n<a id=\"keys-%s\"></a>\n\n", table.Name, strings.ToLower(table.Name))
	if len(table.Rows) > 0 {
		b.WriteString("| key | holds | meaning |\n| --- | --- | --- |\n")
	}
	for _, r := range table.Rows {
		name, doc := "`"+r.Name+"`", r.Doc
		switch r.Name {
		case "*":
			name = "any other"
		case "x-*":
			name = "`x-…`"
		}
		if r.Required {
			doc = "**Required.** " + doc
		}
		if r.Short {
			doc += " A value in place of the mapping means this key."
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name, r.Kind, doc)
	}
	for _, also := range table.Also {
		fmt.Fprintf(&b, "\nAnd the [keys of %s](#keys-%s).\n", map[string]string{"Common": "every row", "Field": "every field", "ConfigSpec": "the settings of one spec"}[also], strings.ToLower(also))
	}
	b.WriteString("\n<!-- end of keys -->")
	return b.Bytes()
}

// example is a block of YAML of the page. Its info string says what it is a piece of.
type example struct {
	line        int
	piece, text string
}

// examples returns the blocks of YAML of the page.
func examples(t *testing.T) []example {
	var out []example
	var open *example
	for i, line := range strings.Split(string(readPage(t)), "\n") {
		switch {
		case open == nil && strings.HasPrefix(line, "```yaml"):
			open = &example{line: i + 1, piece: strings.TrimSpace(strings.TrimPrefix(line, "```yaml"))}
		case open != nil && line == "```":
			out, open = append(out, *open), nil
		case open != nil:
			open.text += line + "\n"
		}
	}
	if open != nil || len(out) < 40 {
		t.Fatalf("%s has %d closed examples, want 40 and more; left open: %v", page, len(out), open)
	}
	return out
}

// wrappers say where in a whole spec a piece stands, by its info string.
var wrappers = map[string][]string{
	"sections":   {},
	"api":        {"api"},
	"objects":    {"objects"},
	"resource":   {"resources", "parcel"},
	"attributes": {"resources", "parcel", "attributes"},
	"operation":  {"resources", "parcel", "operations", "send"},
	"params":     {"resources", "parcel", "operations", "send", "params"},
	"values":     {"resources", "parcel", "operations", "send", "set"},
}

// wrap makes a spec of a piece.
func wrap(text string, keys []string) string {
	var b strings.Builder
	b.WriteString("language: 1\n")
	for depth, key := range keys {
		fmt.Fprintf(&b, "%s%s:\n", strings.Repeat("  ", depth), key)
	}
	for line := range strings.Lines(text) {
		b.WriteString(strings.Repeat("  ", len(keys)) + line)
	}
	return b.String()
}

// Every example of the page is read without a finding: whole specs as such, pieces in the place that they are from,
// where only what the piece leaves out may be missing.
func TestPageExamples(t *testing.T) {
	for _, e := range examples(t) {
		t.Run(fmt.Sprintf("line %d %s", e.line, e.piece), func(t *testing.T) {
			keys, ok := wrappers[e.piece]
			switch {
			case e.piece == "document":
				checkDocument(t, e.text)
			case e.piece == "config":
				if _, errs := spec.ParseConfig("chargegen.yaml", []byte(e.text)); len(errs) > 0 {
					t.Error(errs)
				}
			case e.piece == "refused":
				if _, errs := spec.Parse("a.yaml", []byte(wrap(e.text, nil)), nil); !errs.Refuses() {
					t.Error("the example is read, want a finding")
				}
			case !ok:
				t.Errorf("the example is a piece of %q; wanted document, config, refused or one of the wrappers", e.piece)
			default:
				_, errs := spec.Parse("a.yaml", []byte(wrap(e.text, keys)), func(string) ([]byte, error) { return []byte("language: 1\n"), nil })
				for _, err := range errs {
					if err.Rule != "missing-key" {
						t.Error(err)
					}
				}
			}
		})
	}
}

// checkDocument wants a whole spec that can be generated from.
func checkDocument(t *testing.T, text string) {
	t.Helper()
	doc, errs := spec.Parse("a.yaml", []byte(text), nil)
	if !errs.Refuses() {
		_, more := model.Build(doc)
		errs = append(errs, more...)
	}
	if len(errs) > 0 {
		t.Error(errs)
	}
}

// Each word that the page lists as a type is one.
func TestPageTypes(t *testing.T) {
	chapter := string(regexp.MustCompile(`(?s)\n## Types\n.*?\n\n` + "`or` binds").Find(readPage(t)))
	rows := regexp.MustCompile("(?m)^\\| (`.*?) \\|").FindAllStringSubmatch(chapter, -1)
	if len(rows) < 20 {
		t.Fatalf("the chapter on types has %d rows, want 20 and more", len(rows))
	}
	attrs := 0
	var b strings.Builder
	b.WriteString("language: 1\nenums: {genre: {values: {novel: {}}}}\nresources:\n  book:\n    operations: {}\n    attributes:\n")
	for _, row := range rows {
		for _, typ := range strings.Split(row[1], ", ") {
			typ = strings.NewReplacer("`", "", "list of T", "list of string", "map of T", "map of any", "A or B", "string or integer").Replace(typ)
			attrs++
			fmt.Fprintf(&b, "      a%d: {type: %s, unit: euro}\n", attrs, typ)
		}
	}
	doc, _ := spec.Parse("a.yaml", []byte(b.String()), nil)
	_, errs := model.Build(doc)
	for _, e := range errs {
		if strings.HasPrefix(e.Rule, "unknown-") && e.Rule != "unknown-object" || e.Rule == "type-syntax" {
			t.Error(e)
		}
	}
	if got := len(doc.Resources.Entries[0].Value.Attributes.Entries); got != attrs {
		t.Errorf("%d attributes were read, want %d", got, attrs)
	}
}

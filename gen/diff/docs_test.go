package diff

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// The page on changes lists every rule as it is.
func TestDocs(t *testing.T) {
	const file, from, to = "../../docs/diff.md", "<!-- rules -->\n", "<!-- end of rules -->"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), from)
	_, after, more := strings.Cut(rest, to)
	if !ok || !more {
		t.Fatalf("%s has no place for the rules", file)
	}
	want := before + from + rulesTable() + to + after
	if update := flag.Lookup("update"); update != nil && update.Value.String() == "true" {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data, err = os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != want {
		t.Errorf("%s does not list the rules as they are; run go test ./gen/diff -update", file)
	}
}

// rulesTable is all rules in Markdown.
func rulesTable() string {
	var b strings.Builder
	b.WriteString("\n| rule | severity | what | why |\n| --- | --- | --- | --- |\n")
	for _, r := range table {
		severity, why := string(r.severity), r.why
		if r.milder != "" {
			severity += ", " + string(r.milder)
			why += "; " + string(r.milder) + " where " + r.whyMilder
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.id, severity, r.title, why)
	}
	b.WriteByte('\n')
	return b.String()
}

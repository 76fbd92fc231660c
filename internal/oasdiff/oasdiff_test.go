// Package oasdiff holds chargegen diff against oasdiff, on the OpenAPI documents of the same pairs of specs. It is a module
// of its own so that nobody else inherits what oasdiff needs.
package oasdiff

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/oasdiff/oasdiff/checker"
	oas "github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/diff"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/openapi"
)

var update = flag.Bool("update", false, "rewrite what is seen, here and in docs/diff.md")

const (
	cases = "../../gen/diff/testdata"
	docs  = "../../docs/diff.md"
)

// pair is what both tools see of a pair of specs.
type pair struct {
	name, rule string
	ours       *diff.Report
	theirs     []string // level and id, each once, sorted
}

// TestBeside compares both on every case of gen/diff. What oasdiff sees, we must see, and as severe unless milder says why.
func TestBeside(t *testing.T) {
	var seen strings.Builder
	blind := map[string]bool{}
	var rules []string
	all := pairs(t)
	for _, p := range all {
		fmt.Fprintf(&seen, "%s\n    chargegen: %s\n    oasdiff:   %s\n", p.name, ours(p.ours), strings.Join(p.theirs, ", "))
		for _, id := range p.theirs {
			level, id, _ := strings.Cut(id, " ")
			if len(p.ours.Changes) == 0 {
				t.Errorf("%s: oasdiff sees %s, and we see nothing", p.name, id)
			}
			if level == "error" && p.ours.Count(diff.Breaking) == 0 && milder[p.name+" "+id] == "" {
				t.Errorf("%s: oasdiff takes %s for breaking, and we do not", p.name, id)
			}
		}
		if !slices.Contains(rules, p.rule) {
			rules = append(rules, p.rule)
			blind[p.rule] = true
		}
		blind[p.rule] = blind[p.rule] && len(p.theirs) == 0
	}
	for known := range milder {
		name, id, _ := strings.Cut(known, " ")
		if !slices.ContainsFunc(all, func(p pair) bool { return p.name == name && slices.Contains(p.theirs, "error "+id) }) {
			t.Errorf("oasdiff does not take %s for breaking in %s any more", id, name)
		}
	}
	golden(t, "testdata/seen.txt", seen.String())
	inDocs(t, blindTable(rules, blind))
}

// milder are findings that oasdiff takes for breaking and that no user of the Go client trips over, by case and id, each
// with the reason.
var milder = map[string]string{
	"answer-limit-changed response-property-max-length-increased": "a Go string holds any length",
	"enum-value-added response-property-enum-value-added":         "enums are open: the generated client passes on words that it does not know",
	"error-reachable_family response-property-enum-value-added":   "error codes are open, and errors.Is with the general code still holds",
	"failure-added response-property-enum-value-added":            "failure codes are open",
	"exclusive-removed new-required-request-property":             "nothing is required: oasdiff takes what stands within `not` for a demand",
	"exclusive-removed request-property-any-of-removed":           "one `not` less: oasdiff takes what stands within it for a demand",
	"exclusive-removed_required new-required-request-property":    "nothing is required: oasdiff takes what stands within `not` for a demand",
	"exclusive-removed_required request-property-any-of-removed":  "one `not` less: oasdiff takes what stands within it for a demand",
	"param-nullable new-required-request-property":                "nothing is required: oasdiff takes what stands within `not` for a demand",
	"operation-success-changed response-success-status-removed":   "the generated client takes any status from 200 to 299",
}

func ours(r *diff.Report) string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, string(c.Severity)+" "+c.Rule)
	}
	return strings.Join(out, ", ")
}

func pairs(t *testing.T) []pair {
	t.Helper()
	folders, err := filepath.Glob(cases + "/*/old.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatal("no cases", err)
	}
	var out []pair
	for _, old := range folders {
		name := filepath.Base(filepath.Dir(old))
		rule, _, _ := strings.Cut(name, "_")
		if rule == "guard-undecided" {
			continue // its specs are large for nothing
		}
		was, is := build(t, old), build(t, filepath.Join(filepath.Dir(old), "new.yaml"))
		report, err := diff.Compare(was, is)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, pair{name, rule, report, theirs(t, document(t, was), document(t, is))})
	}
	return out
}

func build(t *testing.T, file string) *model.API {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	api, found := model.Parse(filepath.Base(file), data, func(string) ([]byte, error) { return nil, errors.New("no includes here") })
	if found.Refuses() {
		t.Fatal(found)
	}
	return api
}

// document is the OpenAPI document of an API.
func document(t *testing.T, api *model.API) []byte {
	t.Helper()
	files, err := gen.Run(api, []gen.Plan{{Target: openapi.Target{}}})
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	return files[0].Data
}

// theirs is what oasdiff sees, down to what it only informs of.
func theirs(t *testing.T, was, is []byte) []string {
	t.Helper()
	info := func(name string, data []byte) *load.SpecInfo {
		s, err := load.NewSpecInfoFromData(openapi3.NewLoader(), data, name, load.WithFlattenAllOf())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	report, sources, err := oas.GetWithOperationsSourcesMap(oas.NewConfig(), info("old.json", was), info("new.json", is))
	if err != nil {
		t.Fatal(err)
	}
	levels := map[checker.Level]string{checker.ERR: "error", checker.WARN: "warning", checker.INFO: "info"}
	var out []string
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(checker.NewConfig(checker.GetAllChecks()), report, sources, checker.INFO) {
		if text := levels[c.GetLevel()] + " " + c.GetId(); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	slices.Sort(out)
	return out
}

// blindTable is the rules of which oasdiff sees nothing in any case, in Markdown.
func blindTable(rules []string, blind map[string]bool) string {
	var b strings.Builder
	n := 0
	for _, r := range diff.Rules {
		if blind[r.ID] && slices.Contains(rules, r.ID) {
			n++
			fmt.Fprintf(&b, "| `%s` | %s |\n", r.ID, r.Title)
		}
	}
	return fmt.Sprintf("\nOf %d rules, oasdiff sees nothing of %d.\n\n| rule | what |\n| --- | --- |\n%s\n", len(rules), n, b.String())
}

// inDocs holds the table in the docs.
func inDocs(t *testing.T, want string) {
	t.Helper()
	const from, to = "<!-- beside oasdiff -->\n", "<!-- end of beside oasdiff -->"
	data, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), from)
	_, after, more := strings.Cut(rest, to)
	if !ok || !more {
		t.Fatalf("%s has no place for the table", docs)
	}
	golden(t, docs, before+from+want+to+after)
}

func golden(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(data), want); d != "" {
		t.Errorf("%s: -is +should be (go test -update writes it):\n%s", file, d)
	}
}

package diff_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/diff"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

var update = flag.Bool("update", false, "rewrite the wanted reports")

func compare(t testing.TB, old, new *model.API) *diff.Report {
	t.Helper()
	r, err := diff.Compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func text(t testing.TB, r *diff.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cases are the folders of testdata, each with old.yaml, new.yaml and want.txt. A case is named for its rule; what
// follows a _ tells it from others of the rule. Those that begin with mixed show several at once.
func cases(t testing.TB) []string {
	t.Helper()
	list, err := filepath.Glob("testdata/*/old.yaml")
	if err != nil || len(list) == 0 {
		t.Fatal("no cases", err)
	}
	for i, file := range list {
		list[i] = filepath.Base(filepath.Dir(file))
	}
	return list
}

func rule(name string) string {
	id, _, _ := strings.Cut(name, "_")
	return id
}

func report(t testing.TB, name string) *diff.Report {
	t.Helper()
	return compare(t, gentest.Build(t, filepath.Join("testdata", name, "old.yaml")), gentest.Build(t, filepath.Join("testdata", name, "new.yaml")))
}

func TestCases(t *testing.T) {
	for _, name := range cases(t) {
		t.Run(name, func(t *testing.T) {
			got := text(t, report(t, name))
			file := filepath.Join("testdata", name, "want.txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// With a rule left out, exactly the cases that are named for it go red.
func TestRules(t *testing.T) {
	type tried struct {
		report *diff.Report
		want   string
	}
	all := map[string]tried{}
	for _, name := range cases(t) {
		want, err := os.ReadFile(filepath.Join("testdata", name, "want.txt"))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = tried{report(t, name), string(want)}
	}
	for _, r := range diff.Rules {
		own := 0
		for _, name := range cases(t) {
			if rule(name) == "mixed" {
				continue
			}
			less := *all[name].report
			less.Changes = slices.DeleteFunc(slices.Clone(less.Changes), func(c *diff.Change) bool { return c.Rule == r.ID })
			red := text(t, &less) != all[name].want
			if rule(name) == r.ID {
				own++
			}
			if red != (rule(name) == r.ID) {
				t.Errorf("without rule %s, %s is red: %t, want %t", r.ID, name, red, rule(name) == r.ID)
			}
		}
		if own == 0 {
			t.Errorf("rule %s has no case %s in testdata", r.ID, r.ID)
		}
	}
	for _, name := range cases(t) {
		known := slices.ContainsFunc(diff.Rules, func(r spec.Rule) bool { return r.ID == rule(name) })
		if !known && rule(name) != "mixed" {
			t.Errorf("%s: the case is named after no rule and does not begin with mixed", name)
		}
	}
}

// Every change is of a rule that there is, has a place in both editions, and says why it matters.
func TestChangesAreWhole(t *testing.T) {
	for _, name := range cases(t) {
		for _, c := range report(t, name).Changes {
			if !slices.ContainsFunc(diff.Rules, func(r spec.Rule) bool { return r.ID == c.Rule }) {
				t.Errorf("%s: no rule %s", name, c.Rule)
			}
			if !c.Old.IsSet() || !c.New.IsSet() || c.Old.File != "old.yaml" || c.New.File != "new.yaml" {
				t.Errorf("%s: %s stands at %s and %s", name, c.Rule, c.Old, c.New)
			}
			if c.Reason == "" || c.Subject == "" || strings.HasSuffix(c.Message, ".") {
				t.Errorf("%s: %s says %q %q because %q", name, c.Rule, c.Subject, c.Message, c.Reason)
			}
		}
	}
}

// A spec has nothing to say of itself.
func TestSame(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../../spec/charges.yaml", "../../testdata/specs/library/spec.yaml", "../../testdata/specs/helpdesk/spec.yaml") {
		if got := text(t, compare(t, gentest.Build(t, file), gentest.Build(t, file))); got != "no changes\n" {
			t.Errorf("%s differs from itself:\n%s", file, got)
		}
	}
}

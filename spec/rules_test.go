package spec_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/internal/wanttest"
	"github.com/chargegen/chargegen/spec"
)

// checkFile returns the findings of a file of testdata: of a settings file where its name begins with config.
func checkFile(file string, data []byte) spec.ErrorList {
	if strings.HasPrefix(file, "config") {
		_, errs := spec.ParseConfig(file, data)
		return errs
	}
	_, errs := spec.Parse(file, data, func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
		if err != nil {
			err = errors.New("no such file")
		}
		return data, err
	})
	return errs
}

// Each line of testdata that is refused says so itself.
func TestFindings(t *testing.T) { wanttest.Run(t, "testdata", checkFile) }

// Each rule has cases, and without the rule exactly those fail. The rule too-many has no file of a thousand findings.
func TestRules(t *testing.T) {
	rules := slices.DeleteFunc(slices.Clone(spec.Rules), func(r spec.Rule) bool { return r.ID == "too-many" })
	wanttest.Rules(t, "testdata", rules, checkFile)
}

// A list of findings ends with one that says that there are more.
func TestTooMany(t *testing.T) {
	got := parseOne("language: 1\napi: 1\nresources: {" + strings.Repeat("a: 1,", 5000) + "}\n")
	if len(got) != 1001 || !slices.ContainsFunc(got, func(s string) bool {
		return strings.HasSuffix(s, "there are over 1000 findings; the rest is left out [too-many]")
	}) {
		t.Errorf("Parse has %d findings, want 1001 with too-many among them", len(got))
	}
}

// Rules are told apart by their ids and explained.
func TestRulesAreExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range spec.Rules {
		if seen[r.ID] || r.Title == "" || !strings.HasSuffix(r.Doc, ".") || strings.ToLower(r.ID) != r.ID {
			t.Errorf("rule %+v: wanted an id of its own, a title and sentences", r)
		}
		seen[r.ID] = true
	}
}

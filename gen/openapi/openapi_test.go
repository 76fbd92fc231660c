package openapi_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/openapi"
	"github.com/chargegen/chargegen/spec"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

// TestCases imports the document of each case and compares the spec and the report with what is wanted. A case without
// want/spec.yaml is refused.
func TestCases(t *testing.T) {
	for _, dir := range caseDirs(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			name, data := document(t, dir)
			got := map[string][]byte{}
			r, err := openapi.Import(name, data, options(dir))
			if err != nil {
				got["errors.txt"] = []byte(err.Error() + "\n")
			} else {
				got["spec.yaml"], got["report.txt"] = r.Spec, []byte(report(r))
				lints(t, r.Spec)
			}
			compare(t, filepath.Join(dir, "want"), got)
		})
	}
}

func caseDirs(t testing.TB) []string {
	t.Helper()
	dirs, err := filepath.Glob("testdata/cases/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return dirs
}

// document returns the document of a case: openapi.yaml or openapi.json.
func document(t testing.TB, dir string) (string, []byte) {
	t.Helper()
	for _, name := range []string{"openapi.yaml", "openapi.json"} {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
			return name, data
		}
	}
	t.Fatalf("%s holds no document", dir)
	return "", nil
}

func options(dir string) openapi.Options {
	return openapi.Options{Open: func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, fmt.Errorf("no such file")
		}
		return data, nil
	}}
}

func report(r *openapi.Result) string {
	var b strings.Builder
	for _, n := range r.Notes {
		fmt.Fprintln(&b, n)
	}
	fmt.Fprintf(&b, "operations: %d of %d\nschemas: %d of %d\n", r.Operations.Carried, r.Operations.Of, r.Schemas.Carried, r.Schemas.Of)
	return b.String()
}

// lints fails for a spec of which lint has anything to say.
func lints(t testing.TB, text []byte) {
	t.Helper()
	if _, found := model.Parse("spec.yaml", text, nil); len(found) > 0 {
		t.Errorf("lint: %v\n%s", found, text)
	}
}

func compare(t *testing.T, dir string, got map[string][]byte) {
	t.Helper()
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		for name, data := range got {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if got[e.Name()] == nil {
			t.Errorf("%s is wanted and not there", e.Name())
		}
	}
	for name, data := range got {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Errorf("%s is not wanted:\n%s", name, data)
			continue
		}
		if diff := cmp.Diff(string(want), string(data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestRules: each rule is shown by a case, and no case shows another.
func TestRules(t *testing.T) {
	known := map[string]bool{"duplicate-key": true, "yaml-key": true, "yaml-syntax": true, "yaml-anchor": true}
	for _, r := range openapi.Rules {
		known[r.ID] = true
	}
	seen := map[string]bool{}
	note := func(rule, where string) {
		seen[rule] = true
		if !known[rule] {
			t.Errorf("%s: unknown rule %q", where, rule)
		}
	}
	for _, dir := range caseDirs(t) {
		name, data := document(t, dir)
		r, err := openapi.Import(name, data, options(dir))
		if err != nil {
			for _, e := range err.(spec.ErrorList) {
				note(e.Rule, dir)
			}
			continue
		}
		for _, n := range r.Notes {
			note(n.Rule, dir)
		}
	}
	for _, r := range openapi.Rules {
		if !seen[r.ID] {
			t.Errorf("no case shows rule %q", r.ID)
		}
		if r.Title == "" || !strings.HasSuffix(r.Doc, ".") {
			t.Errorf("rule %q wants a title, and a text that ends in a full stop", r.ID)
		}
	}
}

// FuzzImport: no document makes Import panic; what comes out lints, twice the same, and what is said has a place in the
// document.
func FuzzImport(f *testing.F) {
	for _, dir := range caseDirs(f) {
		_, data := document(f, dir)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		r, err := openapi.Import("a.yaml", data, openapi.Options{})
		if err != nil {
			for _, e := range err.(spec.ErrorList) {
				if e.Msg == "" || strings.Contains(e.Msg, "no spec can be made") {
					t.Errorf("stuck: %v", e)
				}
			}
			return
		}
		lints(t, r.Spec)
		lines := bytes.Split(data, []byte("\n"))
		for _, n := range r.Notes {
			if n.Pos.Line < 1 || n.Pos.Line > len(lines)+1 || strings.ContainsAny(n.Msg, "\n\x00") {
				t.Errorf("note without a place: %v", n)
			}
		}
		again, err := openapi.Import("a.yaml", data, openapi.Options{})
		if err != nil || !bytes.Equal(again.Spec, r.Spec) || !slices.Equal(again.Notes, r.Notes) {
			t.Errorf("a second run gives something else: %v", err)
		}
	})
}

package gen_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// compareTrees reports every file that is missing, extra or other than wanted.
func compareTrees(t *testing.T, want, got map[string]string) {
	t.Helper()
	for _, fault := range treeFaults(want, got) {
		t.Error(fault)
	}
}

// treeFaults compares two trees both ways.
func treeFaults(want, got map[string]string) []string {
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if text, ok := got[name]; !ok {
			faults = append(faults, name+": missing")
		} else if text != want[name] {
			faults = append(faults, fmt.Sprintf("%s differs (-want +got):\n%s", name, cmp.Diff(want[name], text)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			faults = append(faults, name+": not wanted")
		}
	}
	return faults
}

func TestTreeFaults(t *testing.T) {
	want := map[string]string{"a": "1", "b": "2"}
	if got := treeFaults(want, maps.Clone(want)); len(got) > 0 {
		t.Errorf("treeFaults of equal trees = %q, want none", got)
	}
	got := treeFaults(want, map[string]string{"a": "1", "c": "3"})
	if diff := cmp.Diff([]string{"b: missing", "c: not wanted"}, got); diff != "" {
		t.Errorf("treeFaults differs (-want +got):\n%s", diff)
	}
	if got := treeFaults(want, map[string]string{"a": "1", "b": "3"}); len(got) != 1 {
		t.Errorf("treeFaults of one other file = %q, want one", got)
	}
}

// readTree reads all files below dir, by slash-separated path. A folder that does not exist has none.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		tree[filepath.ToSlash(rel)] = string(readFile(t, name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// writeTree makes dir hold exactly the files of tree.
func writeTree(t *testing.T, dir string, tree map[string]string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range tree {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

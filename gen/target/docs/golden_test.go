package docs_test

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/internal/gentest"
)

var update = flag.Bool("update", false, "rewrite the wanted pages")

// TestGolden compares every page of the parcels with the wanted ones, both ways.
func TestGolden(t *testing.T) {
	got := render(t, gentest.Build(t, "testdata/parcels.yaml"))
	if *update {
		rewrite(t, got)
	}
	want := wanted(t)
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if diff := cmp.Diff(want[name], got[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is wanted and was not made", name)
		}
	}
}

func wanted(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	root := os.DirFS("testdata/want")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		pages[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func rewrite(t *testing.T, pages map[string]string) {
	t.Helper()
	if err := os.RemoveAll("testdata/want"); err != nil {
		t.Fatal(err)
	}
	for name, text := range pages {
		file := filepath.Join("testdata/want", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

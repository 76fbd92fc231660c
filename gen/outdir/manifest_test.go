package outdir_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/outdir"
)

func manifest(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, outdir.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestManifestIsDeterministic(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	a, b := section("client", "go", "go/a.go", "one", "go/b.go", "two"), section("docs", "docs", "docs/x.md", "three")
	write(t, one, run(a, b))
	write(t, two, run(b))
	write(t, two, run(a))
	if diff := cmp.Diff(manifest(t, one), manifest(t, two)); diff != "" {
		t.Errorf("manifests differ:\n%s", diff)
	}
}

func TestManifestInMergeConflict(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, run(section("x", "", "a", "base", "b", "base", "gone", "base")))
	base := manifest(t, dir)
	ours, theirs := strings.ReplaceAll(base, outdir.Hash([]byte("base")), outdir.Hash([]byte("ours"))), base
	put(t, dir, outdir.ManifestName, "<<<<<<< HEAD\n"+ours+"=======\n"+theirs+">>>>>>> branch\n")
	put(t, dir, "a", "ours")   // one side's
	put(t, dir, "b", "edited") // nobody's
	both(t, dir, run(section("x", "", "a", "new", "b", "new")), "changed a\nedited b kept\nstale gone")
	wantTree(t, dir, map[string]string{"a": "new", "b": "edited"})
	if m := manifest(t, dir); strings.Contains(m, "<<<<") || !strings.Contains(m, outdir.Hash([]byte("new"))) {
		t.Errorf("the manifest was not rebuilt:\n%s", m)
	}
	both(t, dir, run(section("x", "", "a", "new", "b", "new")), "edited b kept")
}

func TestManifestOfNewerTool(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, outdir.ManifestName, `{"chargegen": 2}`)
	_, err := outdir.Write(t.Context(), dir, run(section("x", "", "a", "")))
	if err == nil || !strings.Contains(err.Error(), "written by a newer chargegen") {
		t.Errorf("Write: %v, want a refusal", err)
	}
}

func TestManifestThatLies(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	put(t, parent, "victim", "x")
	put(t, dir, "inside", "y")
	write(t, dir, run(section("x", "", "a", "1")))
	lie := strings.Replace(manifest(t, dir), `"a": `, fmt.Sprintf("%q: %q,\n%q: %q,\n\"a\": ", "../victim", outdir.Hash([]byte("x")), filepath.Join(parent, "victim"), outdir.Hash([]byte("x"))), 1)
	put(t, dir, outdir.ManifestName, lie)
	both(t, dir, run(section("x", "", "b", "2")), "stale a\nadded b")
	if got := tree(t, parent)["victim"]; got != "x" {
		t.Errorf("victim = %q, want it untouched", got)
	}
}

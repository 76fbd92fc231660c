package outdir_test

import (
	"path/filepath"
	"testing"

	"github.com/chargegen/chargegen/gen/outdir"
)

// FuzzManifest writes over a folder whose manifest and journal hold anything: what is wanted is there afterwards or the
// run says why not, and files beside and outside are as they were.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"chargegen": 1, "sections": [{"target": "x", "root": "", "files": {"a": "", "../outside": "00"}}]}`), []byte(nil))
	f.Add([]byte("<<<<<<< HEAD\n\"target\": \"x\",\n\"b\": \"00\",\n=======\n\"beside\": \"11\",\n>>>>>>> it\n"), []byte(nil))
	f.Add([]byte(`{"sections": [{"files": null}, {}]}`), []byte(`{"ops": [{"path": "beside"}, {"path": "a", "from": "0", "new": "00"}]}`))
	f.Add([]byte(nil), []byte(`{"ops": [{"path": ".chargegen.json", "from": "1", "new": "00"}, {"path": "a/b/c", "old": "00"}]}`))
	f.Fuzz(func(t *testing.T, manifest, journal []byte) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		put(t, parent, "outside", "theirs")
		put(t, dir, "beside", "theirs")
		put(t, dir, outdir.ManifestName, string(manifest))
		if len(journal) > 0 {
			put(t, dir, ".chargegen.tmp/journal", string(journal))
		}
		want := run(section("x", "", "a", "new", "b/c", "new"))
		_, err := outdir.Write(t.Context(), dir, want)
		got := tree(t, parent)
		if got["outside"] != "theirs" || got["out/beside"] != "theirs" {
			t.Errorf("files of others: %v", got)
		}
		if err == nil && (got["out/a"] != "new" || got["out/b/c"] != "new") {
			t.Errorf("no error, and what was wanted is not there: %v", got)
		}
	})
}

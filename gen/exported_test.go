package gen_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/internal/goapi"
)

// exportedFile lists what the generated packages of the flagship export. Callers of every later build rely on these
// names: a line that goes, or changes, breaks somebody.
const exportedFile = goldenDir + "/exported.txt"

// testExported holds out/ against the list, or writes the list anew. It is a part of TestGolden.
func testExported(t *testing.T) {
	got := strings.Join(exported(t, "../out/go"), "")
	if *update {
		if err := os.WriteFile(exportedFile, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(readFile(t, exportedFile)), got); diff != "" {
		t.Errorf("exported names of out/ changed; make golden accepts that (-want +got):\n%s", diff)
	}
}

// exported lists the exported names of all packages below dir that others may import, a line for each.
func exported(t *testing.T, dir string) []string {
	t.Helper()
	var lines []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "internal":
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		items, err := goapi.Of(readFile(t, filepath.Join(dir, filepath.FromSlash(name))))
		for _, i := range items {
			lines = append(lines, fmt.Sprintf("%s: %s\n", path.Dir(name), i.Decl))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

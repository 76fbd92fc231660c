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
// names: a line that goes, or changes, breaks somebody. So no flag takes a line away: it goes by being put into
// removedFile, by hand and with the reason.
const (
	exportedFile = goldenDir + "/exported.txt"
	removedFile  = goldenDir + "/removed.txt"
)

// testExported holds out/ against the list, to which -update adds what is new. It is a part of TestGolden.
func testExported(t *testing.T) {
	now, listed, removed := exported(t, "../out/go"), lines(t, exportedFile), lines(t, removedFile)
	kept, missing := settle(now, listed, removed)
	for _, line := range missing {
		t.Errorf("%s has %q, and out/ does not: whoever uses it breaks; if that is meant, put the line into %s, with why", exportedFile, line, removedFile)
	}
	for _, line := range removed {
		if slices.Contains(now, line) {
			t.Errorf("%s has %q, and out/ does too", removedFile, line)
		}
	}
	if *update {
		if err := os.WriteFile(exportedFile, []byte(strings.Join(kept, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(listed, kept); diff != "" {
		t.Errorf("exported names of out/ changed; make golden adds what is new (-want +got):\n%s", diff)
	}
}

// settle returns what the list is to hold, and of that what is not exported any more though nobody said that it may go.
func settle(now, listed, removed []string) (kept, missing []string) {
	for _, line := range listed {
		if !slices.Contains(now, line) && !slices.Contains(removed, line) {
			missing = append(missing, line)
		}
	}
	kept = slices.Concat(now, missing)
	slices.Sort(kept)
	return kept, missing
}

func TestSettle(t *testing.T) {
	now, listed, removed := []string{"a", "d"}, []string{"a", "b", "c"}, []string{"c"}
	kept, missing := settle(now, listed, removed)
	if want := []string{"a", "b", "d"}; !slices.Equal(kept, want) || !slices.Equal(missing, []string{"b"}) {
		t.Errorf("settle keeps %q and misses %q, want %q and %q", kept, missing, want, "b")
	}
}

// lines are the lines of a file, comments left out.
func lines(t *testing.T, file string) []string {
	t.Helper()
	all := strings.Split(strings.TrimSuffix(string(readFile(t, file)), "\n"), "\n")
	return slices.DeleteFunc(all, func(line string) bool { return line == "" || strings.HasPrefix(line, "#") })
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
			lines = append(lines, fmt.Sprintf("%s: %s", path.Dir(name), i.Decl))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

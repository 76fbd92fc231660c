package outdir_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/outdir"
)

// section makes a section of one target from path, content, path, content, …
func section(target, root string, pairs ...string) outdir.Section {
	s := outdir.Section{Target: target, Root: root, Spec: "books.yaml", API: "books", Inputs: "in"}
	for i := 0; i < len(pairs); i += 2 {
		s.Files = append(s.Files, gen.File{Target: target, Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return s
}

func run(sections ...outdir.Section) outdir.Run {
	return outdir.Run{Tool: "(devel)", Sections: sections}
}

func forced(sections ...outdir.Section) outdir.Run {
	r := run(sections...)
	r.Force = true
	return r
}

// listing prints changes one a line, the manifest left out.
func listing(changes []outdir.Change) string {
	var lines []string
	for _, c := range changes {
		if c.Path == outdir.ManifestName {
			continue
		}
		line := string(c.Kind) + " " + c.Path
		if c.Kept {
			line += " kept"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func write(t *testing.T, dir string, r outdir.Run) string {
	t.Helper()
	changes, err := outdir.Write(t.Context(), dir, r)
	if err != nil {
		t.Fatalf("Write: %v", err)
	}
	return listing(changes)
}

// both asserts that Diff foretells what Write then does.
func both(t *testing.T, dir string, r outdir.Run, want string) {
	t.Helper()
	before := tree(t, dir)
	changes, err := outdir.Diff(t.Context(), dir, r)
	if err != nil {
		t.Fatalf("Diff: %v", err)
	}
	if got := listing(changes); got != want {
		t.Errorf("Diff = %q, want %q", got, want)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("Diff wrote (-before +after):\n%s", diff)
	}
	if got := write(t, dir, r); got != want {
		t.Errorf("Write = %q, want %q", got, want)
	}
}

// tree is the content of every file below dir but the manifest, and every folder with a slash at the end.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		switch {
		case rel == ".", rel == outdir.ManifestName:
		case e.IsDir():
			files[filepath.ToSlash(rel)+"/"] = ""
		default:
			data, err := os.ReadFile(name)
			files[filepath.ToSlash(rel)] = string(data)
			return err
		}
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	first := run(section("client", "go", "go/a.go", "one", "go/b.go", "two"))
	both(t, dir, first, "added go/a.go\nadded go/b.go")
	wantTree(t, dir, map[string]string{"go/": "", "go/a.go": "one", "go/b.go": "two"})

	both(t, dir, first, "")

	second := run(section("client", "go", "go/a.go", "three", "go/sub/c.go", "four"))
	both(t, dir, second, "changed go/a.go\nstale go/b.go\nadded go/sub/c.go")
	wantTree(t, dir, map[string]string{"go/": "", "go/a.go": "three", "go/sub/": "", "go/sub/c.go": "four"})

	if err := os.RemoveAll(filepath.Join(dir, "go", "sub")); err != nil {
		t.Fatal(err)
	}
	both(t, dir, second, "missing go/sub/c.go")
	both(t, dir, run(section("client", "go", "go/a.go", "three")), "stale go/sub/c.go")
	wantTree(t, dir, map[string]string{"go/": "", "go/a.go": "three"})
}

func TestEqualBytesAreNotRewritten(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, run(section("client", "go", "go/a.go", "one", "go/b.go", "two")))
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"go/a.go", outdir.ManifestName} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, run(section("client", "go", "go/a.go", "one", "go/b.go", "two")))
	for _, name := range []string{"go/a.go", outdir.ManifestName} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !info.ModTime().Equal(old) {
			t.Errorf("%s was rewritten: modified %v, want %v", name, info.ModTime(), old)
		}
	}
}

func TestEditedFilesAreKept(t *testing.T) {
	tests := []struct {
		name  string
		edit  map[string]string
		run   outdir.Run
		want  string
		after map[string]string
	}{
		{
			"edited", map[string]string{"a": "mine"}, run(section("x", "", "a", "new", "b", "old")), "edited a kept",
			map[string]string{"a": "mine", "b": "old"},
		},
		{
			"edited and forced", map[string]string{"a": "mine"}, forced(section("x", "", "a", "new", "b", "old")), "edited a",
			map[string]string{"a": "new", "b": "old"},
		},
		{
			"edited to what is wanted", map[string]string{"a": "new"}, run(section("x", "", "a", "new", "b", "old")), "",
			map[string]string{"a": "new", "b": "old"},
		},
		{
			"edited and stale", map[string]string{"b": "mine"}, run(section("x", "", "a", "old")), "edited b kept",
			map[string]string{"a": "old", "b": "mine"},
		},
		{
			"edited, stale and forced", map[string]string{"b": "mine"}, forced(section("x", "", "a", "old")), "edited b",
			map[string]string{"a": "old"},
		},
		{
			"somebody's", map[string]string{"c": "mine"}, run(section("x", "", "a", "old", "b", "old", "c", "new")), "foreign c kept",
			map[string]string{"a": "old", "b": "old", "c": "mine"},
		},
		{
			"somebody's and forced", map[string]string{"c": "mine"}, forced(section("x", "", "a", "old", "b", "old", "c", "new")), "foreign c",
			map[string]string{"a": "old", "b": "old", "c": "new"},
		},
		{
			"emptied by a power cut", map[string]string{"a": ""}, run(section("x", "", "a", "old", "b", "old")), "changed a",
			map[string]string{"a": "old", "b": "old"},
		},
		{
			"in merge conflict", map[string]string{"a": "<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n"}, run(section("x", "", "a", "new", "b", "old")), "changed a",
			map[string]string{"a": "new", "b": "old"},
		},
		{
			"unlisted files beside", map[string]string{"notes.txt": "mine"}, run(section("x", "", "a", "old")), "stale b",
			map[string]string{"a": "old", "notes.txt": "mine"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, run(section("x", "", "a", "old", "b", "old")))
			for name, text := range tt.edit {
				put(t, dir, name, text)
			}
			both(t, dir, tt.run, tt.want)
			wantTree(t, dir, tt.after)

			// What was kept is named again by the next run; what was not is settled.
			again := ""
			if strings.Contains(tt.want, "kept") {
				again = tt.want
			}
			both(t, dir, tt.run, again)
		})
	}
}

func TestOtherLineEndsAreNoEdit(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, run(section("x", "", "a", "1\n2\n")))
	put(t, dir, "a", "1\r\n2\r\n")
	both(t, dir, run(section("x", "", "a", "1\n2\n")), "")
	both(t, dir, run(section("x", "", "a", "1\n3\n")), "changed a")
	wantTree(t, dir, map[string]string{"a": "1\n3\n"})
}

func TestOtherTargetsAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, run(section("client", "go", "go/a.go", "one"), section("docs", "docs", "docs/a.md", "one")))
	put(t, dir, "docs/a.md", "edited")
	write(t, dir, run(section("client", "go", "go/b.go", "two")))
	wantTree(t, dir, map[string]string{"go/": "", "go/b.go": "two", "docs/": "", "docs/a.md": "edited"})

	// The docs are still known as generated: the edit is found by the run that speaks for them.
	both(t, dir, run(section("docs", "docs", "docs/a.md", "one")), "edited docs/a.md kept")

	whole := run(section("client", "go", "go/b.go", "two"))
	whole.Owns = func(s outdir.Section) bool { return s.Spec == "books.yaml" && s.API == "books" }
	put(t, dir, "docs/a.md", "one")
	both(t, dir, whole, "stale docs/a.md")
	wantTree(t, dir, map[string]string{"go/": "", "go/b.go": "two"})
}

func TestRefusedRuns(t *testing.T) {
	tests := []struct {
		name string
		run  outdir.Run
		want string
	}{
		{"two of one place", run(section("docs", "docs"), section("docs", "docs")), `target docs of books and of books both write to "docs"`},
		{"two make one file", run(section("a", "x", "x/f", ""), section("b", "x", "x/f", "")), "targets a and b both make x/f"},
		{"file of another target", run(section("a", "x", "old/f", "new")), "target a would overwrite old/f, which target before made of books.yaml"},
		{"leads out", run(section("a", "x", "../f", "")), `bad file name "../f"`},
		{"own files", run(section("a", "x", ".chargegen.json", "")), `bad file name ".chargegen.json"`},
		{"below a file", run(section("a", "x", "old/f/g", "")), "old/f/g cannot be written: old/f is a file"},
	}
	dir := t.TempDir()
	write(t, dir, run(section("before", "old", "old/f", "old")))
	before := tree(t, dir)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := outdir.Write(t.Context(), dir, tt.run)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Write: %v, want %q", err, tt.want)
			}
			wantTree(t, dir, before)
		})
	}
}

func TestFolderBecomesFileAndBack(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, run(section("x", "", "a", "file")))
	both(t, dir, run(section("x", "", "a/b/c", "deep")), "stale a\nadded a/b/c")
	wantTree(t, dir, map[string]string{"a/": "", "a/b/": "", "a/b/c": "deep"})
}

func TestSymlinksOut(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "a.go", "theirs")
	tests := []struct{ name, link, file string }{
		{"folder", "go", "go/a.go"},
		{"file", "a.go", "a.go"},
		{"journal folder", ".chargegen.tmp", "b.go"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			to := outside
			if tt.name == "file" {
				to = filepath.Join(outside, "a.go")
			}
			if err := os.Symlink(to, filepath.Join(dir, tt.link)); err != nil {
				t.Fatal(err)
			}
			_, err := outdir.Write(t.Context(), dir, forced(section("x", "", tt.file, "ours")))
			if err == nil || !strings.Contains(err.Error(), "a symbolic link leads out of the output folder") {
				t.Errorf("Write: %v, want a refusal", err)
			}
			if diff := cmp.Diff(map[string]string{"a.go": "theirs"}, tree(t, outside)); diff != "" {
				t.Errorf("outside (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTwoRunsDoNotMix(t *testing.T) {
	dir := t.TempDir()
	var runs []outdir.Run
	var trees []map[string]string
	for i := range 8 {
		s := section("x", "", "shared", fmt.Sprint(i))
		want := map[string]string{"shared": fmt.Sprint(i)}
		for j := range 20 {
			name, text := fmt.Sprintf("f%d", j), fmt.Sprintf("%d of %d", j, i)
			s.Files = append(s.Files, gen.File{Target: "x", Path: name, Data: []byte(text)})
			want[name] = text
		}
		runs, trees = append(runs, run(s)), append(trees, want)
	}
	var wg sync.WaitGroup
	for i := range runs {
		wg.Go(func() {
			if _, err := outdir.Write(context.Background(), dir, runs[i]); err != nil {
				t.Errorf("run %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	got := tree(t, dir)
	if !slices.ContainsFunc(trees, func(want map[string]string) bool { return maps.Equal(want, got) }) {
		t.Errorf("the folder holds a mixture: %v", got)
	}
	winner := got["shared"]
	changes, err := outdir.Diff(t.Context(), dir, runs[slices.IndexFunc(trees, func(w map[string]string) bool { return w["shared"] == winner })])
	if err != nil || len(changes) > 0 {
		t.Errorf("Diff of the winner = %q, %v; want nothing", listing(changes), err)
	}
}

func TestCancelledRunChangesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, run(section("x", "", "a", "old")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := outdir.Write(ctx, dir, run(section("x", "", "a", "new"))); err == nil {
		t.Error("Write after the end of its context: no error")
	}
	wantTree(t, dir, map[string]string{"a": "old"})
}

package outdir_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/outdir"
)

// faulty fails operation number at, counted from 0, and all that follow too if dead: then the process is gone.
type faulty struct {
	outdir.FS
	at   int
	dead bool
	n    int
	last string // what failed
}

var errFault = errors.New("injected fault")

func (f *faulty) fault(what string) error {
	n := f.n
	f.n++
	if n == f.at {
		f.last = what
	}
	if n == f.at || f.dead && n > f.at {
		return errFault
	}
	return nil
}

func (f *faulty) ReadFile(name string) ([]byte, error) {
	if err := f.fault("read " + name); err != nil {
		return nil, err
	}
	return f.FS.ReadFile(name)
}

func (f *faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := f.fault("list " + name); err != nil {
		return nil, err
	}
	return f.FS.ReadDir(name)
}

// WriteFile fails like a full disk: half is written. After the process is gone nothing is.
func (f *faulty) WriteFile(name string, data []byte, perm fs.FileMode) error {
	first := f.n == f.at
	if err := f.fault("write " + name); err != nil {
		if first {
			return errors.Join(syscall.ENOSPC, f.FS.WriteFile(name, data[:len(data)/2], perm))
		}
		return err
	}
	return f.FS.WriteFile(name, data, perm)
}

func (f *faulty) Mkdir(name string, perm fs.FileMode) error {
	if err := f.fault("mkdir " + name); err != nil {
		return err
	}
	return f.FS.Mkdir(name, perm)
}

func (f *faulty) Rename(from, to string) error {
	if err := f.fault("rename " + to); err != nil {
		return err
	}
	return f.FS.Rename(from, to)
}

func (f *faulty) Remove(name string) error {
	if err := f.fault("remove " + name); err != nil {
		return err
	}
	return f.FS.Remove(name)
}

var (
	oldRun = run(
		section("client", "go", "go/same.go", "same", "go/changed.go", "old", "go/stale.go", "old", "go/deep/er/stale.go", "old", "go/missing.go", "old", "go/edited.go", "old"),
		section("docs", "docs", "docs/index.md", "untouched"),
	)
	newRun = run(section("client", "go", "go/same.go", "same", "go/changed.go", "new", "go/missing.go", "old", "go/edited.go", "new", "go/fresh/a.go", "new", "go/fresh/b.go", "new"))
)

// oldTree makes a folder with files of every kind.
func oldTree(t *testing.T) string {
	dir := t.TempDir()
	write(t, dir, oldRun)
	put(t, dir, "go/edited.go", "mine")
	put(t, dir, "go/notes.txt", "mine")
	disk := open(t, dir)
	if err := disk.Remove("go/missing.go"); err != nil {
		t.Fatal(err)
	}
	return dir
}

func open(t *testing.T, dir string) *outdir.Disk {
	t.Helper()
	disk, err := outdir.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(disk.Close)
	return disk
}

// snapshot is the whole folder, manifest included, staged files left out.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := tree(t, dir)
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, ".chargegen.tmp/") })
	files[outdir.ManifestName] = manifest(t, dir)
	return files
}

// TestFaultAtEveryOperation fails each operation of a run in turn, once alone and once with the process gone, and
// asserts that recovery gives the old files or the new ones, whole, and that the next run gives the new ones.
func TestFaultAtEveryOperation(t *testing.T) {
	before := snapshot(t, oldTree(t))
	done := oldTree(t)
	write(t, done, newRun)
	after := snapshot(t, done)
	delete(after, ".chargegen.tmp/")

	for _, dead := range []bool{false, true} {
		forward, back := 0, 0
		for at := 0; ; at++ {
			dir := oldTree(t)
			f := &faulty{FS: open(t, dir), at: at, dead: dead}
			_, err := outdir.New(f, "out").Write(t.Context(), newRun)
			if f.last == "" {
				if err != nil {
					t.Fatalf("Write without a fault: %v", err)
				}
				break
			}
			// A fault in tidying up afterwards need not be told.
			if err == nil && !maps.Equal(snapshot(t, dir), after) {
				t.Errorf("fault at %d (%s): no error, and the files are not the new ones", at, f.last)
			}
			if err := outdir.New(open(t, dir), "out").Recover(context.Background()); err != nil {
				t.Fatalf("fault at %d (%s): Recover: %v", at, f.last, err)
			}
			switch got := snapshot(t, dir); {
			case maps.Equal(got, before):
				back++
			case maps.Equal(got, after):
				forward++
			default:
				t.Errorf("fault at %d (%s, dead %v): a mixture after recovery (-new +got):\n%s", at, f.last, dead, cmp.Diff(after, got))
			}
			if got, want := write(t, dir, newRun), "edited go/edited.go kept"; !strings.Contains(got, want) {
				t.Errorf("fault at %d (%s): the next run = %q, want %q in it", at, f.last, got, want)
			}
			if got := snapshot(t, dir); !maps.Equal(got, after) {
				t.Errorf("fault at %d (%s): after the next run (-want +got):\n%s", at, f.last, cmp.Diff(after, got))
			}
			if _, err := open(t, dir).ReadDir(".chargegen.tmp"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("fault at %d (%s): staged files are left: %v", at, f.last, err)
			}
		}
		if forward < 10 || back < 10 {
			t.Errorf("dead %v: %d faults rolled forward and %d back; want at least 10 of each", dead, forward, back)
		}
	}
}

// TestFaultDuringRecovery cuts off a run in the middle of its renames and then cuts off each recovery too, one
// operation later each time, until one gets through.
func TestFaultDuringRecovery(t *testing.T) {
	done := oldTree(t)
	write(t, done, newRun)
	after := snapshot(t, done)

	dir := oldTree(t)
	cut := &cutAfterRename{FS: open(t, dir), left: 3}
	if _, err := outdir.New(cut, "out").Write(t.Context(), newRun); err == nil {
		t.Fatal("the run was not cut off")
	}
	for at := 0; ; at++ {
		f := &faulty{FS: open(t, dir), at: at, dead: true}
		if err := outdir.New(f, "out").Recover(t.Context()); err == nil && f.last == "" {
			break
		}
		if at > 1000 {
			t.Fatal("recovery does not end")
		}
	}
	if got := snapshot(t, dir); !maps.Equal(got, after) {
		t.Errorf("after recovery (-want +got):\n%s", cmp.Diff(after, got))
	}
}

// cutAfterRename is a process that dies when it has renamed a number of files.
type cutAfterRename struct {
	outdir.FS
	left int
}

func (c *cutAfterRename) Rename(from, to string) error {
	if c.left == 0 {
		return errFault
	}
	c.left--
	return c.FS.Rename(from, to)
}

// TestDiffNamesInterruptedRun asserts that a check tells of a cut-off run, takes none of its files for edited, and
// mends nothing.
func TestDiffNamesInterruptedRun(t *testing.T) {
	dir := oldTree(t)
	cut := &cutAfterRename{FS: open(t, dir), left: 3}
	if _, err := outdir.New(cut, "out").Write(t.Context(), newRun); err == nil {
		t.Fatal("the run was not cut off")
	}
	before := tree(t, dir)
	later := run(section("client", "go", "go/same.go", "same", "go/changed.go", "newer", "go/edited.go", "new"))
	changes, err := outdir.Diff(t.Context(), dir, later)
	if err != nil {
		t.Fatal(err)
	}
	got := listing(changes)
	if !strings.HasPrefix(got, "interrupted .chargegen.tmp\n") || !strings.Contains(got, "changed go/changed.go") || strings.Count(got, "kept") != 1 {
		t.Errorf("Diff = %q", got)
	}
	if !maps.Equal(before, tree(t, dir)) {
		t.Error("Diff changed the folder")
	}
}

// TestEditAfterInterruption asserts that recovery does not overwrite what somebody edited since the run was cut off.
func TestEditAfterInterruption(t *testing.T) {
	dir := oldTree(t)
	cut := &cutAfterRename{FS: open(t, dir), left: 1} // the journal stands, no file is renamed
	if _, err := outdir.New(cut, "out").Write(t.Context(), newRun); err == nil {
		t.Fatal("the run was not cut off")
	}
	put(t, dir, "go/changed.go", "mine")
	got := write(t, dir, newRun)
	if want := "edited go/changed.go kept\nedited go/edited.go kept"; got != want {
		t.Errorf("Write = %q, want %q", got, want)
	}
	if got := tree(t, dir)["go/changed.go"]; got != "mine" {
		t.Errorf("go/changed.go = %q, want it kept", got)
	}
}

func TestDamagedJournalIsNamed(t *testing.T) {
	for _, text := range []string{"{", `{"ops":[{"path":"../x"}]}`, `{"ops":[{"path":"x","from":"../../y","new":"z"}]}`} {
		dir := t.TempDir()
		put(t, dir, ".chargegen.tmp/journal", text)
		_, err := outdir.Write(t.Context(), dir, newRun)
		if err == nil || !strings.Contains(err.Error(), "remove .chargegen.tmp to forget the interrupted run") {
			t.Errorf("Write with journal %q: %v", text, err)
		}
	}
}

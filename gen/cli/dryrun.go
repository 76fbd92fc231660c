package cli

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/goapi"
	"github.com/chargegen/chargegen/gen/outdir"
)

// printForecast prints what a run would do: the files, and what the callers of generated Go would see of it.
func (a *app) printForecast(s *summary) {
	for _, note := range s.tools {
		fmt.Fprintln(a.out, note)
	}
	a.printLines(s, false)
	if len(s.lines) == 0 {
		fmt.Fprintf(a.out, "%s, nothing to change\n", count(s.files, "file"))
		return
	}
	e := s.exports.compare()
	for _, l := range e.lines {
		fmt.Fprintln(a.out, l)
	}
	fmt.Fprintf(a.out, "%s, nothing was written: %d to add, %d to change, %d to delete, %d to keep\n", count(s.files, "file"), s.added, s.changed, s.deleted, s.kept)
	fmt.Fprintf(a.out, "exported Go names: %d to add, %d to change, %d to remove\n", e.come, e.changed, e.gone)
}

// toolNote says of a changed manifest by which builds the output was written, if not by this one.
func toolNote(c outdir.Change) string {
	if c.Path != outdir.ManifestName || c.Old == nil {
		return ""
	}
	var others []string
	for _, tool := range outdir.Tools(c.Old) {
		if tool != toolVersion() {
			others = append(others, tool)
		}
	}
	if len(others) == 0 {
		return ""
	}
	return fmt.Sprintf("written by chargegen %s; this is %s", strings.Join(others, " and "), toolVersion())
}

// exports are the declarations of exported names in changed Go files, by folder and name, as they are and as they would
// be. A name that moves to another file of its package is in both.
type exports struct {
	old, new map[string]string
}

// exportDiff is what becomes of exported names: how many of them, and a line for each that callers may miss.
type exportDiff struct {
	come, changed, gone int
	lines               []string
}

// addAll notes what changes do to exported names. It reads all of them, so that only those who ask should pay for it.
func (e *exports) addAll(o *folder, changes []outdir.Change) {
	for _, c := range changes {
		e.add(o, c)
	}
}

// add notes what a change does to exported names. What a target keeps in an internal folder of its own is nobody's
// business, and what does not parse exports nothing.
func (e *exports) add(o *folder, c outdir.Change) {
	if path.Ext(c.Path) != ".go" || strings.HasSuffix(c.Path, "_test.go") || c.Kept || hidden(o, c) {
		return
	}
	if e.old == nil {
		e.old, e.new = map[string]string{}, map[string]string{}
	}
	pkg := filepath.ToSlash(filepath.Join(o.dir, filepath.FromSlash(path.Dir(c.Path))))
	exported(e.old, pkg, c.Old)
	exported(e.new, pkg, c.New)
}

// hidden reports whether a file lies in an internal folder below the root of its target.
func hidden(o *folder, c outdir.Change) bool {
	for _, s := range o.run.Sections {
		if rest, ok := strings.CutPrefix(c.Path, s.Root); ok && s.Target == c.Target {
			return strings.Contains("/"+strings.TrimPrefix(rest, "/"), "/internal/")
		}
	}
	return false
}

func exported(into map[string]string, pkg string, src []byte) {
	items, err := goapi.Of(src)
	if err != nil {
		return
	}
	for _, i := range items {
		into[pkg+": "+i.Name] = i.Decl
	}
}

func (e *exports) compare() exportDiff {
	var d exportDiff
	for _, name := range slices.Sorted(maps.Keys(e.old)) {
		pkg, _, _ := strings.Cut(name, ": ")
		decl, ok := e.new[name]
		switch {
		case !ok:
			d.gone++
			d.lines = append(d.lines, fmt.Sprintf("removes %s: %s", pkg, e.old[name]))
		case decl != e.old[name]:
			d.changed++
			d.lines = append(d.lines, fmt.Sprintf("changes %s: %s", pkg, e.old[name]), fmt.Sprintf("     to %s: %s", pkg, decl))
		}
	}
	for name := range e.new {
		if _, ok := e.old[name]; !ok {
			d.come++
		}
	}
	return d
}

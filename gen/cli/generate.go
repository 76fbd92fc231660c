package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/outdir"
	"github.com/chargegen/chargegen/spec"
)

// generateFlags are the flags of generate.
type generateFlags struct {
	settings
	watch, force, quiet, dryRun bool
}

func (a *app) generateCommand() *cobra.Command {
	var f generateFlags
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write the output, and print what changed",
		Long: "generate writes the files of every target and prints a line for each that changed. Files that were edited by\n" +
			"hand since they were generated are named and kept. Where this build made the same of the same input before, and all\n" +
			"of it is as it was, nothing is made again, unless --force is given. Without --spec it reads " + configName + " if there is one, else\n" +
			defaultSpec + ", else the spec that is built in.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.watch {
				return a.watch(cmd.Context(), &f)
			}
			return a.generate(cmd.Context(), &f)
		},
	}
	f.source(cmd)
	a.output(cmd, &f.settings)
	cmd.Flags().BoolVar(&f.watch, "watch", false, "generate again whenever the spec changes")
	cmd.Flags().BoolVar(&f.force, "force", false, "generate all anew, and overwrite files that were edited by hand")
	cmd.Flags().BoolVar(&f.quiet, "quiet", false, "print nothing but faults")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "write nothing; print what would change, and what becomes of exported Go names")
	cmd.MarkFlagsMutuallyExclusive("dry-run", "watch")
	cmd.MarkFlagsMutuallyExclusive("dry-run", "quiet")
	return cmd
}

// generate is one run: read, resolve, render, write, print.
func (a *app) generate(ctx context.Context, f *generateFlags) error {
	start := time.Now()
	list, err := entries(&f.settings)
	if err != nil {
		return err
	}
	if !f.dryRun && !f.force {
		if r := readReceipt(a.receiptFile(list, f.targets)); r.holds() {
			a.printFindings(r.Warnings)
			a.printSummary(&summary{files: r.files()}, f.quiet, time.Since(start))
			return nil
		}
	}
	done, err := a.write(ctx, list, f)
	if err != nil {
		return err
	}
	if f.dryRun {
		a.printForecast(done)
	} else {
		a.printSummary(done, f.quiet, time.Since(start))
	}
	if done.kept > 0 {
		return exitCode(exitRefused)
	}
	return nil
}

// write renders the specs of all entries and brings the output folders up to date.
func (a *app) write(ctx context.Context, list []entry, f *generateFlags) (*summary, error) {
	defer a.progress(f.quiet, "generating")()
	folders, err := a.folders(ctx, list, f.targets)
	if err != nil {
		return nil, err
	}
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	done := &summary{}
	settle := outdir.Write
	if f.dryRun {
		settle = outdir.Diff
	}
	for _, o := range folders {
		o.run.Force = f.force
		changes, err := settle(ctx, o.dir, o.run)
		if err != nil {
			return nil, err
		}
		done.add(o, changes)
		if f.dryRun {
			done.exports.addAll(o, changes)
		}
	}
	if !f.dryRun && done.kept == 0 {
		keepReceipt(a.receiptFile(list, f.targets), folders)
	}
	return done, nil
}

// folder is one output folder and what it is to hold.
type folder struct {
	dir      string
	run      outdir.Run
	read     []inputFile    // what it is made of
	warnings spec.ErrorList // about that
}

// add notes a spec of which the folder is made. One that is built in is part of the command.
func (o *folder) add(l *loaded) {
	o.warnings = append(o.warnings, l.findings...)
	files := l.files
	if l.builtIn {
		files = files[1:]
	}
	o.read = append(o.read, files...)
}

// files counts what the folder is to hold, the manifest included.
func (o *folder) files() int {
	n := 1
	for _, s := range o.run.Sections {
		n += len(s.Files)
	}
	return n
}

// folders renders the specs of all entries, sorted by the folders they go to.
func (a *app) folders(ctx context.Context, list []entry, only []string) ([]*folder, error) {
	collectSeldom()
	all, err := a.loadAll(list)
	if err != nil {
		return nil, err
	}
	var folders []*folder
	for _, l := range all {
		plans, err := a.plans(l, only)
		if err != nil {
			return nil, err
		}
		made, err := a.sections(ctx, l, plans)
		if err != nil {
			return nil, err
		}
		dir := filepath.Clean(l.out)
		i := slices.IndexFunc(folders, func(o *folder) bool { return o.dir == dir })
		if i < 0 {
			i = len(folders)
			folders = append(folders, &folder{dir: dir, run: outdir.Run{Tool: toolVersion()}})
		}
		folders[i].add(l)
		run := &folders[i].run
		run.Sections = append(run.Sections, made...)
		run.Owns = either(run.Owns, l.owns())
	}
	return folders, nil
}

// owns tells which sections of earlier runs a run over l speaks for.
func (l *loaded) owns() func(outdir.Section) bool {
	base, name := filepath.Base(l.name), l.api.Name
	switch l.whose {
	case ownSame:
		return func(s outdir.Section) bool { return s.Spec == base && s.API == name }
	case ownProject:
		return func(s outdir.Section) bool { return s.Spec == base || s.API == name }
	}
	return nil
}

func either(f, g func(outdir.Section) bool) func(outdir.Section) bool {
	switch {
	case f == nil:
		return g
	case g == nil:
		return f
	}
	return func(s outdir.Section) bool { return f(s) || g(s) }
}

// summary is what a run did.
type summary struct {
	lines                                []line
	files, added, changed, deleted, kept int
	exports                              exports
	tools                                []string // notes on the builds that wrote what is there
}

// line is one changed file as it is printed.
type line struct {
	mark, path, note string
}

func (s *summary) add(o *folder, changes []outdir.Change) {
	s.files += o.files()
	for _, c := range changes {
		path := filepath.ToSlash(filepath.Join(o.dir, filepath.FromSlash(c.Path)))
		l := line{mark: "~", path: path}
		if note := toolNote(c); note != "" {
			s.tools = append(s.tools, path+": "+note)
		}
		switch {
		case c.Kind == outdir.Interrupted:
			l.mark, l.note = "!", "an earlier run was cut off; generate completes it first"
		case c.Kept:
			l.mark, l.note = "!", keptNote(c)
			s.kept++
		case c.New == nil:
			l.mark = "-"
			s.deleted++
		case c.Old == nil:
			l.mark = "+"
			s.added++
		default:
			s.changed++
		}
		s.lines = append(s.lines, l)
	}
}

// keptNote says why a file was left as it is.
func keptNote(c outdir.Change) string {
	switch {
	case c.Kind == outdir.Foreign:
		return "kept: it is in the way and was not generated; --force overwrites it"
	case c.New == nil:
		return "kept: it is not wanted any more, but was edited by hand; --force deletes it"
	}
	return "kept: it was edited by hand; --force overwrites it"
}

// printLines prints a line for each file that changes. What is kept is told even to those who want no more.
func (a *app) printLines(s *summary, quiet bool) {
	colour := coloured(a.out)
	for _, l := range s.lines {
		switch {
		case l.note != "":
			fmt.Fprintf(a.err, "%s %s: %s\n", l.mark, l.path, l.note)
		case !quiet:
			fmt.Fprintf(a.out, "%s %s\n", paint(colour, l.mark), l.path)
		}
	}
}

// printSummary prints what a run did.
func (a *app) printSummary(s *summary, quiet bool, took time.Duration) {
	a.printLines(s, quiet)
	if quiet {
		return
	}
	took = took.Round(time.Millisecond)
	if len(s.lines) == 0 {
		fmt.Fprintf(a.out, "%s, nothing to change, in %v\n", count(s.files, "file"), took)
		return
	}
	fmt.Fprintf(a.out, "%s: %d added, %d changed, %d deleted, %d kept, in %v\n", count(s.files, "file"), s.added, s.changed, s.deleted, s.kept, took)
}

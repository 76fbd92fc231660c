package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/outdir"
)

// checkFlags are the flags of check.
type checkFlags struct {
	settings
	format string
	quiet  bool
}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Compare the output with what generate would write, and write nothing",
		Long: "check fails with exit code 1 if generate would change anything, or if a generated file was edited by hand. It\n" +
			"names each such file: missing, stale, extra, edited, foreign or interrupted.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.check(cmd.Context(), &f) },
	}
	f.source(cmd)
	a.output(cmd, &f.settings)
	formatFlag(cmd, &f.format)
	cmd.Flags().BoolVar(&f.quiet, "quiet", false, "print nothing when the output is current")
	return cmd
}

func (a *app) check(ctx context.Context, f *checkFlags) error {
	if err := knownFormat(f.format); err != nil {
		return err
	}
	list, err := entries(&f.settings)
	if err != nil {
		return err
	}
	if r := readReceipt(a.receiptFile(list, f.targets)); r.holds() {
		a.printFindings(r.Warnings)
		return a.verdict(f, nil, r.files())
	}
	folders, err := a.folders(ctx, list, f.targets)
	if err != nil {
		return err
	}
	var found []finding
	files := 0
	for _, o := range folders {
		changes, err := outdir.Diff(ctx, o.dir, o.run)
		if err != nil {
			return err
		}
		for _, c := range changes {
			found = append(found, fromChange(o.dir, c))
		}
		files += o.files()
	}
	if len(found) == 0 {
		keepReceipt(a.receiptFile(list, f.targets), folders)
	}
	return a.verdict(f, found, files)
}

// verdict prints what was found in so many files.
func (a *app) verdict(f *checkFlags, found []finding, files int) error {
	if err := report(a.out, f.format, found); err != nil {
		return err
	}
	switch {
	case len(found) > 0:
		return exitCode(exitRefused)
	case !f.quiet && f.format == "text":
		fmt.Fprintf(a.out, "%s, all current\n", count(files, "file"))
	}
	return nil
}

// fromChange says of a file how it is not current.
func fromChange(dir string, c outdir.Change) finding {
	f := finding{
		File:     filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(c.Path))),
		Severity: "error",
		detail:   shortDiff(c.Old, c.New),
	}
	switch c.Kind {
	case outdir.Added, outdir.Missing:
		f.Rule, f.Message, f.detail = "missing", "is missing; generate would write it", ""
	case outdir.Changed:
		f.Rule, f.Message = "stale", "is stale; generate would change it"
		if note := toolNote(c); note != "" {
			f.Message += "; it was " + note
		}
	case outdir.Stale:
		f.Rule, f.Message, f.detail = "extra", "is extra; generate would delete it", ""
	case outdir.Foreign:
		f.Rule, f.Message, f.detail = "foreign", "is in the way of output and was not generated", ""
	case outdir.Interrupted:
		f.Rule, f.Message, f.detail = "interrupted", "an earlier run was cut off; generate completes it", ""
	default:
		f.Rule, f.Message = "edited", "was edited by hand"
		if c.New == nil {
			f.Message, f.detail = "was edited by hand, and is not wanted any more", ""
		}
	}
	return f
}

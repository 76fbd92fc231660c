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
	found, files, err := a.differences(ctx, &f.settings)
	if mistakes := refusal(err); len(mistakes) > 0 && f.format != "text" {
		found, err = fromErrors(mistakes), nil
	}
	if err != nil {
		return err
	}
	return a.verdict(f, found, files)
}

// differences lists how the output folders differ from what generate would write, and counts the files that are wanted.
func (a *app) differences(ctx context.Context, s *settings) (found []finding, files int, err error) {
	list, err := entries(s)
	if err != nil {
		return nil, 0, err
	}
	if r := readReceipt(a.receiptFile(list, s.targets)); r.holds() {
		a.printFindings(r.Warnings)
		return nil, r.files(), nil
	}
	folders, err := a.folders(ctx, list, s.targets)
	if err != nil {
		return nil, 0, err
	}
	for _, o := range folders {
		changes, err := outdir.Diff(ctx, o.dir, o.run)
		if err != nil {
			return nil, 0, err
		}
		for _, c := range changes {
			found = append(found, fromChange(o.dir, c))
		}
		files += o.files()
	}
	if len(found) == 0 {
		keepReceipt(a.receiptFile(list, s.targets), folders)
	}
	return found, files, nil
}

// verdict prints what was found in so many files.
func (a *app) verdict(f *checkFlags, found []finding, files int) error {
	if err := report(a.out, f.format, found); err != nil {
		return err
	}
	switch {
	case len(found) > 0:
		if f.format == "text" {
			fmt.Fprintln(a.err, advice(found))
		}
		return exitCode(exitRefused)
	case !f.quiet && f.format == "text":
		fmt.Fprintf(a.out, "%s, all current\n", count(files, "file"))
	}
	return nil
}

// advice says what is to be done about files that are not current.
func advice(found []finding) string {
	for _, f := range found {
		if f.Rule == "edited" || f.Rule == "foreign" {
			return "generate brings the files up to date, save those that were edited by hand or are not its own"
		}
	}
	return "generate brings the files up to date"
}

// fromChange says of a file how it is not current.
func fromChange(dir string, c outdir.Change) finding {
	f := finding{
		File:     filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(c.Path))),
		Severity: "error",
	}
	switch c.Kind {
	case outdir.Added, outdir.Missing:
		f.Rule, f.Message = "missing", "is missing; generate would write it"
	case outdir.Changed:
		f.Rule, f.Message = "stale", "is stale; generate would change it"
		if note := toolNote(c); note != "" {
			f.Message += "; it was " + note
		}
		f.at, f.detail = shortDiff(c.Old, c.New)
	case outdir.Stale:
		f.Rule, f.Message = "extra", "is extra; generate would delete it"
	case outdir.Foreign:
		f.Rule, f.Message = "foreign", "is in the way of output and was not generated; generate would keep it"
	case outdir.Interrupted:
		f.Rule, f.Message = "interrupted", "an earlier run was cut off; generate completes it"
	case outdir.Edited:
		f.Rule, f.Message = "edited", "was edited by hand; generate would keep it, and --force overwrite it"
		if c.New == nil {
			f.Message = "was edited by hand, and is not wanted any more; generate would keep it, and --force delete it"
		} else {
			f.at, f.detail = shortDiff(c.Old, c.New)
		}
	}
	return f
}

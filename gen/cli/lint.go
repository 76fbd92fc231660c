package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/spec"
)

func (a *app) lintCommand() *cobra.Command {
	var s settings
	var format string
	var quiet, proof bool
	cmd := &cobra.Command{
		Use:   "lint [FILE…]",
		Short: "Report every mistake in a spec",
		Long: "lint reads specs and reports every mistake in them with its place. It fails with exit code 1 if a spec has\n" +
			"errors; warnings do not count. - is the standard input.\n\n" +
			"With --proof it also explores what every lifecycle can come to, reports what can never happen and what must\n" +
			"not, and prints what was proved, what was played against the mock, and what nobody can prove.",
		RunE: func(_ *cobra.Command, args []string) error {
			s.specs = append(s.specs, args...)
			return a.lint(&s, format, quiet, proof)
		},
	}
	s.source(cmd)
	formatFlag(cmd, &format)
	cmd.Flags().BoolVar(&proof, "proof", false, "explore the lifecycles and print what is proved of them")
	cmd.Flags().BoolVar(&quiet, "quiet", false, "print nothing when there is nothing to complain of")
	return cmd
}

func (a *app) lint(s *settings, format string, quiet, proof bool) error {
	if err := knownFormat(format); err != nil {
		return err
	}
	list, err := entries(s)
	findings := refusal(err)
	if err != nil && len(findings) == 0 {
		return err
	}
	var certificates bytes.Buffer
	for _, e := range list {
		more, err := a.lintOne(e, proof, &certificates)
		if err != nil {
			return err
		}
		findings = append(findings, more...)
	}
	findings.Sort()
	if err := report(a.out, format, fromErrors(findings)); err != nil {
		return err
	}
	if format == "text" && !quiet {
		if _, err := certificates.WriteTo(a.out); err != nil {
			return err
		}
	}
	switch {
	case findings.Refuses():
		return exitCode(exitRefused)
	case len(findings) == 0 && format == "text" && !quiet && !proof:
		fmt.Fprintf(a.out, "%s: no mistakes\n", names(list))
	}
	return nil
}

// lintOne finds the mistakes of one spec, and if it has none, those of the settings of its targets. With proof it also
// writes what is proved of it.
func (a *app) lintOne(e entry, proof bool, certificate io.Writer) (spec.ErrorList, error) {
	l, err := a.load(e)
	if err != nil {
		return nil, err
	}
	if !l.findings.Refuses() && proof {
		report, more, err := prove.Run(l.api)
		if err != nil {
			return nil, err
		}
		if l.findings = append(l.findings, more...); !more.Refuses() {
			err = prove.Certificate(certificate, report)
		}
		if err != nil {
			return nil, err
		}
	}
	if l.findings.Refuses() || e.targets == nil {
		return l.findings, nil
	}
	plans, err := a.plans(l, nil)
	more := refusal(err)
	if err != nil && len(more) == 0 {
		return nil, err
	}
	return slices.Concat(l.findings, more, planFindings(l, plans)), nil
}

func names(list []entry) string {
	var out []string
	for _, e := range list {
		out = append(out, filepath.ToSlash(e.name))
	}
	return strings.Join(out, ", ")
}

// knownFormat refuses a format before any work is done.
func knownFormat(format string) error { return report(io.Discard, format, nil) }

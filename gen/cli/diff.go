package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/diff"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// diffFormats are the ways to print changes, by the word of --format.
var diffFormats = []string{"text", "json", "markdown", "github"}

func (a *app) diffCommand() *cobra.Command {
	var format, failOn string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two editions of a spec, and how badly",
		Long: "diff compares two specs: what the API is, and what calls do and are refused for. It says of each change how\n" +
			"severe it is for users of the Go client (breaking, minor or patch) and why, where it stands in both editions, and\n" +
			"for a call that is decided differently, an example and the calls that lead there.\n\n" +
			"OLD and NEW are files, or git:REV:PATH for a file as it was at a revision, such as git:HEAD:" + defaultSpec + ";\n" +
			"a path there begins from the current folder. - is the standard input.\n\n" +
			"diff fails with exit code 1 if one of the specs is refused, or with --fail-on if a change is that severe.",
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error { return a.diff(args[0], args[1], format, failOn) },
	}
	cmd.Flags().StringVar(&format, "format", "text", "how changes are printed: "+strings.Join(diffFormats, ", "))
	cmd.Flags().StringVar(&failOn, "fail-on", "", "fail with exit code 1 if a change is at least so severe: breaking, minor, patch")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diffFormats, cobra.ShellCompDirectiveNoFileComp))             // fails only for a flag that is not there
	_ = cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions(words(diff.Severities), cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
	return cmd
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

func (a *app) diff(oldName, newName, format, failOn string) error {
	if !slices.Contains(diffFormats, format) {
		return fmt.Errorf("unknown format %q%s; wanted one of %s", format, spec.Suggest(format, diffFormats), strings.Join(diffFormats, ", "))
	}
	known := words(diff.Severities)
	if failOn != "" && !slices.Contains(known, failOn) {
		return fmt.Errorf("unknown severity %q%s; wanted one of %s", failOn, spec.Suggest(failOn, known), strings.Join(known, ", "))
	}
	if oldName == "-" && newName == "-" {
		return fmt.Errorf("only one of the two specs can be the standard input")
	}
	report, err := a.compare(oldName, newName)
	if err != nil {
		return err
	}
	if err := printDiff(a.out, format, report); err != nil {
		return err
	}
	if failOn != "" && report.Reaches(diff.Severity(failOn)) {
		return exitCode(exitRefused)
	}
	return nil
}

// compare reads both specs, side by side, and compares them. Places in the report name the files as the arguments do.
func (a *app) compare(oldName, newName string) (*diff.Report, error) {
	collectSeldom()
	var old *edition
	var oldErr error
	var wg sync.WaitGroup
	wg.Go(func() { old, oldErr = a.edition("old", oldName) })
	new, err := a.edition("new", newName)
	wg.Wait()
	if err := cmp.Or(oldErr, err); err != nil {
		return nil, err
	}
	refused := a.refused(old)
	if a.refused(new) || refused {
		return nil, exitCode(exitRefused)
	}
	report, err := diff.Compare(old.api, new.api)
	if err != nil {
		return nil, err
	}
	for _, c := range report.Changes {
		old.label(&c.Old)
		new.label(&c.New)
	}
	return report, nil
}

// edition is one of the two specs.
type edition struct {
	which, name string
	api         *model.API
	findings    spec.ErrorList
	prefix      string // before the names of its files, such as git:HEAD:
}

func (e *edition) label(p *spec.Pos) {
	if p.IsSet() {
		p.File = e.prefix + p.File
	}
}

// edition reads a spec.
func (a *app) edition(which, name string) (*edition, error) {
	src, err := a.open(name)
	if err != nil {
		return nil, fmt.Errorf("the %s spec: %w", which, err)
	}
	data, err := src.read(src.root)
	if err != nil {
		return nil, fmt.Errorf("the %s spec: %w", which, err)
	}
	api, findings := model.Parse(src.root, data, src.read)
	return &edition{which, name, api, findings, src.prefix}, nil
}

// refused reports whether something refuses the spec, and prints what, with which of the two it is.
func (a *app) refused(e *edition) bool {
	if !e.findings.Refuses() {
		return false
	}
	for _, f := range e.findings {
		e.label(&f.Pos)
	}
	fmt.Fprintf(a.err, "the %s spec, %s, is refused:\n", e.which, strings.Map(visible, e.name))
	a.print(e.findings)
	return true
}

func printDiff(w io.Writer, format string, r *diff.Report) error {
	switch format {
	case "json":
		return r.JSON(w)
	case "markdown":
		return r.Markdown(w)
	case "github":
		for _, c := range r.Changes {
			fmt.Fprintln(w, annotation(c))
		}
		return nil
	}
	return r.Text(w)
}

// annotation is a change as GitHub Actions shows it beside the line. Only what is in a file of the checkout can be shown
// so: what stands in another revision is told of without a place.
func annotation(c *diff.Change) string {
	level := map[diff.Severity]string{diff.Breaking: "error", diff.Minor: "warning", diff.Patch: "notice"}[c.Severity]
	place := ""
	if at := c.Pos(); !strings.HasPrefix(at.File, gitPrefix) {
		place = fmt.Sprintf("file=%s,line=%d,col=%d,", property.Replace(at.File), at.Line, at.Col)
	}
	return fmt.Sprintf("::%s %stitle=%s::%s", level, place, property.Replace(c.Rule), message.Replace(c.Subject+" "+c.Message+": "+c.Reason))
}

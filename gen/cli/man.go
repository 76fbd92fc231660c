package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// manCommand writes the manual pages. It is for those who pack the command, so help does not list it.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Short:  "Write the manual pages",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeManual(cmd.Root(), args[0])
		},
	}
}

// writeManual writes a page for the command and for each command below it. The pages have no date: they are of a version.
func writeManual(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	pages := below(root)
	for _, cmd := range pages {
		if err := os.WriteFile(filepath.Join(dir, pageName(cmd)+".1"), []byte(manPage(cmd, pages)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// below is a command and all below it.
func below(cmd *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{cmd}
	for _, sub := range subcommands(cmd) {
		list = append(list, below(sub)...)
	}
	return list
}

// subcommands are those that help lists, without the two that come with every command of this kind.
func subcommands(parent *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, cmd := range parent.Commands() {
		if cmd.IsAvailableCommand() && cmd.Name() != "completion" {
			list = append(list, cmd)
		}
	}
	return list
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage is the page of one command, in the words of its help.
func manPage(cmd *cobra.Command, pages []*cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"chargegen %s\"\n", roff(strings.ToUpper(pageName(cmd))), roff(toolVersion()))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(pageName(cmd)), roff(cmd.Short))
	use := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		use = cmd.CommandPath() + " COMMAND"
	}
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(use))
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", paragraphs(cmp.Or(cmd.Long, cmd.Short+".")+"\n\n"+cmd.Example))
	if subs := subcommands(cmd); len(subs) > 0 {
		b.WriteString(".SH COMMANDS\n")
		for _, sub := range subs {
			fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(sub.Name()), roff(sub.Short))
		}
	}
	if flags := cmd.LocalFlags(); flags.HasAvailableFlags() {
		fmt.Fprintf(&b, ".SH OPTIONS\n.nf\n%s.fi\n", roff(flags.FlagUsagesWrapped(76)))
	}
	fmt.Fprintf(&b, ".SH EXIT STATUS\n.TP\n%d\nAll is well.\n.TP\n%d\nA spec is refused, or the output is not current.\n.TP\n%d\nWrong use, or a file that could not be read or written.\n", exitFine, exitRefused, exitFailed)
	b.WriteString(".SH SEE ALSO\n")
	var others []string
	for _, other := range pages {
		if other != cmd {
			others = append(others, ".BR "+roff(pageName(other))+" (1)")
		}
	}
	b.WriteString(strings.Join(others, " ,\n") + "\n")
	return b.String()
}

// paragraphs sets text whose paragraphs are parted by empty lines.
func paragraphs(text string) string {
	var b strings.Builder
	for p := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		fmt.Fprintf(&b, ".PP\n%s\n", roff(strings.TrimSpace(p)))
	}
	return b.String()
}

// roff escapes what troff would read as its own.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", "...").Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

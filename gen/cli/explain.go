package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

func (a *app) explainCommand() *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "explain CODE | RULE",
		Short: "Say what an error code of the API or a rule of lint means",
		Long: "explain says what an error code or a failure code of the API means and what to do about it, or what a rule of\n" +
			"lint and check refuses and why.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.explain(&s, args[0]) },
	}
	s.source(cmd)
	return cmd
}

func (a *app) explain(s *settings, word string) error {
	rules := allRules()
	i := slices.IndexFunc(rules, func(r spec.Rule) bool { return r.ID == word })
	if i >= 0 {
		explainRule(a.out, rules[i])
	}
	// A rule can be explained without a spec; a spec that is refused must not keep its rules from being explained.
	quiet := *a
	if i >= 0 {
		quiet.err = io.Discard
	}
	l, err := quiet.loadOne(s)
	switch {
	case err != nil && i >= 0:
		return nil
	case err != nil:
		return err
	}
	found, err := explainCode(a.out, l.api, word)
	if err != nil {
		return err
	}
	if i >= 0 || found {
		return nil
	}
	of := l.api.Title
	if l.entry.builtIn {
		of += ", whose spec is built in (--spec names another),"
	}
	return fmt.Errorf("%q is neither a code of %s nor a rule%s", word, of, spec.Suggest(word, known(l.api, rules)))
}

// known lists everything that can be explained.
func known(api *model.API, rules []spec.Rule) []string {
	var words []string
	for _, e := range api.Errors {
		words = append(words, e.Code)
	}
	for _, f := range api.Failures {
		words = append(words, f.Code)
	}
	for _, r := range rules {
		words = append(words, r.ID)
	}
	return words
}

func explainRule(w io.Writer, r spec.Rule) {
	fmt.Fprintf(w, "%s: %s\n\n%s\n", r.ID, r.Title, strings.TrimSpace(r.Doc))
}

// explainCode says what the codes called word mean. An API may have an error and a failure of one name.
func explainCode(w io.Writer, api *model.API, word string) (found bool, err error) {
	for _, e := range api.Errors {
		if e.Code == word {
			explainError(w, e)
			found, err = true, explainSequence(w, api, e)
		}
	}
	for _, f := range api.Failures {
		if f.Code == word {
			explainFailure(w, f)
			found = true
		}
	}
	return found, err
}

func explainError(w io.Writer, e *model.ErrorCode) {
	fmt.Fprintf(w, "%s: an error, HTTP status %d\n", e.Code, e.Status)
	paragraph(w, "", e.Doc)
	paragraph(w, "What to do: ", e.Resolution)
	paragraph(w, "Class: ", strings.ReplaceAll(string(e.Class), "_", " "))
	paragraph(w, "Message: ", e.Message)
	if e.Family != nil {
		paragraph(w, "A special case of: ", e.Family.Code)
	}
	paragraph(w, "Listed though no operation names it: ", e.Reserved)
	if len(e.Operations) > 0 {
		fmt.Fprintf(w, "\nOperations that are refused with it:\n")
		for _, op := range e.Operations {
			fmt.Fprintf(w, "  %s.%s  %s %s\n", op.Resource.Name, op.Name, op.Method, op.Route())
		}
	}
}

func explainFailure(w io.Writer, f *model.Failure) {
	fmt.Fprintf(w, "%s: a failure, carried by a successful answer\n", f.Code)
	paragraph(w, "", f.Doc)
	paragraph(w, "Message: ", f.Message)
	for _, alias := range f.Aliases {
		paragraph(w, "Means the same as: ", alias.Code)
	}
	paragraph(w, "Cannot be brought about in test mode: ", f.Untestable)
	if len(f.Triggers) > 0 {
		fmt.Fprintf(w, "\nBrought about by:\n")
		for _, t := range f.Triggers {
			fmt.Fprintf(w, "  %s %s\n", t.Table.Name, t.Row.Key)
		}
	}
}

func paragraph(w io.Writer, label, text string) {
	if text != "" {
		fmt.Fprintf(w, "\n%s%s\n", label, text)
	}
}

package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// finding is something to be reported in any format: a mistake in a spec, or a file that is not current. Line is 0
// where it is about a whole file.
type finding struct {
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`

	detail string // further lines, for people
	at     int    // the line of a whole file that detail begins with; 0 for none
}

func fromErrors(list spec.ErrorList) []finding {
	var out []finding
	for _, e := range list {
		out = append(out, finding{File: e.Pos.File, Line: e.Pos.Line, Column: e.Pos.Col, Severity: string(e.Severity), Rule: e.Rule, Message: e.Msg})
	}
	return out
}

// text returns the finding as people and editors read it. Names of files come from the spec too.
func (f finding) text() string {
	where := strings.Map(visible, f.File)
	if f.Line > 0 {
		where += fmt.Sprintf(":%d:%d", f.Line, f.Column)
	}
	if f.Severity == string(spec.SeverityWarning) {
		where += ": warning"
	}
	return fmt.Sprintf("%s: %s [%s]\n%s", where, strings.Map(visible, f.Message), f.Rule, f.detail)
}

// print prints findings, if there are any, and how many they are.
func (a *app) print(list spec.ErrorList) { a.printFindings(fromErrors(list)) }

func (a *app) printFindings(all []finding) {
	if len(all) == 0 {
		return
	}
	for _, f := range all {
		fmt.Fprint(a.err, f.text())
	}
	fmt.Fprintln(a.err, tally(all))
}

// isRefusal reports whether an error is findings.
func isRefusal(err error) bool { return len(refusal(err)) > 0 }

// refusal returns the findings that an error is, if it is any.
func refusal(err error) spec.ErrorList {
	var list spec.ErrorList
	var one *spec.Error
	switch {
	case errors.As(err, &list):
		return list
	case errors.As(err, &one):
		return spec.ErrorList{one}
	}
	return nil
}

// tally counts findings: "2 errors, 1 warning".
func tally(list []finding) string {
	errs, warnings := 0, 0
	for _, f := range list {
		if f.Severity == string(spec.SeverityWarning) {
			warnings++
		} else {
			errs++
		}
	}
	var parts []string
	if errs > 0 {
		parts = append(parts, count(errs, "error"))
	}
	if warnings > 0 {
		parts = append(parts, count(warnings, "warning"))
	}
	return strings.Join(parts, ", ")
}

// count returns "1 error" or "2 errors".
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// formats are the ways to print findings, by the word of --format.
var formats = []string{"text", "json", "github", "sarif"}

// report prints findings in a format.
func report(w io.Writer, format string, list []finding) error {
	switch format {
	case "text":
		for _, f := range list {
			fmt.Fprint(w, f.text())
		}
		if len(list) > 0 {
			fmt.Fprintln(w, tally(list))
		}
		return nil
	case "json":
		return writeJSON(w, map[string]any{"chargegen": 1, "findings": nonNil(list)})
	case "github":
		for _, f := range list {
			fmt.Fprintln(w, f.github())
		}
		return nil
	case "sarif":
		return writeJSON(w, sarif(list))
	}
	return fmt.Errorf("unknown format %q%s; wanted one of %s", format, spec.Suggest(format, formats), strings.Join(formats, ", "))
}

// github returns the finding as an annotation of GitHub Actions.
func (f finding) github() string {
	level := "error"
	if f.Severity == string(spec.SeverityWarning) {
		level = "warning"
	}
	place := "file=" + property.Replace(f.File)
	switch {
	case f.Line > 0:
		place += fmt.Sprintf(",line=%d,col=%d", f.Line, f.Column)
	case f.at > 0:
		place += fmt.Sprintf(",line=%d", f.at)
	}
	text := f.Message
	if f.detail != "" {
		text += "\n" + strings.TrimRight(f.detail, "\n")
	}
	return fmt.Sprintf("::%s %s,title=%s::%s", level, place, property.Replace(f.Rule), message.Replace(text))
}

// What a workflow command would read as its own.
var (
	message  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func nonNil(list []finding) []finding {
	if list == nil {
		return []finding{}
	}
	return list
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

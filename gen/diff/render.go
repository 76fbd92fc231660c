package diff

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// Tally says how many changes there are of each severity, and what that makes of the next version.
func (r *Report) Tally() string {
	var parts []string
	for _, s := range Severities {
		if n := r.Count(s); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	switch r.Verdict() {
	case "none":
		return "no changes"
	case "patch":
		return strings.Join(parts, ", ") + ": a patch version"
	}
	return strings.Join(parts, ", ") + ": a " + r.Verdict() + " version"
}

// Text writes the report as people and editors read it: file:line:col: severity: subject message [rule].
func (r *Report) Text(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, c := range r.Changes {
		fmt.Fprintf(b, "%s: %s: %s %s [%s]\n", Visible(c.Pos().String()), c.Severity, Visible(c.Subject), Visible(c.Message), c.Rule)
		if c.New.IsSet() && c.Old.IsSet() {
			fmt.Fprintf(b, "    was: %s\n", Visible(c.Old.String()))
		}
		fmt.Fprintf(b, "    why: %s\n", c.Reason)
		if c.Witness != nil {
			c.Witness.text(b)
		}
	}
	fmt.Fprintln(b, r.Tally())
	return b.Flush()
}

func (x *Witness) text(b *bufio.Writer) {
	if words := x.words(); words != "" {
		fmt.Fprintf(b, "    seen where: %s\n", Visible(words))
	}
	for i, s := range x.Steps {
		label := "    by calling: "
		if i > 0 {
			label = "                "
		}
		fmt.Fprintf(b, "%s%d. %s\n", label, i+1, Visible(s))
	}
}

// words are the state and the values in one line.
func (x *Witness) words() string {
	var list []string
	if x.State != "" {
		list = append(list, "state "+x.State)
	}
	for _, v := range x.Values {
		list = append(list, v.Name+" = "+v.Text)
	}
	return strings.Join(list, ", ")
}

// Visible replaces what would make a terminal do more than show text.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return '�'
		}
		return r
	}, s)
}

// The JSON form. Its version grows when a member goes away or changes its meaning, and stays when one is added.
type (
	jsonReport struct {
		Chargegen int          `json:"chargegen"`
		Old       string       `json:"old"`
		New       string       `json:"new"`
		Verdict   string       `json:"verdict"`
		Breaking  int          `json:"breaking"`
		Minor     int          `json:"minor"`
		Patch     int          `json:"patch"`
		Changes   []jsonChange `json:"changes"`
	}
	jsonChange struct {
		Rule     string       `json:"rule"`
		Severity Severity     `json:"severity"`
		Subject  string       `json:"subject"`
		Message  string       `json:"message"`
		Reason   string       `json:"reason"`
		Old      *jsonPlace   `json:"old,omitempty"`
		New      *jsonPlace   `json:"new,omitempty"`
		Witness  *jsonWitness `json:"witness,omitempty"`
	}
	jsonPlace struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	jsonWitness struct {
		State  string      `json:"state,omitempty"`
		Values []jsonValue `json:"values"`
		Steps  []string    `json:"steps"`
	}
	jsonValue struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
)

// JSON writes the report for programs. Values of a witness are JSON text, or lengths of time.
func (r *Report) JSON(w io.Writer) error {
	out := jsonReport{
		Chargegen: 1, Old: r.Old.Version, New: r.New.Version, Verdict: r.Verdict(),
		Breaking: r.Count(Breaking), Minor: r.Count(Minor), Patch: r.Count(Patch), Changes: []jsonChange{},
	}
	for _, c := range r.Changes {
		j := jsonChange{Rule: c.Rule, Severity: c.Severity, Subject: c.Subject, Message: c.Message, Reason: c.Reason, Old: jsonPos(c.Old), New: jsonPos(c.New)}
		if c.Witness != nil {
			j.Witness = &jsonWitness{State: c.Witness.State, Values: []jsonValue{}, Steps: c.Witness.Steps}
			for _, v := range c.Witness.Values {
				j.Witness.Values = append(j.Witness.Values, jsonValue{v.Name, v.Text})
			}
		}
		out.Changes = append(out.Changes, j)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func jsonPos(p spec.Pos) *jsonPlace {
	if !p.IsSet() {
		return nil
	}
	return &jsonPlace{p.File, p.Line, p.Col}
}

// Markdown writes the report as a section of a changelog. Readers of a changelog have no use for places in files.
func (r *Report) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "## %s %s\n\n", plain(r.New.Title), plain(r.New.Version))
	fmt.Fprintf(b, "Since %s: %s.\n", plain(r.Old.Version), r.Tally())
	for _, s := range Severities {
		if r.Count(s) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n### %s\n\n", headings[s])
		for _, c := range r.Changes {
			if c.Severity == s {
				c.markdown(b)
			}
		}
	}
	return b.Flush()
}

var headings = map[Severity]string{Breaking: "Breaking", Minor: "New and wider", Patch: "Documentation"}

func (c *Change) markdown(b *bufio.Writer) {
	fmt.Fprintf(b, "- **%s** %s (`%s`)", plain(c.Subject), plain(c.Message), c.Rule)
	if c.Severity == Breaking {
		fmt.Fprintf(b, ": %s", c.Reason)
	}
	fmt.Fprintln(b, ".")
	if c.Witness == nil {
		return
	}
	if words := c.Witness.words(); words != "" {
		fmt.Fprintf(b, "  Seen where %s.\n", plain(words))
	}
	for i, s := range c.Witness.Steps {
		fmt.Fprintf(b, "  %d. %s\n", i+1, plain(s))
	}
}

// plain writes text of the spec so that Markdown takes none of it for its own.
func plain(s string) string {
	var b strings.Builder
	for _, r := range Visible(strings.Join(strings.Fields(s), " ")) {
		switch {
		case strings.ContainsRune("&<>", r):
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		case strings.ContainsRune("\\`*_[]!|~#@", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return addresses.Replace(b.String())
}

// addresses are what some readers of Markdown make links of without being asked.
var addresses = strings.NewReplacer("://", "&#58;//", "www.", "www&#46;")

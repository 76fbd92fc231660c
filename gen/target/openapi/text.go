package openapi

import (
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/model"
)

// description is a text for a description: what is said of the thing, with remarks after it, as Markdown that is not HTML.
func description(doc string, remarks ...string) string {
	parts := []string{}
	for _, s := range append([]string{doc}, remarks...) {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, s)
		}
	}
	return tame(strings.Join(parts, "\n\n"))
}

// about is the description of a row of the spec.
func about(m *model.Meta, remarks ...string) string {
	if m.Deprecated != "" {
		remarks = append(remarks, "Deprecated: "+m.Deprecated)
	}
	return description(m.Doc, remarks...)
}

// tame takes from Markdown what a careless page would run: HTML and addresses that are scripts. A description comes
// from a spec that its readers did not write. Code that stands within one line is left as it is; it is shown, not run.
func tame(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = tameLine(line)
	}
	return strings.Join(lines, "\n")
}

// livelinks are what may stand behind a link's text or between angle brackets.
var livelinks = lazy.Regexp(`^(\((https?://|mailto:|#|/)[^\s()<>]*\)|<https?://[^\s<>]*>)`)

func tameLine(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); {
		rest := line[i:]
		switch {
		case line[i] == '\\' && len(rest) > 1:
			b.WriteString(rest[:2])
			i += 2
		case line[i] == '`' && !strings.Contains(line, "|"):
			n := codeSpan(rest)
			b.WriteString(rest[:n])
			i += n
		case line[i] == '<' && !livelinks().MatchString(rest),
			line[i] == '(' && i > 0 && line[i-1] == ']' && !livelinks().MatchString(rest),
			line[i] == ':' && i > 0 && line[i-1] == ']':
			b.WriteByte('\\')
			b.WriteByte(line[i])
			i++
		default:
			b.WriteByte(line[i])
			i++
		}
	}
	return b.String()
}

// codeSpan is the length of the code that s begins with; of its backquotes alone where none close it.
func codeSpan(s string) int {
	run := len(s) - len(strings.TrimLeft(s, "`"))
	for i := run; i < len(s); i++ {
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if n == run {
			return i + n
		}
		i += n
	}
	return run
}

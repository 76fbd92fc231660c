package openapi

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

var (
	// plainText is what may stand without quotes anywhere in YAML, between brackets too.
	plainText = lazy.Regexp(`^[A-Za-z_./$][A-Za-z0-9_./$(); '-]*$`)

	// plainKey is what may be a key without quotes.
	plainKey = lazy.Regexp(`^[A-Za-z_][A-Za-z0-9_-]*$`)
)

// otherwise are words that some reader takes for something else than text.
var otherwise = map[string]bool{
	"true": true, "false": true, "null": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true, ".nan": true, ".inf": true,
}

// scalar writes text as a YAML scalar on one line.
func scalar(text string) string {
	if plainText().MatchString(text) && !otherwise[strings.ToLower(text)] && !strings.HasSuffix(text, " ") && len(text) <= 200 && !strings.HasPrefix(text, "...") {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case !visible(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// key writes text as a YAML key.
func key(text string) string {
	if plainKey().MatchString(text) && !otherwise[strings.ToLower(text)] {
		return text
	}
	text = scalar(text)
	if text[0] != '"' {
		return `"` + text + `"`
	}
	return text
}

// visible reports whether a spec may hold a character: no control characters, nothing that some readers take for the end
// of a line, no marks that turn the direction of text.
func visible(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return true
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029:
		return false
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r&0xfffe == 0xfffe:
		return false
	}
	return utf8.ValidRune(r)
}

// block writes text of several lines as a literal block whose lines begin with indent, or returns "" where only quotes
// keep it as it is.
func block(text, indent string) string {
	if !strings.Contains(text, "\n") || strings.ContainsRune(text, '\t') || strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\n") {
		return ""
	}
	if strings.ContainsFunc(text, func(r rune) bool { return !visible(r) }) {
		return ""
	}
	var b strings.Builder
	b.WriteString("|-\n")
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if line = strings.TrimRight(line, " "); line != "" {
			b.WriteString(indent + line)
		}
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// flow writes free data on one line.
func flow(d *spec.Data) string {
	var b strings.Builder
	writeFlow(&b, d, 0)
	return b.String()
}

// maxFlow bounds how deep free data may be nested; what is deeper is null.
const maxFlow = 20

func writeFlow(b *strings.Builder, d *spec.Data, depth int) {
	switch {
	case depth > maxFlow || b.Len() > 2*maxExample:
		b.WriteString("null")
	case d.Kind == spec.DataMap:
		b.WriteByte('{')
		seen := map[string]bool{}
		first := true
		for i := range d.Members {
			name := d.Members[i].Key.Value
			if seen[name] || strings.Contains(name, "\n") {
				continue
			}
			seen[name] = true
			if !first {
				b.WriteString(", ")
			}
			first = false
			b.WriteString(key(name) + ": ")
			writeFlow(b, &d.Members[i].Value, depth+1)
		}
		b.WriteByte('}')
	case d.Kind == spec.DataList:
		b.WriteByte('[')
		for i := range d.Items {
			if i > 0 {
				b.WriteString(", ")
			}
			writeFlow(b, &d.Items[i], depth+1)
		}
		b.WriteByte(']')
	case d.Kind == spec.DataString:
		b.WriteString(scalar(d.Text))
	case d.Kind == spec.DataBool:
		b.WriteString(strconv.FormatBool(d.Bool))
	case d.Kind == spec.DataInt || d.Kind == spec.DataNum:
		b.WriteString(d.Text)
	default:
		b.WriteString("null")
	}
}

package snippet

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// dialect is how a language writes values.
type dialect struct {
	quote         func(string) string
	null, yes, no string
	number        func(string) string // nil where numbers are written as JSON has them
	list          frame
	object        frame
	member        func(name, value string) string                                // one of an object
	objects       func(*dialect, []spec.Entry[spec.Data]) (text string, ok bool) // how objects are written that need another form; may be nil
}

// frame is what stands round items: what leads to them and the marks, the indentation, and what follows the last item
// where each has a line. The lead has a line of its own then.
type frame struct {
	lead, open, close, pad, tail string
	space                        bool // within the marks on one line
	flat                         bool // several short items may share a line
}

// value writes data on one line, or on several that are not indented beyond the first.
func (d *dialect) value(v spec.Data) string {
	switch v.Kind {
	case spec.DataBool:
		if v.Bool {
			return d.yes
		}
		return d.no
	case spec.DataInt, spec.DataNum:
		if text := tables.JSON(v); d.number == nil || text == "null" {
			return text
		}
		return d.number(tables.JSON(v))
	case spec.DataString:
		return d.quote(v.Text)
	case spec.DataList:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = d.value(item)
		}
		return d.list.around(items)
	case spec.DataMap:
		if d.objects != nil {
			if text, ok := d.objects(d, v.Members); ok {
				return text
			}
		}
		return d.object.around(d.members(v.Members))
	}
	return d.null
}

// members writes the members of an object.
func (d *dialect) members(entries []spec.Entry[spec.Data]) []string {
	members := make([]string, len(entries))
	for i, m := range entries {
		members[i] = d.member(m.Key.Value, d.value(m.Value))
	}
	return members
}

// around writes items between the marks: on one line where that is short, else on a line each.
func (f frame) around(items []string) string {
	line := strings.Join(items, ", ")
	switch {
	case len(items) > 1 && !f.flat || len(line) > 50 || strings.Contains(line, "\n"):
		return f.block(items)
	case len(items) > 0 && f.space:
		line = " " + line + " "
	}
	lead := f.lead
	if lead != "" {
		lead += " "
	}
	return lead + f.open + line + f.close
}

// block writes items between the marks, on a line each.
func (f frame) block(items []string) string {
	lead := f.lead
	if lead != "" {
		lead += "\n"
	}
	return lead + f.open + "\n" + f.pad + indent(strings.Join(items, ",\n"), f.pad) + f.tail + "\n" + f.close
}

// arguments writes the arguments of a call: on one line where no more than the last needs several, unless that makes it
// long.
func (f frame) arguments(args []string) string {
	line, last := strings.Join(args, ", "), len(args)-1
	if last < 0 || !strings.Contains(strings.Join(args[:last], ""), "\n") && (len(line) < 60 || strings.Contains(args[last], "\n") && last < 2) {
		return f.open + line + f.close
	}
	return f.block(args)
}

// indent moves all lines but the first. No literal has a line's end within.
func indent(s, pad string) string { return strings.ReplaceAll(s, "\n", "\n"+pad) }

// snug is whether a word is a name in most languages: letters, digits and underscores of ASCII.
func snug(s string) bool {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// camel is a name as one word: return_uri is returnUri.
func camel(name string) string {
	var b strings.Builder
	upper := false
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			upper = b.Len() > 0
		case upper:
			b.WriteRune(unicode.ToUpper(r))
			upper = false
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// pascal is a name as one word that begins with a capital: return_uri is ReturnUri.
func pascal(name string) string { return ident.Capital(camel(name)) }

// decimal writes a number with a point, for languages that want one before an exponent.
func decimal(text string) string {
	if !strings.ContainsAny(text, "eE") || strings.Contains(text, ".") {
		return text
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) {
		return text
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(n, 'e', -1, 64), "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	return mantissa + "e" + exponent
}

package snippet

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// address is where the call goes, query and all.
func (c *call) address() string {
	return serverOf(c.api, c.op) + samplePath(c.op, c.sample) + sampleQuery(c.api, c.sample)
}

// serverOf is the server that an operation is called on.
func serverOf(api *model.API, op *model.Operation) string {
	if op.Resource.Server != nil {
		return op.Resource.Server.URL
	}
	if len(api.Servers) > 0 {
		return api.Servers[0].URL
	}
	return ""
}

// samplePath is the path with the sample's values in it.
func samplePath(op *model.Operation, s *model.Sample) string {
	return op.PathWith(func(p *model.Param) string { return url.PathEscape(argText(s.Args, p)) })
}

// argText is what a sample sends for a parameter: its value, the parameter's example, or its name in capitals.
func argText(args []model.Arg, p *model.Param) string {
	for _, a := range args {
		if a.Param == p {
			return scalarText(a.Value)
		}
	}
	if p.Example.IsSet() {
		return scalarText(p.Example)
	}
	return strings.ToUpper(p.Name)
}

// pair is a name and a value of a form.
type pair struct{ name, value string }

// sampleQuery is the query with its question mark, empty where nothing goes there.
func sampleQuery(api *model.API, s *model.Sample) string {
	var parts []string
	for _, p := range formPairs(api, s, model.InQuery) {
		parts = append(parts, url.QueryEscape(p.name)+"="+url.QueryEscape(p.value))
	}
	if len(parts) == 0 {
		return ""
	}
	return "?" + strings.Join(parts, "&")
}

// formName escapes the name of a pair, leaving the brackets of nesting.
func formName(name string) string {
	return unescaped.Replace(url.QueryEscape(name))
}

var unescaped = strings.NewReplacer("%5B", "[", "%5D", "]")

// formPairs is a sample's values for one place, nested values spelled with brackets.
func formPairs(api *model.API, s *model.Sample, in model.In) []pair {
	var pairs []pair
	for _, a := range s.Args {
		if a.Param.In == in {
			pairs = addPairs(pairs, api.Arrays, a.Param.Name, a.Value)
		}
	}
	return pairs
}

func addPairs(pairs []pair, style model.ArrayStyle, name string, d spec.Data) []pair {
	switch d.Kind {
	case spec.DataMap:
		for _, m := range d.Members {
			pairs = addPairs(pairs, style, name+"["+m.Key.Value+"]", m.Value)
		}
		return pairs
	case spec.DataList:
		return addList(pairs, style, name, d.Items)
	case spec.DataNull:
		return append(pairs, pair{name, ""})
	}
	return append(pairs, pair{name, scalarText(d)})
}

func addList(pairs []pair, style model.ArrayStyle, name string, items []spec.Data) []pair {
	if style == model.ArraysComma {
		texts := make([]string, len(items))
		for i, d := range items {
			texts[i] = scalarText(d)
		}
		return append(pairs, pair{name, strings.Join(texts, ",")})
	}
	if style != model.ArraysRepeat {
		name += "[]"
	}
	for _, d := range items {
		pairs = addPairs(pairs, style, name, d)
	}
	return pairs
}

// brackets parts a[b][c] into a, b and c. A name of another form is one name.
func brackets(name string) []string {
	if !bracketed().MatchString(name) {
		return []string{name}
	}
	return strings.FieldsFunc(name, func(r rune) bool { return r == '[' || r == ']' })
}

var bracketed = lazy.Regexp(`^[^\[\]]+(\[[^\[\]]+\])+$`)

// nest puts a value into members at a path of names.
func nest(members []spec.Entry[spec.Data], names []string, value spec.Data) []spec.Entry[spec.Data] {
	if len(names) == 1 {
		return append(members, spec.Entry[spec.Data]{Key: spec.Text{Value: names[0]}, Value: value})
	}
	for i := range members {
		if members[i].Key.Value == names[0] && members[i].Value.Kind == spec.DataMap {
			members[i].Value.Members = nest(slices.Clone(members[i].Value.Members), names[1:], value)
			return members
		}
	}
	inner := spec.Data{Kind: spec.DataMap, Members: nest(nil, names[1:], value)}
	return append(members, spec.Entry[spec.Data]{Key: spec.Text{Value: names[0]}, Value: inner})
}

// scalarText is a scalar as text.
func scalarText(d spec.Data) string {
	if d.Kind == spec.DataString {
		return d.Text
	}
	return tables.JSON(d)
}

// indented writes data as JSON of several lines, in which everything is seen.
func indented(d spec.Data) string {
	var b bytes.Buffer
	text := tables.JSON(d)
	if err := json.Indent(&b, []byte(text), "", "  "); err == nil {
		text = b.String()
	}
	var out strings.Builder
	for _, r := range text {
		if hidden(r) && r != '\n' { // only texts have these, and there an escape means the same
			out.WriteString(unicodeEscape(r))
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

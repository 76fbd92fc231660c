package docs

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// curlSample is a call as a command for the shell. Every word of the spec in it is quoted.
func curlSample(b *builder, op *model.Operation, s *model.Sample) string {
	words := []string{"curl " + address(serverOf(b.api, op)+samplePath(op, s)+sampleQuery(b.api, s))}
	if op.Method != "GET" {
		words = append(words, "-X "+op.Method)
	}
	words = append(words, curlKey(b.api, op)...)
	if h := b.api.VersionHead; h != nil && h.Value != "" {
		words = append(words, header(h.Name, h.Value))
	}
	for _, a := range s.Args {
		if a.Param.In == model.InHeader {
			words = append(words, header(a.Param.Name, scalarText(a.Value)))
		}
	}
	words = append(words, curlBody(b.api, s)...)
	return strings.Join(words, " \\\n  ")
}

// address is the address of a call as a word that curl takes for nothing else.
func address(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return shell(s)
	}
	return "--url " + shell(s)
}

// header is the option for a header: one line, and never the name of a file, which curl would read.
func header(name, value string) string {
	line := strings.TrimLeft(name, "@ ") + ": " + value
	return "-H " + shell(strings.ReplaceAll(line, "\n", " "))
}

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
	var b strings.Builder
	for _, seg := range op.Path {
		b.WriteString(seg.Text)
		if seg.Param != nil {
			b.WriteString(url.PathEscape(argText(s, seg.Param)))
		}
	}
	return b.String()
}

// argText is what a sample sends for a parameter: its value, the parameter's example, or its name in capitals.
func argText(s *model.Sample, p *model.Param) string {
	for _, a := range s.Args {
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
	return strings.NewReplacer("%5B", "[", "%5D", "]").Replace(url.QueryEscape(name))
}

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

// curlKey is the options that carry the key.
func curlKey(api *model.API, op *model.Operation) []string {
	if op.Key == nil || api.Auth == nil {
		return nil
	}
	key := op.Key.Example
	if key == "" {
		key = "YOUR_" + strings.ToUpper(op.Key.Name) + "_KEY"
	}
	switch api.Auth.Scheme {
	case model.AuthBasic:
		return []string{"-u " + shell(key+":")}
	case model.AuthBearer:
		return []string{header("Authorization", "Bearer "+key)}
	}
	return []string{header(api.Auth.Header, key)}
}

// curlBody is the options that carry the body.
func curlBody(api *model.API, s *model.Sample) []string {
	if len(api.Encodings) > 0 && api.Encodings[0] == model.EncodingJSON {
		return curlJSON(s)
	}
	var words []string
	for _, p := range formPairs(api, s, model.InBody) {
		if url.QueryEscape(p.value) == p.value {
			words = append(words, "-d "+shell(formName(p.name)+"="+p.value))
		} else {
			words = append(words, "--data-urlencode "+shell(formName(p.name)+"="+p.value))
		}
	}
	return words
}

// curlJSON is the options of a body in JSON.
func curlJSON(s *model.Sample) []string {
	body := spec.Data{Kind: spec.DataMap}
	for _, a := range s.Args {
		if a.Param.In == model.InBody {
			body.Members = nest(body.Members, brackets(a.Param.Name), a.Value)
		}
	}
	if len(body.Members) == 0 {
		return nil
	}
	return []string{"-H 'Content-Type: application/json'", "-d " + shell(prettyJSON(body))}
}

// brackets parts a[b][c] into a, b and c. A name of another form is one name.
func brackets(name string) []string {
	if !bracketed.MatchString(name) {
		return []string{name}
	}
	return strings.FieldsFunc(name, func(r rune) bool { return r == '[' || r == ']' })
}

var bracketed = regexp.MustCompile(`^[^\[\]]+(\[[^\[\]]+\])+$`)

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

// shell quotes a word for the shell so that it stands for itself. Control characters have no place in a command.
func shell(s string) string {
	s = clean(s)
	safe := s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("_-./:=@%+,", r))
	}) < 0
	if safe {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

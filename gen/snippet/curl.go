package snippet

import (
	"net/url"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// curl is a call as a command for the shell. Every word of the spec in it is quoted.
func curl(c *call) (text, note string) {
	words := []string{"curl " + address(c.address())}
	if c.op.Method != "GET" {
		words = append(words, "-X "+c.op.Method)
	}
	words = append(words, curlKey(c.api, c.op)...)
	if h := c.api.VersionHead; h != nil && h.Value != "" {
		words = append(words, header(h.Name, h.Value))
	}
	for _, a := range c.sample.Args {
		if a.Param.In == model.InHeader {
			words = append(words, header(a.Param.Name, scalarText(a.Value)))
		}
	}
	words = append(words, curlBody(c.api, c.sample)...)
	return strings.Join(words, " \\\n  "), ""
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
	return []string{"-H 'Content-Type: application/json'", "-d " + shell(indented(body))}
}

// shell quotes a word for the shell so that it stands for itself. Control characters have no place in a command.
func shell(s string) string {
	s = visible(s)
	safe := s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("_-./:=@%+,", r))
	}) < 0
	if safe {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

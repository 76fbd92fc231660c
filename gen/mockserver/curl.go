package mockserver

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// curl is a line that calls the mock at url: the first operation that lists, else the first that reads.
func curl(api *model.API, url string) string {
	op := first(api)
	if op == nil {
		return "curl " + url + "/_mock/"
	}
	var b strings.Builder
	b.WriteString("curl " + quote(url+path(op)))
	if op.Key == nil || api.Auth == nil {
		return b.String()
	}
	key := op.Key.Example
	if key == "" {
		key = "KEY"
	}
	switch api.Auth.Scheme {
	case model.AuthBasic:
		b.WriteString(" -u " + quote(key+":"))
	case model.AuthBearer:
		b.WriteString(" -H " + quote("Authorization: Bearer "+key))
	default:
		b.WriteString(" -H " + quote(api.Auth.Header+": "+key))
	}
	return b.String()
}

// first finds an operation that can be called at once.
func first(api *model.API) *model.Operation {
	for _, kind := range []model.OperationKind{model.List, model.Read} {
		for _, r := range api.Resources {
			for _, op := range r.Operations {
				if op.Kind == kind && op.Method == "GET" && (kind == model.Read || len(op.PathParams()) == 0) {
					return op
				}
			}
		}
	}
	return nil
}

// path is the path of an operation with examples in it, or numbers where those would need escaping.
func path(op *model.Operation) string {
	return op.PathWith(func(p *model.Param) string {
		if text := p.Example.Text; text != "" && !strings.ContainsAny(text, "/?#% ") {
			return text
		}
		return "1"
	})
}

// quote makes one word of the shell of s.
func quote(s string) string {
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("_-.:/,@+", c) >= 0 {
			continue
		}
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

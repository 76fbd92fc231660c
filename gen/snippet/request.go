package snippet

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// request is a call as it goes over the wire.
type request struct {
	method, address string
	user            string     // the user name of basic authentication, whose password is empty
	headers         []pair     // one line each
	form            []pair     // the body, where it is a form
	body            *spec.Data // the body, where it is JSON
}

func (c *call) request() *request {
	r := &request{method: c.op.Method, address: c.address()}
	if key := c.key(); key != "" {
		switch c.api.Auth.Scheme {
		case model.AuthBasic:
			r.user = key
		case model.AuthBearer:
			r.header("Authorization", "Bearer "+key)
		default:
			r.header(c.api.Auth.Header, key)
		}
	}
	if h := c.api.VersionHead; h != nil && h.Value != "" {
		r.header(h.Name, h.Value)
	}
	for _, a := range c.sample.Args {
		if a.Param.In == model.InHeader {
			r.header(a.Param.Name, scalarText(a.Value))
		}
	}
	if len(c.api.Encodings) == 0 || c.api.Encodings[0] != model.EncodingJSON {
		r.form = formPairs(c.api, c.sample, model.InBody)
	} else if body := c.values(model.InBody); len(body) > 0 {
		r.body = &spec.Data{Kind: spec.DataMap, Members: body}
	}
	return r
}

// header adds a header, of which more than one line would be more than one.
func (r *request) header(name, value string) {
	r.headers = append(r.headers, pair{oneLine(name), oneLine(value)})
}

func oneLine(s string) string { return strings.ReplaceAll(visible(s), "\n", " ") }

// key is the key that the call needs; empty where none is.
func (c *call) key() string {
	if c.api.Auth == nil || c.op.Key == nil {
		return ""
	}
	return exampleKey(c.op.Key)
}

// anyKey is a key for a client, which wants one even where the call does not.
func (c *call) anyKey() string {
	if key := c.key(); key != "" || c.api.Auth == nil {
		return key
	}
	return exampleKey(c.api.Auth.Keys[0])
}

// exampleKey is the example of a kind of key, or words that call for one.
func exampleKey(k *model.Key) string {
	if k.Example != "" {
		return oneLine(k.Example)
	}
	return "YOUR_" + strings.ToUpper(k.Name) + "_KEY"
}

// values are what is sent for some places by the names of their parameters, those with brackets nested.
func (c *call) values(places ...model.In) []spec.Entry[spec.Data] {
	var list []spec.Entry[spec.Data]
	for _, a := range c.sample.Args {
		for _, in := range places {
			if a.Param.In == in {
				list = nest(list, brackets(a.Param.Name), a.Value)
			}
		}
	}
	return list
}

// gathered puts values of one name together, in the order of their first.
func gathered(pairs []pair) (names []string, values map[string][]string) {
	values = map[string][]string{}
	for _, p := range pairs {
		if values[p.name] == nil {
			names = append(names, p.name)
		}
		values[p.name] = append(values[p.name], p.value)
	}
	return names, values
}

package example

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Refusal is the body of a refusal with a code.
func Refusal(api *model.API, e *model.ErrorCode) spec.Data {
	env := api.Error
	body := Object(api, env.Object)
	message := e.Message
	if message == "" {
		message = e.Doc
	}
	if message == "" {
		message = strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(e.Code)
	}
	respell(api, &body, e.Code)
	enter(&body, env.Code, words(e.Code))
	enter(&body, env.Message, words(message))
	return body
}

// respell puts a code in place of the example's own, where a text of the body speaks of that: an address, say.
func respell(api *model.API, body *spec.Data, code string) {
	if len(api.Error.Code) != 1 {
		return
	}
	a := api.Error.Object.Attribute(api.Error.Code[0])
	if a == nil || a.Example.Text == "" {
		return
	}
	dash := func(s string) string { return strings.ReplaceAll(s, "_", "-") }
	for i := range body.Members {
		if v := &body.Members[i].Value; v.Kind == spec.DataString {
			v.Text = strings.ReplaceAll(v.Text, a.Example.Text, code)
			v.Text = strings.ReplaceAll(v.Text, dash(a.Example.Text), dash(code))
		}
	}
}

// enter sets what a path of names leads to.
func enter(d *spec.Data, path []string, v spec.Data) {
	if len(path) == 0 {
		*d = v
		return
	}
	if d.Kind != spec.DataMap {
		*d = spec.Data{Kind: spec.DataMap}
	}
	d.Members = slices.Clone(d.Members) // they may be the spec's
	for i := range d.Members {
		if m := &d.Members[i]; m.Key.Value == path[0] {
			enter(&m.Value, path[1:], v)
			return
		}
	}
	put(d, path[0], spec.Data{})
	enter(&d.Members[len(d.Members)-1].Value, path[1:], v)
}

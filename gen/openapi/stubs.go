package openapi

import "slices"

// stateWords are attributes that tell where a thing stands.
var stateWords = []string{"status", "state", "phase", "stage"}

// stateOf finds what the comments on a resource's lifecycle name: the attribute that tells of its state, and a code.
func (im *importer) stateOf(r *resource) {
	for _, w := range stateWords {
		for _, a := range r.attrs {
			t := a.get("type")
			if a.name != w || t == nil || t.typ.enum == nil || r.status != "" {
				continue
			}
			r.status = a.name
			for _, v := range t.typ.enum.values {
				r.states = append(r.states, v.name)
			}
		}
	}
	for _, e := range im.draft.errors {
		if slices.Contains([]string{"409", "422", "400"}, e.get("status").raw) {
			r.codes = append(r.codes, e.name)
			return
		}
	}
}

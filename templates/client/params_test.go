package client

import (
	"slices"
	"testing"
	"time"
)

// someParams are parameters of any names.
type someParams []struct {
	field
	value any
	state *optionalState
}

func (p someParams) fields() ([]field, *members) {
	rows := make([]field, len(p))
	for i := range p {
		rows[i].name, rows[i].form = p[i].name, p[i].form
	}
	return rows, nil
}

func (p someParams) field(i int, _ access) (any, *optionalState) { return p[i].value, p[i].state }

func TestParams(t *testing.T) {
	text, number, at := "x y", int64(7), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	absent, null, set := stateAbsent, stateNull, stateSet
	params := func(names ...string) someParams {
		p := make(someParams, len(names))
		for i, name := range names {
			p[i].name, p[i].form, p[i].value = name, always, &text
		}
		return p
	}
	left := params("a", "b[c]", "b[d]", "e", "f")
	left[0].state, left[1].state, left[2].state, left[3].state = &absent, &absent, &null, &set
	left[4].form, left[4].value = 0, nil
	typed := params("at", "n", "q", "h")
	typed[0].value, typed[1].value, typed[2].form, typed[3].form = &at, &number, inQuery, inHeader
	for _, tt := range []struct {
		name       string
		params     someParams
		json, form string
	}{
		{"none", nil, `{}`, ""},
		{"flat", params("a", `b"c`), `{"a":"x y","b\"c":"x y"}`, "a=x+y&b%22c=x+y"},
		{"nested", params("a[b]", "a[c]", "d"), `{"a":{"b":"x y","c":"x y"},"d":"x y"}`, "a[b]=x+y&a[c]=x+y&d=x+y"},
		{"nested deeper", params("a[b][c]", "a[b][d]", "a[e]", "f[g]"), `{"a":{"b":{"c":"x y","d":"x y"},"e":"x y"},"f":{"g":"x y"}}`,
			"a[b][c]=x+y&a[b][d]=x+y&a[e]=x+y&f[g]=x+y"},
		{"left out", left, `{"b":{"d":null},"e":"x y"}`, "b[d]=&e=x+y"},
		{"of one place", typed, `{"at":"2026-01-02T03:04:05Z","n":7}`, "at=2026-01-02T03%3A04%3A05Z&n=7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, form := writer{utc: true}, writer{utc: true, form: true}
			body.params(tt.params, 0)
			form.params(tt.params, 0)
			if string(body.buf) != tt.json || body.err != nil {
				t.Errorf("as JSON: %s, %v, want %s", body.buf, body.err, tt.json)
			}
			if string(form.buf) != tt.form || form.err != nil {
				t.Errorf("as a form: %s, %v, want %s", form.buf, form.err, tt.form)
			}
		})
	}
}

func TestSplitName(t *testing.T) {
	for name, want := range map[string][]string{
		"a": {"a"}, "a[b]": {"a", "b"}, "a[b][c]": {"a", "b", "c"}, "a[]": {"a[]"}, "[a]": {"[a]"}, "a[b": {"a[b"}, "a[b]c": {"a[b]c"},
		"a[b]c[d]": {"a[b]c[d]"}, "a[b[c]]": {"a[b[c]]"}, "": {""},
	} {
		objects, member := splitName(name)
		if got := append(objects, member); !slices.Equal(got, want) {
			t.Errorf("splitName(%q) = %q, want %q", name, got, want)
		}
	}
}

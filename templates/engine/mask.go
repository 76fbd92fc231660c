package engine

import (
	"net/url"
	"strings"
)

// masked stands in the journal for what logs must not show.
const masked = "(secret)"

// veil hides what a call's secret parameters say, however deep they stand. It goes by their names, so that it hides
// them too where the text is read otherwise in the end.
type veil map[string]bool

// veil is the names of what is secret among the call's parameters, and in their objects. Without a call nothing is.
func (call *Call) veil() veil {
	v := veil{}
	if call == nil {
		return v
	}
	seen := map[*shape]bool{}
	for _, f := range call.params {
		v.field(f, seen)
	}
	return v
}

func (v veil) field(f *field, seen map[*shape]bool) {
	if f.Secret {
		name := f.Name
		if n := len(f.path); n > 0 {
			name = f.path[n-1]
		}
		v[name], v[f.Name] = true, true
	}
	v.typ(f.typ, seen)
}

func (v veil) typ(t *typ, seen map[*shape]bool) {
	if t.shape != nil && t.kind == "object" && !seen[t.shape] {
		seen[t.shape] = true
		for _, f := range t.shape.fields {
			v.field(f, seen)
		}
	}
	if t.elem != nil {
		v.typ(t.elem, seen)
	}
	for _, alt := range t.alts {
		v.typ(alt, seen)
	}
}

// body is a body without what is secret. One that cannot be read is left out whole.
func (v veil) body(sent, media string) string {
	text := strings.TrimSpace(sent)
	switch {
	case len(v) == 0 || text == "":
		return sent
	case strings.HasPrefix(media, "multipart/"):
		return masked
	case text[0] == '{' || text[0] == '[':
		return v.json(text)
	case strings.Contains(media, "json") && !strings.Contains(text, "="):
		return masked
	}
	return v.form(text)
}

// form is a form or query without what is secret; the rest is as it was sent.
func (v veil) form(text string) string {
	if len(v) == 0 {
		return text
	}
	pairs := strings.Split(text, "&")
	for i, pair := range pairs {
		key, val, ok := strings.Cut(pair, "=")
		if !ok {
			continue
		}
		name, err := url.QueryUnescape(key)
		plain, err2 := url.QueryUnescape(val)
		switch {
		case err != nil || err2 != nil || v.names(name):
			pairs[i] = key + "=" + masked
		case strings.HasPrefix(plain, "{") || strings.HasPrefix(plain, "["):
			if hidden := v.json(plain); hidden != plain {
				pairs[i] = key + "=" + url.QueryEscape(hidden)
			}
		}
	}
	return strings.Join(pairs, "&")
}

// names reports whether a key such as a[b][] names something secret.
func (v veil) names(key string) bool {
	for _, part := range strings.FieldsFunc(key, func(r rune) bool { return r == '[' || r == ']' }) {
		if v[part] {
			return true
		}
	}
	return v[key]
}

// json is JSON without what is secret; as it was sent where nothing is.
func (v veil) json(text string) string {
	whole, err := ParseJSON([]byte(text))
	if err != nil {
		return masked
	}
	if hidden, any := v.value(whole); any {
		return string(hidden.appendJSON(nil))
	}
	return text
}

// value returns what is left of a value, and whether something was hidden.
func (v veil) value(val Value) (Value, bool) {
	if val.kind != MapKind && val.kind != ListKind {
		return val, false
	}
	out, any := &tree{keys: val.tree.keys, vals: make([]Value, val.Len())}, false
	for i := range out.vals {
		key, x := val.At(i)
		if v[key] && !x.IsNull() {
			out.vals[i], any = TextValue(masked), true
			continue
		}
		got, hid := v.value(x)
		out.vals[i], any = got, any || hid
	}
	return Value{kind: val.kind, tree: out}, any
}

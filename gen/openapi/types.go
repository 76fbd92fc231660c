package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// maxTypes bounds how many lists and maps stand in each other; the language has 8.
const maxTypes = 7

// typeOf is the type that a shape becomes. Hint is what an object or enum that the document does not name is called.
func (im *importer) typeOf(s *shape, hint string, input bool, depth int) *typ {
	im.use(s)
	if depth > maxTypes {
		im.notef(s.src.Pos, "type-widened", "carried as any: types are nested more than %d deep", maxTypes)
		return word("any")
	}
	if len(s.alts) > 0 {
		return im.union(s, hint, input, depth)
	}
	switch s.kind() {
	case "string":
		return im.text(s, hint)
	case "integer", "number":
		if len(s.enum) > 0 {
			im.notef(s.enum[0].Pos, "type-widened", "carried as %s: only text makes an enum", s.kind())
		}
		return word(s.kind())
	case "boolean":
		return word("boolean")
	case "array":
		return im.list(s, hint, input, depth)
	case "object":
		return im.object(s, hint, input, depth)
	}
	if len(s.types) > 1 {
		return im.several(s, hint, input, depth)
	}
	return word("any")
}

// text is the type of text: an enum, a time, an address or plain.
func (im *importer) text(s *shape, hint string) *typ {
	if e := im.enumOf(s, hint); e != nil {
		return &typ{enum: e}
	}
	switch s.format {
	case "date-time":
		return word("datetime")
	case "date":
		return word("date")
	case "uri", "url":
		return word("uri")
	}
	return word("string")
}

// list is the type of an array. Its items are never null and never a union.
func (im *importer) list(s *shape, hint string, input bool, depth int) *typ {
	if s.items == nil || !s.items.IsSet() || s.items.Kind == spec.DataBool {
		return &typ{op: "list", args: []*typ{word("any")}}
	}
	return &typ{op: "list", args: []*typ{im.element(s.items, singular(hint), input, depth)}}
}

// element is the type of what a list or map holds.
func (im *importer) element(d *spec.Data, hint string, input bool, depth int) *typ {
	inner := im.shape(d)
	t := im.typeOf(inner, hint, input, depth+1)
	switch {
	case t.op == "or":
		im.notef(d.Pos, "type-widened", "carried as any: a list or map of alternatives cannot be said")
		return word("any")
	case inner.nullable && t.word != "any":
		im.notef(d.Pos, "type-widened", "carried as any: a list or map whose members may be null cannot be said")
		return word("any")
	}
	return t
}

// object is the type of an object: one with attributes, or a map.
func (im *importer) object(s *shape, hint string, input bool, depth int) *typ {
	if len(s.props) > 0 {
		if s.rest != nil && s.rest.Kind == spec.DataMap && len(s.rest.Members) > 0 {
			im.notef(s.rest.Pos, "type-widened", "members beside the named ones have no type; a client keeps them as they come")
		}
		return &typ{class: im.class(s, hint, input)}
	}
	if s.rest != nil && s.rest.Kind == spec.DataMap && len(s.rest.Members) > 0 {
		return &typ{op: "map", args: []*typ{im.element(s.rest, hint+"_value", input, depth)}}
	}
	return &typ{op: "map", args: []*typ{word("any")}}
}

// several is the type of what may be of several kinds: [string, integer].
func (im *importer) several(s *shape, hint string, input bool, depth int) *typ {
	var alts []*typ
	for _, kind := range s.types {
		one := *s
		one.types = []string{kind}
		if kind != "string" {
			one.enum = nil
		}
		alts = append(alts, im.typeOf(&one, hint, input, depth))
	}
	return im.alternatives(s, alts)
}

// union is the type of oneOf and anyOf.
func (im *importer) union(s *shape, hint string, input bool, depth int) *typ {
	if flat := im.tagged(s, input); flat != nil {
		return &typ{class: im.class(flat, hint, input)}
	}
	var alts []*typ
	for _, d := range s.alts {
		alt := im.shape(d)
		if alt.isNull() || alt == s {
			s.nullable = true
			continue
		}
		s.nullable = s.nullable || alt.nullable
		t := im.typeOf(alt, hint, input, depth+1)
		if t.op == "or" {
			alts = append(alts, t.args...)
			continue
		}
		alts = append(alts, t)
	}
	return im.alternatives(s, alts)
}

// tagged returns the one object that alternatives which are all objects become. JSON does not show which of them a value
// is unless each has a constant of its own, which few documents have.
func (im *importer) tagged(s *shape, input bool) *shape {
	list := im.objects(s, 0)
	if !slices.ContainsFunc(list, func(a *shape) bool { return len(a.props) > 0 }) {
		return nil
	}
	if len(list) < 2 && (len(list) == 0 || len(s.props) == 0) {
		return nil
	}
	if !input && len(s.props) == 0 && apart(im, list) {
		return nil
	}
	return im.flat(s)
}

// apart reports whether a property that is constant in all shapes differs in all.
func apart(im *importer, list []*shape) bool {
	for _, p := range list[0].props {
		seen := map[string]bool{}
		for _, s := range list {
			if q := s.prop(p.key.Value); q != nil {
				if c := im.constant(im.shape(q.schema)); c != nil {
					seen[c.Text] = true
				}
			}
		}
		if len(seen) == len(list) {
			return true
		}
	}
	return false
}

// constant is the one text that a shape allows, or nil.
func (im *importer) constant(s *shape) *spec.Data {
	switch {
	case s.constant != nil:
		return s.constant
	case len(s.enum) == 1 && s.name == "" && s.enum[0].Kind == spec.DataString:
		return s.enum[0]
	}
	return nil
}

// alternatives makes a union of types, or what comes nearest.
func (im *importer) alternatives(s *shape, alts []*typ) *typ {
	var list []*typ
	seen := map[string]bool{}
	for _, a := range alts {
		key := jsonKind(a)
		if key == "string" && seen["string"] {
			list = textual(list, a)
			continue
		}
		if key == "number" && seen["number"] {
			list = numeric(list)
			continue
		}
		if key == "any" || seen[key] && key != "object" {
			im.notef(s.src.Pos, "type-widened", "carried as any: the alternatives cannot be told apart in JSON")
			return word("any")
		}
		seen[key] = true
		list = append(list, a)
	}
	switch len(list) {
	case 0:
		return word("any")
	case 1:
		return list[0]
	}
	return &typ{op: "or", args: list}
}

// textual puts two alternatives that are text together as text.
func textual(list []*typ, a *typ) []*typ {
	for i, t := range list {
		if jsonKind(t) == "string" && (t.word != a.word || t.enum != a.enum) {
			list[i] = word("string")
		}
	}
	return list
}

// numeric puts two alternatives that are numbers together.
func numeric(list []*typ) []*typ {
	for i, t := range list {
		if t.isNumber() {
			list[i] = word("number")
		}
	}
	return list
}

// jsonKind is what a value of a type is in JSON.
func jsonKind(t *typ) string {
	switch {
	case t.class != nil || t.op == "map":
		return "object"
	case t.op == "list":
		return "array"
	case t.isNumber():
		return "number"
	case t.word == "boolean", t.word == "any":
		return t.word
	}
	return "string"
}

// valueForm is what a word of an enum looks like.
var valueForm = lazy.Regexp(`^[\pL\pN\pS\pP]([ \pL\pM\pN\pS\pP]{0,198}[\pL\pM\pN\pS\pP])?$`)

// enumOf is the enum that a shape is, or nil. One that the document does not name is shared by all of the same hint and
// words.
func (im *importer) enumOf(s *shape, hint string) *enum {
	if len(s.enum) == 0 || im.constant(s) != nil || !all(s.enum, spec.DataString) {
		return nil
	}
	e := &enum{item: item{what: "enum", pos: s.enum[0].Pos}, named: s.name != "", hint: hint}
	if e.named {
		e.hint = s.name
		say(&e.item, im.shape(s.src))
		im.annotate(&e.item, im.shape(s.src))
	}
	im.values(e, s)
	for _, had := range im.draft.enums {
		if e.named && had.pos == e.pos || !e.named && !had.named && tail(had.hint) == tail(hint) && sameWords(had, e) {
			return had
		}
	}
	if len(e.values) == 0 {
		return nil
	}
	im.draft.enums = append(im.draft.enums, e)
	return e
}

// values adds the words of a shape to an enum.
func (im *importer) values(e *enum, s *shape) {
	seen := map[string]bool{}
	for i, v := range s.enum {
		switch {
		case seen[v.Text]:
		case !valueForm().MatchString(v.Text) || !hasLetter(v.Text):
			im.notef(v.Pos, "value-left-out", "the word %q is left out: a client keeps it as it keeps any word that it does not know", clip(v.Text))
		default:
			row := &item{what: "value", name: v.Text, pos: v.Pos}
			im.wordRows(row, s, i)
			e.values = append(e.values, row)
		}
		seen[v.Text] = true
	}
}

// hasLetter reports whether a Go name can be made of a word.
func hasLetter(text string) bool { return strings.ContainsFunc(text, isLetterOrDigit) }

// tail is the last word of a hint: what an attribute is called, without what it stands in.
func tail(hint string) string { return hint[strings.LastIndexByte(hint, '.')+1:] }

func sameWords(a, b *enum) bool {
	return slices.EqualFunc(a.values, b.values, func(v, w *item) bool { return v.name == w.name })
}

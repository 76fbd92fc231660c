package model

import (
	"fmt"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/spec"
)

// table is the things of one kind by their names in the spec.
type table[T any] struct {
	what  string // the kind, for messages
	rule  string // the rule that says a name is unknown
	byKey map[string]T
	names []string
}

func newTable[T any](what, rule string) table[T] {
	return table[T]{what: what, rule: rule, byKey: map[string]T{}}
}

// add keeps the first thing of a name. The spec package has refused the second, but for names of different sections.
func (t *table[T]) add(name string, v T) {
	if _, ok := t.byKey[name]; ok {
		return
	}
	t.byKey[name] = v
	t.names = append(t.names, name)
}

// find returns the thing that a text names. It reports a name it does not know; a text that is not set names nothing.
func find[T any](b *builder, t *table[T], name spec.Text) (T, bool) {
	v, ok := t.byKey[name.Value]
	if !ok && name.IsSet() {
		b.errorf(name.Pos, t.rule, "unknown %s %q%s", t.what, name.Value, b.suggest(name.Value, t.names))
	}
	return v, ok && name.IsSet()
}

// maxHints bounds the names that suggestions are looked for among in one run, so that no file makes them take long.
const maxHints = 1_000_000

// suggest returns a suggestion for a wrong word, as long as not too many names have been looked at.
func (b *builder) suggest(word string, known []string) string {
	if b.hints += len(known); b.hints > maxHints {
		return ""
	}
	return spec.Suggest(word, known)
}

// errorf reports a mistake that refuses the spec.
//
//go:noinline
func (b *builder) errorf(pos spec.Pos, rule, format string, args ...any) {
	b.errs.Add(pos, rule, format, args...)
}

// warnf reports something worth mending.
func (b *builder) warnf(pos spec.Pos, rule, format string, args ...any) {
	b.errs.Warn(pos, rule, format, args...)
}

// exported is the exported Go name made from a word, unless the spec gives one.
func (b *builder) exported(word string, own spec.Text) string {
	if own.IsSet() {
		return own.Value
	}
	return ident.Exported(word, b.api.Initialisms)
}

// joined is the Go name made from a prefix and a word, unless the spec gives one.
func (b *builder) joined(prefix, word string, own spec.Text) string {
	if own.IsSet() {
		return own.Value
	}
	return ident.Join(prefix, word, b.api.Initialisms)
}

// trim is the text without the white space round it.
func trim(t spec.Text) string { return strings.TrimSpace(t.Value) }

// singular is the Go name of one of the things that a name tells of: Parcels become Parcel. What is no plural gets Row
// behind it.
func singular(name string) string {
	for _, end := range []struct{ many, one string }{
		{"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"}, {"ss", "ssRow"}, {"us", "usRow"}, {"is", "isRow"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(name, end.many); ok && len(stem) > 1 {
			return stem + end.one
		}
	}
	return name + "Row"
}

// nameTraits settles the methods by which words tell their traits: SupportsClose where an operation goes by the trait
// close, else the trait's own name.
func (b *builder) nameTraits() {
	type key struct {
		enum  *Enum
		trait string
	}
	supports := map[key]bool{}
	b.everyOperation(func(op *Operation) {
		if op.Supports != nil && op.Supports.Enum != nil {
			supports[key{op.Supports.Enum, op.Supports.Trait}] = true
		}
	})
	for _, e := range b.api.Enums {
		for _, t := range e.Traits {
			t.Method = t.Go
			if supports[key{e, t.Name}] && !b.sources.columns[t].GoName.IsSet() {
				t.Method = "Supports" + t.Go
			}
		}
	}
}

// sentence makes words for people of a name: in_transit becomes "In transit".
func sentence(name string) string {
	s := strings.TrimSpace(strings.NewReplacer("_", " ", ".", " ", "-", " ").Replace(name))
	if s == "" {
		return name
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// texts are the values of a list of texts.
func texts(list []spec.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.Value)
	}
	return out
}

// quoted lists words as "a", "b".
func quoted(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(out, ", ")
}

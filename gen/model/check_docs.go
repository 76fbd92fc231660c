package model

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chargegen/chargegen/spec"
)

// checkDocs warns of texts that say no more than the name does.
func (b *builder) checkDocs() {
	for i := range b.doc.Enums.Entries {
		e := &b.doc.Enums.Entries[i]
		b.checkDoc(e.Key.Value, e.Value.Doc)
		for j := range e.Value.Values.Entries {
			b.checkDoc(e.Value.Values.Entries[j].Key.Value, e.Value.Values.Entries[j].Value.Doc)
		}
	}
	for i := range b.doc.Objects.Entries {
		b.checkDoc(b.doc.Objects.Entries[i].Key.Value, b.doc.Objects.Entries[i].Value.Doc)
		b.checkAttributeDocs(&b.doc.Objects.Entries[i].Value.Attributes)
	}
	for i := range b.doc.Params.Entries {
		b.checkParamDocs(&b.doc.Params.Entries[i].Value)
	}
	for i := range b.doc.Resources.Entries {
		e := &b.doc.Resources.Entries[i]
		b.checkDoc(e.Key.Value, e.Value.Doc)
		b.checkAttributeDocs(&e.Value.Attributes)
		for j := range e.Value.Operations.Entries {
			op := &e.Value.Operations.Entries[j]
			b.checkDoc(op.Key.Value, op.Value.Doc)
			b.checkParamDocs(&op.Value.Params)
		}
		for j := range e.Value.States.Entries {
			b.checkDoc(e.Value.States.Entries[j].Key.Value, e.Value.States.Entries[j].Value.Doc)
		}
	}
	for i := range b.doc.Errors.Entries {
		b.checkDoc(b.doc.Errors.Entries[i].Key.Value, b.doc.Errors.Entries[i].Value.Doc)
	}
	for i := range b.doc.Failures.Entries {
		b.checkDoc(b.doc.Failures.Entries[i].Key.Value, b.doc.Failures.Entries[i].Value.Doc)
	}
}

func (b *builder) checkAttributeDocs(attrs *spec.Map[spec.Attribute]) {
	for i := range attrs.Entries {
		b.checkDoc(attrs.Entries[i].Key.Value, attrs.Entries[i].Value.Doc)
	}
}

func (b *builder) checkParamDocs(params *spec.Map[spec.Param]) {
	for i := range params.Entries {
		b.checkDoc(params.Entries[i].Key.Value, params.Entries[i].Value.Doc)
	}
}

// fillers are words that add nothing to a name.
var fillers = strings.Fields("a an the of this that it its is are for in on at to and by value field attribute parameter")

// checkDoc warns of a text whose words are all in the name.
func (b *builder) checkDoc(name string, doc spec.Text) {
	if !doc.IsSet() || len(doc.Value) > 2*len(name)+60 {
		return
	}
	known := words(name)
	rest := slices.DeleteFunc(words(doc.Value), func(w string) bool {
		return slices.Contains(fillers, w) || slices.Contains(known, w) || slices.Contains(known, strings.TrimSuffix(w, "s"))
	})
	if len(rest) == 0 {
		b.warnf(doc.Pos, "doc-restates-name", "%q says no more than the name %q", strings.TrimSpace(doc.Value), name)
	}
}

// words are the words of a text in small letters.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

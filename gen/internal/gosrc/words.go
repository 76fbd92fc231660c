package gosrc

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/model"
)

// Deprecated is the paragraph by which tools know that something should not be used; "" where it may be.
func Deprecated(m *model.Meta) string {
	if m.Deprecated == "" {
		return ""
	}
	return "Deprecated: " + Sentence(m.Deprecated)
}

// Paragraphs joins the paragraphs of a comment that say something.
func Paragraphs(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n\n")
}

// Words joins the sentences of a paragraph that say something.
func Words(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// Article puts a or an before a name.
func Article(name string) string {
	if name != "" && strings.ContainsRune("AEIOaeio", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// Multiline writes a composite literal with a line for each of its parts, in the order they are given.
var Multiline = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

// IdentifierLines is Identifiers for a composite literal: where they are too many for one line, on lines of their own.
func IdentifierLines(names []string) *jen.Statement {
	const few = 60
	if len(strings.Join(names, ", ")) <= few {
		return Identifiers(names)
	}
	return jen.Line().Add(Identifiers(names)).Op(",").Line()
}

// Identifiers lists identifiers, as many on each line as have room there.
func Identifiers(names []string) *jen.Statement {
	const width = 100
	s := jen.Null()
	line := 0
	for i, n := range names {
		switch {
		case i > 0 && line+len(n) > width:
			s.Op(",").Line()
			line = 0
		case i > 0:
			s.Op(",")
		}
		s.Id(n)
		line += len(n) + 2
	}
	return s
}

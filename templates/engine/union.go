package engine

import (
	"slices"
	"strings"
)

// readUnion takes the first alternative that the value suits. Objects are never read as text.
func (t *typ) readUnion(v Value, extra *[]string) (Value, string) {
	if t.kind == "expandable" {
		return v, ""
	}
	fault := "is of no type that is taken here"
	inner := embedded(v, '{')
	for _, alt := range t.alts {
		structured := alt.kind == "object" || alt.kind == "map"
		if structured != (inner.kind == MapKind) {
			continue
		}
		got, f := alt.read(inner, extra)
		if f == "" {
			return got, ""
		}
		fault = f
	}
	return v, t.misfit(inner, fault)
}

// misfit says what a union takes where none of its alternatives is of the value's kind, else the fault that was found.
func (t *typ) misfit(v Value, fault string) string {
	var taken []string
	for _, alt := range t.alts {
		kind, noun := alt.json()
		if kind == v.kind || kind == NumberKind && v.kind == IntKind {
			return fault
		}
		if !slices.Contains(taken, noun) {
			taken = append(taken, noun)
		}
	}
	if len(taken) == 0 {
		return fault
	}
	return "must be " + strings.Join(taken, " or ")
}

// json is what a value of the type is in JSON, and what that is called.
func (t *typ) json() (ValueKind, string) {
	switch t.kind {
	case "object", "map":
		return MapKind, "an object"
	case "list":
		return ListKind, "a list"
	case "integer", "money":
		return NumberKind, "a whole number"
	case "number":
		return NumberKind, "a number"
	case "boolean":
		return BoolKind, "true or false"
	}
	return TextKind, "a text"
}

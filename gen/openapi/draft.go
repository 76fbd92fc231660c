package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// draft is the spec before it is written.
type draft struct {
	api       *item
	enums     []*enum
	objects   []*class
	resources []*resource
	errors    []*item
}

// operations counts the operations that are left.
func (d *draft) operations() int {
	n := 0
	for _, r := range d.resources {
		n += len(kept(r.ops))
	}
	return n
}

// item is one row of the spec, and where in the document it is from.
type item struct {
	what  string // "attribute", "operation", …, for messages
	name  string // its key
	pos   spec.Pos
	rows  []row
	kids  []*item // the parameters of an operation
	up    *item   // the operation of a parameter
	must  bool    // that what it stands in cannot be without it
	gone  bool
	tries int // Go names that were tried
}

// row is one key of an item: text that is written as a scalar, YAML as it stands, a list of items, or a type.
type row struct {
	key  string
	text string
	raw  string
	typ  *typ
}

// set adds a row of text, or replaces the one of that key.
//
//go:noinline
func (it *item) set(key, text string) { it.put(row{key: key, text: text}) }

// raw adds a row of YAML.
//
//go:noinline
func (it *item) raw(key, yaml string) { it.put(row{key: key, raw: yaml}) }

// flag adds key: true where on.
func (it *item) flag(key string, on bool) {
	if on {
		it.raw(key, "true")
	}
}

//go:noinline
func (it *item) put(r row) {
	for i := range it.rows {
		if it.rows[i].key == r.key {
			it.rows[i] = r
			return
		}
	}
	it.rows = append(it.rows, r)
}

// drop removes a row and reports whether there was one.
func (it *item) drop(key string) bool {
	n := len(it.rows)
	it.rows = slices.DeleteFunc(it.rows, func(r row) bool { return r.key == key })
	return len(it.rows) < n
}

// get returns the row of a key, or nil.
func (it *item) get(key string) *row {
	for i := range it.rows {
		if it.rows[i].key == key {
			return &it.rows[i]
		}
	}
	return nil
}

// kept are the items that were not left out.
func kept(list []*item) []*item {
	var out []*item
	for _, it := range list {
		if !it.gone {
			out = append(out, it)
		}
	}
	return out
}

// enum is a set of words.
type enum struct {
	item
	named  bool // by the document
	hint   string
	values []*item
}

// classKey is what an object of the spec is made of: a schema, as it is answered or as it is sent.
type classKey struct {
	src   *spec.Data
	input bool
}

// class is an object of the spec, or the object that a resource is.
type class struct {
	item
	named    bool // by the document
	hint     string
	input    bool
	attrs    []*item
	resource *resource
}

// resource is a resource of the spec.
type resource struct {
	*class
	server string // of its operations, once it has any
	begun  bool
	ops    []*item
	states []string // the words of an enum that tells of its state, for the comments
	status string   // the attribute that carries it
	codes  []string // an error code for the comments
}

// typ is a type of the language before names are settled.
type typ struct {
	word  string // a word of the language
	class *class
	enum  *enum
	op    string // "list", "map", "id", "page", "or"
	args  []*typ
}

func word(w string) *typ { return &typ{word: w} }

// String is the type as it is written in a spec.
func (t *typ) String() string {
	switch {
	case t.word != "":
		return t.word
	case t.class != nil:
		return t.class.name
	case t.enum != nil:
		return t.enum.name
	case t.op == "or":
		parts := make([]string, len(t.args))
		for i, a := range t.args {
			parts[i] = a.String()
		}
		return strings.Join(parts, " or ")
	}
	return t.op + " of " + t.args[0].String()
}

// isText reports whether values of the type are text in JSON and Go.
func (t *typ) isText() bool { return t.word == "string" || t.word == "uri" }

// isNumber reports whether values of the type have a least and a greatest.
func (t *typ) isNumber() bool { return t.word == "integer" || t.word == "number" }

// isLong reports whether values of the type have a length.
func (t *typ) isLong() bool { return t.isText() || t.op == "list" || t.op == "map" }

// isWord reports whether the type can stand in a path or header.
func (t *typ) isWord() bool {
	switch t.op {
	case "or":
		return !slices.ContainsFunc(t.args, func(a *typ) bool { return !a.isWord() })
	case "id":
		return true
	case "":
		return t.class == nil && t.word != "any"
	}
	return false
}

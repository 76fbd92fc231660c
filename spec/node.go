package spec

import "time"

// Node is what every mapping of the language has: the place where it begins.
type Node struct{ Pos Pos }

// Scalar is one written value and its place. It is unset when the key is absent.
type Scalar[T any] struct {
	Pos   Pos
	Value T
}

type (
	// Text is text, or any other scalar as it is written.
	Text = Scalar[string]

	// Int is a whole number.
	Int = Scalar[int64]

	// Num is a number.
	Num = Scalar[float64]

	// Bool is true or false.
	Bool = Scalar[bool]

	// Duration is a length of time, written like 168h or 30m.
	Duration = Scalar[time.Duration]
)

// IsSet reports whether the spec gives the value.
func (s Scalar[T]) IsSet() bool { return s.Pos.IsSet() }

// Or returns the value, or def where the spec gives none.
func (s Scalar[T]) Or(def T) T {
	if s.IsSet() {
		return s.Value
	}
	return def
}

// Map is a mapping whose keys are names of the spec's own choosing, in the order they were written.
type Map[T any] struct {
	Pos     Pos
	Entries []Entry[T]
}

// Entry is one key of a Map and what it holds.
type Entry[T any] struct {
	Key   Text
	Value T
}

// Get returns the entry named key, or nil.
func (m *Map[T]) Get(key string) *Entry[T] {
	for i := range m.Entries {
		if m.Entries[i].Key.Value == key {
			return &m.Entries[i]
		}
	}
	return nil
}

// Cond is a condition: the text as written and what it parsed to. Expr is nil where the text was refused.
type Cond struct {
	Pos  Pos
	Text string
	Expr Expr
}

// IsSet reports whether the spec gives the condition.
func (c Cond) IsSet() bool { return c.Pos.IsSet() }

// Type is a type expression: the text as written and what it parsed to. Expr is nil where the text was refused.
type Type struct {
	Pos  Pos
	Text string
	Expr *TypeExpr
}

// IsSet reports whether the spec gives the type.
func (t Type) IsSet() bool { return t.Pos.IsSet() }

// TypeExpr is a parsed type expression. Op is "name" for a bare word (Name), or one of the words that take another
// type: "list", "map", "page", "id" and "expandable" (one Arg, a name for the last three), or "or" (two Args and more).
type TypeExpr struct {
	Pos  Pos
	Op   string
	Name string
	Args []*TypeExpr
}

// DataKind is what a piece of free data is.
type DataKind string

// The kinds of free data, named as JSON names them.
const (
	DataNull   DataKind = "null"
	DataBool   DataKind = "boolean"
	DataInt    DataKind = "integer"
	DataNum    DataKind = "number"
	DataString DataKind = "string"
	DataList   DataKind = "array"
	DataMap    DataKind = "object"
)

// Data is free data: an example, a default, an annotation. Text is the scalar as written, Bool, Int and Num its value.
type Data struct {
	Pos     Pos
	Kind    DataKind
	Text    string
	Bool    bool
	Int     int64
	Num     float64
	Items   []Data
	Members []Entry[Data]
}

// IsSet reports whether the spec gives the data.
func (d Data) IsSet() bool { return d.Pos.IsSet() }

package model

import "github.com/chargegen/chargegen/spec"

// Kind is what a type is at the top.
type Kind string

// The kinds of type.
const (
	String      Kind = "string"
	Integer     Kind = "integer" // 64 bits, signed
	Number      Kind = "number"  // floating point
	Decimal     Kind = "decimal" // an exact decimal, written as a JSON string
	Boolean     Kind = "boolean"
	Datetime    Kind = "datetime" // RFC 3339, UTC
	Date        Kind = "date"     // 2006-01-02
	Money       Kind = "money"    // a whole number of the currency's smallest unit
	Currency    Kind = "currency" // ISO 4217, three letters
	URI         Kind = "uri"
	IDKind      Kind = "id"     // Object says of what; nil for any
	EnumKind    Kind = "enum"   // Enum
	ObjectKind  Kind = "object" // Object
	ListOf      Kind = "list"   // Elem
	PageOf      Kind = "page"   // Object: the list envelope of such records
	MapOf       Kind = "map"    // Elem; any JSON value when Elem is Any
	Any         Kind = "any"
	Expandable  Kind = "expandable" // Object: its id, or the object
	Union       Kind = "union"      // Alts
	Item        Kind = "item"       // the record type inside the page envelope
	ErrorType   Kind = "error_code"
	FailureType Kind = "failure_code"
	EventType   Kind = "event_key"
	RowOf       Kind = "row" // Table: what a lookup gives; no spec names it
)

// Type is a resolved type.
type Type struct {
	Kind   Kind
	Elem   *Type   // ListOf, MapOf
	Object *Object // IDKind, ObjectKind, PageOf, Expandable
	Enum   *Enum   // EnumKind
	Alts   []*Type // Union
	Table  *Table  // RowOf
	Go     string  // the exported Go name of a Union; empty otherwise

	Numeric bool // IDKind, Expandable: that ids are whole numbers in JSON
}

// Object is a shape: attributes in order. Go is its exported Go type name.
type Object struct {
	Meta
	Name, Go   string
	Input      bool // sent in requests
	IDPrefix   string
	IDPattern  string // of the whole id; empty where prefix and tail say it
	Attributes []*Attribute
	Example    spec.Data
	Resource   *Resource // the resource whose shape this is; nil for nested shapes

	byName map[string]*Attribute
}

// Field is what attributes and parameters have in common.
type Field struct {
	Meta
	Name                 string // on the wire
	Go                   string // exported Go field name
	Type                 *Type
	Nullable, Required   bool
	Unit                 string
	Const, Example       spec.Data
	Min, Max             *float64
	MinLength, MaxLength *int
	Pattern, Format      string
	Secret               bool
}

// Attribute is one member of an object.
type Attribute struct {
	Field
	Object   *Object // the one it is a member of
	Beyond   bool    // beyond the core
	Optional bool    // may be left out of an answer; always so for Beyond and for optional members of input objects
	Hidden   bool    // in no answer: the mock keeps it to decide by
}

// Enum is an open set of words.
type Enum struct {
	Meta
	Name, Go string
	Traits   []*Column
	Values   []*EnumValue

	byWord map[string]*EnumValue
}

// EnumValue is one word of an enum. Traits holds a cell for each of the enum's traits, in their order, defaults filled in.
type EnumValue struct {
	Meta
	Value, Label string
	Go           string // the constant, like ThingStatusOpen
	Traits       []spec.Data
}

// Table is a look-up table.
type Table struct {
	Meta
	Name, Go string
	RowGo    string // the Go name of one row, like Thing where Go is Things
	Key      *Type
	Columns  []*Column
	Rows     []*Row
}

// Column is one column of a table, or one trait of an enum.
type Column struct {
	Meta
	Name, Go string
	Method   string // of a trait: the method by which a word tells it, like SupportsClose
	Type     *Type
	Nullable bool
	Default  spec.Data
}

// Row is one row of a table. Cells holds one for each column, in their order, defaults filled in.
type Row struct {
	Key    string
	Doc    string
	Origin *Origin
	Pos    spec.Pos
	Cells  []spec.Data
}

// Class is the kind of a resolution.
type Class string

// The kinds of resolution.
const (
	NoActionNeeded   Class = "no_action_needed"
	FixRequest       Class = "fix_request"
	OtherCredentials Class = "other_credentials"
	WaitAndRetry     Class = "wait_and_retry"
	ContactSupport   Class = "contact_support"
)

// Classes are all kinds of resolution, in the order they are listed.
var Classes = []Class{NoActionNeeded, FixRequest, OtherCredentials, WaitAndRetry, ContactSupport}

// ErrorCode is a code that a refusal carries.
type ErrorCode struct {
	Meta
	Code       string
	Go         string // the constant, like ErrAlreadyClosed
	Status     int
	Message    string
	Resolution string
	Class      Class
	Family     *ErrorCode   // nil where it is nobody's special case
	Reserved   string       // why it is listed though no operation names it
	Operations []*Operation // those that may be refused with it, gates included, in spec order
}

// Failure is a code that a successful answer carries when the thing it tells of failed.
type Failure struct {
	Meta
	Code, Go   string // Go is like FailureTimeout
	Message    string
	Aliases    []*Failure
	Untestable string
	Triggers   []Trigger
}

// Trigger is a row of a table that produces a failure: a cell of type failure_code names it.
type Trigger struct {
	Table *Table
	Row   *Row
}

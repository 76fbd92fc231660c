package model

import (
	"time"

	"github.com/chargegen/chargegen/spec"
)

// Lifecycle is the states of a resource and what moves between them besides operations.
type Lifecycle struct {
	Flags      []*Attribute // the boolean attributes that some state names
	States     []*State
	Clocks     []*Clock
	Windows    []*Window
	Let        []*Let
	Invariants []*Invariant
	Derive     []*Assignment
	Timers     []*Timer
	Signals    []*Signal
}

// State is a named row that fixes attributes. Fields holds what the spec writes and false for each flag it does not
// name, in the order of the resource's attributes.
type State struct {
	Name, Go string // Go is like StateOpen, with the resource's name before it where several have states
	Label    string
	Doc      string
	Final    bool
	Origin   *Origin
	Pos      spec.Pos
	Fields   []StateField
}

// StateField is one attribute that a state fixes: to a literal, or for a boolean to what a condition says.
type StateField struct {
	Attribute *Attribute
	Literal   spec.Data  // set if Cond is nil
	Cond      *Condition // set if the spec writes a condition
}

// Clock tells how long ago an attribute's time was.
type Clock struct {
	Name, Doc string
	Since     *Attribute
	Pos       spec.Pos
}

// Window is a length of time: the first case that holds, else the default.
type Window struct {
	Name, Doc string
	Default   time.Duration
	Cases     []WindowCase
	Pos       spec.Pos
}

// WindowCase is a length of time by condition.
type WindowCase struct {
	When   *Condition
	Length time.Duration
}

// Invariant is what holds of every stored object.
type Invariant struct {
	Require *Condition
	Doc     string
	Origin  *Origin
	Pos     spec.Pos
}

// Behaviour is what an operation checks and does.
type Behaviour struct {
	Loads      []*Load
	Let        []*Let
	Guards     []*Guard
	Documented []*Guard
	From       []*State
	FromPos    []spec.Pos // where each of From stands
	Outcomes   []*Outcome // never empty: an operation without outcomes has one, from to, set and emits
}

// Guard refuses with Error when Deny holds, or when Require does not. One of the two is nil.
type Guard struct {
	Deny, Require *Condition
	Error         *ErrorCode // nil in documented rows
	Doc           string
	Origin        *Origin
	Sureness      Sureness
	Pos           spec.Pos
}

// Outcome is one thing a change may come to. When is nil for the last. What the operation or signal as a whole leads to,
// sets and emits is part of each of its outcomes, unless the outcome says otherwise.
type Outcome struct {
	When  *Condition
	To    *State // nil where the state does not change
	Set   []*Assignment
	Emits *Event
	Doc   string
	Pos   spec.Pos // of its row; without one, of the word that says where it leads
}

// Assignment gives an attribute a value. Within is the nested objects that the attribute stands in, the outermost
// first; it is empty for the resource's own attributes.
type Assignment struct {
	Attribute *Attribute
	Within    []*Attribute
	Value     *Value
}

// Load is another object that an operation reads.
type Load struct {
	Name         string
	Of           *Resource
	ID, Inline   *Ref
	Absent, Once *ErrorCode
	Assume       string
	Takes        []*Attribute // of an assumed object, from this call's parameters of the same name
	Doc          string
	Pos          spec.Pos
}

// Let is a name for a value.
type Let struct {
	Name  string
	Value *Value
	Type  *Type
}

// Timer is a change that time alone brings.
type Timer struct {
	Name   string
	When   *Condition // nil where it always runs
	Clock  *Clock     // with After
	After  *Window
	At     *Attribute
	Effect *Outcome
	Doc    string
	Pos    spec.Pos
}

// Signal is a change that someone other than the caller brings.
type Signal struct {
	Meta
	Name, Go string
	By       string
	When     *Condition
	Params   []*Param
	Let      []*Let
	Outcomes []*Outcome
}

// Condition is a checked condition: every path in it is resolved and its type is boolean.
type Condition struct {
	Expr spec.Expr
	Refs map[*spec.Path]*Ref
	Text string // as written
	Pos  spec.Pos

	yes, no facts // the paths known not to be null where it holds, and where it does not
}

// RefRoot is what a path begins with.
type RefRoot string

// What paths begin with.
const (
	RootSelf    RefRoot = "self" // an attribute of the resource
	RootParam   RefRoot = "param"
	RootAccount RefRoot = "account"
	RootLet     RefRoot = "let"
	RootLoad    RefRoot = "load"
	RootClock   RefRoot = "clock"
	RootWindow  RefRoot = "window"
	RootNow     RefRoot = "now" // in values alone
)

// Ref is a resolved path: a root, what it names there, and members inside it.
type Ref struct {
	Root     RefRoot
	Name     string // of the attribute, parameter, fact, let, load, clock or window
	Members  []string
	Type     *Type // nil for clocks and windows
	Nullable bool
	Path     string // as written
	Pos      spec.Pos

	Attribute *Attribute
	Param     *Param
	Fact      *AccountFact
	Let       *Let
	Load      *Load
	Clock     *Clock
	Window    *Window

	key   string     // the whole path, the same however it is written
	nulls []nullPart // the parts of the path that may be null, from the left; the last may be the whole
}

// nullPart is a path that may be null: as Ref.key has it, and as the spec writes it. Unsent says that it is null only
// where the caller did not send it.
type nullPart struct {
	key, text string
	unsent    bool
}

// Verb is how a value is made.
type Verb string

// How values are made.
const (
	ValueLiteral Verb = "literal"
	ValueNow     Verb = "now"
	ValueNull    Verb = "null"
	ValueCopy    Verb = "copy"    // Refs[0]
	ValueCond    Verb = "cond"    // Cond
	ValueNew     Verb = "new"     // Object
	ValueFormat  Verb = "format"  // Pieces
	ValueFirst   Verb = "first"   // Refs
	ValueUpper   Verb = "upper"   // Refs[0]
	ValueLookup  Verb = "lookup"  // Table, Refs[0], Default
	ValuePlus    Verb = "plus"    // Refs[0] a time or now, Refs[1] a window
	ValueSum     Verb = "sum"     // Refs, Minus
	ValuePercent Verb = "percent" // Refs[0], Refs[1] the rate, Round
)

// Value is what an effect or a let gives.
type Value struct {
	Verb     Verb
	Literal  spec.Data
	Refs     []*Ref
	Minus    []bool // for ValueSum: which of Refs are taken away
	Cond     *Condition
	Object   *Object
	Pieces   []Piece
	Table    *Table
	Default  *Row
	Round    string
	Type     *Type
	Nullable bool
	Pos      spec.Pos
}

// Piece is a part of a format: text, a value, a fresh id, or the address of the server that answers.
type Piece struct {
	Text  string
	Ref   *Ref
	NewID string // the prefix of a fresh id
	Base  bool   // {base}: scheme and host of the server, without a slash at the end
}

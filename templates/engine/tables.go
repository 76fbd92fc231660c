package engine

import "time"

// API is everything the engine knows of an API. It is plain data: Compile makes a Program of it.
type API struct {
	Name, Title, Version string
	Servers              []string // base URLs; paths in them are heeded when a request is routed
	Auth                 *Auth    // nil where nobody is asked for a key
	Modes                *Modes   // nil where test and live are not told apart
	IDs                  IDs
	Headers              []Header
	Idempotency          *Idempotency // nil where repeated requests are not recognised
	Arrays               string       // how lists stand in forms and queries: brackets, repeat or comma
	Expand               string       // the parameter that asks for whole objects in place of ids; may be empty
	Error                ErrorShape
	Page                 *Page // nil where nothing is listed
	Gates                Gates
	Account              []Field // the facts of an account; Default is what a new one has
	Errors               []Error
	Failures             []Failure
	Enums                []Enum
	Tables               []Table
	Objects              []Object // the shapes that are not resources
	Resources            []Resource
}

// Auth is how callers show who they are. Scheme is basic, bearer or header.
type Auth struct {
	Scheme string
	Header string
	Keys   []Key
}

// Key is one kind of key. The patterns are regular expressions; empty ones match nothing, but an empty Pattern matches all.
type Key struct {
	Name, Pattern, Test, Live string
	Example                   string
}

// Modes is how test and live objects are told apart.
type Modes struct {
	Attribute string // the boolean attribute that is true for live objects
	TestInfix string // what stands between prefix and tail of a test object's id
}

// IDs is the shape of ids. Style is prefixed, uuid, integer or opaque.
type IDs struct {
	Style     string
	Alphabet  string
	Length    int
	Pattern   string // of the tail, when read
	Attribute string
}

// Header is a header with a meaning, such as request_id. Request tells those that callers send.
type Header struct {
	Meaning, Name, Value string
	Request              bool
}

// Idempotency is how a repeated request is recognised.
type Idempotency struct {
	Header   string
	Methods  []string
	Lifetime time.Duration
}

// ErrorShape is the body of a refusal: an object, and where code and message stand in it.
type ErrorShape struct {
	Object        string
	Code, Message []string
}

// Page is the body of a list answer. Style is offset, cursor, page or none. The names are empty where there is no such thing.
type Page struct {
	Object                            string
	Style                             string
	Data, Next, Total, More, Location string // attributes of the envelope
	Limit, Offset, Number, Cursor     string // query parameters
	From, To, Order, Newest, Time     string // parameters that bound and order; Newest is the order that puts the newest first
}

// Gates names the codes of the checks that come before any operation's own.
type Gates struct {
	Unauthenticated, Absent, Malformed string
}

// Error is a code that a refusal carries.
type Error struct {
	Code    string
	Status  int
	Message string
	Doc     string // what it means in a sentence, where there is no message
}

// Failure is a code that an answer carries when the thing it tells of failed.
type Failure struct {
	Code, Message string
}

// Enum is a set of words, each with a cell for each trait.
type Enum struct {
	Name   string
	Traits []string
	Words  []Word
}

// Word is one word of an enum.
type Word struct {
	Word  string
	Cells []any
}

// Table is a look-up table.
type Table struct {
	Name    string
	Columns []string
	Rows    []Row
}

// Row is one row of a table.
type Row struct {
	Key   string
	Cells []any
}

// Object is a shape. Example is JSON text.
type Object struct {
	Name      string
	Input     bool
	IDPrefix  string
	IDPattern string
	Fields    []Field
	Example   JSON
}

// Field is an attribute, a parameter or a fact. Literals are string, bool, int, Number, JSON or nil for none.
type Field struct {
	Name                 string // on the wire
	Key                  string // what conditions call it; empty where that is Name
	Type                 Type
	Nullable, Required   bool
	Optional, Beyond     bool
	Hidden               bool // in no answer: kept to decide by
	Secret               bool
	In                   string // path, query, body or header, for parameters
	RequiredWhen         *Cond
	Const, Default       any
	Example              any
	Min, Max             any // int or Number
	MinLength, MaxLength int // 0 for none
	Pattern              string
}

// Type is what a field holds. Of names an object or enum.
type Type struct {
	Kind string
	Of   string
	Elem *Type
	Alts []Type
}

// Cond is a condition: as written, and as a tree.
type Cond struct {
	Text string
	Expr Expr
}

// Resource is a thing that has an id and operations.
type Resource struct {
	Object
	Plural     string
	Support    bool
	Clocks     []Stopwatch
	Windows    []Window
	Let        []Binding
	States     []State
	Invariants []Cond
	Derive     []Binding
	Timers     []Timer
	Signals    []Operation // Kind signal
	Operations []Operation
}

// Stopwatch tells how long ago an attribute's time was.
type Stopwatch struct {
	Name, Since string
}

// Window is a length of time.
type Window struct {
	Name    string
	Default time.Duration
	Cases   []WindowCase
}

// WindowCase is a length of time by condition.
type WindowCase struct {
	When   Cond
	Length time.Duration
}

// Binding gives a name a value: an attribute in effects, which may stand in nested objects (a.b), a name of its own in let.
type Binding struct {
	Name  string
	Value Expr
}

// State is a row that fixes attributes: Binding values are literals or conditions.
type State struct {
	Name   string
	Final  bool
	Fields []Binding
}

// Timer is a change that time alone brings: After a window on a clock, or At an attribute.
type Timer struct {
	Name         string
	When         *Cond
	Clock, After string
	At           string
	Effect       Outcome
}

// Operation is one call, or a signal.
type Operation struct {
	Name      string
	Kind      string // create, read, update, list, delete, action or signal
	Method    string
	Path      string   // with {parameter} for path parameters
	Key       string   // the kind of key; empty where none is needed
	OtherKeys []string // the kinds that it takes as well
	TestOnly  string   // the refusal in live mode
	Malformed string
	Params    []Field
	Exclusive []Exclusive
	Returns   Type // Kind empty where nothing is returned
	Success   int
	Samples   []JSON // of those that create: parameters by key
	Errors    []ErrorRef
	Loads     []Load
	Let       []Binding
	Guards    []Guard
	Outcomes  []Outcome
	By        string // who sends a signal
	Doc       string
	When      *Cond // when a signal has an effect
}

// Exclusive is a set of parameters of which at most one may be sent, or exactly one if Required.
type Exclusive struct {
	Params   []string
	Required bool
}

// ErrorRef is a code that an operation may be refused with.
type ErrorRef struct {
	Code   string
	Status int
}

// Load is another object that an operation reads.
type Load struct {
	Name         string
	Of           string
	ID, Inline   Expr // Inline is nil where the object itself cannot be sent
	Absent, Once string
	Assume       string
	Takes        []string // attributes that an assumed object has from the call's parameters of the same name
}

// Guard refuses with Error when Deny holds, or when Require does not.
type Guard struct {
	Deny, Require *Cond
	Error         string
}

// Outcome is one thing a change may come to.
type Outcome struct {
	When  *Cond
	To    string // empty where the state does not change
	Set   []Binding
	Emits string
}

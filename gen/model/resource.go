package model

import "github.com/chargegen/chargegen/spec"

// Resource is a thing that has an id and operations.
type Resource struct {
	*Object
	Plural     string
	Service    string // the Go name of its service and of the client's field, like Things
	Server     *Server
	Support    bool
	Operations []*Operation
	stateGo    string
	Lifecycle  *Lifecycle // nil where the spec declares nothing of it; States may be empty where it only derives
}

// OperationKind is what an operation does to the resource.
type OperationKind string

// What operations do.
const (
	Create OperationKind = "create"
	Read   OperationKind = "read"
	Update OperationKind = "update"
	List   OperationKind = "list"
	Delete OperationKind = "delete"
	Action OperationKind = "action"
)

// Replay is what sending a request twice does.
type Replay string

// What sending a request twice does.
const (
	Reading     Replay = "reading"
	Converging  Replay = "converging"
	Overwriting Replay = "overwriting"
	Creating    Replay = "creating"
)

// Operation is one call.
type Operation struct {
	Meta
	Resource  *Resource
	Name      string // the spec's key
	Go        string // the method's name, like Close
	Title     string
	Kind      OperationKind
	Method    string // GET, POST, PUT, PATCH or DELETE
	Path      []Segment
	Key       *Key       // nil where it needs none
	OtherKeys []*Key     // that it takes as well
	TestOnly  *ErrorCode // the refusal in live mode; nil where it works in both modes
	Replay    Replay
	Reference *Reference // nil where nothing carries the caller's own word for what is made
	Params    []*Param   // all of them: those of the path in its order, then shared groups, then its own
	ParamsGo  string     // the Go name of the parameter struct; empty where all it takes is in the path or beyond the core
	Exclusive []*Exclusive
	Result    *Type // ObjectKind, PageOf, or nil where nothing is returned
	Success   int
	Malformed *ErrorCode
	Statuses  []*Status   // its own joined with the API's, for statuses it can answer, ascending
	Errors    []*ErrorRef // its own in spec order, then those of the gates
	Supports  *Supports
	Samples   []*Sample
	SDKs      []*SDKCall
	Behaviour *Behaviour // nil where the spec says nothing of guards and effects
}

// Reference is where the caller's own word for what an operation makes is sent, and where it is found again: in the
// attribute of the objects that List lists.
type Reference struct {
	Param     *Param
	Member    string // of the map that param and attribute are; empty where they are texts
	Attribute *Attribute
	List      *Operation
}

// Segment is one piece of a path: literal text, or a parameter. Slashes stand in Text.
type Segment struct {
	Text  string
	Param *Param
}

// In is where a parameter goes.
type In string

// Where parameters go.
const (
	InPath   In = "path"
	InQuery  In = "query"
	InBody   In = "body"
	InHeader In = "header"
)

// Param is one parameter. Name is what it is called on the wire; Key is what the spec and its conditions call it.
type Param struct {
	Field
	Key          string
	In           In
	RequiredWhen *Condition // nil where it is not conditional
	Default      spec.Data
	DefaultDoc   string
	Advised      bool
	Beyond       bool
}

// Exclusive is a set of parameters of which at most one may be sent, or exactly one if Required.
type Exclusive struct {
	Params   []*Param
	Required bool
	Doc      string
	Pos      spec.Pos
}

// ErrorRef is a code that an operation may be refused with.
type ErrorRef struct {
	Error       *ErrorCode
	Status      int
	Doc         string
	Unreachable string
	Gate        bool // that a gate, not the operation's own checks, answers with it
	Pos         spec.Pos
}

// Supports is the table of kinds of thing that an operation works for.
type Supports struct {
	Doc   string
	Enum  *Enum  // of the rows that have a value; nil where none has
	Trait string // that the rows agree with; empty where none is named
	Rows  []SupportRow
}

// SupportRow is one kind of thing that an operation works for or not.
type SupportRow struct {
	Value     *EnumValue // nil where the row has only a name
	Name      string
	Supported bool
	Doc       string
	Origin    *Origin
}

// Sample is a call shown in the docs.
type Sample struct {
	Meta
	Name, Title string
	Args        []Arg // in the order of the operation's parameters
	Given       []*Fixture
	Only        []string
	Result      string
}

// Arg is a parameter and the value a sample sends.
type Arg struct {
	Param *Param
	Value spec.Data
}

// Fixture is an object that a sample needs.
type Fixture struct {
	Of    *Resource
	ID    string
	State *State
	With  []spec.Entry[spec.Data]
	Pos   spec.Pos
}

// SDKCall is what an official library calls an operation.
type SDKCall struct {
	Language string
	Call     string // {name} stands for the value of a path parameter
	Form     string
	Takes    string
	Types    []SDKType
	Without  []string // parameters that it does not take as the API does, with dots before members
	Spread   []string // parameters whose members it takes in their place
	Key      *Key     // what it makes the call with; nil where that is what the operation needs
	Released bool
	Doc      string
}

// SDKType is a library's type of a nested object or an enum.
type SDKType struct{ Path, Type string }

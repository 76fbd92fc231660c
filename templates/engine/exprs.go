package engine

// Expr is a condition or a value, as a tree of the types below. A string, bool, int, Number or JSON is a literal.
type Expr any

// JSON is a literal written as JSON text.
type JSON string

// Number is a literal number that keeps its spelling, such as a rate.
type Number string

// Null is the literal null.
type Null struct{}

// Paths. Each is a name in its own space, then members, with dots between.
type (
	Self    string // an attribute of the resource
	Param   string // a parameter, by its key
	Account string // a fact of the account
	Let     string // a name the operation or the resource declares
	Loaded  string // an object the operation reads
	Elapsed string // a clock: the time since its attribute
	Length  string // a window
)

// Conditions. The first element is compared with the second; an In's first element is sought among the rest.
type (
	And []Expr
	Or  []Expr
	Not [1]Expr
	Eq  [2]Expr
	Ne  [2]Expr
	Lt  [2]Expr
	Le  [2]Expr
	Gt  [2]Expr
	Ge  [2]Expr
	In  []Expr
)

// Trait is what an enum says of the word that X gives.
type Trait struct {
	X    Expr
	Enum string
	Name string
}

// Message is the sentence that goes with the code of a failure or an error.
type Message [1]Expr

// Now is the time of the call.
type Now struct{}

// Base is the address that the engine answers at.
type Base struct{}

// NewID is a fresh id with this prefix.
type NewID string

// Format is text made of pieces joined.
type Format []Expr

// First is the first of its elements that is there and not null.
type First []Expr

// Upper is a text in capitals.
type Upper [1]Expr

// Lookup is a row of a table: that of Key, else that of Default.
type Lookup struct {
	Table   string
	Key     Expr
	Default string
}

// Plus is a time and a length of time, added.
type Plus [2]Expr

// Sum is numbers added; a Minus takes its element away.
type (
	Sum   []Expr
	Minus [1]Expr
)

// Percent is a share of a whole number, rounded half_up, half_even, down or up.
type Percent struct {
	Of, Rate Expr
	Round    string
}

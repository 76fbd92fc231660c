package engine

// Expr is a condition or a value, as a tree of the types below. A string, bool, int, Number or JSON is a literal.
type Expr any

// JSON is a literal written as JSON text.
type JSON string

// Number is a literal number that keeps its spelling, such as a rate.
type Number string

// Null is the literal null.
type Null struct{}

// Self is an attribute of the resource, and members in it with dots between.
type Self string

// Param is a parameter by its key, and members in it.
type Param string

// Account is a fact of the account.
type Account string

// Let is a name that the operation or the resource declares, and members in it.
type Let string

// Loaded is an object that the operation reads, and members in it.
type Loaded string

// Elapsed is a clock: the time since its attribute.
type Elapsed string

// Length is a window.
type Length string

// And holds if all its operands hold.
type And []Expr

// Or holds if one of its operands holds.
type Or []Expr

// Not holds if its operand does not.
type Not [1]Expr

// Eq holds if both are the same value.
type Eq [2]Expr

// Ne holds if they are not.
type Ne [2]Expr

// Lt holds if the first is less than the second; where they have no order, as where one is null, it does not hold.
type Lt [2]Expr

// Le is less or the same.
type Le [2]Expr

// Gt is more.
type Gt [2]Expr

// Ge is more or the same.
type Ge [2]Expr

// In holds if its first element is among the rest.
type In []Expr

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

// NewID is a fresh id with this prefix, or of this pattern, where some object has it for its ids.
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

// Sum is numbers added, those that are null left out.
type Sum []Expr

// Minus is an element of a Sum that is taken away.
type Minus [1]Expr

// Percent is a share of a whole number, rounded half_up, half_even, down or up.
type Percent struct {
	Of, Rate Expr
	Round    string
}

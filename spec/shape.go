package spec

// Enum is an open set of words.
type Enum struct {
	Node
	Common
	Traits Map[Column]    `key:"traits" doc:"What each value says of itself beside its meaning, as typed columns."`
	Values Map[EnumValue] `key:"values" need:"required" doc:"The words, in the order they are listed."`
}

// EnumValue is one word of an enum. Keys it does not know are its traits.
type EnumValue struct {
	Node
	Common
	Label  Text      `key:"label" doc:"The name for people."`
	Traits Map[Data] `key:"*" doc:"Traits, by the name the enum declares."`
}

// Object is a shape: attributes in order.
type Object struct {
	Node
	Common
	Input      Bool           `key:"input" doc:"That it is sent in requests: attributes are optional unless required."`
	ID         ID             `key:"id" doc:"The shape of its ids, for objects that are referred to by id and have no operations here."`
	Attributes Map[Attribute] `key:"attributes" need:"required" doc:"What it carries, in order."`
	Example    Data           `key:"example" doc:"A whole example."`
}

// ID is the shape of one kind of object's ids.
type ID struct {
	Node
	Prefix  Text `key:"prefix" short:"true" doc:"What its ids begin with, for style prefixed."`
	Pattern Text `key:"pattern" doc:"The regular expression of the whole id, where prefix and tail do not say it."`
}

// Field is what attributes and parameters have in common.
type Field struct {
	Type      Type `key:"type" need:"required" doc:"Its type."`
	Nullable  Bool `key:"nullable" doc:"Whether it may be null."`
	Required  Bool `key:"required" doc:"Whether it must be sent, for parameters and attributes of input objects."`
	Unit      Text `key:"unit" doc:"What a number counts: for money the attribute that names the currency, else a word such as percent."`
	Const     Data `key:"const" doc:"The one value it ever has."`
	Example   Data `key:"example" doc:"A value it may have."`
	Min       Num  `key:"min" doc:"The least number."`
	Max       Num  `key:"max" doc:"The greatest number."`
	MinLength Int  `key:"min_length" doc:"The fewest characters or items."`
	MaxLength Int  `key:"max_length" doc:"The most characters or items."`
	Pattern   Text `key:"pattern" doc:"The regular expression that text matches."`
	Format    Text `key:"format" doc:"A word or two on the form of text, for people."`
}

// Attribute is one member of an object.
type Attribute struct {
	Node
	Common
	Field
	Beyond   Bool `key:"beyond" doc:"That it is beyond the core: known of, but not sent by the mock unless asked."`
	Optional Bool `key:"optional" doc:"That an answer may leave it out."`
	Secret   Bool `key:"secret" doc:"That logs must not show it."`
	Hidden   Bool `key:"hidden" doc:"That no answer carries it: the mock keeps it to decide by."`
}

// Param is one parameter of an operation.
type Param struct {
	Node
	Common
	Field
	In           Text `key:"in" oneof:"path|query|body|header" doc:"Where it goes; path if the path names it, else query or body by the method."`
	Name         Text `key:"name" doc:"Its name on the wire, where the key is not it."`
	RequiredWhen Cond `key:"required_when" doc:"The condition under which it must be sent."`
	Default      Data `key:"default" doc:"What holds when it is not sent."`
	DefaultDoc   Text `key:"default_doc" doc:"What holds when it is not sent, where no fixed value does."`
	Advised      Bool `key:"advised" doc:"That it should be sent though it need not."`
	Beyond       Bool `key:"beyond" doc:"That it is beyond the core: known of, but not in the reference."`
	Secret       Bool `key:"secret" doc:"That logs must not show it."`
}

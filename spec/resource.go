package spec

// Resource is a thing that has an id and operations.
type Resource struct {
	Node
	Common
	Plural     Text           `key:"plural" doc:"The word for several, used in client and docs; the name and an s where nothing is said."`
	Server     Text           `key:"server" doc:"The name of the server that answers for it; the first where nothing is said."`
	ID         ID             `key:"id" doc:"The shape of its ids."`
	Support    Bool           `key:"support" doc:"That it is here only to make others possible: smaller, and last in the docs."`
	Attributes Map[Attribute] `key:"attributes" need:"required" doc:"What it carries, in order."`
	Example    Data           `key:"example" doc:"A whole example."`

	Let        Map[Value]     `key:"let" doc:"Names for values that conditions and states use."`
	Clocks     Map[Clock]     `key:"clocks" doc:"How old the object is, counted from an attribute."`
	Windows    Map[Window]    `key:"windows" doc:"Lengths of time that clocks are compared with."`
	States     Map[State]     `key:"states" doc:"The states, as named rows that fix attributes. Flags not named are false."`
	Invariants []Invariant    `key:"invariants" doc:"What holds of every stored object, always."`
	Derive     Map[Value]     `key:"derive" doc:"Attributes that follow from others and that no operation sets; a dot reaches into a nested object."`
	Timers     Map[Timer]     `key:"timers" doc:"Changes that time alone brings."`
	Signals    Map[Signal]    `key:"signals" doc:"Changes that someone other than the caller brings."`
	Operations Map[Operation] `key:"operations" need:"required" doc:"What callers can do with it."`
}

// Operation is one call.
type Operation struct {
	Node
	Common
	Kind       Text         `key:"kind" need:"required" oneof:"create|read|update|list|delete|action" doc:"What it does to the resource."`
	HTTP       Text         `key:"http" need:"required" doc:"Method and path, such as POST /things/{id}/close."`
	Title      Text         `key:"title" doc:"What it does, as a heading."`
	Key        Text         `key:"key" doc:"The kind of key it needs; the first declared where nothing is said, none for no key."`
	OtherKeys  []Text       `key:"other_keys" doc:"The kinds of key that it takes as well. The client and samples send the one it needs."`
	TestOnly   Text         `key:"test_only" doc:"That it works in test mode alone: the code of the refusal in live mode."`
	Replay     Text         `key:"replay" oneof:"reading|converging|overwriting|creating" doc:"What sending it twice does; follows from the kind where nothing is said."`
	Reference  Text         `key:"reference" doc:"The parameter that carries the caller's own word for what is made, by which it can be found among what is listed; a dot reaches into a map."`
	With       []Text       `key:"with" doc:"Groups of parameters it takes before its own."`
	Params     Map[Param]   `key:"params" doc:"Its parameters, in order."`
	Exclusive  []Exclusive  `key:"exclusive" doc:"Sets of parameters of which at most one may be sent."`
	Returns    Text         `key:"returns" doc:"The object it answers with, page of that object, or nothing; the resource where nothing is said."`
	Success    Int          `key:"success" doc:"The status of success: 204 where it returns nothing, else 200."`
	Malformed  Text         `key:"malformed" doc:"The code for a parameter of the wrong shape, where it is not the general one."`
	Statuses   []Status     `key:"statuses" doc:"What response statuses mean here, with common causes."`
	Errors     []ErrorRef   `key:"errors" doc:"The codes it may be refused with, besides those of the gates."`
	Supports   Supports     `key:"supports" doc:"For which kinds of thing it works."`
	Loads      Map[Load]    `key:"loads" doc:"Other objects it reads."`
	Let        Map[Value]   `key:"let" doc:"Names for values that its conditions and effects use."`
	Guards     []Guard      `key:"guards" doc:"Checks from top to bottom; the first that fails answers."`
	Documented []Guard      `key:"documented" doc:"Requirements that the guards already imply: shown in the docs, proved to be implied."`
	Outcomes   []Outcome    `key:"outcomes" doc:"What it may come to; the first that holds, the last without a condition."`
	From       []Text       `key:"from" doc:"The states it starts from, as the docs say it; checked against the guards."`
	To         Text         `key:"to" doc:"The state it leads to."`
	Set        Map[Value]   `key:"set" doc:"Attributes it changes beside those the state fixes; a dot reaches into a nested object."`
	Emits      Text         `key:"emits" doc:"The event it leaves behind."`
	Samples    Map[Sample]  `key:"samples" doc:"Calls shown in the docs, by name."`
	SDKs       Map[SDKCall] `key:"sdks" doc:"What the official libraries call it, by language."`
}

// Exclusive is a set of parameters of which at most one may be sent.
type Exclusive struct {
	Node
	Params   []Text `key:"params" need:"required" doc:"The parameters."`
	Required Bool   `key:"required" doc:"Whether one of them must be sent."`
	Doc      Text   `key:"doc" doc:"Why."`
}

// ErrorRef is a code that an operation may be refused with.
type ErrorRef struct {
	Node
	Error       Text `key:"error" need:"required" short:"true" doc:"The code."`
	Status      Int  `key:"status" doc:"The HTTP status it comes with here."`
	Doc         Text `key:"doc" doc:"What it means here."`
	Unreachable Text `key:"unreachable" doc:"Why no sequence of calls to the mock shows it."`
}

// Supports is the table of kinds of thing that an operation works for.
type Supports struct {
	Node
	Trait Text         `key:"trait" doc:"The boolean trait, as enum.trait, that rows with a value must agree with."`
	Doc   Text         `key:"doc" doc:"What a row is, such as Carriers."`
	Rows  []SupportRow `key:"rows" need:"required" doc:"The rows."`
}

// SupportRow is one kind of thing that an operation works for or not.
type SupportRow struct {
	Node
	Value     Text `key:"value" doc:"The enum value, where there is one."`
	Name      Text `key:"name" doc:"The name for people; the value's label where nothing is said."`
	Supported Bool `key:"supported" need:"required" doc:"Whether it works."`
	Doc       Text `key:"doc" doc:"A remark."`
	Origin    Text `key:"origin" doc:"Where the fact comes from: a name from origins."`
}

// Sample is a call shown in the docs.
type Sample struct {
	Node
	Common
	Title  Text      `key:"title" need:"required" doc:"What it shows, as a heading."`
	Params Map[Data] `key:"params" doc:"The parameters sent, path parameters among them."`
	Given  []Fixture `key:"given" doc:"What must exist before the call."`
	Only   []Text    `key:"only" oneof:"curl|ruby|python|node|php|java|csharp|go|elixir" doc:"The languages it is shown in; all where nothing is said."`
	Result Text      `key:"result" doc:"The state that the object answered with is in."`
}

// Fixture is an object that a sample needs.
type Fixture struct {
	Node
	Of    Text      `key:"of" need:"required" doc:"The resource."`
	ID    Text      `key:"id" doc:"The id that the sample's parameters name it by."`
	State Text      `key:"state" doc:"The state it is in."`
	With  Map[Data] `key:"with" doc:"Parameters it was created with."`
}

// SDKCall is what an official library calls an operation.
type SDKCall struct {
	Node
	Call     Text      `key:"call" need:"required" short:"true" doc:"The call's name, with what it is called on; {name} stands for the value of a path parameter, which is then no argument."`
	Form     Text      `key:"form" oneof:"static|instance|builder|command" doc:"static, where nothing is said: on the type or client; instance: on an object read before; builder: a request made and sent; command: a request value handed to the client."`
	Takes    Text      `key:"takes" doc:"The type that the parameters are members of, where the library has one for them."`
	Types    Map[Text] `key:"types" doc:"The library's types of nested objects and enums, by the parameter, with dots before members."`
	Without  []Text    `key:"without" doc:"Parameters that it does not take as the API does, with dots before members. Samples that send one are plain HTTP."`
	Spread   []Text    `key:"spread" doc:"Parameters whose members it takes in their place."`
	Key      Text      `key:"key" doc:"The kind of key that it makes the call with, where that is not the one which the operation needs. Samples are plain HTTP then."`
	Released Bool      `key:"released" doc:"Whether a released version has it; true where nothing is said."`
	Doc      Text      `key:"doc" doc:"A remark."`
}

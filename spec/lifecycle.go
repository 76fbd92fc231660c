package spec

// Clock tells how old an object is.
type Clock struct {
	Node
	Since Text `key:"since" need:"required" short:"true" doc:"The datetime attribute it counts from."`
	Doc   Text `key:"doc" doc:"What it measures."`
}

// Window is a length of time: a default and, by condition on the account, others. The first condition that holds wins.
type Window struct {
	Node
	Default Duration      `key:"default" need:"required" short:"true" doc:"The length where no condition holds."`
	Doc     Text          `key:"doc" doc:"What it bounds."`
	Cases   Map[Duration] `key:"*" doc:"Lengths by condition."`
}

// State is a named row that fixes attributes.
type State struct {
	Node
	Doc    Text      `key:"doc" doc:"What it means."`
	Final  Bool      `key:"final" doc:"That nothing leads out of it."`
	Label  Text      `key:"label" doc:"The name for people."`
	Origin Text      `key:"origin" doc:"Where the fact comes from: a name from origins."`
	Fields Map[Data] `key:"*" doc:"Attributes it fixes: a literal, or for a boolean attribute a condition."`
}

// Invariant is what holds of every stored object.
type Invariant struct {
	Node
	Require Cond `key:"require" need:"required" short:"true" doc:"The condition."`
	Doc     Text `key:"doc" doc:"Why it holds."`
	Origin  Text `key:"origin" doc:"Where the fact comes from: a name from origins."`
}

// Guard is one check: it refuses when deny holds, or when require does not.
type Guard struct {
	Node
	Deny     Cond `key:"deny" doc:"The condition that refuses when it holds."`
	Require  Cond `key:"require" doc:"The condition that refuses when it does not hold."`
	Error    Text `key:"error" doc:"The code of the refusal."`
	Doc      Text `key:"doc" doc:"The requirement in words."`
	Origin   Text `key:"origin" doc:"Where the fact comes from: a name from origins."`
	Sureness Text `key:"sureness" oneof:"documented|observed|inferred|unverified" doc:"How sure the fact is; what its origin says where nothing is said."`
}

// Outcome is one thing an operation may come to.
type Outcome struct {
	Node
	When  Cond       `key:"when" doc:"The condition; none for the last."`
	To    Text       `key:"to" doc:"The state it leads to."`
	Set   Map[Value] `key:"set" doc:"Attributes it changes beside those the state fixes; a dot reaches into a nested object."`
	Emits Text       `key:"emits" doc:"The event it leaves behind."`
	Doc   Text       `key:"doc" doc:"The outcome in words."`
}

// Load is another object that an operation reads.
type Load struct {
	Node
	Of     Text   `key:"of" need:"required" doc:"The resource."`
	ID     Text   `key:"id" need:"required" doc:"The path of its id, such as param.owner."`
	Inline Text   `key:"inline" doc:"The path of the object itself, where it may be sent in place of the id."`
	Absent Text   `key:"absent" doc:"The code where no such object exists."`
	Once   Text   `key:"once" doc:"The code where the object has been used before: it can be used once."`
	Assume Text   `key:"assume" doc:"What a well-formed id means that nobody created here: the name of a state, or example for the example of that resource."`
	Takes  []Text `key:"takes" doc:"Attributes that an assumed object has from this call's parameters of the same name, as its own create would set them."`
	Doc    Text   `key:"doc" doc:"What it is read for."`
}

// Timer is a change that time alone brings: After a window on a clock, or At an attribute.
type Timer struct {
	Node
	When  Cond       `key:"when" doc:"The condition under which it runs."`
	Clock Text       `key:"clock" doc:"The clock it watches, with after."`
	After Text       `key:"after" doc:"The window at whose end it fires."`
	At    Text       `key:"at" doc:"The datetime attribute at which it fires."`
	To    Text       `key:"to" doc:"The state it leads to."`
	Set   Map[Value] `key:"set" doc:"Attributes it changes beside those the state fixes; a dot reaches into a nested object."`
	Emits Text       `key:"emits" doc:"The event it leaves behind."`
	Doc   Text       `key:"doc" doc:"The change in words."`
}

// Signal is a change that someone other than the caller brings.
type Signal struct {
	Node
	Common
	By       Text       `key:"by" doc:"Who brings it, in a word or two."`
	When     Cond       `key:"when" doc:"The condition under which it has an effect."`
	Params   Map[Param] `key:"params" doc:"What it says."`
	Let      Map[Value] `key:"let" doc:"Names for values that its conditions and effects use."`
	Outcomes []Outcome  `key:"outcomes" doc:"What it may come to; the first that holds, the last without a condition."`
	To       Text       `key:"to" doc:"The state it leads to."`
	Set      Map[Value] `key:"set" doc:"Attributes it changes beside those the state fixes; a dot reaches into a nested object."`
	Emits    Text       `key:"emits" doc:"The event it leaves behind."`
}

// Value is what an effect or a let gives: a literal, now, null, a dotted path, or one verb of a closed set. A plain
// scalar is a path if it begins with a root and a dot (param, self, account, a let or load), else a literal.
type Value struct {
	Node
	Literal Data   `key:"literal" short:"true" doc:"The text as it stands, where it would be read as a path."`
	Copy    Text   `key:"copy" doc:"The path whose value is taken, where it has no dot."`
	Cond    Cond   `key:"cond" doc:"Whether a condition holds."`
	New     Text   `key:"new" doc:"A fresh id of this kind of object."`
	Format  Text   `key:"format" doc:"Text in which {path} stands for a value and {new:kind} for a fresh id."`
	First   []Text `key:"first" doc:"The first of these paths that is there and not null."`
	Upper   Text   `key:"upper" doc:"The path whose text is put in capitals."`
	Lookup  Text   `key:"lookup" doc:"The table that a row is taken from."`
	Key     Text   `key:"key" doc:"The path of the row's key, with lookup."`
	Default Text   `key:"default" doc:"The key of the row taken where there is none of that key, with lookup."`
	Plus    []Text `key:"plus" doc:"now or the path of a datetime, and a window, added."`
	Sum     []Text `key:"sum" doc:"Paths of numbers, added; a minus sign before a path takes it away."`
	Percent Text   `key:"percent" doc:"The path of the number that a share is taken of."`
	Rate    Text   `key:"rate" doc:"The path of the share in percent, with percent."`
	Round   Text   `key:"round" oneof:"half_up|half_even|down|up" doc:"How a share is rounded, with percent."`
}

package spec

// Document is a whole spec: the root file and what it includes, merged.
type Document struct {
	Node
	Language  Int              `key:"language" need:"required" doc:"The version of the spec language, 1."`
	Include   []Text           `key:"include" doc:"Files whose sections are added to this one's, as paths below this file's folder."`
	API       API              `key:"api" need:"required" doc:"What holds for the whole API: name, servers, keys, envelopes."`
	Origins   Map[Origin]      `key:"origins" doc:"Where facts come from; every origin names one of these."`
	Enums     Map[Enum]        `key:"enums" doc:"Open sets of words. Each becomes a type of its own."`
	Objects   Map[Object]      `key:"objects" doc:"Shapes that are nested in resources or sent in requests."`
	Params    Map[Map[Param]]  `key:"params" doc:"Groups of parameters that several operations share."`
	Resources Map[Resource]    `key:"resources" need:"required" doc:"The things that have an id and operations."`
	Errors    Map[ErrorCode]   `key:"errors" doc:"The codes that a refusal carries."`
	Failures  Map[Failure]     `key:"failures" doc:"The codes that a successful answer carries when the thing it tells of failed."`
	Events    Map[Event]       `key:"events" doc:"The notices that a change leaves behind."`
	Account   Map[AccountFact] `key:"account" doc:"Facts of the caller's account that behaviour depends on."`
	Tables    Map[Table]       `key:"tables" doc:"Look-up tables, test data among them."`

	Annotations Map[Data] `key:"x-*" doc:"Annotations, carried to targets untouched."`
}

// Common is what every row may say of itself.
type Common struct {
	Doc        Text `key:"doc" doc:"What it means, in Markdown of one paragraph or more."`
	Deprecated Text `key:"deprecated" doc:"That it should not be used any more, and what to use instead."`
	Origin     Text `key:"origin" doc:"Where the fact comes from: a name from origins; that of what the row stands in where nothing is said."`
	Sureness   Text `key:"sureness" oneof:"documented|observed|inferred|unverified" doc:"How sure the fact is; what its origin says where nothing is said."`
	GoName     Text `key:"go_name" doc:"The Go name, where the one made from the key will not do."`

	Annotations Map[Data] `key:"x-*" doc:"Annotations, carried to targets untouched."`
}

// API is what holds for all resources.
type API struct {
	Node
	Common
	Name        Text            `key:"name" need:"required" doc:"The name of the generated package: lower-case letters and digits."`
	Title       Text            `key:"title" need:"required" doc:"The name for people."`
	Version     Text            `key:"version" need:"required" doc:"The version of the API, in whatever form its owner counts."`
	Servers     []Server        `key:"servers" need:"required" doc:"Where the API answers; the first is the default."`
	Auth        Auth            `key:"auth" doc:"How callers show who they are; absent where nobody is asked."`
	Modes       Modes           `key:"modes" doc:"How test and live are told apart."`
	IDs         IDs             `key:"ids" doc:"The shape of ids, where all resources share one."`
	VersionHead Header          `key:"version_header" doc:"The request header that picks a version."`
	Headers     Map[Header]     `key:"headers" doc:"Response headers that carry a meaning, by that meaning."`
	Idempotency Idempotency     `key:"idempotency" doc:"How a repeated request is recognised."`
	Request     Request         `key:"request" doc:"How request bodies are written."`
	Error       ErrorEnvelope   `key:"error" need:"required" doc:"The body of a refusal."`
	Page        PageEnvelope    `key:"page" doc:"The body of a list answer and how to get the next one."`
	Gates       Gates           `key:"gates" doc:"The codes of the checks that come before any operation's own."`
	Statuses    []Status        `key:"statuses" doc:"What response statuses mean for every operation."`
	Initialisms []Text          `key:"initialisms" doc:"Words written in capitals in Go names, besides the usual ones (ID, URL, …)."`
	SDKs        Map[SDKLibrary] `key:"sdks" doc:"The official libraries, by language."`
}

// Origin is one place that facts come from.
type Origin struct {
	Node
	Title    Text `key:"title" need:"required" short:"true" doc:"What it is, for people."`
	Doc      Text `key:"doc" doc:"How far it can be relied on."`
	URL      Text `key:"url" doc:"Where to read it."`
	Sureness Text `key:"sureness" oneof:"documented|observed|inferred|unverified" doc:"How sure facts from it are that do not say it themselves; documented where nothing is said."`
}

// Server is one address of the API.
type Server struct {
	Node
	URL  Text `key:"url" need:"required" short:"true" doc:"The base URL, without a slash at the end."`
	Name Text `key:"name" doc:"The word by which resources choose it; the first server needs none."`
	Doc  Text `key:"doc" doc:"What it serves."`
}

// Auth is how callers show who they are.
type Auth struct {
	Node
	Scheme Text     `key:"scheme" need:"required" oneof:"basic|bearer|header" doc:"basic: the key is the user name; bearer: Authorization: Bearer; header: a header of its own."`
	Header Text     `key:"header" doc:"The header's name, for scheme header."`
	Keys   Map[Key] `key:"keys" need:"required" doc:"The kinds of key; the first is what operations need unless they say otherwise."`
	Doc    Text     `key:"doc" doc:"What a caller should know of keys."`
}

// Key is one kind of API key.
type Key struct {
	Node
	Common
	Pattern Text `key:"pattern" doc:"The regular expression that every such key matches."`
	Test    Text `key:"test" doc:"The regular expression of the keys that work in test mode."`
	Live    Text `key:"live" doc:"The regular expression of the keys that work in live mode."`
	Example Data `key:"example" doc:"A key that is nobody's."`
}

// Modes is how test and live objects are told apart.
type Modes struct {
	Node
	Attribute Text `key:"attribute" doc:"The boolean attribute that is true for live objects."`
	TestInfix Text `key:"test_infix" doc:"What stands between prefix and tail of a test object's id."`
	Doc       Text `key:"doc" doc:"What a caller should know of modes."`
}

// IDs is the shape of ids.
type IDs struct {
	Node
	Style     Text `key:"style" need:"required" oneof:"prefixed|uuid|integer|opaque" doc:"prefixed: prefix, separator, tail; uuid; integer; opaque: any text."`
	Alphabet  Text `key:"alphabet" doc:"The characters of the tail."`
	Length    Int  `key:"length" doc:"How many characters the tail has, 1 to 256; 19 where nothing is said."`
	Pattern   Text `key:"pattern" doc:"The regular expression of a tail that is well formed when read."`
	Attribute Text `key:"attribute" doc:"The attribute that carries an object's own id; id where nothing is said."`
}

// Header is a named HTTP header.
type Header struct {
	Node
	Common
	Name  Text `key:"name" need:"required" short:"true" doc:"The header's name."`
	Value Text `key:"value" doc:"The value sent, for request headers."`
}

// Idempotency is how a repeated request is recognised.
type Idempotency struct {
	Node
	Common
	Header   Text     `key:"header" need:"required" doc:"The request header that carries the caller's key."`
	Methods  []Text   `key:"methods" doc:"The HTTP methods it is heeded on."`
	Lifetime Duration `key:"lifetime" doc:"How long a key is remembered."`
}

// Request is how request bodies are written.
type Request struct {
	Node
	Encodings []Text `key:"encodings" need:"required" oneof:"form|json" doc:"form (brackets for nesting) and json; the first is what the client sends."`
	Arrays    Text   `key:"arrays" oneof:"brackets|repeat|comma" doc:"How a list stands in a form or query: a[]=1, a=1&a=2, or a=1,2; brackets where nothing is said."`
}

// ErrorEnvelope is the body of a refusal.
type ErrorEnvelope struct {
	Node
	Object  Text `key:"object" need:"required" doc:"The object that is the body."`
	Code    Text `key:"code" need:"required" doc:"The dotted path of the code in it."`
	Message Text `key:"message" need:"required" doc:"The dotted path of the sentence for people in it."`
}

// PageEnvelope is the body of a list answer.
type PageEnvelope struct {
	Node
	Object Text `key:"object" need:"required" doc:"The object that is the body; one attribute of it has type list of item."`
	Style  Text `key:"style" need:"required" oneof:"offset|cursor|page|none" doc:"How the next page is asked for."`
	Data   Text `key:"data" need:"required" doc:"The attribute that carries the records."`
	Limit  Text `key:"limit" doc:"The query parameter for the page size."`
	Offset Text `key:"offset" doc:"The query parameter for how many records to skip, for style offset."`
	Number Text `key:"number" doc:"The query parameter for the page's number from 1, for style page."`
	Cursor Text `key:"cursor" doc:"The query parameter for the cursor, for style cursor."`
	Next   Text `key:"next" doc:"The attribute that carries the next cursor; null or absent on the last page."`
	Total  Text `key:"total" doc:"The attribute that carries the number of records."`
	More   Text `key:"more" doc:"The boolean attribute that says whether more records follow."`
	From   Text `key:"from" doc:"The query parameter for the earliest time of the records."`
	To     Text `key:"to" doc:"The query parameter for the latest time of the records."`
	Order  Text `key:"order" doc:"The query parameter for the order of the records."`
	Latest Text `key:"latest_first" doc:"The value of order that puts the latest record first."`
	Time   Text `key:"time" doc:"The datetime attribute of the records that from, to and order go by."`
}

// Gates names the codes of the checks that come before guards: authentication, then visibility, then shape.
type Gates struct {
	Node
	Unauthenticated Text `key:"unauthenticated" doc:"The code for a key that is missing, unknown or of the wrong kind."`
	Absent          Text `key:"absent" doc:"The code for an id that the caller cannot see."`
	Malformed       Text `key:"malformed" doc:"The code for a parameter of the wrong shape."`
}

// Status is what one response status means.
type Status struct {
	Node
	Code   Int    `key:"code" need:"required" doc:"The HTTP status."`
	Doc    Text   `key:"doc" doc:"What it means here."`
	Causes []Text `key:"causes" doc:"The common causes, a sentence each."`
	Origin Text   `key:"origin" doc:"Where the fact comes from: a name from origins."`
}

// SDKLibrary is the official library of one language.
type SDKLibrary struct {
	Node
	Common
	Package Text      `key:"package" doc:"The name of its package."`
	Import  Text      `key:"import" doc:"The lines that bring it in."`
	Setup   Text      `key:"setup" doc:"The lines that give it the key; {key}, with the quotes around it if there are any, stands for the key as the language writes texts."`
	Keys    Map[Text] `key:"keys" doc:"The same for other kinds of key than the first, by the kind."`
	Send    Text      `key:"send" doc:"How a request that was made is sent; {request} stands for it."`
}

// ErrorCode is a code that a refusal carries.
type ErrorCode struct {
	Node
	Common
	Status     Int  `key:"status" need:"required" doc:"The HTTP status it comes with, unless an operation says otherwise."`
	Message    Text `key:"message" doc:"The sentence that comes with it when nothing more is to be said."`
	Resolution Text `key:"resolution" doc:"What the caller should do."`
	Class      Text `key:"class" oneof:"no_action_needed|fix_request|other_credentials|wait_and_retry|contact_support" doc:"The kind of resolution."`
	Family     Text `key:"family" doc:"The general code that this one is a special case of."`
	Reserved   Text `key:"reserved" doc:"Why it is listed though no operation names it."`
}

// Failure is a code that a successful answer carries when the thing it tells of failed.
type Failure struct {
	Node
	Common
	Message    Text   `key:"message" doc:"The sentence that comes with it."`
	Aliases    []Text `key:"aliases" doc:"Other codes of the same meaning."`
	Untestable Text   `key:"untestable" doc:"Why no row of a table triggers it."`
}

// Event is a notice that a change leaves behind.
type Event struct {
	Node
	Common
	Of Text `key:"of" doc:"The resource it tells of."`
}

// AccountFact is a fact of the caller's account, an option of the mock.
type AccountFact struct {
	Node
	Common
	Type    Type `key:"type" need:"required" doc:"Its type."`
	Default Data `key:"default" need:"required" doc:"What a new account has."`
}

// Table is a look-up table.
type Table struct {
	Node
	Common
	Key     Type        `key:"key" need:"required" doc:"The type of the keys."`
	Columns Map[Column] `key:"columns" need:"required" doc:"What each row says."`
	Rows    Map[Row]    `key:"rows" need:"required" doc:"The rows, by key."`
}

// Column is one column of a table.
type Column struct {
	Node
	Common
	Type     Type `key:"type" need:"required" short:"true" doc:"The type of its cells."`
	Nullable Bool `key:"nullable" doc:"Whether cells may be null."`
	Default  Data `key:"default" doc:"What a row has that does not say."`
}

// Row is one row of a table.
type Row struct {
	Node
	Doc    Text      `key:"doc" doc:"A remark on the row."`
	Origin Text      `key:"origin" doc:"Where the fact comes from: a name from origins."`
	Cells  Map[Data] `key:"*" doc:"The cells, by column."`
}

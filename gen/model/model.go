// Package model is the resolved API: every name settled, every reference a pointer, every default filled in. Build
// makes it from a spec.Document once; afterwards it is only read, by any number of targets at once. It knows nothing of
// files or of any target's output, save the exported Go names, which are settled here so that all targets agree.
package model

import (
	"time"

	"github.com/chargegen/chargegen/spec"
)

// API is a whole API.
type API struct {
	Meta
	SpecFile    string // base name of the root spec file, for headers
	Name        string // package name of the client
	Go          string // what generated Go calls that package where it imports it; Name, unless that is taken there
	Title       string
	Version     string
	Servers     []*Server // at least one; the first is the default
	Auth        *Auth     // nil where nobody is asked for a key
	Modes       *Modes    // nil where test and live are not told apart
	IDs         IDs
	VersionHead *Header // nil where requests carry no version
	Headers     []*Header
	Idempotency *Idempotency // nil where repeated requests are not recognised
	Encodings   []Encoding   // at least one; the first is what the client sends
	Arrays      ArrayStyle
	Error       ErrorEnvelope
	Page        *PageEnvelope // nil where nothing is listed
	Gates       Gates
	Statuses    []*Status
	SDKs        []*SDKLibrary
	Initialisms []string

	Origins   []*Origin
	Enums     []*Enum
	Objects   []*Object // the shapes that are not resources; each resource's own is in Resources
	Resources []*Resource
	Errors    []*ErrorCode
	Failures  []*Failure
	Events    []*Event
	Account   []*AccountFact
	Tables    []*Table

	Source Source
}

// Source is what a model keeps of the document that it was built from: the document itself is as large as the model.
type Source struct {
	Pos         spec.Pos                // where it begins
	Annotations []spec.Entry[spec.Data] // its x-… keys, untouched
}

// Meta is what every row may say of itself.
type Meta struct {
	Pos         spec.Pos
	Doc         string // Markdown, trimmed; empty where nothing is said
	Deprecated  string // what to use instead; empty where it is not deprecated
	Origin      *Origin
	Sureness    Sureness
	Annotations []spec.Entry[spec.Data] // x-… keys, untouched
}

// Sureness says how sure a fact is.
type Sureness string

// How sure a fact is.
const (
	Documented Sureness = "documented"
	Observed   Sureness = "observed"
	Inferred   Sureness = "inferred"
	Unverified Sureness = "unverified"
)

// Origin is one place that facts come from.
type Origin struct {
	Name, Title, Doc, URL string
	Sureness              Sureness // of facts from it that do not say it themselves
	Pos                   spec.Pos
}

// Server is one address of the API. URL has no slash at the end.
type Server struct {
	Name, URL, Doc string
	Pos            spec.Pos
}

// AuthScheme is how the key travels.
type AuthScheme string

// How the key travels.
const (
	AuthBasic  AuthScheme = "basic"
	AuthBearer AuthScheme = "bearer"
	AuthHeader AuthScheme = "header"
)

// Auth is how callers show who they are.
type Auth struct {
	Scheme AuthScheme
	Header string // for AuthHeader
	Keys   []*Key // at least one; the first is what operations need unless they say otherwise
	Doc    string
	Pos    spec.Pos
}

// Key is one kind of API key. The patterns are regular expressions, empty where the spec gives none.
type Key struct {
	Meta
	Name, Go            string // Go is like KeySecret
	Pattern, Test, Live string
	Example             string
}

// Modes is how test and live objects are told apart.
type Modes struct {
	Attribute string // the boolean attribute that is true for live objects; may be empty
	TestInfix string // what follows the prefix in a test object's id, such as _test; another _ and the tail follow; may be empty
	Doc       string
}

// IDStyle is the shape of ids.
type IDStyle string

// The shapes of ids.
const (
	IDPrefixed IDStyle = "prefixed"
	IDUUID     IDStyle = "uuid"
	IDInteger  IDStyle = "integer"
	IDOpaque   IDStyle = "opaque"
)

// IDs is the shape of all ids.
type IDs struct {
	Style     IDStyle // IDOpaque where the spec says nothing
	Alphabet  string
	Length    int
	Pattern   string // of the tail, when read
	Attribute string // the attribute that carries an object's own id
}

// Header is a named HTTP header. Meaning is the spec's word for it.
type Header struct {
	Meta
	Meaning, Name, Value string
}

// Idempotency is how a repeated request is recognised.
type Idempotency struct {
	Meta
	Header   string
	Methods  []string
	Lifetime time.Duration
}

// Encoding is how a request body is written.
type Encoding string

// How a request body is written.
const (
	EncodingForm Encoding = "form"
	EncodingJSON Encoding = "json"
)

// ArrayStyle is how a list stands in a form or query.
type ArrayStyle string

// How a list stands in a form or query.
const (
	ArraysBrackets ArrayStyle = "brackets" // a[]=1&a[]=2
	ArraysRepeat   ArrayStyle = "repeat"   // a=1&a=2
	ArraysComma    ArrayStyle = "comma"    // a=1,2
)

// ErrorEnvelope is the body of a refusal: dotted paths into Object.
type ErrorEnvelope struct {
	Object        *Object
	Code, Message []string
}

// PagingStyle is how the next page is asked for.
type PagingStyle string

// How the next page is asked for.
const (
	PagingOffset PagingStyle = "offset"
	PagingCursor PagingStyle = "cursor"
	PagingNumber PagingStyle = "page"
	PagingNone   PagingStyle = "none"
)

// PageEnvelope is the body of a list answer. The names are empty where the style has no use for them.
type PageEnvelope struct {
	Object                                                 *Object
	Style                                                  PagingStyle
	Data, Limit, Offset, Number, Cursor, Next, Total, More string
	From, To, Order                                        string // query parameters: earliest, latest time, and the order
	Latest, Time                                           string // the order that puts the latest first; the attribute they go by
}

// Gates names the codes of the checks that come before guards; nil where the spec names none.
type Gates struct {
	Unauthenticated, Absent, Malformed *ErrorCode
}

// Status is what one response status means.
type Status struct {
	Code   int
	Doc    string
	Causes []string
	Origin *Origin
	Pos    spec.Pos
}

// SDKLibrary is the official library of one language.
type SDKLibrary struct {
	Meta
	Language, Package, Import, Setup, Send string
	Keys                                   []*SDKKey
}

// SDKKey is what gives a library a key of another kind than the first.
type SDKKey struct {
	Key   *Key
	Setup string
}

// Event is a notice that a change leaves behind.
type Event struct {
	Meta
	Key string
	Go  string // like EventThingClose
	Of  *Resource
}

// AccountFact is a fact of the caller's account.
type AccountFact struct {
	Meta
	Name, Go string
	Type     *Type
	Default  spec.Data
}

// TestInfix is what stands between prefix and tail of a test object's id or key, empty where there is no such thing.
func (a *API) TestInfix() string {
	if a.Modes == nil {
		return ""
	}
	return a.Modes.TestInfix
}

package model

// ReservedNames are the exported names that the client package has whatever the spec says: nothing of a spec may have one.
var ReservedNames = []string{
	"CallError", "Class", "Client", "ContactSupport", "Encoding", "EncodingForm", "EncodingJSON", "Error", "ErrorCode",
	"EventKey", "Expandable", "FailureCode", "Fault", "FixRequest", "KeyError", "KeyInfo", "KeyKind", "Logger", "Metadata",
	"Mode", "ModeLive", "ModeTest", "ModeUnknown", "NewClient", "NoActionNeeded", "Null", "Option", "Optional",
	"OtherCredentials", "Outcome", "OutcomeNotSent", "OutcomeUnknown", "Page", "ParamError", "Response", "Some",
	"TestClient", "UnknownFields", "WaitAndRetry", "WithBaseURL", "WithEncoding", "WithHTTPClient", "WithHeader",
	"WithIdempotencyKey", "WithKey", "WithLogger", "WithMaxBody", "WithResponse", "WithTimeout", "WithUserAgent", "WithVersion",
}

// ReservedClient are the methods that a client has besides its services.
var ReservedClient = []string{"Close", "Do", "GoString", "Key", "String", "Test"}

// ReservedMembers are the methods that a type of a spec has or may come to have: no attribute may have the name of one.
var ReservedMembers = []string{"GoString", "LogValue", "MarshalJSON", "String", "UnmarshalJSON"}

// ReservedLifecycle are the exported names that the lifecycle of a client brings besides those of states and tables.
var ReservedLifecycle = []string{"AccountFacts", "UnreachableError"}

// ReservedWords are the methods that the type of an enum has or may come to have: no trait may have the name of one.
var ReservedWords = []string{
	"Error", "Format", "GoString", "Known", "LogValue", "MarshalJSON", "MarshalText", "String", "UnmarshalJSON", "UnmarshalText",
}

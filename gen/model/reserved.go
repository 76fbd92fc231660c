package model

// ReservedNames are the exported names that the client package has whatever the spec says: nothing of a spec may have one.
var ReservedNames = []string{
	"Attempt", "CallError", "Class", "Client", "Clock", "ContactSupport", "Drift", "Encoding", "EncodingForm", "EncodingJSON",
	"Error", "ErrorCode", "EventKey", "Expandable", "FailureCode", "Fault", "FixRequest", "Hooks", "KeyError",
	"KeyInfo", "KeyKind", "Logger", "Metadata", "Middleware", "Mode", "ModeLive", "ModeTest", "ModeUnknown", "NewClient",
	"NoActionNeeded", "Null", "Option", "Optional", "OtherCredentials", "Outcome", "OutcomeNotSent", "OutcomeUnknown",
	"Page", "ParamError", "RateLimit", "Response", "RetryPolicy", "Some", "TestClient", "UnknownFields", "WaitAndRetry",
	"WithAttemptTimeout", "WithBaseURL", "WithClock", "WithEncoding", "WithExpand", "WithHTTPClient", "WithHeader", "WithHooks",
	"WithIdempotencyKey", "WithKey", "WithLogger", "WithMaxBody", "WithMiddleware", "WithParam", "WithRandom", "WithReference", "WithResponse", "WithRetryPolicy",
	"WithTimeout", "WithTrustedIdempotency", "WithUserAgent", "WithVersion",
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

package model

// ReservedNames are the exported names of the client package that its fixed part has: nothing of a spec may have one.
var ReservedNames = []string{
	"Client", "Error", "ErrorCode", "EventKey", "Expandable", "FailureCode", "KeyInfo", "KeyKind", "Mode", "NewClient", "Null",
	"Option", "Optional", "Page", "ParamError", "Response", "Some",
}

// ReservedClient are the fields and methods that a client has besides its services.
var ReservedClient = []string{"Close", "Do", "GoString", "Key", "String", "Test"}

// ReservedService are the methods that every service has.
var ReservedService = []string{}

// ReservedMembers are the methods of a type that is decoded.
var ReservedMembers = []string{"GoString", "LogValue", "MarshalJSON", "String", "UnmarshalJSON"}

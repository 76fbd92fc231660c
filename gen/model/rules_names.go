package model

import "github.com/chargegen/chargegen/spec"

var nameRules = []spec.Rule{
	{
		ID: "bad-name", Title: "a name cannot be used",
		Doc: "Names become Go identifiers, paths and keys of requests, so they are held to letters, digits and " +
			"`_`; codes, wire names and the words of an enum may hold a little more. A let, load, clock or window " +
			"cannot be called what conditions and values have taken (`self`, `param`, `now`, …). Rename it; where " +
			"only the Go name is the trouble, give a `go_name`.",
	},
	{
		ID: "go-name-clash", Title: "two names become one Go identifier",
		Doc: "`send_off` and `sendOff` are two names in a spec and one in Go; some names the client has for " +
			"itself. Give one of them a `go_name`.",
	},
	{
		ID: "ambiguous-name", Title: "a name means two things",
		Doc: "A path or type that could be read in two ways is refused rather than guessed. Rename one of the two.",
	},
	{
		ID: "unknown-type", Title: "a type is not known",
		Doc: "A type is a word of the language (`string`, `money`, `datetime`, …), the name of an enum, an object " +
			"or a resource, or made of these by `list of`, `map of`, `id of`, `page of`, `expandable` and `or`.",
	},
	{
		ID: "unknown-object", Title: "an object or resource is not known",
		Doc: "The word is no name under `objects` or `resources`. An answer may also be `page of` one, or " +
			"`nothing`.",
	},
	{
		ID: "unknown-attribute", Title: "an attribute, column or account fact is not known",
		Doc: "A path begins with `param.`, `self.` or `account.`, or with the name of a load, a let, a clock, a " +
			"window or, where an object is at hand, one of its attributes. Creating and listing have no object at " +
			"hand.",
	},
	{
		ID: "unknown-param", Title: "a parameter is not known",
		Doc: "The operation has no parameter of that key, or no group of parameters has that name. Keys count " +
			"here, not names on the wire.",
	},
	{
		ID: "unknown-error", Title: "an error code is not known",
		Doc: "Every code that a row, a gate or a condition names stands under `errors`.",
	},
	{
		ID: "unknown-failure", Title: "a failure code is not known",
		Doc: "Every failure code that an alias or a condition names stands under `failures`.",
	},
	{
		ID: "unknown-state", Title: "a state is not known",
		Doc: "The resource declares no state of that name under `states`.",
	},
	{
		ID: "unknown-clock", Title: "a clock is not known",
		Doc: "The resource declares no clock of that name under `clocks`.",
	},
	{
		ID: "unknown-window", Title: "a window is not known",
		Doc: "The resource declares no window of that name under `windows`.",
	},
	{
		ID: "unknown-trait", Title: "a trait is not known",
		Doc: "Only what an enum lists under `traits` can be said of its values and asked of them.",
	},
	{
		ID: "unknown-value", Title: "a word is not in its enum",
		Doc: "Conditions and support tables name only words that the enum declares, although answers may bring " +
			"others.",
	},
	{
		ID: "unknown-event", Title: "an event is not known",
		Doc: "Every event that a change leaves behind stands under `events`.",
	},
	{
		ID: "unknown-origin", Title: "an origin is not known",
		Doc: "Every origin that a row names stands under `origins`.",
	},
	{
		ID: "unknown-table", Title: "a table is not known",
		Doc: "A lookup names a table that stands under `tables`.",
	},
	{
		ID: "unknown-row", Title: "a row is not known",
		Doc: "The default of a lookup is the key of a row that the table has.",
	},
	{
		ID: "unknown-key-kind", Title: "a kind of key is not known",
		Doc: "An operation needs a kind of key that stands under `api.auth.keys`, or `none`.",
	},
	{
		ID: "unknown-language", Title: "a language has no library",
		Doc: "Operations say what libraries of `api.sdks` call them; a language that is not listed there is a slip.",
	},
	{
		ID: "unknown-server", Title: "a server is not known",
		Doc: "A resource names a server of `api.servers` by its `name`.",
	},
}

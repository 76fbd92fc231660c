package model

import "github.com/chargegen/chargegen/spec"

var shapeRules = []spec.Rule{
	{
		ID: "misplaced-type", Title: "a type cannot stand there",
		Doc: "Records of type `item` belong in the page envelope alone. What is sent in requests is made of input " +
			"objects and plain values. Path and header parameters are single words. GET and DELETE have no body.",
	},
	{
		ID: "ambiguous-union", Title: "alternatives of a union look alike",
		Doc: "Whoever reads a union must see from the JSON value which alternative it is: by its kind, by the " +
			"prefix of an id, or by an attribute that is constant in both objects and differs.",
	},
	{
		ID: "embed-cycle", Title: "an object contains itself",
		Doc: "No value of such an object could be written down. Make one attribute on the way nullable, optional, " +
			"a list or expandable.",
	},
	{
		ID: "money-no-unit", Title: "money does not say its currency",
		Doc: "An amount without a currency is a number that nobody can pay. Name the attribute that carries the " +
			"currency under `unit`, or say the currency in words.",
	},
	{
		ID: "example-type", Title: "a value contradicts its type",
		Doc: "Examples, constants, defaults, values of samples, cells of tables and traits are checked against " +
			"type, limits and pattern. Text that looks like a number wants quotes.",
	},
	{
		ID: "default-not-in-enum", Title: "a default is not in its enum",
		Doc: "The default of a parameter is one of the words that its enum declares.",
	},
	{
		ID: "missing-cell", Title: "a row lacks a cell",
		Doc: "A column that may not be null, is not boolean and has no default wants a cell in every row; so does " +
			"a trait in every value.",
	},
	{
		ID: "bad-pattern", Title: "a pattern is no regular expression",
		Doc: "Patterns are checked by Go and by clients in linear time, so look-around and back references are " +
			"refused.",
	},
	{
		ID: "bad-limits", Title: "limits contradict each other or the type",
		Doc: "A least above the greatest, a length of a number, a pattern of something that is no text: no value " +
			"could be right, or the limit says nothing. Or a value must be longer than any that is made here.",
	},
	{
		ID: "doc-restates-name", Title: "a text says no more than the name",
		Doc: "\"The street name.\" under `street_name` costs a line and tells nothing. Say what it is for, what it " +
			"counts, when it is null; or drop it.",
	},
}

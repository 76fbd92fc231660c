package model

import "github.com/chargegen/chargegen/spec"

var callRules = []spec.Rule{
	{
		ID: "unused-error", Title: "nothing answers with an error code",
		Doc: "A code that no operation, gate or family names is never seen. Name it where it is answered, say " +
			"under `reserved` why it is listed all the same, or drop it.",
	},
	{
		ID: "reserved-used", Title: "a reserved error code is answered",
		Doc: "`reserved` says why a code is listed though no operation names it; this one is named.",
	},
	{
		ID: "error-no-resolution", Title: "an error code does not say what to do",
		Doc: "Whoever is refused wants to know what now: `resolution` says it in words, `class` by kind.",
	},
	{
		ID: "family-cycle", Title: "a code is a special case of itself",
		Doc: "Families lead from the special to the general and end there. A failure code is no alias of itself.",
	},
	{
		ID: "untriggered-failure", Title: "triggers of a failure code are missing or contradicted",
		Doc: "A failure code that no table row triggers cannot be tried out: say why under `untestable`. One that " +
			"a row triggers is not untestable.",
	},
	{
		ID: "bad-status", Title: "an HTTP status is out of range",
		Doc: "Success is 200 to 299, refusals are 400 to 599, and 204 comes without a body.",
	},
	{
		ID: "bad-http", Title: "a method or path cannot be used",
		Doc: "A route is GET, POST, PUT, PATCH or DELETE and a path that begins with a slash, with parameters in " +
			"braces. Dots alone, double slashes, queries and unusual characters are refused.",
	},
	{
		ID: "duplicate-route", Title: "two operations have one route",
		Doc: "No request could tell them apart, whatever their path parameters are called.",
	},
	{
		ID: "path-param-undeclared", Title: "a path parameter is not declared",
		Doc: "Every name in braces is a parameter of the operation, so that its type and meaning are said.",
	},
	{
		ID: "path-param-unused", Title: "a path parameter is not in the path",
		Doc: "A parameter that goes in the path stands there in braces, and one that stands there goes nowhere " +
			"else and is always sent.",
	},
	{
		ID: "duplicate-param", Title: "two parameters have one name",
		Doc: "An operation takes a parameter once, be it its own or from a shared group, and has one parameter of " +
			"a name in one place of the request.",
	},
	{
		ID: "exclusive-required", Title: "parameters leave no choice",
		Doc: "At most one parameter of an exclusive set is sent, so none of them is required or has a default, and " +
			"there are two or more. A required parameter has no default.",
	},
	{
		ID: "bad-reference", Title: "nothing can be found by a reference",
		Doc: "`reference` names a text parameter, or a member of one that is a map, of an operation that makes a resource. " +
			"The resource has an attribute of the same name and type and a list that needs no parameter, by which it is " +
			"found again. One operation of a resource has a reference.",
	},
	{
		ID: "list-without-page", Title: "a list has no pages",
		Doc: "What lists returns `page of` something; `api.page` says what a page is, and the operation takes the " +
			"parameter that asks for the next one.",
	},
	{
		ID: "sample-missing-param", Title: "a sample could not be sent",
		Doc: "A sample sends what is required and at most one of an exclusive set.",
	},
	{
		ID: "supports-trait", Title: "a support table contradicts its trait",
		Doc: "A row agrees with the boolean trait that the table names. A row has a value or a name.",
	},
	{
		ID: "bad-url", Title: "a URL cannot be used",
		Doc: "Servers and origins have http or https URLs with a host; servers have no user, query or fragment, and no path that needs escaping.",
	},
	{
		ID: "key-in-clear", Title: "keys would be sent in clear",
		Doc: "A server is spoken to by http, and callers show keys. The client sends keys to https alone, but for hosts on " +
			"the machine itself, so it cannot use that server.",
	},
	{
		ID: "bad-header", Title: "a header cannot be declared",
		Doc: "A header has a name that HTTP allows and that neither HTTP nor the client uses itself; scheme " +
			"`header` names one, the other schemes none.",
	},
	{
		ID: "other-keys", Title: "a kind of key is named in vain",
		Doc: "`other_keys` names kinds of key that an operation takes besides the one it needs: each once, and none where it needs none.",
	},
	{
		ID: "bad-envelope", Title: "an envelope does not fit its object",
		Doc: "The paths of code and message lead to text in the body of a refusal. The records of a page are a " +
			"`list of item`, and each paging style has what it needs. Test-only operations want `api.modes`.",
	},
}

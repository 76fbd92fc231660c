package openapi

import "github.com/chargegen/chargegen/spec"

// Rules are the rules of this package: what of an OpenAPI document cannot be read, could not be carried, or was guessed.
var Rules = []spec.Rule{
	{
		ID: "openapi-version", Title: "the document is of another version",
		Doc: "Documents of OpenAPI 3.0 and 3.1 are read. Convert one of Swagger 2.0 first, with a tool made for that.",
	},
	{
		ID: "openapi-nothing", Title: "nothing of the document can be carried",
		Doc: "No operation is left, so there is no API to write a spec of. The findings beside say why each was left out.",
	},
	{
		ID: "operation-left-out", Title: "an operation is not in the spec",
		Doc: "The language cannot say the operation: a method that it does not have, a body that is neither JSON nor a form, an " +
			"answer that is no JSON object, a bare array, a required parameter that cannot be sent.",
	},
	{
		ID: "parameter-left-out", Title: "a parameter is not in the spec",
		Doc: "The parameter is optional and cannot be said: a cookie, a list written otherwise than the lists of the API, a name that " +
			"no parameter may have. The operation is there without it.",
	},
	{
		ID: "parameter-undeclared", Title: "a parameter of the path is not declared",
		Doc: "The path names a parameter in braces and the document does not say what it is. It is carried as text.",
	},
	{
		ID: "attribute-left-out", Title: "a member of an object is not in the spec",
		Doc: "Attributes are called as they stand in the JSON and have names that are identifiers. Others are left out of objects; a " +
			"client keeps what it does not know.",
	},
	{
		ID: "value-left-out", Title: "a word of an enum is not in the spec",
		Doc: "The word is empty, very long, or has characters that no word may have. Enums are open: a client keeps words that it does " +
			"not know.",
	},
	{
		ID: "code-left-out", Title: "an error code is not in the spec",
		Doc: "No operation that is carried answers with the code.",
	},
	{
		ID: "body-left-out", Title: "a request body, or a form of it, is not in the spec",
		Doc: "GET and DELETE have no body in the language, a body has named members, and is JSON or a form.",
	},
	{
		ID: "answer-left-out", Title: "an answer is not in the spec",
		Doc: "An operation has one answer of success: that of the lowest status. Where the document names none, it is carried as " +
			"answering with nothing.",
	},
	{
		ID: "part-left-out", Title: "a part of the document is not in the spec",
		Doc: "Callbacks and webhooks are calls of the API to others, which the language does not tell of. Headers of answers, links, " +
			"examples of whole bodies, links to other documents and keywords that are not known are read by nobody; of each the first " +
			"place is named.",
	},
	{
		ID: "schema-left-out", Title: "a schema is not in the spec",
		Doc: "No operation that was carried shows the schema, or what would show it had to be carried as something else.",
	},
	{
		ID: "limit-left-out", Title: "a limit or default is not in the spec",
		Doc: "The language has least and greatest numbers, lengths, patterns that Go can run, and defaults of parameters. The value is " +
			"there without what else the document says of it.",
	},
	{
		ID: "example-left-out", Title: "an example is not in the spec",
		Doc: "The example contradicts the type, the limits or the pattern beside it.",
	},
	{
		ID: "annotation-left-out", Title: "an extension is not in the spec",
		Doc: "Extensions are carried as annotations where they are short and stand in a row that may have them.",
	},
	{
		ID: "annotation-unread", Title: "an extension of chargegen is not read",
		Doc: "A document that chargegen made says in extensions what OpenAPI has no words for. Labels and meanings of enum values, " +
			"kinds of key, `secret` and `replay` are read; others stay annotations, which say nothing to chargegen. Say it in the spec.",
	},
	{
		ID: "type-widened", Title: "a type says less than the schema",
		Doc: "What the schema says cannot be said: alternatives that JSON does not tell apart, lists of alternatives, numbers as enums. " +
			"The type that is nearest is there, or any.",
	},
	{
		ID: "reference-broken", Title: "a reference cannot be followed",
		Doc: "The reference leads to nothing, in a circle, to a file that cannot be read or lies outside of the document's folder, or to " +
			"another server. Nothing is known of what it stands for.",
	},
	{
		ID: "paging-guessed", Title: "the paging of lists is a guess",
		Doc: "OpenAPI does not say how lists are paged. It is guessed from the names of parameters and members, and one way is taken " +
			"for the whole API. Look at `api.page`.",
	},
	{
		ID: "list-of-its-own", Title: "a list is paged otherwise than the others",
		Doc: "One way of paging holds for the whole API. This operation lists in another way, so it answers with an object that holds " +
			"the records, and a client does not walk its pages.",
	},
	{
		ID: "envelope-guessed", Title: "the body of refusals is a guess",
		Doc: "One object is the body of all refusals: the one that most of the document's have. Which members are code and message is " +
			"guessed from their names; what is not there is made up. Look at `api.error`.",
	},
	{
		ID: "code-made-up", Title: "an error code is made up",
		Doc: "The document gives a status and neither its schema nor an example gives a code. A word for the status stands in its place. " +
			"Put the codes there that the API sends: a client tells refusals apart by them.",
	},
	{
		ID: "auth-reduced", Title: "a security scheme is carried in part",
		Doc: "All keys of an API travel in one way: basic, bearer or a header. Security schemes that travel so are its kinds of key, and " +
			"an operation needs one of them or none. How a token is got, scopes, cookies and schemes that travel otherwise are left out; " +
			"keys in other headers and in queries are parameters. An operation that asks for what is left out keeps the first kind.",
	},
	{
		ID: "server-changed", Title: "a server is carried otherwise",
		Doc: "Variables are filled in with their defaults, relative addresses stand below a host that stands for the real one, " +
			"https takes the place of http where keys would travel in clear, and what is no http or https address is left out. " +
			"Look at `api.servers`.",
	},
	{
		ID: "resource-without-shape", Title: "a resource has no attributes",
		Doc: "Operations are sorted into resources by their paths. No answer of these shows one object that they are about.",
	},
}

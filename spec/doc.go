// Package spec reads spec files: the YAML that says what an API is and does, with the place where every word stood.
// It knows the language, not the API: whether names refer to anything is settled by package model. It opens no file
// itself; Parse asks the caller for the text of included files.
//
// The structs of this package are the table of the language. A field's tags name its key and say what it is for; the
// parser, the JSON Schema and the key reference in docs/spec.md are all read off them.
//
//	key:"name"        the key; "*" takes every key that no other field names, "x-*" takes annotations
//	need:"required"   the key may not be missing
//	oneof:"a|b"       the only words the value may be
//	short:"true"      a scalar in place of the mapping sets this field alone
//	doc:"…"           what the key says, as one sentence
package spec

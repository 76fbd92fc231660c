package spec

// Rule is what one rule id stands for.
type Rule struct {
	ID    string
	Title string // one line, lower case
	Doc   string // what is refused, why, and what to write instead, in Markdown
}

// Rules are the rules of this package, in the order in which a file meets them.
var Rules = []Rule{
	{"yaml-encoding", "the file is not UTF-8",
		"The file holds bytes that are no UTF-8 text. Save it as UTF-8; a byte order mark at its beginning may stay."},
	{"yaml-character", "a character may not stand in a spec",
		"Control characters, line separators other than the usual line end, marks that turn the direction of text and byte order marks inside the text can make a file look other than it is, or end up in generated code. Write them out of the text, or describe them in words."},
	{"yaml-limit", "something is too large or too deep",
		"All files of a spec together have at most 256 MiB, one text at most 1 MiB, and mappings and lists are nested at most 64 deep. A text this long or this deep is a mistake or an attack; cut it in pieces."},
	{"yaml-document", "a file holds more than one YAML document",
		"The line `---` may stand before everything else and nowhere else; `...` and directives such as `%YAML` are not read. Put further documents in files of their own and name them under `include`."},
	{"yaml-syntax", "the file is malformed YAML",
		"The file cannot be read. The place is where something first fits nowhere: a quote or bracket that is never closed, a line whose indentation is like no line's above, a colon without a space behind it, text that must be put in quotes."},
	{"yaml-tab", "a tab stands outside a text",
		"YAML forbids tabs as indentation, and elsewhere they only look like spaces. Indent with spaces. Inside quotes and in blocks of text a tab may stand."},
	{"yaml-anchor", "an anchor, an alias or a merge key is used",
		"`&name`, `*name` and `<<` let one piece of text stand in many places, and a short file stand for an endless one; a finding would then have no one place. Write the piece out, or declare a shared group under `params` or an object under `objects`. Text that begins with `&` or `*` is put in quotes."},
	{"yaml-tag", "a tag is used",
		"`!name` and `!!name` change what a value is for some readers. A condition that begins with `!` is put in quotes: `require: \"!paid\"`."},
	{"yaml-key", "a key is not text on one line",
		"Lists, mappings, texts of several lines and the form `? key` cannot be keys."},
	{"duplicate-key", "a key stands twice",
		"Two keys of one mapping are the same, or two files that are merged declare the same name. Both places are given; remove or rename one."},
	{"language", "the language of the file is missing or another",
		"Each file, included ones too, has `language: 1`, best as its first line. A file in a newer language needs a newer chargegen."},
	{"include", "a file cannot be included",
		"Paths are relative to the folder of the file that names them, with slashes, and lead neither out of it nor back. A file is included once, not by itself, and has every section but `api`."},
	{"unknown-key", "a key is not known",
		"The key means nothing here; the nearest known key is named where one is near. What chargegen should carry and not read begins with `x-`."},
	{"missing-key", "a key is missing",
		"The mapping cannot do without the key. Of a whole spec, `api` stands in the root file and `resources` in any of its files."},
	{"wrong-kind", "a value is of the wrong kind",
		"Text, a number, true or false, a length of time, a list or a mapping is wanted, and something else is there. Numbers are written as in JSON; `yes`, `no` and `on` are text; nothing behind a colon is nothing, not empty text."},
	{"unknown-word", "a word is not one of those that may stand there",
		"The value must be one of a few words, all of which the finding lists."},
	{"condition-syntax", "a condition cannot be read",
		"Conditions are paths, literals, `== != < <= > >=`, `in [...]`, `&& || !` and parentheses: no functions, no arithmetic, no chained comparisons. Texts in them stand in quotes."},
	{"type-syntax", "a type cannot be read",
		"A type is a name, `list of T`, `map of T`, `page of N`, `id of N`, `expandable N`, or several joined by `or`."},
	{"config", "settings are those of one spec and of several",
		"The settings of one spec stand at the top, those of several in the list `specs`; not both."},
	{"too-many", "there are too many findings",
		"There are more findings than anybody reads. Mend some and run again."},
}

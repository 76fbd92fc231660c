package docs

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"
)

// grammar is as much of a language as colouring needs: how remarks begin, what quotes text, which words are its own.
type grammar struct {
	line     string // what begins a remark that ends with the line
	block    string // what begins and ends a longer one, with a space between
	quotes   string // what may quote text
	raw      string // those of the quotes in which a backslash is a backslash
	triple   bool   // that three quotes quote more lines
	keywords map[string]bool
}

// of makes a set of words.
func of(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// grammars are the languages that are coloured, by the word that Markdown knows them by. Any other is shown plain.
var grammars = map[string]grammar{
	"sh":   {line: "#", quotes: `"'`, raw: "'", keywords: of("curl jq")},
	"json": {quotes: `"`, keywords: of("true false null")},
	"http": {keywords: of("GET POST PUT PATCH DELETE")},
	"go": {line: "//", block: "/* */", quotes: "\"'`", raw: "`",
		keywords: of("break case const continue default defer else for func go if import in interface map nil package range return select struct switch type var true false")},
	"ruby": {line: "#", quotes: `"'`,
		keywords: of("begin class def do else elsif end false if module nil puts raise require rescue self then true unless")},
	"python": {line: "#", quotes: `"'`, triple: true,
		keywords: of("and as def else except False for from if import in is None not or print raise return True try with")},
	"js": {line: "//", block: "/* */", quotes: "\"'`",
		keywords: of("async await catch class const else false for from function if import let new null of require return throw true try undefined var")},
	"php": {line: "//", block: "/* */", quotes: `"'`,
		keywords: of("array as catch class echo else false foreach function if new null php require_once return throw true try use")},
	"java": {line: "//", block: "/* */", quotes: `"'`,
		keywords: of("boolean catch class else false final for if import int long new null public return static String throw throws true try var void")},
	"csharp": {line: "//", block: "/* */", quotes: `"'`,
		keywords: of("async await bool catch class else false foreach if in int long new null public return static string throw true try using var void")},
	"elixir": {line: "#", quotes: `"'`, triple: true,
		keywords: of("case do def defmodule else end false fn if import nil raise require true use when with")},
}

// otherNames are other words for the same languages.
var otherNames = map[string]string{"bash": "sh", "shell": "sh", "javascript": "js", "node": "js", "py": "python", "rb": "ruby", "cs": "csharp", "ex": "elixir"}

// highlight writes code as HTML with its remarks, texts, numbers and own words marked. Whatever the code is, all of it is
// shown and none of it is live.
func highlight(c Code) template.HTML {
	text := strings.TrimSuffix(cleanCode(c.Text), "\n")
	lang := c.Lang
	if name, ok := otherNames[lang]; ok {
		lang = name
	}
	g, ok := grammars[lang]
	if !ok {
		return template.HTML(textHTML(text))
	}
	var b strings.Builder
	plain := 0 // where what has no colour begins
	for i := 0; i < len(text); {
		tag, n := g.token(text, i)
		if tag != "" {
			b.WriteString(textHTML(text[plain:i]) + "<" + tag + ">" + textHTML(text[i:i+n]) + "</" + tag + ">")
			plain = i + n
		}
		i += n
	}
	b.WriteString(textHTML(text[plain:]))
	return template.HTML(b.String()) // every token of it is escaped above
}

// token is the element and length of what stands at text[i]: em for a remark, i for text, b for a number or a word of the
// language, none for anything else. The names are short since a page holds thousands.
func (g grammar) token(text string, i int) (tag string, n int) {
	rest := text[i:]
	switch c := rest[0]; {
	case g.beginsRemark(text, i):
		return "em", end(rest, "\n")
	case g.block != "" && strings.HasPrefix(rest, g.block[:2]):
		return "em", end(rest, g.block[3:]) + 2
	case strings.IndexByte(g.quotes, c) >= 0:
		n := g.quoted(rest)
		if g.line == "" && strings.HasPrefix(rest[n:], ":") {
			return "", n // the name of a member of JSON
		}
		return "i", n
	case c >= '0' && c <= '9':
		return "b", span(rest, func(r rune) bool { return r == '.' || r == '_' || unicode.IsDigit(r) })
	}
	n = span(rest, isName)
	if n == 0 {
		_, n = utf8.DecodeRuneInString(rest)
		return "", n
	}
	if g.keywords[rest[:n]] && (i == 0 || text[i-1] != '.' && text[i-1] != '$') {
		return "b", n
	}
	return "", n
}

// beginsRemark reports whether a remark begins at text[i]. In languages of # it stands at the beginning of a word.
func (g grammar) beginsRemark(text string, i int) bool {
	if g.line == "" || !strings.HasPrefix(text[i:], g.line) {
		return false
	}
	return g.line != "#" || i == 0 || text[i-1] == ' ' || text[i-1] == '\n'
}

// quoted is the length of text in quotes, which may be three.
func (g grammar) quoted(s string) int {
	mark := s[:1]
	if three := strings.Repeat(mark, 3); g.triple && strings.HasPrefix(s, three) {
		mark = three
	}
	for i := len(mark); i < len(s); i++ {
		switch {
		case s[i] == '\\' && strings.IndexByte(g.raw, s[0]) < 0:
			i++
		case strings.HasPrefix(s[i:], mark):
			return i + len(mark)
		}
	}
	return len(s)
}

// end is where a mark stands in s, or the length of s less what the caller adds.
func end(s, mark string) int {
	if at := strings.Index(s[1:], mark); at >= 0 {
		return at + 1
	}
	if mark == "\n" {
		return len(s)
	}
	return len(s) - len(mark)
}

// span is how far a kind of character reaches.
func span(s string, is func(rune) bool) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !is(r) }); n >= 0 {
		return n
	}
	return len(s)
}

func isName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

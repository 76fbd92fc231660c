// Package snippet writes the calls that the docs show, in the languages of those who read them. What an official
// library's call looks like is told by the spec; the package knows languages and no API, and it never touches the disk.
package snippet

import (
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
)

// Snippet is a call in one language.
type Snippet struct {
	Lang  string // the word by which specs name the language: curl, ruby, python, node, php, java, csharp, go or elixir
	Label string // the language's name for people
	Fence string // the language's name in blocks of Markdown
	Text  string // what to copy
	Note  string // what to know of it, in a sentence; empty where there is nothing
}

// language is one language that samples are shown in.
type language struct {
	key, fence string
	render     func(*call) (text, note string)
}

// languages are the languages that samples are shown in, in the order they stand on a page.
var languages = []language{
	{"curl", "sh", curl},
	{"ruby", "ruby", ruby.render},
	{"python", "python", python.render},
	{"node", "js", node.render},
	{"php", "php", php.render},
	{"java", "java", java.render},
	{"csharp", "csharp", csharp.render},
	{"go", "go", goCall},
	{"elixir", "elixir", elixir.render},
}

// call is what is shown: an operation, and the values that are sent.
type call struct {
	api    *model.API
	op     *model.Operation
	sample *model.Sample
}

// Of writes a sample of an operation in every language that it is for.
func Of(api *model.API, op *model.Operation, s *model.Sample) []Snippet {
	c := &call{api: api, op: op, sample: s}
	var all []Snippet
	for _, l := range languages {
		if !shown(s, l.key) {
			continue
		}
		text, note := l.render(c)
		all = append(all, Snippet{Lang: l.key, Label: LanguageName(l.key), Fence: l.fence, Text: strings.TrimRight(text, "\n"), Note: note})
	}
	return all
}

// shown reports whether a sample is shown in a language.
func shown(s *model.Sample, lang string) bool {
	for _, l := range s.Only {
		if l == lang {
			return true
		}
	}
	return len(s.Only) == 0
}

// languageNames are the names for people of languages that specs name by a word.
var languageNames = map[string]string{
	"csharp": "C#", "cpp": "C++", "curl": "cURL", "dart": "Dart", "elixir": "Elixir", "go": "Go", "java": "Java",
	"javascript": "JavaScript", "kotlin": "Kotlin", "node": "Node.js", "perl": "Perl", "php": "PHP", "python": "Python",
	"ruby": "Ruby", "rust": "Rust", "scala": "Scala", "swift": "Swift", "typescript": "TypeScript",
}

// LanguageName is the name for people of a language; the word itself, with a capital, where it is none that is known.
func LanguageName(word string) string {
	if name, ok := languageNames[word]; ok {
		return name
	}
	return ident.Capital(strings.ReplaceAll(word, "_", " "))
}

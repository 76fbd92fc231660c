package openapi

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/internal/lazy"
)

// wordForm is what a name in a spec looks like.
var wordForm = lazy.Regexp(`^[A-Za-z_][A-Za-z0-9_]{0,99}$`)

// reserved are words that mean something where a type is written, or that generated code could not bear as a type.
var reserved = map[string]bool{
	"string": true, "integer": true, "number": true, "decimal": true, "boolean": true, "datetime": true, "date": true,
	"money": true, "currency": true, "uri": true, "id": true, "any": true, "item": true, "error_code": true,
	"failure_code": true, "event_key": true, "list": true, "map": true, "of": true, "or": true,
	"expandable": true, "nothing": true, "none": true, "null": true, "true": true, "false": true,
}

// snake makes a name of any words: PetOwner and "pet owner" become pet_owner. It returns "" where there is no letter or
// digit of ASCII.
func snake(text string) string {
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		if r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap(&b)
			continue
		}
		if unicode.IsUpper(r) && i > 0 {
			before, after := runes[i-1], rune(0)
			if i+1 < len(runes) {
				after = runes[i+1]
			}
			if unicode.IsLower(before) || unicode.IsDigit(before) && unicode.IsLower(after) || unicode.IsUpper(before) && unicode.IsLower(after) && !plural(runes[i+1:]) {
				gap(&b)
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	s := strings.Trim(b.String(), "_")
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		s = "n" + s
	}
	if len(s) > 80 {
		s = strings.Trim(s[:80], "_")
	}
	return s
}

// plural reports whether what follows capitals is the s of a plural: IDs.
func plural(rest []rune) bool {
	return len(rest) > 0 && rest[0] == 's' && (len(rest) == 1 || !unicode.IsLower(rest[1]))
}

func gap(b *strings.Builder) {
	if s := b.String(); s != "" && s[len(s)-1] != '_' {
		b.WriteByte('_')
	}
}

// singular is a word for one of what a word tells of: parcels become parcel.
func singular(word string) string {
	for _, end := range []struct{ many, one string }{
		{"statuses", "status"}, {"addresses", "address"}, {"aliases", "alias"}, {"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"},
		{"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"news", "news"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(word, end.many); ok && len(stem) > 1 {
			return stem + end.one
		}
	}
	return word
}

// many is a word for several of what a word tells of: box becomes boxes.
func many(word string) string {
	stem, y := strings.CutSuffix(word, "y")
	switch {
	case y && stem != "" && !strings.ContainsAny(stem[len(stem)-1:], "aeiou_"):
		return stem + "ies"
	case strings.HasSuffix(word, "s") || strings.HasSuffix(word, "x") || strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh"):
		return word + "es"
	}
	return word + "s"
}

// names hands out names, each once. Case and underscores do not part two names: Go would not either.
type names map[string]bool

func (n names) take(word string) string {
	for i := 1; ; i++ {
		try := word
		if i > 1 {
			try = word + "_" + strconv.Itoa(i)
		}
		key := strings.ToLower(strings.ReplaceAll(try, "_", ""))
		if !n[key] {
			n[key] = true
			return try
		}
	}
}

func (n names) has(word string) bool { return n[strings.ToLower(strings.ReplaceAll(word, "_", ""))] }

// typeWord is a name for a type, which no word of the language is.
func typeWord(word, otherwise string) string {
	word = snake(word)
	if word == "" {
		word = snake(otherwise)
	}
	switch {
	case word == "":
		return "thing"
	case reserved[word]:
		return word + "_object"
	}
	return word
}

// oneLine is text for a message: printable, on one line, and not endless.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	if len(text) > 300 {
		text = strings.ToValidUTF8(text[:300], "") + "…"
	}
	return text
}

// clip shortens a word of the document for a message.
//
//go:noinline
func clip(text string) string {
	if len(text) > 60 {
		return strings.ToValidUTF8(text[:60], "") + "…"
	}
	return text
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plainSchema is the name of a schema without the ending that tells it from the form in which it is sent.
func plainSchema(name string) string {
	for _, end := range []string{"_out", "_dto", "_response", "_resource", "_model", "_schema"} {
		if stem, ok := strings.CutSuffix(name, end); ok && stem != "" {
			return stem
		}
	}
	return name
}

// Package ident makes Go identifiers from the words of a spec. It knows Go's rules and habits, not the model.
package ident

import (
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// usual are the words that Go code writes in capitals throughout.
var usual = []string{
	"ACL", "API", "ASCII", "CPU", "CSS", "CSV", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON", "PDF",
	"QR", "RPC", "SDK", "SLA", "SMS", "SMTP", "SQL", "SSH", "TCP", "TLS", "TTL", "UDP", "UI", "URI", "URL", "UTC", "UTF8",
	"UUID", "XML",
}

// plurals are initialisms that stand before a small s, as in IDs.
var plurals = []string{"APIS", "IDS", "IPS", "URIS", "URLS", "UUIDS"}

// Exported returns the exported Go identifier for a word such as authorize_uri: AuthorizeURI. Words of initialisms are
// written in capitals besides the usual ones. It returns "" where the word has no letter and no digit. An identifier
// that would begin with a digit gets an N in front, one whose letters have no capitals an X.
func Exported(word string, initialisms []string) string {
	s := Join("", word, initialisms)
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case s == "" || unicode.IsUpper(r):
		return s
	case unicode.IsDigit(r):
		return "N" + s
	}
	return "X" + s
}

// Join returns prefix, an exported identifier, with word joined on in the same manner: Join("ParcelStatus", "in_transit")
// is ParcelStatusInTransit. It returns prefix where the word has no letter and no digit.
func Join(prefix, word string, initialisms []string) string {
	var b strings.Builder
	b.WriteString(prefix)
	for _, part := range split(word) {
		writePart(&b, capital(part, initialisms))
	}
	return b.String()
}

// Unexported returns the Go identifier for a parameter or variable: authorize_uri is authorizeURI. A word that Go, the
// usual packages or the usual variables of generated code have taken gets the ending Value.
func Unexported(word string, initialisms []string) string {
	var b strings.Builder
	for i, part := range split(word) {
		if i == 0 {
			b.WriteString(strings.ToLower(part))
			continue
		}
		writePart(&b, capital(part, initialisms))
	}
	s := b.String()
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return ""
	case unicode.IsDigit(r):
		return "n" + s
	case unicode.IsUpper(r): // a letter that has no lower case
		return "x" + s
	case slices.Contains(taken, s):
		return s + "Value"
	}
	return s
}

// writePart adds a part, parting two numbers that would run together.
func writePart(b *strings.Builder, part string) {
	first, _ := utf8.DecodeRuneInString(part)
	last, _ := utf8.DecodeLastRuneInString(b.String())
	if unicode.IsDigit(first) && unicode.IsDigit(last) {
		b.WriteByte('_')
	}
	b.WriteString(part)
}

// split cuts a word where something stands that is no letter or digit, and before a capital that follows a small letter.
func split(word string) []string {
	var parts []string
	start, small := -1, false
	for i, r := range word {
		part := r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if start >= 0 && (!part || small && unicode.IsUpper(r)) {
			parts = append(parts, word[start:i])
			start = -1
		}
		if part && start < 0 {
			start = i
		}
		small = unicode.IsLower(r)
	}
	if start >= 0 {
		parts = append(parts, word[start:])
	}
	return parts
}

// capital writes one part with a capital, or in capitals if it is an initialism.
func capital(part string, initialisms []string) string {
	upper := strings.ToUpper(part)
	switch {
	case slices.Contains(usual, upper):
		return upper
	case slices.Contains(plurals, upper):
		return upper[:len(upper)-1] + "s"
	case slices.ContainsFunc(initialisms, func(w string) bool { return strings.EqualFold(w, part) }):
		return upper
	case part == upper && len(part) > 3:
		part = strings.ToLower(part)
	}
	r, size := utf8.DecodeRuneInString(part)
	return string(unicode.ToUpper(r)) + part[size:]
}

// Import returns the name under which generated Go imports the package called name: its own, with api behind it where
// the code around has that name for something else.
func Import(name string) string {
	if slices.Contains(taken, name) || slices.Contains(inExamples, name) || slices.Contains(inMocks, name) {
		return name + "api"
	}
	return name
}

// Variable returns the name of a variable for what an example gets of an exported type, unlike the names that examples
// have for other things and unlike that of the package, which they import as pkg.
func Variable(exported, pkg string) string {
	r, size := utf8.DecodeRuneInString(exported)
	name := string(unicode.ToLower(r)) + exported[size:]
	if exported == "" || name == pkg || slices.Contains(taken, name) || slices.Contains(inExamples, name) {
		return "answer"
	}
	return name
}

// Arguments returns the names of a method's arguments for parameters called words, no two alike.
func Arguments(words, initialisms []string) []string {
	var names []string
	for _, w := range words {
		name := Unexported(w, initialisms)
		if name == "" {
			name = "value"
		}
		if describes(name) {
			name += "Value"
		}
		for slices.Contains(names, name) || slices.Contains(inMethods, name) {
			name += "Value"
		}
		names = append(names, name)
	}
	return names
}

// describes reports whether a client may have a name for what describes an operation or tells its effect: opParcelClose,
// seenParcelClose.
func describes(name string) bool {
	rest, op := strings.CutPrefix(name, "op")
	if !op {
		rest, op = strings.CutPrefix(name, "seen")
	}
	return op && token.IsExported(rest)
}

// predeclared are the identifiers that mean something in every Go file.
var predeclared = strings.Fields(`
	any append bool byte cap clear close comparable complex complex128 complex64 copy delete error false float32 float64
	imag int int16 int32 int64 int8 iota len make max min new nil panic print println real recover rune string true uint
	uint16 uint32 uint64 uint8 uintptr
`)

// taken are the identifiers that nothing generated may have that stands beside others: what is Go's own, the packages
// that generated code may import, and what it always calls the same.
var taken = append(strings.Fields(`
	break case chan const continue default defer else fallthrough for func go goto if import interface map package range
	return select struct switch type var
	base64 bufio bytes cmp context errors fmt hash http httptest io iter json log maps math mime net os path rand reflect
	regexp slices slog sort strconv strings sync testing time unicode url utf8
	c client ctx err opts params req resp s
`), predeclared...)

// The names that generated code has besides: in the methods of a client, in examples and samples, and in a mock, where
// those of the package itself count.
var (
	inMethods = strings.Fields(`
		at check cond ensure escapeSegment gone look looking more next nextCursor nextNumber nextOffset p page q read records
		request send sendLeft sendOnly sendReferred sendSeen waitUntil
	`)
	inExamples = strings.Fields("answer mock n refusal test told x")
	inMocks    = strings.Fields(`
		all api boolean code configure dictionary engine expandable f h i id integer items k key keys list m metadata moment number
		object ok one operation opt optional out p program r rec refused rq seed t tables text v whole word written
	`)
)

// Capital begins text with a capital letter.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

package example

import (
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// plainWord is a text that nothing is known of.
const plainWord = "string"

// longest is how many characters or items are made at most, whatever a spec asks for.
const longest = 200

// text is an example of what is text in JSON.
func (m maker) text(f *model.Field) spec.Data {
	switch f.Type.Kind {
	case model.Datetime:
		return words("2026-01-31T12:00:00Z")
	case model.Date:
		return words("2026-01-31")
	case model.Decimal:
		return words("1.00")
	case model.Currency:
		return words("EUR")
	case model.URI:
		return words("https://example.com/")
	case model.IDKind, model.Expandable:
		return ID(m.api, f.Type.Object)
	case model.EnumKind:
		return words(f.Type.Enum.Values[0].Value)
	case model.ErrorType:
		if len(m.api.Errors) > 0 {
			return words(m.api.Errors[0].Code)
		}
	case model.FailureType:
		if len(m.api.Failures) > 0 {
			return words(m.api.Failures[0].Code)
		}
	case model.EventType:
		if len(m.api.Events) > 0 {
			return words(m.api.Events[0].Key)
		}
	}
	return words(within(f))
}

func words(s string) spec.Data { return spec.Data{Kind: spec.DataString, Text: s} }

// within is a text that keeps to the pattern and the lengths of a field.
func within(f *model.Field) string {
	least, most := 0, longest
	if f.MinLength != nil {
		least = min(*f.MinLength, longest)
	}
	if f.MaxLength != nil {
		most = min(*f.MaxLength, longest)
	}
	if s, ok := matching(f.Pattern, least, most); ok {
		return s
	}
	s := plainWord
	if n := least - len(s); n > 0 {
		s += strings.Repeat("x", n)
	}
	return s[:min(len(s), most)]
}

// ID is an id of an object: the one shown where it has one of its own.
func ID(api *model.API, o *model.Object) spec.Data {
	ids := api.IDs
	if o != nil {
		if a := o.Attribute(ids.Attribute); a != nil && a.Example.IsSet() {
			return a.Example
		}
		if s, ok := matching(o.IDPattern, 1, longest); ok {
			return words(s)
		}
	}
	switch {
	case ids.Style == model.IDInteger:
		return spec.Data{Kind: spec.DataInt, Int: 1, Num: 1, Text: "1"}
	case ids.Style == model.IDUUID:
		return words("7d5f3c0a-52a6-4d5d-9c69-6a0a2f1f6f11")
	case ids.Style == model.IDPrefixed && o != nil && o.IDPrefix != "":
		return words(o.IDPrefix + api.TestInfix() + "_" + idTail(ids))
	}
	return words("1")
}

// Another is an id like one that is made, for a second object.
func Another(id spec.Data) spec.Data {
	if id.Kind == spec.DataInt {
		id.Int, id.Num = id.Int+1, id.Num+1
		id.Text = strconv.FormatInt(id.Int, 10)
		return id
	}
	last, size := utf8.DecodeLastRuneInString(id.Text)
	next := last + 1
	if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
		next = '0'
	}
	id.Text = id.Text[:len(id.Text)-size] + string(next)
	return id
}

// idTail is the tail of an id that was never given: the alphabet's first characters.
func idTail(ids model.IDs) string {
	alphabet := []rune(ids.Alphabet)
	if len(alphabet) == 0 {
		alphabet = []rune("0123456789abcdef")
	}
	var tail strings.Builder
	for i := range max(ids.Length, 1) {
		tail.WriteRune(alphabet[i%len(alphabet)])
	}
	return tail.String()
}

// matching is a text of some length that a pattern matches, and whether one was found.
func matching(pattern string, least, most int) (string, bool) {
	re, err := regexp.Compile(pattern)
	if pattern == "" || err != nil {
		return "", false
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	tree = tree.Simplify()
	for more := range max(least, 1) + 1 {
		s := written(tree, more)
		if n := utf8.RuneCountInString(s); n >= least && n <= most && re.MatchString(s) {
			return s, true
		}
	}
	return "", false
}

// written is a text that an expression may match, with as many more repetitions as are said where there is no end to them;
// in those none has more, or a nested expression would grow without bounds.
func written(re *syntax.Regexp, more int) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(oneOf(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "x"
	case syntax.OpStar:
		return strings.Repeat(written(re.Sub[0], 0), more)
	case syntax.OpPlus:
		return strings.Repeat(written(re.Sub[0], 0), more+1)
	case syntax.OpCapture, syntax.OpAlternate:
		return written(re.Sub[0], more)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(written(sub, more))
		}
		return b.String()
	}
	return "" // what matches no characters, or may match none
}

// oneOf is a character out of ranges: a letter or a digit where there is one.
func oneOf(ranges []rune) rune {
	for _, want := range []rune{'a', '0', 'A'} {
		for i := 0; i+1 < len(ranges); i += 2 {
			low, high := max(ranges[i], want), min(ranges[i+1], want+25)
			if low <= high && (unicode.IsLetter(low) || unicode.IsDigit(low)) {
				return low
			}
		}
	}
	if len(ranges) == 0 {
		return utf8.RuneError
	}
	return ranges[0]
}

package goclient

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// source says where a fact comes from and how sure it is. Outer is asked where m says nothing.
func source(m *model.Meta, outer ...*model.Meta) string {
	origin := m.Origin
	for _, o := range outer {
		if origin == nil && o != nil {
			origin = o.Origin
		}
	}
	sure := ""
	if m.Sureness != "" && m.Sureness != model.Documented {
		sure = " (" + string(m.Sureness) + ")"
	}
	switch {
	case origin != nil:
		return gosrc.Sentence("Source: " + lowerFirst(origin.Title) + sure)
	case sure != "":
		return "Not documented" + sure + "."
	}
	return ""
}

// lowerFirst makes the first letter small, unless the first word is an abbreviation or name with further capitals.
func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if len(word) < 1 || word != strings.ToUpper(word[:1])+strings.ToLower(word[1:]) {
		return s
	}
	return strings.ToLower(word[:1]) + s[1:]
}

// fieldDoc is the comment of a struct field: meaning, type, unit, nullability and limits; its source where that is another
// than the one that the comment of the struct, which tells of outer, names.
func (m *maker) fieldDoc(f *model.Field, kind string, outer *model.Meta) string {
	from := source(&f.Meta)
	if from == source(outer, &m.api.Meta) {
		from = ""
	}
	return gosrc.Paragraphs(gosrc.Words(f.Go+" is "+kind+".", sentences(f.Doc), from), gosrc.Deprecated(&f.Meta))
}

// sentences is a text of the spec that ends in a full stop.
func sentences(doc string) string {
	doc = strings.TrimSpace(doc)
	if doc == "" || strings.Contains(doc, "\n\n") {
		return doc
	}
	return gosrc.Sentence(doc)
}

// typeWords says in words what a value of a type is.
func typeWords(f *model.Field) string {
	s := bareWords(f.Type)
	switch {
	case f.Type.Kind == model.Money && f.Unit != "":
		s = "an amount in the smallest unit of " + f.Unit
	case f.Unit != "":
		s += " in " + f.Unit
	}
	if f.Format != "" {
		s += " (" + f.Format + ")"
	}
	if f.Const.IsSet() {
		s += ", always " + constant(f)
	}
	return s
}

// constant shows the one value a field has.
func constant(f *model.Field) string {
	if gosrc.IsText(f.Type) {
		return `"` + f.Const.Text + `"`
	}
	return f.Const.Text
}

func bareWords(t *model.Type) string {
	switch t.Kind {
	case model.Integer:
		return "a whole number"
	case model.Number:
		return "a number"
	case model.Decimal:
		return "an exact decimal number as text"
	case model.Boolean:
		return "true or false"
	case model.Datetime:
		return "a time"
	case model.Date:
		return "a date such as 2006-01-02"
	case model.Money:
		return "an amount in the currency's smallest unit"
	case model.Currency:
		return "a currency by its three letters"
	case model.URI:
		return "a URI"
	case model.IDKind:
		if t.Object == nil {
			return "an id"
		}
		return "the id of " + gosrc.Article(t.Object.Go)
	case model.EnumKind:
		return gosrc.Article(t.Enum.Go)
	case model.ObjectKind:
		return gosrc.Article(t.Object.Go)
	case model.ListOf:
		return "a list: each item is " + bareWords(t.Elem)
	case model.PageOf:
		return "a page of " + t.Object.Go
	case model.MapOf:
		if t.Elem.Kind == model.Any {
			return "an object of the caller's own making"
		}
		return "an object whose members are each " + bareWords(t.Elem)
	case model.Any:
		return "any JSON value"
	case model.Expandable:
		return gosrc.Article(t.Object.Go) + " or its id"
	case model.Union:
		alts := make([]string, len(t.Alts))
		for i, a := range t.Alts {
			alts[i] = bareWords(a)
		}
		return strings.Join(alts, " or ")
	case model.ErrorType:
		return "an error code"
	case model.FailureType:
		return "a failure code"
	case model.EventType:
		return "an event key"
	case model.Item:
		return "a record"
	}
	return "text"
}

// limits says in words what a parameter's value is held to.
func limits(f *model.Field) string {
	var parts []string
	if f.Min != nil {
		parts = append(parts, "at least "+numeral(*f.Min))
	}
	if f.Max != nil {
		parts = append(parts, "at most "+numeral(*f.Max))
	}
	what := " characters"
	if f.Type.Kind == model.ListOf {
		what = " items"
	}
	if f.MinLength != nil {
		parts = append(parts, "at least "+ordinal(*f.MinLength)+what)
	}
	if f.MaxLength != nil {
		parts = append(parts, "at most "+ordinal(*f.MaxLength)+what)
	}
	if f.Pattern != "" {
		parts = append(parts, "matching "+f.Pattern)
	}
	if len(parts) == 0 {
		return ""
	}
	return ", " + strings.Join(parts, ", ")
}

// numeral writes a number as briefly as it can be.
func numeral(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

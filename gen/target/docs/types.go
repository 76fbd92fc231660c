package docs

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// scalarNames are the words for the types that are no more than a word.
var scalarNames = map[model.Kind]string{
	model.String: "string", model.Integer: "integer", model.Number: "number", model.Decimal: "decimal as string",
	model.Boolean: "boolean", model.Datetime: "datetime", model.Date: "date", model.Money: "integer, money",
	model.Currency: "string, currency", model.URI: "string, URI", model.Any: "any JSON value",
	model.Item: "the kind of thing that is listed",
}

// typeText says a type, with links to what it names.
func typeText(t *model.Type) Text {
	if t == nil {
		return cat(words("nothing"))
	}
	if name, ok := scalarNames[t.Kind]; ok {
		return cat(words(name))
	}
	switch t.Kind {
	case model.IDKind:
		return idText(t)
	case model.EnumKind:
		return cat(words("string, one of "), enumLink(t.Enum))
	case model.ErrorType:
		return cat(words("string, an "), plain("error code").to(slugErrors, ""))
	case model.FailureType:
		return cat(words("string, a "), plain("failure code").to(slugFailures, ""))
	case model.EventType:
		return cat(words("string, an "), plain("event key").to(slugEvents, ""))
	case model.ObjectKind:
		return cat(words("object "), objectLink(t.Object))
	}
	return compoundText(t)
}

// compoundText says a type that is made of others.
func compoundText(t *model.Type) Text {
	switch t.Kind {
	case model.ListOf:
		return cat(words("list of "), typeText(t.Elem))
	case model.PageOf:
		return cat(plain("page").to(slugOverview, "lists-and-paging"), words(" of "), objectLink(t.Object))
	case model.MapOf:
		if t.Elem == nil || t.Elem.Kind == model.Any {
			return cat(words("object with keys of your own"))
		}
		return cat(words("object with keys of your own, each holding "), typeText(t.Elem))
	case model.Expandable:
		return cat(words("string, id of "), objectLink(t.Object), words(", or the whole object when expanded"))
	case model.Union:
		items := make([]Text, len(t.Alts))
		for i, alt := range t.Alts {
			items[i] = typeText(alt)
		}
		return series("or", items)
	}
	return cat(words(string(t.Kind)))
}

func idText(t *model.Type) Text {
	if t.Object == nil {
		return cat(words("string, id"))
	}
	return cat(words("string, id of "), objectLink(t.Object))
}

// field says what attributes and parameters have in common.
func field(id string, f *model.Field, marks ...string) Field {
	row := Field{ID: id, Name: f.Name, Type: typeText(f.Type), Marks: marks, Meaning: prose(f.Doc)}
	if f.Nullable {
		row.Marks = append(row.Marks, "nullable")
	}
	row.Notes = append(row.Notes, unitNote(f), limitNote(f))
	if f.Pattern != "" {
		row.Notes = append(row.Notes, cat(words("Matches "), code(f.Pattern), words(".")))
	}
	if f.Format != "" {
		row.Notes = append(row.Notes, cat(words("Format: "), words(f.Format+".")))
	}
	if f.Const.IsSet() {
		row.Notes = append(row.Notes, cat(words("Always "), dataText(f.Const), words(".")))
	}
	if f.Secret {
		row.Notes = append(row.Notes, cat(words("Secret: keep it out of logs.")))
	}
	return row
}

// unitNote says what a number counts.
func unitNote(f *model.Field) Text {
	switch {
	case f.Unit == "":
		if f.Type != nil && f.Type.Kind == model.Money {
			return cat(words("Counted in the currency’s smallest unit."))
		}
		return nil
	case f.Type != nil && f.Type.Kind == model.Money:
		return cat(words("Counted in the smallest unit of "), code(f.Unit), words("."))
	}
	return cat(words("Unit: " + f.Unit + "."))
}

// limitNote says the bounds of a number, or of the length of text or a list.
func limitNote(f *model.Field) Text {
	t := bounds(f.Min != nil, f.Max != nil, number64(f.Min), number64(f.Max))
	one, many := " character", " characters"
	if f.Type != nil && (f.Type.Kind == model.ListOf || f.Type.Kind == model.MapOf) {
		one, many = " item", " items"
	}
	if l := bounds(f.MinLength != nil, f.MaxLength != nil, integer(f.MinLength), integer(f.MaxLength)); l != "" {
		if strings.HasSuffix(l, " 1") {
			many = one
		}
		return lines(sentence(t), sentence(l+many))
	}
	return sentence(t)
}

func sentence(s string) Text {
	if s == "" {
		return nil
	}
	return cat(words(s + "."))
}

// bounds says a range.
func bounds(hasMin, hasMax bool, least, most string) string {
	switch {
	case hasMin && hasMax && least == most:
		return "Exactly " + least
	case hasMin && hasMax:
		return "From " + least + " to " + most
	case hasMin:
		return "At least " + least
	case hasMax:
		return "At most " + most
	}
	return ""
}

func number64(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

func integer(n *int) string {
	if n == nil {
		return ""
	}
	return itoa(*n)
}

// surenessNote says how far a fact can be relied on; nothing for one that its source documents.
func surenessNote(s model.Sureness, o *model.Origin) Text {
	text := map[model.Sureness]string{
		model.Observed:   "Seen in answers; the documentation does not say it",
		model.Inferred:   "A reading: the documentation does not settle it",
		model.Unverified: "Unverified: it rests on a weaker source",
	}[s]
	if text == "" {
		return nil
	}
	t := cat(words(text))
	if o != nil {
		t = cat(t, words(" (from "), originLink(o), words(")"))
	}
	return cat(t, words("."))
}

// originLink names a source of facts and leads to what is said of it.
func originLink(o *model.Origin) Text {
	return Text{plain(o.Title).to(slugSources, anchorOf("source", o.Name))}
}

// metaNotes are the notes that anything may carry: deprecation and sureness.
func metaNotes(m *model.Meta) []Text { return notesWithin(m, nil) }

// notesWithin are the notes of something that stands inside another thing: what holds for the whole is not said again.
func notesWithin(m, whole *model.Meta) []Text {
	var notes []Text
	if m.Deprecated != "" {
		notes = append(notes, cat(words("Deprecated: "), flat(prose(m.Deprecated))))
	}
	if n := surenessNote(m.Sureness, m.Origin); n != nil && !alike(m, whole) {
		notes = append(notes, n)
	}
	return notes
}

// alike reports whether two things are equally sure from the same source.
func alike(m, whole *model.Meta) bool {
	return whole != nil && m.Sureness == whole.Sureness && m.Origin == whole.Origin
}

// originNote says how far a row can be relied on that names only where it comes from.
func originNote(o, whole *model.Origin) Text {
	if o == nil || o == whole {
		return nil
	}
	return surenessNote(o.Sureness, o)
}

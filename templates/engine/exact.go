package engine

import (
	"net/url"
	"strings"
)

// strict says why a strict mock does not take a value that was sent, in JSON or as text in a query or form.
func (f *field) strict(v Value, isJSON bool) string {
	switch {
	case isJSON:
		return f.exact(v)
	case v.kind == TextKind:
		return f.typ.exactText(v)
	case v.kind == ListKind && f.typ.takesOne():
		return "must be sent once"
	}
	return ""
}

// exact says why a value of a JSON body is not what the field takes, to the letter; it is empty where it is.
func (f *field) exact(v Value) string {
	if v.kind == NullKind {
		if !f.Nullable {
			return "must not be null"
		}
		return ""
	}
	return f.typ.exact(v)
}

// exact says why a JSON value is not of the type. Number for text, text for number and one for a list of one are other
// types.
func (t *typ) exact(v Value) string {
	switch t.kind {
	case "object":
		return t.exactMembers(v)
	case "list":
		return t.exactElements(v)
	case "map":
		return t.exactMap(v)
	case "union":
		return t.exactUnion(v)
	case "any", "item", "page", "expandable":
		return ""
	case "integer", "money":
		return t.exactNumber(v, "must be a whole number")
	case "number":
		return t.exactNumber(v, "must be a number")
	case "boolean":
		if v.kind != BoolKind {
			return "must be true or false"
		}
		return ""
	case "id":
		if t.numeric && v.kind == IntKind { // clients also keep such ids as text
			return ""
		}
	}
	if v.kind != TextKind {
		return "must be a text"
	}
	return t.exactText(v)
}

func (t *typ) exactNumber(v Value, wanted string) string {
	if !v.isNumber() {
		return wanted
	}
	return ""
}

// exactText says why a text is not in the form of the type.
func (t *typ) exactText(v Value) string {
	switch {
	case v.text == "" && !t.takesEmpty():
		return "must not be empty"
	case t.kind == "boolean" && v.text != "true" && v.text != "false":
		return "must be true or false"
	case t.kind == "date" && len(v.text) != len("2006-01-02"):
		return "must be a date such as 2006-01-02"
	case t.kind == "uri" && !isURI(v.text):
		return "must be an address such as https://example.com/"
	case t.kind == "decimal" && !isDecimal(v.text):
		return `must be a decimal number such as "12.50"`
	}
	return ""
}

// isURI reports whether text is an address with a scheme, in the characters that addresses have.
func isURI(text string) bool {
	u, err := url.Parse(text)
	if err != nil || !u.IsAbs() {
		return false
	}
	for _, c := range []byte(text) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			return false
		}
	}
	return true
}

// isDecimal reports whether text is digits, with a sign and a fraction or without.
func isDecimal(text string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return isDigits(whole) && (!point || isDigits(fraction))
}

func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

func (t *typ) exactMembers(v Value) string {
	if v.kind != MapKind {
		return "must be an object"
	}
	if t.shape == nil {
		return ""
	}
	for i := range v.Len() {
		key, x := v.At(i)
		if at, ok := t.shape.index[key]; ok {
			if what := t.shape.fields[at].exact(x); what != "" {
				return "has a member " + key + " that " + what
			}
		}
	}
	return ""
}

func (t *typ) exactElements(v Value) string {
	if v.kind != ListKind {
		return "must be a list"
	}
	if t.elem == nil || t.elem.kind == "any" {
		return ""
	}
	for i := range v.Len() {
		_, x := v.At(i)
		if what := t.elem.exactPart(x); what != "" {
			return "has an element " + IntValue(int64(i)).String() + " that " + what
		}
	}
	return ""
}

func (t *typ) exactMap(v Value) string {
	if v.kind != MapKind {
		return "must be an object"
	}
	if t.elem == nil || t.elem.kind == "any" {
		return ""
	}
	for i := range v.Len() {
		key, x := v.At(i)
		if what := t.elem.exactPart(x); what != "" {
			return "has a member " + key + " that " + what
		}
	}
	return ""
}

// exactPart is exact for what stands in a list or a map, where null is no value.
func (t *typ) exactPart(v Value) string {
	if v.kind == NullKind {
		return "must not be null"
	}
	return t.exact(v)
}

// exactUnion wants one alternative that the value will do for.
func (t *typ) exactUnion(v Value) string {
	what := "is of no type that is taken here"
	for _, alt := range t.alts {
		if structured := alt.kind == "object" || alt.kind == "map"; structured != (v.kind == MapKind) {
			continue
		}
		if what = alt.exact(v); what == "" {
			return ""
		}
	}
	return t.misfit(v, what)
}

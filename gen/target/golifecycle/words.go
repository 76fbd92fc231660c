package golifecycle

import (
	"strconv"
	"strings"
	"time"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// lowerFirst makes the first letter small, unless the first word is an abbreviation or a name with further capitals.
func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if word == "" || word != strings.ToUpper(word[:1])+strings.ToLower(word[1:]) {
		return s
	}
	return strings.ToLower(word[:1]) + s[1:]
}

// tells is a sentence about what has a value of a meaning: of the meaning, or where the spec gives none of its name.
func tells(goName, name, doc string) string {
	if doc == "" {
		return gosrc.Sentence(goName + " tells the " + strings.ReplaceAll(name, "_", " "))
	}
	return gosrc.Sentence(goName + " tells " + lowerFirst(doc))
}

// goOf is the Go type of a column or trait; nil where Go has no literals for it.
func goOf(c *model.Column) *Statement {
	t := goOfType(c.Type)
	if t == nil || !c.Nullable {
		return t
	}
	return Id("Optional").Index(t)
}

// goOfType is the Go type of values that stand in the spec; nil where Go has no literals for them.
func goOfType(t *model.Type) *Statement {
	switch {
	case t == nil:
		return nil
	case gosrc.IsText(t), isNumber(t), t.Kind == model.Boolean, t.Kind == model.Datetime:
		return gosrc.GoType(t)
	case t.Kind == model.ListOf && goOfType(t.Elem) != nil:
		return gosrc.GoType(t)
	}
	return nil
}

// cell is the literal for a cell of a column.
func (m *maker) cell(c *model.Column, d spec.Data) *Statement {
	switch {
	case !c.Nullable:
		return m.literal(c.Type, d)
	case d.Kind == spec.DataNull || !d.IsSet():
		return Id("Null").Index(goOfType(c.Type)).Call()
	case c.Type.Kind == model.String || isText(c.Type) || gosrc.IsWord(c.Type) || c.Type.Kind == model.Boolean || c.Type.Kind == model.ListOf:
		return Id("Some").Call(m.literal(c.Type, d))
	}
	return Id("Some").Index(goOfType(c.Type)).Call(m.literal(c.Type, d))
}

func isText(t *model.Type) bool { return gosrc.IsText(t) && !gosrc.IsWord(t) }

// isZero reports whether a cell is what a field is without a word.
func isZero(c *model.Column, d spec.Data) bool {
	switch {
	case d.Kind == spec.DataNull || !d.IsSet():
		return true
	case c.Nullable:
		return false
	}
	return d.Kind == spec.DataBool && !d.Bool || d.Kind == spec.DataInt && d.Int == 0 || d.Kind == spec.DataString && d.Text == ""
}

// literal is the Go literal of a piece of data of a type, the zero value where there is none.
func (m *maker) literal(t *model.Type, d spec.Data) *Statement {
	switch {
	case t.Kind == model.Boolean:
		return Lit(d.Bool)
	case t.Kind == model.Number:
		return Lit(d.Num)
	case isNumber(t):
		return Lit(int(d.Int))
	case t.Kind == model.Datetime:
		return moment(d.Text)
	case t.Kind == model.ListOf:
		return gosrc.GoType(t).ValuesFunc(func(g *Group) {
			for _, item := range d.Items {
				g.Add(m.literal(t.Elem, item))
			}
		})
	}
	return word(m.api, t, d.Text)
}

// moment is the literal of a time.
func moment(text string) *Statement {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return Qual("time", "Time").Values()
	}
	at = at.UTC()
	return Qual("time", "Date").Call(Lit(at.Year()), Qual("time", at.Month().String()), Lit(at.Day()), Lit(at.Hour()), Lit(at.Minute()), Lit(at.Second()), Lit(at.Nanosecond()), Qual("time", "UTC"))
}

// word is the literal of a text of a type: a constant where the type has one.
func word(api *model.API, t *model.Type, text string) *Statement {
	switch t.Kind {
	case model.EnumKind:
		if v := t.Enum.Value(text); v != nil {
			return Id(v.Go)
		}
	case model.ErrorType:
		for _, e := range api.Errors {
			if e.Code == text {
				return Id(e.Go)
			}
		}
	case model.FailureType:
		for _, f := range api.Failures {
			if f.Code == text {
				return Id(f.Go)
			}
		}
	case model.EventType:
		for _, e := range api.Events {
			if e.Key == text {
				return Id(e.Go)
			}
		}
	}
	return Lit(text)
}

// keyData is the key of a row as data of the table's key type.
func keyData(t *model.Table, r *model.Row) spec.Data {
	d := spec.Data{Pos: r.Pos, Kind: spec.DataString, Text: r.Key}
	if isNumber(t.Key) {
		d.Int, _ = strconv.ParseInt(r.Key, 10, 64)
		d.Num, _ = strconv.ParseFloat(r.Key, 64)
	}
	return d
}

// literalOf is a piece of data as a literal of conditions.
func literalOf(d spec.Data) *spec.Literal {
	text := d.Text
	if d.Kind == spec.DataBool {
		text = strconv.FormatBool(d.Bool)
	}
	return &spec.Literal{Pos: d.Pos, Kind: d.Kind, Text: text}
}

// numeral is the number that a literal spells.
func numeral(l *spec.Literal) float64 {
	n, err := strconv.ParseFloat(l.Text, 64)
	if err != nil {
		return 0
	}
	return n
}

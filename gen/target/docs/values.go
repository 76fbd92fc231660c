package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// valueText says what an effect gives an attribute.
func valueText(v *model.Value) Text {
	switch v.Verb {
	case model.ValueLiteral:
		return dataText(v.Literal)
	case model.ValueNow:
		return cat(words("the time of the change"))
	case model.ValueNull:
		return cat(words("null"))
	case model.ValueCond:
		return truthText(v.Cond)
	case model.ValueNew:
		return cat(words("a new id of kind "), objectLink(v.Object))
	case model.ValueFormat:
		if len(v.Pieces) == 1 {
			return pieces(v.Pieces)
		}
		return cat(words("text made of "), pieces(v.Pieces))
	case model.ValueLookup:
		return lookupText(v)
	}
	return computedText(v)
}

// truthText says a boolean that is what a condition says.
func truthText(c *model.Condition) Text { return cat(code("true"), words(" if "), holds(c)) }

// computedText says the values that are made from other values.
func computedText(v *model.Value) Text {
	if len(v.Refs) == 0 {
		return cat(words("a value of its own"))
	}
	switch v.Verb {
	case model.ValueFirst:
		return firstText(v.Refs)
	case model.ValueUpper:
		return cat(refText(v.Refs[0]), words(" in capital letters"))
	case model.ValuePlus:
		return series("plus", refTexts(v.Refs))
	case model.ValueSum:
		return sumText(v)
	case model.ValuePercent:
		return percentText(v)
	}
	return refText(v.Refs[0])
}

// firstText says the first of several values that is there. An attribute of the object itself is what it was before.
func firstText(refs []*model.Ref) Text {
	var t Text
	for i, r := range refs {
		if i > 0 {
			t = cat(t, words(", else "))
		}
		t = cat(t, refText(r))
		if i > 0 && r.Root == model.RootSelf {
			t = cat(t, words(" as it was"))
		}
	}
	return t
}

func refTexts(refs []*model.Ref) []Text {
	texts := make([]Text, len(refs))
	for i, r := range refs {
		texts[i] = refText(r)
	}
	return texts
}

// lookupText says which row of a table is taken.
func lookupText(v *model.Value) Text {
	t := cat(words("the row of "), tableLink(v.Table))
	if len(v.Refs) > 0 {
		t = cat(t, words(" for "), refText(v.Refs[0]))
	}
	if v.Default != nil {
		t = cat(t, words(", or its row "), code(v.Default.Key), words(" where there is none"))
	}
	return t
}

// sumText says a sum with its signs.
func sumText(v *model.Value) Text {
	var t Text
	for i, r := range v.Refs {
		minus := i < len(v.Minus) && v.Minus[i]
		switch {
		case minus && i == 0:
			t = cat(t, words("minus "))
		case minus:
			t = cat(t, words(" minus "))
		case i > 0:
			t = cat(t, words(" plus "))
		}
		t = cat(t, refText(r))
	}
	return t
}

// roundings are the words for how a share is rounded.
var roundings = map[string]string{
	"half_up":   ", rounded to the nearest whole number, halves up",
	"half_even": ", rounded to the nearest whole number, halves to even",
	"down":      ", rounded down",
	"up":        ", rounded up",
}

// percentText says a share of a number.
func percentText(v *model.Value) Text {
	if len(v.Refs) < 2 {
		return refText(v.Refs[0])
	}
	return cat(refText(v.Refs[1]), words(" percent of "), refText(v.Refs[0]), words(roundings[v.Round]))
}

// pieces says the parts of a format.
func pieces(all []model.Piece) Text {
	items := make([]Text, len(all))
	for i, p := range all {
		switch {
		case p.Base:
			items[i] = cat(words("the server’s address"))
		case p.Ref != nil:
			items[i] = refText(p.Ref)
		case p.NewID != "":
			items[i] = cat(words("a new id that begins with "), code(p.NewID))
		default:
			items[i] = Text{code(p.Text)}
		}
	}
	return series("and", items)
}

// dataText shows a small piece of data: words of the API as code, an empty text said.
func dataText(d spec.Data) Text {
	switch d.Kind {
	case spec.DataNull:
		return cat(words("null"))
	case spec.DataString:
		if d.Text == "" {
			return cat(words("empty text"))
		}
		return Text{code(d.Text)}
	case spec.DataList, spec.DataMap:
		return Text{code(tables.JSON(d))}
	}
	return Text{code(tables.JSON(d))}
}

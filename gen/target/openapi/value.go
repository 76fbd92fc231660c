package openapi

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// Conditions, values and types stand in the document as a spec writes them.

// cond is a condition in the spec's notation; empty for none.
func cond(c *model.Condition) string {
	if c == nil || c.Expr == nil {
		return ""
	}
	return c.Expr.String()
}

// path is a path as written; empty for none.
func path(r *model.Ref) string {
	if r == nil {
		return ""
	}
	return r.Path
}

func paths(refs []*model.Ref) list {
	var all list
	for _, r := range refs {
		all = append(all, r.Path)
	}
	return all
}

func typeName(t *model.Type) string {
	if t == nil {
		return "any"
	}
	return t.String()
}

func lets(all []*model.Let) *object {
	o := &object{}
	for _, l := range all {
		if l.Value != nil {
			o.put(l.Name, value(l.Value))
		}
	}
	return o
}

func assignments(all []*model.Assignment) *object {
	o := &object{}
	for _, a := range all {
		if a.Value != nil {
			o.put(a.Key(), value(a.Value))
		}
	}
	return o
}

// value is what an effect gives, as one verb.
func value(v *model.Value) any {
	switch v.Verb {
	case model.ValueNow:
		return "now"
	case model.ValueNull:
		return nil
	case model.ValueLiteral:
		return with("literal", data(v.Literal))
	case model.ValueCond:
		return with("cond", cond(v.Cond))
	case model.ValueNew:
		return with("new", v.Object.Name)
	case model.ValueFormat:
		return with("format", format(v.Pieces))
	case model.ValueLookup:
		o := with("lookup", v.Table.Name, "key", path(v.Refs[0]))
		if v.Default != nil {
			o.put("default", v.Default.Key)
		}
		return o
	case model.ValueSum:
		all := paths(v.Refs)
		for i := range all {
			if v.Minus[i] {
				all[i] = "-" + v.Refs[i].Path
			}
		}
		return with("sum", all)
	case model.ValuePercent:
		return with("percent", path(v.Refs[0]), "rate", path(v.Refs[1]), "round", v.Round)
	case model.ValueFirst, model.ValuePlus:
		return with(string(v.Verb), paths(v.Refs))
	}
	return with(string(v.Verb), path(v.Refs[0])) // copy, upper
}

// format is a format with its braces.
func format(pieces []model.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch {
		case p.Base:
			b.WriteString("{base}")
		case p.Ref != nil:
			b.WriteString("{" + p.Ref.Path + "}")
		case p.NewID != "":
			b.WriteString("{new:" + p.NewID + "}")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

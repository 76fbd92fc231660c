package prove

import (
	"strings"

	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// usual is an ordinary value of a parameter: what a sample sends, else its example, default or the plainest there is.
func (x *explorer) usual(t *turns, at int) engine.Value {
	f := t.call.Params[at]
	if t.op != nil {
		for _, s := range t.op.Samples {
			for _, a := range s.Args {
				if a.Param.Key == key(f) {
					if v, err := engine.ParseJSON([]byte(tables.JSON(a.Value))); err == nil {
						return v
					}
				}
			}
		}
	}
	for _, x := range []any{f.Example, f.Default} {
		if v, ok := literal(x); x != nil && ok {
			return v
		}
	}
	return x.p.plain(f, 0)
}

// plain is the plainest value of a field that keeps its limits.
func (p *prover) plain(f engine.Field, depth int) engine.Value {
	switch f.Type.Kind {
	case "integer", "number", "money":
		for _, bound := range []any{f.Min, f.Max} {
			v, ok := literal(bound)
			if n, ordered := order(v, engine.IntValue(1)); ok && ordered && (n > 0) == (bound == f.Min) {
				return v
			}
		}
		return engine.IntValue(1)
	case "list":
		vals := make([]engine.Value, f.MinLength)
		for i := range vals {
			vals[i] = p.plain(engine.Field{Type: *f.Type.Elem}, depth+1)
		}
		return engine.ListValue(vals...)
	case "string":
		if f.Pattern != "" {
			return engine.TextValue(spell(f.Pattern, f.MinLength))
		}
		text := []rune("text" + strings.Repeat("t", max(f.MinLength-len("text"), 0)))
		if f.MaxLength > 0 && len(text) > f.MaxLength {
			text = text[:f.MaxLength]
		}
		return engine.TextValue(string(text))
	case "object":
		return p.plainObject(f.Type.Of, depth)
	case "union":
		if len(f.Type.Alts) > 0 {
			return p.plain(engine.Field{Type: f.Type.Alts[0]}, depth)
		}
	}
	return p.plainWord(f.Type)
}

// plainWord is the plainest value of a type that has no parts and no limits.
func (p *prover) plainWord(t engine.Type) engine.Value {
	switch t.Kind {
	case "boolean":
		return engine.BoolValue(false)
	case "decimal":
		return engine.TextValue("1")
	case "datetime":
		return engine.TextValue("2030-01-01T00:00:00Z")
	case "date":
		return engine.TextValue("2030-01-01")
	case "currency":
		return engine.TextValue("USD")
	case "uri":
		return engine.TextValue("https://example.com/")
	case "id", "expandable":
		return engine.TextValue(p.newID(p.prefix(t.Of)))
	case "map":
		return engine.MapValue(nil, nil)
	case "enum":
		if e := p.enum(t.Of); len(e.Words) > 0 {
			return engine.TextValue(e.Words[0].Word)
		}
	case "failure_code":
		if len(p.api.Failures) > 0 {
			return engine.TextValue(p.api.Failures[0].Code)
		}
	}
	return engine.TextValue("text")
}

// prefix is what the ids of an object begin with.
func (p *prover) prefix(object string) string {
	for _, o := range p.program.API.Objects {
		if o.Name == object {
			return o.IDPrefix
		}
	}
	return ""
}

// plainObject is an object with the members that must be there.
func (p *prover) plainObject(name string, depth int) engine.Value {
	v := engine.MapValue(nil, nil)
	for _, o := range p.program.API.Objects {
		if o.Name != name || depth > 4 {
			continue
		}
		for _, f := range o.Fields {
			if ex, ok := literal(f.Example); f.Example != nil && ok {
				v = v.With(f.Name, ex)
			} else if f.Required {
				v = v.With(f.Name, p.plain(f, depth+1))
			}
		}
	}
	return v
}

package prove

import (
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
	return x.p.plain(f.Type, f.Min, 0)
}

// plain is the plainest value of a type.
func (p *prover) plain(t engine.Type, least any, depth int) engine.Value {
	switch t.Kind {
	case "boolean":
		return engine.BoolValue(false)
	case "integer", "number", "money":
		if v, ok := literal(least); least != nil && ok {
			return v
		}
		return engine.IntValue(1)
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
	case "uuid":
		return engine.TextValue("00000000-0000-4000-8000-000000000000")
	case "enum":
		if e := p.enum(t.Of); len(e.Words) > 0 {
			return engine.TextValue(e.Words[0].Word)
		}
	case "failure_code":
		if len(p.api.Failures) > 0 {
			return engine.TextValue(p.api.Failures[0].Code)
		}
	case "list":
		return engine.ListValue()
	case "map":
		return engine.MapValue(nil, nil)
	case "object":
		return p.plainObject(t.Of, depth)
	case "union":
		if len(t.Alts) > 0 {
			return p.plain(t.Alts[0], nil, depth)
		}
	}
	return engine.TextValue("text")
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
				v = v.With(f.Name, p.plain(f.Type, f.Min, depth+1))
			}
		}
	}
	return v
}

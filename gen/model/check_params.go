package model

import "github.com/chargegen/chargegen/spec"

// checkParam checks where a parameter goes and what it is.
func (b *builder) checkParam(op *Operation, p *Param) {
	b.checkDefault(p)
	if p.RequiredWhen != nil && p.Required {
		b.errorf(p.RequiredWhen.Pos, "exclusive-required", "parameter %q is always required, so required_when says nothing", p.Key)
	}
	b.checkParamPlace(op, p)
	src := b.sources.fields[&p.Field]
	eachType(p.Type, func(t *Type) {
		switch {
		case t.Kind == PageOf || t.Kind == Expandable || t.Kind == Item:
			b.errorf(src.Type.Pos, "misplaced-type", "a parameter cannot be %s", t)
		case t.Kind == ObjectKind && !t.Object.Input:
			b.errorf(src.Type.Pos, "misplaced-type", "object %q is not sent in requests; declare it with input: true", t.Object.Name)
		}
	})
	if p.In == InPath || p.In == InHeader {
		b.checkScalar(p, src)
	}
}

// checkScalar wants a path or header parameter to be one word of text.
func (b *builder) checkScalar(p *Param, src *spec.Field) {
	if p.Type == nil {
		return
	}
	for _, t := range append([]*Type{p.Type}, p.Type.Alts...) {
		if shape := jsonShape(t); shape == "object" || shape == "array" || shape == "any" {
			b.errorf(src.Type.Pos, "misplaced-type", "a parameter in the %s cannot be %s", p.In, t)
			return
		}
	}
	if p.In == InPath && p.Nullable {
		b.errorf(src.Nullable.Pos, "misplaced-type", "a parameter in the path cannot be null")
	}
}

// checkParamPlace wants path parameters to be in the path and bodies to have a method that carries one.
func (b *builder) checkParamPlace(op *Operation, p *Param) {
	named := false
	for _, s := range op.Path {
		named = named || s.Param == p
	}
	switch {
	case p.In == InPath && !named:
		b.errorf(p.Pos, "path-param-unused", "parameter %q goes in the path, but %s has no {%s}", p.Key, op.Route(), p.Key)
	case p.In != InPath && named:
		b.errorf(p.Pos, "path-param-unused", "parameter %q stands in the path, so it cannot go in the %s", p.Key, p.In)
	case p.In == InBody && (op.Method == "GET" || op.Method == "DELETE"):
		b.errorf(p.Pos, "misplaced-type", "parameter %q goes in the body, which %s does not have", p.Key, op.Method)
	case p.In == InHeader:
		b.checkHeader(spec.Text{Pos: p.Pos, Value: p.Name})
	}
	src := b.sources.fields[&p.Field]
	if p.In == InPath && src.Required.IsSet() && !src.Required.Value {
		b.errorf(src.Required.Pos, "path-param-unused", "parameter %q stands in the path, so it is always sent", p.Key)
	}
}

// checkDefault checks a default against the type and against the need for the parameter.
func (b *builder) checkDefault(p *Param) {
	if !p.Default.IsSet() {
		return
	}
	m := b.fitField(p.Default, &p.Field)
	if m != nil && p.Type.Kind == EnumKind && p.Default.Kind == spec.DataString {
		b.errorf(p.Default.Pos, "default-not-in-enum", "default of %q: %s", p.Key, m.msg)
		return
	}
	b.misfit("example-type", "default of "+quote(p.Key), m)
	if p.Required {
		b.errorf(p.Default.Pos, "exclusive-required", "parameter %q is required, so its default never holds", p.Key)
	}
}

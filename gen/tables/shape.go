package tables

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

func object(o *model.Object) engine.Object {
	out := engine.Object{Name: o.Name, Input: o.Input, IDPrefix: o.IDPrefix, IDPattern: o.IDPattern}
	if o.Example.IsSet() {
		out.Example = engine.JSON(JSON(o.Example))
	}
	for _, a := range o.Attributes {
		f := field(&a.Field)
		f.Optional, f.Beyond, f.Hidden = a.Optional && !a.Beyond, a.Beyond, a.Hidden
		out.Fields = append(out.Fields, f)
	}
	return out
}

// field is what attributes and parameters have in common.
func field(f *model.Field) engine.Field {
	out := engine.Field{
		Name: f.Name, Type: typ(f.Type), Nullable: f.Nullable, Required: f.Required, Secret: f.Secret,
		Const: literal(f.Const), Example: literal(f.Example), Min: bound(f.Min), Max: bound(f.Max), Pattern: f.Pattern,
	}
	if f.MinLength != nil {
		out.MinLength = *f.MinLength
	}
	if f.MaxLength != nil {
		out.MaxLength = *f.MaxLength
	}
	return out
}

func params(list []*model.Param) []engine.Field {
	var out []engine.Field
	for _, p := range list {
		f := field(&p.Field)
		f.In, f.Beyond, f.Default, f.RequiredWhen = string(p.In), p.Beyond, literal(p.Default), cond(p.RequiredWhen)
		if p.Key != p.Name {
			f.Key = p.Key
		}
		out = append(out, f)
	}
	return out
}

func typ(t *model.Type) engine.Type {
	if t == nil {
		return engine.Type{Kind: string(model.Any)}
	}
	out := engine.Type{Kind: string(t.Kind)}
	switch {
	case t.Object != nil:
		out.Of = t.Object.Name
	case t.Enum != nil:
		out.Of = t.Enum.Name
	}
	if t.Elem != nil {
		elem := typ(t.Elem)
		out.Elem = &elem
	}
	for _, alt := range t.Alts {
		out.Alts = append(out.Alts, typ(alt))
	}
	return out
}

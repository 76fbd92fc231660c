package openapi

import (
	"encoding/json"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// together puts what a body's members ask of each other: those required under a condition, and those that exclude each
// other. What speaks of parameters elsewhere stays in words.
func (b *builder) together(s *object, op *model.Operation) {
	var all list
	for _, p := range inBody(op) {
		if p.RequiredWhen == nil || !plainName(p) {
			continue
		}
		if when := condition(p.RequiredWhen, p.RequiredWhen.Expr); when != nil {
			all = append(all, with("if", when, "then", with("required", list{p.Name})))
		}
	}
	for _, x := range op.Exclusive {
		all = append(all, exclusive(x)...)
	}
	s.some("allOf", all)
}

// plainName reports whether a parameter is a member of the body itself.
func plainName(p *model.Param) bool { return p.In == model.InBody && !strings.Contains(p.Name, "[") }

// present is the schema of bodies that carry a parameter; null does not count.
func present(p *model.Param) *object {
	s := with("required", list{p.Name})
	if p.Nullable {
		s.put("properties", with(p.Name, with("not", with("type", "null"))))
	}
	return s
}

// exclusive is the schemas of a set of which at most one may be sent.
func exclusive(x *model.Exclusive) list {
	var all list
	none := &object{}
	for i, p := range x.Params {
		if !plainName(p) {
			return nil
		}
		none.put(p.Name, with("not", with()))
		if p.Nullable {
			none.put(p.Name, with("type", "null"))
		}
		for _, q := range x.Params[i+1:] {
			all = append(all, with("not", with("allOf", list{present(p), present(q)})))
		}
	}
	if x.Required {
		all = append(all, with("not", with("properties", none)))
	}
	return all
}

// condition is the schema of the bodies for which a condition holds, nil where a schema cannot say it.
func condition(c *model.Condition, e spec.Expr) *object {
	switch e := e.(type) {
	case *spec.Not:
		if s := condition(c, e.X); s != nil {
			return with("not", s)
		}
	case *spec.Path:
		return member(c, e, spec.DataBool, "true", func(s *object) { s.put("const", true) })
	case *spec.In:
		return within(c, e)
	case *spec.Binary:
		switch e.Op {
		case "&&":
			return joined("allOf", condition(c, e.X), condition(c, e.Y))
		case "||":
			return joined("anyOf", condition(c, e.X), condition(c, e.Y))
		}
		return comparison(c, e)
	}
	return nil
}

func joined(word string, x, y *object) *object {
	if x == nil || y == nil {
		return nil
	}
	return with(word, list{x, y})
}

// within is the schema of a member that is one of several words.
func within(c *model.Condition, e *spec.In) *object {
	var any *object
	for _, l := range e.List {
		s := equal(c, e.X, l)
		if s == nil {
			return nil
		}
		if any == nil {
			any = s
		} else {
			any = joined("anyOf", any, s)
		}
	}
	return any
}

// bounds are the words of JSON Schema for comparisons of a number.
var bounds = map[string]string{"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}

func comparison(c *model.Condition, e *spec.Binary) *object {
	l, ok := e.Y.(*spec.Literal)
	if !ok {
		return nil
	}
	switch e.Op {
	case "==":
		return equal(c, e.X, l)
	case "!=":
		if s := equal(c, e.X, l); s != nil {
			return with("not", s)
		}
		return nil
	}
	if l.Kind != spec.DataInt && l.Kind != spec.DataNum {
		return nil
	}
	return member(c, e.X, l.Kind, "", func(s *object) { s.put(bounds[e.Op], json.RawMessage(l.Text)) })
}

func equal(c *model.Condition, x spec.Expr, l *spec.Literal) *object {
	if l.Kind == spec.DataNull {
		s := member(c, x, l.Kind, "", func(s *object) { s.put("not", with("type", "null")) })
		if s == nil {
			return nil
		}
		return with("not", s)
	}
	var val any = json.RawMessage(l.Text)
	if l.Kind == spec.DataString {
		val = l.Text
	}
	return member(c, x, l.Kind, l.Text, func(s *object) { s.put("const", val) })
}

// member is the schema of bodies one of whose members has a schema. One that is not sent counts as its default; kind and
// text are the value for which that suits, with no text for none.
func member(c *model.Condition, x spec.Expr, kind spec.DataKind, text string, fill func(*object)) *object {
	path, ok := x.(*spec.Path)
	if !ok {
		return nil
	}
	r := c.Refs[path]
	if r == nil || r.Param == nil || !plainName(r.Param) || r.Root != model.RootParam {
		return nil
	}
	s := &object{}
	fill(s)
	names := append([]string{r.Param.Name}, r.Members...)
	for i := len(names) - 1; i >= 0; i-- {
		s = with("required", list{names[i]}, "properties", with(names[i], s))
	}
	d := r.Param.Default
	if !d.IsSet() || len(r.Members) > 0 {
		return s
	}
	switch {
	case text == "":
		return nil // how a default compares is for the server to work out
	case d.Kind == kind && d.Text == text:
		s.drop("required")
	}
	return s
}

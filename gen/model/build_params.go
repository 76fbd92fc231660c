package model

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// methods are the HTTP methods that operations may use.
var methods = []string{"GET", "POST", "PUT", "PATCH", "DELETE"}

// params resolves method, path and parameters: those of the path first, in its order, then shared groups, then its own.
func (b *builder) params(op *Operation, src *spec.Operation) {
	method, path, _ := strings.Cut(src.HTTP.Value, " ")
	op.Method = method
	names := pathNames(path)
	seen := map[string]spec.Pos{}
	for _, with := range src.With {
		if group, ok := find(b, &b.groups, with); ok {
			for i := range group.Entries {
				b.addParam(op, &group.Entries[i], names, seen, b.exported(with.Value, spec.Text{}))
			}
		}
	}
	for i := range src.Params.Entries {
		b.addParam(op, &src.Params.Entries[i], names, seen, op.Resource.Go+op.Go)
	}
	slices.SortStableFunc(op.Params, func(p, q *Param) int { return cmp.Compare(pathRank(p, names), pathRank(q, names)) })
	op.Path = b.segments(op, path, src.HTTP.Pos)
	if slices.ContainsFunc(op.Params, func(p *Param) bool { return p.In != InPath && !p.Beyond }) {
		op.ParamsGo = op.Resource.Go + op.Go + "Params"
	}
}

// addParam adds one parameter. Owner is the Go name that unions of it begin with.
func (b *builder) addParam(op *Operation, e *spec.Entry[spec.Param], names []string, seen map[string]spec.Pos, owner string) {
	if first, ok := seen[e.Key.Value]; ok {
		b.errorf(e.Key.Pos, "duplicate-param", "parameter %q is declared before, at %s", e.Key.Value, first)
		return
	}
	seen[e.Key.Value] = e.Key.Pos
	src := &e.Value
	p := &Param{
		Key: e.Key.Value, Default: src.Default, DefaultDoc: trim(src.DefaultDoc),
		Advised: src.Advised.Value, Beyond: src.Beyond.Value,
	}
	b.field(&p.Field, src.Name.Or(e.Key.Value), e.Key, &src.Common, &src.Field, owner)
	p.Secret = src.Secret.Value
	p.In = paramIn(op.Method, slices.Contains(names, p.Key), src.In)
	if p.In == InPath {
		p.Required = true
	}
	op.Params = append(op.Params, p)
}

// paramIn is where a parameter goes: where the spec says, or the path if it names it, else what suits the method.
func paramIn(method string, inPath bool, in spec.Text) In {
	switch {
	case in.IsSet():
		return In(in.Value)
	case inPath:
		return InPath
	case method == "GET" || method == "DELETE":
		return InQuery
	}
	return InBody
}

// pathRank orders path parameters before all others, by their place in the path.
func pathRank(p *Param, names []string) int {
	if i := slices.Index(names, p.Key); i >= 0 && p.In == InPath {
		return i
	}
	return len(names)
}

// pathNames are the names in braces.
func pathNames(path string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(path, "{")
		if !ok {
			return names
		}
		name, rest, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names, path = append(names, name), rest
	}
}

// segments parses a path into text and parameters.
func (b *builder) segments(op *Operation, path string, pos spec.Pos) []Segment {
	byKey := map[string]*Param{}
	for _, p := range op.Params {
		byKey[p.Key] = p
	}
	pos.Col += len(op.Method) + 1
	var out []Segment
	for path != "" {
		text, rest, ok := strings.Cut(path, "{")
		if text != "" {
			out = append(out, Segment{Text: text})
		}
		if !ok {
			break
		}
		pos.Col += len(text) + 1
		name, rest, closed := strings.Cut(rest, "}")
		p := byKey[name]
		if p == nil && closed && wordForm.MatchString(name) {
			b.errorf(pos, "path-param-undeclared", "path parameter %q is not declared among the operation's parameters", name)
		}
		if p == nil {
			p = &Param{Key: name, In: InPath, Field: Field{Name: name}}
		}
		out = append(out, Segment{Param: p})
		path = rest
		pos.Col += len(name) + 1
	}
	return out
}

// requiredWhen resolves the conditions under which parameters must be sent.
func (b *builder) requiredWhen(op *Operation, src *spec.Operation, sc *scope) {
	conds := map[string]spec.Cond{}
	for _, with := range src.With {
		if group := b.groups.byKey[with.Value]; group != nil {
			for i := range group.Entries {
				conds[group.Entries[i].Key.Value] = group.Entries[i].Value.RequiredWhen
			}
		}
	}
	for i := range src.Params.Entries {
		conds[src.Params.Entries[i].Key.Value] = src.Params.Entries[i].Value.RequiredWhen
	}
	for _, p := range op.Params {
		p.RequiredWhen = b.cond(conds[p.Key], sc)
	}
}

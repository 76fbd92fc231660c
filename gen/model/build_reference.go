package model

import (
	"slices"
	"strconv"

	"github.com/chargegen/chargegen/spec"
)

// resolveReferences settles, once all operations are there, by what callers find again what they made.
func (b *builder) resolveReferences() {
	b.everyOperation(func(op *Operation) {
		if t := b.sources.ops[op].Reference; t.IsSet() {
			op.Reference = b.reference(op, t)
		}
	})
}

// reference resolves a parameter, or a member of one that is a map.
func (b *builder) reference(op *Operation, t spec.Text) *Reference {
	name, member := cut(t)
	p := b.param(op, name)
	if p == nil {
		return nil
	}
	ref := &Reference{Param: p, Member: member.Value, Attribute: op.Resource.Attribute(p.Name), List: listOf(op)}
	if why := ref.wrong(op); why != "" {
		b.errorf(t.Pos, "bad-reference", "bad reference %q: %s", t.Value, why)
		return nil
	}
	for _, other := range op.Resource.Operations {
		if other != op && other.Reference != nil {
			b.errorf(t.Pos, "bad-reference", "operation %q has a reference too: wanted one for each resource", other.Name)
			return nil
		}
	}
	return ref
}

// wrong says why nothing could be found by a reference, or nothing.
func (r *Reference) wrong(op *Operation) string {
	text := r.Member == ""
	switch {
	case op.Replay != Creating:
		return "wanted an operation that makes something"
	case op.Result == nil || op.Result.Kind != ObjectKind || op.Result.Object != op.Resource.Object:
		return "wanted an operation that answers with the " + op.Resource.Name
	case r.Param.In != InBody:
		return "wanted a parameter of the body"
	case text && r.Param.Type.Kind != String:
		return "wanted a text, or a member of a map such as metadata.order"
	case !text && !isNotes(r.Param.Type):
		return "wanted a map of texts or of any value before the dot"
	case r.Attribute == nil || r.Attribute.Hidden:
		return "the " + op.Resource.Name + " has no attribute " + strconv.Quote(r.Param.Name)
	case r.Attribute.Type.Kind != r.Param.Type.Kind || !text && r.Attribute.Type.Elem.Kind != r.Param.Type.Elem.Kind:
		return "the attribute of that name has another type"
	case r.List == nil:
		return "the " + op.Resource.Name + " has no list by the same key that needs no parameter"
	}
	return ""
}

// isNotes reports whether a type is a map that can hold a text under any name.
func isNotes(t *Type) bool {
	return t.Kind == MapOf && (t.Elem.Kind == Any || t.Elem.Kind == String)
}

// listOf is the operation that lists what op makes, for whoever may make it; nil where there is none.
func listOf(op *Operation) *Operation {
	for _, l := range op.Resource.Operations {
		own := l.Kind == List && l.Result != nil && l.Result.Kind == PageOf && l.Result.Object == op.Resource.Object
		needs := slices.ContainsFunc(l.Params, func(p *Param) bool { return p.In == InPath || p.Required })
		if own && !needs && l.Key == op.Key && l.TestOnly == op.TestOnly {
			return l
		}
	}
	return nil
}

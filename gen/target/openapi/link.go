package openapi

import (
	"github.com/chargegen/chargegen/gen/model"
)

// known are the ids that an answer tells, by the object they are of, as runtime expressions.
type known map[*model.Object]string

// links lead from an answer to the calls that its ids can be given to: from what was made to everything that takes it,
// from all else to reading.
func (b *builder) links(op *model.Operation) *object {
	told, main := b.told(op)
	all := &object{}
	if main == nil {
		return all
	}
	for _, to := range operations(b.api) {
		if to == op || to.Kind == model.Create && to.Resource.Object == main {
			continue
		}
		if op.Kind != model.Create && to.Kind != model.Read {
			continue
		}
		if l := b.link(op, to, told); l != nil {
			all.put(operationID(to), l)
		}
	}
	return all
}

// told are the ids that an operation's answer tells, and the object that it is about.
func (b *builder) told(op *model.Operation) (known, *model.Object) {
	if op.Result == nil || op.Result.Object == nil {
		return nil, nil
	}
	o, at := op.Result.Object, "$response.body#/"
	if op.Result.Kind == model.PageOf {
		at += b.api.Page.Data + "/0/"
	}
	told := known{}
	for _, a := range o.Shown() {
		if a.Type == nil || a.Type.Kind != model.IDKind || a.Nullable || a.Optional {
			continue
		}
		of := a.Type.Object
		if a.Name == b.api.IDs.Attribute {
			of = o
		}
		if of != nil && told[of] == "" {
			told[of] = at + a.Name
		}
	}
	return told, o
}

// link is one way from an operation's answer to another operation; nil where the answer does not tell all it needs.
func (b *builder) link(from, to *model.Operation, told known) *object {
	params, fresh := &object{}, false
	for _, p := range pathParams(to) {
		at, own := b.source(from, p, told)
		if at == "" {
			return nil
		}
		fresh = fresh || own
		params.put(b.pathNames[p], at)
	}
	l := with("operationId", operationID(to)).some("parameters", params)
	if body := b.linkedBody(to, told); body != nil && (fresh || params.len() == 0) {
		return l.put("requestBody", body)
	}
	if !fresh {
		return nil
	}
	return l
}

// source is where the value of a path parameter comes from, and whether the answer itself tells it.
func (b *builder) source(from *model.Operation, p *model.Param, told known) (at string, own bool) {
	if p.Type != nil && p.Type.Kind == model.IDKind && p.Type.Object != nil {
		if at := told[p.Type.Object]; at != "" {
			return at, true
		}
	}
	for _, q := range pathParams(from) {
		if q.Key == p.Key && q.Type != nil && p.Type != nil && q.Type.String() == p.Type.String() {
			return "$request.path." + b.pathNames[q], false
		}
	}
	return "", false
}

// linkedBody is a whole body, with ids that an answer tells in it; nil where none fits.
func (b *builder) linkedBody(to *model.Operation, told known) *object {
	for _, args := range bodies(to) {
		body, fits := &object{}, false
		for _, a := range args {
			if at := told[idOf(a.Param.Type)]; at != "" {
				body.put(a.Param.Name, at)
				fits = true
			} else {
				body.put(a.Param.Name, data(a.Value))
			}
		}
		if fits {
			return body
		}
	}
	return nil
}

// idOf is the object whose id a parameter may be, or nil.
func idOf(t *model.Type) *model.Object {
	switch {
	case t == nil:
		return nil
	case t.Kind == model.IDKind, t.Kind == model.Expandable:
		return t.Object
	}
	for _, alt := range t.Alts {
		if o := idOf(alt); o != nil {
			return o
		}
	}
	return nil
}

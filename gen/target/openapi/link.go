package openapi

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// known are the ids that an answer tells, by the object they are of, as runtime expressions.
type known map[*model.Object]string

// links lead from an answer to the calls that its ids can be given to: from what was made to everything that takes it,
// from lists to reading, and from what was deleted to reading it, which tells whether it is gone.
func (b *builder) links(op *model.Operation) *object {
	if op.Kind == model.Delete {
		return b.after(op)
	}
	all := &object{}
	told, main := b.told(op)
	if main == nil || op.Kind != model.Create && op.Kind != model.List {
		return all
	}
	for _, to := range operations(b.api) {
		again := to == op || to.Kind == model.Create && to.Resource.Object == main
		if !again && (op.Kind == model.Create || to.Kind == model.Read) {
			b.link(all, op, to, told)
		}
	}
	return all
}

// after are the links from a call to reading the thing that it was for.
func (b *builder) after(op *model.Operation) *object {
	all := &object{}
	for _, to := range op.Resource.Operations {
		params := &object{}
		for _, p := range to.PathParams() {
			if at, _ := b.source(op, p, nil); at != "" {
				params.put(b.pathNames[p], at)
			}
		}
		if to.Kind == model.Read && params.len() > 0 && params.len() == len(to.PathParams()) {
			all.put(operationID(to), with("operationId", operationID(to), "parameters", params))
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

// link adds the ways from an operation's answer to another operation: one by ids in the path, and one for each body that
// has room for an id. There is none where the answer does not tell all that the path needs.
func (b *builder) link(all *object, from, to *model.Operation, told known) {
	params, fresh := &object{}, false
	for _, p := range to.PathParams() {
		at, own := b.source(from, p, told)
		if at == "" {
			return
		}
		fresh = fresh || own
		params.put(b.pathNames[p], at)
	}
	l := func() *object { return with("operationId", operationID(to)).some("parameters", params) }
	bodies := b.linkedBodies(to, told)
	if fresh && bodies.len() == 0 {
		all.put(operationID(to), l())
	}
	if !fresh && params.len() > 0 {
		return
	}
	for _, name := range bodies.keys {
		all.put(operationID(to)+"."+name, l().put("requestBody", bodies.vals[name]))
	}
}

// source is where the value of a path parameter comes from, and whether the answer itself tells it.
func (b *builder) source(from *model.Operation, p *model.Param, told known) (at string, own bool) {
	if p.Type != nil && p.Type.Kind == model.IDKind && p.Type.Object != nil {
		if at := told[p.Type.Object]; at != "" {
			return at, true
		}
	}
	for _, q := range from.PathParams() {
		if q.Key == p.Key && q.Type != nil && p.Type != nil && q.Type.String() == p.Type.String() {
			return "$request.path." + b.pathNames[q], false
		}
	}
	return "", false
}

// linkedBodies are whole bodies with ids in them that an answer tells, by the name of the sample that each is like.
func (b *builder) linkedBodies(to *model.Operation, told known) *object {
	all := &object{}
	for _, shown := range bodies(to) {
		body, fits := &object{}, false
		for _, a := range shown.args {
			at := told.of(a.Param.Type)
			if at == "" {
				at = told.loaded(to, a)
			}
			switch {
			case at != "" && a.Value.Kind != spec.DataMap:
				body.put(a.Param.Name, at)
				fits = true
			default:
				body.put(a.Param.Name, data(a.Value))
			}
		}
		if fits {
			all.put(shown.name, body)
		}
	}
	return all
}

// of is where an id of one of a type's objects is told; empty where none is.
func (k known) of(t *model.Type) string {
	switch {
	case t == nil:
		return ""
	case t.Kind == model.IDKind, t.Kind == model.Expandable:
		return k[t.Object]
	}
	for _, alt := range t.Alts {
		if at := k.of(alt); at != "" {
			return at
		}
	}
	return ""
}

// loaded is where an id is told that an operation reads another object by, where a sample sends an id of that.
func (k known) loaded(op *model.Operation, a model.Arg) string {
	if op.Behaviour == nil {
		return ""
	}
	for _, l := range op.Behaviour.Loads {
		byParam := l.Of != nil && l.ID != nil && l.ID.Param == a.Param && len(l.ID.Members) == 0
		if byParam && l.Of.IDPrefix != "" && strings.HasPrefix(a.Value.Text, l.Of.IDPrefix+"_") && k[l.Of.Object] != "" {
			return k[l.Of.Object]
		}
	}
	return ""
}

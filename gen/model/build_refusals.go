package model

import (
	"maps"
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// refusals settles the codes an operation may be refused with: those it lists, those its rows name, those of the gates.
func (b *builder) refusals(op *Operation, src *spec.Operation) {
	refs := refusals{op: op, byCode: map[*ErrorCode]*ErrorRef{}}
	for _, e := range src.Errors {
		if code, ok := find(b, &b.errors, e.Error); ok {
			refs.add(&ErrorRef{Error: code, Status: int(e.Status.Or(int64(code.Status))), Doc: trim(e.Doc), Unreachable: trim(e.Unreachable), Pos: e.Pos})
		}
	}
	if op.Behaviour != nil {
		for _, l := range op.Behaviour.Loads {
			refs.own(l.Absent)
			refs.own(l.Once)
		}
		for _, g := range op.Behaviour.Guards {
			refs.own(g.Error)
		}
	}
	refs.own(op.TestOnly)
	b.gates(op, src, &refs)
	op.Errors = refs.list
	for _, r := range op.Errors {
		r.Error.Operations = append(r.Error.Operations, op)
	}
	op.Statuses = b.operationStatuses(op, src)
}

// refusals collects the codes of one operation, each once.
type refusals struct {
	op     *Operation
	list   []*ErrorRef
	byCode map[*ErrorCode]*ErrorRef
	rows   map[*ErrorCode]bool // those that a row of the operation itself answers with
}

func (r *refusals) add(ref *ErrorRef) *ErrorRef {
	if had := r.byCode[ref.Error]; had != nil {
		return had
	}
	r.byCode[ref.Error] = ref
	r.list = append(r.list, ref)
	return ref
}

// own adds a code that a row of the operation names.
func (r *refusals) own(code *ErrorCode) {
	if code == nil {
		return
	}
	r.add(&ErrorRef{Error: code, Status: code.Status, Pos: r.op.Pos})
	if r.rows == nil {
		r.rows = map[*ErrorCode]bool{}
	}
	r.rows[code] = true
}

// gate adds a code that a gate answers with. A code that rows name too is theirs.
func (r *refusals) gate(code *ErrorCode) {
	if code == nil {
		return
	}
	ref := r.add(&ErrorRef{Error: code, Status: code.Status, Pos: r.op.Pos})
	ref.Gate = !r.rows[code]
}

// gates adds the codes of the checks that come before the operation's own.
func (b *builder) gates(op *Operation, src *spec.Operation, refs *refusals) {
	gates := b.api.Gates
	if op.Key != nil {
		refs.gate(gates.Unauthenticated)
	}
	for _, s := range op.Path {
		if s.Param != nil && s.Param.Type != nil && s.Param.Type.Kind == IDKind && s.Param != op.Names() {
			refs.gate(gates.Absent)
		}
	}
	op.Malformed = gates.Malformed
	if src.Malformed.IsSet() {
		op.Malformed, _ = find(b, &b.errors, src.Malformed)
	}
	if slices.ContainsFunc(op.Params, b.hasShape) {
		refs.gate(op.Malformed)
	}
}

// hasShape reports whether a parameter can be of the wrong shape: in a path, any text will do for an opaque id.
func (b *builder) hasShape(p *Param) bool {
	t := p.Type
	return p.In != InPath || t == nil || t.Kind != IDKind || b.api.IDs.Style != IDOpaque || t.Object != nil && t.Object.IDPattern != ""
}

// operationStatuses joins the API's statuses with the operation's own and keeps those that it can answer with.
func (b *builder) operationStatuses(op *Operation, src *spec.Operation) []*Status {
	can := map[int]bool{op.Success: true}
	for _, r := range op.Errors {
		can[r.Status] = true
	}
	byCode := map[int]*Status{}
	for _, s := range b.api.Statuses {
		if can[s.Code] || s.Code >= 500 || s.Code == 429 {
			byCode[s.Code] = s
		}
	}
	for _, s := range b.statuses(src.Statuses) {
		byCode[s.Code] = s
	}
	var out []*Status
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		out = append(out, byCode[code])
	}
	return out
}

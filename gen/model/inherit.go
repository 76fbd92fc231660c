package model

import (
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// sureness is how sure a row is: as it says itself, else as facts from its origin are.
func sureness(own spec.Text, origin *Origin) Sureness {
	switch {
	case own.IsSet():
		return Sureness(own.Value)
	case origin != nil:
		return origin.Sureness
	}
	return Documented
}

// inherit gives every row that names no origin the origin of what it stands in, and so how sure it is.
func (b *builder) inherit() {
	for _, e := range b.api.Enums {
		for _, t := range e.Traits {
			t.from(e.Origin)
		}
		for _, v := range e.Values {
			v.from(e.Origin)
		}
	}
	for _, t := range b.api.Tables {
		for _, c := range t.Columns {
			c.from(t.Origin)
		}
		for _, r := range t.Rows {
			from(&r.Origin, nil, t.Origin)
		}
	}
	for _, o := range b.api.Objects {
		inheritAttributes(o)
	}
	for _, r := range b.api.Resources {
		inheritAttributes(r.Object)
		inheritLife(r)
		for _, op := range r.Operations {
			op.from(r.Origin)
			inheritOperation(op)
			b.inheritStatuses(op)
		}
	}
}

// from gives m an origin if it has none.
func (m *Meta) from(outer *Origin) { from(&m.Origin, &m.Sureness, outer) }

// from sets an origin that is not given, and how sure it makes what does not say so itself.
func from(origin **Origin, sure *Sureness, outer *Origin) {
	if *origin != nil || outer == nil {
		return
	}
	*origin = outer
	if sure != nil && *sure == Documented {
		*sure = outer.Sureness
	}
}

func inheritAttributes(o *Object) {
	for _, a := range o.Attributes {
		a.from(o.Origin)
	}
}

func inheritLife(r *Resource) {
	if r.Lifecycle == nil {
		return
	}
	for _, s := range r.Lifecycle.States {
		from(&s.Origin, nil, r.Origin)
	}
	for _, i := range r.Lifecycle.Invariants {
		from(&i.Origin, nil, r.Origin)
	}
	for _, s := range r.Lifecycle.Signals {
		s.from(r.Origin)
		for _, p := range s.Params {
			p.from(s.Origin)
		}
	}
}

// inheritStatuses leaves out the statuses that the operation has from the API.
func (b *builder) inheritStatuses(op *Operation) {
	for _, s := range op.Statuses {
		if !slices.Contains(b.api.Statuses, s) {
			from(&s.Origin, nil, op.Origin)
		}
	}
}

func inheritOperation(op *Operation) {
	for _, p := range op.Params {
		p.from(op.Origin)
	}
	for _, s := range op.Samples {
		s.from(op.Origin)
	}
	if op.Supports != nil {
		for i := range op.Supports.Rows {
			from(&op.Supports.Rows[i].Origin, nil, op.Origin)
		}
	}
	if op.Behaviour == nil {
		return
	}
	for _, g := range op.Behaviour.Guards {
		from(&g.Origin, &g.Sureness, op.Origin)
	}
	for _, g := range op.Behaviour.Documented {
		from(&g.Origin, &g.Sureness, op.Origin)
	}
}

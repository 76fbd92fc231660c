package model

// inherit gives every row that names no origin the origin of what it stands in.
func (b *builder) inherit() {
	for _, e := range b.api.Enums {
		for _, t := range e.Traits {
			from(&t.Origin, e.Origin)
		}
		for _, v := range e.Values {
			from(&v.Origin, e.Origin)
		}
	}
	for _, t := range b.api.Tables {
		for _, c := range t.Columns {
			from(&c.Origin, t.Origin)
		}
		for _, r := range t.Rows {
			from(&r.Origin, t.Origin)
		}
	}
	for _, o := range b.api.Objects {
		inheritAttributes(o)
	}
	for _, r := range b.api.Resources {
		inheritAttributes(r.Object)
		inheritLife(r)
		for _, op := range r.Operations {
			from(&op.Origin, r.Origin)
			inheritOperation(op)
		}
	}
}

// from sets an origin that is not given.
func from(o **Origin, outer *Origin) {
	if *o == nil {
		*o = outer
	}
}

func inheritAttributes(o *Object) {
	for _, a := range o.Attributes {
		from(&a.Origin, o.Origin)
	}
}

func inheritLife(r *Resource) {
	if r.Lifecycle == nil {
		return
	}
	for _, s := range r.Lifecycle.States {
		from(&s.Origin, r.Origin)
	}
	for _, i := range r.Lifecycle.Invariants {
		from(&i.Origin, r.Origin)
	}
	for _, s := range r.Lifecycle.Signals {
		from(&s.Origin, r.Origin)
		for _, p := range s.Params {
			from(&p.Origin, s.Origin)
		}
	}
}

func inheritOperation(op *Operation) {
	for _, p := range op.Params {
		from(&p.Origin, op.Origin)
	}
	for _, s := range op.Statuses {
		from(&s.Origin, op.Origin)
	}
	for _, s := range op.Samples {
		from(&s.Origin, op.Origin)
	}
	if op.Supports != nil {
		for i := range op.Supports.Rows {
			from(&op.Supports.Rows[i].Origin, op.Origin)
		}
	}
	if op.Behaviour == nil {
		return
	}
	for _, g := range op.Behaviour.Guards {
		from(&g.Origin, op.Origin)
	}
	for _, g := range op.Behaviour.Documented {
		from(&g.Origin, op.Origin)
	}
}

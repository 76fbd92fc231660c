package prove

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// doubt is a fact that no source says outright.
type doubt struct {
	name     string
	sureness model.Sureness
	pos      spec.Pos
}

// doubter collects doubts.
type doubter struct{ list []doubt }

// doubts lists the facts of an API that are less than documented or observed, in spec order. What is as unsure as the
// thing that it is part of is not listed again.
func doubts(api *model.API) []doubt {
	d := &doubter{}
	if api.Idempotency != nil {
		d.meta("idempotency", &api.Idempotency.Meta, "")
	}
	for _, h := range api.Headers {
		d.meta("header "+h.Name, &h.Meta, "")
	}
	for _, e := range api.Enums {
		d.meta(e.Name, &e.Meta, "")
		for _, v := range e.Values {
			d.meta(e.Name+" "+v.Value, &v.Meta, e.Sureness)
		}
	}
	for _, o := range api.Objects {
		d.object(o)
	}
	for _, r := range api.Resources {
		d.resource(r)
	}
	for _, e := range api.Errors {
		d.meta("error "+e.Code, &e.Meta, "")
	}
	for _, f := range api.Failures {
		d.meta("failure "+f.Code, &f.Meta, "")
	}
	for _, e := range api.Events {
		d.meta("event "+e.Key, &e.Meta, "")
	}
	for _, f := range api.Account {
		d.meta("account."+f.Name, &f.Meta, "")
	}
	for _, t := range api.Tables {
		d.meta("table "+t.Name, &t.Meta, "")
	}
	return d.list
}

// meta adds a fact that is unsure, unless all of what it is part of is as unsure.
func (d *doubter) meta(name string, m *model.Meta, whole model.Sureness) {
	d.add(name, m.Sureness, whole, m.Pos)
}

func (d *doubter) add(name string, s, whole model.Sureness, pos spec.Pos) {
	if s != whole && (s == model.Inferred || s == model.Unverified) {
		d.list = append(d.list, doubt{name, s, pos})
	}
}

func (d *doubter) object(o *model.Object) {
	d.meta(o.Name, &o.Meta, "")
	for _, a := range o.Attributes {
		d.meta(o.Name+"."+a.Name, &a.Meta, o.Sureness)
	}
}

func (d *doubter) resource(r *model.Resource) {
	d.object(r.Object)
	if r.Lifecycle != nil {
		for _, s := range r.Lifecycle.Signals {
			d.meta(r.Name+" signal "+s.Name, &s.Meta, r.Sureness)
		}
	}
	for _, op := range r.Operations {
		name := r.Name + "." + op.Name
		d.meta(name, &op.Meta, r.Sureness)
		for _, p := range op.Params {
			d.meta(name+" "+p.Key, &p.Meta, op.Sureness)
		}
		if op.Behaviour == nil {
			continue
		}
		for _, g := range op.Behaviour.Guards {
			d.add(name+" guard", g.Sureness, op.Sureness, g.Pos)
		}
		for _, g := range op.Behaviour.Documented {
			d.add(name+" documented row", g.Sureness, op.Sureness, g.Pos)
		}
	}
}

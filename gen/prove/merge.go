package prove

import (
	"reflect"
	"slices"

	"github.com/chargegen/chargegen/templates/engine"
)

// merger puts what the conditions of another spec read into the tables of this one, so that one exploration can ask both.
// What happens to objects stays as it was: effects, timers and signals are those of this spec alone.
type merger struct {
	base, other *engine.API
	done        map[string]bool // the resources whose names were added
	renamer
}

// merge returns the tables of base with a rival beside each operation that pairs lists: an operation that does nothing,
// whose checks are those of its counterpart in other. They must have been made for this call: they are changed.
func merge(base, other *engine.API, pairs []Pairing) *engine.API {
	m := &merger{base: base, other: other, done: map[string]bool{}}
	m.words()
	m.account()
	m.shapes()
	for _, p := range pairs {
		m.lifecycle(resourceOf(base, p.Base.Resource.Name), resourceOf(other, p.Other.Resource.Name))
		m.rival(p)
	}
	return m.base
}

func resourceOf(api *engine.API, name string) *engine.Resource {
	for i := range api.Resources {
		if api.Resources[i].Name == name {
			return &api.Resources[i]
		}
	}
	return nil
}

func operationOf(r *engine.Resource, name string) *engine.Operation {
	for i := range r.Operations {
		if r.Operations[i].Name == name {
			return &r.Operations[i]
		}
	}
	return nil
}

// words adds enums, tables and codes: those that are not here, and under a strange name those that differ.
func (m *merger) words() {
	for _, e := range m.other.Enums {
		at := slices.IndexFunc(m.base.Enums, func(b engine.Enum) bool { return b.Name == e.Name })
		if at >= 0 && !reflect.DeepEqual(m.base.Enums[at], e) {
			m.enums = append(m.enums, e.Name)
			e.Name, at = strange+e.Name, -1
		}
		if at < 0 {
			m.base.Enums = append(m.base.Enums, e)
		}
	}
	for _, t := range m.other.Tables {
		at := slices.IndexFunc(m.base.Tables, func(b engine.Table) bool { return b.Name == t.Name })
		if at >= 0 && !reflect.DeepEqual(m.base.Tables[at], t) {
			m.tables = append(m.tables, t.Name)
			t.Name, at = strange+t.Name, -1
		}
		if at < 0 {
			m.base.Tables = append(m.base.Tables, t)
		}
	}
	m.base.Errors = union(m.base.Errors, m.other.Errors, func(e engine.Error) string { return e.Code })
}

func (m *merger) account() {
	m.base.Account = union(m.base.Account, m.other.Account, func(f engine.Field) string { return f.Name })
}

// shapes adds objects, and to those of the same name the attributes that they lack. A resource that is not here comes
// without operations: nothing makes one here.
func (m *merger) shapes() {
	m.base.Objects = union(m.base.Objects, m.other.Objects, func(o engine.Object) string { return o.Name })
	for i := range m.base.Objects {
		for _, o := range m.other.Objects {
			if o.Name == m.base.Objects[i].Name {
				m.attributes(&m.base.Objects[i], o)
			}
		}
	}
	for _, r := range m.other.Resources {
		if own := resourceOf(m.base, r.Name); own != nil {
			m.attributes(&own.Object, r.Object)
			continue
		}
		m.base.Objects = slices.DeleteFunc(m.base.Objects, func(o engine.Object) bool { return o.Name == r.Name })
		m.base.Resources = append(m.base.Resources, engine.Resource{Object: r.Object, Plural: r.Plural, Support: r.Support})
	}
	m.base.Objects = slices.DeleteFunc(m.base.Objects, func(o engine.Object) bool { return resourceOf(m.base, o.Name) != nil })
}

func (m *merger) attributes(own *engine.Object, other engine.Object) {
	own.Fields = union(own.Fields, other.Fields, func(f engine.Field) string { return f.Name })
}

// union appends what is not here by its name.
func union[T any](own, other []T, name func(T) string) []T {
	had := map[string]bool{}
	for _, v := range own {
		had[name(v)] = true
	}
	own = slices.Clip(own)
	for _, v := range other {
		if !had[name(v)] {
			own = append(own, v)
		}
	}
	return own
}

// lifecycle adds clocks, windows and names, once for each resource.
func (m *merger) lifecycle(own, other *engine.Resource) {
	if m.done[own.Name] {
		return
	}
	m.done[own.Name] = true
	for _, c := range other.Clocks {
		own.Clocks = append(own.Clocks, engine.Stopwatch{Name: strange + c.Name, Since: c.Since})
	}
	for _, w := range other.Windows {
		w.Name = strange + w.Name
		cases := make([]engine.WindowCase, len(w.Cases))
		for i, c := range w.Cases {
			cases[i] = engine.WindowCase{When: *m.cond(&c.When), Length: c.Length}
		}
		w.Cases = cases
		own.Windows = append(own.Windows, w)
	}
	own.Let = append(own.Let, m.lets(other.Let)...)
}

// rival adds the rival of one operation.
func (m *merger) rival(p Pairing) {
	r := resourceOf(m.base, p.Base.Resource.Name)
	own, other := operationOf(r, p.Base.Name), operationOf(resourceOf(m.other, p.Other.Resource.Name), p.Other.Name)
	m.parameters(own, *other)
	m.sameLoads(own, *other)
	own.Let = append(slices.Clip(own.Let), m.lets(other.Let)...)
	rival := *own
	rival.Name, rival.Kind = strange+own.Name, rivalKind
	if own.Kind == "create" {
		rival.Kind = rivalMaker
	}
	rival.Method, rival.Path = "RIVAL", "/"+strange+r.Name+"/"+own.Name
	rival.Params = slices.Clone(own.Params)
	for i, f := range rival.Params {
		rival.Params[i].RequiredWhen, rival.Params[i].Required = nil, false
		at := slices.IndexFunc(other.Params, func(o engine.Field) bool { return key(o) == key(f) })
		if at >= 0 {
			o := other.Params[at]
			rival.Params[i].RequiredWhen, rival.Params[i].Required, rival.Params[i].Default = m.cond(o.RequiredWhen), o.Required, o.Default
		}
	}
	rival.Exclusive, rival.Malformed, rival.Outcomes, rival.Errors = other.Exclusive, other.Malformed, nil, nil
	if rival.Malformed == "" {
		rival.Malformed = m.other.Gates.Malformed
	}
	rival.Guards = make([]engine.Guard, len(other.Guards))
	for i, g := range other.Guards {
		rival.Guards[i] = engine.Guard{Deny: m.cond(g.Deny), Require: m.cond(g.Require), Error: g.Error}
	}
	r.Operations = append(r.Operations, rival)
}

// parameters adds those that only the other knows. Here they may be left out.
func (m *merger) parameters(own *engine.Operation, other engine.Operation) {
	list := make([]engine.Field, 0, len(other.Params))
	for _, f := range other.Params {
		if f.In != "path" {
			f.Required, f.RequiredWhen, f.Default = false, nil, nil
			list = append(list, f)
		}
	}
	own.Params = union(own.Params, list, key)
	for _, x := range other.Exclusive {
		for _, name := range x.Params {
			if !slices.ContainsFunc(own.Params, func(f engine.Field) bool { return key(f) == name }) {
				own.Params = append(own.Params, engine.Field{Name: name, Type: engine.Type{Kind: "string"}, In: "query"})
			}
		}
	}
}

// sameLoads adds the loads that only the other has. Those of one name, kind and id are one.
func (m *merger) sameLoads(own *engine.Operation, other engine.Operation) {
	m.loads = nil
	own.Loads = slices.Clip(own.Loads)
	for _, l := range other.Loads {
		at := slices.IndexFunc(own.Loads, func(o engine.Load) bool { return o.Name == l.Name })
		if at >= 0 && own.Loads[at].Of == l.Of && reflect.DeepEqual(own.Loads[at].ID, l.ID) {
			continue
		}
		if at >= 0 {
			m.loads = append(m.loads, l.Name)
		}
		l.Name, l.Once, l.Takes, l.Inline = rename(m.loads, l.Name), "", nil, nil
		l.ID = m.expr(l.ID)
		own.Loads = append(own.Loads, l)
	}
}

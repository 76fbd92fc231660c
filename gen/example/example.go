// Package example makes what documents show of an API where its spec shows nothing: whole objects and single values. The
// spec's own examples come first, then the plainest that types and limits allow; the same spec gives the same every time.
// It makes no calls and never touches the disk.
package example

import (
	"maps"
	"strconv"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Object is the object's own example with what an answer always has besides, else one of every member that an answer
// always has or that has an example.
func Object(api *model.API, o *model.Object) spec.Data { return maker{api: api}.object(o, nil) }

// Page is a list answer with some records.
func Page(api *model.API, records ...spec.Data) spec.Data { return maker{api: api}.page(records) }

// Sent is what is sent for a parameter: its example or that of the attribute it becomes, else the least that will do. It
// is never null.
func Sent(api *model.API, op *model.Operation, p *model.Param) spec.Data {
	m := maker{api: api, least: true}
	f := p.Field
	f.Nullable = false
	if a := op.Resource.Object.Attribute(p.Name); a != nil && a.Type.Kind == f.Type.Kind && a.Type.Enum == f.Type.Enum && !f.Example.IsSet() {
		f.Example = a.Example
	}
	return m.field(&f, nil)
}

// maker makes examples of one API. The least of an object that is sent is what must be.
type maker struct {
	api   *model.API
	least bool
}

// around is the objects that an example stands inside of: none is shown inside itself.
type around = map[*model.Object]bool

// null is what stands where nothing can.
var null = spec.Data{Kind: spec.DataNull, Text: "null"}

func (m maker) object(o *model.Object, in around) spec.Data {
	in = maps.Clone(in)
	if in == nil {
		in = around{}
	}
	in[o] = true
	given := fixed(o)
	for _, e := range o.Example.Members {
		given[e.Key.Value] = e.Value
	}
	d := spec.Data{Kind: spec.DataMap, Pos: o.Pos}
	for _, a := range o.Shown() {
		must := !a.Optional && !o.Input || a.Required
		switch v, ok := given[a.Name]; {
		case ok:
			put(&d, a.Name, m.complete(v, a.Type, in))
		case must || a.Example.IsSet() && !m.least && !o.Example.IsSet():
			put(&d, a.Name, m.field(&a.Field, in))
		}
	}
	return d
}

// fixed is what the first state of a resource fixes; where the object has an example of its own, that says it.
func fixed(o *model.Object) map[string]spec.Data {
	all := map[string]spec.Data{}
	if o.Example.IsSet() || o.Resource == nil || o.Resource.Lifecycle == nil || len(o.Resource.Lifecycle.States) == 0 {
		return all
	}
	for _, f := range o.Resource.Lifecycle.States[0].Fields {
		if f.Cond == nil {
			all[f.Attribute.Name] = f.Literal
		}
	}
	return all
}

// put adds a member.
func put(d *spec.Data, name string, v spec.Data) {
	d.Members = append(d.Members, spec.Entry[spec.Data]{Key: spec.Text{Pos: v.Pos, Value: name}, Value: v})
}

// complete is a given example with what its objects lack.
func (m maker) complete(d spec.Data, t *model.Type, in around) spec.Data {
	if d.Kind != spec.DataMap || t == nil || t.Kind != model.ObjectKind || in[t.Object] {
		return d
	}
	has := map[string]bool{}
	whole := d
	whole.Members = nil
	for _, e := range d.Members {
		has[e.Key.Value] = true
		whole.Members = append(whole.Members, e)
	}
	for _, e := range m.object(t.Object, in).Members {
		if !has[e.Key.Value] {
			whole.Members = append(whole.Members, e)
		}
	}
	return whole
}

func (m maker) page(records []spec.Data) spec.Data {
	p := m.api.Page
	d := spec.Data{Kind: spec.DataMap, Pos: p.Object.Pos}
	for _, a := range p.Object.Shown() {
		if a.Name == p.Data {
			put(&d, a.Name, spec.Data{Kind: spec.DataList, Pos: a.Pos, Items: records})
		} else if !a.Optional {
			put(&d, a.Name, m.field(&a.Field, nil))
		}
	}
	return d
}

// field is an example of a field: its constant, its example, null where it may be, or the plainest value.
func (m maker) field(f *model.Field, in around) spec.Data {
	switch {
	case f.Const.IsSet():
		return f.Const
	case f.Example.IsSet():
		return m.complete(f.Example, f.Type, in)
	case f.Nullable:
		return null
	}
	d := m.plainest(f, in)
	d.Pos = f.Pos
	return d
}

func (m maker) plainest(f *model.Field, in around) spec.Data {
	switch t := f.Type; t.Kind {
	case model.Boolean:
		return spec.Data{Kind: spec.DataBool, Text: "false"}
	case model.Integer, model.Money, model.Number:
		return number(f)
	case model.ListOf:
		return m.list(f, in)
	case model.MapOf:
		return spec.Data{Kind: spec.DataMap}
	case model.Any, model.Item:
		return null
	case model.ObjectKind:
		if in[t.Object] {
			return null
		}
		return m.object(t.Object, in)
	case model.PageOf:
		return m.page(nil)
	case model.Union:
		return m.plainest(&model.Field{Type: t.Alts[0]}, in)
	}
	return m.text(f)
}

// number is 1, or the number nearest to it that the limits allow.
func number(f *model.Field) spec.Data {
	n := 1.0
	if f.Min != nil {
		n = max(n, *f.Min)
	}
	if f.Max != nil {
		n = min(n, *f.Max)
	}
	d := spec.Data{Kind: spec.DataInt, Int: int64(n), Num: n, Text: strconv.FormatFloat(n, 'f', -1, 64)}
	if float64(d.Int) != n {
		d.Kind = spec.DataNum
	}
	return d
}

// list is a list of one item, or of as many as there must be; of none where the item would stand inside itself.
func (m maker) list(f *model.Field, in around) spec.Data {
	d := spec.Data{Kind: spec.DataList}
	item := &model.Field{Type: f.Type.Elem}
	if in[item.Type.Object] || item.Type.Kind == model.Item || f.MaxLength != nil && *f.MaxLength == 0 {
		return d
	}
	n := 1
	if f.MinLength != nil {
		n = max(n, min(*f.MinLength, longest))
	}
	for range n {
		d.Items = append(d.Items, m.plainest(item, in))
	}
	return d
}

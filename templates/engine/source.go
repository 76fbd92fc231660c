package engine

import "slices"

// given is what an attribute is given by the class, a load or a parameter.
func (f *fill) given(i int, attr *field) (Value, bool) {
	switch {
	case attr.constant.kind != Absent:
		return attr.constant, true
	case i == f.class.id:
		return f.ownID(), true
	case i == f.class.live:
		return BoolValue(f.c.Live), true
	case f.call == nil:
		return Value{}, false
	}
	s := f.call.sources[i]
	if v, ok := f.loaded(attr, s.load); ok {
		return v, true
	}
	return f.param(attr, s.param)
}

// ownID is the object's id, a number where ids are numbers.
func (f *fill) ownID() Value {
	if f.class.program.API.IDs.Style == "integer" && f.class.fields[f.class.id].typ.kind == "integer" {
		return numberValue(f.id)
	}
	return TextValue(f.id)
}

// source is where a new object's attribute comes from: the load and the parameter of its name, -1 for none.
type source struct{ load, param int }

// newSources finds the sources of each attribute.
func (call *Call) newSources() []source {
	all := make([]source, len(call.Class.fields))
	for i, attr := range call.Class.fields {
		at, ok := call.byKey[attr.Name]
		if !ok {
			at, ok = call.parent(attr)
		}
		if !ok {
			at = -1
		}
		all[i] = source{slices.IndexFunc(call.loads, func(l *load) bool { return l.Name == attr.Name }), at}
	}
	return all
}

func (f *fill) loaded(attr *field, at int) (Value, bool) {
	if at < 0 || f.c.load(at).Class == nil {
		return Value{}, false
	}
	return f.adopt(attr.typ, f.c.room.record(f.c.load(at)))
}

func (f *fill) param(attr *field, at int) (Value, bool) {
	if at < 0 || at >= len(f.c.Params) {
		return Value{}, false
	}
	v := f.c.Params[at]
	if v.kind == Absent {
		v = f.call.params[at].def
	}
	if v.kind == Absent || v.kind == NullKind && !attr.Nullable {
		return Value{}, false
	}
	return f.adopt(attr.typ, v)
}

// parent finds the parameter in the path that is the id of what attr refers to.
func (call *Call) parent(attr *field) (int, bool) {
	if attr.typ.shape == nil || attr.typ.kind != "id" && attr.typ.kind != "expandable" {
		return 0, false
	}
	for _, at := range call.args {
		if at != call.target && call.params[at].typ.shape == attr.typ.shape {
			return at, true
		}
	}
	return 0, false
}

package model

import (
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/spec"
)

// life is the names that a resource's lifecycle declares.
type life struct {
	attrs   table[*Attribute]
	states  table[*State]
	clocks  table[*Clock]
	windows table[*Window]
	lets    map[string]*Let
}

// declareLife makes states, clocks and windows, which operations of any resource may name. Several says that more than
// one resource has states.
func (b *builder) declareLife(r *Resource, src *spec.Resource, several bool) {
	l := &life{
		attrs:   newTable[*Attribute]("attribute", "unknown-attribute"),
		states:  newTable[*State]("state", "unknown-state"),
		clocks:  newTable[*Clock]("clock", "unknown-clock"),
		windows: newTable[*Window]("window", "unknown-window"),
		lets:    map[string]*Let{},
	}
	b.lives[r] = l
	for _, a := range r.Attributes {
		l.attrs.add(a.Name, a)
	}
	if !hasLife(src) {
		return
	}
	r.Lifecycle = &Lifecycle{}
	r.stateGo = "State"
	if several {
		r.stateGo = r.Go + "State"
	}
	for i := range src.States.Entries {
		e := &src.States.Entries[i]
		s := &State{
			Name: e.Key.Value, Go: ident.Join(r.stateGo, e.Key.Value, b.api.Initialisms), Label: labelOr(e.Value.Label, e.Key.Value),
			Doc: trim(e.Value.Doc), Final: e.Value.Final.Value, Origin: b.origin(e.Value.Origin), Pos: e.Key.Pos,
		}
		l.states.add(s.Name, s)
		r.Lifecycle.States = append(r.Lifecycle.States, s)
	}
	for i := range src.Clocks.Entries {
		e := &src.Clocks.Entries[i]
		c := &Clock{Name: e.Key.Value, Doc: trim(e.Value.Doc), Pos: e.Key.Pos}
		c.Since, _ = find(b, &l.attrs, e.Value.Since)
		l.clocks.add(c.Name, c)
		r.Lifecycle.Clocks = append(r.Lifecycle.Clocks, c)
	}
	for i := range src.Windows.Entries {
		e := &src.Windows.Entries[i]
		w := &Window{Name: e.Key.Value, Doc: trim(e.Value.Doc), Default: e.Value.Default.Value, Pos: e.Key.Pos}
		l.windows.add(w.Name, w)
		r.Lifecycle.Windows = append(r.Lifecycle.Windows, w)
	}
}

func hasLife(src *spec.Resource) bool {
	return len(src.States.Entries)+len(src.Clocks.Entries)+len(src.Windows.Entries)+len(src.Let.Entries)+
		len(src.Invariants)+len(src.Derive.Entries)+len(src.Timers.Entries)+len(src.Signals.Entries) > 0
}

// resolveLife fills in what conditions and values say of a resource.
func (b *builder) resolveLife(r *Resource, src *spec.Resource) {
	if r.Lifecycle == nil {
		return
	}
	l, sc := r.Lifecycle, b.resourceScope(r)
	for i := range src.Let.Entries {
		e := &src.Let.Entries[i]
		l.Let = append(l.Let, b.let(e.Key, &e.Value, sc, b.lives[r].lets))
	}
	for i, w := range l.Windows {
		for _, c := range src.Windows.Entries[i].Value.Cases.Entries {
			w.Cases = append(w.Cases, WindowCase{When: b.textCond(c.Key.Value, c.Key.Pos, sc), Length: c.Value.Value})
		}
	}
	b.flags(r, src)
	for i, s := range l.States {
		b.stateFields(r, s, &src.States.Entries[i].Value, sc)
	}
	for i := range src.Invariants {
		inv := &src.Invariants[i]
		l.Invariants = append(l.Invariants, &Invariant{Require: b.cond(inv.Require, sc), Doc: trim(inv.Doc), Origin: b.origin(inv.Origin), Pos: inv.Pos})
	}
	l.Derive = b.assignments(r, &src.Derive, sc)
	for i := range src.Timers.Entries {
		l.Timers = append(l.Timers, b.timer(r, src.Timers.Entries[i].Key, &src.Timers.Entries[i].Value, sc))
	}
	for i := range src.Signals.Entries {
		l.Signals = append(l.Signals, b.signal(r, src.Signals.Entries[i].Key, &src.Signals.Entries[i].Value))
	}
}

// flags finds the boolean attributes that some state names. They are false in the states that do not.
func (b *builder) flags(r *Resource, src *spec.Resource) {
	named := map[string]bool{}
	for i := range src.States.Entries {
		for _, f := range src.States.Entries[i].Value.Fields.Entries {
			named[f.Key.Value] = true
		}
	}
	for _, a := range r.Attributes {
		if named[a.Name] && a.Type != nil && a.Type.Kind == Boolean {
			r.Lifecycle.Flags = append(r.Lifecycle.Flags, a)
		}
	}
}

// stateFields settles what a state fixes, in the order of the attributes.
func (b *builder) stateFields(r *Resource, s *State, src *spec.State, sc *scope) {
	flags := map[*Attribute]bool{}
	for _, f := range r.Lifecycle.Flags {
		flags[f] = true
	}
	given := map[*Attribute]spec.Data{}
	for _, f := range src.Fields.Entries {
		if a, ok := find(b, &b.lives[r].attrs, f.Key); ok {
			given[a] = f.Value
		}
	}
	for _, a := range r.Attributes {
		d, ok := given[a]
		switch {
		case ok && d.Kind == spec.DataString && a.Type != nil && a.Type.Kind == Boolean:
			s.Fields = append(s.Fields, StateField{Attribute: a, Cond: b.textCond(d.Text, d.Pos, sc)})
		case ok:
			s.Fields = append(s.Fields, StateField{Attribute: a, Literal: d})
		case flags[a]:
			s.Fields = append(s.Fields, StateField{Attribute: a, Literal: spec.Data{Pos: s.Pos, Kind: spec.DataBool, Text: "false"}})
		}
	}
}

func (b *builder) timer(r *Resource, key spec.Text, src *spec.Timer, sc *scope) *Timer {
	l := b.lives[r]
	t := &Timer{Name: key.Value, When: b.cond(src.When, sc), Doc: trim(src.Doc), Pos: key.Pos}
	t.Clock, _ = find(b, &l.clocks, src.Clock)
	t.After, _ = find(b, &l.windows, src.After)
	t.At, _ = find(b, &l.attrs, src.At)
	t.Effect = b.effect(r, key.Pos, src.To, &src.Set, src.Emits, sc)
	return t
}

func (b *builder) signal(r *Resource, key spec.Text, src *spec.Signal) *Signal {
	s := &Signal{Meta: b.meta(key.Pos, &src.Common), Name: key.Value, Go: b.exported(key.Value, src.GoName), By: trim(src.By)}
	for i := range src.Params.Entries {
		e := &src.Params.Entries[i]
		p := &Param{Key: e.Key.Value, Default: e.Value.Default, DefaultDoc: trim(e.Value.DefaultDoc)}
		b.field(&p.Field, e.Value.Name.Or(e.Key.Value), e.Key, &e.Value.Common, &e.Value.Field, r.Go+s.Go)
		s.Params = append(s.Params, p)
	}
	sc := b.resourceScope(r)
	sc.params = map[string]*Param{}
	for _, p := range s.Params {
		sc.params[p.Key] = p
	}
	sc.lets = map[string]*Let{}
	for i := range src.Let.Entries {
		e := &src.Let.Entries[i]
		s.Let = append(s.Let, b.let(e.Key, &e.Value, sc, sc.lets))
	}
	s.When = b.cond(src.When, sc)
	whole := b.effect(r, key.Pos, src.To, &src.Set, src.Emits, sc)
	s.Outcomes = b.outcomes(r, src.Outcomes, whole, sc)
	return s
}

// state finds a state of a resource.
func (b *builder) state(r *Resource, name spec.Text) *State {
	s, _ := find(b, &b.lives[r].states, name)
	return s
}

// let resolves a name for a value and puts it into names.
func (b *builder) let(key spec.Text, src *spec.Value, sc *scope, names map[string]*Let) *Let {
	v := b.value(src, sc)
	l := &Let{Name: key.Value, Value: v}
	if v != nil {
		l.Type = v.Type
	}
	names[key.Value] = l
	return l
}

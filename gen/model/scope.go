package model

import (
	"maps"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// scope is what the paths of a condition or value may begin with.
type scope struct {
	b      *builder
	life   *life             // nil where no object is at hand
	bare   bool              // attributes may be named without self
	self   bool              // attributes may be named with self
	params map[string]*Param // nil where there are no parameters
	loads  map[string]*Load
	lets   map[string]*Let
	now    bool // that the word now is the present time
}

// resourceScope is what the lifecycle of a resource may name.
func (b *builder) resourceScope(r *Resource) *scope {
	return &scope{b: b, life: b.lives[r], bare: true, self: true}
}

// operationScope is what an operation may name. One that creates or lists has no object at hand: bare names are never
// attributes there.
func (b *builder) operationScope(op *Operation) *scope {
	sc := &scope{b: b, params: map[string]*Param{}, loads: map[string]*Load{}, lets: map[string]*Let{}}
	for _, p := range op.Params {
		sc.params[p.Key] = p
	}
	sc.life = b.lives[op.Resource]
	sc.bare = op.Kind != Create && op.Kind != List
	sc.self = sc.bare
	return sc
}

// isRoot reports whether a path may begin with name and a dot.
func (sc *scope) isRoot(name string) bool {
	return slices.Contains(roots, name) || sc.loads[name] != nil || sc.let(name) != nil
}

// let finds a let of the operation or of the resource.
func (sc *scope) let(name string) *Let {
	if l := sc.lets[name]; l != nil {
		return l
	}
	if sc.bare && sc.life != nil {
		return sc.life.lets[name]
	}
	return nil
}

// ref resolves a path written as text.
func (b *builder) ref(t spec.Text, sc *scope) *Ref {
	if !t.IsSet() {
		return nil
	}
	e, err := spec.ParseExpr(t.Value, t.Pos)
	path, ok := e.(*spec.Path)
	if err != nil || !ok {
		b.errorf(t.Pos, "bad-path", "bad path %q: wanted a dotted name such as param.amount", t.Value)
		return nil
	}
	return sc.resolve(path)
}

// resolve settles what a path means. It reports a path that means nothing and returns nil.
func (sc *scope) resolve(p *spec.Path) *Ref {
	w := &walk{b: sc.b, path: p, ref: &Ref{Path: p.String(), Pos: p.Pos}}
	if !sc.root(w) {
		return nil
	}
	for w.at < len(p.Parts) {
		if !w.member() {
			return nil
		}
	}
	w.ref.key, w.ref.Nullable = w.key, len(w.ref.nulls) > 0
	return w.ref
}

// walk is the reading of a path from left to right.
type walk struct {
	b    *builder
	path *spec.Path
	at   int // the next part
	ref  *Ref
	key  string // what has been read, the same however it was written
}

// pos is the place of part i.
func (w *walk) pos(i int) spec.Pos {
	pos := w.path.Pos
	for _, part := range w.path.Parts[:i] {
		pos.Col += len(part) + 1
	}
	return pos
}

// take sets what the path begins with, n parts long.
func (w *walk) take(n int, root RefRoot, name string, t *Type, nullable bool) {
	w.at = n
	w.ref.Root, w.ref.Name, w.ref.Type = root, name, t
	w.key = string(root) + "." + name
	w.null(nullable)
}

func (w *walk) null(nullable bool) {
	if nullable {
		unsent := w.ref.Param != nil && !w.ref.Param.Nullable
		w.ref.nulls = append(w.ref.nulls, nullPart{w.key, strings.Join(w.path.Parts[:w.at], "."), unsent})
	}
}

// roots are the words that begin a path with what follows them.
var roots = []string{"param", "self", "account"}

// root reads what the path begins with.
func (sc *scope) root(w *walk) bool {
	head := w.path.Parts[0]
	if len(w.path.Parts) > 1 {
		if slices.Contains(roots, head) && sc.isAttribute(head) {
			w.b.errorf(w.pos(0), "ambiguous-name", "%q begins a path and is an attribute too; write self.%s for that", head, head)
			return false
		}
		switch head {
		case "param":
			return sc.param(w)
		case "self":
			return sc.attribute(w, 1)
		case "account":
			return sc.fact(w)
		}
	}
	return sc.bareName(w, head)
}

func (sc *scope) param(w *walk) bool {
	name := w.path.Parts[1]
	p := sc.params[name]
	if p == nil {
		known := slices.Sorted(maps.Keys(sc.params))
		w.b.errorf(w.pos(1), "unknown-param", "unknown parameter %q%s", name, w.b.suggest(name, known))
		return false
	}
	w.ref.Param = p
	w.take(2, RootParam, name, p.Type, p.Nullable || !p.Required && !p.Default.IsSet())
	return p.Type != nil
}

func (sc *scope) fact(w *walk) bool {
	f, ok := find(w.b, &w.b.facts, spec.Text{Pos: w.pos(1), Value: w.path.Parts[1]})
	if !ok {
		return false
	}
	w.ref.Fact = f
	w.take(2, RootAccount, f.Name, f.Type, f.Default.Kind == spec.DataNull)
	return f.Type != nil
}

// attribute reads an attribute of the resource, named by part i.
func (sc *scope) attribute(w *walk, i int) bool {
	if !sc.self || sc.life == nil {
		w.b.errorf(w.pos(0), "unknown-attribute", "%q names an attribute, but no object is at hand here", w.path.String())
		return false
	}
	a, ok := find(w.b, &sc.life.attrs, spec.Text{Pos: w.pos(i), Value: w.path.Parts[i]})
	if !ok {
		return false
	}
	w.ref.Attribute = a
	w.take(i+1, RootSelf, a.Name, a.Type, a.Nullable || a.Optional)
	return a.Type != nil
}

// bareName reads a path that begins with a let, a load, a clock, a window or an attribute.
func (sc *scope) bareName(w *walk, head string) bool {
	if sc.now && head == "now" {
		w.take(1, RootNow, head, &Type{Kind: Datetime}, false)
		return true
	}
	meanings := sc.meanings(head)
	if len(meanings) > 1 {
		w.b.errorf(w.pos(0), "ambiguous-name", "%q means both %s; rename one", head, strings.Join(meanings, " and "))
		return false
	}
	if len(meanings) == 0 {
		sc.unknown(w, head)
		return false
	}
	switch {
	case sc.let(head) != nil:
		l := sc.let(head)
		w.ref.Let = l
		w.take(1, RootLet, head, l.Type, l.Value != nil && l.Value.Nullable)
		return l.Type != nil
	case sc.loads[head] != nil:
		l := sc.loads[head]
		w.ref.Load = l
		w.take(1, RootLoad, head, nil, l.Nullable())
		if l.Of != nil {
			w.ref.Type = &Type{Kind: ObjectKind, Object: l.Of.Object}
		}
		return l.Of != nil
	case sc.isClock(head):
		c := sc.life.clocks.byKey[head]
		w.ref.Clock = c
		w.take(1, RootClock, head, nil, false)
		if c.Since != nil && (c.Since.Nullable || c.Since.Optional) {
			w.ref.nulls = append(w.ref.nulls, nullPart{key: string(RootSelf) + "." + c.Since.Name, text: c.Since.Name})
		}
		return w.whole("clock")
	case sc.isWindow(head):
		w.ref.Window = sc.life.windows.byKey[head]
		w.take(1, RootWindow, head, nil, false)
		return w.whole("window")
	}
	return sc.attribute(w, 0)
}

func (sc *scope) isClock(name string) bool {
	return sc.bare && sc.life != nil && sc.life.clocks.byKey[name] != nil
}

func (sc *scope) isWindow(name string) bool {
	return sc.life != nil && sc.life.windows.byKey[name] != nil
}

func (sc *scope) isAttribute(name string) bool {
	return sc.bare && sc.life != nil && sc.life.attrs.byKey[name] != nil
}

// meanings are the kinds of thing that a bare name may mean here.
func (sc *scope) meanings(name string) []string {
	var out []string
	for _, m := range []struct {
		ok   bool
		what string
	}{
		{sc.lets[name] != nil, "a let of the operation"},
		{sc.bare && sc.life != nil && sc.life.lets[name] != nil, "a let of the resource"},
		{sc.loads[name] != nil, "a load"},
		{sc.isClock(name), "a clock"},
		{sc.isWindow(name), "a window"},
		{sc.isAttribute(name), "an attribute"},
	} {
		if m.ok {
			out = append(out, m.what)
		}
	}
	return out
}

// unknown reports a bare name that means nothing.
func (sc *scope) unknown(w *walk, name string) {
	if sc.life != nil && sc.life.attrs.byKey[name] != nil {
		w.b.errorf(w.pos(0), "unknown-attribute", "%q names an attribute, but no object is at hand here; take the parameter or now, or put what is made of it under derive", name)
		return
	}
	var known []string
	if w.b.hints <= maxHints {
		known = sc.names()
	}
	w.b.errorf(w.pos(0), "unknown-attribute", "unknown name %q%s", name, w.b.suggest(name, known))
}

// names are the names that a path may begin with, without those that want a root.
func (sc *scope) names() []string {
	known := slices.Sorted(maps.Keys(sc.loads))
	known = append(known, slices.Sorted(maps.Keys(sc.lets))...)
	if sc.life != nil {
		known = append(known, sc.life.windows.names...)
	}
	if sc.bare && sc.life != nil {
		known = append(known, slices.Sorted(maps.Keys(sc.life.lets))...)
		known = slices.Concat(known, sc.life.clocks.names, sc.life.attrs.names)
	}
	return known
}

// whole refuses members of a thing that has none.
func (w *walk) whole(what string) bool {
	if w.at < len(w.path.Parts) {
		w.b.errorf(w.pos(w.at), "unknown-attribute", "a %s has no attribute %q", what, w.path.Parts[w.at])
		return false
	}
	return true
}

// member reads one part as a member of what has been read.
func (w *walk) member() bool {
	name := w.path.Parts[w.at]
	m := memberOf(w.ref.Type, name)
	if m.typ == nil {
		if m.known != nil || !m.broken {
			w.b.errorf(w.pos(w.at), m.rule(), "%s has no %s %q%s", w.ref.Type.String(), m.what(), name, w.b.suggest(name, m.known))
		}
		return false
	}
	w.at++
	w.ref.Members = append(w.ref.Members, name)
	w.ref.Type = m.typ
	w.key += "." + name
	w.null(m.nullable)
	return true
}

// member is what a name means inside a type. Typ is nil where it means nothing.
type member struct {
	typ      *Type
	nullable bool
	kind     Kind     // of the type that was asked
	known    []string // the names that would mean something
	broken   bool     // that the name is known but its type was refused
}

func (m member) rule() string {
	if m.kind == EnumKind {
		return "unknown-trait"
	}
	return "unknown-attribute"
}

func (m member) what() string {
	switch m.kind {
	case EnumKind:
		return "trait"
	case RowOf:
		return "column"
	}
	return "attribute"
}

// memberOf finds a member: an attribute of an object, a trait of an enum's value, a column of a row. Of a union it is
// that of the alternatives that have it, and may be null where some have not.
func memberOf(t *Type, name string) member {
	m := member{kind: t.Kind}
	switch t.Kind {
	case FailureType, ErrorType:
		m.known = []string{"message"}
		if name == "message" {
			m.typ = &Type{Kind: String}
		}
	case ObjectKind:
		if a := t.Object.Attribute(name); a != nil {
			m.typ, m.nullable, m.broken = a.Type, a.Nullable || a.Optional, a.Type == nil
			return m
		}
		m.known = t.Object.attributeNames()
	case EnumKind:
		return columnOf(m, t.Enum.Traits, name)
	case RowOf:
		return columnOf(m, t.Table.Columns, name)
	case Union:
		for _, alt := range t.Alts {
			am := memberOf(alt, name)
			m.known = append(m.known, am.known...)
			switch {
			case am.typ == nil:
				m.nullable = true
			case m.typ == nil || sameType(m.typ, am.typ):
				m.typ, m.nullable = am.typ, m.nullable || am.nullable
			default:
				m.typ = &Type{Kind: Any}
			}
		}
	}
	return m
}

func columnOf(m member, columns []*Column, name string) member {
	for _, c := range columns {
		if c.Name == name {
			m.typ, m.nullable, m.broken = c.Type, c.Nullable, c.Type == nil
			return m
		}
		m.known = append(m.known, c.Name)
	}
	return m
}

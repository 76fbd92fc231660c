package model

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
)

// String is the type as a spec writes it.
func (t *Type) String() string {
	switch t.Kind {
	case EnumKind:
		return t.Enum.Name
	case ObjectKind:
		return t.Object.Name
	case IDKind:
		if t.Object == nil {
			return "id"
		}
		return "id of " + t.Object.Name
	case PageOf:
		return "page of " + t.Object.Name
	case Expandable:
		return "expandable " + t.Object.Name
	case ListOf:
		return "list of " + t.Elem.String()
	case MapOf:
		return "map of " + t.Elem.String()
	case RowOf:
		return "row of " + t.Table.Name
	case Union:
		alts := make([]string, len(t.Alts))
		for i, a := range t.Alts {
			alts[i] = a.String()
		}
		return strings.Join(alts, " or ")
	}
	return string(t.Kind)
}

// sameType reports whether two types are written alike.
func sameType(t, u *Type) bool { return t == u || t.Kind == u.Kind && t.String() == u.String() }

// Nullable reports whether the load may give nothing: its id may be absent, may be of another kind of object, or need
// not be known.
func (l *Load) Nullable() bool {
	return l.Absent == nil || l.ID == nil || l.ID.Nullable || l.ID.Type == nil || l.ID.Type.Kind == Union
}

// AltNames are the Go names of the alternatives of a union, in their order, each unlike the others.
func (t *Type) AltNames() []string {
	names := make([]string, 0, len(t.Alts))
	for _, a := range t.Alts {
		name := a.altName()
		for base, i := name, 2; slices.Contains(names, name); i++ {
			name = base + strconv.Itoa(i)
		}
		names = append(names, name)
	}
	return names
}

func (t *Type) altName() string {
	switch t.Kind {
	case IDKind:
		return "ID"
	case URI:
		return "URI"
	case ObjectKind, PageOf, Expandable:
		return t.Object.Go
	case EnumKind:
		return t.Enum.Go
	case MapOf:
		return "Map"
	case ListOf:
		return "List"
	}
	word := strings.ReplaceAll(string(t.Kind), "_", "")
	return strings.ToUpper(word[:1]) + word[1:]
}

// Value finds a word of the enum, or nil.
func (e *Enum) Value(word string) *EnumValue { return e.byWord[word] }

// Attribute finds an attribute by its name on the wire, or nil.
func (o *Object) Attribute(name string) *Attribute { return o.byName[name] }

// Shown is the attributes that answers may carry: all but the hidden ones.
func (o *Object) Shown() []*Attribute {
	return slices.DeleteFunc(slices.Clone(o.Attributes), func(a *Attribute) bool { return a.Hidden })
}

// Triggers reports whether rows of the table can name a failure that they bring about.
func (t *Table) Triggers() bool {
	return slices.ContainsFunc(t.Columns, func(c *Column) bool { return c.Type != nil && c.Type.Kind == FailureType })
}

// StateGo is the Go name of the type of the resource's states, with which the names of all of them begin: State, or
// ThingState where several resources have states.
func (r *Resource) StateGo() string { return r.stateGo }

func (o *Object) attributeNames() []string {
	names := make([]string, len(o.Attributes))
	for i, a := range o.Attributes {
		names[i] = a.Name
	}
	return names
}

// Key is the dotted name of the attribute that is set, as a spec writes it.
func (a *Assignment) Key() string {
	var b strings.Builder
	for _, w := range a.Within {
		b.WriteString(w.Name + ".")
	}
	return b.String() + a.Attribute.Name
}

// Keys are the kinds of key that the operation takes: the one it needs, then the others. There are none where it needs
// none.
func (op *Operation) Keys() []*Key {
	if op.Key == nil {
		return nil
	}
	return append([]*Key{op.Key}, op.OtherKeys...)
}

// PathParams are the parameters of the operation's path, in its order.
func (op *Operation) PathParams() []*Param {
	var list []*Param
	for _, s := range op.Path {
		if s.Param != nil {
			list = append(list, s.Param)
		}
	}
	return list
}

// Names is the parameter at the end of the path that is the id which the object to be made gets, or nil.
func (op *Operation) Names() *Param {
	if op.Kind != Create || len(op.Path) == 0 {
		return nil
	}
	if p := op.Path[len(op.Path)-1].Param; p != nil && p.Type != nil && p.Type.Kind == IDKind && p.Type.Object == op.Resource.Object {
		return p
	}
	return nil
}

// Route is the operation's path as the spec writes it, with parameters in braces, such as /things/{id}/close.
func (op *Operation) Route() string {
	return op.PathWith(func(p *Param) string { return "{" + p.Key + "}" })
}

// PathWith is the operation's path with a text in place of each parameter.
func (op *Operation) PathWith(text func(*Param) string) string {
	var b strings.Builder
	for _, s := range op.Path {
		if s.Param != nil {
			b.WriteString(text(s.Param))
			continue
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// Arguments are the Go names of the arguments for the operation's path, in its order.
func (op *Operation) Arguments(initialisms []string) []string {
	var keys []string
	for _, p := range op.PathParams() {
		keys = append(keys, p.Key)
	}
	return ident.Arguments(keys, initialisms)
}

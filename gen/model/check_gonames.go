package model

import (
	"fmt"
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// goNames is one scope of Go names: a package, or the members of one type.
type goNames struct {
	b     *builder
	where string
	taken map[string]goOwner
}

// goOwner is what has a Go name. One without a place is the runtime of the client.
type goOwner struct {
	what string
	pos  spec.Pos
}

func (b *builder) newGoNames(where string, reserved ...string) *goNames {
	n := &goNames{b: b, where: where, taken: map[string]goOwner{}}
	for _, r := range reserved {
		n.taken[r] = goOwner{what: "the client itself"}
	}
	return n
}

// add takes a name for something, or reports who has it.
func (n *goNames) add(name string, pos spec.Pos, format string, args ...any) {
	if name == "" {
		return
	}
	what := fmt.Sprintf(format, args...)
	had, ok := n.taken[name]
	switch {
	case !ok:
		n.taken[name] = goOwner{what, pos}
	case had == goOwner{what, pos}: // a shared parameter comes once for each operation
	case had.pos.IsSet():
		n.b.errorf(pos, "go-name-clash", "%s becomes the Go name %s, which %s at %s has%s; give one of them a go_name", what, name, had.what, had.pos, n.where)
	default:
		n.b.errorf(pos, "go-name-clash", "%s becomes the Go name %s, which %s has%s; give it a go_name", what, name, had.what, n.where)
	}
}

// checkGoNames reports names that become one Go identifier.
func (b *builder) checkGoNames() {
	pkg := b.newGoNames("", slices.Concat(ReservedNames, ReservedLifecycle)...)
	for _, e := range b.api.Enums {
		pkg.add(e.Go, e.Pos, "enum %q", e.Name)
		traits := b.newGoNames(" in "+e.Go, ReservedWords...)
		for _, t := range e.Traits {
			traits.add(t.Method, t.Pos, "trait %q", t.Name)
		}
		for _, v := range e.Values {
			if v.Go != e.Go { // else it has no Go name, which is reported elsewhere
				pkg.add(v.Go, v.Pos, "value %q of %q", v.Value, e.Name)
			}
		}
	}
	for _, o := range b.everyObject() {
		b.objectGoNames(pkg, o)
	}
	b.codeGoNames(pkg)
	client := b.newGoNames(" in the client", ReservedClient...)
	for _, r := range b.api.Resources {
		client.add(r.Service, r.Pos, "resource %q", r.Name)
		pkg.add(r.Service+"Service", r.Pos, "the service of %q", r.Name)
		b.operationGoNames(pkg, r)
	}
}

func (b *builder) objectGoNames(pkg *goNames, o *Object) {
	what := "object"
	if o.Resource != nil {
		what = "resource"
	}
	if b.api.Page == nil || b.api.Page.Object != o { // the client's own Page
		pkg.add(o.Go, o.Pos, "%s %q", what, o.Name)
	}
	members := b.newGoNames(" in "+o.Go, ReservedMembers...)
	for _, a := range o.Attributes {
		members.add(a.Go, a.Pos, "attribute %q", a.Name)
		pkg.add(unionName(a.Type), a.Pos, "the union type of attribute %q", a.Name)
	}
	if o.Resource == nil || o.Resource.Lifecycle == nil {
		return
	}
	if len(o.Resource.Lifecycle.States) > 0 {
		members.add("State", o.Pos, "the state of %q", o.Name)
		pkg.add(o.Resource.StateGo(), o.Pos, "the type of the states of %q", o.Name)
		pkg.add(o.Resource.StateGo()+"Unknown", o.Pos, "the unknown state of %q", o.Name)
		pkg.add("In"+o.Resource.StateGo(), o.Pos, "the wait for states of %q", o.Name)
	}
	for _, s := range o.Resource.Lifecycle.States {
		pkg.add(s.Go, s.Pos, "state %q", s.Name)
	}
	for _, op := range o.Resource.Operations {
		if op.Behaviour != nil && op.Kind != Create && op.Kind != List {
			members.add("Can"+op.Go, op.Pos, "the check before operation %q", op.Name)
		}
	}
}

func (b *builder) codeGoNames(pkg *goNames) {
	for _, e := range b.api.Errors {
		pkg.add(e.Go, e.Pos, "error code %q", e.Code)
	}
	for _, f := range b.api.Failures {
		pkg.add(f.Go, f.Pos, "failure code %q", f.Code)
	}
	for _, e := range b.api.Events {
		pkg.add(e.Go, e.Pos, "event %q", e.Key)
	}
	if b.api.Auth != nil {
		for _, k := range b.api.Auth.Keys {
			pkg.add(k.Go, k.Pos, "kind of key %q", k.Name)
		}
	}
	for _, t := range b.api.Tables {
		columns := b.newGoNames(" in table " + t.Name)
		if t.Triggers() {
			pkg.add(t.Go, t.Pos, "table %q", t.Name)
			pkg.add(t.RowGo, t.Pos, "a row of table %q", t.Name)
			columns.add("Key", t.Pos, "the key of table %q", t.Name)
		}
		for _, c := range t.Columns {
			columns.add(c.Go, c.Pos, "column %q", c.Name)
		}
	}
}

func (b *builder) operationGoNames(pkg *goNames, r *Resource) {
	service := b.newGoNames(" in the service of " + r.Name)
	if r.Lifecycle != nil && len(r.Lifecycle.States) > 0 {
		service.add("WaitUntil", r.Pos, "the wait for a state of %q", r.Name)
	}
	for _, op := range r.Operations {
		service.add(op.Go, op.Pos, "operation %q", op.Name)
		if op.Kind == List {
			service.add(op.Go+"Page", op.Pos, "the page of operation %q", op.Name)
		}
		pkg.add(op.ParamsGo, op.Pos, "the parameters of %q", op.Name)
		fields := b.newGoNames(" in the parameters of " + op.Name)
		for _, p := range op.Params {
			fields.add(p.Go, p.Pos, "parameter %q", p.Key)
			pkg.add(unionName(p.Type), p.Pos, "the union type of parameter %q", p.Key)
		}
	}
}

// unionName is the Go name of a union, be it in a list or a map; "" of any other type.
func unionName(t *Type) string {
	for t != nil && t.Elem != nil {
		t = t.Elem
	}
	if t == nil || t.Kind != Union {
		return ""
	}
	return t.Go
}

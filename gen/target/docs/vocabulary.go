package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// vocabulary explains the names that the conditions and effects of a call use and that stand in no table of the page.
func vocabulary(op *model.Operation) *Section {
	n := &names{seen: map[any]bool{}}
	for _, p := range op.Params {
		n.condition(p.RequiredWhen)
	}
	if op.Behaviour == nil {
		return n.section()
	}
	for _, g := range op.Behaviour.Guards {
		n.condition(g.Deny)
		n.condition(g.Require)
	}
	for _, g := range op.Behaviour.Documented {
		n.condition(g.Deny)
		n.condition(g.Require)
	}
	n.outcomes(op.Behaviour.Outcomes)
	for _, l := range op.Behaviour.Loads {
		n.load(l)
	}
	return n.section()
}

// section is a row for each name.
func (n *names) section() *Section {
	if len(n.rows) == 0 {
		return nil
	}
	return section("Names used above", table([]string{"Name", "Stands for"}, n.rows))
}

// names gathers lets and loads in the order they are met.
type names struct {
	seen map[any]bool
	rows []Row
}

func (n *names) outcomes(all []*model.Outcome) {
	for _, o := range all {
		n.condition(o.When)
		for _, a := range o.Set {
			n.value(a.Value)
		}
	}
}

func (n *names) condition(c *model.Condition) {
	if c != nil {
		n.expr(c.Expr, c.Refs)
	}
}

func (n *names) expr(e spec.Expr, refs map[*spec.Path]*model.Ref) {
	switch e := e.(type) {
	case *spec.Path:
		n.ref(refs[e])
	case *spec.Not:
		n.expr(e.X, refs)
	case *spec.Binary:
		n.expr(e.X, refs)
		n.expr(e.Y, refs)
	case *spec.In:
		n.expr(e.X, refs)
	}
}

func (n *names) value(v *model.Value) {
	if v == nil {
		return
	}
	for _, r := range v.Refs {
		n.ref(r)
	}
	for _, p := range v.Pieces {
		n.ref(p.Ref)
	}
	n.condition(v.Cond)
}

func (n *names) ref(r *model.Ref) {
	switch {
	case r == nil:
	case r.Let != nil:
		n.let(r.Let)
	case r.Load != nil:
		n.load(r.Load)
	}
}

func (n *names) let(l *model.Let) {
	if n.seen[l] {
		return
	}
	n.seen[l] = true
	n.row(l.Name, valueText(l.Value))
	n.value(l.Value)
}

func (n *names) load(l *model.Load) {
	if n.seen[l] {
		return
	}
	n.seen[l] = true
	n.row(l.Name, loadText(l))
	n.ref(l.ID)
	n.ref(l.Inline)
}

func (n *names) row(name string, meaning Text) {
	n.rows = append(n.rows, Row{ID: anchorOf("name", name), Cells: []Text{{code(name)}, meaning}})
}

// assumed is what an id stands for that nobody created: the resource's example, or one in a state.
func assumed(l *model.Load) Text {
	if l.Assume == "example" {
		return cat(words("the example of "+article(l.Of.Name)+" "), objectLink(l.Of.Object))
	}
	return cat(words(article(l.Of.Name)+" "), objectLink(l.Of.Object), words(" in state "), stateWord(l.Of, l.Assume))
}

// loadText says which object a load reads and what is refused on the way.
func loadText(l *model.Load) Text {
	t := cat(words("the "), objectLink(l.Of.Object), words(" that "), refText(l.ID), words(" names"))
	if l.Inline != nil {
		t = cat(t, words(", or that stands in "), refText(l.Inline), words(" itself"))
	}
	t = cat(t, words("."))
	if l.Absent != nil {
		t = cat(t, words(" Where there is none, the call is refused with "), errorLink(l.Absent), words("."))
	}
	if l.Once != nil {
		t = cat(t, words(" It can be used once; the second time the call is refused with "), errorLink(l.Once), words("."))
	}
	if l.Assume != "" {
		t = cat(t, words(" The mock lets a well-formed id that nobody created stand for "), assumed(l), words("."))
	}
	return lines(t, flat(prose(l.Doc)))
}

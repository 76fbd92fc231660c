package docs

import (
	"github.com/chargegen/chargegen/gen/model"
)

// lifecycle is the page of a resource's states and of what leads from one to another.
func (b *builder) lifecycle(r *model.Resource) *Page {
	l := r.Lifecycle
	p := &Page{Slug: lifecycleSlug(r), Title: "The life of " + article(r.Name) + " " + spaced(r.Name), Nav: "Lifecycle", Alone: true}
	p.Lead = []Block{para(words("A state is a row that fixes attributes: which state an object is in is read from them, not from one word alone."))}
	p.add(b.picture(r), stateTable(r), stateFields(r), b.transitions(r))
	p.add(timers(r), signals(r))
	p.add(clocks(l), lifeNames(l))
	return p
}

// stateTable is what each state means.
func stateTable(r *model.Resource) *Section {
	var rows []Row
	for _, s := range r.Lifecycle.States {
		name := Text{code(s.Name)}
		if s.Label != "" && s.Label != heading(s.Name) {
			name = lines(name, cat(words(s.Label)))
		}
		var final Text
		if s.Final {
			final = cat(words("Final: nothing leads out of it."))
		}
		rows = append(rows, Row{ID: stateID(s.Name), Cells: []Text{name, lines(flat(prose(s.Doc)), final, originNote(s.Origin, r.Origin))}})
	}
	return section("States", table([]string{"State", "Meaning"}, rows))
}

// stateFields is what each state fixes: a column for each state.
func stateFields(r *model.Resource) *Section {
	columns := []string{"Attribute"}
	for _, s := range r.Lifecycle.States {
		columns = append(columns, s.Name)
	}
	var rows []Row
	for _, a := range r.Attributes {
		row := Row{Cells: []Text{{code(a.Name)}}}
		fixed := false
		for _, s := range r.Lifecycle.States {
			i := fieldOf(s, a)
			if i < 0 {
				row.Cells = append(row.Cells, cat(words("any")))
				continue
			}
			fixed = true
			row.Cells = append(row.Cells, stateValue(s.Fields[i]))
		}
		if fixed {
			rows = append(rows, row)
		}
	}
	return section("What each state fixes", table(columns, rows))
}

// transition is one way from a state to another. From is nil where the object begins.
type transition struct {
	from, to *model.State
	by       Text
	label    string // for pictures
	when     Text
}

// ways is every transition of a resource: by its operations, then by time, then by others.
func (b *builder) ways(r *model.Resource) []transition {
	var all []transition
	for _, op := range r.Operations {
		if op.Behaviour == nil {
			continue
		}
		w := way{from: startsFrom(op), by: operationLink(op), label: op.Name, names: operationSlug(op), creates: op.Kind == model.Create}
		all = append(all, w.transitions(op.Behaviour.Outcomes)...)
	}
	for _, t := range r.Lifecycle.Timers {
		if t.Effect != nil {
			by := cat(words("time: "), code(t.Name).to("", anchorOf("timer", t.Name)))
			w := way{from: compatible(r.Lifecycle, t.When), by: by, label: t.Name}
			all = append(all, w.transitions([]*model.Outcome{t.Effect})...)
		}
	}
	for _, s := range r.Lifecycle.Signals {
		by := cat(words("signal: "), code(s.Name).to("", anchorOf("signal", s.Name)))
		w := way{from: compatible(r.Lifecycle, s.When), by: by, label: s.Name}
		all = append(all, w.transitions(s.Outcomes)...)
	}
	return all
}

// startsFrom is the states that an operation may start from: those it names, else those that no check of it rules out.
// What creates starts from none.
func startsFrom(op *model.Operation) []*model.State {
	if op.Kind == model.Create || len(op.Behaviour.From) > 0 {
		return op.Behaviour.From
	}
	var all []*model.State
	for _, s := range op.Resource.Lifecycle.States {
		if !refusedIn(op, s) {
			all = append(all, s)
		}
	}
	return all
}

// way is what may lead from some states to others. Names is the page that explains the names its conditions use; empty
// for the page itself.
type way struct {
	from  []*model.State
	by    Text
	label string
	names string

	creates bool // that it starts from no state
}

// transitions is each state that an outcome leads to, from each state it may start from.
func (w way) transitions(outcomes []*model.Outcome) []transition {
	from := w.from
	if w.creates {
		from = []*model.State{nil}
	}
	var all []transition
	for _, o := range outcomes {
		if o.To == nil {
			continue
		}
		var reason Text
		if len(outcomes) > 1 {
			reason = relocate(inCase(o, len(outcomes)), w.names)
		}
		for _, s := range from {
			all = append(all, transition{from: s, to: o.To, by: w.by, label: w.label, when: reason})
		}
	}
	return all
}

// transitions is the table of what leads where.
func (b *builder) transitions(r *model.Resource) *Section {
	var rows []Row
	for _, t := range b.ways(r) {
		from := cat(words("(none)"))
		if t.from != nil {
			from = stateLink(r, t.from)
		}
		rows = append(rows, Row{Cells: []Text{from, t.by, stateLink(r, t.to), t.when}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("Transitions", table([]string{"From", "By", "To", "When"}, rows))
}

// timers is what time alone brings.
func timers(r *model.Resource) *Section {
	var rows []Row
	for _, t := range r.Lifecycle.Timers {
		rows = append(rows, Row{ID: anchorOf("timer", t.Name), Cells: []Text{
			{code(t.Name)}, fires(t), effect(r, t.Effect), flat(prose(t.Doc)),
		}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("What time brings", table([]string{"Timer", "Fires", "Does", "Meaning"}, rows))
}

// fires says when a timer runs.
func fires(t *model.Timer) Text {
	var moment Text
	switch {
	case t.At != nil:
		moment = cat(words("at "), code(t.At.Name))
	case t.Clock != nil && t.After != nil:
		moment = cat(code(t.After.Name), words(" ("), windowText(t.After), words(") after "), code(t.Clock.Since.Name))
	}
	if t.When != nil {
		moment = lines(moment, cat(words("if "), holds(t.When)))
	}
	return moment
}

// effect says what an outcome does: where it leads, what it sets, what it leaves.
func effect(r *model.Resource, o *model.Outcome) Text {
	if o == nil {
		return nil
	}
	var all []Text
	if o.To != nil {
		all = append(all, cat(words("leads to "), stateLink(r, o.To)))
	}
	for _, a := range o.Set {
		all = append(all, cat(code(assigned(a)), words(": "), valueText(a.Value)))
	}
	if o.Emits != nil {
		all = append(all, cat(words("leaves "), eventLink(o.Emits)))
	}
	return lines(all...)
}

// signals is what someone other than the caller brings.
func signals(r *model.Resource) *Section {
	var rows []Row
	for _, s := range r.Lifecycle.Signals {
		var does []Text
		for i, o := range s.Outcomes {
			e := effect(r, o)
			if len(s.Outcomes) > 1 {
				e = lines(when(o, i), e)
			}
			does = append(does, e)
		}
		var can Text
		if s.When != nil {
			can = holds(s.When)
		}
		notes := append([]Text{flat(prose(s.Doc))}, notesWithin(&s.Meta, &r.Meta)...)
		rows = append(rows, Row{ID: anchorOf("signal", s.Name), Cells: []Text{
			{code(s.Name)}, cat(words(s.By)), can, lines(does...), lines(append(notes, signalParams(s)...)...),
		}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("What others bring", table([]string{"Signal", "By", "When", "Does", "Meaning"}, rows))
}

// signalParams is what a signal says, a line each.
func signalParams(s *model.Signal) []Text {
	var all []Text
	for _, p := range s.Params {
		all = append(all, cat(words("It says "), code(p.Name), words(" ("), typeText(p.Type), words("). "), flat(prose(p.Doc))))
	}
	return all
}

// clocks is the clocks and the lengths of time they are compared with.
func clocks(l *model.Lifecycle) *Section {
	var rows []Row
	for _, c := range l.Clocks {
		rows = append(rows, Row{ID: anchorOf("clock", c.Name), Cells: []Text{
			{code(c.Name)}, cat(words("the time since "), code(c.Since.Name)), flat(prose(c.Doc)),
		}})
	}
	for _, w := range l.Windows {
		rows = append(rows, Row{ID: anchorOf("window", w.Name), Cells: []Text{{code(w.Name)}, windowText(w), flat(prose(w.Doc))}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("Clocks and lengths of time", table([]string{"Name", "Is", "Meaning"}, rows))
}

// invariants is what holds of every object, always.
func invariants(l *model.Lifecycle) *Section {
	var items []Text
	for _, i := range l.Invariants {
		t := capital(holds(i.Require))
		if doc := flat(prose(i.Doc)); len(doc) > 0 {
			t = cat(t, words(". "), doc)
		}
		items = append(items, t)
	}
	if len(items) == 0 {
		return nil
	}
	return section("What always holds", list(items))
}

// resourceNames explains the names that derived attributes and invariants use.
func resourceNames(l *model.Lifecycle) *Section {
	n := &names{seen: map[any]bool{}}
	for _, a := range l.Derive {
		n.value(a.Value)
	}
	for _, i := range l.Invariants {
		n.condition(i.Require)
	}
	return n.section()
}

// lifeNames explains the names that states, timers and signals use.
func lifeNames(l *model.Lifecycle) *Section {
	n := &names{seen: map[any]bool{}}
	for _, s := range l.States {
		for _, f := range s.Fields {
			n.condition(f.Cond)
		}
	}
	for _, t := range l.Timers {
		n.condition(t.When)
		if t.Effect != nil {
			n.outcomes([]*model.Outcome{t.Effect})
		}
	}
	for _, s := range l.Signals {
		n.condition(s.When)
		n.outcomes(s.Outcomes)
	}
	return n.section()
}

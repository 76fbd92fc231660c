package docs

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// requirements is the checks of a call as what must be so, in the order they are made, and what they imply.
func requirements(op *model.Operation) *Section {
	if op.Behaviour == nil || len(op.Behaviour.Guards)+len(op.Behaviour.Documented) == 0 {
		return nil
	}
	var rows []Row
	for i, g := range op.Behaviour.Guards {
		rows = append(rows, Row{ID: anchorOf("requirement", itoa(i+1)), Cells: []Text{
			cat(words(itoa(i + 1))), requirement(g, &op.Meta), refusal(g, "refused"),
		}})
	}
	for _, g := range op.Behaviour.Documented {
		rows = append(rows, Row{Cells: []Text{nil, requirement(g, &op.Meta), refusal(g, "follows from the rows above")}})
	}
	return section("Requirements",
		para(words("Checked from top to bottom, after the key, the id and the shape of the parameters; the first that is not met answers.")),
		table([]string{"", "What must be so", "Otherwise"}, rows))
}

// requirement says a check as what must be so: in the spec's words where it has some, and always as its condition says.
func requirement(g *model.Guard, whole *model.Meta) Text {
	doc, condition := flat(prose(g.Doc)), guardText(g)
	if strings.TrimSuffix(doc.String(), ".") == condition.String() {
		condition = nil
	}
	return lines(doc, condition, guardNote(g, whole))
}

// guardNote says how far a check can be relied on.
func guardNote(g *model.Guard, whole *model.Meta) Text {
	if g.Sureness == whole.Sureness && g.Origin == whole.Origin {
		return nil
	}
	return surenessNote(g.Sureness, g.Origin)
}

// guardText says the condition of a check. What it refuses is turned into what it wants, save where several things
// together are refused: turned round, they would be hard to read.
func guardText(g *model.Guard) Text {
	switch {
	case g.Require != nil:
		return holds(g.Require)
	case g.Deny == nil:
		return nil
	}
	if b, ok := g.Deny.Expr.(*spec.Binary); ok && b.Op == "&&" {
		lead := "not both at once: "
		if len(operands(b, "&&")) > 2 {
			lead = "not all at once: "
		}
		return cat(words(lead), holds(g.Deny))
	}
	return fails(g.Deny)
}

// refusal is the code of a check that is not met; a check without one says instead what is the case.
func refusal(g *model.Guard, instead string) Text {
	if g.Error == nil {
		return cat(words(instead))
	}
	return errorLink(g.Error)
}

// changes is what a call comes to: for one that creates the outcomes, for others what is different afterwards.
func changes(op *model.Operation) []*Section {
	if op.Behaviour == nil || op.Kind == model.Read || op.Kind == model.List {
		return nil
	}
	outcomes := op.Behaviour.Outcomes
	if op.Kind == model.Create {
		if blocks := outcomeBlocks(op.Resource, outcomes); len(blocks) > 0 {
			return []*Section{section("Outcomes", blocks...)}
		}
		return nil
	}
	s := section("What changes")
	if from := op.Behaviour.From; len(from) > 0 {
		s.Blocks = append(s.Blocks, para(words("It starts from "), states(op.Resource, from), words(".")))
	}
	if len(outcomes) == 1 {
		s.Blocks = append(s.Blocks, outcome(op, outcomes[0])...)
		return []*Section{s}
	}
	sections := []*Section{s}
	for i, o := range outcomes {
		title := cat(words("Outcome " + itoa(i+1)))
		sections = append(sections, subsection(title, append(condition(o, i), outcome(op, o)...)...))
	}
	return sections
}

// states names states in a sentence.
func states(r *model.Resource, all []*model.State) Text {
	items := make([]Text, len(all))
	for i, s := range all {
		items[i] = stateLink(r, s)
	}
	return series("or", items)
}

// condition says when an outcome is the one, given that the i before it are not.
func condition(o *model.Outcome, i int) []Block { return []Block{{Para: capital(when(o, i))}} }

func when(o *model.Outcome, i int) Text {
	switch {
	case o.When != nil && i > 0:
		return cat(words("otherwise, when "), holds(o.When), words(":"))
	case o.When != nil:
		return cat(words("when "), holds(o.When), words(":"))
	case i > 0:
		return cat(words("otherwise:"))
	}
	return cat(words("always:"))
}

// capital begins a text with a capital letter.
func capital(t Text) Text {
	if len(t) > 0 && !t[0].Code {
		t[0].Text = ident.Capital(t[0].Text)
	}
	return t
}

// outcomeBlocks is what a call may come to, a row each, and after it what each of them sets alike.
func outcomeBlocks(r *model.Resource, outcomes []*model.Outcome) []Block {
	if len(outcomes) == 1 {
		return onlyOutcome(r, outcomes[0])
	}
	shared := sharedSets(outcomes)
	blocks := []Block{outcomeTable(r, outcomes, shared)}
	if len(shared) > 0 {
		blocks = append(blocks, para(words("Every outcome sets:")), table([]string{"Attribute", "To"}, assignments(shared)))
	}
	return blocks
}

// onlyOutcome is what a call that creates comes to, where that is always the same.
func onlyOutcome(r *model.Resource, o *model.Outcome) []Block {
	blocks := append(prose(o.Doc), leadsTo(r, o)...)
	if len(o.Set) > 0 {
		blocks = append(blocks, para(words("It sets:")), table([]string{"Attribute", "To"}, assignments(o.Set)))
	}
	return append(blocks, leaves(o)...)
}

// leadsTo says the state that an outcome leads to.
func leadsTo(r *model.Resource, o *model.Outcome) []Block {
	if o.To == nil {
		return nil
	}
	return []Block{para(words("It leads to "), stateLink(r, o.To), words("."))}
}

// leaves says the event that an outcome leaves behind.
func leaves(o *model.Outcome) []Block {
	if o.Emits == nil {
		return nil
	}
	return []Block{para(words("It leaves the event "), eventLink(o.Emits), words("."))}
}

// sharedSets is what every one of several outcomes sets alike.
func sharedSets(outcomes []*model.Outcome) []*model.Assignment {
	var shared []*model.Assignment
	for _, a := range outcomes[0].Set {
		everywhere := true
		for _, o := range outcomes[1:] {
			everywhere = everywhere && contains(o.Set, a)
		}
		if everywhere {
			shared = append(shared, a)
		}
	}
	return shared
}

// contains reports whether one of several assignments says the same as a.
func contains(all []*model.Assignment, a *model.Assignment) bool {
	for _, b := range all {
		if assigned(b) == assigned(a) && valueText(b.Value).String() == valueText(a.Value).String() {
			return true
		}
	}
	return false
}

// outcomeTable is what a call may come to, without what all outcomes share.
func outcomeTable(r *model.Resource, outcomes []*model.Outcome, shared []*model.Assignment) Block {
	var rows []Row
	for i, o := range outcomes {
		var state, event Text
		if o.To != nil {
			state = stateLink(r, o.To)
		}
		if o.Emits != nil {
			event = eventLink(o.Emits)
		}
		var sets []Text
		for _, a := range o.Set {
			if !contains(shared, a) {
				sets = append(sets, cat(code(assigned(a)), words(": "), valueText(a.Value)))
			}
		}
		rows = append(rows, Row{ID: anchorOf("outcome", itoa(i+1)), Cells: []Text{
			lines(flat(prose(o.Doc)), inCase(o, len(outcomes))), state, lines(sets...), event,
		}})
	}
	return table([]string{"When", "State", "Sets besides", "Event"}, rows)
}

// inCase says when an outcome is the one, in the table of all of them.
func inCase(o *model.Outcome, of int) Text {
	switch {
	case o.When != nil:
		return holds(o.When)
	case of == 1:
		return cat(words("always"))
	}
	return cat(words("otherwise"))
}

// outcome is what is different after one outcome of a call.
func outcome(op *model.Operation, o *model.Outcome) []Block {
	blocks := append(prose(o.Doc), leadsTo(op.Resource, o)...)
	rows := append(sentRows(op, o), changeRows(op.Behaviour.From, o)...)
	if len(rows) > 0 {
		blocks = append(blocks, table([]string{"Attribute", "Before", "After"}, rows))
	} else {
		blocks = append(blocks, para(words("No attribute changes.")))
	}
	return append(blocks, leaves(o)...)
}

// sentRows is each attribute that an update takes from the parameter of its name: all but those that the outcome sets.
func sentRows(op *model.Operation, o *model.Outcome) []Row {
	if op.Kind != model.Update {
		return nil
	}
	var rows []Row
	for _, a := range op.Resource.Attributes {
		sent := slices.ContainsFunc(op.Params, func(p *model.Param) bool { return p.Name == a.Name && p.In != model.InPath })
		set := slices.ContainsFunc(o.Set, func(s *model.Assignment) bool { return s.Attribute == a && len(s.Within) == 0 })
		if sent && !set {
			rows = append(rows, changeRow(a.Name, nil, cat(words("the parameter "), code(a.Name), words(otherwise(op)))))
		}
	}
	return rows
}

// otherwise is what becomes of an attribute whose parameter an update is not given.
func otherwise(op *model.Operation) string {
	if op.Method == "PUT" {
		return ", else its default or empty"
	}
	return ", else as it was"
}

// changeRows is each attribute that an outcome changes, before and after. It is read from the states alone: what the
// states before fix, what the state after fixes, and what the outcome sets besides.
func changeRows(from []*model.State, o *model.Outcome) []Row {
	var rows []Row
	set := map[*model.Attribute]bool{}
	for _, a := range o.Set {
		set[a.Attribute] = len(a.Within) == 0
	}
	if o.To != nil {
		for _, f := range o.To.Fields {
			if set[f.Attribute] {
				continue
			}
			before, after := fixedBy(from, f.Attribute), stateValue(f)
			if before.String() != after.String() {
				rows = append(rows, changeRow(f.Attribute.Name, before, after))
			}
		}
	}
	for _, a := range o.Set {
		var before Text
		if len(a.Within) == 0 {
			before = fixedBy(from, a.Attribute)
		}
		rows = append(rows, changeRow(assigned(a), before, valueText(a.Value)))
	}
	return rows
}

func changeRow(name string, before, after Text) Row {
	if len(before) == 0 {
		before = cat(words("as it was"))
	}
	return Row{Cells: []Text{{code(name)}, before, after}}
}

// fixedBy is what states fix an attribute to, a line for each state where they differ; nothing where one of them leaves
// it open.
func fixedBy(states []*model.State, a *model.Attribute) Text {
	var each []Text
	differ := false
	for _, s := range states {
		i := fieldOf(s, a)
		if i < 0 {
			return nil
		}
		each = append(each, stateValue(s.Fields[i]))
		differ = differ || each[0].String() != each[len(each)-1].String()
	}
	if len(each) == 0 || !differ {
		return lines(each[:min(1, len(each))]...)
	}
	for i, s := range states {
		each[i] = cat(code(s.Name), words(": "), each[i])
	}
	return lines(each...)
}

// fieldOf is the index of what a state says of an attribute, or -1.
func fieldOf(s *model.State, a *model.Attribute) int {
	for i, f := range s.Fields {
		if f.Attribute == a {
			return i
		}
	}
	return -1
}

// stateValue says what a state fixes an attribute to.
func stateValue(f model.StateField) Text {
	if f.Cond != nil {
		return truthText(f.Cond)
	}
	return dataText(f.Literal)
}

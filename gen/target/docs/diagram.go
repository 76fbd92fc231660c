package docs

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/chargegen/chargegen/gen/model"
)

// Diagram is states and what leads from one to another, to be drawn or written as Mermaid text.
type Diagram struct {
	Title  string
	States []DiagramState
	Arrows []Arrow
}

// DiagramState is a state of a diagram. Label is its name for people, Anchor where the page says what it means.
type DiagramState struct {
	Name, Label, Anchor string
	Final               bool
}

// Arrow leads from one state to another, by number; From is -1 where things begin. Labels say what brings it about.
type Arrow struct {
	From, To int
	Labels   []string
}

// picture is the states and transitions of a resource. Transitions between the same two states share an arrow.
func (b *builder) picture(r *model.Resource) *Section {
	d := &Diagram{Title: "States of " + article(r.Name) + " " + spaced(r.Name)}
	at := map[*model.State]int{nil: -1}
	for i, s := range r.Lifecycle.States {
		at[s] = i
		d.States = append(d.States, DiagramState{Name: s.Name, Label: cmp.Or(s.Label, heading(s.Name)), Anchor: stateID(s.Name), Final: s.Final})
	}
	for _, t := range b.ways(r) {
		d.addArrow(at[t.from], at[t.to], t.label)
	}
	slices.SortStableFunc(d.Arrows, func(a, b Arrow) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	return section("Picture", Block{Diagram: d})
}

// addArrow adds a label to the arrow between two states, which is new where there is none yet.
func (d *Diagram) addArrow(from, to int, label string) {
	for i := range d.Arrows {
		a := &d.Arrows[i]
		if a.From != from || a.To != to {
			continue
		}
		if !slices.Contains(a.Labels, label) {
			a.Labels = append(a.Labels, label)
		}
		return
	}
	d.Arrows = append(d.Arrows, Arrow{From: from, To: to, Labels: []string{label}})
}

// mermaid is the diagram as the text of a Mermaid state diagram.
func (d *Diagram) mermaid() string {
	var text strings.Builder
	text.WriteString("stateDiagram-v2\n")
	for i, s := range d.States {
		text.WriteString("  state \"" + mermaidText(s.Label) + "\" as " + d.mermaidID(i) + "\n")
	}
	for _, a := range d.Arrows {
		text.WriteString("  " + d.mermaidID(a.From) + " --> " + d.mermaidID(a.To) + " : " + mermaidText(strings.Join(a.Labels, ", ")) + "\n")
	}
	for i, s := range d.States {
		if s.Final {
			text.WriteString("  " + d.mermaidID(i) + " --> [*]\n")
		}
	}
	return text.String()
}

// mermaidID is the word by which the diagram knows a state. The prefix keeps it clear of Mermaid's own words.
func (d *Diagram) mermaidID(i int) string {
	if i < 0 {
		return "[*]"
	}
	return "s_" + strings.ReplaceAll(fileName(d.States[i].Name), "-", "_")
}

// mermaidText keeps of text what can mean nothing to Mermaid.
func mermaidText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ',' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, s)
}

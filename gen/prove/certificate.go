package prove

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/chargegen/chargegen/gen/model"
)

// Certificate writes what a report stands for: what was proved, what was only gone through row by row, what was played,
// and what is a reading of the sources that nothing here can prove.
func Certificate(w io.Writer, r *Report) error {
	c := &certificate{bufio.NewWriter(w), r}
	c.line("Proof of %s (%s)", r.API.Title, r.API.SpecFile)
	c.line("")
	c.line("What follows holds of the model that the spec describes, never of the API itself.")
	c.proved()
	c.tabulated()
	c.played()
	c.readings()
	return c.w.Flush()
}

type certificate struct {
	w *bufio.Writer
	r *Report
}

func (c *certificate) line(format string, args ...any) { fmt.Fprintf(c.w, format+"\n", args...) }

// head begins a part.
func (c *certificate) head(title string) {
	c.line("")
	c.line("%s", title)
}

// proved tells of what was explored to the end.
func (c *certificate) proved() {
	c.head("Proved, by trying all that conditions can tell apart:")
	for _, r := range c.r.Resources {
		if r.Objects == 0 {
			continue
		}
		c.line("  %s: %s in %s", r.Model.Name, count(r.Objects, "object"), count(r.Cases, "decided case"))
		if r.Model.Lifecycle != nil {
			c.states(r)
		}
	}
	for _, claim := range claims(c.r) {
		c.line("  - %s", claim)
	}
}

// states tells how many objects of each state were met.
func (c *certificate) states(r *Resource) {
	for _, s := range r.Model.Lifecycle.States {
		note := ""
		if s.Final {
			note = "  final"
		}
		c.line("    %-16s %6d%s", s.Name, r.States[s.Name], note)
	}
}

// claims is what is true of an API that has no findings, so far as it says such a thing.
func claims(r *Report) []string {
	n := tally(r.API)
	var out []string
	claim := func(count int, format string) {
		if count > 0 {
			out = append(out, fmt.Sprintf(format, count))
		}
	}
	n.states -= r.open.states
	n.from -= r.open.from
	n.guards -= r.open.guards
	n.outcomes -= r.open.outcomes
	n.timers -= r.open.timers
	n.signals -= r.open.signals
	claim(n.states, "states (%d): each is reached, and left unless it is final")
	claim(n.guards, "guards (%d): each refuses some call that those above it let through")
	claim(n.outcomes, "outcomes (%d): each comes about, and leads to the state that it names")
	claim(n.timers, "timers (%d): each fires for some object")
	claim(n.signals, "signals (%d): each is heeded by some object")
	claim(n.invariants, "invariants (%d): no change breaks any")
	claim(n.documented, "documented rows (%d): the checks imply each")
	claim(n.from, "operations that name the states they start from (%d): each starts from those, and from no other")
	claim(n.once, "actions that lead to a state (%d): each is refused when it is done again")
	claim(r.open.guards+r.open.outcomes+r.open.timers+r.open.signals, "rows that were not seen to decide, and of which that is not proved (%d)")
	claim(r.open.states+r.open.from, "states that were not seen to be reached or left, and of which that is not proved (%d)")
	return out
}

// tallies counts what an API says that is proved.
type tallies struct {
	states, guards, outcomes, timers, signals, invariants, documented, from, once int
}

func tally(api *model.API) tallies {
	var n tallies
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			n.operation(op)
		}
		if l := r.Lifecycle; l != nil {
			n.states += len(l.States)
			n.timers += len(l.Timers)
			n.signals += len(l.Signals)
			n.invariants += len(l.Invariants)
			for _, s := range l.Signals {
				n.outcomes += len(s.Outcomes)
			}
		}
	}
	return n
}

func (n *tallies) operation(op *model.Operation) {
	b := op.Behaviour
	if b == nil {
		return
	}
	n.guards += len(b.Guards)
	n.documented += len(b.Documented)
	n.outcomes += len(b.Outcomes)
	if len(b.From) > 0 {
		n.from++
	}
	leads := func(o *model.Outcome) bool { return o.To != nil }
	if op.Kind == model.Action && op.Replay == model.Converging && slices.ContainsFunc(b.Outcomes, leads) {
		n.once++
	}
}

// tabulated tells of tables and sets of words, of which one row stands for all that conditions cannot tell from it.
func (c *certificate) tabulated() {
	if len(c.r.Tables) == 0 {
		return
	}
	c.head("Tabulated, each row looked up and then taken with those that conditions cannot tell from it:")
	for _, t := range c.r.Tables {
		c.line("  %s: %s in %s", t.Name, count(t.Rows, "row"), count(t.Kinds, "kind"))
	}
}

// played tells of the sequences that end in errors, and of the errors that none ends in.
func (c *certificate) played() {
	seen := 0
	for _, p := range c.r.Pairs {
		if len(p.Steps) > 0 {
			seen++
		}
	}
	c.head(fmt.Sprintf("Played over HTTP against the mock: %d of %s of operation and error, by the fewest steps found:", seen, count(len(c.r.Pairs), "pair")))
	var op *model.Operation
	for _, p := range c.r.Pairs {
		if p.Operation != op {
			op = p.Operation
			c.line("  %s.%s", op.Resource.Name, op.Name)
		}
		switch {
		case len(p.Steps) > 0:
			c.line("    %-28s %s", p.Error.Error.Code, count(len(p.Steps), "step"))
		case p.Error.Unreachable != "":
			c.line("    %-28s declared unreachable: %s", p.Error.Error.Code, p.Error.Unreachable)
		default:
			c.line("    %-28s not seen", p.Error.Error.Code)
		}
	}
}

// readings tells of facts that are not written in any source.
func (c *certificate) readings() {
	c.head("Not proved: sums, shares and roundings, which tests try; and whether the API does as the spec says.")
	unsure := doubts(c.r.API)
	if len(unsure) == 0 {
		return
	}
	c.line("%s that the spec itself calls inferred or unverified:", count(len(unsure), "fact"))
	for _, d := range unsure {
		c.line("  %s: %s (%s:%d)", d.name, d.sureness, d.pos.File, d.pos.Line)
	}
}

// count is a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

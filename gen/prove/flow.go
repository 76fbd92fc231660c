package prove

import (
	"slices"

	"github.com/chargegen/chargegen/templates/engine"
)

// flow hands what conditions want to know of attributes on to what those are made of: to parameters that are copied under
// another name all of it, to those that something is worked out of that there is something. What is made out of itself is
// told apart closely.
func (p *prover) flow() {
	for range 3 { // attributes that follow from attributes that parameters are copied to
		p.share()
		for _, class := range p.program.Classes {
			g := gatherer{p: p, class: class}
			for _, d := range class.Resource.Derive {
				g.flows(d)
			}
			for _, calls := range [][]*engine.Call{class.Calls, class.Signals} {
				for _, call := range calls {
					g.call = call
					for _, o := range call.Outcomes {
						for _, b := range o.Set {
							g.flows(b)
						}
					}
				}
			}
		}
	}
}

// share hands what is asked of one of two values that are compared on to the other: a number between 5 and another that
// must be over 10 is found only where 10 is tried for both.
func (p *prover) share() {
	for _, names := range p.compared {
		for side, name := range names {
			if asked := p.interest[name]; asked != nil {
				p.interest.of(names[1-side]).take(asked)
			}
		}
	}
}

// flows hands on what is asked of one attribute.
func (g *gatherer) flows(b engine.Binding) {
	s := scope{g.class, g.call}
	worked := s.computes(b.Value)
	if g.p.read[last(b.Name)] && !worked {
		for _, name := range g.names(b.Value) {
			g.p.read[name] = true
		}
	}
	asked := g.p.interest[last(b.Name)]
	if asked == nil {
		return
	}
	var r reads
	s.reads(b.Value, &r)
	asked.counted = asked.counted || worked && r.self.has(b.Name)
	for _, path := range slices.Concat(r.params, r.self) {
		if last(path) == last(b.Name) {
			continue
		}
		switch {
		case !worked:
			if _, direct := b.Value.(engine.Lookup); !direct && slices.Contains(g.names(b.Value), last(path)) {
				g.p.interest.of(last(path)).take(asked)
			}
		case len(asked.numbers()) > 0:
			g.p.interest.of(last(path))
		}
	}
}

// take adds what another wants to know of the value itself.
func (i *interest) take(other *interest) {
	for _, v := range other.literals {
		if !slices.ContainsFunc(i.literals, v.Equal) {
			i.literals = append(i.literals, v)
		}
	}
	for _, v := range other.bounds {
		i.bound(v)
	}
}

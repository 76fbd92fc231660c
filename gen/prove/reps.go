package prove

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/templates/engine"
)

// rep is an object that stands for all that no condition can tell from it, and the calls that make it.
type rep struct {
	record engine.Record
	id     string
	made   sequence
	from   int // the step whose answer carries the id
	path   []string
}

// representatives returns objects of a resource that between them take every turn of those who read them.
func (p *prover) representatives(name string) []rep {
	if reps, ok := p.reps[name]; ok {
		return reps
	}
	p.reps[name] = nil // what needs itself to be made is not made here
	class := p.program.Class(name)
	if class == nil {
		return nil
	}
	reps := p.created(class)
	for _, other := range p.program.Classes {
		for _, f := range other.Resource.Fields {
			if f.Hidden && f.Type.Kind == "object" && f.Type.Of == name {
				reps = append(reps, p.within(other, f.Name, class)...)
			}
		}
	}
	p.reps[name] = p.apart(reps)
	return p.reps[name]
}

// created makes objects by the class's own create operations, and what becomes of them.
func (p *prover) created(class *engine.Class) []rep {
	x := &explorer{p: p, class: class, cover: newCoverage(), seen: map[string]*node{}, report: &Resource{States: map[string]int{}}}
	for _, r := range p.api.Resources {
		if r.Name == class.Name {
			x.res = r
		}
	}
	x.all, x.watched = true, p.watched(class)
	x.phases = x.stages()
	for _, call := range class.Calls {
		if call.Kind == "create" {
			x.create(call)
		}
	}
	var out []rep
	x.explore()
	for _, n := range x.objects {
		out = append(out, rep{n.rec, n.rec.ID(), n.path, n.made, []string{p.idAttribute()}})
	}
	x.tooLarge()
	return out
}

// within finds objects that others keep out of sight, under ids that those show.
func (p *prover) within(owner *engine.Class, attribute string, class *engine.Class) []rep {
	var out []rep
	for _, r := range p.representatives(owner.Name) {
		v := r.record.Get(attribute)
		rec := engine.Record{Class: class, Values: make([]engine.Value, len(class.Resource.Fields))}
		for i, f := range class.Resource.Fields {
			rec.Values[i] = v.Get(f.Name)
		}
		path := shown(r.record, attribute, rec.ID())
		if v.Kind() != engine.MapKind || path == nil {
			continue
		}
		out = append(out, rep{rec, rec.ID(), r.made, r.from, path})
	}
	return out
}

// shown is where an object shows an id, nil for nowhere.
func shown(rec engine.Record, hidden, id string) []string {
	for _, f := range rec.Class.Resource.Fields {
		if f.Name != hidden && id != "" && rec.Get(f.Name).String() == id {
			return []string{f.Name}
		}
	}
	return nil
}

// apart keeps the first of the objects that no condition can tell from each other, those made in fewer steps before
// others.
func (p *prover) apart(reps []rep) []rep {
	slices.SortStableFunc(reps, func(a, b rep) int { return len(a.made) - len(b.made) })
	return told(reps, func(r rep) string {
		var b strings.Builder
		p.leaves(&b, "", r.record.Value())
		return b.String()
	})
}

// told keeps the first of the objects of which the same is told.
func told(reps []rep, tell func(rep) string) []rep {
	var out []rep
	seen := map[string]bool{}
	for _, r := range reps {
		if text := tell(r); !seen[text] {
			seen[text] = true
			out = append(out, r)
		}
	}
	return out
}

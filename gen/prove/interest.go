package prove

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/templates/engine"
)

// interest is what the conditions of an API want to know of values that stand under one name, wherever that is: the
// last name of a path. Values that no condition can tell apart are tried but once.
type interest struct {
	literals []engine.Value
	bounds   []engine.Value      // that attributes are put in order with
	tables   map[string][]string // columns that are read of the row with this key
	traits   []string            // "enum.trait" read of the word
	upper    bool                // that the text is put in capitals before it is looked up
	counted  bool                // that some change makes the number out of itself
	looked   map[string]string   // what was told of texts by tables and traits
}

// interests is by name, in the order they were met.
type interests map[string]*interest

func (m interests) of(name string) *interest {
	i := m[name]
	if i == nil {
		i = &interest{tables: map[string][]string{}, looked: map[string]string{}}
		m[name] = i
	}
	return i
}

// gather reads every condition and value of the API: first without the operations that make objects, for what matters
// later of an object's account, then with them.
func (p *prover) gather() {
	p.read = map[string]bool{}
	p.interest = interests{}
	p.compared = nil
	p.listWorked()
	p.gatherAll(func(call *engine.Call) bool { return !makes(call) })
	p.flow()
	p.afterwards, p.interest = p.interest, interests{}
	p.gatherAll(func(*engine.Call) bool { return true })
	p.flow()
}

// makes reports whether a call makes objects, or is asked beside one that does.
func makes(call *engine.Call) bool { return call.Kind == "create" || call.Kind == rivalMaker }

func (p *prover) gatherAll(wanted func(*engine.Call) bool) {
	for _, class := range p.program.Classes {
		g := gatherer{p: p, class: class, watched: p.watched(class)}
		r := class.Resource
		for _, s := range r.States {
			for _, b := range s.Fields {
				g.compare(engine.Self(b.Name), b.Value)
				g.expr(b.Value)
			}
		}
		for _, w := range r.Windows {
			for _, c := range w.Cases {
				g.expr(c.When.Expr)
			}
		}
		for _, c := range r.Invariants {
			g.expr(c.Expr)
		}
		for _, t := range r.Timers {
			g.cond(t.When)
			g.outcome(t.Effect)
		}
		for _, calls := range [][]*engine.Call{class.Calls, class.Signals} {
			for _, call := range calls {
				if !wanted(call) {
					continue
				}
				g.call = call
				g.operation(call.Operation)
			}
		}
	}
}

// gatherer notes what the conditions of one class want to know.
type gatherer struct {
	p       *prover
	class   *engine.Class
	call    *engine.Call
	watched []string // what the class's conditions read of an object
	depth   int
}

func (g *gatherer) operation(o *engine.Operation) {
	g.cond(o.When)
	for _, guard := range o.Guards {
		g.cond(guard.Deny)
		g.cond(guard.Require)
	}
	for _, f := range o.Params {
		g.cond(f.RequiredWhen)
	}
	for _, out := range o.Outcomes {
		g.outcome(out)
	}
}

func (g *gatherer) cond(c *engine.Cond) {
	if c != nil {
		g.expr(c.Expr)
	}
}

func (g *gatherer) outcome(o engine.Outcome) {
	g.cond(o.When)
	for _, b := range o.Set {
		if watches(g.watched, b.Name) {
			g.expr(b.Value)
		}
	}
}

// expr notes comparisons, traits and columns anywhere in x.
func (g *gatherer) expr(x engine.Expr) {
	for _, name := range g.names(x) {
		g.p.read[name] = true
	}
	switch x := x.(type) {
	case engine.Eq, engine.Ne:
		g.compare(operands(x)[0], operands(x)[1])
		g.pair(x)
	case engine.In:
		for _, l := range x[1:] {
			g.compare(x[0], l)
		}
	case engine.Lt, engine.Le, engine.Gt, engine.Ge:
		g.orders(operands(x))
		g.pair(x)
	case engine.Trait:
		for _, name := range g.names(x.X) {
			g.p.interest.of(name).trait(x.Enum + "." + x.Name)
		}
	case engine.Let:
		g.column(string(x))
		if v := g.let(first(string(x))); v != nil && g.depth < maxLets {
			g.depth++
			g.expr(v)
			g.depth--
		}
	}
	for _, part := range operands(x) {
		g.expr(part)
	}
}

// maxLets bounds how many names may stand for each other.
const maxLets = 32

// compare notes the literal that a path is compared with.
func (g *gatherer) compare(a, b engine.Expr) {
	for _, pair := range [2][2]engine.Expr{{a, b}, {b, a}} {
		v, ok := literal(pair[1])
		if !ok || v.IsNull() || v.Kind() == engine.BoolKind {
			continue
		}
		for _, name := range g.names(pair[0]) {
			i := g.p.interest.of(name)
			if !slices.ContainsFunc(i.literals, v.Equal) {
				i.literals = append(i.literals, v)
			}
		}
	}
}

// orders notes the literal that a path is put in order with.
func (g *gatherer) orders(ops []engine.Expr) {
	for n, op := range ops {
		v, ok := literal(ops[1-n])
		if !ok || v.IsNull() {
			continue
		}
		for _, name := range g.names(op) {
			g.p.interest.of(name).bound(v)
		}
	}
}

// bound notes a value that others are put in order with.
func (i *interest) bound(v engine.Value) {
	if !slices.ContainsFunc(i.bounds, v.Equal) {
		i.bounds = append(i.bounds, v)
	}
}

// pair notes the paths that a comparison is of, and of two attributes what either may always be: the other is tried at
// that and on both sides of it.
func (g *gatherer) pair(comparison engine.Expr) {
	ops := operands(comparison)
	for _, a := range g.names(ops[0]) {
		for _, b := range g.names(ops[1]) {
			if names := [2]string{a, b}; a != b && !slices.Contains(g.p.compared, names) {
				g.p.compared = append(g.p.compared, names)
			}
		}
	}
	if names, ok := compared(comparison); ok {
		for side, name := range names {
			for _, v := range g.constants(names[1-side]) {
				g.p.interest.of(name).bound(v)
			}
		}
	}
}

// constants is what states, effects and timers make of an attribute whatever the call.
func (g *gatherer) constants(name string) []engine.Value {
	r := g.class.Resource
	var all []engine.Binding
	for _, s := range r.States {
		all = append(all, s.Fields...)
	}
	for _, t := range r.Timers {
		all = append(all, t.Effect.Set...)
	}
	for _, call := range slices.Concat(g.class.Calls, g.class.Signals) {
		for _, o := range call.Outcomes {
			all = append(all, o.Set...)
		}
	}
	var out []engine.Value
	for _, b := range all {
		if v, fixed := literal(b.Value); fixed && b.Name == name && !v.IsNull() && v.Kind() != engine.BoolKind {
			out = append(out, v)
		}
	}
	return out
}

// column notes the column that is read of a let's row.
func (g *gatherer) column(path string) {
	name, column, _ := strings.Cut(path, ".")
	look, ok := g.let(name).(engine.Lookup)
	if !ok {
		return
	}
	column, _, _ = strings.Cut(column, ".")
	for _, key := range g.names(look.Key) {
		i := g.p.interest.of(key)
		if cols := i.tables[look.Table]; !slices.Contains(cols, column) {
			i.tables[look.Table] = append(cols, column)
		}
	}
}

func (i *interest) trait(name string) {
	if !slices.Contains(i.traits, name) {
		i.traits = append(i.traits, name)
	}
}

// let returns the value of a name that the operation or the class declares, nil for none.
func (g *gatherer) let(name string) engine.Expr {
	if g.call != nil {
		for _, b := range g.call.Let {
			if b.Name == name {
				return b.Value
			}
		}
	}
	for _, b := range g.class.Resource.Let {
		if b.Name == name {
			return b.Value
		}
	}
	return nil
}

// names returns the last names of the paths that x comes down to.
func (g *gatherer) names(x engine.Expr) []string {
	switch x := x.(type) {
	case engine.Self:
		return []string{last(string(x))}
	case engine.Param:
		return []string{last(string(x))}
	case engine.Account:
		return []string{factName(first(string(x)))}
	case engine.Loaded:
		return []string{last(string(x))}
	case engine.Trait:
		return []string{x.Name}
	case engine.Upper:
		names := g.names(x[0])
		for _, name := range names {
			g.p.interest.of(name).upper = true
		}
		return names
	case engine.First:
		var out []string
		for _, part := range x {
			out = append(out, g.names(part)...)
		}
		return out
	case engine.Let:
		name, rest, dotted := strings.Cut(string(x), ".")
		if dotted {
			return []string{last(rest)}
		}
		if v := g.let(name); v != nil {
			return g.names(v)
		}
	}
	return nil
}

// factName is the name that a fact goes by among interests, so that no attribute of the same name is taken for it.
func factName(name string) string { return "account." + name }

func last(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

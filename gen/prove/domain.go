package prove

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/templates/engine"
)

// domain is the values of one name that conditions can tell apart, the most ordinary first.
func (p *prover) domain(name string, t engine.Type, usual engine.Value) []engine.Value {
	if t.Kind == "boolean" {
		vals := []engine.Value{engine.BoolValue(false), engine.BoolValue(true)}
		if usual.Bool() {
			slices.Reverse(vals)
		}
		return vals
	}
	all := []engine.Value{usual}
	i := p.interest[name]
	switch {
	case i == nil:
		return all
	case t.Kind == "enum":
		for _, w := range p.enum(t.Of).Words {
			all = append(all, engine.TextValue(w.Word))
		}
	default:
		all = append(all, i.literals...)
		all = append(all, i.beside()...)
		all = append(all, p.keys(i)...)
		all = append(all, engine.TextValue(neighbour(usual.String())), engine.TextValue("XXX"))
	}
	return p.distinct(name, all)
}

// keys is the keys of the tables that are looked up by this name.
func (p *prover) keys(i *interest) []engine.Value {
	var out []engine.Value
	for _, t := range p.program.API.Tables {
		if _, ok := i.tables[t.Name]; !ok {
			continue
		}
		for _, r := range t.Rows {
			out = append(out, engine.TextValue(r.Key))
		}
	}
	return out
}

// distinct keeps the first of the values that no condition can tell apart.
func (p *prover) distinct(name string, vals []engine.Value) []engine.Value {
	var out []engine.Value
	seen := map[string]bool{}
	for _, v := range vals {
		if key := p.label(name, v); !seen[key] && v.Kind() != engine.Absent {
			seen[key] = true
			out = append(out, v)
		}
	}
	return out
}

// label is what conditions can tell of a value that stands under a name.
func (p *prover) label(name string, v engine.Value) string {
	return p.tell(p.interest[name], v)
}

// later is what conditions can tell of a fact once the object is made.
func (p *prover) later(name string, v engine.Value) string {
	return p.tell(p.afterwards[name], v)
}

// tell is what an interest can tell of a value.
func (p *prover) tell(i *interest, v engine.Value) string {
	switch {
	case v.IsNull():
		return "-"
	case v.Kind() == engine.BoolKind:
		return v.String()
	}
	if i == nil {
		return "."
	}
	var b strings.Builder
	b.WriteString(".")
	for n, l := range i.literals {
		if l.Equal(v) {
			fmt.Fprintf(&b, "=%d", n)
		}
	}
	for _, l := range i.bounds {
		b.WriteString(against(v, l))
	}
	if i.counted {
		b.WriteString(i.count(v))
	}
	if text := v.String(); len(i.tables)+len(i.traits) > 0 {
		if _, known := i.looked[text]; !known {
			i.looked[text] = p.look(i, text)
		}
		b.WriteString(i.looked[text])
	}
	return b.String()
}

// look is what an interest can tell of a text by the tables and traits that it is looked up in.
func (p *prover) look(i *interest, text string) string {
	var b strings.Builder
	row := text
	if i.upper {
		row = strings.ToUpper(text)
	}
	for _, t := range p.program.API.Tables {
		if cols, ok := i.tables[t.Name]; ok {
			fmt.Fprintf(&b, " %s:%s", t.Name, p.rowLabel(t, cols, row))
		}
	}
	for _, trait := range i.traits {
		fmt.Fprintf(&b, " %s:%s", trait, p.traitLabel(trait, text))
	}
	return b.String()
}

// against is how a value stands in order to one that conditions compare it with.
func against(v, bound engine.Value) string {
	n, ok := order(v, bound)
	if !ok {
		return "?"
	}
	return "<=>"[1+n : 2+n]
}

// order compares two numbers, two times or two texts. It reports false where they have no order.
func order(v, w engine.Value) (int, bool) {
	number := func(v engine.Value) bool { return v.Kind() == engine.IntKind || v.Kind() == engine.NumberKind }
	switch {
	case v.Kind() == engine.IntKind && w.Kind() == engine.IntKind:
		return cmp.Compare(v.Int(), w.Int()), true
	case number(v) && number(w):
		return cmp.Compare(v.Float(), w.Float()), true
	case v.Kind() == engine.TimeKind || w.Kind() == engine.TimeKind:
		return 0, false
	case v.Kind() == engine.TextKind && w.Kind() == engine.TextKind:
		return strings.Compare(v.String(), w.String()), true
	}
	return 0, false
}

// beside is the values at and next to those that something is put in order with.
func (i *interest) beside() []engine.Value {
	var out []engine.Value
	for _, v := range i.bounds {
		out = append(out, v)
		switch v.Kind() {
		case engine.IntKind:
			out = append(out, engine.IntValue(v.Int()-1), engine.IntValue(v.Int()+1))
		case engine.NumberKind:
			low := int64(math.Floor(v.Float()))
			out = append(out, engine.IntValue(low), engine.IntValue(low+1))
		}
	}
	return out
}

// nearby is how many steps from a bound a number that counts is told apart from its neighbours: it comes no closer
// otherwise.
const nearby = 12

// count tells numbers that are close to a bound from each other.
func (i *interest) count(v engine.Value) string {
	if v.Kind() != engine.IntKind {
		return ""
	}
	for _, l := range i.numbers() {
		if d := v.Int() - l.Int(); d >= -nearby && d <= nearby {
			return "#" + v.String()
		}
	}
	return ""
}

// rowLabel is what the columns say of the row with this key.
func (p *prover) rowLabel(t engine.Table, cols []string, key string) string {
	at := slices.IndexFunc(t.Rows, func(r engine.Row) bool { return r.Key == key })
	if at < 0 {
		return "none"
	}
	var b strings.Builder
	for i, name := range t.Columns {
		if slices.Contains(cols, name) {
			cell, _ := literal(t.Rows[at].Cells[i])
			b.WriteString(p.cell(name, cell) + ",")
		}
	}
	return b.String()
}

// cell is what conditions can tell of a cell: numbers are compared by size, so that each counts.
func (p *prover) cell(name string, v engine.Value) string {
	if v.Kind() == engine.IntKind {
		return v.String()
	}
	return p.label(name, v)
}

func (p *prover) traitLabel(trait, word string) string {
	name, col, _ := strings.Cut(trait, ".")
	e := p.enum(name)
	at := slices.IndexFunc(e.Words, func(w engine.Word) bool { return w.Word == word })
	if at < 0 {
		return "none"
	}
	cell, _ := literal(e.Words[at].Cells[slices.Index(e.Traits, col)])
	return p.cell(col, cell)
}

// enum finds an enum by name. One that there is not has no words.
func (p *prover) enum(name string) engine.Enum {
	for _, e := range p.program.API.Enums {
		if e.Name == name {
			return e
		}
	}
	return engine.Enum{}
}

// leaves adds the labels of all that conditions may read inside a value.
func (p *prover) leaves(b *strings.Builder, name string, v engine.Value) {
	if v.Kind() != engine.MapKind {
		if p.read[name] {
			b.WriteString(p.label(name, v) + ";")
		}
		return
	}
	b.WriteByte('{')
	for i := range v.Len() {
		key, val := v.At(i)
		p.leaves(b, key, val)
	}
	b.WriteByte('}')
}

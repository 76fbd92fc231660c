package diff

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/spec"
)

// guards compares who is refused why: each operation whose checks are not word for word the same is decided by both
// editions, on all that either can make.
func (d *differ) guards() error {
	var forth, back []prove.Pairing
	for _, p := range d.pairs {
		if checks(d.old, p.old) != checks(d.new, p.new) {
			forth = append(forth, prove.Pairing{Base: p.old, Other: p.new})
			back = append(back, prove.Pairing{Base: p.new, Other: p.old})
		} else {
			d.guardTexts(p)
		}
	}
	if len(forth) == 0 {
		return nil
	}
	found, open, err := prove.Contest(d.old, d.new, forth)
	if err != nil {
		return err
	}
	for _, f := range found {
		d.decided(f.Base, f.Other, f.BaseSays, f.OtherSays, f)
	}
	more, openBack, err := prove.Contest(d.new, d.old, back)
	if err != nil {
		return err
	}
	for _, f := range more {
		if f.BaseSays.Refused != f.OtherSays.Refused { // another answer on an object that never was is no change
			d.decided(f.Other, f.Base, f.OtherSays, f.BaseSays, f)
		}
	}
	d.undecided(forth, slices.Concat(open, openBack))
	return nil
}

// guardTexts compares what readers see of guards that are the same.
func (d *differ) guardTexts(p pairing) {
	if p.old.Behaviour == nil || p.new.Behaviour == nil {
		return
	}
	for i, g := range p.new.Behaviour.Guards {
		was := p.old.Behaviour.Guards[i]
		at := both{was.Pos, g.Pos}
		d.text(nameOf(p.new)+" guard", at, was.Doc+origin(was.Origin)+string(was.Sureness), g.Doc+origin(g.Origin)+string(g.Sureness))
	}
}

// checks is the text of all that decides whether an operation is refused.
func checks(api *model.API, op *model.Operation) string {
	var b strings.Builder
	var own []*model.Let
	if op.Behaviour != nil {
		own = op.Behaviour.Let
	}
	c := canonOf(op.Resource, own)
	for _, p := range op.Params {
		if p.RequiredWhen != nil {
			b.WriteString("param " + p.Key + " " + c.cond(p.RequiredWhen) + "\n")
		}
	}
	if op.Behaviour == nil {
		return b.String()
	}
	for _, g := range op.Behaviour.Guards {
		b.WriteString("deny " + c.cond(g.Deny) + " require " + c.cond(g.Require) + " " + code(g.Error) + "\n")
	}
	text := b.String()
	for _, l := range op.Behaviour.Loads {
		b.WriteString("load " + l.Name + " " + l.Of.Name + " " + c.ref(l.ID) + "\n")
	}
	readWords(&b, api, text, c.enums)
	readTimes(&b, op.Resource, text)
	return b.String()
}

// readWords adds the tables that the text speaks of, and the enums whose traits it asks for.
func readWords(b *strings.Builder, api *model.API, text string, enums map[string]bool) {
	for _, t := range api.Tables {
		if !strings.Contains(text, "lookup "+t.Name+" ") {
			continue
		}
		for _, r := range t.Rows {
			b.WriteString(t.Name + " " + r.Key)
			for i, cell := range r.Cells {
				b.WriteString(" " + t.Columns[i].Name + "=" + data(cell))
			}
			b.WriteByte('\n')
		}
	}
	for _, e := range api.Enums {
		if !enums[e.Name] {
			continue
		}
		for _, v := range e.Values {
			b.WriteString(e.Name + " " + v.Value)
			for i, cell := range v.Traits {
				b.WriteString(" " + e.Traits[i].Name + "=" + data(cell))
			}
			b.WriteByte('\n')
		}
	}
}

// readTimes adds the clocks and windows of the resource, if the text speaks of any.
func readTimes(b *strings.Builder, r *model.Resource, text string) {
	if r.Lifecycle == nil || !strings.Contains(text, "engine.Elapsed") && !strings.Contains(text, "engine.Length") {
		return
	}
	for _, c := range r.Lifecycle.Clocks {
		b.WriteString(c.Name + " since " + c.Since.Name + "\n")
	}
	for _, w := range r.Lifecycle.Windows {
		b.WriteString(w.Name + " " + w.Default.String())
		for _, c := range w.Cases {
			b.WriteString(" " + canonOf(r, nil).cond(c.When) + ": " + c.Length.String())
		}
		b.WriteByte('\n')
	}
}

// decided notes a call that the editions decide differently.
func (d *differ) decided(old, new *model.Operation, was, is prove.Decision, f *prove.Difference) {
	name, at := nameOf(new), both{guardPlace(old, was), guardPlace(new, is)}
	rule, code, text := "", is.Code, ""
	switch {
	case !was.Refused && is.Guard < 0:
		rule, text = "param-wanted", "is refused for the parameters that it has or lacks; it was done"
	case !was.Refused:
		rule, text = "guard-tightened", "is refused with "+quote(is.Code)+"; it was done"
	case !is.Refused && was.Guard < 0:
		rule, code, text = "param-not-wanted", was.Code, "is done; it was refused for the parameters that it has or lacks"
	case !is.Refused:
		rule, code, text = "guard-loosened", was.Code, "is done; it was refused with "+quote(was.Code)
	default:
		rule, code, text = "guard-answer-changed", is.Code+" "+was.Code, "is refused with "+orNone(is.Code)+"; it was with "+orNone(was.Code)
	}
	if is.Refused && f.Strange || d.told(rule, name, code) {
		return // who does not know of a parameter does not send it
	}
	c := d.add(rule, name, at, "%s", text)
	c.milder(isOf(errorOf(d.new, is.Code), was.Code))
	c.code = code
	c.Witness = witness(f)
}

// told reports whether a difference of a kind was already noted, for it is seen in both editions' worlds.
func (d *differ) told(rule, name, code string) bool {
	return slices.ContainsFunc(d.changes, func(c *Change) bool { return c.Rule == rule && c.Subject == name && c.code == code })
}

func errorOf(api *model.API, code string) *model.ErrorCode {
	for _, e := range api.Errors {
		if e.Code == code {
			return e
		}
	}
	return nil
}

// guardPlace is where the guard stands that refuses, or the operation.
func guardPlace(op *model.Operation, says prove.Decision) spec.Pos {
	if says.Refused && says.Guard >= 0 && op.Behaviour != nil && says.Guard < len(op.Behaviour.Guards) {
		return op.Behaviour.Guards[says.Guard].Pos
	}
	return op.Pos
}

// undecided notes operations of which more may have changed than was found.
func (d *differ) undecided(pairs []prove.Pairing, open []*model.Operation) {
	for _, p := range pairs {
		if slices.Contains(open, p.Base) || slices.Contains(open, p.Other) {
			d.add("guard-undecided", nameOf(p.Other), both{p.Base.Pos, p.Other.Pos}, "has other guards, and not all that they compare can be tried to say what that changes")
		}
	}
}

package golifecycle

import (
	"time"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// needs is what the length of a window depends on.
type needs struct{ object, at, account bool }

// windowName is the constant or function of a window.
func windowName(r *model.Resource, w *model.Window) string {
	return ident.Join("window"+r.Go, w.Name, nil)
}

// can reports whether the object, the time and the account tell how long a window is.
func (rd *reader) can(w *model.Window) bool {
	for _, c := range w.Cases {
		if c.When == nil || rd.condition(c.When) == nil {
			return false
		}
	}
	return true
}

// needs finds out what the length of a window depends on.
func (rd *reader) needs(w *model.Window) needs {
	var n needs
	own := reader{api: rd.api, r: rd.r, facts: map[*model.AccountFact]bool{}}
	for _, c := range w.Cases {
		own.condition(c.When)
		n.object = n.object || readsObject(c.When)
	}
	n.at, n.account = own.at, len(own.facts) > 0
	rd.at = rd.at || own.at
	for f := range own.facts {
		rd.facts[f] = true
	}
	return n
}

func readsObject(c *model.Condition) bool {
	for _, ref := range c.Refs {
		if ref != nil && ref.Root != model.RootAccount {
			return true
		}
	}
	return false
}

// declareWindow declares the length of a window.
func (m *maker) declareWindow(f *File, r *model.Resource, w *model.Window) {
	name := windowName(r, w)
	doc := gosrc.Sentence(name + " is how long the window " + w.Name + " of a " + r.Name + " is open: " + lowerFirst(w.Doc))
	if w.Doc == "" {
		doc = gosrc.Sentence(name + " is how long the window " + w.Name + " of a " + r.Name + " is open")
	}
	if len(w.Cases) == 0 {
		gosrc.Decl(f, doc, Const().Id(name).Op("=").Add(duration(w.Default)))
		return
	}
	rd := m.reader(r)
	n := rd.needs(w)
	gosrc.Decl(f, doc, Func().Id(name).ParamsFunc(func(g *Group) {
		if n.object {
			g.Id("o").Op("*").Id(r.Go)
		}
		if n.at {
			g.Id("at").Qual("time", "Time")
		}
		if n.account {
			g.Id("account").Id("AccountFacts")
		}
	}).Qual("time", "Duration").BlockFunc(func(g *Group) {
		for _, c := range w.Cases {
			g.If(render(rd.condition(c.When))).Block(Return(duration(c.Length)))
		}
		g.Return(duration(w.Default))
	}))
}

// duration writes a length of time in the largest unit that divides it.
func duration(d time.Duration) *Statement {
	for _, u := range []struct {
		size time.Duration
		name string
	}{{time.Hour, "Hour"}, {time.Minute, "Minute"}, {time.Second, "Second"}, {time.Millisecond, "Millisecond"}} {
		if d%u.size == 0 && d != 0 {
			return Lit(int(d/u.size)).Op("*").Qual("time", u.name)
		}
	}
	return Qual("time", "Duration").Call(Lit(int(d)))
}

// windows lists the windows that the conditions of checks name, each once, in spec order.
func windows(r *model.Resource, conds []*model.Condition) []*model.Window {
	if r.Lifecycle == nil {
		return nil
	}
	used := map[*model.Window]bool{}
	var look func(c *model.Condition, depth int)
	look = func(c *model.Condition, depth int) {
		if c == nil || depth > maxLets {
			return
		}
		for _, ref := range c.Refs {
			switch {
			case ref == nil:
			case ref.Window != nil:
				used[ref.Window] = true
				for _, wc := range ref.Window.Cases {
					look(wc.When, depth+1)
				}
			case ref.Let != nil && ref.Let.Value != nil:
				look(ref.Let.Value.Cond, depth+1)
				for _, to := range ref.Let.Value.Refs {
					look(&model.Condition{Refs: map[*spec.Path]*model.Ref{nil: to}}, depth+1)
				}
			}
		}
	}
	for _, c := range conds {
		look(c, 0)
	}
	var list []*model.Window
	for _, w := range r.Lifecycle.Windows {
		if used[w] {
			list = append(list, w)
		}
	}
	return list
}

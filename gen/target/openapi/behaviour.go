package openapi

import (
	"strconv"
	"time"

	"github.com/chargegen/chargegen/gen/model"
)

// behaviours puts what the API as a whole says of behaviour into the document: facts of the account, tables, origins.
func (b *builder) behaviours(doc *object) {
	facts, tables, origins := &object{}, &object{}, &object{}
	for _, f := range b.api.Account {
		facts.put(f.Name, with("type", typeName(f.Type)).some("doc", f.Doc).set("default", f.Default))
	}
	for _, t := range b.api.Tables {
		tables.put(t.Name, table(t))
	}
	for _, o := range b.api.Origins {
		origins.put(o.Name, with("title", o.Title).some("doc", o.Doc).some("url", o.URL).some("sureness", string(o.Sureness)))
	}
	doc.some("x-chargegen-account", facts).some("x-chargegen-tables", tables).some("x-chargegen-origins", origins)
}

// table is a look-up table: columns and rows.
func table(t *model.Table) *object {
	columns, rows := &object{}, &object{}
	for _, c := range t.Columns {
		columns.put(c.Name, with("type", typeName(c.Type)).some("nullable", c.Nullable).some("doc", c.Doc))
	}
	for _, r := range t.Rows {
		row := with().some("doc", r.Doc)
		cells := &object{}
		for i, c := range t.Columns {
			cells.set(c.Name, r.Cells[i])
		}
		rows.put(r.Key, row.some("cells", cells))
	}
	return with("key", typeName(t.Key)).some("doc", t.Doc).some("columns", columns).some("rows", rows)
}

// errors are the codes of refusals and what to do about them.
func (b *builder) errors() *object {
	all := &object{}
	for _, e := range b.api.Errors {
		o := with("status", e.Status).some("message", e.Message).some("doc", e.Doc)
		o.some("resolution", e.Resolution).some("class", string(e.Class))
		if e.Family != nil {
			o.put("family", e.Family.Code)
		}
		all.put(e.Code, note(o.some("reserved", e.Reserved).some("deprecated", e.Deprecated), &e.Meta))
	}
	return all
}

// failures are the codes of failures and the rows of tables that bring them about.
func (b *builder) failures() *object {
	all := &object{}
	for _, f := range b.api.Failures {
		var aliases, triggers list
		for _, a := range f.Aliases {
			aliases = append(aliases, a.Code)
		}
		for _, t := range f.Triggers {
			triggers = append(triggers, with("table", t.Table.Name, "row", t.Row.Key))
		}
		o := with().some("message", f.Message).some("doc", f.Doc).some("aliases", aliases).some("triggers", triggers)
		all.put(f.Code, note(o.some("untestable", f.Untestable).some("deprecated", f.Deprecated), &f.Meta))
	}
	return all
}

// events are the notices that changes leave behind.
func (b *builder) events() *object {
	all := &object{}
	for _, e := range b.api.Events {
		o := with().some("doc", e.Doc)
		if e.Of != nil {
			o.put("of", e.Of.Name)
		}
		all.put(e.Key, note(o.some("deprecated", e.Deprecated), &e.Meta))
	}
	return all
}

// lifecycle is the states of a resource and what moves between them besides operations.
func (b *builder) lifecycle(r *model.Resource) *object {
	l := r.Lifecycle
	if l == nil {
		return nil
	}
	o := with().some("states", states(l)).some("let", lets(l.Let))
	clocks, windows := &object{}, &object{}
	for _, c := range l.Clocks {
		clocks.put(c.Name, with("since", c.Since.Name).some("doc", c.Doc))
	}
	for _, w := range l.Windows {
		windows.put(w.Name, window(w))
	}
	o.some("clocks", clocks).some("windows", windows)
	var invariants list
	for _, i := range l.Invariants {
		invariants = append(invariants, with("require", cond(i.Require)).some("doc", i.Doc))
	}
	return o.some("invariants", invariants).some("derive", assignments(l.Derive)).some("timers", timers(l)).some("signals", signals(l))
}

func states(l *model.Lifecycle) *object {
	all := &object{}
	for _, s := range l.States {
		fields := &object{}
		for _, f := range s.Fields {
			if f.Cond != nil {
				fields.put(f.Attribute.Name, with("cond", cond(f.Cond)))
			} else {
				fields.set(f.Attribute.Name, f.Literal)
			}
		}
		all.put(s.Name, with().some("label", s.Label).some("doc", s.Doc).some("final", s.Final).some("fields", fields))
	}
	return all
}

// window is a length of time, by the account's facts.
func window(w *model.Window) *object {
	o := with().some("doc", w.Doc).put("default", duration(w.Default))
	var cases list
	for _, c := range w.Cases {
		cases = append(cases, with("when", cond(c.When), "length", duration(c.Length)))
	}
	return o.some("cases", cases)
}

// duration spells a length of time as a spec does, without minutes and seconds that are none.
func duration(d time.Duration) string {
	if d%time.Hour == 0 {
		return strconv.FormatInt(int64(d/time.Hour), 10) + "h"
	}
	return d.String()
}

func timers(l *model.Lifecycle) *object {
	all := &object{}
	for _, t := range l.Timers {
		o := with().some("doc", t.Doc).some("when", cond(t.When))
		if t.Clock != nil {
			o.put("clock", t.Clock.Name)
		}
		if t.After != nil {
			o.put("after", t.After.Name)
		}
		if t.At != nil {
			o.put("at", t.At.Name)
		}
		all.put(t.Name, o.merge(outcome(t.Effect)))
	}
	return all
}

func signals(l *model.Lifecycle) *object {
	all := &object{}
	for _, s := range l.Signals {
		params := &object{}
		for _, p := range s.Params {
			params.put(p.Key, with("type", typeName(p.Type)).some("required", p.Required).some("doc", p.Doc).set("default", p.Default))
		}
		o := with().some("doc", s.Doc).some("by", s.By).some("when", cond(s.When)).some("params", params).some("let", lets(s.Let))
		all.put(s.Name, note(o.some("outcomes", outcomes(s.Outcomes)), &s.Meta))
	}
	return all
}

// behaviour puts what an operation checks and does, and what sending it twice does.
func (b *builder) behaviour(o *object, op *model.Operation) {
	o.put("x-chargegen-replay", string(op.Replay))
	if op.TestOnly != nil {
		o.put("x-chargegen-test-only", op.TestOnly.Code)
	}
	o.some("x-chargegen-supports", supports(op.Supports))
	if x := exclusives(op); len(x) > 0 {
		o.put("x-chargegen-exclusive", x)
	}
	be := op.Behaviour
	if be == nil {
		return
	}
	loads := &object{}
	for _, l := range be.Loads {
		loads.put(l.Name, load(l))
	}
	var from list
	for _, s := range be.From {
		from = append(from, s.Name)
	}
	o.some("x-chargegen-loads", loads).some("x-chargegen-let", lets(be.Let))
	o.some("x-chargegen-guards", guards(be.Guards)).some("x-chargegen-documented", guards(be.Documented))
	o.some("x-chargegen-from", from).some("x-chargegen-outcomes", outcomes(be.Outcomes))
}

func exclusives(op *model.Operation) list {
	var all list
	for _, x := range op.Exclusive {
		var params list
		for _, p := range x.Params {
			params = append(params, p.Key)
		}
		all = append(all, with("params", params).some("required", x.Required).some("doc", x.Doc))
	}
	return all
}

func supports(s *model.Supports) *object {
	if s == nil {
		return nil
	}
	var rows list
	for _, r := range s.Rows {
		row := &object{}
		if r.Value != nil {
			row.put("value", r.Value.Value)
		}
		rows = append(rows, row.some("name", r.Name).put("supported", r.Supported).some("doc", r.Doc))
	}
	o := with().some("doc", s.Doc)
	if s.Enum != nil {
		o.put("enum", s.Enum.Name)
	}
	return o.some("trait", s.Trait).some("rows", rows)
}

func load(l *model.Load) *object {
	o := &object{}
	if l.Of != nil {
		o.put("of", l.Of.Name)
	}
	o.some("id", path(l.ID)).some("inline", path(l.Inline))
	if l.Absent != nil {
		o.put("absent", l.Absent.Code)
	}
	if l.Once != nil {
		o.put("once", l.Once.Code)
	}
	var takes list
	for _, a := range l.Takes {
		takes = append(takes, a.Name)
	}
	return o.some("assume", l.Assume).some("takes", takes).some("doc", l.Doc)
}

func guards(all []*model.Guard) list {
	var rows list
	for _, g := range all {
		o := with().some("deny", cond(g.Deny)).some("require", cond(g.Require))
		if g.Error != nil {
			o.put("error", g.Error.Code)
		}
		o.some("doc", g.Doc)
		if g.Sureness != "" && g.Sureness != model.Documented {
			o.put("sureness", string(g.Sureness))
		}
		rows = append(rows, o)
	}
	return rows
}

func outcomes(all []*model.Outcome) list {
	var rows list
	for _, o := range all {
		if row := outcome(o); row.len() > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func outcome(out *model.Outcome) *object {
	o := &object{}
	if out == nil {
		return o
	}
	o.some("when", cond(out.When))
	if out.To != nil {
		o.put("to", out.To.Name)
	}
	o.some("set", assignments(out.Set))
	if out.Emits != nil {
		o.put("emits", out.Emits.Key)
	}
	return o.some("doc", out.Doc)
}

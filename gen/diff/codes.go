package diff

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// codes compares errors, failures, events and facts of the account.
func (d *differ) codes() {
	errors := paired(d, "error", d.whole(), d.old.Errors, d.new.Errors, func(e *model.ErrorCode) entry { return entry{e.Code, "error " + e.Code, e.Pos} })
	for _, p := range errors {
		d.errorCode(p[0], p[1])
	}
	d.failures()
	d.events()
	d.account()
}

func (d *differ) errorCode(old, new *model.ErrorCode) {
	subject, at := "error "+new.Code, both{old.Pos, new.Pos}
	if old.Status != new.Status {
		d.add("error-status-changed", subject, at, "comes with status %d; it was %d", new.Status, old.Status)
	}
	if old.Class != new.Class {
		d.add("error-class-changed", subject, at, "is of class %s; it was %s", new.Class, old.Class)
	}
	if code(old.Family) != code(new.Family) {
		c := d.add("error-family-changed", subject, at, "is a special case of %s; it was of %s", orNone(code(new.Family)), orNone(code(old.Family)))
		c.milder(old.Family == nil || isOf(new, old.Family.Code))
	}
	d.goName(subject, at, old.Go, new.Go)
	d.meta(subject, old.Meta, new.Meta, old.Message+"\n"+old.Resolution+"\n"+old.Reserved, new.Message+"\n"+new.Resolution+"\n"+new.Reserved)
}

// isOf reports whether a code is another one, or a special case of it.
func isOf(e *model.ErrorCode, other string) bool {
	for range 64 { // families do not go in circles, but who knows
		switch {
		case e == nil:
			return false
		case e.Code == other:
			return true
		}
		e = e.Family
	}
	return false
}

func (d *differ) failures() {
	pairs := paired(d, "failure", d.whole(), d.old.Failures, d.new.Failures, func(f *model.Failure) entry { return entry{f.Code, "failure " + f.Code, f.Pos} })
	for _, p := range pairs {
		subject, at := "failure "+p[1].Code, both{p[0].Pos, p[1].Pos}
		d.triggers(subject, p[0], p[1])
		d.goName(subject, at, p[0].Go, p[1].Go)
		d.meta(subject, p[0].Meta, p[1].Meta, failureText(p[0]), failureText(p[1]))
	}
}

func failureText(f *model.Failure) string {
	words := []string{f.Message, f.Untestable}
	for _, a := range f.Aliases {
		words = append(words, a.Code)
	}
	return strings.Join(words, "\n")
}

// triggers compares the rows that bring a failure about.
func (d *differ) triggers(subject string, old, new *model.Failure) {
	_, gone, come := match(old.Triggers, new.Triggers, func(t model.Trigger) string { return t.Table.Name + "\n" + t.Row.Key })
	for _, t := range gone {
		d.add("trigger-removed", subject, both{t.Row.Pos, new.Pos}, "is not brought about by %s of %s any more", quote(t.Row.Key), t.Table.Name)
	}
	for _, t := range come {
		d.add("trigger-added", subject, both{old.Pos, t.Row.Pos}, "is brought about by %s of %s", quote(t.Row.Key), t.Table.Name)
	}
}

func (d *differ) events() {
	pairs := paired(d, "event", d.whole(), d.old.Events, d.new.Events, func(e *model.Event) entry { return entry{e.Key, "event " + e.Key, e.Pos} })
	for _, p := range pairs {
		d.goName("event "+p[1].Key, both{p[0].Pos, p[1].Pos}, p[0].Go, p[1].Go)
		d.meta("event "+p[1].Key, p[0].Meta, p[1].Meta, "", "")
	}
}

func (d *differ) account() {
	pairs := paired(d, "fact", d.whole(), d.old.Account, d.new.Account, func(f *model.AccountFact) entry { return entry{f.Name, "account." + f.Name, f.Pos} })
	for _, p := range pairs {
		subject, at := "account."+p[1].Name, both{p[0].Pos, p[1].Pos}
		if typeOf(p[0].Type) != typeOf(p[1].Type) {
			d.add("fact-changed", subject, at, "is of type %s; it was %s", typeOf(p[1].Type), typeOf(p[0].Type))
		}
		if data(p[0].Default) != data(p[1].Default) {
			d.add("fact-default-changed", subject, at, "is %s where nothing is said; it was %s", shown(p[1].Default), shown(p[0].Default))
		}
		d.goName(subject, at, p[0].Go, p[1].Go)
		d.meta(subject, p[0].Meta, p[1].Meta, "", "")
	}
}

// tables compares look-up tables. What rows say of failures is compared by those.
func (d *differ) tables() {
	pairs := paired(d, "table", d.whole(), d.old.Tables, d.new.Tables, func(t *model.Table) entry { return entry{t.Name, "table " + t.Name, t.Pos} })
	for _, p := range pairs {
		d.table(p[0], p[1])
	}
}

func (d *differ) table(old, new *model.Table) {
	at := both{old.Pos, new.Pos}
	d.goName(new.Name, at, old.Go, new.Go)
	d.goName(new.Name+" row", at, old.RowGo, new.RowGo)
	d.meta(new.Name, old.Meta, new.Meta, "", "")
	columns, gone, come := match(old.Columns, new.Columns, func(c *model.Column) string { return c.Name })
	for _, c := range gone {
		d.add("table-column-changed", new.Name+"."+c.Name, both{c.Pos, new.Pos}, "is gone")
	}
	for _, c := range come {
		d.add("table-column-added", new.Name+"."+c.Name, both{old.Pos, c.Pos}, "is new")
	}
	for _, p := range columns {
		d.column("table-column-changed", new.Name, p[0], p[1])
	}
	rows, lost, found := match(old.Rows, new.Rows, func(r *model.Row) string { return r.Key })
	for _, r := range lost {
		if !triggers(old, r) {
			d.add("table-row-removed", new.Name+" "+quote(r.Key), both{r.Pos, new.Pos}, "is gone")
		}
	}
	for _, r := range found {
		if !triggers(new, r) {
			d.add("table-row-added", new.Name+" "+quote(r.Key), both{old.Pos, r.Pos}, "is new")
		}
	}
	for _, r := range rows {
		d.row(old, new, r[0], r[1])
	}
}

// triggers reports whether a row brings a failure about.
func triggers(t *model.Table, r *model.Row) bool {
	for i, c := range t.Columns {
		if c.Type != nil && c.Type.Kind == model.FailureType && data(r.Cells[i]) != "" && data(r.Cells[i]) != "null" {
			return true
		}
	}
	return false
}

func (d *differ) row(oldTable, newTable *model.Table, old, new *model.Row) {
	subject, at := newTable.Name+" "+quote(new.Key), both{old.Pos, new.Pos}
	for i, c := range newTable.Columns {
		j := slices.IndexFunc(oldTable.Columns, func(o *model.Column) bool { return o.Name == c.Name })
		if j < 0 || c.Type != nil && c.Type.Kind == model.FailureType || data(old.Cells[j]) == data(new.Cells[i]) {
			continue
		}
		d.add("table-row-changed", subject, at, "%s is %s; it was %s", c.Name, shown(new.Cells[i]), shown(old.Cells[j]))
	}
	d.text(subject, at, old.Doc+"\n"+origin(old.Origin), new.Doc+"\n"+origin(new.Origin))
}

package model

import "github.com/chargegen/chargegen/spec"

// declareCodes makes all errors, failures and events, without what they refer to.
func (b *builder) declareCodes() {
	b.errors = newTable[*ErrorCode]("error code", "unknown-error")
	b.failures = newTable[*Failure]("failure code", "unknown-failure")
	b.events = newTable[*Event]("event", "unknown-event")
	for i := range b.doc.Errors.Entries {
		e := &b.doc.Errors.Entries[i]
		c := &ErrorCode{
			Meta: b.meta(e.Key.Pos, &e.Value.Common), Code: e.Key.Value, Go: b.joined("Err", e.Key.Value, e.Value.GoName),
			Status: int(e.Value.Status.Value), Message: trim(e.Value.Message), Resolution: trim(e.Value.Resolution),
			Class: Class(e.Value.Class.Value), Reserved: trim(e.Value.Reserved),
		}
		b.errors.add(c.Code, c)
		b.api.Errors = append(b.api.Errors, c)
	}
	for i := range b.doc.Failures.Entries {
		e := &b.doc.Failures.Entries[i]
		f := &Failure{
			Meta: b.meta(e.Key.Pos, &e.Value.Common), Code: e.Key.Value, Go: b.joined("Failure", e.Key.Value, e.Value.GoName),
			Message: trim(e.Value.Message), Untestable: trim(e.Value.Untestable),
		}
		b.failures.add(f.Code, f)
		b.api.Failures = append(b.api.Failures, f)
	}
	for i := range b.doc.Events.Entries {
		e := &b.doc.Events.Entries[i]
		ev := &Event{Meta: b.meta(e.Key.Pos, &e.Value.Common), Key: e.Key.Value, Go: b.joined("Event", e.Key.Value, e.Value.GoName)}
		b.events.add(ev.Key, ev)
		b.api.Events = append(b.api.Events, ev)
	}
}

// resolveCodes fills in families, aliases and what events tell of.
func (b *builder) resolveCodes() {
	for i, c := range b.api.Errors {
		c.Family, _ = find(b, &b.errors, b.doc.Errors.Entries[i].Value.Family)
	}
	for i, f := range b.api.Failures {
		for _, name := range b.doc.Failures.Entries[i].Value.Aliases {
			if alias, ok := find(b, &b.failures, name); ok {
				f.Aliases = append(f.Aliases, alias)
			}
		}
	}
	for i, e := range b.api.Events {
		e.Of, _ = find(b, &b.resources, b.doc.Events.Entries[i].Value.Of)
	}
}

// resolveTriggers finds the rows of tables that produce each failure: a cell of type failure_code names it.
func (b *builder) resolveTriggers() {
	for _, t := range b.api.Tables {
		for i, col := range t.Columns {
			if col.Type == nil || col.Type.Kind != FailureType {
				continue
			}
			for _, row := range t.Rows {
				if f := b.failures.byKey[row.Cells[i].Text]; f != nil && row.Cells[i].Kind == spec.DataString {
					f.Triggers = append(f.Triggers, Trigger{Table: t, Row: row})
				}
			}
		}
	}
}

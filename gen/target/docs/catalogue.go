package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// enums is every set of words, with what each says of itself.
func (b *builder) enums() *Page {
	if len(b.api.Enums) == 0 {
		return nil
	}
	p := &Page{Slug: slugEnums, Title: "Sets of words", Nav: "Sets of words"}
	p.Lead = []Block{para(words("The words that an attribute or parameter may hold. The sets are open: be ready for a word that is not here."))}
	for _, e := range b.api.Enums {
		p.add(enum(e))
	}
	return p
}

// enum is one set of words: a table with a column for each trait.
func enum(e *model.Enum) *Section {
	columns := append([]string{"Word", "Meaning"}, columnNames(e.Traits)...)
	var rows []Row
	for _, v := range e.Values {
		var label Text
		if v.Label != "" && v.Label != heading(v.Value) {
			label = Text{strong(v.Label)}
		}
		notes := append([]Text{label, flat(prose(v.Doc))}, notesWithin(&v.Meta, &e.Meta)...)
		cells := []Text{{code(v.Value)}, lines(notes...)}
		rows = append(rows, Row{ID: enumValueID(e, v), Cells: append(cells, dataCells(v.Traits)...)})
	}
	blocks := append(prose(e.Doc), noteBlocks(metaNotes(&e.Meta))...)
	blocks = append(blocks, table(columns, rows))
	blocks = append(blocks, columnNotes(e.Traits, &e.Meta)...)
	return &Section{ID: slugify(e.Name), Title: Text{code(e.Name)}, Level: 2, Blocks: blocks}
}

func enumValueID(e *model.Enum, v *model.EnumValue) string { return slugify(e.Name + "-" + v.Value) }

// columnNames is the heads of columns.
func columnNames(columns []*model.Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// columnNotes says what the columns mean.
func columnNotes(columns []*model.Column, whole *model.Meta) []Block {
	var items []Text
	for _, c := range columns {
		t := cat(code(c.Name), words(" ("), typeText(c.Type), words(")"))
		if doc := flat(prose(c.Doc)); len(doc) > 0 {
			t = cat(t, words(": "), doc)
		}
		for _, n := range notesWithin(&c.Meta, whole) {
			t = cat(t, words(" "), n)
		}
		items = append(items, t)
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{list(items)}
}

// dataCells shows cells of data; yes and no for booleans, nothing for null.
func dataCells(cells []spec.Data) []Text {
	texts := make([]Text, len(cells))
	for i, d := range cells {
		switch {
		case d.Kind == spec.DataBool && d.Bool:
			texts[i] = cat(words("yes"))
		case d.Kind == spec.DataBool:
			texts[i] = cat(words("no"))
		case d.IsSet() && d.Kind != spec.DataNull:
			texts[i] = dataText(d)
		}
	}
	return texts
}

// events is the notices that changes leave behind.
func (b *builder) events() *Page {
	if len(b.api.Events) == 0 {
		return nil
	}
	p := &Page{Slug: slugEvents, Title: "Events", Nav: "Events"}
	p.Lead = []Block{para(words("The notices that a change leaves behind."))}
	var rows []Row
	for _, e := range b.api.Events {
		var of Text
		if e.Of != nil {
			of = objectLink(e.Of.Object)
		}
		notes := append([]Text{flat(prose(e.Doc))}, metaNotes(&e.Meta)...)
		rows = append(rows, Row{ID: anchorOf("event", e.Key), Cells: []Text{
			{code(e.Key)}, of, lines(notes...), series("and", b.sendersOf(e)),
		}})
	}
	p.add(section("Event keys", table([]string{"Key", "Tells of", "Meaning", "Left by"}, rows)))
	return p
}

// sendersOf is what leaves an event behind: operations, timers and signals.
func (b *builder) sendersOf(e *model.Event) []Text {
	var all []Text
	for _, r := range b.api.Resources {
		for _, op := range r.Operations {
			if op.Behaviour != nil && emits(op.Behaviour.Outcomes, e) {
				all = append(all, operationLink(op))
			}
		}
		if r.Lifecycle == nil {
			continue
		}
		for _, t := range r.Lifecycle.Timers {
			if t.Effect != nil && t.Effect.Emits == e {
				all = append(all, Text{code(t.Name).to(lifecycleSlug(r), anchorOf("timer", t.Name))})
			}
		}
		for _, s := range r.Lifecycle.Signals {
			if emits(s.Outcomes, e) {
				all = append(all, Text{code(s.Name).to(lifecycleSlug(r), anchorOf("signal", s.Name))})
			}
		}
	}
	return all
}

func emits(outcomes []*model.Outcome, e *model.Event) bool {
	for _, o := range outcomes {
		if o.Emits == e {
			return true
		}
	}
	return false
}

// account is the facts of the caller's account that behaviour depends on.
func (b *builder) account() *Page {
	if len(b.api.Account) == 0 {
		return nil
	}
	p := &Page{Slug: slugAccount, Title: "Facts of the account", Nav: "Facts of the account"}
	p.Lead = []Block{para(words("What calls do depends on these facts of the caller’s account. The mock takes them as options."))}
	var rows []Row
	for _, f := range b.api.Account {
		notes := append([]Text{flat(prose(f.Doc))}, metaNotes(&f.Meta)...)
		rows = append(rows, Row{ID: anchorOf("fact", f.Name), Cells: []Text{
			{code(f.Name)}, typeText(f.Type), dataText(f.Default), lines(notes...),
		}})
	}
	p.add(section("Facts", table([]string{"Name", "Type", "New accounts have", "Meaning"}, rows)))
	return p
}

// tables is the look-up tables, test data among them.
func (b *builder) tables() *Page {
	if len(b.api.Tables) == 0 {
		return nil
	}
	p := &Page{Slug: slugTables, Title: "Tables", Nav: "Tables"}
	for _, t := range b.api.Tables {
		p.add(lookupTable(t))
	}
	return p
}

// lookupTable is one table.
func lookupTable(t *model.Table) *Section {
	var rows []Row
	for _, r := range t.Rows {
		cells := append([]Text{{code(r.Key)}}, tableCells(t, r)...)
		rows = append(rows, Row{ID: rowID(t, r), Cells: append(cells, lines(flat(prose(r.Doc)), originNote(r.Origin, t.Origin)))})
	}
	columns := append(append([]string{"Key"}, columnNames(t.Columns)...), "Remarks")
	blocks := append(prose(t.Doc), noteBlocks(metaNotes(&t.Meta))...)
	blocks = append(blocks, table(columns, rows))
	blocks = append(blocks, columnNotes(t.Columns, &t.Meta)...)
	return &Section{ID: slugify(t.Name), Title: Text{code(t.Name)}, Level: 2, Blocks: blocks}
}

// tableCells shows a row, with links where a cell names a failure.
func tableCells(t *model.Table, r *model.Row) []Text {
	cells := dataCells(r.Cells)
	for i, c := range t.Columns {
		if i < len(cells) && len(cells[i]) == 1 && c.Type != nil && c.Type.Kind == model.FailureType {
			cells[i][0] = cells[i][0].to(slugFailures, slugify(r.Cells[i].Text))
		}
	}
	return cells
}

func rowID(t *model.Table, r *model.Row) string { return slugify(t.Name + "-" + r.Key) }

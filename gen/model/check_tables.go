package model

import "github.com/chargegen/chargegen/spec"

// checkTables checks the cells of tables, the traits of enums and the defaults of account facts against their types.
func (b *builder) checkTables() {
	for i, e := range b.api.Enums {
		for _, c := range e.Traits {
			b.checkColumn(c, "trait")
		}
		src := &b.doc.Enums.Entries[i].Value
		for j := range e.Values {
			b.checkCells(e.Traits, &src.Values.Entries[j].Value.Traits)
		}
	}
	for i, t := range b.api.Tables {
		src := &b.doc.Tables.Entries[i].Value
		if t.Key != nil && classes[t.Key.Kind] != classText && classes[t.Key.Kind] != classNumber {
			b.errorf(src.Key.Pos, "misplaced-type", "the keys of a table cannot be %s", t.Key)
		}
		for _, c := range t.Columns {
			b.checkColumn(c, "column")
		}
		for j := range src.Rows.Entries {
			row := &src.Rows.Entries[j]
			b.checkRowKey(t, row.Key)
			b.checkCells(t.Columns, &row.Value.Cells)
		}
	}
	for _, f := range b.api.Account {
		b.misfit("example-type", "default of "+quote(f.Name), b.fit(f.Default, f.Type, true))
	}
}

func (b *builder) checkColumn(c *Column, what string) {
	b.misfit("example-type", "default of "+what+" "+quote(c.Name), b.fit(c.Default, c.Type, c.Nullable))
	if c.Type == nil {
		return
	}
	switch shape := jsonShape(c.Type); {
	case c.Type.Kind == Item, shape == "object", c.Type.Kind == Expandable, c.Type.Kind == Union:
		b.errorf(b.sources.columns[c].Type.Pos, "misplaced-type", "a %s cannot be %s", what, c.Type)
	}
}

// checkCells checks the cells that a row gives.
func (b *builder) checkCells(columns []*Column, given *spec.Map[spec.Data]) {
	if len(given.Entries) == 0 {
		return
	}
	byName := make(map[string]*Column, len(columns))
	for _, c := range columns {
		byName[c.Name] = c
	}
	for _, e := range given.Entries {
		if c := byName[e.Key.Value]; c != nil {
			b.misfit("example-type", quote(c.Name), b.fit(e.Value, c.Type, c.Nullable))
		}
	}
}

// checkRowKey wants a key to be a value of the table's key type, as far as text can say.
func (b *builder) checkRowKey(t *Table, key spec.Text) {
	if t.Key == nil || classes[t.Key.Kind] != classText {
		return
	}
	m := b.fitText(spec.Data{Pos: key.Pos, Kind: spec.DataString, Text: key.Value}, t.Key)
	b.misfit("example-type", "key of a row of "+quote(t.Name), m)
}

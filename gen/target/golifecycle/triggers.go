package golifecycle

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

func (m *maker) anyTriggers() bool { return slices.ContainsFunc(m.api.Tables, (*model.Table).Triggers) }

// triggers declares the tables whose rows make things fail.
func (m *maker) triggers(f *File) {
	for _, t := range m.api.Tables {
		if t.Triggers() {
			m.rowType(f, t)
			m.rows(f, t)
		}
	}
}

// rowType declares the type of a table's rows.
func (m *maker) rowType(f *File, t *model.Table) {
	gosrc.Decl(f, gosrc.Words(t.RowGo+" is one row of "+t.Go+".", gosrc.Sentence(t.Doc)), Type().Id(t.RowGo).StructFunc(func(g *Group) {
		g.Add(gosrc.Doc("Key is what the row is looked up by."))
		g.Id("Key").Add(goOfType(t.Key))
		for _, c := range t.Columns {
			if goOf(c) != nil {
				g.Add(gosrc.Doc(tells(c.Go, c.Name, c.Doc)))
				g.Id(c.Go).Add(goOf(c))
			}
		}
	}))
}

// rows declares the function that lists a table's rows, all or those of some failures.
func (m *maker) rows(f *File, t *model.Table) {
	doc := gosrc.Words(t.Go+" lists the rows of the table "+t.Name+" in the order of the spec: all, or with codes those that bring about one of the failures.",
		`The code "" stands for rows that bring about none.`, gosrc.Sentence(t.Doc))
	table := strings.ToLower(t.RowGo[:1]) + t.RowGo[1:] + "Rows"
	f.Var().Id(table).Op("=").Index().Id(t.RowGo).CustomFunc(gosrc.Multiline, func(g *Group) {
		for _, r := range t.Rows {
			g.Values(m.cells(t, r)...)
		}
	})
	f.Line()
	gosrc.Decl(f, doc, Func().Id(t.Go).Params(Id("codes").Op("...").Id("FailureCode")).Index().Id(t.RowGo).Block(
		Id("rows").Op(":=").Index().Id(t.RowGo).Values(),
		For(List(Id("_"), Id("r")).Op(":=").Range().Id(table)).Block(
			If(asked(t)).Block(Id("rows").Op("=").Append(Id("rows"), Id("r"))),
		),
		Return(Id("rows")),
	))
}

// asked is the condition that a row brings about one of the codes asked for, or that none is asked for.
func asked(t *model.Table) *Statement {
	some := []*Statement{Len(Id("codes")).Op("==").Lit(0)}
	for _, c := range t.Columns {
		if c.Type.Kind != model.FailureType {
			continue
		}
		code := Id("r").Dot(c.Go)
		if c.Nullable {
			code.Dot("Or").Call(Lit(""))
		}
		some = append(some, Id("isOneOf").Call(code, Id("codes")))
	}
	return joined("||", some, perLine)
}

// cells are the fields of a row. What is null or zero goes without saying.
func (m *maker) cells(t *model.Table, r *model.Row) []Code {
	fields := []Code{Id("Key").Op(":").Add(m.literal(t.Key, keyData(t, r)))}
	for i, c := range t.Columns {
		if goOf(c) == nil || isZero(c, r.Cells[i]) {
			continue
		}
		fields = append(fields, Id(c.Go).Op(":").Add(m.fixed(c, r.Cells[i])))
	}
	return fields
}

package gomock

import (
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
)

// byRow is a resource of the supporting cast that is created with the key of a table's row, such as a test number.
type byRow struct {
	resource *model.Resource
	table    *model.Table
	path     []string // of the key among the parameters
	sample   *model.Sample
}

// rows finds the resources that are created so.
func (m *maker) rows() []byRow {
	var list []byRow
	for _, r := range m.api.Resources {
		if !r.Support || taken[r.Go] {
			continue
		}
		for _, op := range r.Operations {
			if row, ok := rowOf(r, op); ok {
				list = append(list, row)
				break
			}
		}
	}
	return list
}

func rowOf(r *model.Resource, op *model.Operation) (byRow, bool) {
	if op.Kind != model.Create || op.Behaviour == nil || len(op.Samples) == 0 {
		return byRow{}, false
	}
	for _, l := range op.Behaviour.Let {
		if v := l.Value; v != nil && v.Verb == model.ValueLookup && v.Refs[0].Root == model.RootParam {
			path := append([]string{v.Refs[0].Name}, v.Refs[0].Members...)
			return byRow{r, v.Table, path, op.Samples[0]}, true
		}
	}
	return byRow{}, false
}

// rowMethods declares a method for each resource that is created by the key of a row.
func (m *maker) rowMethods(f *File) {
	for _, row := range m.rows() {
		doc := row.resource.Go + " makes a " + row.resource.Go + " and returns its id. Key is that of a row of " + row.table.Name +
			", for " + strings.Join(row.path, ".") + "; the rest is as in the sample. " + gosrc.Sentence(row.table.Doc)
		gosrc.Decl(f, doc, Func().Params(Id("m").Op("*").Id("Mock")).Id(row.resource.Go).Params(Id("key").String()).Params(String(), Error()).Block(
			Id("params").Op(":=").Map(String()).Id("Value").CustomFunc(gosrc.Multiline, func(g *Group) {
				for _, a := range row.sample.Args {
					if a.Param.In != model.InPath {
						g.Lit(a.Param.Key).Op(":").Qual(m.engine, "JSONValue").Call(Lit(tables.JSON(a.Value)))
					}
				}
			}),
			Id("params").Index(Lit(row.path[0])).Op("=").Id("params").Index(Lit(row.path[0])).Dot("Put").CallFunc(func(g *Group) {
				g.Index().String().ValuesFunc(func(g *Group) {
					for _, name := range row.path[1:] {
						g.Lit(name)
					}
				})
				g.Qual(m.engine, "TextValue").Call(Id("key"))
			}),
			List(Id("rec"), Err()).Op(":=").Id("m").Dot("Mock").Dot("Given").Call(Qual(m.engine, "Fixture").Values(
				Id("Of").Op(":").Lit(row.resource.Name), Id("Params").Op(":").Id("params"), Id("Guarded").Op(":").True())),
			Return(Id("rec").Dot("ID").Call(), Err()),
		))
	}
}

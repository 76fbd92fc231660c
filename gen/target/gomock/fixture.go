package gomock

import (
	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
)

// fixture declares what a test asks the mock to have, in types that it can spell.
func (m *maker) fixture(f *File) {
	whose := "// whose account; Key's where empty"
	if m.api.Auth == nil {
		whose = "// of no effect: the API asks for none"
	}
	gosrc.Decl(f, "Fixture is an object that Given makes. Everything but Of may be left out.", Type().Id("Fixture").Struct(
		Id("Of").String().Comment("// the resource, as the spec calls it"),
		Id("ID").String(),
		Id("Key").String().Comment(whose),
		Id("State").String().Comment("// it is led to, as the spec calls it"),
		Id("Params").Map(String()).Any().Comment("// it is created with, by name: what encoding/json writes, or a Value"),
		Id("Guarded").Bool().Comment("// that the guards of its create operation are asked too"),
	))
	doc := "Given makes an object as its create operation makes it, and leads it to the state that is wanted by the shortest way of operations, " +
		"signals and timers. What must be sent and is not is as the spec shows it."
	gosrc.Decl(f, doc, Func().Params(Id("m").Op("*").Id("Mock")).Id("Given").Params(Id("f").Id("Fixture")).Params(Id("Record"), Error()).Block(
		List(Id("params"), Err()).Op(":=").Qual(m.engine, "Values").Call(Id("f").Dot("Params")),
		If(Err().Op("!=").Nil()).Block(Return(Id("Record").Values(), Err())),
		Return(Id("m").Dot("Mock").Dot("Given").Call(Qual(m.engine, "Fixture").CustomFunc(gosrc.Multiline, func(g *Group) {
			for _, name := range []string{"Of", "ID", "Key", "State", "Guarded"} {
				g.Id(name).Op(":").Id("f").Dot(name)
			}
			g.Id("Params").Op(":").Id("params")
		}))),
	))
}

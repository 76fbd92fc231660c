package gomock

import (
	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
)

// codes declares a type for the codes of each operation, so that no operation can be told to fail with a code that is
// never its own.
func (m *maker) codes(f *File) {
	gosrc.Decl(f, "Refusal is a code that some operation may be refused with. It knows which.",
		Type().Id("Refusal").Interface(Id("refusal").Params().Params(Id("operation").String(), Id("code").String())))
	gosrc.Decl(f, "FailNext makes the next call of the code's operation be refused with it, before it has any effect.",
		Func().Params(Id("m").Op("*").Id("Mock")).Id("FailNext").Params(Id("r").Id("Refusal")).Block(
			List(Id("operation"), Id("code")).Op(":=").Id("r").Dot("refusal").Call(),
			Id("m").Dot("RefuseNext").Call(Id("operation"), Id("code")),
		))
	for _, o := range m.ops {
		if len(o.Errors) == 0 {
			continue
		}
		name := o.name + "Code"
		gosrc.Decl(f, name+" is a code that "+o.Resource.Service+"."+o.Go+" may be refused with.", Type().Id(name).String())
		f.Add(gosrc.Doc("The codes that " + o.Resource.Service + "." + o.Go + " may be refused with."))
		f.Const().DefsFunc(func(g *Group) {
			for _, e := range o.Errors {
				g.Id(o.name + e.Error.Go[len("Err"):]).Id(name).Op("=").Lit(e.Error.Code)
			}
		})
		f.Line()
		f.Add(Func().Params(Id("c").Id(name)).Id("refusal").Params().Params(Id("operation").String(), Id("code").String()).Block(
			Return(Lit(o.key), String().Call(Id("c")))))
		f.Line()
	}
}

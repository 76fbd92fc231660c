package gomock

import (
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
)

// server declares the typed interface of the API, the functions that may answer in the mock's place, and what lies
// between them and the engine.
func (m *maker) server(f *File) {
	doc := "Server answers every operation of the API. NewHandler puts routes, keys and the checks of parameters before it. An error " +
		"is a *" + m.api.Go + ".Error, or just its ErrorCode, which stands for the usual status and message; any other is answered with 500."
	gosrc.Decl(f, doc, Type().Id("Server").InterfaceFunc(func(g *Group) {
		for _, o := range m.ops {
			g.Add(gosrc.Doc(o.doc()))
			g.Id(o.name).Add(o.signature())
		}
	}))
	gosrc.Decl(f, "Handlers are functions that answer operations in the mock's place. Those that are nil leave the mock to answer.",
		Type().Id("Handlers").StructFunc(func(g *Group) {
			for _, o := range m.ops {
				g.Id(o.name).Func().Add(o.signature())
			}
		}))
	m.newHandler(f)
	gosrc.Decl(f, "overrides is the functions in the form that the engine calls.",
		Func().Params(Id("h").Op("*").Id("Handlers")).Id("overrides").Params().Map(String()).Qual(m.engine, "Override").BlockFunc(func(g *Group) {
			g.Id("list").Op(":=").Map(String()).Qual(m.engine, "Override").Values()
			for _, o := range m.ops {
				g.If(Id("h").Dot(o.name).Op("!=").Nil()).Block(Id("list").Index(Lit(o.key)).Op("=").Id("h").Dot(o.field))
			}
			g.Return(Id("list"))
		}))
	for _, o := range m.ops {
		f.Add(o.adapter())
		f.Line()
	}
}

// doc is the comment of the operation's method.
func (o *operation) doc() string {
	what := strings.TrimSpace(o.name + " is " + o.Method + " " + o.Route() + ". " + strings.Join(gosrc.Lines(o.Doc, 1<<20), " "))
	return gosrc.Paragraphs(what, gosrc.Deprecated(&o.Meta))
}

// newHandler declares the function that serves a Server.
func (m *maker) newHandler(f *File) {
	gosrc.Decl(f, "NewHandler serves s: requests that pass the checks of route, key and parameters reach it with typed arguments.",
		Func().Id("NewHandler").Params(Id("s").Id("Server"), Id("opts").Op("...").Id("Option")).Params(Qual("net/http", "Handler"), Error()).Block(
			Id("h").Op(":=").Id("Handlers").CustomFunc(gosrc.Multiline, func(g *Group) {
				for _, o := range m.ops {
					g.Id(o.name).Op(":").Id("s").Dot(o.name)
				}
			}),
			List(Id("p"), Err()).Op(":=").Id("program").Call(),
			If(Err().Op("!=").Nil()).Block(Return(Nil(), Err())),
			Return(Id("p").Dot("New").Call(Id("configure").Call(Append(Id("opts"), Id("With").Call(Id("h"))))), Nil()),
		))
}

// adapter declares the method that calls one typed function with what the engine read.
func (o *operation) adapter() *Statement {
	return Func().Params(Id("h").Op("*").Id("Handlers")).Id(o.field).Params(
		Id("ctx").Qual("context", "Context"), Id("rq").Op("*").Qual(o.m.engine, "Request"),
	).Params(Index().Byte(), Error()).BlockFunc(func(g *Group) {
		given := o.given()
		if o.ParamsGo != "" {
			g.Var().Id("p").Qual(o.m.client, o.ParamsGo)
			for _, p := range given {
				g.Id("p").Dot(p.Go).Op("=").Add(o.m.readField(&p.Field, sent(p.Key)))
			}
		}
		call := Id("h").Dot(o.name).CallFunc(func(g *Group) {
			g.Id("ctx")
			for _, p := range o.PathParams() {
				g.Add(o.m.read(p.Type, sent(p.Key)))
			}
			if o.ParamsGo != "" {
				g.Id("p")
			}
		})
		if o.Result == nil {
			g.Return(Nil(), Id("refused").Call(call))
			return
		}
		g.List(Id("out"), Err()).Op(":=").Add(call)
		g.Return(Id("written").Call(Id("out"), Err()))
	})
}

// sent is the expression for a parameter of the request.
func sent(key string) *Statement { return Id("rq").Dot("Params").Dot("Get").Call(Lit(key)) }

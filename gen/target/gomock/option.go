package gomock

import (
	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// options declares what a mock can be told when it is made.
func (m *maker) options(f *File) {
	config := func() *Statement { return Id("c").Op("*").Id("Config") }
	gosrc.Decl(f, "Config is how a mock plays. Options set its fields.", Type().Id("Config").Op("=").Qual(m.engine, "Config"))
	gosrc.Decl(f, "Option changes how a mock plays.", Type().Id("Option").Func().Params(Op("*").Id("Config")))
	option := func(name, doc string, params []Code, body ...Code) {
		gosrc.Decl(f, name+" "+doc, Func().Id(name).Params(params...).Id("Option").Block(
			Return(Func().Params(config()).Block(body...))))
	}
	set := func(field string) *Statement { return Id("c").Dot(field).Op("=") }
	option("WithSeed", "makes other ids: the same seed and the same calls give the same.", []Code{Id("seed").Uint64()}, set("Seed").Id("seed"))
	option("WithStart", "has the clock stand still at t until it is moved.", []Code{Id("t").Qual("time", "Time")},
		set("Clock").Qual(m.engine, "NewClock").Call(Id("t")))
	option("WithWallClock", "has the clock run with the machine's, or with that of a testing/synctest bubble.", nil,
		set("Clock").Qual(m.engine, "WallClock").Call())
	option("WithStrict", "refuses parameters that the API does not know.", nil, set("Strict").True())
	option("WithBeyond", "sends attributes that are beyond the reference.", nil, set("Beyond").True())
	option("WithExamples", "answers with an example where an id is read that nobody created.", nil, set("Examples").True())
	option("WithAdmin", "lets the mock's own paths below /_mock/ answer.", nil, set("Admin").True())
	if m.api.Auth != nil {
		option("WithKeys", "lets no other keys in than these.", []Code{Id("keys").Op("...").String()}, set("Keys").Id("keys"))
	}
	option("With", "has functions answer in the mock's place.", []Code{Id("h").Id("Handlers")}, set("Overrides").Id("h").Dot("overrides").Call())
	for _, fact := range m.api.Account {
		m.fact(f, fact)
	}
	gosrc.Decl(f, "configure applies options.",
		Func().Id("configure").Params(Id("opts").Index().Id("Option")).Id("Config").Block(
			Var().Id("c").Id("Config"),
			For(List(Id("_"), Id("opt")).Op(":=").Range().Id("opts")).Block(Id("opt").Call(Op("&").Id("c"))),
			Return(Id("c")),
		))
}

// fact declares the option that sets a fact of every account.
func (m *maker) fact(f *File, fact *model.AccountFact) {
	name := "With" + fact.Go
	var value Code
	switch fact.Type.Kind {
	case model.Integer, model.Money:
		value = Qual(m.engine, "IntValue").Call(Id("v"))
	case model.Boolean:
		value = Qual(m.engine, "BoolValue").Call(Id("v"))
	case model.EnumKind, model.ErrorType, model.FailureType, model.EventType:
		value = Qual(m.engine, "TextValue").Call(String().Call(Id("v")))
	case model.String, model.Decimal, model.Currency, model.URI, model.Date, model.IDKind:
		value = Qual(m.engine, "TextValue").Call(Id("v"))
	default:
		return
	}
	doc := name + " sets a fact of every account. " + fact.Doc
	gosrc.Decl(f, doc, Func().Id(name).Params(Id("v").Add(m.goType(fact.Type))).Id("Option").Block(
		Return(Func().Params(Id("c").Op("*").Id("Config")).Block(Id("c").Dot("SetFact").Call(Lit(fact.Name), value)))))
}

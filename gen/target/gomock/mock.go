package gomock

import (
	"cmp"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// mock declares the mock: how it is made, its client, its signals.
func (m *maker) mock(f *File) {
	doc := "Package " + m.Name + " is a mock of " + gosrc.Sentence(m.api.Title+", version "+m.api.Version) + " It keeps what is created, refuses what the " +
		"API refuses, and lets time pass when it is told to. It stands in the process that tests it: New gives a client whose calls never leave it."
	for _, line := range gosrc.Lines(doc, 110) {
		f.PackageComment("// " + line)
	}
	gosrc.Decl(f, "Mock plays the API for a test. All its methods may be called at once.",
		Type().Id("Mock").Struct(
			Op("*").Qual(m.engine, "Mock"),
			Line(),
			Id("client").Op("*").Qual(m.client, "Client"),
			Id("test").Qual("testing", "TB").Comment("// nil outside tests"),
		))
	m.aliases(f)
	m.fixture(f)
	f.Add(gosrc.Doc("program readies the tables once, for all mocks."))
	f.Var().Id("program").Op("=").Qual("sync", "OnceValues").Call(Func().Params().Params(Op("*").Qual(m.engine, "Program"), Error()).Block(
		Return(Qual(m.engine, "Compile").Call(Id("tables").Call()))))
	f.Line()
	m.makers(f)
	m.clientMethod(f)
	gosrc.Decl(f, "URL returns the address of a socket on this machine at which the mock answers too. It is opened when it is first asked for.",
		Func().Params(Id("m").Op("*").Id("Mock")).Id("URL").Params().String().Block(
			List(Id("url"), Err()).Op(":=").Id("m").Dot("Listen").Call(),
			If(Err().Op("!=").Nil().Op("&&").Id("m").Dot("test").Op("!=").Nil()).Block(Id("m").Dot("test").Dot("Fatal").Call(Err())),
			Return(Id("url")),
		))
	m.signals(f)
	m.rowMethods(f)
}

// makers declares the functions that make a mock.
func (m *maker) makers(f *File) {
	gosrc.Decl(f, "New makes a mock for a test, which ends with it.",
		Func().Id("New").Params(Id("t").Qual("testing", "TB"), Id("opts").Op("...").Id("Option")).Op("*").Id("Mock").Block(
			Id("t").Dot("Helper").Call(),
			List(Id("m"), Err()).Op(":=").Id("Start").Call(Id("opts").Op("...")),
			If(Err().Op("!=").Nil()).Block(Id("t").Dot("Fatal").Call(Err())),
			Id("m").Dot("test").Op("=").Id("t"),
			Id("t").Dot("Cleanup").Call(Func().Params().Block(
				If(Err().Op(":=").Id("m").Dot("Close").Call(), Err().Op("!=").Nil()).Block(Id("t").Dot("Error").Call(Err())))),
			Return(Id("m")),
		))
	client := Id("m").Dot("ClientFor").Call(Id("Key"))
	if m.api.Auth == nil {
		client = Id("m").Dot("NewClient").Call()
	}
	gosrc.Decl(f, "Start makes a mock outside tests. Close ends it.",
		Func().Id("Start").Params(Id("opts").Op("...").Id("Option")).Params(Op("*").Id("Mock"), Error()).Block(
			List(Id("p"), Err()).Op(":=").Id("program").Call(),
			If(Err().Op("!=").Nil()).Block(Return(Nil(), Err())),
			Id("m").Op(":=").Op("&").Id("Mock").Values(Id("Mock").Op(":").Qual(m.engine, "NewMock").Call(Id("p"), Id("configure").Call(Id("opts")))),
			List(Id("m").Dot("client"), Err()).Op("=").Add(client),
			Return(Id("m"), Err()),
		))
}

// aliases names the engine's types that callers meet.
func (m *maker) aliases(f *File) {
	for _, a := range []struct{ name, doc string }{
		{"Exchange", "Exchange is one request and its answer, as Journal returns them."},
		{"Fault", "Fault is a trouble that Order orders: latency, an error status, a broken connection, a cut body."},
		{"Value", "Value is a value as the mock keeps it."},
		{"Record", "Record is an object as the mock keeps it."},
	} {
		gosrc.Decl(f, a.doc, Type().Id(a.name).Op("=").Qual(m.engine, a.name))
	}
	gosrc.Decl(f, "What happens to an answer on its way.", Const().Defs(
		Id("Reset").Op("=").Qual(m.engine, "Reset").Comment("// the connection breaks and nothing arrives"),
		Id("Cut").Op("=").Qual(m.engine, "Cut").Comment("// half of the body arrives"),
	))
}

// clientMethod declares the method that makes a client.
func (m *maker) clientMethod(f *File) {
	client := func() *Statement { return Op("*").Qual(m.client, "Client") }
	options := func() *Statement { return Op("...").Qual(m.client, "Option") }
	withHTTP := func() *Statement { return Qual(m.client, "WithHTTPClient").Call(Id("m").Dot("HTTPClient").Call()) }
	recv := Id("m").Op("*").Id("Mock")
	if m.api.Auth == nil {
		gosrc.Decl(f, "Client returns a client of this mock. Its calls never leave the process.",
			Func().Params(recv).Id("Client").Params().Add(client()).Block(Return(Id("m").Dot("client"))))
		gosrc.Decl(f, "NewClient returns a client of this mock with options.",
			Func().Params(recv.Clone()).Id("NewClient").Params(Id("opts").Add(options())).Params(client(), Error()).Block(
				Return(Qual(m.client, "NewClient").Call(Append(Index().Qual(m.client, "Option").Values(withHTTP()), Id("opts").Op("...")).Op("...")))))
		return
	}
	first := m.api.Auth.Keys[0]
	gosrc.Decl(f, "Key is a key that the mock lets in, unless WithKeys says otherwise.", Const().Id("Key").Op("=").Lit(keyExample(first)))
	gosrc.Decl(f, "Client returns a client of this mock with Key. Its calls never leave the process.",
		Func().Params(recv.Clone()).Id("Client").Params().Add(client()).Block(Return(Id("m").Dot("client"))))
	gosrc.Decl(f, "ClientFor returns a client of this mock with another key, which opens an account of its own, or with options. Keys of other kinds are those that open the same account.",
		Func().Params(recv.Clone()).Id("ClientFor").Params(Id("key").String(), Id("opts").Add(options())).Params(client(), Error()).Block(
			Id("all").Op(":=").Index().Qual(m.client, "Option").ValuesFunc(func(g *Group) {
				g.Add(withHTTP())
				for _, k := range m.api.Auth.Keys[1:] {
					g.Qual(m.client, "WithKey").Call(Id("m").Dot("Program").Call().Dot("KeyOf").Call(Lit(k.Name), Id("key")))
				}
			}),
			Return(Qual(m.client, "NewClient").Call(Id("key"), Append(Id("all"), Id("opts").Op("...")).Op("...")))))
}

// keyExample is a key of a kind, some text where the spec shows none.
func keyExample(k *model.Key) string { return cmp.Or(k.Example, "key") }

// signals declares a method for each signal.
func (m *maker) signals(f *File) {
	count := map[string]int{}
	for _, r := range m.api.Resources {
		if r.Lifecycle != nil {
			for _, s := range r.Lifecycle.Signals {
				count[s.Go]++
			}
		}
	}
	for _, r := range m.api.Resources {
		if r.Lifecycle == nil {
			continue
		}
		for _, s := range r.Lifecycle.Signals {
			name := s.Go
			if count[name] > 1 || taken[name] {
				name = r.Go + name
			}
			m.signal(f, r, s, name)
		}
	}
}

// taken are the names that a mock has for other things.
var taken = map[string]bool{
	"Advance": true, "Calls": true, "Client": true, "ClientFor": true, "Clock": true, "Close": true, "Engine": true, "FailNext": true,
	"Faults": true, "Given": true, "HTTPClient": true, "Journal": true, "Listen": true, "Mock": true, "NewClient": true, "Now": true,
	"Order": true, "Program": true, "RefuseNext": true, "Reset": true, "RoundTrip": true, "ServeHTTP": true, "SetFact": true,
	"Signal": true, "URL": true,
}

// signal declares the method that sends a signal, and what it may say.
func (m *maker) signal(f *File, r *model.Resource, s *model.Signal, name string) {
	doc := name + " sends the signal " + s.Name + " to the " + r.Go + " that id names."
	if s.Doc != "" {
		doc += " " + gosrc.Sentence(s.Doc)
	}
	params := name + "Params"
	if len(s.Params) > 0 {
		gosrc.Decl(f, params+" are what "+name+" may say. What is absent has its default.", Type().Id(params).StructFunc(func(g *Group) {
			for _, p := range s.Params {
				g.Add(gosrc.Doc(p.Go + ": " + gosrc.Sentence(p.Doc)))
				g.Id(p.Go).Qual(m.client, "Optional").Index(m.goType(p.Type))
			}
		}))
	}
	gosrc.Decl(f, doc, Func().Params(Id("m").Op("*").Id("Mock")).Id(name).ParamsFunc(func(g *Group) {
		g.Id("id").String()
		if len(s.Params) > 0 {
			g.Id("p").Op("...").Id(params)
		}
	}).Error().BlockFunc(func(g *Group) {
		if len(s.Params) == 0 {
			g.List(Id("_"), Err()).Op(":=").Id("m").Dot("Signal").Call(Id("id"), Lit(s.Name), Nil())
			g.Return(Err())
			return
		}
		g.Id("params").Op(":=").Map(String()).Id("Value").Values()
		g.For(List(Id("_"), Id("p")).Op(":=").Range().Id("p")).BlockFunc(func(g *Group) {
			for _, p := range s.Params {
				g.If(List(Id("v"), Id("ok")).Op(":=").Id("p").Dot(p.Go).Dot("Get").Call(), Id("ok")).Block(
					Id("params").Index(Lit(p.Key)).Op("=").Qual(m.engine, "ValueOf").Call(Id("v")))
			}
		})
		g.List(Id("_"), Err()).Op(":=").Id("m").Dot("Signal").Call(Id("id"), Lit(s.Name), Id("params"))
		g.Return(Err())
	}))
}

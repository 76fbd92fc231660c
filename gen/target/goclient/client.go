package goclient

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// client declares the client.
func (m *maker) client(f *File) {
	for _, line := range gosrc.Lines(m.packageDoc(), 110) {
		f.PackageComment(trimmed("// " + line))
	}
	for _, line := range m.start() {
		f.PackageComment(line)
	}
	services := m.api.Resources
	doc := "Client calls the API. It is safe for concurrent use, and one is enough for each key."
	gosrc.Decl(f, doc, Type().Id("Client").StructFunc(func(g *Group) {
		for _, r := range services {
			g.Add(gosrc.Doc(r.Service + " has what can be done with " + gosrc.Article(r.Go) + "."))
			g.Id(r.Service).Op("*").Id(r.Service + "Service")
		}
		g.Line()
		g.Id("core").Op("*").Id("core")
	}))
	m.newClient(f)
}

// tested are the resources that have operations that work in test mode only.
func (m *maker) tested() []*model.Resource {
	return slices.DeleteFunc(slices.Clone(m.api.Resources), func(r *model.Resource) bool { return len(operations(r, true)) == 0 })
}

// packageDoc is the overview of the package.
func (m *maker) packageDoc() string {
	how := "A call that is refused returns an *[Error]: ask errors.Is for an [ErrorCode] or a [Class], and the error itself for " +
		"the status, the request id and what to do. What is wrong with parameters or key is found before anything is sent: " +
		"[ParamError], [KeyError]. A call that ends without an answer returns a *[CallError]."
	values := "Values that need not be there are [Optional]: [Some], [Null], or left out. Members of answers that this package does not know are kept: [UnknownFields]."
	return gosrc.Paragraphs("Package "+m.Name+" is a client for "+gosrc.Sentence(m.api.Title+", version "+m.api.Version), sentences(m.api.Doc), how, values)
}

func trimmed(line string) string {
	if line == "// " {
		return "//"
	}
	return line
}

func (m *maker) newClient(f *File) {
	doc := "NewClient makes a client that uses key. It refuses a key or an option that cannot be right; it sends nothing."
	key := Code(Id("key"))
	params := []Code{Id("key").String(), Id("opts").Op("...").Id("Option")}
	if m.api.Auth == nil {
		doc = "NewClient makes a client. It refuses an option that cannot be right; it sends nothing."
		key = Lit("")
		params = params[1:]
	}
	gosrc.Decl(f, doc, Func().Id("NewClient").Params(params...).Params(Op("*").Id("Client"), Error()).Block(
		List(Id("c"), Err()).Op(":=").Id("newCore").Call(key, Id("opts")),
		If(Err().Op("!=").Nil()).Block(Return(Nil(), Err())),
		Return(Op("&").Id("Client").CustomFunc(gosrc.Multiline, func(g *Group) {
			for _, r := range m.api.Resources {
				g.Id(r.Service).Op(":").Op("&").Id(r.Service + "Service").Values(Id("core").Op(":").Id("c"))
			}
			g.Id("core").Op(":").Id("c")
		}), Nil()),
	))
}

// testClient declares what has the operations that work in test mode only.
func (m *maker) testClient(f *File, services []*model.Resource) {
	gosrc.Decl(f, "TestClient has the operations that work in test mode only.", Type().Id("TestClient").StructFunc(func(g *Group) {
		for _, r := range services {
			g.Add(gosrc.Doc(r.Service + " has what can be done with " + gosrc.Article(r.Go) + " in test mode only."))
			g.Id(r.Service).Op("*").Id(r.Service + "TestService")
		}
	}))
	gosrc.Decl(f, "Test returns the operations that work in test mode only. It refuses a client with a live key.",
		Func().Params(Id("c").Op("*").Id("Client")).Id("Test").Params().Params(Op("*").Id("TestClient"), Error()).Block(
			If(Err().Op(":=").Id("c").Dot("core").Dot("testable").Call(), Err().Op("!=").Nil()).Block(Return(Nil(), Err())),
			Return(Op("&").Id("TestClient").CustomFunc(gosrc.Multiline, func(g *Group) {
				for _, r := range services {
					g.Id(r.Service).Op(":").Op("&").Id(r.Service + "TestService").Values(Id("core").Op(":").Id("c").Dot("core"))
				}
			}), Nil()),
		))
}

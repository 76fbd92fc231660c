package goclient

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// names are the identifiers that are derived from an operation.
type names struct {
	service string   // the type that has its method
	api     string   // the interface of that type
	op      string   // the variable that describes it
	args    []string // of the path parameters, in order
	page    string   // the method for one page; "" where it is no list
	ensure  string   // the method that asks for the effect, whoever brings it about; "" where the effect cannot be seen
}

func (m *maker) names(op *model.Operation) names {
	n := names{op: "op" + op.Resource.Go + op.Go, args: op.Arguments(m.api.Initialisms), ensure: m.ensureName(op)}
	n.service, n.api = serviceNames(op.Resource, op.TestOnly != nil)
	if op.Kind == model.List && op.Result != nil && op.Result.Kind == model.PageOf {
		n.page = op.Go + "Page"
	}
	return n
}

// serviceNames are the type and the interface of a resource's operations.
func serviceNames(r *model.Resource, testOnly bool) (service, api string) {
	if testOnly {
		return r.Service + "TestService", r.Service + "TestAPI"
	}
	return r.Service + "Service", r.Service + "API"
}

// operations are those of a resource that work in both modes, or those for tests alone.
func operations(r *model.Resource, testOnly bool) []*model.Operation {
	return slices.DeleteFunc(slices.Clone(r.Operations), func(op *model.Operation) bool { return (op.TestOnly != nil) != testOnly })
}

// service declares everything a resource's operations need.
func (m *maker) service(f *File, r *model.Resource) {
	for _, testOnly := range []bool{false, true} {
		ops := operations(r, testOnly)
		if len(ops) == 0 && testOnly {
			continue
		}
		m.serviceType(f, r, ops, testOnly)
		for _, op := range ops {
			n := m.names(op)
			m.params(f, op)
			f.Add(m.descriptor(op, n))
			f.Line()
			m.seen(f, op)
			if finds(op) {
				m.refers(f, op, n)
			}
			m.methods(f, op, n)
		}
	}
}

// serviceType declares the type that has the methods, and the interface for those who put something in its place.
func (m *maker) serviceType(f *File, r *model.Resource, ops []*model.Operation, testOnly bool) {
	service, api := serviceNames(r, testOnly)
	what := "what can be done with a " + r.Go
	if testOnly {
		what += " in test mode only"
	}
	gosrc.Decl(f, gosrc.Paragraphs(gosrc.Words(service+" has "+what+".", source(&r.Meta, &m.api.Meta)), gosrc.Deprecated(&r.Meta)),
		Type().Id(service).Struct(Id("core").Op("*").Id("core")))
	gosrc.Decl(f, api+" is the methods of "+service+", for code that is tested with something else in its place.",
		Type().Id(api).InterfaceFunc(func(g *Group) {
			for _, op := range ops {
				n := m.names(op)
				g.Add(gosrc.Doc(op.Go + " is " + op.Method + " " + op.Route() + "."))
				g.Add(m.signature(op, n, op.Go))
				if n.page != "" {
					g.Add(gosrc.Doc(n.page + " reads one page of what " + op.Go + " walks through."))
					g.Add(m.signature(op, n, n.page))
				}
				if finds(op) {
					g.Add(gosrc.Doc(byReference + " looks for what " + op.Go + " made with WithReference."))
					g.Add(finderSignature(op))
				}
				if n.ensure != "" {
					g.Add(gosrc.Doc(n.ensure + " is " + op.Go + " where that is still to be done."))
					g.Add(m.signature(op, n, n.ensure))
				}
			}
		}))
	f.Add(Var().Id("_").Id(api).Op("=").Parens(Op("*").Id(service)).Parens(Nil()))
	f.Line()
}

// signature is a method's name, parameters and results.
func (m *maker) signature(op *model.Operation, n names, name string) *Statement {
	return Id(name).ParamsFunc(func(g *Group) {
		g.Id("ctx").Qual("context", "Context")
		for i, p := range op.PathParams() {
			g.Id(n.args[i]).Add(gosrc.GoType(p.Type))
		}
		if op.ParamsGo != "" {
			g.Id("p").Id(op.ParamsGo)
		}
		g.Id("opts").Op("...").Id("Option")
	}).Add(results(op, n, name))
}

// results are what a method returns.
func results(op *model.Operation, n names, name string) *Statement {
	switch {
	case op.Result == nil:
		return Error()
	case n.page != "" && name == op.Go:
		return Qual("iter", "Seq2").Index(List(Op("*").Id(op.Result.Object.Go), Error()))
	}
	return Params(gosrc.GoType(op.Result), Error())
}

// descriptor declares the variable that says what is fixed of an operation.
func (m *maker) descriptor(op *model.Operation, n names) *Statement {
	return Var().Id(n.op).Op("=").Id("operation").CustomFunc(gosrc.Multiline, func(g *Group) {
		set := func(key string, v *Statement) { g.Id(key).Op(":").Add(v) }
		set("name", Lit(op.Resource.Name+"."+op.Name))
		set("method", Lit(op.Method))
		set("route", Lit(op.Route()))
		if i := m.servers[op.Resource.Server]; op.Resource.Server != nil && i > 0 {
			set("server", Lit(i))
		}
		switch {
		case op.Key == nil:
			set("key", Id("noKey"))
		default:
			set("key", Id(op.Key.Go))
		}
		set("replay", Id(replayName(op.Replay)))
		if op.TestOnly != nil {
			set("testOnly", Id(op.TestOnly.Go))
		}
		if l := m.lookFor(op); l != nil && l.to == nil && m.api.Gates.Absent != nil {
			set("absent", Id(m.api.Gates.Absent.Go))
		}
		if expands(op) {
			set("expands", True())
		}
		if finds(op) {
			set("refers", True())
		}
	})
}

func replayName(r model.Replay) string {
	switch r {
	case model.Reading:
		return "replayReading"
	case model.Converging:
		return "replayConverging"
	case model.Overwriting:
		return "replayOverwriting"
	}
	return "replayCreating"
}

// methods declares an operation's method, or for a list the iterator and the method for one page.
func (m *maker) methods(f *File, op *model.Operation, n names) {
	recv := Id("s").Op("*").Id(n.service)
	if n.page == "" {
		gosrc.Decl(f, m.methodDoc(op, op.Go), Func().Params(recv).Add(m.signature(op, n, op.Go)).BlockFunc(func(g *Group) { m.callBody(g, op, n, "sendSeen") }))
		if n.ensure != "" {
			gosrc.Decl(f, ensureDoc(op, n), Func().Params(recv).Add(m.signature(op, n, n.ensure)).BlockFunc(func(g *Group) { m.callBody(g, op, n, "ensure") }))
		}
		return
	}
	gosrc.Decl(f, m.listDoc(op, n), Func().Params(recv).Add(m.signature(op, n, op.Go)).BlockFunc(func(g *Group) { m.listBody(g, op, n) }))
	gosrc.Decl(f, m.methodDoc(op, n.page), Func().Params(recv).Add(m.signature(op, n, n.page)).BlockFunc(func(g *Group) { m.callBody(g, op, n, "sendSeen") }))
}

// callBody checks the parameters, describes the request and sends it. Where the effect can be seen, by names the function
// that does both.
func (m *maker) callBody(g *Group, op *model.Operation, n names, by string) {
	g.Id("check").Op(":=").Id("s").Dot("core").Dot("check").Call(Op("&").Id(n.op))
	for i, p := range op.PathParams() {
		arg := Id(n.args[i])
		if !gosrc.IsText(p.Type) {
			continue
		}
		method := "segment"
		if m.api.IDs.Style == model.IDOpaque && p.Type.Kind == model.IDKind && (p.Type.Object == nil || p.Type.Object.IDPattern == "") {
			method = "opaque"
		}
		g.Id("check").Dot(method).Call(Lit(p.Name), asString(p.Type, arg.Clone()))
		if prefix := idPrefix(p.Type); prefix != "" {
			g.Id("check").Dot("id").Call(Lit(p.Name), arg, Lit(prefix))
		}
	}
	if op.ParamsGo != "" && len(checks(op)) > 0 {
		g.Id("p").Dot("check").Call(Op("&").Id("check"))
	}
	l := m.lookFor(op)
	if l != nil && l.read != nil {
		g.Id("look").Op(":=").Add(m.lookValue(op, l, n))
	}
	args := []Code{Id("ctx"), Id("s").Dot("core"), Op("&").Id("check"), Op("&").Add(m.requestValue(op, n)), Id("opts")}
	with := func(more ...Code) []Code { return slices.Insert(args, 4, more...) }
	switch {
	case op.Result == nil:
		g.Return(Id("sendOnly").Call(args...))
	case l != nil && l.to != nil:
		g.Return(Id(by).Call(with(Id("look"), Id(seenName(op)))...))
	case l != nil:
		g.Return(Id("sendLeft").Call(with(m.left(op, n))...))
	case finds(op):
		g.Return(Id("sendReferred").Call(with(Op("&").Id("p"), Id("s").Dot(byReference))...))
	default:
		g.Return(Id("send").Index(gosrc.Element(op.Result)).Call(args...))
	}
}

// requestValue is the literal of a request.
func (m *maker) requestValue(op *model.Operation, n names) *Statement {
	return Id("request").ValuesFunc(func(g *Group) {
		g.Id("op").Op(":").Op("&").Id(n.op)
		g.Id("path").Op(":").Add(pathValue(op, n))
		if self := selfArgument(op, n); self != "" {
			g.Id("self").Op(":").Id(self)
		}
		if m.lookFor(op).isFunc(op) {
			g.Id("look").Op(":").Id("look")
		}
		if op.ParamsGo == "" {
			return
		}
		if len(in(op, model.InQuery)) > 0 {
			g.Id("query").Op(":").Op("&").Id("p")
		}
		if len(in(op, model.InBody)) > 0 {
			g.Id("body").Op(":").Op("&").Id("p")
		}
		if len(in(op, model.InHeader)) > 0 {
			g.Id("header").Op(":").Id("p").Dot("headers").Call()
		}
	})
}

// selfArgument is the argument that names the object an operation is about, where that has states; "" where there is none.
func selfArgument(op *model.Operation, n names) string {
	if op.Resource.Lifecycle == nil || len(op.Resource.Lifecycle.States) == 0 {
		return ""
	}
	for i, p := range op.PathParams() {
		if p.Type.Kind == model.IDKind && p.Type.Object == op.Resource.Object && gosrc.IsText(p.Type) {
			return n.args[i]
		}
	}
	return ""
}

// pathValue is the expression for an operation's path, each parameter escaped.
func pathValue(op *model.Operation, n names) *Statement {
	v := Null()
	i := 0
	for j, s := range op.Path {
		if j > 0 {
			v.Op("+")
		}
		if s.Param == nil {
			v.Lit(s.Text)
			continue
		}
		v.Id("escapeSegment").Call(textOf(s.Param.Type, Id(n.args[i])))
		i++
	}
	return v
}

// methodDoc is the comment of a method that makes one call.
func (m *maker) methodDoc(op *model.Operation, name string) string {
	what := gosrc.Sentence(name + " is " + op.Method + " " + op.Route() + keyWords(op))
	if name != op.Go {
		what = gosrc.Sentence(name + " reads one page of what " + op.Go + " walks through")
	}
	return gosrc.Paragraphs(gosrc.Words(what, sentences(op.Doc), source(&op.Meta, &op.Resource.Meta, &m.api.Meta)), m.replayWords(op), errorWords(op), gosrc.Deprecated(&op.Meta))
}

func (m *maker) listDoc(op *model.Operation, n names) string {
	what := op.Go + " walks through all records, page by page, and asks for the next page when it is needed: " + op.Method + " " + op.Route() + keyWords(op) +
		". After an error it ends. " + n.page + " reads one page."
	return gosrc.Paragraphs(gosrc.Words(what, sentences(op.Doc), source(&op.Meta, &op.Resource.Meta, &m.api.Meta)), errorWords(op), gosrc.Deprecated(&op.Meta))
}

func keyWords(op *model.Operation) string {
	if op.Key == nil {
		return ", without a key"
	}
	text := " with a " + op.Key.Name + " key"
	for _, k := range op.OtherKeys {
		text += "; the API takes a " + k.Name + " key too"
	}
	if op.TestOnly != nil {
		text += ", in test mode only"
	}
	return text
}

// errorWords lists the codes that an operation may be refused with.
func errorWords(op *model.Operation) string {
	if len(op.Errors) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("It may be refused with:")
	for _, e := range op.Errors {
		b.WriteString("\n- [" + e.Error.Go + "], status " + ordinal(e.Status))
		if doc := gosrc.Sentence(e.Doc); doc != "" {
			b.WriteString(": " + lowerFirst(doc))
		}
	}
	return b.String()
}

package golifecycle

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// life is a resource with something to say: states, or checks before its operations.
type life struct {
	*model.Resource
	states  []*model.State
	checks  []*check
	windows []*model.Window
	read    *model.Operation // by which a state is waited for; nil where there is none
}

// newLife gathers what there is to say of a resource; nil where that is nothing. It notes the facts that checks ask for.
func (m *maker) newLife(r *model.Resource, used map[*model.AccountFact]bool) *life {
	l := &life{Resource: r}
	if r.Lifecycle != nil {
		l.states = r.Lifecycle.States
	}
	var conds []*model.Condition
	for _, op := range r.Operations {
		c := m.newCheck(op)
		if c == nil {
			continue
		}
		l.checks = append(l.checks, c)
		for _, g := range c.guards {
			conds = append(conds, g.cond())
		}
		for f := range c.facts {
			used[f] = true
		}
	}
	if len(l.states)+len(l.checks) == 0 {
		return nil
	}
	l.windows = windows(r, conds)
	if i := slices.IndexFunc(r.Operations, isRead); i >= 0 && len(l.states) > 0 {
		l.read = r.Operations[i]
	}
	return l
}

// isRead reports whether an operation answers with the object itself and takes nothing but what it is found by.
func isRead(op *model.Operation) bool {
	return op.Kind == model.Read && op.TestOnly == nil && op.Result != nil && op.Result.Kind == model.ObjectKind && op.Result.Object == op.Resource.Object
}

// asks reports whether an operation takes parameters, besides those of its path, that must be given.
func asks(op *model.Operation) bool {
	return slices.ContainsFunc(op.Params, func(p *model.Param) bool { return p.In != model.InPath && p.Required })
}

// reader reads conditions on objects of a resource.
func (m *maker) reader(r *model.Resource) *reader {
	return &reader{api: m.api, r: r, facts: map[*model.AccountFact]bool{}}
}

// life declares the states of a resource and the checks before its operations.
func (m *maker) life(f *File, l *life) {
	if len(l.states) > 0 {
		m.stateType(f, l)
		m.stateOf(f, l)
		m.terminal(f, l)
		reaches(f, l)
		m.standing(f, l)
	}
	if l.read != nil {
		m.inState(f, l)
		m.waitUntil(f, l)
	}
	for _, w := range l.windows {
		if m.reader(l.Resource).can(w) {
			m.declareWindow(f, l.Resource, w)
		}
	}
	for _, c := range l.checks {
		m.declareCheck(f, l, c)
	}
}

// stateType declares the named type of the states and a constant for each.
func (m *maker) stateType(f *File, l *life) {
	name := l.StateGo()
	doc := name + " is where " + gosrc.Article(l.Name) + " stands. It follows from several attributes together: (*" + l.Go + ").State tells it."
	gosrc.Decl(f, doc, Type().Id(name).String())
	gosrc.Decl(f, "The states of "+gosrc.Article(l.Name)+".", Const().DefsFunc(func(g *Group) {
		for i, s := range l.states {
			if i > 0 {
				g.Line()
			}
			g.Add(gosrc.Doc(stateDoc(s)))
			g.Id(s.Go).Id(name).Op("=").Lit(s.Name)
		}
		g.Line()
		g.Add(gosrc.Doc(name + "Unknown says that the attributes are those of no state that this package knows."))
		g.Id(name + "Unknown").Id(name).Op("=").Lit("")
	}))
	gosrc.Decl(f, `String returns the state's name, "unknown" for `+name+"Unknown.",
		Func().Params(Id("s").Id(name)).Id("String").Params().String().Block(
			If(Id("s").Op("==").Id(name+"Unknown")).Block(Return(Lit("unknown"))),
			Return(String().Call(Id("s"))),
		))
}

func stateDoc(s *model.State) string {
	text := s.Go + ` is "` + s.Name + `"`
	if s.Label != "" && !strings.EqualFold(s.Label, strings.ReplaceAll(s.Name, "_", " ")) {
		text += ", " + lowerFirst(s.Label)
	}
	parts := []string{gosrc.Sentence(text), gosrc.Sentence(s.Doc)}
	if s.Final {
		parts = append(parts, "It is final.")
	}
	return gosrc.Words(parts...)
}

// stateOf declares the method that tells an object's state: the first row whose attributes are all as it fixes them.
func (m *maker) stateOf(f *File, l *life) {
	name := l.StateGo()
	doc := "State tells where the " + l.Name + " stands. It is " + name + "Unknown if the attributes are those of no state, and for nil."
	gosrc.Decl(f, doc, Func().Params(Id("o").Op("*").Id(l.Go)).Id("State").Params().Id(name).Block(
		Switch().BlockFunc(func(g *Group) {
			g.Case(Id("o").Op("==").Nil()).Block(Return(Id(name + "Unknown")))
			for _, s := range l.states {
				g.Case(m.row(l, s)).Block(Return(Id(s.Go)))
			}
		}),
		Return(Id(name+"Unknown")),
	))
}

// row is the condition that an object's attributes are as a state fixes them.
func (m *maker) row(l *life, s *model.State) *Statement {
	rd := m.reader(l.Resource)
	var row every
	for _, fixed := range s.Fields {
		if n := rd.fixed(fixed); n != nil {
			row = append(row, n)
		}
	}
	if len(row) == 0 {
		return True()
	}
	return render(row)
}

// fixed is the condition that an attribute is as a state fixes it; nil where an answer does not tell.
func (rd *reader) fixed(f model.StateField) node {
	a := rd.attribute(&access{expr: Id("o"), key: "o"}, f.Attribute)
	if a == nil {
		return nil
	}
	if f.Cond == nil {
		return rd.equal(a, literalOf(f.Literal), false)
	}
	n := rd.condition(f.Cond)
	if n == nil || rd.at || len(rd.facts)+len(windows(rd.r, []*model.Condition{f.Cond})) > 0 {
		return nil // a state is told by the object alone
	}
	flag := a.flag(false)
	return alike(flag, n, false, flag, flagOf(f.Cond.Expr, n))
}

// terminal declares whether a state is final.
func (m *maker) terminal(f *File, l *life) {
	var final []string
	for _, s := range l.states {
		if s.Final {
			final = append(final, s.Go)
		}
	}
	doc := "Terminal reports whether no operation leads out of s. An unknown state is not terminal."
	gosrc.Decl(f, doc, Func().Params(Id("s").Id(l.StateGo())).Id("Terminal").Params().Bool().BlockFunc(func(g *Group) {
		if len(final) > 0 {
			g.Switch(Id("s")).Block(Case(gosrc.Identifiers(final)).Block(Return(True())))
		}
		g.Return(False())
	}))
}

// standing declares what the client's hooks ask of an object: what it is, where it stands, and whether it may stand there.
// Where the id is no text, nothing tells one object from another.
func (m *maker) standing(f *File, l *life) {
	id := m.idField(l)
	if id == "" {
		return
	}
	recv := func() *Statement { return Id("o").Op("*").Id(l.Go) }
	gosrc.Decl(f, "standing tells the kind of object, its id and its state.", Func().Params(recv()).Id("standing").Params().Params(List(Id("object"), Id("id"), Id("state")).String()).Block(
		Return(Lit(l.Name), Id("o").Dot(id), String().Call(Id("o").Dot("State").Call())),
	))
	gosrc.Decl(f, "follows reports whether its state may come after another one.", Func().Params(recv()).Id("follows").Params(Id("before").String()).Bool().Block(
		Return(Id("o").Dot("State").Call().Op("==").Id(l.StateGo()+"Unknown").Op("||").Id(l.StateGo()).Call(Id("before")).Dot("Reaches").Call(Id("o").Dot("State").Call())),
	))
}

// idField is the field that holds an object's id as a text, or "".
func (m *maker) idField(l *life) string {
	if id := l.Attribute(m.api.IDs.Attribute); id != nil && gosrc.IsText(id.Type) && !gosrc.IsWord(id.Type) && gosrc.FormOf(id) == gosrc.Plain {
		return id.Go
	}
	return ""
}

// inState declares the condition that an object is in one of some states.
func (m *maker) inState(f *File, l *life) {
	name, state := "In"+l.StateGo(), l.StateGo()
	doc := name + " is the condition for WaitUntil that " + gosrc.Article(l.Name) + " is in one of some states. Where none of them can be reached " +
		"any more it gives up with an *UnreachableError."
	gosrc.Decl(f, doc, Func().Id(name).Params(Id("goals").Op("...").Id(state)).Func().Params(Op("*").Id(l.Go)).Params(Bool(), Error()).Block(
		Return(Func().Params(Id("o").Op("*").Id(l.Go)).Params(Bool(), Error()).Block(
			Id("now").Op(":=").Id("o").Dot("State").Call(),
			If(Qual("slices", "Contains").Call(Id("goals"), Id("now"))).Block(Return(True(), Nil())),
			If(Qual("slices", "ContainsFunc").Call(Id("goals"), Id("now").Dot("Reaches"))).Block(Return(False(), Nil())),
			Id("names").Op(":=").Make(Index().String(), Len(Id("goals"))),
			For(List(Id("i"), Id("goal")).Op(":=").Range().Id("goals")).Block(Id("names").Index(Id("i")).Op("=").Id("goal").Dot("String").Call()),
			Return(False(), Op("&").Id("UnreachableError").Values(m.unreachable(l)...)),
		)),
	))
}

// unreachable is the fields of the error that an object will not come to be as wanted.
func (m *maker) unreachable(l *life) []Code {
	fields := []Code{Id("Object").Op(":").Lit(l.Name)}
	if id := m.idField(l); id != "" {
		fields = append(fields, Id("ID").Op(":").Id("o").Dot(id))
	}
	return append(fields, Id("State").Op(":").Id("now").Dot("String").Call(), Id("Goals").Op(":").Id("names"))
}

// waitUntil declares the method that reads an object until it is as wanted.
func (m *maker) waitUntil(f *File, l *life) {
	op := l.read
	args := op.Arguments(m.api.Initialisms)
	doc := "WaitUntil reads " + gosrc.Article(l.Name) + " by " + op.Go + ", again and again and ever more slowly, until cond says that it is as wanted, or returns an error: " +
		"In" + l.StateGo() + " makes such a condition of states, and gives up at once when none of them can be reached any more. " +
		"Each call has the options, and the client's clock waits between them. WaitUntil returns the " + l.Name + " as it was read last, also with an error; nil if it never was. " +
		"It ends with the context, with a refusal, and when no answer comes several times in a row."
	object := func() *Statement { return Op("*").Id(l.Go) }
	gosrc.Decl(f, doc, Func().Params(Id("s").Op("*").Id(l.Service+"Service")).Id("WaitUntil").ParamsFunc(func(g *Group) {
		g.Id("ctx").Qual("context", "Context")
		for i, p := range op.PathParams() {
			g.Id(args[i]).Add(gosrc.GoType(p.Type))
		}
		if asks(op) {
			g.Id("p").Id(op.ParamsGo)
		}
		g.Id("cond").Func().Params(object()).Params(Bool(), Error())
		g.Id("opts").Op("...").Id("Option")
	}).Params(object(), Error()).Block(
		Id("read").Op(":=").Func().Params().Params(object(), Error()).Block(
			Return(Id("s").Dot(op.Go).CallFunc(func(g *Group) {
				g.Id("ctx")
				for _, a := range args {
					g.Id(a)
				}
				switch {
				case asks(op):
					g.Id("p")
				case op.ParamsGo != "":
					g.Id(op.ParamsGo).Values()
				}
				g.Id("opts").Op("...")
			})),
		),
		Return(Id("waitUntil").Call(Id("ctx"), Id("s").Dot("core"), Id("opts"), Id("read"), Id("cond"))),
	))
}

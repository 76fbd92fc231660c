package golifecycle

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// check is what can be asked before an operation.
type check struct {
	op     *model.Operation
	live   *model.Attribute // that tells a live object, where the operation works for test objects alone; else nil
	guards []guard
	left   []*model.Guard // those that more than the object, the time and the account decides
	at     bool           // that the time is asked for
	facts  map[*model.AccountFact]bool
}

// guard is a refusal and when it is given.
type guard struct {
	*model.Guard
	refused node
}

// cond is the condition as the spec writes it.
func (g guard) cond() *model.Condition { return condOf(g.Guard) }

func condOf(g *model.Guard) *model.Condition {
	if g.Deny != nil {
		return g.Deny
	}
	return g.Require
}

// newCheck gathers the guards of an operation that can be asked beforehand; nil where there is none.
func (m *maker) newCheck(op *model.Operation) *check {
	if op.Behaviour == nil || op.Kind == model.Create || op.Kind == model.List {
		return nil
	}
	rd := m.reader(op.Resource)
	c := &check{op: op, live: m.live(op), facts: rd.facts}
	for _, g := range op.Behaviour.Guards {
		cond := condOf(g)
		if cond == nil || g.Error == nil {
			continue
		}
		own := m.reader(op.Resource)
		n := own.expr(cond.Expr, cond, g.Require != nil)
		if n == nil {
			c.left = append(c.left, g)
			continue
		}
		c.guards = append(c.guards, guard{g, n})
		rd.at = rd.at || own.at
		for f := range own.facts {
			rd.facts[f] = true
		}
	}
	if len(c.guards) == 0 && c.live == nil {
		return nil
	}
	c.at = rd.at
	return c
}

// live is the attribute that tells live objects from those of tests, for an operation that works for the latter alone.
func (m *maker) live(op *model.Operation) *model.Attribute {
	if op.TestOnly == nil || m.api.Modes == nil {
		return nil
	}
	a := op.Resource.Attribute(m.api.Modes.Attribute)
	if a == nil || a.Hidden || a.Type == nil || a.Type.Kind != model.Boolean || gosrc.FormOf(a) != gosrc.Plain {
		return nil
	}
	return a
}

// declareCheck declares the method that tells whether an operation would be refused.
func (m *maker) declareCheck(f *File, l *life, c *check) {
	gosrc.Decl(f, c.doc(), Func().Params(Id("o").Op("*").Id(l.Go)).Id("Can"+c.op.Go).ParamsFunc(func(g *Group) {
		if c.at {
			g.Id("at").Qual("time", "Time")
		} else {
			g.Id("_").Qual("time", "Time")
		}
		if len(c.facts) > 0 {
			g.Id("facts").Op("...").Id("AccountFacts")
		}
	}).Error().BlockFunc(func(g *Group) {
		g.If(Id("o").Op("==").Nil()).Block(Id("o").Op("=").New(Id(l.Go)))
		if len(c.facts) > 0 {
			g.Id("account").Op(":=").Id("lastFacts").Call(Id("facts"))
		}
		if c.live != nil {
			g.If(Id("o").Dot(c.live.Go)).Block(c.refuse(c.op.TestOnly))
		}
		for _, own := range c.guards {
			g.If(render(own.refused)).Block(c.refuse(own.Error))
		}
		g.Return(Nil())
	}))
}

// refuse returns the refusal that the API would answer with.
func (c *check) refuse(code *model.ErrorCode) *Statement {
	status := code.Status
	if i := slices.IndexFunc(c.op.Errors, func(e *model.ErrorRef) bool { return e.Error == code }); i >= 0 {
		status = c.op.Errors[i].Status
	}
	return Return(Id("refusal").Call(Lit(c.op.Resource.Name+"."+c.op.Name), Lit(status), Id(code.Go)))
}

// doc tells what is asked, in which order, and what is not.
func (c *check) doc() string {
	name, op := "Can"+c.op.Go, c.op.Go
	when := " at a time"
	if !c.at {
		when = ", whatever the time"
	}
	text := name + " tells whether " + op + " would be refused" + when + ": it returns nil if nothing that can be seen here stands in the way, " +
		"else the *Error that the API would answer with."
	if len(c.facts) > 0 {
		text += " Of several facts about the account the last count, and what they leave out is as the API has it by default."
	}
	var asked []string
	if c.live != nil {
		asked = append(asked, "it is a test object, else ["+c.op.TestOnly.Go+"]")
	}
	for _, g := range c.guards {
		asked = append(asked, wanted(g.Guard)+", else ["+g.Error.Go+"]")
	}
	parts := []string{text, list("It asks, in this order, that", asked)}
	var left []string
	for _, g := range c.left {
		left = append(left, wanted(g)+", else ["+g.Error.Go+"]: this depends on "+reasons(condOf(g)))
	}
	if len(left) > 0 {
		parts = append(parts, list("It leaves to the API that", left))
	}
	return gosrc.Paragraphs(append(parts, gosrc.Deprecated(&c.op.Meta))...)
}

// wanted says what a guard wants.
func wanted(g *model.Guard) string {
	switch {
	case g.Doc != "":
		return strings.TrimSuffix(lowerFirst(gosrc.Sentence(g.Doc)), ".")
	case g.Deny != nil:
		return "`" + g.Deny.Text + "` does not hold"
	}
	return "`" + g.Require.Text + "` holds"
}

func list(head string, items []string) string {
	return head + "\n- " + strings.Join(items, "\n- ")
}

// reasons says what a condition depends on besides the object, the time and the account.
func reasons(c *model.Condition) string {
	found := map[string]bool{}
	for _, ref := range c.Refs {
		if ref == nil {
			continue
		}
		switch ref.Root {
		case model.RootParam:
			found["the parameters"] = true
		case model.RootLoad:
			found["other objects"] = true
		case model.RootLet:
			found["what is worked out on the way"] = true
		}
	}
	var all []string
	for _, r := range []string{"the parameters", "other objects", "what is worked out on the way"} {
		if found[r] {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return "what no answer shows"
	}
	return strings.Join(all, " and ")
}

func (m *maker) anyChecks() bool {
	return slices.ContainsFunc(m.lives, func(l *life) bool { return len(l.checks) > 0 })
}

func (m *maker) anyWaits() bool {
	return slices.ContainsFunc(m.lives, func(l *life) bool { return l.read != nil })
}

// preflight declares what all checks share.
func (m *maker) preflight(f *File) {
	gosrc.Decl(f, "refusal is the error that the API would answer with.",
		Func().Id("refusal").Params(Id("op").String(), Id("status").Int(), Id("code").Id("ErrorCode")).Error().Block(
			Return(Op("&").Id("Error").Values(Id("Op").Op(":").Id("op"), Id("Status").Op(":").Id("status"), Id("Code").Op(":").Id("code"), Id("Message").Op(":").Id("code").Dot("Message").Call())),
		))
	if len(m.facts) == 0 {
		return
	}
	gosrc.Decl(f, "AccountFacts are the facts about the caller's account that checks depend on. What is left out is as the API has it by default.",
		Type().Id("AccountFacts").StructFunc(func(g *Group) {
			for _, fact := range m.facts {
				g.Add(gosrc.Doc(gosrc.Words(tells(fact.Go, fact.Name, fact.Doc), byDefault(fact))))
				g.Id(fact.Go).Id("Optional").Index(goOfType(fact.Type))
			}
		}))
	gosrc.Decl(f, "lastFacts are the last facts given, none where none are.",
		Func().Id("lastFacts").Params(Id("facts").Index().Id("AccountFacts")).Id("AccountFacts").Block(
			If(Len(Id("facts")).Op("==").Lit(0)).Block(Return(Id("AccountFacts").Values())),
			Return(Id("facts").Index(Len(Id("facts")).Op("-").Lit(1))),
		))
	for _, fact := range m.facts {
		if fact.Default.Kind == spec.DataNull {
			continue
		}
		name := factMethod(fact)
		gosrc.Decl(f, name+" is the fact, or what it is by default.", Func().Params(Id("f").Id("AccountFacts")).Id(name).Params().Add(goOfType(fact.Type)).Block(
			Return(Id("f").Dot(fact.Go).Dot("Or").Call(m.literal(fact.Type, fact.Default))),
		))
	}
}

func byDefault(f *model.AccountFact) string {
	if f.Default.Kind == spec.DataNull {
		return "It is not known by default."
	}
	return gosrc.Sentence("By default it is " + f.Default.Text)
}

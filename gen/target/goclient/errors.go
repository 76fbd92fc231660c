package goclient

import (
	. "github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// errors declares the codes of refusals and what is known of each.
func (m *maker) errors(f *File) {
	all := m.api.Errors
	var names []string
	messages, resolutions := map[string]string{}, map[string]string{}
	for _, e := range all {
		names = append(names, e.Go)
		resolutions[e.Go] = gosrc.Sentence(e.Resolution)
		if messages[e.Go] = e.Message; e.Message == "" {
			messages[e.Go] = gosrc.Sentence(e.Doc)
		}
	}
	if len(all) > 0 {
		gosrc.Decl(f, "The codes that a refusal carries. Ask for one with errors.Is.", Const().DefsFunc(func(g *Group) {
			for i, e := range all {
				if i > 0 {
					g.Line()
				}
				g.Add(gosrc.Doc(m.errorDoc(e)))
				g.Id(e.Go).Id("ErrorCode").Op("=").Lit(e.Code)
			}
		}))
	}
	gosrc.Decl(f, "messageOf is what a code means.", Func().Id("messageOf").Params(Id("c").Id("ErrorCode")).String().Block(textSwitch(Id("c"), names, messages)...))
	gosrc.Decl(f, "resolutionOf is what to do about a code.", Func().Id("resolutionOf").Params(Id("c").Id("ErrorCode")).String().Block(textSwitch(Id("c"), names, resolutions)...))
	gosrc.Decl(f, "classOf is the kind of a code's resolution.", Func().Id("classOf").Params(Id("c").Id("ErrorCode")).Id("Class").BlockFunc(func(g *Group) { classSwitch(g, all) }))
	gosrc.Decl(f, "familyOf is the general code that a code is a special case of.", Func().Id("familyOf").Params(Id("c").Id("ErrorCode")).Id("ErrorCode").BlockFunc(func(g *Group) { familySwitch(g, all) }))
}

func (m *maker) errorDoc(e *model.ErrorCode) string {
	what := e.Go + ` is "` + e.Code + `", usually with status ` + ordinal(e.Status) + "."
	var family, reserved string
	if e.Family != nil {
		family = "It is a special case of [" + e.Family.Go + "]."
	}
	if e.Reserved != "" {
		reserved = "No operation here is refused with it: " + lowerFirst(gosrc.Sentence(e.Reserved))
	}
	resolution := ""
	if e.Resolution != "" {
		resolution = "What to do: " + lowerFirst(gosrc.Sentence(e.Resolution))
	}
	return gosrc.Paragraphs(gosrc.Words(what, sentences(e.Doc), family, resolution, reserved, source(&e.Meta, &m.api.Meta)), gosrc.Deprecated(&e.Meta))
}

// className is the constant of a class in the runtime.
func className(c model.Class) string {
	switch c {
	case model.NoActionNeeded:
		return "NoActionNeeded"
	case model.FixRequest:
		return "FixRequest"
	case model.OtherCredentials:
		return "OtherCredentials"
	case model.WaitAndRetry:
		return "WaitAndRetry"
	case model.ContactSupport:
		return "ContactSupport"
	}
	return ""
}

// classSwitch returns the class of a code, the codes of one class in one case.
func classSwitch(g *Group, all []*model.ErrorCode) {
	var cases []Code
	for _, class := range model.Classes {
		var names []string
		for _, e := range all {
			if e.Class == class {
				names = append(names, e.Go)
			}
		}
		if len(names) > 0 {
			cases = append(cases, Case(gosrc.Identifiers(names)).Block(Return(Id(className(class)))))
		}
	}
	if len(cases) > 0 {
		g.Switch(Id("c")).Block(cases...)
	}
	g.Return(Lit(""))
}

// familySwitch returns the family of a code, the codes of one family in one case.
func familySwitch(g *Group, all []*model.ErrorCode) {
	members := map[*model.ErrorCode][]string{}
	for _, e := range all {
		if e.Family != nil {
			members[e.Family] = append(members[e.Family], e.Go)
		}
	}
	var cases []Code
	for _, e := range all {
		if names := members[e]; len(names) > 0 {
			cases = append(cases, Case(gosrc.Identifiers(names)).Block(Return(Id(e.Go))))
		}
	}
	if len(cases) > 0 {
		g.Switch(Id("c")).Block(cases...)
	}
	g.Return(Lit(""))
}

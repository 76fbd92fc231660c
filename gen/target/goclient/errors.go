package goclient

import (
	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// errors declares the codes of refusals and what is known of each.
func (m *maker) errors(f *File) {
	all := m.api.Errors
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
	f.Comment("codes is what is known of each code.")
	f.Var().Id("codes").Op("=").Index().Id("codeFacts").ValuesFunc(func(g *Group) {
		for _, e := range all {
			g.Line().Values(codeFacts(e)...)
		}
		if len(all) > 0 {
			g.Line()
		}
	})
}

// codeFacts are the fields of the runtime's row for a code.
func codeFacts(e *model.ErrorCode) []Code {
	row := []Code{Id("code").Op(":").Id(e.Go)}
	add := func(field, text string, value Code) {
		if text != "" {
			row = append(row, Id(field).Op(":").Add(value))
		}
	}
	message := e.Message
	if message == "" {
		message = gosrc.Sentence(e.Doc)
	}
	resolution := gosrc.Sentence(e.Resolution)
	add("message", message, Lit(message))
	add("resolution", resolution, Lit(resolution))
	add("class", className(e.Class), Id(className(e.Class)))
	if e.Family != nil {
		add("family", e.Family.Go, Id(e.Family.Go))
	}
	return row
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

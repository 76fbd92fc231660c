package goclient

import (
	"cmp"
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// mostLines is about how many lines a file may have before another one is begun.
const mostLines = 3000

// vocabulary are the files of enums, failures, events and unions.
func (m *maker) vocabulary() []gen.Job {
	jobs := chunked(m, "enums", m.api.Enums, func(e *model.Enum) int { return 20 + 4*len(e.Values) }, m.enum)
	jobs = append(jobs, chunked(m, "unions", m.unions, func(t *model.Type) int { return 30 + 10*len(t.Alts) }, m.union)...)
	if len(m.api.Failures) > 0 || m.uses(model.FailureType) {
		jobs = append(jobs, m.File("failures.go", m.failures))
	}
	switch {
	case len(m.api.Events) > 0:
		jobs = append(jobs, parted(m, "events", m.api.Events, func(*model.Event) int { return 5 }, m.events)...)
	case m.uses(model.EventType):
		jobs = append(jobs, m.File("events.go", func(f *File) { m.events(f, 0, nil) }))
	}
	return jobs
}

// chunked are the files that declare each of many things, parted so that none is too long. Lines says about how many
// lines one takes.
func chunked[T any](m *maker, name string, all []T, lines func(T) int, declare func(*File, T)) []gen.Job {
	return parted(m, name, all, lines, func(f *File, _ int, part []T) {
		for _, v := range part {
			declare(f, v)
		}
	})
}

// parted is chunked for things that are declared together, a part of them in each file.
func parted[T any](m *maker, name string, all []T, lines func(T) int, declare func(f *File, i int, part []T)) []gen.Job {
	var parts [][]T
	sum := mostLines
	for _, v := range all {
		if sum += lines(v); sum > mostLines {
			parts = append(parts, nil)
			sum = lines(v)
		}
		last := &parts[len(parts)-1]
		*last = append(*last, v)
	}
	var jobs []gen.Job
	for i, part := range parts {
		file := name + ".go"
		if i > 0 {
			file = name + "_more" + ordinal(i) + ".go"
		}
		jobs = append(jobs, m.File(file, func(f *File) { declare(f, i, part) }))
	}
	return jobs
}

// enum declares an open set of words.
func (m *maker) enum(f *File, e *model.Enum) {
	doc := gosrc.Paragraphs(gosrc.Words(e.Go+" is one of a set of words to which the API may add.", sentences(e.Doc), source(&e.Meta, &m.api.Meta)), gosrc.Deprecated(&e.Meta))
	gosrc.Decl(f, doc, Type().Id(e.Go).String())
	gosrc.Decl(f, "The words of "+e.Go+".", Const().DefsFunc(func(g *Group) {
		for i, v := range e.Values {
			if i > 0 {
				g.Line()
			}
			g.Add(gosrc.Doc(m.wordDoc(v.Go, v.Value, v.Label, &v.Meta, &e.Meta)))
			g.Id(v.Go).Id(e.Go).Op("=").Lit(v.Value)
		}
	}))
	m.known(f, e.Go, "is a word that this package knows", slices.Collect(func(yield func(string) bool) {
		for _, v := range e.Values {
			if !yield(v.Go) {
				return
			}
		}
	}))
}

// wordDoc is the comment of a constant.
func (m *maker) wordDoc(name, word, label string, meta, outer *model.Meta) string {
	what := name + ` is "` + word + `"`
	if label != "" && label != word {
		what += ", " + label
	}
	return gosrc.Paragraphs(gosrc.Words(gosrc.Sentence(what+"."), sentences(meta.Doc), source(meta, outer, &m.api.Meta)), gosrc.Deprecated(meta))
}

// known declares the method that tells known words from others. A table is compiled much faster than a switch.
func (m *maker) known(f *File, typ, what string, constants []string) {
	method := func(body Code) {
		gosrc.Decl(f, "Known reports whether v "+what+".", Func().Params(Id("v").Id(typ)).Id("Known").Params().Bool().Block(Return(body)))
	}
	if len(constants) == 0 {
		method(False())
		return
	}
	words := unexported(typ) + "Words"
	f.Var().Id(words).Op("=").Index().Id(typ).Values(gosrc.IdentifierLines(constants))
	f.Line()
	method(Id("isOneOf").Call(Id("v"), Id(words)))
}

// unexported is the name of what belongs to an exported name.
func unexported(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// failures declares the codes that a successful answer carries when the thing it tells of failed.
func (m *maker) failures(f *File) {
	gosrc.Decl(f, "FailureCode says why a thing failed that an answer of success tells of. The API may add codes.", Type().Id("FailureCode").String())
	all := m.api.Failures
	if len(all) > 0 {
		gosrc.Decl(f, "The failure codes.", Const().DefsFunc(func(g *Group) {
			for i, c := range all {
				if i > 0 {
					g.Line()
				}
				g.Add(gosrc.Doc(m.wordDoc(c.Go, c.Code, "", &c.Meta, nil)))
				g.Id(c.Go).Id("FailureCode").Op("=").Lit(c.Code)
			}
		}))
	}
	m.failureTable(f, all)
}

// failureTable declares what is known of the failure codes, and the methods that look there.
func (m *maker) failureTable(f *File, all []*model.Failure) {
	f.Comment("failureCodes is what is known of the failure codes.")
	f.Var().Id("failureCodes").Op("=").Index().Struct(
		Id("code").Id("FailureCode"),
		Id("message").String(),
		Id("same").Index().Id("FailureCode").Comment("other codes of the same failure"),
	).ValuesFunc(func(g *Group) {
		for _, c := range all {
			g.Line().ValuesFunc(func(g *Group) {
				g.Id("code").Op(":").Id(c.Go)
				if message := gosrc.Sentence(cmp.Or(c.Message, c.Doc)); message != "" {
					g.Id("message").Op(":").Lit(message)
				}
				if len(c.Aliases) > 0 {
					g.Id("same").Op(":").Index().Id("FailureCode").ValuesFunc(func(g *Group) {
						for _, a := range c.Aliases {
							g.Id(a.Go)
						}
					})
				}
			})
		}
		if len(all) > 0 {
			g.Line()
		}
	})
	f.Line()
	search := func(doc string, signature *Statement, found, otherwise Code) {
		gosrc.Decl(f, doc, signature.Block(
			For(List(Id("_"), Id("row")).Op(":=").Range().Id("failureCodes")).Block(
				If(Id("row").Dot("code").Op("==").Id("v")).Block(Return(found)),
			),
			Return(otherwise),
		))
	}
	method := func(name string) *Statement { return Func().Params(Id("v").Id("FailureCode")).Id(name) }
	search("Known reports whether v is a code that this package knows.", method("Known").Params().Bool(), True(), False())
	search(`Message returns what the code means, or "" for a code this package does not know.`,
		method("Message").Params().String(), Id("row").Dot("message"), Lit(""))
	same := func() *Statement { return Id("other").Op("==").Id("v") }
	search("Same reports whether two codes are the same or other names of the same failure.", method("Same").Params(Id("other").Id("FailureCode")).Bool(),
		same().Op("||").Id("isOneOf").Call(Id("other"), Id("row").Dot("same")), same())
}

// events declares the keys of the notices that changes leave behind, part i of them.
func (m *maker) events(f *File, i int, part []*model.Event) {
	if i == 0 {
		gosrc.Decl(f, "EventKey says what an event tells of. The API may add keys.", Type().Id("EventKey").String())
	}
	if len(part) > 0 {
		gosrc.Decl(f, "The event keys.", Const().DefsFunc(func(g *Group) {
			for i, e := range part {
				if i > 0 {
					g.Line()
				}
				g.Add(gosrc.Doc(m.wordDoc(e.Go, e.Key, "", &e.Meta, nil)))
				g.Id(e.Go).Id("EventKey").Op("=").Lit(e.Key)
			}
		}))
	}
	if i == 0 {
		var names []string
		for _, e := range m.api.Events {
			names = append(names, e.Go)
		}
		m.known(f, "EventKey", "is a key that this package knows", names)
	}
}

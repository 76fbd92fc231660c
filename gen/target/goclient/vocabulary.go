package goclient

import (
	"slices"

	. "github.com/dave/jennifer/jen"

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

// known declares the method that tells known words from others.
func (m *maker) known(f *File, typ, what string, constants []string) {
	gosrc.Decl(f, "Known reports whether v "+what+".", Func().Params(Id("v").Id(typ)).Id("Known").Params().Bool().BlockFunc(func(g *Group) {
		if len(constants) > 0 {
			g.Switch(Id("v")).Block(Case(gosrc.Identifiers(constants)).Block(Return(True())))
		}
		g.Return(False())
	}))
}

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
	var names []string
	for _, c := range all {
		names = append(names, c.Go)
	}
	m.known(f, "FailureCode", "is a code that this package knows", names)
	texts := map[string]string{}
	for _, c := range all {
		texts[c.Go] = gosrc.Sentence(c.Message)
		if c.Message == "" {
			texts[c.Go] = gosrc.Sentence(c.Doc)
		}
	}
	gosrc.Decl(f, `Message returns what the code means, or "" for a code this package does not know.`,
		Func().Params(Id("v").Id("FailureCode")).Id("Message").Params().String().Block(textSwitch(Id("v"), names, texts)...))
	gosrc.Decl(f, "Same reports whether two codes are the same or other names of the same failure.",
		Func().Params(Id("v").Id("FailureCode")).Id("Same").Params(Id("other").Id("FailureCode")).Bool().BlockFunc(func(g *Group) { sameFailure(g, all) }))
}

// sameFailure compares a code with its aliases.
func sameFailure(g *Group, all []*model.Failure) {
	var cases []Code
	for _, c := range all {
		if len(c.Aliases) == 0 {
			continue
		}
		cond := Null()
		for i, a := range c.Aliases {
			if i > 0 {
				cond.Op("||")
			}
			cond.Id("other").Op("==").Id(a.Go)
		}
		cases = append(cases, Case(Id(c.Go)).Block(Return(Id("other").Op("==").Id("v").Op("||").Add(cond))))
	}
	if len(cases) > 0 {
		g.Switch(Id("v")).Block(cases...)
	}
	g.Return(Id("other").Op("==").Id("v"))
}

// textSwitch are the statements that return a text by constant, or "".
func textSwitch(of *Statement, names []string, texts map[string]string) []Code {
	var cases []Code
	for _, n := range names {
		if texts[n] != "" {
			cases = append(cases, Case(Id(n)).Block(Return(Lit(texts[n]))))
		}
	}
	if len(cases) == 0 {
		return []Code{Return(Lit(""))}
	}
	return []Code{Switch(of).Block(cases...), Return(Lit(""))}
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

package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// language is one language that samples are shown in.
type language struct {
	key, title, fence string
	render            func(b *builder, op *model.Operation, s *model.Sample) string
}

// languages are the languages that samples are shown in, in the order they stand on a page.
var languages = []language{
	{"curl", "curl", "sh", curlSample},
	{"go", "Go", "go", goSample},
}

// samples is the calls shown for an operation, each in every language it is for.
func (b *builder) samples(op *model.Operation) []*Section {
	all := op.Samples
	if len(all) == 0 {
		all = plainSample(op)
	}
	if len(all) == 0 {
		return nil
	}
	sections := []*Section{section("Samples")}
	for _, s := range all {
		blocks := prose(s.Doc)
		if len(s.Given) > 0 {
			blocks = append(blocks, para(words("Needs "), given(s), words(".")))
		}
		for _, l := range languages {
			if shown(s, l.key) {
				blocks = append(blocks, Block{Code: &Code{Lang: l.fence, Title: l.title, Text: l.render(b, op, s)}})
			}
		}
		if s.Result != "" {
			blocks = append(blocks, para(words("Afterwards the "+spaced(op.Resource.Name)+" is "), stateWord(op.Resource, s.Result), words(".")))
		}
		sub := subsection(cat(words(s.Title)), append(blocks, noteBlocks(metaNotes(&s.Meta))...)...)
		sub.ID = anchorOf("sample", s.Name)
		sections = append(sections, sub)
	}
	for _, s := range sections {
		s.Aside = true
	}
	return sections
}

// plainSample is a sample for an operation that has none: what must be sent, by its examples. There is none where one
// of them has no example.
func plainSample(op *model.Operation) []*model.Sample {
	s := &model.Sample{Name: "plain", Title: "The least that must be sent"}
	for _, p := range op.Params {
		if !p.Required && p.In != model.InPath {
			continue
		}
		value, ok := paramExample(p)
		if !ok {
			return nil
		}
		s.Args = append(s.Args, model.Arg{Param: p, Value: value})
	}
	return []*model.Sample{s}
}

// paramExample is a value for a parameter: its example, or that of the id it names.
func paramExample(p *model.Param) (spec.Data, bool) {
	if p.Example.IsSet() {
		return p.Example, true
	}
	if p.Type == nil || p.Type.Kind != model.IDKind || p.Type.Object == nil {
		return spec.Data{}, false
	}
	for _, a := range p.Type.Object.Attributes {
		if a.Type != nil && a.Type.Kind == model.IDKind && a.Type.Object == p.Type.Object && a.Example.IsSet() {
			return a.Example, true
		}
	}
	return spec.Data{}, false
}

// languageNames are the names for people of languages that the spec names by a word.
var languageNames = map[string]string{
	"csharp": "C#", "cpp": "C++", "curl": "curl", "dart": "Dart", "elixir": "Elixir", "go": "Go", "java": "Java",
	"javascript": "JavaScript", "kotlin": "Kotlin", "node": "Node.js", "perl": "Perl", "php": "PHP", "python": "Python",
	"ruby": "Ruby", "rust": "Rust", "scala": "Scala", "swift": "Swift", "typescript": "TypeScript",
}

// languageName is the name for people of a language.
func languageName(word string) string {
	if name, ok := languageNames[word]; ok {
		return name
	}
	return heading(word)
}

// shown reports whether a sample is shown in a language.
func shown(s *model.Sample, lang string) bool {
	for _, l := range s.Only {
		if l == lang {
			return true
		}
	}
	return len(s.Only) == 0
}

// given says what must exist before a sample is sent.
func given(s *model.Sample) Text {
	items := make([]Text, len(s.Given))
	for i, g := range s.Given {
		t := cat(words("the "), objectLink(g.Of.Object))
		if g.ID != "" {
			t = cat(t, words(" "), code(g.ID))
		}
		if g.State != nil {
			t = cat(t, words(" in state "), stateLink(g.Of, g.State))
		}
		for j, m := range g.With {
			lead := ", made with "
			if j > 0 {
				lead = ", "
			}
			t = cat(t, words(lead), code(m.Key.Value+": "+compactJSON(m.Value)))
		}
		items[i] = t
	}
	return series("and", items)
}

// stateWord names a state by its name, with a link where the resource knows it.
func stateWord(r *model.Resource, name string) Text {
	if r.Lifecycle != nil {
		for _, s := range r.Lifecycle.States {
			if s.Name == name {
				return stateLink(r, s)
			}
		}
	}
	return Text{code(name)}
}

package docs

import (
	"github.com/chargegen/chargegen/gen/model"
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
	if len(op.Samples) == 0 {
		return nil
	}
	sections := []*Section{section("Samples")}
	for _, s := range op.Samples {
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
		sections = append(sections, subsection(cat(words(s.Title)), append(blocks, noteBlocks(metaNotes(&s.Meta))...)...))
	}
	return sections
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
			lead := " created with "
			if j > 0 {
				lead = ", "
			}
			t = cat(t, words(lead), code(m.Key.Value), words(" "), dataText(m.Value))
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

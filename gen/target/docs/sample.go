package docs

import (
	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// samples is the calls shown for an operation, each in every language it is for.
func (b *builder) samples(op *model.Operation) []*Section {
	sections := []*Section{section("Samples")}
	var first engine.Value
	for _, s := range snippet.Samples(b.api, op) {
		s = b.stage.staged(op, s)
		blocks := prose(s.Doc)
		if len(s.Given) > 0 {
			blocks = append(blocks, para(words("Needs "), given(s), words(".")))
		}
		blocks = append(blocks, Block{Snippets: snippet.Of(b.api, op, s)})
		answer := b.stage.answer(op, s, &first)
		if answer == nil {
			answer = b.promised(op)
		}
		blocks = append(blocks, answer...)
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

// promised is what an operation answers with, where the mock was not asked.
func (b *builder) promised(op *model.Operation) []Block {
	switch {
	case op.Result == nil:
		return []Block{para(words("It is answered with " + itoa(op.Success) + ", with an empty body."))}
	case op.Result.Object == nil:
		return nil
	}
	d := example.Object(b.api, op.Result.Object)
	if op.Result.Kind == model.PageOf {
		d = example.Page(b.api, d)
	}
	return []Block{jsonBlock("An answer with "+itoa(op.Success)+" looks like this", []byte(tables.JSON(d)))}
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
			t = cat(t, words(lead), code(m.Key.Value+": "+tables.JSON(m.Value)))
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

package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
)

// mockCommand starts the mock that sequences are for.
const mockCommand = "chargegen mock --clock virtual"

// explore finds how each error can be seen. Pages of an API that cannot be explored do without.
func explore(api *model.API) *prove.Report {
	report, _, err := prove.Run(api)
	if err != nil {
		return &prove.Report{API: api}
	}
	return report
}

// shown is the calls that end in an error that an operation says something of, nil where there are none. What any call
// may be refused with, for want of a key or an id, needs no showing.
func (b *builder) shown(op *model.Operation, e *model.ErrorRef) []prove.Step {
	pair := b.report.Of(op, e.Error)
	if commonRefusal(op, e) || pair == nil {
		return nil
	}
	return pair.Steps
}

// howToSee shows for each error of an operation's own checks the calls that end in it.
func (b *builder) howToSee(op *model.Operation) []*Section {
	var sections []*Section
	for _, e := range op.Errors {
		steps := b.shown(op, e)
		if len(steps) == 0 {
			continue
		}
		s := subsection(seeTitle(e.Error), Block{Code: &Code{Lang: "sh", Text: prove.Curl(b.api, steps)}})
		s.Folded = true
		if len(sections) == 0 {
			s.Blocks = append([]Block{para(
				words("These calls bring about each error of the operation’s own checks. Start the mock with "), code(mockCommand),
				words(", and put its address into "), code("$MOCK"), words(" and your keys into the variables named after them."))}, s.Blocks...)
		}
		sections = append(sections, s)
	}
	return sections
}

func seeTitle(e *model.ErrorCode) Text {
	return cat(words("How to see "), code(e.Code))
}

// whereToSee links to the calls that end in an error.
func (b *builder) whereToSee(e *model.ErrorCode) Text {
	var links []Text
	for _, op := range e.Operations {
		for _, ref := range op.Errors {
			if ref.Error == e && len(b.shown(op, ref)) > 0 {
				links = append(links, Text{plain(op.Title).to(operationSlug(op), slugify(seeTitle(e).String()))})
			}
		}
	}
	if len(links) == 0 {
		return nil
	}
	return cat(words("How to see it: "), series("and", links), words("."))
}

package docs

import (
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
)

// classes say the kinds of resolution.
var classes = map[model.Class]string{
	model.NoActionNeeded:   "no action needed",
	model.FixRequest:       "fix the request",
	model.OtherCredentials: "use other credentials",
	model.WaitAndRetry:     "wait and retry",
	model.ContactSupport:   "contact support",
}

// resolution says what to do about a code: the spec's words, and the kind.
func resolution(e *model.ErrorCode) Text {
	var class Text
	if text := classes[e.Class]; text != "" {
		class = Text{{Text: ident.Capital(text) + ".", Emph: true}}
	}
	return lines(flat(prose(e.Resolution)), class)
}

// errors is the catalogue of error codes.
func (b *builder) errors() *Page {
	if len(b.api.Errors) == 0 {
		return nil
	}
	p := &Page{Slug: slugErrors, Title: "Error catalogue", Nav: "Error catalogue"}
	p.Lead = []Block{
		para(words("Every code that a refusal may carry. How a refusal looks stands in the "),
			plain("overview").to(slugOverview, "errors"), words(".")),
		errorTable(b.api.Errors),
	}
	for _, e := range b.api.Errors {
		p.add(b.errorEntry(e))
	}
	return p
}

// errorTable is the codes at a glance.
func errorTable(codes []*model.ErrorCode) Block {
	var rows []Row
	for _, e := range codes {
		rows = append(rows, Row{Cells: []Text{errorLink(e), {code(itoa(e.Status))}, cat(words(classes[e.Class]))}})
	}
	return table([]string{"Code", "Status", "What to do"}, rows)
}

// errorEntry is one code.
func (b *builder) errorEntry(e *model.ErrorCode) *Section {
	blocks := prose(e.Doc)
	facts := []Text{statusFact(e)}
	if e.Message != "" {
		facts = append(facts, cat(words("Message: "), words("“"+e.Message+"”")))
	}
	if text := resolution(e); len(text) > 0 {
		facts = append(facts, cat(words("What to do: "), oneLine(text)))
	}
	if e.Family != nil {
		facts = append(facts, cat(words("A special case of "), errorLink(e.Family), words(".")))
	}
	if special := b.specialCases(e); len(special) > 0 {
		facts = append(facts, cat(words("Special cases: "), series("and", special), words(".")))
	}
	if len(e.Operations) > 0 {
		facts = append(facts, cat(words("From: "), b.refusers(e)))
	}
	if where := b.whereToSee(e); where != nil {
		facts = append(facts, where)
	}
	if e.Reserved != "" {
		facts = append(facts, cat(words("No operation here names it: "), flat(prose(e.Reserved))))
	}
	facts = append(facts, metaNotes(&e.Meta)...)
	return &Section{ID: slugify(e.Code), Title: Text{code(e.Code)}, Level: 2, Blocks: append(blocks, list(facts))}
}

// refusers is the operations that may be refused with a code.
func (b *builder) refusers(e *model.ErrorCode) Text {
	all := 0
	for _, r := range b.api.Resources {
		all += len(r.Operations)
	}
	if len(e.Operations) == all && all > 1 {
		return cat(words("every operation"))
	}
	items := make([]Text, len(e.Operations))
	for i, op := range e.Operations {
		items[i] = operationLink(op)
	}
	return series("and", items)
}

// statusFact says the status of a code, and where it differs.
func statusFact(e *model.ErrorCode) Text {
	t := cat(words("Status: "), code(itoa(e.Status)))
	for _, op := range e.Operations {
		for _, ref := range op.Errors {
			if ref.Error == e && ref.Status != e.Status {
				t = cat(t, words("; "), code(itoa(ref.Status)), words(" from "), operationLink(op))
			}
		}
	}
	return t
}

// specialCases is the codes whose family a code is.
func (b *builder) specialCases(e *model.ErrorCode) []Text {
	var all []Text
	for _, other := range b.api.Errors {
		if other.Family == e {
			all = append(all, errorLink(other))
		}
	}
	return all
}

// oneLine puts spaces for line breaks.
func oneLine(t Text) Text {
	out := make(Text, len(t))
	for i, s := range t {
		if s.Break {
			s = plain(" ")
		}
		out[i] = s
	}
	return out
}

// failures is the codes of things that failed though the call succeeded.
func (b *builder) failures() *Page {
	if len(b.api.Failures) == 0 {
		return nil
	}
	p := &Page{Slug: slugFailures, Title: "Failure codes", Nav: "Failure codes"}
	p.Lead = []Block{para(words("A failure code stands in the answer of a call that was accepted: the call went well, the thing it tells of did not."))}
	for _, f := range b.api.Failures {
		p.add(failureEntry(f))
	}
	return p
}

// failureEntry is one failure code.
func failureEntry(f *model.Failure) *Section {
	var facts []Text
	if f.Message != "" {
		facts = append(facts, cat(words("Message: “"+f.Message+"”")))
	}
	if len(f.Aliases) > 0 {
		items := make([]Text, len(f.Aliases))
		for i, a := range f.Aliases {
			items[i] = failureLink(a)
		}
		facts = append(facts, cat(words("Means the same as: "), series("and", items)))
	}
	if len(f.Triggers) > 0 {
		facts = append(facts, cat(words("To see it in test mode: "), series("or", triggers(f))))
	}
	if f.Untestable != "" {
		facts = append(facts, cat(words("Nothing triggers it: "), flat(prose(f.Untestable))))
	}
	facts = append(facts, metaNotes(&f.Meta)...)
	blocks := prose(f.Doc)
	if len(facts) > 0 {
		blocks = append(blocks, list(facts))
	}
	return &Section{ID: slugify(f.Code), Title: Text{code(f.Code)}, Level: 2, Blocks: blocks}
}

// triggers is the rows that produce a failure, by table.
func triggers(f *model.Failure) []Text {
	var items []Text
	for i := 0; i < len(f.Triggers); {
		t := f.Triggers[i].Table
		var keys []Text
		for ; i < len(f.Triggers) && f.Triggers[i].Table == t; i++ {
			row := f.Triggers[i].Row
			keys = append(keys, Text{code(row.Key).to(slugTables, rowID(t, row))})
		}
		items = append(items, cat(series("or", keys), words(" of "), tableLink(t)))
	}
	return items
}

package docs

import (
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
)

// operation is the page of one call.
func (b *builder) operation(op *model.Operation) *Page {
	p := &Page{Slug: operationSlug(op), Title: operationTitle(op), Nav: op.Title}
	p.Lead = append([]Block{{Code: &Code{Lang: "http", Text: op.Method + " " + pathOf(op)}}}, prose(op.Doc)...)
	p.Lead = append(p.Lead, list(b.facts(op)))
	p.add(parameters(op)...)
	p.add(b.answers(op))
	p.add(requirements(op))
	p.add(changes(op)...)
	p.add(supports(op), refusalsOf(op))
	p.add(b.howToSee(op)...)
	p.add(b.samples(op)...)
	p.add(b.tryIt(op))
	p.add(vocabulary(op), sdkCalls(op))
	return p
}

// replays say what sending a request twice does.
var replays = map[model.Replay]string{
	model.Reading:     "Sent twice: it only reads, so it may be sent as often as you like.",
	model.Converging:  "Sent twice: the second is refused or finds nothing left to do; nothing happens twice.",
	model.Overwriting: "Sent twice: the second writes the same again.",
	model.Creating:    "Sent twice: it may create twice. Send it again only when you know that the first did not arrive.",
}

// facts is what to know of a call before its parameters.
func (b *builder) facts(op *model.Operation) []Text {
	facts := []Text{b.keyFact(op)}
	if op.Resource.Server != nil && len(b.api.Servers) > 0 && op.Resource.Server != b.api.Servers[0] {
		facts = append(facts, cat(words("Server: "), code(op.Resource.Server.URL)))
	}
	if op.TestOnly != nil {
		facts = append(facts, cat(strong("Test mode only"), words(": in live mode it is refused with "), errorLink(op.TestOnly), words(".")))
	}
	if text := replays[op.Replay]; text != "" {
		facts = append(facts, cat(words(text)))
	}
	if r := op.Reference; r != nil {
		facts = append(facts, cat(words("A word of your own in "), code(referenceName(r)), words(" lets you find it again by listing, should the answer be lost.")))
	}
	if op.Malformed != nil && op.Malformed != b.api.Gates.Malformed {
		facts = append(facts, cat(words("A parameter of the wrong shape is refused with "), errorLink(op.Malformed), words(".")))
	}
	return append(facts, metaNotes(&op.Meta)...)
}

// referenceName is where a reference is sent, as the page writes parameters.
func referenceName(r *model.Reference) string {
	if r.Member == "" {
		return r.Param.Name
	}
	return r.Param.Name + "[" + r.Member + "]"
}

// keyFact says which key a call needs.
func (b *builder) keyFact(op *model.Operation) Text {
	if op.Key == nil {
		return cat(words("Needs no key."))
	}
	text := cat(words("Needs a key of kind "))
	for i, k := range op.Keys() {
		if i > 0 {
			text = cat(text, words(" or "))
		}
		text = cat(text, code(k.Name).to(slugOverview, keyID(k)))
	}
	return cat(text, words("."))
}

// parameters is the parameters of a call: those that must be sent, those that must under a condition, the rest.
func parameters(op *model.Operation) []*Section {
	if len(op.Params) == 0 {
		return []*Section{section("Parameters", para(words("It takes none.")))}
	}
	groups := []struct {
		title string
		has   func(*model.Param) bool
	}{
		{"Required", func(p *model.Param) bool { return p.Required }},
		{"Required under a condition", func(p *model.Param) bool { return !p.Required && p.RequiredWhen != nil }},
		{"Optional", func(p *model.Param) bool { return !p.Required && p.RequiredWhen == nil }},
	}
	sections := []*Section{section("Parameters", append(bodyNote(op), exclusives(op)...)...)}
	for _, g := range groups {
		f := &Fields{Noun: "Parameter"}
		for _, p := range op.Params {
			if g.has(p) {
				f.Rows = append(f.Rows, parameter(p, &op.Meta))
			}
		}
		if len(f.Rows) > 0 {
			sections = append(sections, subsection(cat(words(g.title)), Block{Fields: f}))
		}
	}
	return sections
}

// bodyNote says that parameters go in the body, where some do.
func bodyNote(op *model.Operation) []Block {
	for _, p := range op.Params {
		if p.In == model.InBody {
			return []Block{para(words("They go in the body unless another place is named."))}
		}
	}
	return nil
}

// exclusives says which parameters shut each other out.
func exclusives(op *model.Operation) []Block {
	var blocks []Block
	for _, e := range op.Exclusive {
		names := make([]string, len(e.Params))
		for i, p := range e.Params {
			names[i] = p.Name
		}
		lead := "At most one of "
		if e.Required {
			lead = "Exactly one of "
		}
		rule := cat(words(lead), codes("and", names), words(" may be sent."))
		if doc := flat(prose(e.Doc)); len(doc) > 0 {
			rule = cat(rule, words(" "), doc)
		}
		blocks = append(blocks, Block{Para: rule})
	}
	return blocks
}

// places are the marks of where a parameter goes; the body goes without saying.
var places = map[model.In]string{model.InPath: "in the path", model.InQuery: "in the query", model.InHeader: "as a header"}

// parameter says one parameter.
func parameter(p *model.Param, whole *model.Meta) Field {
	var marks []string
	if place := places[p.In]; place != "" {
		marks = append(marks, place)
	}
	row := field(paramID(p.Key), &p.Field, marks...)
	if p.RequiredWhen != nil {
		row.Notes = append(row.Notes,
			cat(words("Required when "), holds(p.RequiredWhen), words(".")),
			cat(words("As data: "), code(p.RequiredWhen.Text)))
	}
	if p.Key != p.Name {
		row.Notes = append(row.Notes, cat(words("Conditions call it "), code(p.Key), words(".")))
	}
	switch {
	case p.Default.IsSet():
		row.Notes = append(row.Notes, cat(words("Default: "), dataText(p.Default)))
	case p.DefaultDoc != "":
		row.Notes = append(row.Notes, cat(words("Default: "), flat(prose(p.DefaultDoc))))
	}
	if p.Advised {
		row.Notes = append(row.Notes, cat(words("Worth sending though it is not required.")))
	}
	if p.Beyond {
		row.Notes = append(row.Notes, cat(words("Beyond the core of the reference.")))
	}
	if p.Example.IsSet() {
		row.Notes = append(row.Notes, cat(words("Example: "), dataText(p.Example)))
	}
	row.Notes = append(row.Notes, notesWithin(&p.Meta, whole)...)
	return row
}

// refusalsOf is the codes that a call may be refused with.
func refusalsOf(op *model.Operation) *Section {
	if len(op.Errors) == 0 {
		return nil
	}
	var rows []Row
	var shared []Text
	for _, e := range op.Errors {
		if commonRefusal(op, e) {
			shared = append(shared, errorLink(e.Error))
			continue
		}
		meaning := flat(prose(e.Doc))
		if len(meaning) == 0 {
			meaning = flat(prose(e.Error.Doc))
		}
		var never Text
		if e.Unreachable != "" {
			never = cat(words("The mock never answers with it: "), flat(prose(e.Unreachable)))
		}
		meaning = lines(append([]Text{meaning, whereRefused(op, e), never}, metaNotes(&e.Error.Meta)...)...)
		rows = append(rows, Row{ID: anchorOf("error", e.Error.Code), Cells: []Text{
			errorLink(e.Error), {code(itoa(e.Status))}, meaning, resolution(e.Error),
		}})
	}
	s := section("Errors")
	if len(rows) > 0 {
		s.Blocks = append(s.Blocks, table([]string{"Code", "Status", "Meaning", "What to do"}, rows))
	}
	if len(shared) > 0 {
		s.Blocks = append(s.Blocks, para(words("And, as any call may be, with "), series("or", shared), words(".")))
	}
	return s
}

// commonRefusal reports whether a gate refuses with a code and the operation has nothing of its own to say of it.
func commonRefusal(op *model.Operation, e *model.ErrorRef) bool {
	return e.Gate && e.Doc == "" && e.Unreachable == "" && e.Status == e.Error.Status && len(whereRefused(op, e)) == 0
}

// whereRefused says which requirements a code stands for, and which objects that are read.
func whereRefused(op *model.Operation, e *model.ErrorRef) Text {
	if op.Behaviour == nil {
		return nil
	}
	var numbers []int
	for i, g := range op.Behaviour.Guards {
		if g.Error == e.Error {
			numbers = append(numbers, i+1)
		}
	}
	all := []Text{notMet(numbers)}
	var absent []Text
	for _, l := range op.Behaviour.Loads {
		name := code(l.Name).to("", anchorOf("name", l.Name))
		if l.Absent == e.Error {
			absent = append(absent, Text{name})
		}
		if l.Once == e.Error {
			all = append(all, cat(name, words(" was used before.")))
		}
	}
	if len(absent) > 0 {
		all = append(all, cat(words("There is no "), series("or", absent), words(" of that id.")))
	}
	return lines(all...)
}

// notMet says that a requirement is not met, or one of several.
func notMet(numbers []int) Text {
	items := make([]Text, len(numbers))
	for i, n := range numbers {
		items[i] = Text{plain(itoa(n)).to("", anchorOf("requirement", itoa(n)))}
	}
	n := len(numbers)
	switch {
	case n == 0:
		return nil
	case n > 3 && numbers[n-1]-numbers[0] == n-1:
		return cat(words("One of the requirements "), items[0], words(" to "), items[n-1], words(" is not met."))
	}
	return cat(words("Requirement "), series("or", items), words(" is not met."))
}

// supports is the kinds of thing that a call works for.
func supports(op *model.Operation) *Section {
	s := op.Supports
	if s == nil {
		return nil
	}
	kind := "Kind"
	if s.Doc != "" {
		kind = ident.Capital(s.Doc)
	}
	var rows []Row
	for _, r := range s.Rows {
		name := cat(words(r.Name))
		if r.Value != nil && r.Value.Value != r.Name {
			name = cat(name, words(" ("), code(r.Value.Value), words(")"))
		}
		answer := "no"
		if r.Supported {
			answer = "yes"
		}
		rows = append(rows, Row{Cells: []Text{name, cat(words(answer)), lines(flat(prose(r.Doc)), originNote(r.Origin, op.Origin))}})
	}
	return section("What it works for", table([]string{kind, "Works", "Remarks"}, rows))
}

// callForms say how a call of an official library is made.
var callForms = map[string]string{
	"static": "on the type or client", "instance": "on an object read before",
	"builder": "a request that is built and sent", "command": "a request value handed to the client",
}

// sdkCalls is what the official libraries call it.
func sdkCalls(op *model.Operation) *Section {
	var rows []Row
	for _, c := range op.SDKs {
		var missing Text
		if !c.Released {
			missing = cat(words("No released version has it."))
		}
		rows = append(rows, Row{Cells: []Text{
			cat(words(snippet.LanguageName(c.Language))), codeCell(c.Call), lines(cat(words(callForms[c.Form])), missing, flat(prose(c.Doc))),
		}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("In the official libraries", table([]string{"Language", "Call", "Remarks"}, rows))
}

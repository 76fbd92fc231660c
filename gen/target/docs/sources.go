package docs

import (
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
)

// sources is the page of where facts come from and how sure they are.
func (b *builder) sources() *Page {
	p := &Page{Slug: slugSources, Title: "Where the facts come from", Nav: "Where the facts come from"}
	p.Lead = []Block{para(words("Most of these pages says what the API documents. What is less sure says so where it stands, and is gathered here."))}
	p.add(b.origins())
	doubts := b.doubts()
	for _, kind := range sureKinds {
		p.add(doubtSection(kind.title, kind.meaning, doubts[kind.sureness]))
	}
	if len(p.Sections) == 0 {
		return nil
	}
	return p
}

// sureKinds are the kinds of less sure facts, the surest first.
var sureKinds = []struct {
	sureness       model.Sureness
	title, meaning string
}{
	{model.Observed, "Seen in answers", "Not documented, but seen in real answers."},
	{model.Inferred, "Readings", "The documentation is silent or contradicts itself; this is how it is read here."},
	{model.Unverified, "Unverified", "Taken from a weaker source and not verified; nothing that matters should rest on it."},
}

// sureWords say how sure facts from a source are.
var sureWords = map[model.Sureness]string{
	model.Documented: "documented", model.Observed: "seen in answers", model.Inferred: "readings", model.Unverified: "unverified",
}

// origins is the sources.
func (b *builder) origins() *Section {
	var rows []Row
	for _, o := range b.api.Origins {
		title := plain(o.Title)
		if t, ok := safeLink(o.URL); ok {
			title.To = t
		}
		rows = append(rows, Row{ID: anchorOf("source", o.Name), Cells: []Text{
			{code(o.Name)}, {title}, cat(words(sureWords[o.Sureness])), flat(prose(o.Doc)),
		}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("Sources", table([]string{"Name", "Source", "Its facts are", "Remarks"}, rows))
}

func doubtSection(title, meaning string, doubts []*doubt) *Section {
	if len(doubts) == 0 {
		return nil
	}
	items := make([]Text, len(doubts))
	for i, d := range doubts {
		items[i] = d.text()
	}
	return section(title, para(words(meaning)), list(items))
}

// doubt is facts of one thing that are equally sure from the same source.
type doubt struct {
	facts  []Text
	kind   kind // what each fact is; empty where it says so itself
	of     Text // the thing; empty where the fact stands alone
	origin *model.Origin
}

// kind is what one thing is called, and what several are.
type kind struct{ one, many string }

// kinds are what a fact is about.
var (
	aKey     = kind{"the key ", "the keys "}
	aHeader  = kind{"the header ", "the headers "}
	aLibrary = kind{"the library for ", "the libraries for "}
	aWordSet = kind{"the set of words ", "the sets of words "}
	anObject = kind{"the object ", "the objects "}
	aSignal  = kind{"the signal ", "the signals "}
	anError  = kind{"the error code ", "the error codes "}
	aFailure = kind{"the failure code ", "the failure codes "}
	anEvent  = kind{"the event ", "the events "}
	aFact    = kind{"the account’s ", "the account’s "}
	aTable   = kind{"the table ", "the tables "}
	anything = kind{}
)

// text says a doubt in a line.
func (d *doubt) text() Text {
	t := cat(words(d.kind.one), series("and", d.facts))
	if len(d.facts) > 1 {
		t = cat(words(d.kind.many), series("and", d.facts))
	}
	if len(d.of) > 0 {
		t = cat(t, words(" of "), d.of)
	}
	if d.origin != nil {
		t = cat(t, words(" (from "), originLink(d.origin), words(")"))
	}
	return t
}

// doubts is every fact that is not simply documented, by how sure it is, in the order of the spec.
func (b *builder) doubts() map[model.Sureness][]*doubt {
	d := &doubter{found: map[model.Sureness][]*doubt{}}
	d.api(b.api)
	for _, e := range b.api.Enums {
		d.meta(&e.Meta, aWordSet, cat(enumLink(e)))
		d.columns(e.Traits, &e.Meta, enumLink(e))
		for _, v := range e.Values {
			d.within(&v.Meta, &e.Meta, Text{code(v.Value).to(slugEnums, enumValueID(e, v))}, enumLink(e))
		}
	}
	for _, o := range b.api.Objects {
		d.object(o)
	}
	for _, r := range b.api.Resources {
		d.object(r.Object)
		d.resource(r)
	}
	d.codes(b.api)
	return d.found
}

// doubter gathers facts that are not simply documented.
type doubter struct {
	found map[model.Sureness][]*doubt
}

// add adds a doubt, unless it is none. What is alike and follows each other shares a line.
func (d *doubter) add(s model.Sureness, one *doubt) {
	if s == model.Documented || s == "" {
		return
	}
	all := d.found[s]
	if n := len(all); n > 0 && all[n-1].joins(one) {
		all[n-1].facts = append(all[n-1].facts, one.facts...)
		return
	}
	d.found[s] = append(all, one)
}

// joins reports whether other can stand on the same line.
func (d *doubt) joins(other *doubt) bool {
	return d.origin == other.origin && d.kind == other.kind && d.of.String() == other.of.String() && (d.kind != anything || len(d.of) > 0)
}

// meta adds a fact that stands alone.
func (d *doubter) meta(m *model.Meta, k kind, fact Text) {
	d.add(m.Sureness, &doubt{facts: []Text{fact}, kind: k, origin: m.Origin})
}

// within adds a fact of a thing, unless that is as sure from the same source.
func (d *doubter) within(m, whole *model.Meta, fact, of Text) {
	if !alike(m, whole) {
		d.add(m.Sureness, &doubt{facts: []Text{fact}, of: of, origin: m.Origin})
	}
}

// row adds a row that says only where it comes from, unless what it stands in comes from there too.
func (d *doubter) row(o, whole *model.Origin, fact, of Text) {
	if o != nil && o != whole {
		d.add(o.Sureness, &doubt{facts: []Text{fact}, of: of, origin: o})
	}
}

// api is what holds for all calls.
func (d *doubter) api(api *model.API) {
	if api.Auth != nil {
		for _, k := range api.Auth.Keys {
			d.meta(&k.Meta, aKey, cat(code(k.Name).to(slugOverview, keyID(k))))
		}
	}
	if api.VersionHead != nil {
		d.meta(&api.VersionHead.Meta, aHeader, cat(code(api.VersionHead.Name).to(slugOverview, "versioning")))
	}
	for _, h := range api.Headers {
		d.meta(&h.Meta, aHeader, cat(code(h.Name).to(slugOverview, anchorOf("header", h.Meaning))))
	}
	if api.Idempotency != nil {
		d.meta(&api.Idempotency.Meta, aHeader, cat(code(api.Idempotency.Header).to(slugOverview, "repeating-a-request")))
	}
	for _, l := range api.SDKs {
		d.meta(&l.Meta, aLibrary, cat(plain(snippet.LanguageName(l.Language)).to(slugOverview, anchorOf("library", l.Language))))
	}
}

// object is a shape and its attributes.
func (d *doubter) object(o *model.Object) {
	d.meta(&o.Meta, anObject, cat(objectLink(o)))
	for _, a := range o.Attributes {
		d.within(&a.Meta, &o.Meta, Text{code(a.Name).to(objectSlug(o), attributeID(a.Name))}, objectLink(o))
	}
}

// resource is a resource's calls and what others bring.
func (d *doubter) resource(r *model.Resource) {
	for _, op := range r.Operations {
		page := operationSlug(op)
		d.within(&op.Meta, &r.Meta, operationLink(op), nil)
		for _, p := range op.Params {
			d.within(&p.Meta, &op.Meta, Text{code(p.Name).to(page, paramID(p.Key))}, operationLink(op))
		}
		for _, s := range op.Statuses {
			d.row(s.Origin, op.Origin, Text{plain("status "+itoa(s.Code)).to(page, anchorOf("status", itoa(s.Code)))}, operationLink(op))
		}
		if op.Behaviour == nil {
			continue
		}
		for i, g := range op.Behaviour.Guards {
			d.guard(g, &op.Meta, Text{plain("requirement "+itoa(i+1)).to(page, anchorOf("requirement", itoa(i+1)))}, operationLink(op))
		}
		for _, g := range op.Behaviour.Documented {
			d.guard(g, &op.Meta, Text{plain("a requirement").to(page, "requirements")}, operationLink(op))
		}
	}
	if r.Lifecycle == nil {
		return
	}
	for _, s := range r.Lifecycle.States {
		d.row(s.Origin, r.Origin, Text{code(s.Name).to(lifecycleSlug(r), stateID(s.Name))}, cat(words("the states of "), objectLink(r.Object)))
	}
	for _, s := range r.Lifecycle.Signals {
		if !alike(&s.Meta, &r.Meta) {
			d.meta(&s.Meta, aSignal, cat(code(s.Name).to(lifecycleSlug(r), anchorOf("signal", s.Name))))
		}
	}
}

// guard adds a check, unless its operation is as sure from the same source.
func (d *doubter) guard(g *model.Guard, whole *model.Meta, fact, of Text) {
	if g.Sureness != whole.Sureness || g.Origin != whole.Origin {
		d.add(g.Sureness, &doubt{facts: []Text{fact}, of: of, origin: g.Origin})
	}
}

// codes is errors, failures, events, facts of the account and tables.
func (d *doubter) codes(api *model.API) {
	for _, e := range api.Errors {
		d.meta(&e.Meta, anError, cat(errorLink(e)))
	}
	for _, f := range api.Failures {
		d.meta(&f.Meta, aFailure, cat(failureLink(f)))
	}
	for _, e := range api.Events {
		d.meta(&e.Meta, anEvent, cat(eventLink(e)))
	}
	for _, f := range api.Account {
		d.meta(&f.Meta, aFact, cat(code(f.Name).to(slugAccount, anchorOf("fact", f.Name))))
	}
	for _, t := range api.Tables {
		d.meta(&t.Meta, aTable, cat(tableLink(t)))
		d.columns(t.Columns, &t.Meta, tableLink(t))
	}
}

// columns is the columns of a table, or the traits of a set of words.
func (d *doubter) columns(columns []*model.Column, whole *model.Meta, of Text) {
	for _, c := range columns {
		d.within(&c.Meta, whole, Text{code(c.Name)}, of)
	}
}

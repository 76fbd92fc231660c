package docs

import (
	"github.com/chargegen/chargegen/gen/model"
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

func doubtSection(title, meaning string, items []Text) *Section {
	if len(items) == 0 {
		return nil
	}
	return section(title, para(words(meaning)), list(items))
}

// doubts is every fact that is not simply documented, by how sure it is, in the order of the spec.
func (b *builder) doubts() map[model.Sureness][]Text {
	d := &doubter{found: map[model.Sureness][]Text{}}
	d.api(b.api)
	for _, e := range b.api.Enums {
		d.meta(&e.Meta, cat(words("the set of words "), enumLink(e)))
		d.columns(e.Traits, &e.Meta, enumLink(e))
		for _, v := range e.Values {
			d.within(&v.Meta, &e.Meta, cat(code(v.Value).to(slugEnums, enumValueID(e, v)), words(" of "), enumLink(e)))
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
	found map[model.Sureness][]Text
}

// note adds what, unless it is documented.
func (d *doubter) note(s model.Sureness, o *model.Origin, what Text) {
	if s == model.Documented || s == "" {
		return
	}
	if o != nil {
		what = cat(what, words(" (from "), originLink(o), words(")"))
	}
	d.found[s] = append(d.found[s], what)
}

func (d *doubter) meta(m *model.Meta, what Text) { d.note(m.Sureness, m.Origin, what) }

// within adds what stands inside another thing, unless that is as sure from the same source.
func (d *doubter) within(m, whole *model.Meta, what Text) {
	if !alike(m, whole) {
		d.meta(m, what)
	}
}

// api is what holds for all calls.
func (d *doubter) api(api *model.API) {
	if api.Auth != nil {
		for _, k := range api.Auth.Keys {
			d.meta(&k.Meta, cat(words("the key "), code(k.Name).to(slugOverview, keyID(k))))
		}
	}
	if api.VersionHead != nil {
		d.meta(&api.VersionHead.Meta, cat(words("the header "), code(api.VersionHead.Name).to(slugOverview, "versioning")))
	}
	for _, h := range api.Headers {
		d.meta(&h.Meta, cat(words("the header "), code(h.Name).to(slugOverview, anchorOf("header", h.Meaning))))
	}
	if api.Idempotency != nil {
		d.meta(&api.Idempotency.Meta, cat(words("the header "), code(api.Idempotency.Header).to(slugOverview, "repeating-a-request")))
	}
	for _, l := range api.SDKs {
		d.meta(&l.Meta, cat(words("the library for "), plain(languageName(l.Language)).to(slugOverview, anchorOf("library", l.Language))))
	}
}

// object is a shape and its attributes.
func (d *doubter) object(o *model.Object) {
	d.meta(&o.Meta, cat(words("the object "), objectLink(o)))
	for _, a := range o.Attributes {
		d.within(&a.Meta, &o.Meta, cat(code(a.Name).to(objectSlug(o), attributeID(a.Name)), words(" of "), objectLink(o)))
	}
}

// resource is a resource's calls and what others bring.
func (d *doubter) resource(r *model.Resource) {
	for _, op := range r.Operations {
		page := operationSlug(op)
		d.within(&op.Meta, &r.Meta, operationLink(op))
		for _, p := range op.Params {
			d.within(&p.Meta, &op.Meta, cat(code(p.Name).to(page, paramID(p.Key)), words(" of "), operationLink(op)))
		}
		if op.Behaviour == nil {
			continue
		}
		for i, g := range op.Behaviour.Guards {
			d.guard(g, &op.Meta, cat(plain("requirement "+itoa(i+1)).to(page, anchorOf("requirement", itoa(i+1))), words(" of "), operationLink(op)))
		}
		for _, g := range op.Behaviour.Documented {
			d.guard(g, &op.Meta, cat(plain("a requirement").to(page, "requirements"), words(" of "), operationLink(op)))
		}
	}
	if r.Lifecycle == nil {
		return
	}
	for _, s := range r.Lifecycle.Signals {
		d.within(&s.Meta, &r.Meta, cat(words("the signal "), code(s.Name).to(lifecycleSlug(r), anchorOf("signal", s.Name))))
	}
}

// guard adds a check, unless its operation is as sure from the same source.
func (d *doubter) guard(g *model.Guard, whole *model.Meta, what Text) {
	if g.Sureness != whole.Sureness || g.Origin != whole.Origin {
		d.note(g.Sureness, g.Origin, what)
	}
}

// codes is errors, failures, events, facts of the account and tables.
func (d *doubter) codes(api *model.API) {
	for _, e := range api.Errors {
		d.meta(&e.Meta, cat(words("the error code "), errorLink(e)))
	}
	for _, f := range api.Failures {
		d.meta(&f.Meta, cat(words("the failure code "), failureLink(f)))
	}
	for _, e := range api.Events {
		d.meta(&e.Meta, cat(words("the event "), eventLink(e)))
	}
	for _, f := range api.Account {
		d.meta(&f.Meta, cat(words("the account’s "), code(f.Name).to(slugAccount, anchorOf("fact", f.Name))))
	}
	for _, t := range api.Tables {
		d.meta(&t.Meta, cat(words("the table "), tableLink(t)))
		d.columns(t.Columns, &t.Meta, tableLink(t))
	}
}

// columns is the columns of a table, or the traits of a set of words.
func (d *doubter) columns(columns []*model.Column, whole *model.Meta, of Text) {
	for _, c := range columns {
		d.within(&c.Meta, whole, cat(code(c.Name), words(" of "), of))
	}
}

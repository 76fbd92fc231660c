package docs

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
)

// pagings say how the next page is asked for.
var pagings = map[model.PagingStyle]string{
	model.PagingOffset: "The next page is asked for by skipping the records already seen.",
	model.PagingCursor: "The next page is asked for by the cursor that the last answer carried.",
	model.PagingNumber: "The next page is asked for by its number, counted from 1.",
	model.PagingNone:   "A list comes whole.",
}

// paging is the body of a list answer and how to get the next one.
func (b *builder) paging() *Section {
	page := b.api.Page
	if page == nil {
		return nil
	}
	blocks := []Block{para(words("A list comes as the object "), objectLink(page.Object), words(". Its records stand in "),
		code(page.Data), words(". "+pagings[page.Style]))}
	var rows []Row
	for _, r := range pageRows(page) {
		if r.name != "" {
			rows = append(rows, Row{Cells: []Text{{code(r.name)}, cat(words(r.where)), cat(words(r.meaning))}})
		}
	}
	blocks = append(blocks, table([]string{"Name", "Where", "Meaning"}, rows))
	if page.Object != nil && page.Object.Example.IsSet() {
		blocks = append(blocks, dataBlock(page.Object.Example))
	}
	return section("Lists and paging", blocks...)
}

type pageRow struct{ name, where, meaning string }

// pageRows is what each name of the page envelope is for.
func pageRows(p *model.PageEnvelope) []pageRow {
	latest := "the order of the records"
	if p.Latest != "" {
		latest += "; " + p.Latest + " puts the latest first"
	}
	return []pageRow{
		{p.Limit, "query", "how many records a page has at most"},
		{p.Offset, "query", "how many records to skip"},
		{p.Number, "query", "the number of the page, from 1"},
		{p.Cursor, "query", "the cursor of the next page"},
		{p.From, "query", "the earliest time of the records"},
		{p.To, "query", "the latest time of the records"},
		{p.Order, "query", latest},
		{p.Data, "answer", "the records"},
		{p.Next, "answer", "the cursor of the next page; null or absent on the last"},
		{p.Total, "answer", "the number of records in all"},
		{p.More, "answer", "whether more records follow"},
	}
}

// money says how amounts are written, where the API knows any.
func (b *builder) money() *Section {
	if !b.uses(model.Money) {
		return nil
	}
	return section("Money", para(words("An amount of money is a whole number of the smallest unit of its currency: "+
		"1000 is 10.00 in a currency with two decimals, and 1000 in a currency without any. "+
		"Each amount says which attribute names its currency.")))
}

// times says how moments are written, where the API knows any.
func (b *builder) times() *Section {
	var blocks []Block
	if b.uses(model.Datetime) {
		blocks = append(blocks, para(words("A datetime is written as RFC 3339 says, in UTC: "), code("2026-03-14T09:26:53Z"), words(".")))
	}
	if b.uses(model.Date) {
		blocks = append(blocks, para(words("A date is written as year, month and day: "), code("2026-03-14"), words(".")))
	}
	if len(blocks) == 0 {
		return nil
	}
	return section("Time", blocks...)
}

// uses reports whether an attribute or parameter has a type of the kind.
func (b *builder) uses(kind model.Kind) bool {
	var objects []*model.Object
	objects = append(objects, b.api.Objects...)
	for _, r := range b.api.Resources {
		objects = append(objects, r.Object)
		for _, op := range r.Operations {
			for _, p := range op.Params {
				if mentions(p.Type, kind) {
					return true
				}
			}
		}
	}
	for _, o := range objects {
		for _, a := range o.Attributes {
			if mentions(a.Type, kind) {
				return true
			}
		}
	}
	return false
}

// mentions reports whether a type is of the kind or made from one that is.
func mentions(t *model.Type, kind model.Kind) bool {
	if t == nil {
		return false
	}
	for _, alt := range t.Alts {
		if mentions(alt, kind) {
			return true
		}
	}
	return t.Kind == kind || mentions(t.Elem, kind)
}

// idStyles say what ids look like.
var idStyles = map[model.IDStyle]string{
	model.IDPrefixed: "An id is a prefix that tells the kind of object, and a tail.",
	model.IDUUID:     "An id is a UUID.",
	model.IDInteger:  "An id is a whole number.",
	model.IDOpaque:   "An id is text; nothing may be read from its shape.",
}

// ids says what ids look like.
func (b *builder) ids() *Section {
	ids := b.api.IDs
	t := cat(words(idStyles[ids.Style]))
	if ids.Attribute != "" {
		t = cat(t, words(" An object carries its own in "), code(ids.Attribute), words("."))
	}
	if ids.Pattern != "" {
		t = cat(t, words(" The tail matches "), code(ids.Pattern), words("."))
	}
	if len(t) == 1 && t[0].Text == "" {
		return nil
	}
	return section("Ids", Block{Para: t})
}

// idempotency is how a repeated request is recognised.
func (b *builder) idempotency() *Section {
	i := b.api.Idempotency
	if i == nil {
		return nil
	}
	t := cat(words("A request may carry a key of the caller’s own in the header "), code(i.Header))
	if len(i.Methods) > 0 {
		t = cat(t, words("; it is heeded on "), codes("and", i.Methods))
	}
	t = cat(t, words(". A second request with the same key is answered as the first was and does nothing more."))
	blocks := []Block{{Para: t}}
	if i.Lifetime > 0 {
		blocks = append(blocks, para(words("A key is remembered for "+length(i.Lifetime)+".")))
	}
	blocks = append(blocks, prose(i.Doc)...)
	return section("Repeating a request", append(blocks, noteBlocks(metaNotes(&i.Meta))...)...)
}

// libraries is the official libraries and how each is set up.
func (b *builder) libraries() *Section {
	var rows []Row
	for _, l := range b.api.SDKs {
		var setup []Text
		for _, line := range []string{l.Import, l.Setup} {
			for _, part := range strings.Split(strings.TrimSpace(line), "\n") {
				if part != "" {
					setup = append(setup, Text{code(part)})
				}
			}
		}
		notes := append([]Text{flat(prose(l.Doc))}, metaNotes(&l.Meta)...)
		rows = append(rows, Row{ID: anchorOf("library", l.Language), Cells: []Text{
			cat(words(snippet.LanguageName(l.Language))), codeCell(l.Package), lines(setup...), lines(notes...),
		}})
	}
	if len(rows) == 0 {
		return nil
	}
	return section("Official libraries", table([]string{"Language", "Package", "Setup", "Remarks"}, rows))
}

// codeCell is a word of code, or nothing.
func codeCell(s string) Text {
	if s == "" {
		return nil
	}
	return Text{code(s)}
}

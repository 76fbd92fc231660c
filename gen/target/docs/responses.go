package docs

import (
	"maps"
	"net/http"
	"slices"

	"github.com/chargegen/chargegen/gen/model"
)

// response is what is known of one status that a call may be answered with: what the spec says of it, nil where that is
// nothing, and the codes that come with it.
type response struct {
	code  int
	told  *model.Status
	codes []*model.ErrorRef
}

// responsesOf is every status that a call may be answered with, in order.
func responsesOf(op *model.Operation) []*response {
	found := map[int]*response{}
	of := func(code int) *response {
		if found[code] == nil {
			found[code] = &response{code: code}
		}
		return found[code]
	}
	for _, s := range op.Statuses {
		of(s.Code).told = s
	}
	for _, e := range op.Errors {
		r := of(e.Status)
		r.codes = append(r.codes, e)
	}
	var all []*response
	for _, code := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[code])
	}
	return all
}

// answers is what comes back: the object, and the statuses with their causes. Those that any call may be answered with
// take a line each.
func (b *builder) answers(op *model.Operation) *Section {
	t := cat(words("Success is "), code(itoa(op.Success)))
	if op.Result == nil {
		t = cat(t, words(" with an empty body."))
	} else {
		t = cat(t, words(" with: "), typeText(op.Result), words("."))
	}
	var own []Row
	var shared []Text
	for _, r := range responsesOf(op) {
		common := slices.Contains(b.api.Statuses, r.told)
		switch {
		case common && r.code == op.Success:
			t = cat(t, words(" "), oneLine(flat(prose(r.told.Doc))))
		case common || r.told == nil && !slices.ContainsFunc(r.codes, func(e *model.ErrorRef) bool { return !commonRefusal(op, e) }):
			shared = append(shared, r.line(common))
		default:
			own = append(own, r.row(op.Origin))
		}
	}
	blocks := []Block{{Para: t}}
	if len(own) > 0 {
		blocks = append(blocks, table(statusColumns, own))
	}
	if len(shared) > 0 {
		blocks = append(blocks, para(words("And, as any call may be:")), list(shared))
	}
	return section("Responses", blocks...)
}

// statusColumns are the heads of a table of statuses.
var statusColumns = []string{"Status", "Meaning", "Common causes"}

// row is a status with its meaning and a line for each cause: those that the spec tells, else the codes that come with it.
func (r *response) row(whole *model.Origin) Row {
	meaning := cat(words(http.StatusText(r.code)))
	var causes []Text
	if r.told != nil {
		meaning = lines(flat(prose(r.told.Doc)), originNote(r.told.Origin, whole))
		for _, c := range r.told.Causes {
			causes = append(causes, cat(words("• "), inline(clean(c))))
		}
	}
	for _, e := range r.codes {
		if r.told == nil || len(r.told.Causes) == 0 {
			causes = append(causes, cat(words("• "), errorLink(e.Error)))
		}
	}
	return Row{ID: anchorOf("status", itoa(r.code)), Cells: []Text{{code(itoa(r.code))}, meaning, lines(causes...)}}
}

// line is a status, the codes that come with it, its meaning and its causes in one line. A status of the API leads to
// what the overview says of it.
func (r *response) line(ofAPI bool) Text {
	status := code(itoa(r.code))
	if ofAPI {
		status = status.to(slugOverview, anchorOf("status", itoa(r.code)))
	}
	t := Text{status}
	for _, e := range r.codes {
		t = cat(t, words(" "), errorLink(e.Error))
	}
	var about Text
	if r.told == nil {
		about = flat(prose(r.codes[0].Error.Doc))
	} else {
		about = flat(prose(r.told.Doc))
		for _, c := range r.told.Causes {
			about = lines(about, inline(clean(c)))
		}
	}
	if len(about) == 0 {
		return t
	}
	return cat(t, words(": "), oneLine(about))
}

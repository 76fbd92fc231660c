package openapi

import (
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// maxRounds bounds how often the spec is written until nothing refuses it. Each round leaves something out.
const maxRounds = 200

// settle writes the spec, has it checked as lint does, and leaves out or mends what is refused, until nothing is. So no
// rule of the language need be known twice.
func (im *importer) settle() ([]byte, error) {
	for range maxRounds {
		im.prune()
		if im.draft.operations() == 0 {
			return nil, im.nothing()
		}
		w := im.write()
		text := w.b.String()
		_, found := model.Parse("spec.yaml", []byte(text), nil) // what lint finds in it
		if len(found) == 0 {
			return []byte(text), nil
		}
		changed := false
		for _, f := range found {
			changed = im.mend(w, f) || changed
		}
		if !changed {
			return nil, im.stuck(found)
		}
	}
	return nil, im.stuck(nil)
}

// stuck is an error of this package, not of the document: what was written cannot be mended.
func (im *importer) stuck(found spec.ErrorList) error {
	var errs spec.ErrorList
	for _, f := range found {
		errs.Add(im.root.Pos, "openapi-nothing", "no spec can be made of the document: %s [%s]", f.Msg, f.Rule)
	}
	if len(errs) == 0 {
		errs.Add(im.root.Pos, "openapi-nothing", "no spec can be made of the document: it is refused again and again")
	}
	return errs
}

// mend changes the draft so that a finding goes away, and reports whether it changed anything.
func (im *importer) mend(w *writer, found *spec.Error) bool {
	f := *found
	f.Msg = draftPlace().ReplaceAllString(f.Msg, "")
	it, key := w.at(f.Pos)
	switch {
	case it == nil || it.gone:
		return it != nil // something else left it out in this round
	case it == im.draft.api && key == "auth":
		im.auth.tries++
		im.authRows(it)
		return im.auth.tries < 9
	case f.Rule == "key-in-clear":
		return im.secure(it, f.Msg)
	case f.Rule == "doc-restates-name":
		return it.drop("doc")
	case f.Rule == "go-name-clash":
		return im.rename(it, &f)
	case f.Rule == "embed-cycle":
		if !it.drop("required") {
			it.flag("optional", true)
		}
		return true
	case f.Rule == "ambiguous-union" || f.Rule == "unknown-type" && it.what != "operation":
		im.notef(it.pos, "type-widened", "%s %q is carried as any: %s", it.what, clip(it.name), f.Msg)
		it.rows = keepOnly(it.rows)
		it.put(row{key: "type", typ: word("any")})
		return true
	case soft[key] && it.drop(key):
		if key != "example" {
			im.notef(it.pos, "limit-left-out", "%s of %s %q is left out: %s", strings.ReplaceAll(key, "_", " "), it.what, clip(it.name), f.Msg)
		} else {
			im.notef(it.pos, "example-left-out", "the example of %q is left out: %s", clip(it.name), f.Msg)
		}
		return true
	}
	return im.remove(it, f.Msg)
}

// draftPlace is a place in what was written so far, which means nothing to a reader of the report.
var draftPlace = lazy.Regexp(`,? \(?at spec\.yaml:\d+:\d+\)?`)

// soft are the keys without which an item still says what it is.
var soft = map[string]bool{
	"example": true, "default": true, "const": true, "pattern": true, "min": true, "max": true, "min_length": true, "max_length": true,
	"format": true, "doc": true, "plural": true, "gates": true, "title": true, "ids": true, "errors": true, "server": true, "deprecated": true,
}

// keepOnly drops the rows that speak of a type that the item has no more.
func keepOnly(rows []row) []row {
	var out []row
	for _, r := range rows {
		switch r.key {
		case "const", "min", "max", "min_length", "max_length", "pattern", "format", "example", "default", "nullable":
		default:
			out = append(out, r)
		}
	}
	return out
}

// rename gives an item another Go name.
func (im *importer) rename(it *item, f *spec.Error) bool {
	if it.tries++; it.tries > 20 {
		return im.remove(it, f.Msg)
	}
	if it.what == "resource" && (strings.Contains(f.Msg, " in the client") || strings.HasPrefix(f.Msg, "the service of")) {
		it.set("plural", "all_"+it.name+strings.Repeat("_x", it.tries-1))
		return true
	}
	_, name, _ := strings.Cut(f.Msg, "becomes the Go name ")
	name, _, _ = strings.Cut(name, ",")
	if had := it.get("go_name"); had != nil {
		name = strings.TrimRight(had.raw, "0123456789")
	}
	it.raw("go_name", goName(it, name))
	return true
}

// goName is another Go name for an item: what it is behind it, then a number.
func goName(it *item, name string) string {
	endings := map[string]string{"attribute": "Value", "parameter": "Value", "object": "Object", "resource": "Resource", "enum": "Words", "operation": "Call", "value": "Word", "error code": "Code"}
	if end := endings[it.what]; it.tries == 1 || !strings.HasSuffix(name, end) {
		name += end
	}
	if it.tries > 1 {
		name += string(rune('0' + it.tries/10))[:1] + string(rune('0'+it.tries%10))
	}
	return name
}

// remove leaves an item out, and what cannot be without it.
func (im *importer) remove(it *item, why string) bool {
	if it.what == "api" {
		return false
	}
	it.gone = true
	rule := map[string]string{"operation": "operation-left-out", "parameter": "parameter-left-out", "value": "value-left-out", "error code": "code-left-out", "attribute": "attribute-left-out"}[it.what]
	im.notef(it.pos, orWord(rule, "schema-left-out"), "%s %q is left out: %s", it.what, clip(it.name), why)
	if it.up != nil && it.must && !it.up.gone {
		return im.remove(it.up, "its parameter "+quote(it.name)+" cannot be carried")
	}
	return true
}

// prune leaves out what nothing refers to any more.
func (im *importer) prune() {
	r := reach{classes: map[*class]bool{}, enums: map[*enum]bool{}}
	d := &im.draft
	for _, res := range d.resources {
		res.gone = res.gone || len(kept(res.ops)) == 0
		if res.gone {
			continue
		}
		r.class(res.class)
		for _, op := range kept(res.ops) {
			r.item(op)
			for _, p := range kept(op.kids) {
				r.item(p)
			}
		}
	}
	for _, o := range d.objects {
		if o == im.problem || o == im.page {
			r.class(o)
		}
	}
	for _, o := range d.objects {
		o.gone = o.gone || !r.classes[o]
	}
	for _, e := range d.enums {
		e.gone = e.gone || !r.enums[e]
	}
	im.demote(r)
}

// demote makes plain objects of resources that have no operations and to which something refers.
func (im *importer) demote(r reach) {
	for _, res := range im.draft.resources {
		if res.gone && r.classes[res.class] && res.what == "resource" {
			res.what, res.gone = "object", false
			res.drop("server")
			im.draft.objects = append(im.draft.objects, res.class)
			res.class.resource = nil
		}
	}
	kept := im.draft.resources[:0]
	for _, res := range im.draft.resources {
		if res.what == "resource" {
			kept = append(kept, res)
		}
	}
	im.draft.resources = kept
}

// reach collects the types that are referred to.
type reach struct {
	classes map[*class]bool
	enums   map[*enum]bool
}

func (r reach) class(c *class) {
	if r.classes[c] {
		return
	}
	r.classes[c] = true
	for _, a := range kept(c.attrs) {
		r.item(a)
	}
}

func (r reach) item(it *item) {
	for i := range it.rows {
		if t := it.rows[i].typ; t != nil {
			r.typ(t)
		}
	}
}

func (r reach) typ(t *typ) {
	if t.class != nil {
		r.class(t.class)
	}
	if t.enum != nil {
		r.enums[t.enum] = true
	}
	for _, a := range t.args {
		r.typ(a)
	}
}

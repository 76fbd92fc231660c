package openapi

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/model"
)

// responses are what an operation answers, by status: success, its refusals, and what the API says of other statuses.
func (b *builder) responses(op *model.Operation) *object {
	docs := map[int]*model.Status{}
	for _, s := range op.Statuses {
		docs[s.Code] = s
	}
	refs := map[int][]*model.ErrorRef{}
	for _, r := range append(slices.Clip(op.Errors), b.repeated(op)...) {
		refs[r.Status] = append(refs[r.Status], r)
	}
	all := with(strconv.Itoa(op.Success), b.success(op, docs[op.Success]))
	codes := slices.Sorted(maps.Keys(docs))
	for code := range refs {
		if docs[code] == nil {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		switch {
		case code == op.Success:
		case code < 400 && len(refs[code]) == 0:
			all.put(strconv.Itoa(code), with("description", statusDoc(docs[code], code)))
		default:
			all.put(strconv.Itoa(code), b.refusal(docs[code], code, refs[code]))
		}
	}
	return all
}

// repeated are the refusals of a request whose key was used before: for other parameters, or by one that is under way.
func (b *builder) repeated(op *model.Operation) []*model.ErrorRef {
	code := b.api.Gates.Malformed
	if b.api.Idempotency == nil || code == nil || !heeds(b.api.Idempotency, op.Method) {
		return nil
	}
	key := "The key in " + b.api.Idempotency.Header
	return []*model.ErrorRef{
		{Error: code, Status: http.StatusConflict, Doc: key + " is that of a request which is being worked on."},
		{Error: code, Status: http.StatusUnprocessableEntity, Doc: key + " was used with other parameters."},
	}
}

// statusDoc says what a status means.
func statusDoc(s *model.Status, code int) string {
	if s != nil {
		var causes string
		for _, c := range s.Causes {
			causes += "- " + c + "\n"
		}
		if doc := description(s.Doc, causes); doc != "" {
			return doc
		}
	}
	if text := http.StatusText(code); text != "" {
		return text + "."
	}
	return "Status " + strconv.Itoa(code) + "."
}

// success is the answer to a call that worked.
func (b *builder) success(op *model.Operation, s *model.Status) *object {
	o := with("description", statusDoc(s, op.Success))
	o.some("headers", b.headers())
	if op.Result != nil {
		media := with("schema", b.typ(op.Result))
		if example := b.resultName(op.Result); example != "" {
			media.put("examples", with(example, with("$ref", "#/components/examples/"+example)))
		}
		o.put("content", with("application/json", media))
	}
	return o.some("links", b.links(op))
}

// refusal is the answer of one error status: the envelope, and in it one of the codes that the operation answers with.
func (b *builder) refusal(s *model.Status, code int, refs []*model.ErrorRef) *object {
	o := with("description", strings.TrimSpace(statusDoc(s, code)+"\n\n"+codeList(refs))).some("headers", b.headers())
	schema := ref(b.api.Error.Object.Name)
	var codes list
	examples := &object{}
	for _, r := range refs {
		codes = append(codes, r.Error.Code)
		examples.put(exampleKey(r.Error), with("$ref", "#/components/examples/"+exampleKey(r.Error)))
	}
	if len(refs) > 0 {
		schema = with("allOf", list{schema, nested(b.api.Error.Code, with("enum", codes))})
	}
	media := with("schema", schema).some("examples", examples)
	return o.put("content", with("application/json", media)).some("x-chargegen-errors", errorRefs(refs))
}

// codeList says what the codes of a status mean here.
func codeList(refs []*model.ErrorRef) string {
	var lines []string
	for _, r := range refs {
		doc := r.Doc
		if doc == "" {
			doc = r.Error.Doc
		}
		if doc == "" {
			doc = r.Error.Message
		}
		lines = append(lines, strings.TrimSuffix("- `"+r.Error.Code+"`: "+strings.Join(strings.Fields(tame(doc)), " "), ": "))
	}
	return strings.Join(lines, "\n")
}

// refusalExamples are the bodies of all refusals that some operation answers with, by code.
func (b *builder) refusalExamples() *object {
	all := &object{}
	for _, e := range b.api.Errors {
		if len(e.Operations) == 0 {
			continue
		}
		all.put(exampleKey(e), with("summary", e.Code).some("description", about(&e.Meta, e.Resolution)).put("value", data(example.Refusal(b.api, e))))
	}
	return all
}

// exampleKey is the name of a refusal's example: the code, in which a name may not have a colon.
func exampleKey(e *model.ErrorCode) string { return "error." + strings.ReplaceAll(e.Code, ":", ".") }

// examples are all bodies that are shown: those of refusals by code, and those of other answers by their schema.
func (b *builder) examples() *object {
	all := &object{}
	for _, op := range operations(b.api) {
		if name := b.resultName(op.Result); name != "" && all.get(name) == nil {
			all.put(name, with("value", b.resultExample(op)))
		}
	}
	return all.merge(b.refusalExamples())
}

// resultName is the name of the schema of an answer, and of its example.
func (b *builder) resultName(t *model.Type) string {
	switch {
	case t == nil || t.Object == nil:
		return ""
	case t.Kind == model.PageOf:
		return b.names.pages[t.Object]
	}
	return t.Object.Name
}

// nested is the schema of an object whose member at the end of a path has a schema.
func nested(path []string, s *object) *object {
	for _, name := range slices.Backward(path) {
		s = with("type", "object", "properties", with(name, s))
	}
	return s
}

// errorRefs is what the operation says of its codes.
func errorRefs(refs []*model.ErrorRef) *object {
	all := &object{}
	for _, r := range refs {
		o := with().some("doc", r.Doc).some("unreachable", r.Unreachable)
		if o.len() > 0 {
			all.put(r.Error.Code, o)
		}
	}
	return all
}

// headers are those that any answer may carry.
func (b *builder) headers() *object {
	all := &object{}
	for _, h := range b.api.Headers {
		all.put(h.Name, with("$ref", "#/components/headers/"+headerKey(h)))
	}
	if h := b.api.VersionHead; h != nil {
		all.put(h.Name, with("$ref", "#/components/headers/"+headerKey(h)))
	}
	return all
}

func headerKey(h *model.Header) string {
	if h.Meaning == "" {
		return sharedVersion
	}
	return h.Meaning
}

// sharedHeaders are the headers of answers, by what they carry.
func (b *builder) sharedHeaders() *object {
	all := &object{}
	heads := b.api.Headers
	if b.api.VersionHead != nil {
		heads = append(slices.Clone(heads), b.api.VersionHead)
	}
	for _, h := range heads {
		o := with().some("description", about(&h.Meta)).put("schema", with("type", "string"))
		all.put(headerKey(h), note(o, &h.Meta))
	}
	return all
}

package openapi

import (
	"fmt"
	"strings"
)

// fill makes the rows of the spec.
func (im *importer) fill() {
	im.claim()
	im.chooseIDs()
	for _, g := range im.groups {
		for _, c := range g.calls {
			im.operation(g, c)
		}
	}
	im.page = im.pageObject()
	im.problem = im.errorObject()
	im.name()
	im.apiItem()
	for _, r := range im.draft.resources {
		im.stateOf(r)
	}
}

// operation makes the row of one operation, or leaves it out.
func (im *importer) operation(g *group, c *call) {
	op := &item{what: "operation", pos: c.pos}
	if g.resource.begun && g.resource.server != c.server {
		im.leave(c, "it has another server than the operations beside it")
		return
	}
	if why := im.parameters(c, op); why != "" {
		im.leave(c, why)
		return
	}
	op.name = im.operationName(g, c)
	op.raw("kind", c.kind)
	op.raw("http", c.method+" "+c.route())
	if title := strings.TrimSpace(c.src.Get("summary").Text); title != "" {
		op.set("title", strings.Join(strings.Fields(title), " "))
	}
	if doc := im.plain(c.src.Get("description").Text); doc != "" {
		op.set("doc", doc)
	}
	if c.src.Get("deprecated").Bool {
		op.set("deprecated", deprecated)
	}
	if c.key != "" && im.auth != nil {
		op.raw("key", c.key)
	}
	if len(c.otherKeys) > 0 {
		op.raw("other_keys", "["+strings.Join(c.otherKeys, ", ")+"]")
	}
	if replay := replayOf(c); c.kind == "action" && replay != "" {
		op.raw("replay", replay)
	}
	im.answer(g, c, op)
	if codes := im.codes(c); codes != "" {
		op.raw("errors", codes)
	}
	for _, m := range c.src.Members {
		if isAnnotation(m.Key.Value) {
			im.annotation(op, m)
		}
	}
	g.resource.begun, g.resource.server = true, c.server
	g.resource.ops = append(g.resource.ops, op)
}

// operationName is a name that no other operation of the resource has.
func (im *importer) operationName(g *group, c *call) string {
	taken := names{}
	for _, op := range g.resource.ops {
		taken.take(op.name)
	}
	words := []string{c.word(g.calls)}
	if len(g.key) > 0 {
		words = append(words, snake(words[0]+" "+strings.ReplaceAll(g.key, "/", " ")))
	}
	words = append(words, snake(c.src.Get("operationId").Text), snake(strings.ToLower(c.method)+" "+c.behind()))
	for _, w := range words {
		if wordForm().MatchString(w) && !taken.has(w) {
			return w
		}
	}
	return taken.take(orWord(words[0], "call"))
}

// answer says what an operation answers with, where that is not what its kind says.
func (im *importer) answer(g *group, c *call, op *item) {
	usual := 200
	switch {
	case c.paged != nil:
		item := im.class(c.paged.item, g.hint, false)
		if item != g.resource.class {
			op.put(row{key: "returns", typ: &typ{op: "page", args: []*typ{{class: item}}}})
		}
		im.use(c.result)
	case c.result == nil:
		if c.kind != "delete" {
			op.raw("returns", "nothing")
		}
		usual = 204
	default:
		if len(c.result.props) == 0 {
			im.notef(c.result.src.Pos, "type-widened", "the answer of %s %s has no named members; a client keeps them as they come", c.method, clip(c.path))
		}
		item := im.class(c.result, g.hint+"_"+op.name+"_result", false)
		if item != g.resource.class || c.kind == "delete" {
			op.put(row{key: "returns", typ: &typ{class: item}})
		}
	}
	if c.success != usual {
		op.raw("success", fmt.Sprint(c.success))
	}
}

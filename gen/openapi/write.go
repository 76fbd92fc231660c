package openapi

import (
	"fmt"
	"sort"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// writer writes the draft as YAML and remembers what stands where.
type writer struct {
	b     strings.Builder
	line  int
	begin int // where the line begins
	spans []span
}

// span says that from a place on stands a key of an item; empty for the item's name.
type span struct {
	line, col int
	item      *item
	key       string
}

// put writes text.
func (w *writer) put(text string) {
	w.b.WriteString(text)
	if n := strings.Count(text, "\n"); n > 0 {
		w.line += n
		w.begin = w.b.Len() - (len(text) - strings.LastIndexByte(text, '\n') - 1)
	}
}

func (w *writer) putf(format string, args ...any) { w.put(fmt.Sprintf(format, args...)) }

// mark says that what follows is of an item.
func (w *writer) mark(it *item, key string) {
	w.spans = append(w.spans, span{w.line + 1, w.b.Len() - w.begin + 1, it, key})
}

// at returns what stands at a place.
func (w *writer) at(pos spec.Pos) (*item, string) {
	i := sort.Search(len(w.spans), func(i int) bool {
		s := w.spans[i]
		return s.line > pos.Line || s.line == pos.Line && s.col > pos.Col
	})
	if i == 0 {
		return nil, ""
	}
	return w.spans[i-1].item, w.spans[i-1].key
}

// write writes the whole spec.
func (im *importer) write() *writer {
	w, d := &writer{}, &im.draft
	w.put("language: 1\n\n")
	w.mark(d.api, "")
	w.put("api:\n")
	w.rows(d.api, "  ")
	if len(d.enums) > 0 {
		w.section("enums", func() {
			for _, e := range d.enums {
				w.enum(e)
			}
		}, anyEnum(d.enums))
	}
	w.section("objects", func() {
		for _, o := range d.objects {
			w.object(o)
		}
	}, true)
	w.section("resources", func() {
		for _, r := range d.resources {
			w.resource(r)
		}
	}, true)
	w.section("errors", func() {
		for _, e := range kept(d.errors) {
			w.field(e, "  ")
		}
	}, len(kept(d.errors)) > 0)
	return w
}

func anyEnum(list []*enum) bool {
	for _, e := range list {
		if !e.gone {
			return true
		}
	}
	return false
}

// section writes a section that is not empty.
func (w *writer) section(name string, write func(), some bool) {
	if some {
		w.putf("\n%s:\n", name)
		write()
	}
}

func (w *writer) enum(e *enum) {
	if e.gone {
		return
	}
	w.mark(&e.item, "")
	w.putf("  %s:\n", e.name)
	w.rows(&e.item, "    ")
	w.put("    values:\n")
	for _, v := range kept(e.values) {
		w.field(v, "      ")
	}
}

func (w *writer) object(o *class) {
	if o.gone {
		return
	}
	w.mark(&o.item, "")
	w.putf("  %s:\n", o.name)
	w.rows(&o.item, "    ")
	w.attributes(o)
}

func (w *writer) attributes(o *class) {
	if len(kept(o.attrs)) == 0 {
		w.put("    attributes: {}\n")
		return
	}
	w.put("    attributes:\n")
	for _, a := range kept(o.attrs) {
		w.field(a, "      ")
	}
}

func (w *writer) resource(r *resource) {
	if r.gone {
		return
	}
	w.mark(&r.item, "")
	w.putf("  %s:\n", r.name)
	w.rows(&r.item, "    ")
	w.attributes(r.class)
	w.put("    operations:\n")
	for _, op := range kept(r.ops) {
		w.operation(op)
	}
	w.stubs(r)
}

func (w *writer) operation(op *item) {
	w.mark(op, "")
	w.putf("      %s:\n", op.name)
	for i := range op.rows {
		if after[op.rows[i].key] {
			break
		}
		w.row(op, &op.rows[i], "        ")
	}
	if len(kept(op.kids)) > 0 {
		w.mark(op, "")
		w.put("        params:\n")
		for _, p := range kept(op.kids) {
			w.field(p, "          ")
		}
	}
	behind := false
	for i := range op.rows {
		if behind = behind || after[op.rows[i].key]; behind {
			w.row(op, &op.rows[i], "        ")
		}
	}
}

// after are the keys of an operation that stand behind its parameters, as all do that follow one of them.
var after = map[string]bool{"returns": true, "success": true, "errors": true}

// maxWidth is how wide a row may be to stand on one line.
const maxWidth = 118

// field writes an item on one line between braces, or on several where it is long.
func (w *writer) field(it *item, indent string) {
	w.mark(it, "")
	w.put(indent + key(it.name) + ":")
	if it.width() > maxWidth-len(indent)-len(it.name) {
		w.put("\n")
		w.rows(it, indent+"  ")
		return
	}
	w.put(" {")
	for i := range it.rows {
		if i > 0 {
			w.put(", ")
		}
		w.mark(it, it.rows[i].key)
		w.put(key(it.rows[i].key) + ": " + it.rows[i].value())
	}
	w.put("}\n")
}

// width is about how wide an item is on one line; text of several lines makes it as wide as can be.
func (it *item) width() int {
	n := 4
	for i := range it.rows {
		if strings.Contains(it.rows[i].text, "\n") {
			return maxWidth
		}
		n += len(it.rows[i].key) + len(it.rows[i].value()) + 4
	}
	return n
}

// value is a row's value on one line.
func (r *row) value() string {
	switch {
	case r.typ != nil:
		return r.typ.String()
	case r.raw != "":
		return r.raw
	}
	return scalar(r.text)
}

// rows writes the rows of an item one below the other.
func (w *writer) rows(it *item, indent string) {
	for i := range it.rows {
		w.row(it, &it.rows[i], indent)
	}
}

func (w *writer) row(it *item, r *row, indent string) {
	w.mark(it, r.key)
	value := ""
	if r.typ == nil && r.raw == "" {
		value = block(r.text, indent+"  ")
	}
	if value == "" {
		value = r.value()
	}
	w.put(indent + key(r.key) + ": " + value + "\n")
}

// stubs writes the comments that show where the lifecycle of a resource would stand.
func (w *writer) stubs(r *resource) {
	w.put("    # What OpenAPI cannot say: which states there are, what each call does to them, and who is refused when. Until it is\n")
	w.put("    # said here, the mock keeps what is created and refuses nothing. See the chapter Lifecycle of the spec language.\n")
	w.put("    #\n")
	w.put("    # states: # as named rows that fix attributes\n")
	states := r.states
	for _, s := range states {
		w.putf("    #   %s: {%s: %s}\n", orWord(snake(s), "other"), r.status, scalar(s))
	}
	if len(states) == 0 {
		w.put("    #   STATE: {ATTRIBUTE: VALUE}\n")
	}
	code := "CODE"
	if len(r.codes) > 0 {
		code = scalar(r.codes[0])
	}
	for _, op := range kept(r.ops) {
		kind := op.get("kind").raw
		if kind == "read" || kind == "list" || op.get("replay") != nil && op.get("replay").raw == "reading" {
			continue
		}
		to := "STATE"
		if len(states) > 0 {
			to = orWord(snake(states[len(states)-1]), "other")
		}
		if kind == "create" && len(states) > 0 {
			to = orWord(snake(states[0]), "other")
		}
		w.putf("    # operations.%s:\n", op.name)
		if kind != "create" {
			w.putf("    #   guards: # from top to bottom; the first that fails answers\n    #     - {deny: CONDITION, error: %s}\n", code)
		}
		w.putf("    #   to: %s\n", to)
	}
}

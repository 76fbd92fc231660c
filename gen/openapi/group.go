package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
)

// group is the operations of one collection of the document's paths; with others of the same object it becomes a
// resource.
type group struct {
	key      string
	hint     string // the singular of its last segment
	plural   string
	calls    []*call
	resource *resource
}

// frontWords are segments that stand before the collections of an API and tell nothing of them.
var frontWords = lazy.Regexp(`(?i)^(api|rest|public|admin|v\d+(\.\d+)*|\d{4}-\d\d(-\d\d)?)$`)

// arrange sorts the operations into resources and settles what holds for all of them.
func (im *importer) arrange() {
	im.chooseEncoding()
	im.readAuth()
	im.chooseArrays()
	im.guessPaging()
	im.guessEnvelope()
	collections := map[string]bool{}
	for _, c := range im.calls {
		for i := 1; i < len(c.segments); i++ {
			if isParam(c.segments[i]) && !isParam(c.segments[i-1]) {
				collections[staticKey(c.segments[:i])] = true
			}
		}
	}
	for _, c := range im.calls {
		im.place(c, collections)
	}
	for _, g := range im.groups {
		im.nameKinds(g)
	}
}

func isParam(segment string) bool { return strings.HasPrefix(segment, "{") }

// staticKey is a path without its parameters.
func staticKey(segments []string) string {
	var parts []string
	for _, s := range segments {
		if !isParam(s) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "/")
}

// front is how many segments stand before the collections: versions and the like, as long as a word follows.
func front(segments []string) int {
	n := 0
	for n < len(segments) && frontWords().MatchString(segments[n]) {
		n++
	}
	for n > 0 && !slices.ContainsFunc(segments[n:], func(s string) bool { return !isParam(s) }) {
		n--
	}
	return n
}

// place puts an operation into the group of the last collection in its path, or else of its tag.
func (im *importer) place(c *call, collections map[string]bool) {
	at := -1
	begin := front(c.segments)
	for i := begin; i < len(c.segments); i++ {
		if isParam(c.segments[i]) {
			continue
		}
		if at < 0 || collections[staticKey(c.segments[:i+1])] {
			at = i
		}
	}
	key, word := "", ""
	switch {
	case at >= 0:
		key, word = staticKey(c.segments[begin:at+1]), base(c.segments[at])
	case snake(c.tag) != "":
		key, word = "tag:"+c.tag, c.tag
	default:
		word = "root"
	}
	i := slices.IndexFunc(im.groups, func(g *group) bool { return g.key == key })
	if i < 0 {
		i = len(im.groups)
		plural := orWord(snake(word), orWord(snake(c.tag), "thing"))
		im.groups = append(im.groups, &group{key: key, hint: singular(plural), plural: plural})
	}
	c.group = im.groups[i]
	c.group.calls = append(c.group.calls, c)
	c.rest = c.segments
	if at >= 0 {
		c.rest = c.segments[at+1:]
		if verb := verbOf(c.segments[at]); verb != "" {
			c.rest = append([]string{verb}, c.rest...)
		}
	}
}

// base is a segment without the verb behind a colon or dot: chat of chat.post.
func base(segment string) string {
	if i := strings.IndexAny(segment, ":."); i > 0 {
		return segment[:i]
	}
	return segment
}

// verbOf is what stands behind the colon or dot of a segment.
func verbOf(segment string) string {
	if i := strings.IndexAny(segment, ":."); i > 0 {
		return segment[i+1:]
	}
	return ""
}

// nameKinds settles the kind of each operation of a group.
func (im *importer) nameKinds(g *group) {
	items := slices.ContainsFunc(g.calls, func(c *call) bool { return c.method == "GET" && c.onItem() })
	for _, c := range g.calls {
		whole := len(c.rest) == 0
		switch {
		case c.paged != nil:
			c.kind = "list"
		case c.method == "GET" && (c.onItem() || whole && !items) && c.result != nil:
			c.kind = "read"
		case c.method == "POST" && whole:
			c.kind = "create"
		case (c.method == "PUT" || c.method == "PATCH" || c.method == "POST") && c.onItem():
			c.kind = "update"
		case c.method == "DELETE" && c.onItem():
			c.kind = "delete"
		default:
			c.kind = "action"
		}
	}
}

// onItem reports whether the path ends in the parameter behind the collection.
func (c *call) onItem() bool {
	return len(c.rest) == 1 && isParam(c.rest[0]) && strings.HasSuffix(c.rest[0], "}")
}

// behind is what the path says behind the collection, parameters aside: words and verbs.
func (c *call) behind() string {
	var parts []string
	for _, s := range c.rest {
		if !isParam(s) {
			parts = append(parts, s)
			continue
		}
		if _, verb, ok := strings.Cut(s, "}"); ok && verb != "" {
			parts = append(parts, verb)
		}
	}
	return snake(strings.Join(parts, " "))
}

// word is a name for an operation by its kind, or by what follows the collection in its path. Others are the operations
// beside it.
func (c *call) word(others []*call) string {
	rest := c.behind()
	shared := slices.ContainsFunc(others, func(o *call) bool { return o != c && o.kind != "list" && o.behind() == rest })
	patched := slices.ContainsFunc(others, func(o *call) bool { return o.kind == "update" && o.method != "PUT" })
	switch {
	case rest != "" && c.kind == "list":
		return "list_" + rest
	case rest != "" && !shared:
		return rest
	case rest != "":
		return map[string]string{"GET": "get_", "POST": "create_", "PUT": "set_", "PATCH": "update_", "DELETE": "delete_"}[c.method] + rest
	case c.kind == "read" || c.method == "GET" && c.onItem():
		return "retrieve"
	case c.kind == "update" && c.method == "PUT" && patched:
		return "replace"
	case c.kind != "action":
		return c.kind
	}
	return map[string]string{"GET": "list", "POST": "create", "PUT": "replace", "PATCH": "update_all", "DELETE": "delete_all"}[c.method]
}

package openapi

import (
	"regexp"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// auth is how callers show who they are: all keys of an API travel in one way, and there are several kinds of them.
type auth struct {
	way   way
	keys  []*keyKind // the first is what operations need unless they say otherwise
	tries int        // how often lint had something against the keys
}

// way is how a key travels.
type way struct {
	scheme string // basic, bearer, header; empty for one that the language has not
	header string // in lower case, for scheme header
}

// keyKind is a kind of key: a security scheme of the document that travels as the API's keys do.
type keyKind struct {
	scheme string // its name in the document
	name   string // its name in the spec
	src    *spec.Data
}

// readAuth finds the kinds of key. The first security scheme that is asked for and can be carried says how keys travel;
// all that travel so are kinds of key. Others that are a word in a header or query become parameters.
func (im *importer) readAuth() {
	schemes := im.root.Get("components").Get("securitySchemes")
	taken := names{"none": true}
	for i := range schemes.Members {
		name, d := schemes.Members[i].Key, im.follow(&schemes.Members[i].Value)
		if !im.asked(name.Value) {
			continue
		}
		w := wayOf(d)
		switch {
		case w.scheme == "":
			im.notef(d.Pos, "auth-reduced", "security scheme %q cannot be a key of the API: it is no header, basic or bearer", clip(name.Value))
			continue
		case im.auth == nil:
			im.auth = &auth{way: w}
		case im.auth.way != w:
			im.notef(name.Pos, "auth-reduced", "security scheme %q is no kind of key here: it travels otherwise than %q, and all keys of an API travel in one way", clip(name.Value), clip(im.auth.keys[0].scheme))
			continue
		}
		im.noteReduced(name.Value, d)
		im.auth.keys = append(im.auth.keys, &keyKind{name.Value, taken.take(orWord(snake(name.Value), "key")), d})
	}
	for _, c := range im.calls {
		im.callAuth(c, schemes)
	}
}

// asked reports whether anything asks for a security scheme.
func (im *importer) asked(name string) bool {
	lists := []*spec.Data{im.root.Get("security")}
	for _, c := range im.calls {
		lists = append(lists, c.src.Get("security"))
	}
	return slices.ContainsFunc(lists, func(list *spec.Data) bool {
		return slices.ContainsFunc(list.Items, func(need spec.Data) bool { return need.Get(name).IsSet() })
	})
}

// wayOf is how the key of a security scheme travels.
func wayOf(d *spec.Data) way {
	switch kind, scheme := d.Get("type").Text, strings.ToLower(d.Get("scheme").Text); {
	case kind == "http" && (scheme == "basic" || scheme == "bearer"):
		return way{scheme: scheme}
	case isAuthorization(d), kind == "oauth2", kind == "openIdConnect":
		return way{scheme: "bearer"}
	case kind == "apiKey" && d.Get("in").Text == "header" && headerForm().MatchString(d.Get("name").Text):
		return way{"header", strings.ToLower(d.Get("name").Text)}
	}
	return way{}
}

// isAuthorization reports whether a security scheme fills the header Authorization in a way of its own.
func isAuthorization(d *spec.Data) bool {
	return d.Get("type").Text == "apiKey" && d.Get("in").Text == "header" && strings.EqualFold(d.Get("name").Text, "Authorization")
}

// noteReduced reports what of a security scheme is lost when it becomes a kind of key.
func (im *importer) noteReduced(name string, d *spec.Data) {
	switch kind := d.Get("type").Text; {
	case isAuthorization(d):
		im.notef(d.Pos, "auth-reduced", "security scheme %q fills the header Authorization in a way of its own; it is carried as a bearer token", clip(name))
	case kind == "oauth2" || kind == "openIdConnect":
		im.notef(d.Pos, "auth-reduced", "security scheme %q is carried as a bearer token: how a token is got is left out", clip(name))
	}
}

// kind is the kind of key that a security scheme became, or nil.
func (a *auth) kind(scheme string) *keyKind {
	if a != nil {
		for _, k := range a.keys {
			if k.scheme == scheme {
				return k
			}
		}
	}
	return nil
}

// of is the kind of key that a requirement asks for, or nil.
func (a *auth) of(need *spec.Data) *keyKind {
	for _, m := range need.Members {
		if k := a.kind(m.Key.Value); k != nil {
			return k
		}
	}
	return nil
}

// callAuth settles the key of one operation. It needs none only where the document asks for nothing, or for what became
// parameters; where something is asked for that cannot be carried, it keeps the first kind of key.
func (im *importer) callAuth(c *call, schemes *spec.Data) {
	list := c.src.Get("security")
	if !list.IsSet() {
		list = im.root.Get("security")
	}
	need, others, free := im.requirement(list)
	if need == nil {
		if free {
			c.key = "none"
		}
		return
	}
	key, sent := im.auth.of(need), false
	var lost []spec.Text
	for _, m := range need.Members {
		switch k := im.auth.kind(m.Key.Value); {
		case k != nil && k == key:
		case k == nil && im.keyParam(c, m.Key, im.follow(schemes.Get(m.Key.Value)), !free):
			sent = true
		default:
			lost = append(lost, m.Key)
		}
	}
	switch {
	case key != nil && key != im.auth.keys[0]:
		c.key = key.name
	case key == nil && (sent || free):
		c.key = "none"
	}
	for _, k := range others {
		c.otherKeys = append(c.otherKeys, k.name)
	}
	im.noteLost(c, lost, key == nil && c.key == "")
}

// noteLost reports what an operation asks for and cannot be carried.
func (im *importer) noteLost(c *call, lost []spec.Text, kept bool) {
	for _, name := range lost {
		instead := ""
		if kept && im.auth != nil {
			instead = "; the operation keeps the key " + quote(im.auth.keys[0].name)
		}
		im.notef(name.Pos, "auth-reduced", "%s %s asks for %q, which cannot be carried%s", c.method, clip(c.path), clip(name.Value), instead)
	}
}

// requirement chooses one of the requirements that a list offers: the first with a kind of key, else the first that asks
// for anything. It also returns the kinds of key that will do in place of its own, and whether a call may go without any.
func (im *importer) requirement(list *spec.Data) (need *spec.Data, others []*keyKind, free bool) {
	free = !list.IsSet() || list.Kind == spec.DataList && len(list.Items) == 0
	var key *keyKind
	for i := range list.Items {
		d := &list.Items[i]
		k := im.auth.of(d)
		switch {
		case d.Kind == spec.DataMap && len(d.Members) == 0:
			free = true
		case key == nil && k != nil:
			need, key = d, k
		case k == nil || k == key || slices.Contains(others, k):
			if need == nil && len(d.Members) > 0 {
				need = d
			}
		case len(d.Members) == 1:
			others = append(others, k)
		default:
			im.once(d.Pos, "auth-reduced", "here and elsewhere %q with others will do in place of "+quote(key.name)+"; keys go alone", clip(k.scheme))
		}
	}
	if free && key != nil {
		im.once(list.Pos, "auth-reduced", "here and elsewhere a call may go without a key; the operation needs %q here", key.name)
	}
	return need, others, free
}

// keyParam makes a parameter of a security scheme that is no kind of key, and reports whether it can.
func (im *importer) keyParam(c *call, name spec.Text, d *spec.Data, required bool) bool {
	p := param{pos: name.Pos, name: d.Get("name").Text, in: d.Get("in").Text, required: required, src: d, schema: secretText}
	if d.Get("type").Text != "apiKey" || p.in != "query" && p.in != "header" || strings.EqualFold(p.name, "Authorization") {
		return false
	}
	if !slices.ContainsFunc(c.params, func(q param) bool { return q.name == p.name && q.in == p.in }) {
		c.params = append(c.params, p)
	}
	return true
}

// authRows says in the section api how keys travel and which kinds there are.
func (im *importer) authRows(it *item) {
	if im.auth == nil {
		return
	}
	parts := []string{"scheme: " + im.auth.way.scheme}
	if im.auth.way.header != "" {
		parts = append(parts, "header: "+scalar(im.auth.keys[0].src.Get("name").Text))
	}
	var keys []string
	for _, k := range im.auth.keys {
		keys = append(keys, k.name+": {"+strings.Join(im.keyRows(k), ", ")+"}")
	}
	parts = append(parts, "keys: {"+strings.Join(keys, ", ")+"}")
	it.raw("auth", "{"+strings.Join(parts, ", ")+"}")
}

// keyRows are what is said of one kind of key. Lint may have something against it: then less is said, and at last under
// another Go name.
func (im *importer) keyRows(k *keyKind) []string {
	var rows []string
	if im.auth.tries > 1 {
		rows = append(rows, "go_name: "+strings.Repeat("Access", im.auth.tries-1)+"Key"+goWord(k.name))
	}
	if im.auth.tries > 0 {
		return rows
	}
	if doc := im.plain(k.src.Get("description").Text); doc != "" {
		rows = append(rows, "doc: "+scalar(doc))
	}
	for _, word := range []string{"pattern", "test", "live"} {
		text := k.src.Get("x-chargegen-" + word).Text
		if _, err := regexp.Compile(text); err == nil && text != "" {
			rows = append(rows, word+": "+scalar(text))
		}
	}
	if e := k.src.Get("x-chargegen-example"); e.Kind == spec.DataString && e.Text != "" {
		rows = append(rows, "example: "+scalar(e.Text))
	}
	return rows
}

// goWord is a word as it stands in a Go name.
func goWord(word string) string {
	var b strings.Builder
	for _, part := range strings.Split(word, "_") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

package model

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// longestTail is how many characters the mock makes at most of an id, besides the prefix.
const longestTail = 256

// checkAPI checks what holds for the whole API.
func (b *builder) checkAPI() {
	src := &b.doc.API
	for _, s := range src.Servers {
		b.checkURL(s.URL, "server URL")
		b.checkClear(s.URL)
	}
	if src.Servers != nil && len(src.Servers) == 0 {
		b.errorf(src.Pos, "bad-url", "the API has no server; name at least one")
	}
	for i := range b.doc.Origins.Entries {
		b.checkURL(b.doc.Origins.Entries[i].Value.URL, "URL of an origin")
	}
	b.checkAuth(&src.Auth)
	b.checkHeaders(src)
	b.checkEnvelope(&src.Error)
	b.checkPage(&src.Page)
	b.checkModes(&src.Modes)
	b.checkPattern(src.IDs.Pattern)
	if n := src.IDs.Length; n.IsSet() && (n.Value < 1 || n.Value > longestTail) {
		b.errorf(n.Pos, "bad-limits", "an id with %d characters after its prefix: wanted 1 to %d", n.Value, longestTail)
	}
	for i := range b.api.Statuses {
		b.checkStatus(src.Statuses[i].Code, 100, 599)
	}
}

// checkURL wants an absolute http or https URL without user, query or fragment.
func (b *builder) checkURL(text spec.Text, what string) {
	if !text.IsSet() {
		return
	}
	u, err := url.Parse(text.Value)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(text.Value, " \t\r\n\"'`<>\\"):
		b.errorf(text.Pos, "bad-url", "bad %s %q: wanted an http or https URL with a host", what, text.Value)
	case what == "server URL" && u.EscapedPath() != u.Path:
		b.errorf(text.Pos, "bad-url", "bad %s %q: wanted a path of plain characters, that need no escaping", what, text.Value)
	case what == "server URL" && (u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.HasSuffix(text.Value, "?")):
		b.errorf(text.Pos, "bad-url", "bad %s %q: it may have no user, query or fragment", what, text.Value)
	}
}

// checkClear warns of a server to which keys would go in clear, which the client refuses.
func (b *builder) checkClear(text spec.Text) {
	u, err := url.Parse(text.Value)
	if err != nil || u.Scheme != "http" || b.api.Auth == nil {
		return
	}
	if host := u.Hostname(); host != "localhost" && !net.ParseIP(host).IsLoopback() {
		b.warnf(text.Pos, "key-in-clear", "keys would go to %q in clear: the client refuses to send them there; use https", text.Value)
	}
}

func (b *builder) checkAuth(src *spec.Auth) {
	header := src.Scheme.Value == string(AuthHeader)
	switch {
	case header && !src.Header.IsSet():
		b.errorf(src.Scheme.Pos, "bad-header", "scheme header wants the key \"header\": the header's name")
	case !header && src.Header.IsSet():
		b.errorf(src.Header.Pos, "bad-header", "only scheme header has a header of its own; %s sends Authorization", src.Scheme.Value)
	}
	if !strings.EqualFold(src.Header.Value, "Authorization") { // a key may be all that stands there, its scheme's name included
		b.checkHeader(src.Header)
	}
	for i := range src.Keys.Entries {
		k := &src.Keys.Entries[i].Value
		b.checkPattern(k.Pattern)
		b.checkPattern(k.Test)
		b.checkPattern(k.Live)
		b.checkKeyExample(src.Keys.Entries[i].Key.Value, k)
	}
}

func (b *builder) checkKeyExample(name string, k *spec.Key) {
	if !k.Example.IsSet() || k.Pattern.Value == "" {
		return
	}
	if re := b.pattern(k.Pattern.Value); re != nil && !re.MatchString(k.Example.Text) {
		b.errorf(k.Example.Pos, "example-type", "example of key %q: %q does not match the pattern %q", name, k.Example.Text, k.Pattern.Value)
	}
}

// checkPattern wants a regular expression that Go's regexp package runs: RE2, without look-around and back references.
func (b *builder) checkPattern(p spec.Text) {
	if !p.IsSet() {
		return
	}
	if b.pattern(p.Value) == nil {
		_, err := compile(p.Value)
		b.errorf(p.Pos, "bad-pattern", "bad pattern %q: %s", p.Value, err)
	}
}

func (b *builder) checkHeaders(src *spec.API) {
	b.checkHeader(src.VersionHead.Name)
	for i := range src.Headers.Entries {
		b.checkHeader(src.Headers.Entries[i].Value.Name)
	}
	b.checkHeader(src.Idempotency.Header)
	for _, m := range src.Idempotency.Methods {
		if !slices.Contains(methods, m.Value) {
			b.errorf(m.Pos, "bad-http", "unknown method %q; wanted one of %s%s", m.Value, strings.Join(methods, ", "), b.suggest(m.Value, methods))
		}
	}
	if v := src.VersionHead.Value; v.IsSet() && !isHeaderValue(v.Value) {
		b.errorf(v.Pos, "bad-header", "bad header value %q: wanted visible ASCII text", v.Value)
	}
}

// ownHeaders are the headers that the client writes itself.
var ownHeaders = []string{"Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Transfer-Encoding"}

func (b *builder) checkHeader(name spec.Text) {
	switch {
	case !name.IsSet():
	case !headerForm.MatchString(name.Value):
		b.errorf(name.Pos, "bad-header", "bad header name %q: wanted letters, digits and dashes", name.Value)
	case slices.ContainsFunc(ownHeaders, func(h string) bool { return strings.EqualFold(h, name.Value) }):
		b.errorf(name.Pos, "bad-header", "header %q cannot be declared: HTTP and the client have their own use for it", name.Value)
	}
}

func isHeaderValue(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) && strings.TrimSpace(s) == s
}

// checkEnvelope follows the paths of code and message into the body of a refusal.
func (b *builder) checkEnvelope(src *spec.ErrorEnvelope) {
	o := b.api.Error.Object
	if o == nil {
		return
	}
	for _, path := range []spec.Text{src.Code, src.Message} {
		t := b.inside(o, path)
		if t != nil && classes[t.Kind] != classText {
			b.errorf(path.Pos, "bad-envelope", "%q is %s; wanted text", path.Value, t)
		}
	}
}

// inside follows a dotted path into an object. It returns nil where it leads nowhere, which is reported.
func (b *builder) inside(o *Object, path spec.Text) *Type {
	name, rest := cut(path)
	for {
		if o == nil {
			b.errorf(name.Pos, "bad-envelope", "%q leads into something that is no object", path.Value)
			return nil
		}
		a := o.Attribute(name.Value)
		if a == nil {
			b.errorf(name.Pos, "unknown-attribute", "%s has no attribute %q%s", o.Name, name.Value, b.suggest(name.Value, o.attributeNames()))
			return nil
		}
		if rest.Value == "" || a.Type == nil {
			return a.Type
		}
		o = nil
		if a.Type.Kind == ObjectKind {
			o = a.Type.Object
		}
		name, rest = cut(rest)
	}
}

// checkPage checks the body of list answers and that its style has what it needs.
func (b *builder) checkPage(src *spec.PageEnvelope) {
	p := b.api.Page
	if p == nil || p.Object == nil {
		return
	}
	if t := b.inside(p.Object, src.Data); t != nil && (t.Kind != ListOf || t.Elem.Kind != Item) {
		b.errorf(src.Data.Pos, "bad-envelope", "the records of a page are a list of item; %q is %s", src.Data.Value, t)
	}
	kinds := []struct {
		name   spec.Text
		wanted class
	}{{src.Total, classNumber}, {src.More, classBool}, {src.Next, classText}}
	for _, k := range kinds {
		if !k.name.IsSet() {
			continue
		}
		if t := b.inside(p.Object, k.name); t != nil && classes[t.Kind] != k.wanted && classes[t.Kind] != classAny {
			b.errorf(k.name.Pos, "bad-envelope", "%q is %s; wanted %s", k.name.Value, t, classWords[k.wanted])
		}
	}
	needs := map[PagingStyle]spec.Text{PagingOffset: src.Offset, PagingNumber: src.Number, PagingCursor: src.Cursor}
	keys := map[PagingStyle]string{PagingOffset: "offset", PagingNumber: "number", PagingCursor: "cursor"}
	if need, ok := needs[p.Style]; ok && !need.IsSet() {
		b.errorf(src.Style.Pos, "bad-envelope", "style %s wants the key %q: the query parameter for it", p.Style, keys[p.Style])
	}
	if p.Style == PagingCursor && !src.Next.IsSet() {
		b.errorf(src.Style.Pos, "bad-envelope", "style cursor wants the key \"next\": the attribute that carries the next cursor")
	}
}

var classWords = map[class]string{classNumber: "a number", classBool: "a boolean", classText: "text"}

// checkModes wants the attribute that tells the modes apart to be a boolean of some resource.
func (b *builder) checkModes(src *spec.Modes) {
	if !src.Attribute.IsSet() || len(b.api.Resources) == 0 {
		return
	}
	var known []string
	for _, r := range b.api.Resources {
		a := r.Attribute(src.Attribute.Value)
		if a != nil && a.Type != nil && a.Type.Kind == Boolean {
			return
		}
		known = append(known, r.attributeNames()...)
	}
	b.errorf(src.Attribute.Pos, "unknown-attribute", "no resource has a boolean attribute %q%s", src.Attribute.Value, b.suggest(src.Attribute.Value, known))
}

func (b *builder) checkStatus(code spec.Int, least, most int64) {
	if code.IsSet() && (code.Value < least || code.Value > most) {
		b.errorf(code.Pos, "bad-status", "bad status %d: wanted one from %d to %d", code.Value, least, most)
	}
}

package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// api compares what holds of the API as a whole.
func (d *differ) api() {
	old, new := d.old, d.new
	at := both{old.Pos, new.Pos}
	if old.Name != new.Name {
		d.add("api-renamed", "api", at, "is the Go package %s; it was %s", new.Name, old.Name)
	}
	d.meta("api", old.Meta, new.Meta, old.Title+statuses(old.Statuses)+libraries(old), new.Title+statuses(new.Statuses)+libraries(new))
	if old.Version != new.Version {
		d.add("version-changed", "api", at, "is of version %s; it was %s", quote(new.Version), quote(old.Version))
	}
	d.servers()
	d.auth()
	d.headers()
	d.idempotency(at)
	d.encodings(at)
	d.envelopes(at)
	d.ids(at)
	d.gates(at)
}

func statuses(list []*model.Status) string {
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, "\n%d ", s.Code)
		b.WriteString(s.Doc + strings.Join(s.Causes, ";") + origin(s.Origin))
	}
	return b.String()
}

// libraries is what readers see of official libraries, and of where facts are from.
func libraries(api *model.API) string {
	var b strings.Builder
	for _, l := range api.SDKs {
		b.WriteString("\n" + l.Language + l.Package + l.Import + l.Setup + l.Send + l.Doc + l.Deprecated + string(l.Sureness))
		for _, k := range l.Keys {
			b.WriteString(k.Key.Name + k.Setup)
		}
	}
	for _, o := range api.Origins {
		b.WriteString("\n" + o.Name + o.Title + o.Doc + o.URL + string(o.Sureness))
	}
	return b.String()
}

func (d *differ) servers() {
	pairs := paired(d, "server", d.whole(), d.old.Servers, d.new.Servers, func(s *model.Server) entry { return entry{s.URL, "server " + s.URL, s.Pos} })
	for _, p := range pairs {
		at := both{p[0].Pos, p[1].Pos}
		if p[1] == d.new.Servers[0] && p[0] != d.old.Servers[0] {
			d.add("server-default-changed", "server "+p[1].URL, at, "is what clients call unless they say otherwise; it was %s", d.old.Servers[0].URL)
		}
		d.text("server "+p[1].URL, at, p[0].Name+p[0].Doc, p[1].Name+p[1].Doc)
	}
}

func (d *differ) auth() {
	old, new := d.old.Auth, d.new.Auth
	at := d.whole()
	if old == nil || new == nil {
		if old != new {
			d.add("auth-changed", "auth", at, "is by %s; it was %s", scheme(new), scheme(old))
		}
		return
	}
	at = both{old.Pos, new.Pos}
	if scheme(old) != scheme(new) {
		d.add("auth-changed", "auth", at, "is by %s; it was %s", scheme(new), scheme(old))
	}
	d.text("auth", at, old.Doc, new.Doc)
	pairs := paired(d, "key", both{old.Pos, new.Pos}, old.Keys, new.Keys, func(k *model.Key) entry { return entry{k.Name, "key " + k.Name, k.Pos} })
	for _, p := range pairs {
		at := both{p[0].Pos, p[1].Pos}
		if p[0].Pattern != p[1].Pattern || p[0].Test != p[1].Test || p[0].Live != p[1].Live {
			d.add("key-changed", "key "+p[1].Name, at, "is told by other patterns")
		}
		d.goName("key "+p[1].Name, at, p[0].Go, p[1].Go)
		d.meta("key "+p[1].Name, p[0].Meta, p[1].Meta, p[0].Example, p[1].Example)
	}
}

func scheme(a *model.Auth) string {
	switch {
	case a == nil:
		return "nothing"
	case a.Scheme == model.AuthHeader:
		return "the header " + a.Header
	}
	return string(a.Scheme)
}

func (d *differ) headers() {
	old, new := slices.Clone(d.old.Headers), slices.Clone(d.new.Headers)
	if h := d.old.VersionHead; h != nil {
		old = append(old, h)
	}
	if h := d.new.VersionHead; h != nil {
		new = append(new, h)
	}
	pairs, gone, come := match(old, new, func(h *model.Header) string { return h.Meaning })
	for _, h := range gone {
		d.add("header-removed", "header "+h.Name, both{h.Pos, d.new.Pos}, "is gone; it carried %s", quote(h.Meaning))
	}
	for _, h := range come {
		d.add("header-added", "header "+h.Name, both{d.old.Pos, h.Pos}, "is new and carries %s", quote(h.Meaning))
	}
	for _, p := range pairs {
		at := both{p[0].Pos, p[1].Pos}
		switch {
		case p[0].Name != p[1].Name:
			d.add("header-removed", "header "+p[0].Name, at, "is gone; %s is in %s now", quote(p[1].Meaning), p[1].Name)
		case p[0].Value != p[1].Value:
			d.add("version-header-changed", "header "+p[1].Name, at, "asks for version %s; it was %s", quote(p[1].Value), quote(p[0].Value))
		}
		d.meta("header "+p[1].Name, p[0].Meta, p[1].Meta, "", "")
	}
}

func (d *differ) idempotency(at both) {
	old, new := d.old.Idempotency, d.new.Idempotency
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		d.add("idempotency-strengthened", "repeated requests", both{at.old, new.Pos}, "are recognised by the header %s", new.Header)
		return
	case new == nil:
		d.add("idempotency-weakened", "repeated requests", both{old.Pos, at.new}, "are not recognised any more")
		return
	}
	at = both{old.Pos, new.Pos}
	_, gone, come := match(old.Methods, new.Methods, func(m string) string { return m })
	switch {
	case old.Header != new.Header:
		d.add("idempotency-weakened", "repeated requests", at, "are recognised by the header %s; it was %s", new.Header, old.Header)
	case len(gone) > 0:
		d.add("idempotency-weakened", "repeated requests", at, "are not recognised any more if they are %s", strings.Join(gone, " or "))
	case new.Lifetime < old.Lifetime:
		d.add("idempotency-weakened", "repeated requests", at, "are remembered for %s; it was %s", span(new.Lifetime), span(old.Lifetime))
	case len(come) > 0:
		d.add("idempotency-strengthened", "repeated requests", at, "are recognised too if they are %s", strings.Join(come, " or "))
	case new.Lifetime > old.Lifetime:
		d.add("idempotency-strengthened", "repeated requests", at, "are remembered for %s; it was %s", span(new.Lifetime), span(old.Lifetime))
	}
	d.meta("idempotency", old.Meta, new.Meta, "", "")
}

func (d *differ) encodings(at both) {
	_, gone, come := match(d.old.Encodings, d.new.Encodings, func(e model.Encoding) string { return string(e) })
	for _, e := range gone {
		d.add("encoding-removed", "request bodies", at, "may not be %s any more", e)
	}
	for _, e := range come {
		d.add("encoding-added", "request bodies", at, "may be %s", e)
	}
	if d.old.Arrays != d.new.Arrays {
		d.add("arrays-changed", "lists in requests", at, "are written in the way %s; it was %s", quote(string(d.new.Arrays)), quote(string(d.old.Arrays)))
	}
}

func (d *differ) envelopes(at both) {
	old, new := d.old.Error, d.new.Error
	if path(old) != path(new) {
		d.add("error-envelope-changed", "refusals", at, "carry %s; it was %s", path(new), path(old))
	}
	if page(d.old.Page) != page(d.new.Page) {
		d.add("page-envelope-changed", "lists", at, "are answered as %s; it was %s", page(d.new.Page), page(d.old.Page))
	}
}

func path(e model.ErrorEnvelope) string {
	return "the code at " + strings.Join(e.Code, ".") + " and the message at " + strings.Join(e.Message, ".")
}

func page(p *model.PageEnvelope) string {
	if p == nil {
		return "no envelope"
	}
	var names []string
	for _, n := range []string{p.Data, p.Limit, p.Offset, p.Number, p.Cursor, p.Next, p.Total, p.More, p.From, p.To, p.Order, p.Latest, p.Time} {
		if n != "" {
			names = append(names, n)
		}
	}
	return string(p.Style) + " pages with " + strings.Join(names, ", ")
}

func (d *differ) ids(at both) {
	old, new := d.old.IDs, d.new.IDs
	if old != new {
		d.add("id-format-changed", "ids", at, "have another form")
	}
	if modes(d.old.Modes) != modes(d.new.Modes) {
		d.add("modes-changed", "test and live", at, "are told apart in another way")
	} else if d.old.Modes != nil {
		d.text("test and live", at, d.old.Modes.Doc, d.new.Modes.Doc)
	}
}

func modes(m *model.Modes) string {
	if m == nil {
		return ""
	}
	return m.Attribute + " " + m.TestInfix + " "
}

func (d *differ) gates(at both) {
	for _, g := range []struct {
		what     string
		old, new *model.ErrorCode
	}{
		{"callers who are not known", d.old.Gates.Unauthenticated, d.new.Gates.Unauthenticated},
		{"calls for what is not there", d.old.Gates.Absent, d.new.Gates.Absent},
		{"malformed calls", d.old.Gates.Malformed, d.new.Gates.Malformed},
	} {
		if code(g.old) != code(g.new) {
			d.add("gate-changed", g.what, both{place(g.old, at.old), place(g.new, at.new)}, "are refused with %s; it was %s", orNone(code(g.new)), orNone(code(g.old)))
		}
	}
}

func code(e *model.ErrorCode) string {
	if e == nil {
		return ""
	}
	return e.Code
}

// place is where a code is declared, or what stands in for it.
func place(e *model.ErrorCode, other spec.Pos) spec.Pos {
	if e == nil {
		return other
	}
	return e.Pos
}

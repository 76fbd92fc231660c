package model

import (
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/spec"
)

// declareAPI fills in what holds for the whole API, but for what refers to objects and codes.
func (b *builder) declareAPI() {
	src, api := &b.doc.API, b.api
	api.SpecFile = b.specFile()
	api.Name, api.Title, api.Version = src.Name.Value, trim(src.Title), src.Version.Value
	api.Go = ident.Import(api.Name)
	api.Initialisms = texts(src.Initialisms)
	api.Meta = b.meta(src.Pos, &src.Common)
	b.declareServers(src.Servers)
	b.declareKeys(&src.Auth)
	if src.Modes.Pos.IsSet() {
		m := src.Modes
		api.Modes = &Modes{Attribute: m.Attribute.Value, Doc: trim(m.Doc)}
		if m.TestInfix.IsSet() {
			api.Modes.TestInfix = "_" + strings.Trim(m.TestInfix.Value, "_")
		}
	}
	api.IDs = IDs{
		Style:     IDStyle(src.IDs.Style.Or(string(IDOpaque))),
		Alphabet:  src.IDs.Alphabet.Value,
		Length:    int(src.IDs.Length.Value),
		Pattern:   src.IDs.Pattern.Value,
		Attribute: src.IDs.Attribute.Or("id"),
	}
	b.declareHeaders(src)
	b.declareRequest(&src.Request)
	b.declareSDKs(src)
}

func (b *builder) declareSDKs(src *spec.API) {
	b.sdks = newTable[*SDKLibrary]("language of a library", "unknown-language")
	for i := range src.SDKs.Entries {
		e := &src.SDKs.Entries[i]
		lib := &SDKLibrary{
			Meta:     b.meta(e.Key.Pos, &e.Value.Common),
			Language: e.Key.Value, Package: e.Value.Package.Value, Import: e.Value.Import.Value, Setup: e.Value.Setup.Value, Send: e.Value.Send.Value,
		}
		for _, k := range e.Value.Keys.Entries {
			if key, ok := find(b, &b.keys, k.Key); ok {
				lib.Keys = append(lib.Keys, &SDKKey{Key: key, Setup: k.Value.Value})
			}
		}
		b.sdks.add(lib.Language, lib)
		b.api.SDKs = append(b.api.SDKs, lib)
	}
}

func (b *builder) declareServers(servers []spec.Server) {
	b.servers = newTable[*Server]("server", "unknown-server")
	for _, s := range servers {
		server := &Server{Name: s.Name.Value, URL: strings.TrimRight(s.URL.Value, "/"), Doc: trim(s.Doc), Pos: s.Pos}
		if had := b.servers.byKey[server.Name]; had != nil {
			b.errorf(s.Name.Pos, "ambiguous-name", "%q names two servers, the first at %s; rename one", server.Name, had.Pos)
		}
		if s.Name.IsSet() {
			b.servers.add(server.Name, server)
		}
		b.api.Servers = append(b.api.Servers, server)
	}
}

func (b *builder) declareKeys(src *spec.Auth) {
	b.keys = newTable[*Key]("kind of key", "unknown-key-kind")
	if !src.Pos.IsSet() {
		return
	}
	auth := &Auth{Scheme: AuthScheme(src.Scheme.Value), Header: src.Header.Value, Doc: trim(src.Doc), Pos: src.Pos}
	for i := range src.Keys.Entries {
		e := &src.Keys.Entries[i]
		k := &Key{
			Meta: b.meta(e.Key.Pos, &e.Value.Common), Name: e.Key.Value, Go: b.joined("Key", e.Key.Value, e.Value.GoName),
			Pattern: e.Value.Pattern.Value, Test: e.Value.Test.Value, Live: e.Value.Live.Value, Example: e.Value.Example.Text,
		}
		b.keys.add(k.Name, k)
		auth.Keys = append(auth.Keys, k)
	}
	b.api.Auth = auth
}

func (b *builder) declareHeaders(src *spec.API) {
	if src.VersionHead.Pos.IsSet() {
		b.api.VersionHead = b.header("version", &src.VersionHead)
	}
	for i := range src.Headers.Entries {
		e := &src.Headers.Entries[i]
		b.api.Headers = append(b.api.Headers, b.header(e.Key.Value, &e.Value))
	}
	if i := src.Idempotency; i.Pos.IsSet() {
		b.api.Idempotency = &Idempotency{
			Meta: b.meta(i.Pos, &i.Common), Header: i.Header.Value, Methods: texts(i.Methods), Lifetime: i.Lifetime.Value,
		}
	}
}

func (b *builder) header(meaning string, h *spec.Header) *Header {
	return &Header{Meta: b.meta(h.Pos, &h.Common), Meaning: meaning, Name: h.Name.Value, Value: h.Value.Value}
}

func (b *builder) declareRequest(src *spec.Request) {
	for _, e := range src.Encodings {
		b.api.Encodings = append(b.api.Encodings, Encoding(e.Value))
	}
	if len(b.api.Encodings) == 0 {
		b.api.Encodings = []Encoding{EncodingJSON}
	}
	b.api.Arrays = ArrayStyle(src.Arrays.Or(string(ArraysBrackets)))
}

// resolveAPI fills in the envelopes, gates and statuses.
func (b *builder) resolveAPI() {
	src, api := &b.doc.API, b.api
	object, _ := find(b, &b.objects, src.Error.Object)
	api.Error = ErrorEnvelope{Object: object, Code: dotted(src.Error.Code), Message: dotted(src.Error.Message)}
	if p := src.Page; p.Pos.IsSet() {
		object, _ := find(b, &b.objects, p.Object)
		api.Page = &PageEnvelope{
			Object: object, Style: PagingStyle(p.Style.Value), Data: p.Data.Value, Limit: p.Limit.Value, Offset: p.Offset.Value,
			Number: p.Number.Value, Cursor: p.Cursor.Value, Next: p.Next.Value, Total: p.Total.Value, More: p.More.Value,
			From: p.From.Value, To: p.To.Value, Order: p.Order.Value, Latest: p.Latest.Value, Time: p.Time.Value,
		}
	}
	api.Gates.Unauthenticated, _ = find(b, &b.errors, src.Gates.Unauthenticated)
	api.Gates.Absent, _ = find(b, &b.errors, src.Gates.Absent)
	api.Gates.Malformed, _ = find(b, &b.errors, src.Gates.Malformed)
	api.Statuses = b.statuses(src.Statuses)
}

func dotted(t spec.Text) []string {
	if t.Value == "" {
		return nil
	}
	return strings.Split(t.Value, ".")
}

func (b *builder) statuses(list []spec.Status) []*Status {
	var out []*Status
	for _, s := range list {
		out = append(out, &Status{
			Code: int(s.Code.Value), Doc: trim(s.Doc), Causes: texts(s.Causes), Origin: b.origin(s.Origin), Pos: s.Pos,
		})
	}
	return out
}

package goclient

import (
	"net/http"
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// config declares the facts of the API that the runtime needs.
func (m *maker) config(f *File) {
	if auth := m.api.Auth; auth != nil {
		gosrc.Decl(f, "The kinds of key.", Const().DefsFunc(func(g *Group) {
			for i, k := range auth.Keys {
				if i > 0 {
					g.Line()
				}
				g.Add(gosrc.Doc(m.wordDoc(k.Go, k.Name, "", &k.Meta, nil)))
				g.Id(k.Go).Id("KeyKind").Op("=").Lit(k.Name)
			}
		}))
	}
	gosrc.Decl(f, "config is what is fixed of "+m.api.Title+".",
		Var().Id("config").Op("=").Id("configuration").CustomFunc(gosrc.Multiline, m.configFields))
}

// configFields lists the fields that are set.
func (m *maker) configFields(g *Group) {
	api := m.api
	text := func(key, v string) {
		if v != "" {
			g.Id(key).Op(":").Lit(v)
		}
	}
	text("name", m.Name)
	text("agent", m.Name+"-go")
	g.Id("servers").Op(":").Index().String().ValuesFunc(func(g *Group) {
		for _, s := range api.Servers {
			g.Lit(s.URL)
		}
	})
	if auth := api.Auth; auth != nil {
		scheme, header := authNames(auth)
		g.Id("auth").Op(":").Id(scheme)
		text("authHeader", header)
		g.Id("keys").Op(":").Index().Id("keyForm").CustomFunc(gosrc.Multiline, func(g *Group) {
			for _, k := range auth.Keys {
				g.Custom(gosrc.Multiline, keyValues(k)...)
			}
		})
	}
	if v := api.VersionHead; v != nil {
		text("versionHeader", http.CanonicalHeaderKey(v.Name))
		text("version", v.Value)
	}
	for _, h := range api.Headers {
		if field := headerFields[h.Meaning]; field != "" {
			text(field, http.CanonicalHeaderKey(h.Name))
		}
	}
	if slices.ContainsFunc(api.Resources, func(r *model.Resource) bool { return slices.ContainsFunc(r.Operations, expands) }) {
		text("expand", expandParam)
	}
	if i := api.Idempotency; i != nil {
		text("idempotency", http.CanonicalHeaderKey(i.Header))
		if len(i.Methods) > 0 {
			g.Id("idempotent").Op(":").Index().String().ValuesFunc(func(g *Group) {
				for _, method := range i.Methods {
					g.Lit(method)
				}
			})
		}
	}
	g.Id("encodings").Op(":").Index().Id("Encoding").ValuesFunc(func(g *Group) {
		for _, e := range api.Encodings {
			g.Id(encodingName(e))
		}
	})
	g.Id("arrays").Op(":").Id(arraysName(api.Arrays))
	m.configPaths(g, text)
}

// headerFields are the fields that hold the names of response headers, by what the spec says they carry.
var headerFields = map[string]string{"request_id": "requestID", "rate_limit": "rateLimit", "rate_remaining": "rateRemaining"}

// expandParam is the query parameter that asks for whole objects.
const expandParam = "expand"

// expands reports whether an operation can answer with whole objects.
func expands(op *model.Operation) bool {
	p := param(op, expandParam)
	return p != nil && p.Type.Kind == model.Boolean
}

// configPaths lists the fields that say where things stand in bodies and ids.
func (m *maker) configPaths(g *Group, text func(key, v string)) {
	api := m.api
	path := func(key string, names []string) {
		if len(names) > 0 {
			g.Id(key).Op(":").Index().String().ValuesFunc(func(g *Group) {
				for _, n := range names {
					g.Lit(n)
				}
			})
		}
	}
	path("id", []string{api.IDs.Attribute})
	if api.IDs.Style == model.IDInteger {
		g.Id("numericIDs").Op(":").True()
	}
	if api.Modes != nil && api.IDs.Style == model.IDPrefixed && api.Modes.TestInfix != "" {
		text("testInfix", "_"+strings.Trim(api.Modes.TestInfix, "_"))
	}
	path("errorCode", api.Error.Code)
	path("errorMessage", api.Error.Message)
}

func authNames(a *model.Auth) (scheme, header string) {
	switch a.Scheme {
	case model.AuthBasic:
		return "authBasic", "Authorization"
	case model.AuthBearer:
		return "authBearer", "Authorization"
	}
	return "authHeader", http.CanonicalHeaderKey(a.Header)
}

// keyValues are the fields of one kind of key.
func keyValues(k *model.Key) []Code {
	fields := []Code{Id("name").Op(":").Id(k.Go)}
	for _, p := range []struct{ field, expr string }{{"any", k.Pattern}, {"test", k.Test}, {"live", k.Live}} {
		if expr := pattern(p.expr); expr != nil {
			fields = append(fields, Id(p.field).Op(":").Add(expr))
		}
	}
	return fields
}

func encodingName(e model.Encoding) string {
	if e == model.EncodingJSON {
		return "EncodingJSON"
	}
	return "EncodingForm"
}

func arraysName(a model.ArrayStyle) string {
	switch a {
	case model.ArraysRepeat:
		return "arraysRepeat"
	case model.ArraysComma:
		return "arraysComma"
	}
	return "arraysBrackets"
}

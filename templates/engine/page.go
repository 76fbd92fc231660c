package engine

import (
	"bytes"
	"html/template"
	"net/http"
	"sync"
)

// pageView is what the page behind an address shows.
type pageView struct {
	API, Class, ID string
	Rows           [][2]string
	Signals        []pageSignal
	Note           string
}

type pageSignal struct {
	Name, Doc, By string
	Heeded        bool
	Fields        []pageField
}

type pageField struct {
	Name, Value string
	Words       []string
}

// pageText is the page behind an address that an object gave out: what the object is, and a form for each signal.
var pageText = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Class}} {{.ID}}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}td{padding-right:1rem;vertical-align:top}button{font:inherit;padding:.4rem 1rem}form{margin:1rem 0}</style>
</head>
<body>
<main>
<h1>{{.API}}: {{.Class}}</h1>
<p>This page belongs to a mock. Nothing here is real.</p>
{{with .Note}}<p role="status"><strong>{{.}}</strong></p>
{{end}}<table>
<tbody>
{{range .Rows}}<tr><th scope="row">{{index . 0}}</th><td>{{index . 1}}</td></tr>
{{end}}</tbody>
</table>
{{range .Signals}}<form method="post">
<input type="hidden" name="_signal" value="{{.Name}}">
{{range .Fields}}<p><label>{{.Name}} {{if .Words}}<select name="{{.Name}}"><option></option>{{range .Words}}<option>{{.}}</option>{{end}}</select>{{else}}<input name="{{.Name}}" value="{{.Value}}">{{end}}</label></p>
{{end}}<button type="submit"{{if not .Heeded}} disabled{{end}}>{{.Name}}</button>{{with .By}} <small>({{.}})</small>{{end}}{{with .Doc}} {{.}}{{end}}
</form>
{{end}}</main>
</body>
</html>
`))
})

// page answers at an address that some object gave out; nil where no object did.
func (e *Engine) page(x *exchange, path string) *answer {
	got, ok := e.pages.Load(path)
	if !ok {
		return nil
	}
	o := got.(*object)
	e.catchUp(o.account, e.clock.Unix())
	rec, ok := o.load(nil)
	if !ok {
		return nil
	}
	note := ""
	if x.in.method == http.MethodPost && x.in.header.Get("Sec-Fetch-Site") != "cross-site" {
		a, what := e.submit(x, o)
		if a != nil {
			return a
		}
		note = what
		rec, _ = o.load(nil)
	}
	return e.show(x, o, rec, note)
}

// submit sends the signal that a form on the page asks for, and sends the visitor back where the object says.
func (e *Engine) submit(x *exchange, o *object) (*answer, string) {
	s, what := x.in.read(nil, x.e.config.Strict)
	if what != "" {
		return nil, what
	}
	name := s.body.Get("_signal").text
	for _, call := range o.class.Signals {
		if call.Name != name {
			continue
		}
		params := map[string]Value{}
		for _, f := range call.params {
			params[f.key()] = s.body.Get(f.Name)
		}
		rec, err := e.signal(o, call, x.base, params)
		if err != nil {
			return nil, err.Error()
		}
		if to := e.back(rec, x.base); to != "" {
			a := &answer{status: http.StatusSeeOther}
			a.with("Location", to)
			return a, ""
		}
		return nil, name + ": done"
	}
	return nil, "there is no such signal"
}

// back is the address of the caller's own that an object carries, empty for none.
func (e *Engine) back(rec Record, base string) string {
	for i, f := range rec.Class.fields {
		v := rec.Values[i]
		if f.typ.kind != "uri" || v.kind != TextKind || len(v.text) >= len(base) && v.text[:len(base)] == base {
			continue
		}
		if isWeb(v.text) {
			return header(v.text)
		}
	}
	return ""
}

func isWeb(s string) bool {
	return len(s) > 8 && (s[:7] == "http://" || s[:8] == "https://")
}

// show draws the page.
func (e *Engine) show(x *exchange, o *object, rec Record, note string) *answer {
	c := e.caseOf(o.account, x.base, e.clock.Unix())
	c.Self = rec
	view := pageView{API: e.program.API.Title, Class: o.class.Name, ID: o.id, Note: note}
	view.Rows = append(view.Rows, [2]string{"state", rec.State(c)})
	for i, f := range o.class.fields {
		v := rec.Values[i]
		if !f.Hidden && !f.Secret && !v.IsNull() && v.kind != MapKind && v.kind != ListKind {
			view.Rows = append(view.Rows, [2]string{f.Name, v.String()})
		}
	}
	for _, call := range o.class.Signals {
		c.Params = make([]Value, len(call.params))
		s := pageSignal{Name: call.Name, Doc: call.Doc, By: call.By, Heeded: call.Heeds(c)}
		for _, f := range call.params {
			s.Fields = append(s.Fields, pageField{Name: f.Name, Value: f.def.String(), Words: f.typ.words(e.program)})
		}
		view.Signals = append(view.Signals, s)
	}
	var b bytes.Buffer
	if err := pageText().Execute(&b, view); err != nil {
		return e.refuse(nil, "internal_error", http.StatusInternalServerError, "the page failed", "page: "+err.Error())
	}
	a := &answer{status: http.StatusOK, body: b.Bytes(), media: "text/html; charset=utf-8"}
	a.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	a.with("X-Content-Type-Options", "nosniff")
	return a
}

// words lists the words that a field of this type may have, nil where they are not counted.
func (t *typ) words(p *Program) []string {
	var words []string
	switch {
	case t.enum != nil:
		for _, w := range t.enum.Words {
			words = append(words, w.Word)
		}
	case t.kind == "failure_code":
		for _, f := range p.API.Failures {
			words = append(words, f.Code)
		}
	}
	return words
}

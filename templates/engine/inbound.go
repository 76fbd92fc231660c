package engine

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxBody bounds a request body.
const maxBody = 4 << 20

// inbound is a request as it came, its body read.
type inbound struct {
	ctx    context.Context
	method string
	path   string // as escaped by the sender
	query  string
	host   string
	base   string // the address it was sent to, where host does not tell
	secure bool
	header http.Header
	body   []byte // unpacked
	fault  string // why it could not be, else empty
}

// receive reads a request. The room of the body before is used again.
func (in *inbound) receive(r *http.Request) (err error) {
	*in = inbound{
		ctx: r.Context(), method: r.Method, path: r.URL.EscapedPath(), query: r.URL.RawQuery,
		host: r.Host, secure: r.TLS != nil, header: r.Header, body: in.body[:0],
	}
	if in.host == "" {
		in.host = r.URL.Host
	}
	if in.path == "" {
		in.path = "/"
	}
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	if in.body, err = readSome(in.body, r.Body, r.ContentLength); err == nil && len(in.body) > 0 {
		in.unpack(r.Header.Get("Content-Encoding"))
	}
	return err
}

// unpack undoes the encoding of a body.
func (in *inbound) unpack(encoding string) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(bytes.NewReader(in.body))
		if err == nil {
			in.body, err = readSome(nil, z, 0)
		}
		if err != nil {
			in.fault = "the body is not gzip, though its content encoding says so"
		}
	default:
		in.fault = "the body has a content encoding other than gzip"
	}
}

// readSome appends all to b, though of a body that is too large no more than shows that it is. said is its length if the
// sender told it.
func readSome(b []byte, r io.Reader, said int64) ([]byte, error) {
	const some = 512
	b = slices.Grow(b, int(max(some, min(said+1, 128*some))))
	for len(b) <= maxBody {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
		if len(b) == cap(b) {
			b = slices.Grow(b, len(b))
		}
	}
	return b, nil
}

// sent is the parameters of a request: those of the body, and those of the query.
type sent struct {
	body, query Value
	json        bool // that the body was JSON
}

// read takes the body and query apart. The fault is empty, or says what is wrong.
func (in *inbound) read(r *room, strict bool) (sent, string) {
	var s sent
	fault := in.fault
	if fault != "" {
		return s, fault
	}
	if strict && !plainUTF8(in.query) {
		return s, "the query is not UTF-8"
	}
	if in.query != "" {
		if s.query, fault = parseForm(in.query, r); fault != "" {
			return s, fault
		}
	}
	body := bytes.TrimSpace(bytes.TrimPrefix(in.body, []byte("\ufeff"))) // some put the mark of UTF-8 first
	if len(body) == 0 {
		return s, ""
	}
	s.body, s.json, fault = in.readBody(r, body, strict)
	switch {
	case fault != "", s.body.kind == MapKind, s.body.kind == Absent:
		return s, fault
	case !strict && (s.body.kind == NullKind || s.body.kind == ListKind && s.body.Len() == 0): // what some callers send for nothing
		return s, ""
	}
	return s, "the body must be an object"
}

// readBody reads a body by its media type, or by its looks where that is missing or another that is taken.
func (in *inbound) readBody(r *room, body []byte, strict bool) (v Value, isJSON bool, fault string) {
	said := in.header.Get("Content-Type")
	media, boundary := mediaType(said)
	wantsJSON := media == "application/json" || media == "text/json" || strings.HasSuffix(media, "+json")
	switch {
	case media == "multipart/form-data":
		v, fault = readMultipart(r, body, boundary)
		return v, false, fault
	case said != "" && !wantsJSON && media != formType:
		return Value{}, false, "the body must be JSON or a form, and its content type say so"
	}
	if wantsJSON || body[0] == '{' || body[0] == '[' {
		parse := ParseJSON
		if strict {
			parse = parseExactJSON
		}
		v, err := parse(body)
		if err == nil {
			return v, true, ""
		}
		if wantsJSON && (body[0] == '{' || body[0] == '[' || bytes.IndexByte(body, '=') < 0) {
			return v, false, err.Error()
		}
	}
	if strict && !plainUTF8(string(body)) {
		return v, false, errUTF8.Error()
	}
	v, fault = parseForm(string(body), r)
	return v, false, fault
}

// formType is the media type of forms.
const formType = "application/x-www-form-urlencoded"

// mediaType reads a content type.
func mediaType(said string) (media, boundary string) {
	if said == formType || said == "application/json" { // as almost all callers write it
		return said, ""
	}
	media, params, _ := mime.ParseMediaType(said)
	return media, params["boundary"]
}

// plainUTF8 reports whether a form is UTF-8 once its escapes are undone. One with bad escapes is refused elsewhere.
func plainUTF8(form string) bool {
	plain, err := url.QueryUnescape(form)
	return err != nil || utf8.ValidString(plain)
}

// readMultipart reads the plain fields of a multipart form; files are passed over.
func readMultipart(in *room, body []byte, boundary string) (Value, string) {
	f, root := newForm()
	defer f.release()
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for n := 0; ; n++ {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return root.value(in), ""
		}
		if err != nil || n == maxPairs {
			return Value{}, "the body is not a well-formed multipart form"
		}
		if part.FileName() != "" {
			continue
		}
		text, err := io.ReadAll(part)
		if err != nil || !root.put(f, part.FormName(), clean(text)) {
			return Value{}, "the body is not a well-formed multipart form"
		}
	}
}

// fault is what is wrong with a parameter.
type fault struct {
	param string
	what  string
}

// params reads the parameters of a call. They may stand in query or body, whichever is theirs.
func (x *exchange) params(s sent) ([]Value, *fault) {
	call, in, e := x.call, &x.in, x.e
	vals := x.room.values(len(call.params))
	var extra []string
	for i, f := range call.params {
		v, exact := f.sent(in, s)
		if v.kind == Absent {
			continue
		}
		if f.Nullable && !exact && v.kind == TextKind && v.text == "" {
			v = NullValue // forms and queries have no other word for it
		}
		if e.config.Strict {
			if what := f.strict(v, exact); what != "" {
				return nil, &fault{f.Name, what}
			}
		}
		got, what := e.param(f, v, &extra)
		if what != "" {
			return nil, &fault{f.Name, what}
		}
		vals[i] = got
	}
	for i, at := range call.args {
		if vals[at], _ = call.params[at].check(TextValue(x.args[i]), nil); vals[at].kind == Absent {
			vals[at] = TextValue(x.args[i])
		}
	}
	if e.config.Strict {
		if name, found := unknown(call, s, extra); found {
			return nil, &fault{cmp.Or(name, `""`), "is not known"}
		}
	}
	return vals, nil
}

// sent is what a request says of a parameter that does not stand in the path, and whether it is exact: as JSON has it.
func (f *field) sent(in *inbound, s sent) (v Value, exact bool) {
	switch f.In {
	case "path":
	case "header":
		if h := in.header.Get(f.Name); h != "" {
			v = TextValue(h)
		}
	case "query":
		if v = f.of(s.query); v.kind == Absent {
			return f.of(s.body), s.json
		}
	default:
		if v = f.of(s.body); v.kind != Absent {
			return v, s.json
		}
		v = f.of(s.query)
	}
	return v, false
}

// param reads one parameter that was sent.
func (e *Engine) param(f *field, v Value, extra *[]string) (Value, string) {
	v = f.typ.single(v)
	if f.typ.kind == "list" && v.kind == TextKind && e.program.API.Arrays == "comma" {
		var vals []Value
		for _, s := range strings.Split(v.text, ",") {
			vals = append(vals, TextValue(s))
		}
		if v.text == "" {
			vals = nil // a list of nothing
		}
		v = ListValue(vals...)
	}
	return f.check(v, extra)
}

// unknown names a parameter that the call does not take, if there is one.
func unknown(call *Call, s sent, extra []string) (name string, found bool) {
	if len(extra) > 0 {
		return extra[0], true
	}
	for _, v := range []Value{s.body, s.query} {
		for i := range v.Len() {
			if v.kind != MapKind {
				break
			}
			key, _ := v.At(i)
			if !call.takes(key) {
				return key, true
			}
		}
	}
	return "", false
}

func (call *Call) takes(name string) bool {
	for _, f := range call.params {
		if f.Name == name || f.path != nil && f.path[0] == name {
			return true
		}
	}
	return false
}

// lacks reports whether parameter i was not sent.
func (c *Case) lacks(i int, f *field) bool {
	return c.Params[i].kind == Absent || c.Params[i].kind == NullKind && !f.Nullable
}

// wanted says which parameter is lacking that the rest of the case asks for.
func (call *Call) wanted(c *Case) *fault {
	for i, f := range call.params {
		if f.wanted != nil && c.lacks(i, f) && f.wanted(c) {
			return &fault{f.Name, "is required here"}
		}
	}
	return nil
}

// missing says which parameter is lacking, or which exclude each other.
func (call *Call) missing(c *Case) *fault {
	for i, f := range call.params {
		if f.Required && f.In != "path" && c.lacks(i, f) {
			return &fault{f.Name, "is required"}
		}
	}
	for i, set := range call.exclusive {
		var names, given []string
		for _, at := range set {
			names = append(names, call.params[at].Name)
			if !c.Params[at].IsNull() {
				given = append(given, call.params[at].Name)
			}
		}
		if len(given) > 1 {
			return &fault{strings.Join(given, " and "), "exclude each other"}
		}
		if call.Exclusive[i].Required && len(given) == 0 {
			return &fault{"one of " + strings.Join(names, ", "), "is required"}
		}
	}
	return nil
}

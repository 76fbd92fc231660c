package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// replay is what sending a request twice does.
type replay uint8

const (
	replayReading     replay = iota // nothing
	replayConverging                // nothing more: the second is refused as done
	replayOverwriting               // it may undo what another did in between
	replayCreating                  // it makes two
)

// operation is what is fixed of a call. Generated code has one value for each operation.
type operation struct {
	name     string // such as "parcel.close"
	method   string
	route    string  // the path with its parameters in braces
	server   int     // index in config.servers
	key      KeyKind // the kind of key it needs; "" for any, noKey for none
	replay   replay
	testOnly ErrorCode // the refusal in live mode; "" where it works in both
	absent   ErrorCode // of what takes an object away: the refusal that says that it is not there; "" where none says so
	expands  bool      // that it can answer with whole objects
	refers   bool      // that it can carry a reference to what it makes
}

// noKey is the kind of key of operations that need none.
const noKey KeyKind = "none"

// request is what one call sends.
type request struct {
	op     *operation
	path   string      // escaped, from the slash after the server's base
	query  codable     // parameters of which some stand in the query; nil for none
	body   codable     // parameters of which some stand in the body; nil for none
	header [][2]string // parameters that are headers
	self   string      // the id of the object it is about, where that has states
	look   lookFunc    // tells whether the effect is there; nil where nothing can tell

	readBack bool // that the effect was seen, and the answer lost

	search  string // the query as it is sent
	payload []byte // the body as it is sent
	content string // the body's media type; "" for no body
}

// lookFunc reads an object and tells whether an operation's effect is there.
type lookFunc func(ctx context.Context, s *settings) (bool, error)

// The media types of request bodies.
const (
	contentForm = "application/x-www-form-urlencoded"
	contentJSON = "application/json"
)

// write writes query and body.
func (r *request) write(s *settings) error {
	inQuery := len(s.extras) > 0 && (r.op.method == "GET" || r.op.method == "DELETE")
	if err := r.writeSearch(s, inQuery); err != nil {
		return err
	}
	if err := r.writePayload(s, len(s.extras) > 0 && !inQuery); err != nil {
		return err
	}
	for _, h := range r.header {
		if !validValue(h[1]) {
			return r.refuse(errors.New("the value of " + h[0] + " cannot stand in a header"))
		}
	}
	return nil
}

// writeSearch writes the query, with the extras if they stand there.
func (r *request) writeSearch(s *settings, extras bool) error {
	expand := s.expand && r.op.expands
	if r.query == nil && !extras && !expand {
		return nil
	}
	w := writer{utc: true, form: true}
	if r.query != nil {
		w.params(r.query, inQuery)
	}
	if extras {
		w.extend(s.extras)
	}
	if w.err != nil {
		return r.refuse(w.err)
	}
	r.search = string(w.buf)
	if expand {
		r.expand()
	}
	return nil
}

// writePayload writes the body, with the extras if they stand there.
func (r *request) writePayload(s *settings, extras bool) error {
	if r.body == nil && !extras {
		return nil
	}
	w := writer{utc: true, form: s.encoding == EncodingForm, buf: make([]byte, 0, 256)}
	if r.body != nil {
		w.params(r.body, 0)
	}
	if extras {
		w.extend(s.extras)
	}
	if w.err != nil {
		return r.refuse(w.err)
	}
	r.payload, r.content = w.buf, contentJSON
	if w.form {
		r.content = contentForm
	}
	return nil
}

// expand asks for whole objects, unless the caller's parameters say whether.
func (r *request) expand() {
	pair := config.expand + "=true"
	switch {
	case r.search == "":
		r.search = pair
	case !strings.Contains("&"+r.search, "&"+config.expand+"="):
		r.search += "&" + pair
	}
}

// refuse makes the error of parameters that cannot be written.
func (r *request) refuse(err error) error {
	return &ParamError{Op: r.op.name, Faults: []Fault{{Param: "parameters", Problem: "cannot be sent: " + err.Error()}}}
}

// escapeSegment escapes one segment of a path: nothing in it can end the segment or climb out of it.
func escapeSegment(s string) string {
	for i := range len(s) {
		if c := s[i]; !alphanumeric(c) && c != '-' && c != '_' && c != '~' {
			return strings.ReplaceAll(url.PathEscape(s), ".", "%2E")
		}
	}
	return s
}

// build makes the HTTP request. It parses nothing: the server's URL was parsed when the client was made.
func (r *request) build(ctx context.Context, base *url.URL, s *settings, cred *credential) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, r.op.method, "", nil)
	if err != nil {
		return nil, err
	}
	u := req.URL
	*u = url.URL{Scheme: base.Scheme, Host: base.Host, Path: base.Path + r.path, RawQuery: r.search}
	if strings.IndexByte(r.path, '%') >= 0 {
		u.RawPath = u.Path
		if path, err := url.PathUnescape(u.RawPath); err == nil {
			u.Path = path
		}
	}
	req.Host = u.Host
	r.setHeaders(req.Header, s, cred)
	r.setBody(req, s)
	return req, nil
}

// setBody sets the request's body. net/http sends a request again on its own when a connection that was in use before
// breaks, if it finds an idempotency key and can have the body once more. Where the key is not trusted that must not
// be, so the body can then be had once only, be it empty.
func (r *request) setBody(req *http.Request, s *settings) {
	body := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(r.payload)), nil }
	once := !s.trusted && r.op.replay != replayReading && (req.Header["Idempotency-Key"] != nil || req.Header["X-Idempotency-Key"] != nil)
	if r.content == "" && !once {
		return
	}
	req.ContentLength = int64(len(r.payload))
	req.Body, _ = body()
	if !once {
		req.GetBody = body
	}
}

// Header values that never change. They are shared by all requests and never written to.
var (
	acceptJSON = []string{contentJSON}
	sendForm   = []string{contentForm}
	sendJSON   = []string{contentJSON}
)

// setHeaders sets the request's headers.
func (r *request) setHeaders(h http.Header, s *settings, cred *credential) {
	h["Accept"] = acceptJSON
	h["User-Agent"] = s.agent
	switch r.content {
	case contentForm:
		h["Content-Type"] = sendForm
	case contentJSON:
		h["Content-Type"] = sendJSON
	}
	if config.versionHeader != "" && s.version != nil {
		h[config.versionHeader] = s.version
	}
	if s.idempotent != "" {
		h[config.idempotency] = []string{s.idempotent}
	}
	for name, values := range s.header {
		h[name] = values
	}
	for _, f := range r.header {
		h.Set(f[0], f[1])
	}
	if cred != nil {
		h[config.authHeader] = cred.header()
	}
}

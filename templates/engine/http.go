package engine

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
)

// ServeHTTP answers a request that came over a socket.
func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x, err := newExchange(r)
	defer x.release()
	if err != nil {
		http.Error(w, "the body could not be read", http.StatusBadRequest)
		return
	}
	a := e.exchange(x)
	h := w.Header()
	a.write(h)
	body := a.body
	if a.damage == Reset {
		reset(w)
		return
	}
	if a.damage == Cut {
		body = body[:len(body)/2]
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	if a.damage == Cut {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// write fills a header from an answer.
func (a *answer) write(h http.Header) {
	media := a.media
	if media == "" {
		media = "application/json; charset=utf-8"
	}
	vals := make([]string, 0, 3+len(a.headers)) // of all headers, for each is one value
	set := func(name, value string) {
		vals = append(vals, value)
		h[name] = vals[len(vals)-1 : len(vals) : len(vals)]
	}
	if len(a.body) > 0 {
		set("Content-Type", media)
	}
	if a.status != http.StatusNoContent {
		set("Content-Length", strconv.Itoa(len(a.body)))
	}
	set("Cache-Control", "no-store")
	for _, pair := range a.headers {
		if name := http.CanonicalHeaderKey(pair[0]); h[name] == nil {
			set(name, pair[1])
		} else {
			h.Add(name, pair[1])
		}
	}
}

// reset breaks the connection so that the caller sees that it broke.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// exchange answers and keeps a note of it.
func (e *Engine) exchange(x *exchange) *answer {
	if e.config.Admin && (x.in.path == "/_mock" || strings.HasPrefix(x.in.path, "/_mock/")) {
		return e.admin(&x.in)
	}
	a := x.answer(e)
	e.journal.add(x, a, e.clock.Now())
	if e.config.Log != nil {
		e.log(x, a)
	}
	return a
}

func (e *Engine) log(x *exchange, a *answer) {
	name := ""
	if x.call != nil {
		name = x.call.name()
	}
	e.config.Log.Info("answered", "method", x.in.method, "path", header(x.in.path), "operation", name, "status", a.status,
		"code", a.code, "why", a.explain, "account", short(x.key))
}

// RoundTrip answers a request that never leaves the process.
func (e *Engine) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	x, err := newExchange(r)
	defer x.release()
	if err != nil {
		return nil, err
	}
	x.in.base = MemoryBase
	x.in.header = x.in.header.Clone() // the caller may send the same request again, with others
	a := e.exchange(x)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if a.damage == Reset {
		return nil, &net.OpError{Op: "read", Net: "mock", Err: fmt.Errorf("connection broken as ordered: %w", syscall.ECONNRESET)}
	}
	res := &http.Response{
		Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Request: r, ContentLength: int64(len(a.body)),
	}
	a.write(res.Header)
	switch {
	case r.Method == http.MethodHead:
		res.Body = http.NoBody
	case a.damage == Cut:
		res.Body = io.NopCloser(io.MultiReader(bytes.NewReader(a.body[:len(a.body)/2]), broken{}))
	default:
		res.Body = io.NopCloser(bytes.NewReader(a.body))
	}
	return res, nil
}

// broken is the rest of a body that was cut.
type broken struct{}

// Read fails as a body does whose connection broke.
func (broken) Read([]byte) (int, error) { return 0, errCut }

var errCut = fmt.Errorf("the body was cut as ordered: %w", io.ErrUnexpectedEOF)

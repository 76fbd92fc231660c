package client

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
)

// answer is an HTTP answer with its body. It is reused, so nothing in it may outlive the call but header.
type answer struct {
	status    int
	header    http.Header
	body      []byte
	truncated bool
	result    codable // what the body was read into; nil where it was not
}

var answers = sync.Pool{New: func() any { return &answer{body: make([]byte, 0, 4096)} }}

// Bodies beyond mostKept are not kept for reuse; of one beyond the limit, mostDrained more bytes are read so that the
// connection can be used again.
const (
	mostKept    = 1 << 20
	mostDrained = 256 << 10
)

// release gives the answer back for reuse.
func (a *answer) release() {
	if cap(a.body) > mostKept {
		return
	}
	*a = answer{body: a.body[:0]}
	answers.Put(a)
}

// receive sends a request and reads the whole body, up to a limit. It always closes the body.
func (a *answer) receive(c *http.Client, req *http.Request, limit int64) error {
	res, err := roundTrip(c, req)
	if err != nil {
		return err
	}
	if res.Body == nil {
		res.Body = http.NoBody
	}
	defer res.Body.Close()
	a.status, a.header = res.StatusCode, res.Header
	return a.read(res.Body, res.ContentLength, limit)
}

// roundTrip sends a request and returns what comes back, be it a redirect. Where the HTTP client has neither cookies nor
// a timeout of its own, it would add nothing to its transport but copies of the headers.
func roundTrip(c *http.Client, req *http.Request) (*http.Response, error) {
	if c.Jar != nil || c.Timeout != 0 {
		res, err := c.Do(req)
		var around *url.Error
		if errors.As(err, &around) {
			err = around.Err // what is round it shows the whole URL, and so what was sent
		}
		return res, err
	}
	transport := c.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	res, err := transport.RoundTrip(req)
	if err == nil && res == nil {
		err = errors.New("the transport returned nothing")
	}
	return res, err
}

// decode reads the body into out.
func (a *answer) decode(out codable) error {
	if err := decodeText(a.body, out); err != nil {
		return err
	}
	a.result = out
	return nil
}

// read reads the body. length is what the header says of its size, or less than zero.
func (a *answer) read(body io.Reader, length, limit int64) error {
	if length > int64(cap(a.body)) && length <= limit && length < mostKept {
		a.body = make([]byte, 0, length+1)
	}
	for {
		if len(a.body) == cap(a.body) {
			a.body = append(a.body, 0)[:len(a.body)]
		}
		n, err := body.Read(a.body[len(a.body):cap(a.body)])
		a.body = a.body[:len(a.body)+n]
		if int64(len(a.body)) > limit {
			a.body, a.truncated = a.body[:limit], true
			_, _ = io.CopyN(io.Discard, body, mostDrained)
			return nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			a.truncated = true
			return err
		}
	}
}

func (a *answer) requestID() string {
	if config.requestID == "" {
		return ""
	}
	return a.header.Get(config.requestID)
}

// unusable makes the error of an answer that says success and cannot be read.
//
//go:noinline
func (a *answer) unusable(op *operation, err error, hide secret) error {
	return &CallError{Op: op.name, Outcome: OutcomeUnknown, Status: a.status, Body: bytes.Clone(a.body), Err: err, secret: hide}
}

// tell fills a caller's Response.
func (a *answer) tell(r *Response, attempts int, clock Clock) {
	*r = Response{Status: a.status, Header: a.header, Attempts: attempts}
	if a.status == 0 {
		return
	}
	r.RequestID, r.Body = a.requestID(), bytes.Clone(a.body)
	r.RateLimit.Limit, r.RateLimit.Remaining = a.count(config.rateLimit), a.count(config.rateRemaining)
	if d, ok := retryAfter(a.header.Get("Retry-After"), clock.Now()); ok {
		r.RateLimit.RetryAfter = Some(d)
	}
}

// count reads a header that says how many; absent where there is none, or one that says something else.
func (a *answer) count(name string) (n Optional[int64]) {
	if name == "" {
		return n
	}
	if v, err := strconv.ParseInt(a.header.Get(name), 10, 64); err == nil {
		n = Some(v)
	}
	return n
}

package engine

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// maxKept bounds how much of a body the journal keeps.
const maxKept = 64 << 10

// Exchange is one request and its answer, as the journal keeps them. Secret headers are left out.
type Exchange struct {
	Number    uint64      `json:"number"`
	Time      time.Time   `json:"time"` // on the engine's clock
	Method    string      `json:"method"`
	Path      string      `json:"path"`                // with the query
	Operation string      `json:"operation,omitempty"` // resource.operation; empty where the path is nobody's
	Account   string      `json:"account"`             // the key's last characters
	Sent      string      `json:"sent,omitempty"`      // the body, without what is secret
	Header    http.Header `json:"header"`
	Status    int         `json:"status"`
	Code      string      `json:"code,omitempty"`    // of the error; empty for success
	Explain   string      `json:"explain,omitempty"` // why it was refused
	Answer    string      `json:"answer"`            // the body
	Damage    Damage      `json:"damage,omitempty"`
}

// journal is the last exchanges, in a ring.
type journal struct {
	mu   sync.Mutex
	size int
	ring []entry
	next int
}

// entry is an exchange as it was. What is secret is mostly left out when somebody asks. The header and the answer's body
// are never changed, so that neither is copied.
type entry struct {
	number              uint64
	time                time.Time
	method, path, query string
	header              http.Header
	sent                string
	veiled              bool // that what is secret was left out of sent already
	call                *Call
	key                 string
	status              int
	code, explain       string
	answer              []byte
	damage              Damage
}

func (j *journal) add(x *exchange, a *answer, now time.Time) {
	if j.size <= 0 {
		return
	}
	e := entry{
		number: x.number, time: now, method: x.in.method, path: x.in.path, query: x.in.query, header: x.in.header,
		call: x.call, key: x.key,
		status: a.status, code: a.code, explain: a.explain, answer: a.body, damage: a.damage,
	}
	e.sent, e.veiled = x.forJournal()
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.ring) < j.size {
		j.ring = append(j.ring, e)
		return
	}
	j.ring[j.next] = e
	j.next = (j.next + 1) % len(j.ring)
}

// forJournal is the body of a request as the journal keeps it. Of a long one the beginning is kept, without what is secret:
// from that alone it could not be told later. One that was too large to be read is not kept.
func (x *exchange) forJournal() (text string, veiled bool) {
	switch n := len(x.in.body); {
	case n > maxBody:
		return "", false
	case n > maxKept:
		return strings.Clone(kept(x.call.veil().body(string(x.in.body), x.in.header.Get("Content-Type")))), true
	}
	return string(x.in.body), false
}

// shown is an entry for those who ask.
func (e *Engine) shown(n entry) Exchange {
	v := n.call.veil()
	x := Exchange{
		Number: n.number, Time: n.time, Method: n.method, Path: n.path, Account: short(n.key), Header: e.shownHeader(n.header),
		Status: n.status, Code: n.code, Explain: n.explain, Answer: kept(string(n.answer)), Damage: n.damage,
	}
	if n.query != "" {
		x.Path += "?" + v.form(n.query)
	}
	x.Sent = n.sent
	if !n.veiled {
		x.Sent = v.body(n.sent, n.header.Get("Content-Type"))
	}
	for name := range v {
		x.Header.Del(name)
	}
	if n.call != nil {
		x.Operation = n.call.name()
	}
	return x
}

func kept(s string) string { return s[:min(len(s), maxKept)] }

// short is as much of a key as may be shown.
func short(key string) string {
	if len(key) <= 4 {
		return ""
	}
	return "…" + key[len(key)-4:]
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ring, j.next = nil, 0
}

// Journal returns the exchanges that are kept, the oldest first.
func (e *Engine) Journal() []Exchange {
	j := &e.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	out := make([]Exchange, 0, len(j.ring))
	for i := range j.ring {
		out = append(out, e.shown(j.ring[(j.next+i)%len(j.ring)]))
	}
	return out
}

// Calls returns the exchanges of one operation that are kept, the oldest first. Its name is like thing.close.
func (e *Engine) Calls(operation string) []Exchange {
	var out []Exchange
	for _, x := range e.Journal() {
		if x.Operation == operation {
			out = append(out, x)
		}
	}
	return out
}

// shownHeader is a header without what opens an account.
func (e *Engine) shownHeader(h http.Header) http.Header {
	h = h.Clone()
	for _, name := range []string{"Authorization", "Cookie", "Proxy-Authorization"} {
		h.Del(name)
	}
	if auth := e.program.API.Auth; auth != nil && auth.Header != "" {
		h.Del(auth.Header)
	}
	return h
}

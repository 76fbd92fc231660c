package engine

import (
	"bytes"
	"crypto/sha256"
	"net/http"
	"sync"
	"time"
)

// maxReplays bounds how many answers are kept for requests that may be repeated.
const maxReplays = 100_000

// ReplayHeader is the response header of an answer that was given before.
const ReplayHeader = "Idempotent-Replayed"

// idempotency is the answers to requests that carried a key of their own.
type idempotency struct {
	mu    sync.Mutex
	kept  map[onceKey]*once
	order []onceKey
}

type onceKey struct{ account, key string }

// once is one request and its answer; the answer is nil while it is worked on.
type once struct {
	print  [sha256.Size]byte
	until  int64
	answer *answer
}

func (s *idempotency) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept, s.order = nil, nil
}

// guard does the work once for each key: a repeated request gets the answer of the first.
func (s *idempotency) guard(x *exchange) *answer {
	id, ok := x.onceKey()
	if !ok {
		return x.perform()
	}
	print := x.fingerprint()
	now := x.e.clock.Unix()
	s.mu.Lock()
	if o := s.kept[id]; o != nil && (o.answer == nil || now < o.until) {
		defer s.mu.Unlock()
		return o.again(x, print)
	}
	o := &once{print: print, until: now + int64(x.e.program.API.Idempotency.Lifetime/time.Second)}
	s.keep(id, o)
	s.mu.Unlock()

	done := false
	defer func() {
		if !done {
			s.forget(id, o)
		}
	}()
	a := x.perform()
	done = true
	if a.status >= 500 {
		s.forget(id, o)
		return a
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	o.answer = a.clone()
	return a
}

// keep enters a request, and drops the oldest where there are too many.
func (s *idempotency) keep(id onceKey, o *once) {
	if s.kept == nil {
		s.kept = map[onceKey]*once{}
	}
	s.kept[id], s.order = o, append(s.order, id)
	if len(s.order) > maxReplays {
		delete(s.kept, s.order[0])
		s.order = s.order[1:]
	}
}

func (s *idempotency) forget(id onceKey, o *once) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept[id] == o {
		delete(s.kept, id)
	}
}

// again answers a request whose key was seen before.
func (o *once) again(x *exchange, print [sha256.Size]byte) *answer {
	code := x.e.gate(x.e.program.API.Gates.Malformed, "malformed")
	switch {
	case o.print != print:
		return x.e.refuse(x.call, code, http.StatusUnprocessableEntity, "the idempotency key was used with other parameters",
			"idempotency: the key was used with other parameters")
	case o.answer == nil:
		return x.e.refuse(x.call, code, http.StatusConflict, "a request with this idempotency key is being worked on",
			"idempotency: a request with this key is being worked on")
	}
	a := o.answer.clone()
	a.with(ReplayHeader, "true")
	return a
}

func (a *answer) clone() *answer {
	b := *a
	b.headers = append([][2]string(nil), a.headers...)
	return &b
}

// onceKey is the key that the request carries, where the API heeds one.
func (x *exchange) onceKey() (onceKey, bool) {
	spec := x.e.program.API.Idempotency
	if spec == nil || len(spec.Methods) > 0 && !contains(spec.Methods, x.in.method) || x.in.method == "GET" || x.in.method == "HEAD" {
		return onceKey{}, false
	}
	key := x.in.header.Get(spec.Header)
	return onceKey{x.account.name, key}, key != ""
}

// fingerprint tells requests apart.
func (x *exchange) fingerprint() [sha256.Size]byte {
	var b bytes.Buffer
	for _, s := range []string{x.in.method, x.in.path, x.in.query} {
		b.WriteString(s)
		b.WriteByte(0)
	}
	b.Write(x.in.body)
	return sha256.Sum256(b.Bytes())
}

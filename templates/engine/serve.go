package engine

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// exchange is one request while it is worked on. The next one uses its memory again: nothing of it may be kept.
type exchange struct {
	e       *Engine
	in      inbound
	call    *Call
	args    [maxHoles]string
	account *account
	near    []*account // that the call reaches, while the operation is at work
	key     string
	ring    *keyring // of the key, where the call needs one
	anyone  bool     // that no key was needed and none was sent: the call sees every account
	base    string
	sent    sent
	room    *room // while the operation is at work
	number  uint64
	made    []made
	reply   answer // of most that succeed
}

// exchanges are those that are not in use.
var exchanges = sync.Pool{New: func() any { return &exchange{} }}

// newExchange is an exchange of which only the request is known.
func newExchange(r *http.Request) (*exchange, error) {
	x := exchanges.Get().(*exchange)
	return x, x.in.receive(r)
}

// release gives the exchange back. Of its answer only the body may be looked at any more.
func (x *exchange) release() {
	body := x.in.body
	*x = exchange{}
	if cap(body) <= maxKept {
		x.in.body = body[:0]
	}
	exchanges.Put(x)
}

// answer works a request out. It never panics: a fault of the engine's own is answered with 500 and logged.
func (x *exchange) answer(e *Engine) (a *answer) {
	x.e, x.number = e, e.calls.Add(1)
	defer func() {
		if fault := recover(); fault != nil {
			if e.config.Log != nil {
				e.config.Log.Error("the engine failed", "fault", fault, "stack", string(debug.Stack()))
			}
			a = e.refuse(nil, "internal_error", http.StatusInternalServerError, "the mock failed", "engine: internal fault")
		}
		x.headers(a)
	}()
	return x.work()
}

func (x *exchange) work() *answer {
	if a := x.route(); a != nil {
		return a
	}
	f, err := x.e.faults.take(x)
	if err != nil {
		return x.e.refuse(nil, x.e.gate(x.e.program.API.Gates.Malformed, "malformed"), http.StatusBadRequest, err.Error(), FaultHeader+": "+err.Error())
	}
	if f != nil {
		if a := f.before(x); a != nil {
			return a
		}
	}
	if a := x.authenticate(); a != nil {
		return a
	}
	a := x.e.once.guard(x)
	if f != nil {
		f.after(a)
	}
	return a
}

// route finds the operation.
func (x *exchange) route() *answer {
	path, prefix := x.e.program.strip(x.in.path)
	x.base = x.e.base(&x.in, prefix)
	if len(x.in.body) > maxBody {
		return x.e.refuse(nil, x.e.gate(x.e.program.API.Gates.Malformed, "malformed"), http.StatusRequestEntityTooLarge, "the body is too large", "shape: the body is too large")
	}
	var m match
	n := x.e.program.routes.find(path, &m)
	if n == nil {
		return x.lost(path)
	}
	x.call, x.args = n.call(x.in.method), m.args
	if x.call != nil {
		return nil
	}
	if a := x.preflight(n); a != nil {
		return a
	}
	explain := "route: this path answers to " + n.methods()
	if near := x.e.program.routes.near(x.in.method, path); near != "" {
		explain += "; did you mean " + near + "?"
	}
	a := x.e.refuse(nil, x.e.program.codeFor(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed, "", explain)
	a.with("Allow", n.methods())
	return a
}

// lost answers a path that no operation has: with a page where the address was given out, else with 404.
func (x *exchange) lost(path string) *answer {
	if a := x.e.page(x, path); a != nil {
		return a
	}
	explain := "route: no operation has this path"
	if near := x.e.program.routes.near(x.in.method, path); near != "" {
		explain += "; did you mean " + near + "?"
	}
	code := x.e.gate(x.e.program.API.Gates.Absent, "not_found")
	return x.e.refuse(nil, code, http.StatusNotFound, "", explain)
}

// strip takes off the path that the API's own address has, where the request has it too, and returns it as well.
func (p *Program) strip(path string) (tail, prefix string) {
	for _, server := range p.API.Servers {
		prefix := serverPath(server)
		if tail, ok := strings.CutPrefix(path, prefix); ok && prefix != "" && strings.HasPrefix(tail, "/") {
			return tail, prefix
		}
	}
	return path, ""
}

// serverPath is the path of a server's address, without a slash at its end.
func serverPath(server string) string {
	_, rest, _ := strings.Cut(server, "://")
	_, path, ok := strings.Cut(strings.TrimRight(rest, "/"), "/")
	if !ok {
		return ""
	}
	return "/" + path
}

// base is the address that the request was sent to, with the path that the API's own address has if it was sent below it.
func (e *Engine) base(in *inbound, prefix string) string {
	if e.config.Base != "" {
		return e.config.Base
	}
	if in.base != "" {
		return in.base + prefix
	}
	scheme := "http://"
	if in.secure {
		scheme = "https://"
	}
	if last := e.last.Load(); last != nil && len(*last) == len(scheme)+len(in.host)+len(prefix) { // mostly it is that again
		if rest, ok := strings.CutPrefix(*last, scheme); ok && strings.HasPrefix(rest, in.host) && strings.HasSuffix(rest, prefix) {
			return *last
		}
	}
	return scheme + in.host + prefix
}

// baseOf is the address that the last change of an object was asked at. The object is locked by the caller.
func (e *Engine) baseOf(o *object) string {
	if o.base != "" {
		return o.base
	}
	return e.home()
}

// home is the address for what no request makes: that of the last request, else that of callers in this process.
func (e *Engine) home() string {
	if e.config.Base != "" {
		return e.config.Base
	}
	if last := e.last.Load(); last != nil {
		return *last
	}
	if servers := e.program.API.Servers; len(servers) > 0 {
		return MemoryBase + serverPath(servers[0])
	}
	return MemoryBase
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// perform passes the gates in their order and does what the operation does.
func (x *exchange) perform() *answer {
	x.room = newRoom()
	defer x.room.release()
	now := x.e.clock.Unix()
	x.near = x.reach()
	for _, a := range x.near {
		x.e.catchUp(a, now)
	}
	if x.call.TestOnly != "" && x.account.live {
		return x.e.refuse(x.call, x.call.TestOnly, 0, "", "mode: the operation works in test mode alone")
	}
	if a := x.visible(); a != nil {
		return a
	}
	if last := x.e.last.Load(); last == nil || *last != x.base {
		base := x.base
		x.e.last.Store(&base)
	}
	s, what := x.in.read(x.room, x.e.config.Strict)
	if what != "" {
		return x.e.malformed(x.call, fault{what: what})
	}
	x.sent = s
	vals, f := x.params(s)
	if f != nil {
		return x.e.malformed(x.call, *f)
	}
	c := x.caseAt(now)
	c.Params = vals
	if f := x.call.missing(c); f != nil {
		return x.e.malformed(x.call, *f)
	}
	if o := x.e.config.Overrides[x.call.full]; o != nil {
		return x.override(o, c)
	}
	switch x.call.Kind {
	case "list":
		return x.list(c)
	case "read":
		return x.read(c)
	case "create":
		return x.create(c)
	}
	return x.change(c)
}

// caseAt is what conditions may look at, at a time.
func (x *exchange) caseAt(now int64) *Case {
	c := x.room.another(x.e.caseOf(x.account, x.base, now))
	c.room = x.room
	return c
}

// visible checks the ids in the path: their form, and that the account sees what they name.
func (x *exchange) visible() *answer {
	overridden := x.e.config.Overrides[x.call.full] != nil
	for i, at := range x.call.args {
		f, id := x.call.params[at], x.args[i]
		class := x.call.named(at)
		if class == nil {
			if _, what := f.check(TextValue(id), nil); what != "" {
				return x.e.malformed(x.call, fault{f.Name, what})
			}
			continue
		}
		if o := x.find(class, id); o != nil {
			if at != x.call.target && !x.below(class, i) {
				return x.e.absent(x.call, x.call.Class.Name+" of this "+class.Name)
			}
			continue
		}
		if f.typ.kind == "id" && !x.e.program.wellFormed(class.shape, id) {
			return x.e.malformed(x.call, fault{f.Name, "is not the id of any " + class.Name})
		}
		if _, what := f.check(TextValue(id), nil); what != "" {
			return x.e.malformed(x.call, fault{f.Name, what})
		}
		if !overridden && !x.exemplary() && at != x.call.birthID {
			return x.e.absent(x.call, class.Name+" "+id)
		}
	}
	return nil
}

// named is the class of the object whose id the parameter at stands for, nil where it is no id of any.
func (c *Call) named(at int) *Class {
	f := c.params[at]
	switch {
	case at == c.target:
		return c.Class
	case f.typ.kind == "id" && f.typ.shape != nil:
		return f.typ.shape.class
	}
	return nil
}

// below reports whether the object at hand belongs to the object of a class whose id stands before its own, as argument
// i of the path.
func (x *exchange) below(class *Class, i int) bool {
	ref := x.call.Class.refers(class.shape)
	if ref < 0 {
		return true
	}
	for j, at := range x.call.args[i:] {
		if at == x.call.target {
			o := x.find(x.call.Class, x.args[i+j])
			if o == nil {
				return true
			}
			rec, ok := o.load(x.room)
			return !ok || rec.Values[ref].String() == x.args[i]
		}
	}
	return true
}

// exemplary reports whether the call may answer with an example.
func (x *exchange) exemplary() bool { return x.e.config.Examples && x.call.Kind == "read" }

type requestKey struct{}

// RequestOf returns the request that an Override was called for, nil outside one.
func RequestOf(ctx context.Context) *Request {
	rq, _ := ctx.Value(requestKey{}).(*Request)
	return rq
}

// override lets the caller's function answer.
func (x *exchange) override(o Override, c *Case) *answer {
	rq := &Request{Operation: x.call.name(), Key: x.key, Live: x.account.live}
	t := &tree{}
	for i, f := range x.call.params {
		if c.Params[i].kind != Absent {
			t.keys, t.vals = append(t.keys, f.key()), append(t.vals, c.Params[i].lasting())
		}
	}
	rq.Params = Value{kind: MapKind, tree: t}
	body, err := o(context.WithValue(x.in.ctx, requestKey{}, rq), rq)
	if err == nil {
		return &answer{status: x.call.success(), body: body}
	}
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return x.e.refuse(x.call, refusal.Code, refusal.Status, refusal.Message, "override: "+refusal.Code)
	}
	return x.e.refuse(x.call, "internal_error", http.StatusInternalServerError, "internal error", "override: "+err.Error())
}

func (call *Call) success() int {
	if call.Success != 0 {
		return call.Success
	}
	return http.StatusOK
}

// headers adds what every answer carries.
func (x *exchange) headers(a *answer) {
	api := x.e.program.API
	for i := range api.Headers {
		h := &api.Headers[i]
		switch {
		case h.Request && h.Meaning == "version":
			if v := x.in.header.Get(h.Name); v != "" && len(v) <= 64 {
				a.with(h.Name, header(v))
			} else if h.Value != "" {
				a.with(h.Name, h.Value)
			}
		case !h.Request && h.Meaning == "request_id":
			a.with(h.Name, requestID(x.e.config.Seed, x.number))
		}
	}
	if a.explain != "" {
		a.with(ExplainHeader, a.explain)
	}
	x.cors(a)
}

// pause waits for d: on a clock that stands still by moving it, else in earnest, for no longer than the caller does.
func (e *Engine) pause(ctx context.Context, d time.Duration) {
	if e.clock.Frozen() {
		_ = e.clock.Advance(d) // fails in the year 9000 alone
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

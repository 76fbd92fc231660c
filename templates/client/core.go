package client

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// configuration is what is fixed of one API. The generated config is the only value.
type configuration struct {
	name          string   // of the package, before error texts
	agent         string   // the User-Agent header
	servers       []string // the first is the default
	auth          authScheme
	authHeader    string // this and the names of headers below are in their canonical form
	keys          []keyForm
	versionHeader string // "" where requests carry no version
	version       string
	requestID     string   // the response header; "" where there is none
	rateLimit     string   // the same
	rateRemaining string   // the same
	expand        string   // the query parameter that asks for whole objects; "" where there is none
	idempotency   string   // the request header; "" where repeated requests are not recognised
	idempotent    []string // the methods on which it is heeded; none for all
	encodings     []Encoding
	arrays        arrayStyle
	id            []string // the path of an object's own id
	numericIDs    bool     // that ids are whole numbers in JSON
	testInfix     string   // what a test object's id has after its prefix; "" where modes are not told apart
	errorCode     []string // paths in the body of a refusal
	errorMessage  []string
}

// How a client works where no option says otherwise.
const (
	defaultTimeout = 80 * time.Second
	defaultAttempt = 30 * time.Second
	defaultMaxBody = 32 << 20
	maxIdlePerHost = 64
)

// core is what all services of a client share. It is safe for concurrent use, and but for the budget and what was seen it
// never changes.
type core struct {
	settings settings
	servers  []*url.URL
	own      *http.Transport // nil where the HTTP client is the caller's
	budget   budget
	sights   sights
}

// newCore checks the key and the options.
func newCore(key string, opts []Option) (*core, error) {
	c := &core{}
	c.settings.usual()
	var errs []error
	for _, server := range config.servers {
		u, err := parseBase(server)
		errs = append(errs, err)
		c.servers = append(c.servers, u)
	}
	s, err := c.settings.with(append([]Option{WithKey(key)}, opts...))
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, err
	}
	if s.reference != "" {
		return nil, errors.New(config.name + ": WithReference is for a call, not for a client")
	}
	c.settings = *s
	if s.http == nil {
		c.settings.http = c.transport()
	}
	return c, nil
}

// usual sets what no option has to say.
func (s *settings) usual() {
	s.timeout, s.attemptTimeout, s.retry = defaultTimeout, defaultAttempt, defaultRetry
	s.clock, s.maxBody = systemClock{}, defaultMaxBody
	s.agent, s.encoding = []string{config.agent}, config.encodings[0]
	if config.version != "" {
		s.version = []string{config.version}
	}
}

// transport makes the HTTP client that is used where the caller gives none. It keeps more connections to one host
// than the default one, which would close and reopen them under load.
func (c *core) transport() *http.Client {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return withoutRedirects(&http.Client{})
	}
	c.own = t.Clone()
	c.own.MaxIdleConnsPerHost = maxIdlePerHost
	return withoutRedirects(&http.Client{Transport: c.own})
}

// setting returns the settings of one call.
func (c *core) setting(opts []Option) (*settings, error) {
	if len(opts) == 0 {
		return &c.settings, nil
	}
	s, err := c.settings.with(opts)
	if err == nil && len(s.keys) != len(c.settings.keys) {
		err = &KeyError{Problem: "a key can be given to the client, not to a call"}
	}
	return s, err
}

// credential picks the key that an operation needs; nil if it needs none.
func (c *core) credential(op *operation) (*credential, error) {
	if op.key == noKey || config.auth == authNone {
		return nil, nil
	}
	for _, k := range c.settings.keys {
		if op.key != "" && k.Kind != "" && k.Kind != op.key {
			continue
		}
		if op.testOnly != "" && k.Mode == ModeLive {
			return nil, &KeyError{Op: op.name, Problem: "works in test mode only, and the key is a live one"}
		}
		return k, nil
	}
	return nil, &KeyError{Op: op.name, Problem: "needs a " + string(op.key) + " key; the client has a " + string(c.settings.keys[0].Kind) + " key"}
}

// testable refuses a client with a live key the operations that work in test mode only.
func (c *core) testable() error {
	for _, k := range c.settings.keys {
		if k.Mode == ModeLive {
			return &KeyError{Problem: "the test client needs a test key, and the key is a live one"}
		}
	}
	return nil
}

// mode tells the mode that an operation works in.
func (c *core) mode(op *operation) Mode {
	k, err := c.credential(op)
	if k == nil || err != nil {
		return ModeUnknown
	}
	return k.Mode
}

// base returns the URL that the operation's path is added to.
func (c *core) base(op *operation, s *settings) *url.URL {
	if s.base != nil {
		return s.base
	}
	return c.servers[op.server]
}

// send makes a call whose answer is an object, unless its parameters are refused.
func send[T any, P interface {
	*T
	codable
}](ctx context.Context, c *core, k *checker, r *request, opts []Option) (*T, error) {
	out := new(T)
	if err := c.do(ctx, k, r, P(out), opts); err != nil {
		return nil, err
	}
	return out, nil
}

// sendSeen is send for an operation that converges: seen tells whether its effect is there, by the object that look
// reads. When an answer was lost, the object is read before the request is sent again.
func sendSeen[T any, P interface {
	*T
	codable
}](ctx context.Context, c *core, k *checker, r *request, look *request, seen func(*T) bool, opts []Option) (*T, error) {
	out := new(T)
	r.look = looking[T, P](c, look, seen, out)
	if err := c.do(ctx, k, r, P(out), opts); err != nil {
		return nil, err
	}
	return out, nil
}

// ensure is sendSeen for callers who want the effect, whoever brings it about: it reads first and does nothing where the
// effect is there, and it reads again where it is refused. Success means that the effect was seen.
func ensure[T any, P interface {
	*T
	codable
}](ctx context.Context, c *core, k *checker, r *request, look *request, seen func(*T) bool, opts []Option) (*T, error) {
	if err := k.err(); err != nil {
		return nil, err
	}
	s, err := c.setting(opts)
	if err != nil {
		return nil, err
	}
	out := new(T)
	r.look = looking[T, P](c, look, seen, out)
	switch done, err := r.look(ctx, s); {
	case err != nil:
		return nil, err
	case done:
		return out, nil
	}
	err = c.do(ctx, k, r, P(out), opts)
	if err == nil && seen(out) {
		return out, nil
	}
	done, lost := r.look(ctx, s)
	switch {
	case done:
		return out, nil
	case err == nil && lost != nil:
		return nil, lost
	}
	if err == nil {
		err = &CallError{Op: r.op.name, Outcome: OutcomeUnknown, Err: errors.New("it was accepted, and its effect is not there")}
	}
	return nil, err
}

// looking makes the function that reads an object and tells whether an effect is there; then out is the object.
func looking[T any, P interface {
	*T
	codable
}](c *core, look *request, seen func(*T) bool, out *T) lookFunc {
	return func(ctx context.Context, s *settings) (bool, error) {
		now := new(T)
		if err := c.peek(ctx, look, s, P(now)); err != nil || !seen(now) {
			return false, err
		}
		*out = *now
		return true, nil
	}
}

// gone makes the function that tells whether an object was taken away: to read it is refused with absent, or it is read
// and marked says so of it, where that is not nil. What never was there looks the same.
func gone[T any, P interface {
	*T
	codable
}](c *core, absent ErrorCode, look *request, marked func(*T) bool) lookFunc {
	return func(ctx context.Context, s *settings) (bool, error) {
		now := new(T)
		switch err := c.peek(ctx, look, s, P(now)); {
		case isAbsent(err, absent):
			return true, nil
		case err != nil:
			return false, err
		}
		return marked != nil && marked(now), nil
	}
}

// peek reads an object beside a call that is under way, with its settings.
func (c *core) peek(ctx context.Context, look *request, s *settings, out codable) error {
	quiet := *s
	quiet.response, quiet.idempotent = nil, ""
	again := *look
	return c.run(ctx, &again, &quiet, func(a *answer) error { return a.decode(out) })
}

// sendLeft is send for an operation that takes an object away and answers with what is left to say of it. Where the
// object was seen to be gone and the answer is lost, the result is left, which has what is known of it.
func sendLeft[T any, P interface {
	*T
	codable
}](ctx context.Context, c *core, k *checker, r *request, left *T, opts []Option) (*T, error) {
	out, err := send[T, P](ctx, c, k, r, opts)
	if err == nil && r.readBack {
		return left, nil
	}
	return out, err
}

// sendOnly makes a call whose answer has nothing to be read.
func sendOnly(ctx context.Context, c *core, k *checker, r *request, opts []Option) error {
	return c.do(ctx, k, r, nil, opts)
}

// do is the path that every call takes: it refuses what is known to be wrong, sends the request, as often as it may,
// and reads the answer into out, which is nil where there is nothing to read.
func (c *core) do(ctx context.Context, k *checker, r *request, out codable, opts []Option) error {
	if err := k.err(); err != nil {
		return err
	}
	s, err := c.setting(opts)
	if err != nil {
		return err
	}
	if s.reference != "" && !r.op.refers {
		return &ParamError{Op: r.op.name, Faults: []Fault{{Param: "reference", Problem: "has no place in this operation"}}}
	}
	if err := r.write(s); err != nil {
		return err
	}
	return c.run(ctx, r, s, func(a *answer) error {
		if out == nil {
			return nil
		}
		return a.decode(out)
	})
}

// run is do with any way of reading the answer.
func (c *core) run(ctx context.Context, r *request, s *settings, read func(*answer) error) error {
	if ctx == nil {
		return fmt.Errorf("%s: %s: no context", config.name, r.op.name)
	}
	key, err := c.credential(r.op)
	if err != nil {
		return err
	}
	if s, err = s.withKey(r.op); err != nil {
		return err
	}
	underway := call{core: c, request: r, settings: s, key: key, read: read}
	return underway.run(ctx)
}

// outcomeOf tells a request that provably never left from others: no connection was made for it.
func outcomeOf(err error) Outcome {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return OutcomeNotSent
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return OutcomeNotSent
	}
	return OutcomeUnknown
}

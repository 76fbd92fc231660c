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
	requestID     string // the response header; "" where there is none
	idempotency   string // the request header; "" where repeated requests are not recognised
	encodings     []Encoding
	arrays        arrayStyle
	id            []string // the path of an object's own id
	testInfix     string   // what a test object's id has after its prefix; "" where modes are not told apart
	errorCode     []string // paths in the body of a refusal
	errorMessage  []string
}

// How a client works where no option says otherwise.
const (
	defaultTimeout = 80 * time.Second
	defaultMaxBody = 32 << 20
	maxIdlePerHost = 64
)

// core is what all services of a client share. It is safe for concurrent use and never changes.
type core struct {
	settings settings
	servers  []*url.URL
	own      *http.Transport // nil where the HTTP client is the caller's
}

// newCore checks the key and the options.
func newCore(key string, opts []Option) (*core, error) {
	c := &core{settings: settings{
		timeout: defaultTimeout, maxBody: defaultMaxBody, agent: []string{config.agent}, encoding: config.encodings[0],
	}}
	if config.version != "" {
		c.settings.version = []string{config.version}
	}
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
	c.settings = *s
	if s.http == nil {
		c.settings.http = c.transport()
	}
	return c, nil
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
	decodable
}](ctx context.Context, c *core, k *checker, r *request, opts []Option) (*T, error) {
	out := new(T)
	if err := c.do(ctx, k, r, P(out), opts); err != nil {
		return nil, err
	}
	return out, nil
}

// sendOnly makes a call whose answer has nothing to be read.
func sendOnly(ctx context.Context, c *core, k *checker, r *request, opts []Option) error {
	return c.do(ctx, k, r, nil, opts)
}

// do is the path that every call takes: it refuses what is known to be wrong, sends the request, as often as it may,
// and reads the answer into out, which is nil where there is nothing to read.
func (c *core) do(ctx context.Context, k *checker, r *request, out decodable, opts []Option) error {
	if err := k.err(); err != nil {
		return err
	}
	s, err := c.setting(opts)
	if err != nil {
		return err
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
	cred, err := c.credential(r.op)
	if err != nil {
		return err
	}
	if s.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.timeout)
		defer cancel()
	}
	if err := ctx.Err(); err != nil {
		return &CallError{Op: r.op.name, Outcome: OutcomeNotSent, Err: err}
	}
	return c.attempt(ctx, r, s, cred, read)
}

// attempt sends the request once.
func (c *core) attempt(ctx context.Context, r *request, s *settings, cred *credential, read func(*answer) error) error {
	var hide secret
	if cred != nil {
		hide = cred.key
	}
	var start time.Time
	if s.logger != nil {
		start = time.Now()
	}
	a := answers.Get().(*answer)
	defer a.release()
	req, err := r.build(ctx, c.base(r.op, s), s, cred)
	if err == nil {
		err = a.receive(s.http, req, s.maxBody)
	}
	switch {
	case err != nil:
		err = c.lost(ctx, r, a, err, hide)
	case a.status < 200 || a.status > 299:
		err = readError(r.op, a, hide)
	case a.truncated:
		err = a.unusable(r.op, fmt.Errorf("the body has more than %d bytes", s.maxBody), hide)
	default:
		if err = read(a); err != nil {
			err = a.unusable(r.op, err, hide)
		}
	}
	if s.response != nil {
		a.tell(s.response, 1)
	}
	if s.logger != nil {
		logAttempt(ctx, s.logger, r.op, a.status, time.Since(start), err)
	}
	return err
}

// lost makes the error of an attempt that brought no whole answer. A refusal stays one although its body broke off.
func (c *core) lost(ctx context.Context, r *request, a *answer, err error, hide secret) error {
	if a.status != 0 && (a.status < 200 || a.status > 299) {
		a.truncated = true
		return readError(r.op, a, hide)
	}
	if a.status != 0 {
		return a.unusable(r.op, err, hide)
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w (%w)", cause, err)
	}
	return asError(r.op, outcomeOf(err), err, hide)
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

// logAttempt tells of one attempt what may be told.
func logAttempt(ctx context.Context, log Logger, op *operation, status int, took time.Duration, err error) {
	if err == nil {
		log.DebugContext(ctx, config.name+" call", "op", op.name, "status", status, "took", took)
		return
	}
	var code ErrorCode
	var refusal *Error
	if errors.As(err, &refusal) {
		code = refusal.Code
		log.WarnContext(ctx, config.name+" call refused", "op", op.name, "status", status, "code", string(code), "request", refusal.RequestID, "took", took)
		return
	}
	log.WarnContext(ctx, config.name+" call failed", "op", op.name, "status", status, "took", took, "error", err.Error())
}

package client

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Option changes how a client, or a single call, works. Of two that say different things the later wins, and a call's
// win over the client's.
type Option func(*settings)

// settings are what options set. The client's are never changed once it is made; a call with options works on a copy.
type settings struct {
	http           *http.Client
	base           *url.URL // nil: the server that the operation names
	timeout        time.Duration
	attemptTimeout time.Duration
	retry          RetryPolicy
	trusted        bool
	clock          Clock
	random         func() float64
	hooks          []Hooks
	middleware     []Middleware
	watch          func(c *call, ctx context.Context, a *answer) error // nil where nobody watches
	log            func(ctx context.Context, log Logger, a *Attempt)
	maxBody        int64
	header         http.Header
	version        []string
	agent          []string
	encoding       Encoding
	idempotent     string
	expand         bool
	reference      string
	extras         []extra
	response       *Response
	logger         Logger
	keys           []*credential
	errs           []error
}

func (s *settings) refuse(format string, args ...any) {
	s.errs = append(s.errs, fmt.Errorf(config.name+": "+format, args...))
}

// with returns a copy of s with options applied.
func (s *settings) with(opts []Option) (*settings, error) {
	t := *s
	t.errs = nil
	for _, opt := range opts {
		if opt != nil {
			opt(&t)
		}
	}
	return &t, errors.Join(t.errs...)
}

// Encoding is how a request body is written.
type Encoding string

// How a request body can be written.
const (
	EncodingForm Encoding = "form" // application/x-www-form-urlencoded, members of objects in brackets
	EncodingJSON Encoding = "json" // application/json
)

// Logger is what the client tells of its work. A *slog.Logger is one.
type Logger interface {
	DebugContext(ctx context.Context, msg string, args ...any)
	WarnContext(ctx context.Context, msg string, args ...any)
}

// WithHTTPClient sends requests through c. Redirects are never followed, whatever c says: they could carry the key away.
func WithHTTPClient(c *http.Client) Option {
	return func(s *settings) {
		if c == nil {
			s.refuse("WithHTTPClient: no client")
			return
		}
		s.http = withoutRedirects(c)
	}
}

// withoutRedirects copies c so that it hands a redirect back as it is.
func withoutRedirects(c *http.Client) *http.Client {
	copied := *c
	copied.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &copied
}

// WithBaseURL sends requests to another server. It must speak HTTPS, except for one on this machine and
// where the API asks for no key.
func WithBaseURL(base string) Option {
	return func(s *settings) {
		u, err := parseBase(base)
		if err != nil {
			s.refuse("WithBaseURL: %w", err)
			return
		}
		s.base = u
	}
}

// parseBase checks the URL that paths are added to.
func parseBase(base string) (*url.URL, error) {
	u, err := url.Parse(base)
	switch {
	case err != nil:
		return nil, errors.New("not a URL")
	case u.User != nil:
		return nil, errors.New("a user name in the URL: the key goes elsewhere")
	case u.Host == "" || u.Opaque != "" || u.RawQuery != "" || u.Fragment != "" || u.EscapedPath() != u.Path:
		return nil, fmt.Errorf("%q: wanted scheme, host and perhaps a plain path", u.Redacted())
	case u.Scheme == "http" && config.auth != authNone && !loopback(u.Hostname()):
		return nil, fmt.Errorf("%q would send the key in clear: wanted https, or a host on this machine", u.Redacted())
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%q: wanted https", u.Redacted())
	}
	u.Path, u.RawPath = strings.TrimSuffix(u.Path, "/"), ""
	return u, nil
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// WithTimeout bounds a call from its beginning to the last byte of the answer, all attempts and waits included. Zero means no bound but the context's.
func WithTimeout(d time.Duration) Option {
	return func(s *settings) {
		if d < 0 {
			s.refuse("WithTimeout: %v is negative", d)
			return
		}
		s.timeout = d
	}
}

// WithMaxBody bounds how many bytes of an answer are read.
func WithMaxBody(n int64) Option {
	return func(s *settings) {
		if n <= 0 {
			s.refuse("WithMaxBody: wanted more than 0 bytes, got %d", n)
			return
		}
		s.maxBody = n
	}
}

// WithHeader sends a header with every request. The headers that the client itself is responsible for are refused.
func WithHeader(name, value string) Option {
	return func(s *settings) {
		canonical := http.CanonicalHeaderKey(name)
		switch {
		case !validName(name) || !validValue(value):
			s.refuse("WithHeader: %q is not a header that can be sent", name)
			return
		case canonical == "Authorization" || canonical == config.authHeader:
			s.refuse("WithHeader: %s carries the key and cannot be set", canonical)
			return
		case canonical == "Host" || canonical == "Content-Length" || canonical == "Content-Type" || canonical == "Transfer-Encoding":
			s.refuse("WithHeader: %s cannot be set", canonical)
			return
		}
		header := s.header.Clone()
		if header == nil {
			header = http.Header{}
		}
		header.Set(canonical, value)
		s.header = header
	}
}

func validName(name string) bool {
	for i := range len(name) {
		if c := name[i]; !alphanumeric(c) && c != '-' && c != '_' {
			return false
		}
	}
	return name != ""
}

func validValue(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// WithVersion asks for a version of the API other than the one this package was made from.
func WithVersion(version string) Option {
	return func(s *settings) {
		if config.versionHeader == "" || version == "" || !validValue(version) {
			s.refuse("WithVersion: %q cannot be asked for", version)
			return
		}
		s.version = []string{version}
	}
}

// WithUserAgent adds a product, such as "shop/1.2", to the User-Agent header.
func WithUserAgent(product string) Option {
	return func(s *settings) {
		if product == "" || !validValue(product) {
			s.refuse("WithUserAgent: %q cannot be sent", product)
			return
		}
		s.agent = []string{s.agent[0] + " " + product}
	}
}

// WithEncoding chooses how request bodies are written.
func WithEncoding(e Encoding) Option {
	return func(s *settings) {
		for _, known := range config.encodings {
			if e == known {
				s.encoding = e
				return
			}
		}
		s.refuse("WithEncoding: the API does not read %q", e)
	}
}

// WithExpand asks for other objects whole, where an answer would else carry their ids alone. Operations that cannot do that
// are called as they are.
func WithExpand() Option {
	return func(s *settings) {
		if config.expand == "" {
			s.refuse("WithExpand: no operation takes it")
			return
		}
		s.expand = true
	}
}

// WithIdempotencyKey sends a key by which the API can recognise a repeated request.
func WithIdempotencyKey(key string) Option {
	return func(s *settings) {
		if config.idempotency == "" || key == "" || len(key) > 255 || !validValue(key) {
			s.refuse("WithIdempotencyKey: %q cannot be sent", clip(key, 40))
			return
		}
		s.idempotent = key
	}
}

// WithKey adds a key of another kind: each operation uses the first key of the kind it needs. It is an option of the
// client, not of a call.
func WithKey(key string) Option {
	return func(s *settings) {
		c, err := newCredential(key)
		if err != nil {
			s.errs = append(s.errs, err)
			return
		}
		s.keys = append(s.keys[:len(s.keys):len(s.keys)], c)
	}
}

// WithResponse fills r with what is known of the answer, also when the call fails.
func WithResponse(r *Response) Option { return func(s *settings) { s.response = r } }

// Response is what a call can tell of its answer beside the result.
type Response struct {
	Status    int         // the HTTP status; 0 if there was no answer
	Header    http.Header // of the answer
	RequestID string      // by which the API's owner can find the request
	Attempts  int         // how often the request was tried
	ReadBack  bool        // whether the answer was lost and the effect seen afterwards
	Body      []byte      // as it was received, up to the limit
	RateLimit RateLimit
}

// RateLimit is what an answer says of how much more may be asked. What it does not say is absent.
type RateLimit struct {
	Limit      Optional[int64]         // how many requests are allowed in the API's span of time
	Remaining  Optional[int64]         // how many of them are left
	RetryAfter Optional[time.Duration] // how long the API asks to wait
}

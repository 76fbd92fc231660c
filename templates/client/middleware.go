package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Middleware stands around each attempt of a call. It sees the operation and the attempt, may change the headers, calls
// next to send the request, and finds in a and in the error what came of it, decoded. What it returns is the attempt's
// error:
//   - It may return another error than next did; the caller finds both in it.
//   - It may refuse to send by returning an error without calling next; the call then ends, and that was not sent.
//   - It cannot make an error a success, and calls next once: sending again is the retry policy's.
//
// What next returns is judged for retries, whatever the middleware makes of it. The key is added after all middleware.
type Middleware func(ctx context.Context, a *Attempt, next func(context.Context) error) error

// WithMiddleware puts m round each attempt, inside the middleware that was given before.
func WithMiddleware(m ...Middleware) Option {
	return func(s *settings) {
		s.middleware = s.middleware[:len(s.middleware):len(s.middleware)]
		for _, one := range m {
			if one != nil {
				s.middleware = append(s.middleware, one)
			}
		}
		s.watch = (*call).watched
	}
}

var (
	errNothingSent = errors.New("a middleware sent nothing and gave no reason")
	errSentTwice   = errors.New("a middleware sends an attempt twice")
)

// through sends the request through all middleware.
func (c *call) through(ctx context.Context, a *answer, told *Attempt) error {
	var sent bool
	var got error
	run := func(ctx context.Context) error {
		if sent {
			return errSentTwice
		}
		sent = true
		got = c.exchange(ctx, a, told)
		told.Err = got
		if told.Status = a.status; a.status != 0 {
			told.RequestID = a.requestID()
		}
		return got
	}
	if len(c.settings.middleware) == 0 {
		return run(ctx)
	}
	c.request.setHeaders(told.Header, c.settings, nil)
	told.Header = told.Header.Clone() // the values that all requests share are not theirs to change
	for i := len(c.settings.middleware) - 1; i >= 0; i-- {
		around, inner := c.settings.middleware[i], run
		run = func(ctx context.Context) error { return around(ctx, told, inner) }
	}
	err := run(ctx)
	return c.between(sent, got, err)
}

// between is the error of an attempt whose exchange, if there was one, ended with got and whose middleware returned err.
func (c *call) between(sent bool, got, err error) error {
	op := c.request.op.name
	switch {
	case !sent:
		c.decided = true
		if err == nil {
			err = errNothingSent
		}
		return &CallError{Op: op, Outcome: OutcomeNotSent, Err: err}
	case got == nil && err != nil:
		c.decided = true
		return &CallError{Op: op, Outcome: OutcomeUnknown, Err: err}
	case got != nil && err == nil:
		return got
	case got != nil && !errors.Is(err, got):
		return fmt.Errorf("%w (%w)", err, got)
	}
	return err
}

// replaceHeader puts the headers that middleware has left in the place of a request's own, and the key last.
func (r *request) replaceHeader(req *http.Request, header http.Header, s *settings, cred *credential) {
	req.Header = header
	req.Body, req.GetBody = nil, nil
	r.setBody(req, s)
	if cred != nil {
		req.Header[config.authHeader] = cred.header()
	}
}

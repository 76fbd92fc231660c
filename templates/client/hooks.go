package client

import (
	"context"
	"errors"
	"time"
)

// Attempt is what hooks are told of one attempt of a call.
type Attempt struct {
	Op     string // the operation, such as "parcel.close"
	Method string
	Route  string // the path with its parameters in braces: few values, fit for metrics
	Number int    // from 1

	// What follows is known at the end only.
	Status    int           // the HTTP status; 0 if there was no answer
	RequestID string        // by which the API's owner can find the request
	Took      time.Duration // from sending to the last byte
	Err       error         // nil, an *Error or a *CallError
}

// Code returns the code of a refusal, or "".
func (a *Attempt) Code() ErrorCode {
	var refusal *Error
	if errors.As(a.Err, &refusal) {
		return refusal.Code
	}
	return ""
}

// Hooks are told of each attempt, for traces and metrics. They see no key, parameter or body but those of Err. Either
// may be nil.
type Hooks struct {
	// Begin is called before an attempt. The context it returns is the attempt's, so that a transport can find in it
	// what belongs to the trace.
	Begin func(ctx context.Context, a Attempt) context.Context

	// End is called after an attempt with the context that Begin returned.
	End func(ctx context.Context, a Attempt)
}

// WithHooks tells h of each attempt, after the hooks that were given before.
func WithHooks(h Hooks) Option {
	return func(s *settings) { s.hooks = append(s.hooks[:len(s.hooks):len(s.hooks)], h) }
}

// begin tells hooks and logs of an attempt that begins. It returns when that was, if anyone wants to know.
func (c *call) begin(ctx *context.Context) time.Time {
	s := c.settings
	if s.logger == nil && len(s.hooks) == 0 {
		return time.Time{}
	}
	for _, h := range s.hooks {
		if h.Begin != nil {
			*ctx = h.Begin(*ctx, c.described())
		}
	}
	return s.clock.Now()
}

// end tells hooks and logs of an attempt that has ended.
func (c *call) end(ctx context.Context, a *answer, started time.Time, err error) {
	s := c.settings
	if s.logger == nil && len(s.hooks) == 0 {
		return
	}
	told := c.described()
	told.Status, told.Took, told.Err = a.status, s.clock.Now().Sub(started), err
	if a.status != 0 {
		told.RequestID = a.requestID()
	}
	for _, h := range s.hooks {
		if h.End != nil {
			h.End(ctx, told)
		}
	}
	if s.logger != nil {
		logAttempt(ctx, s.logger, &told)
	}
}

func (c *call) described() Attempt {
	op := c.request.op
	return Attempt{Op: op.name, Method: op.method, Route: op.route, Number: c.attempts}
}

// logAttempt tells of one attempt what may be told.
func logAttempt(ctx context.Context, log Logger, a *Attempt) {
	args := []any{"op", a.Op, "attempt", a.Number, "status", a.Status, "took", a.Took}
	if a.RequestID != "" {
		args = append(args, "request", a.RequestID)
	}
	switch code := a.Code(); {
	case a.Err == nil:
		log.DebugContext(ctx, config.name+" call", args...)
	case code != "":
		log.WarnContext(ctx, config.name+" call refused", append(args, "code", string(code))...)
	default:
		log.WarnContext(ctx, config.name+" call failed", append(args, "error", a.Err.Error())...)
	}
}

package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// Attempt is what hooks and middleware are told of one attempt of a call.
type Attempt struct {
	Op     string // the operation, such as "parcel.close"; of Client.Do the method alone: its paths are too many for metrics
	Method string
	Route  string // the path with its parameters in braces: few values, fit for metrics
	Number int    // from 1

	// Header is what is sent beside the key, which is not in it. A Middleware may change it before the request is sent.
	Header http.Header

	// What follows is known at the end only.
	Status    int           // the HTTP status; 0 if there was no answer
	RequestID string        // by which the API's owner can find the request
	Took      time.Duration // from sending to the last byte
	Err       error         // nil, an *Error or a *CallError

	// What is known of an object that has states, else "". Before is the state that this client saw it in last, of which
	// it remembers some thousands of objects; After is the one that it is in by this answer.
	Object, ID, Before, After string
}

// Code returns the code of a refusal, or "".
func (a *Attempt) Code() ErrorCode {
	var refusal *Error
	if errors.As(a.Err, &refusal) {
		return refusal.Code
	}
	return ""
}

// Class returns the kind of a refusal's resolution, or "".
func (a *Attempt) Class() Class {
	var refusal *Error
	if errors.As(a.Err, &refusal) {
		return refusal.Class()
	}
	return ""
}

// Drift is a change of an object's state that cannot be by what this package was made from: the API does other things
// than its description says.
type Drift struct {
	Op         string // the operation whose answer shows it, such as "parcel.retrieve"
	Object, ID string // such as "parcel"
	From, To   string // the states: nothing leads from the one to the other
}

// Hooks are told of each attempt, for traces and metrics. They see no key, parameter or body but those of Err. Each may be
// nil.
type Hooks struct {
	// Begin is called before an attempt. The context it returns is the attempt's, so that a transport can find in it
	// what belongs to the trace.
	Begin func(ctx context.Context, a Attempt) context.Context

	// End is called after an attempt with the context that Begin returned.
	End func(ctx context.Context, a Attempt)

	// Drift is called when an object is seen in a state that cannot come after the one it was seen in before. Only answers
	// to requests that were sent after the earlier answer had come are held against it, so calls that run side by side
	// raise no alarm.
	Drift func(ctx context.Context, d Drift)
}

// WithHooks tells h of each attempt, after the hooks that were given before.
func WithHooks(h Hooks) Option {
	return func(s *settings) {
		s.hooks = append(s.hooks[:len(s.hooks):len(s.hooks)], h)
		s.watch = (*call).watched
	}
}

// WithLogger tells log of each attempt: operation, number, status, code and duration, never a key, a parameter or a body.
func WithLogger(log Logger) Option {
	return func(s *settings) {
		s.logger, s.log = log, logAttempt
		s.watch = (*call).watched
	}
}

// label is the operation in few words: what Client.Do calls has no route, and its name has the caller's path.
func (op *operation) label() string {
	if op.route == "" {
		return op.method
	}
	return op.name
}

// watched is one attempt that hooks, middleware or a log are told of. An attempt that nobody watches does without it, and
// a program without such options is linked without it.
func (c *call) watched(ctx context.Context, a *answer) error {
	s := c.settings
	op := c.request.op
	told := &Attempt{Op: op.label(), Method: op.method, Route: op.route, Number: c.attempts}
	for _, h := range s.hooks {
		if h.Begin != nil {
			if next := h.Begin(ctx, *told); next != nil {
				ctx = next
			}
		}
	}
	started, turn := s.clock.Now(), c.core.sights.turn()
	told.Header = http.Header{}
	err := c.through(ctx, a, told)
	told.Header = nil
	told.Took, told.Err = s.clock.Now().Sub(started), err
	c.look(ctx, a, told, turn)
	for _, h := range s.hooks {
		if h.End != nil {
			h.End(ctx, *told)
		}
	}
	if s.logger != nil {
		s.log(ctx, s.logger, told)
	}
	return err
}

// look notes the states of the objects that an attempt is about or that its answer carries.
func (c *call) look(ctx context.Context, a *answer, told *Attempt, turn uint64) {
	if c.request.self != "" {
		told.Object, _, _ = strings.Cut(told.Op, ".")
		told.ID = c.request.self
		told.Before = c.core.sights.last(told.Object, told.ID)
	}
	if a.result == nil {
		return
	}
	if o, ok := a.result.(standing); ok {
		told.Object, told.ID, told.After = o.standing()
		told.Before = c.see(ctx, o, turn)
	}
	if all, ok := a.result.(shelf); ok {
		all.each(func(item any) {
			if o, ok := item.(standing); ok {
				c.see(ctx, o, turn)
			}
		})
	}
}

// see notes an object's state and raises the alarm where it cannot be. It returns the state that was seen before.
func (c *call) see(ctx context.Context, o standing, turn uint64) string {
	before, drifted := c.core.sights.see(o, turn)
	if !drifted {
		return before
	}
	d := Drift{Op: c.request.op.name, From: before}
	d.Object, d.ID, d.To = o.standing()
	for _, h := range c.settings.hooks {
		if h.Drift != nil {
			h.Drift(ctx, d)
		}
	}
	return before
}

// logAttempt tells of one attempt what may be told. What the API writes for people, and the bodies that are in no known
// form, may repeat what was sent, so they are left out; so is the path of Client.Do, which CallError's own text has.
func logAttempt(ctx context.Context, log Logger, a *Attempt) {
	args := []any{"op", a.Op, "attempt", a.Number, "status", a.Status, "took", a.Took}
	if a.RequestID != "" {
		args = append(args, "request", a.RequestID)
	}
	var lost *CallError
	switch {
	case a.Err == nil:
		log.DebugContext(ctx, config.name+" call", args...)
	case errors.As(a.Err, &lost):
		log.WarnContext(ctx, config.name+" call failed", append(args, "outcome", string(lost.Outcome), "error", lost.secret.hide(lost.Err.Error()))...)
	default:
		log.WarnContext(ctx, config.name+" call refused", append(args, "code", string(a.Code()), "class", string(a.Class()))...)
	}
}

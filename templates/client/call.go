package client

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// call is one call while it is under way.
type call struct {
	core     *core
	request  *request
	settings *settings
	key      *credential
	read     func(*answer) error

	deadline time.Time // of the whole call; zero for none
	attempts int
	unclear  bool // that an attempt may have had its effect
	decided  bool // that a middleware has ended the call
}

// run sends the request, as often as it may be sent, until there is an answer that stands.
func (c *call) run(ctx context.Context) error {
	s := c.settings
	if s.timeout > 0 {
		c.deadline = s.clock.Now().Add(s.timeout)
	}
	for {
		c.attempts++
		err := c.attempt(ctx)
		if err == nil {
			c.core.budget.give(c.attempts - 1)
			return nil
		}
		v := judge(err)
		if c.decided {
			return c.settle(err)
		}
		if v == verdictFinal && c.unclear && (c.gone(err) || c.seen(ctx)) {
			return nil // what the first attempt did is what the second was refused for
		}
		c.unclear = c.unclear || v == verdictUnclear
		again := c.attempts < s.retry.Attempts && c.request.mayRepeat(v, s) && ctx.Err() == nil && c.core.budget.take()
		if again {
			again = c.pause(ctx, s.wait(c.attempts, err))
		}
		if c.unclear && v != verdictFinal && c.seen(ctx) {
			return nil
		}
		if !again {
			if c.unclear && v != verdictFinal && c.sought(ctx, err) {
				return nil
			}
			return c.settle(err)
		}
	}
}

// pause waits before the next attempt. It reports false, at once, if the call's time would be over by then.
func (c *call) pause(ctx context.Context, d time.Duration) bool {
	clock := c.settings.clock
	until := clock.Now().Add(d)
	if at, ok := ctx.Deadline(); ok && !until.Before(at) {
		return false
	}
	if !c.deadline.IsZero() && !until.Before(c.deadline) {
		return false
	}
	return clock.Sleep(ctx, d) == nil
}

// seen looks whether the effect is there, where the operation knows how to tell. Only then is true returned, and what
// was read is the call's result.
func (c *call) seen(ctx context.Context) bool {
	if c.request.look == nil || ctx.Err() != nil {
		return false
	}
	if !c.deadline.IsZero() {
		rest := c.deadline.Sub(c.settings.clock.Now())
		if rest <= 0 {
			return false
		}
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, rest)
		defer cancel()
	}
	done, err := c.request.look(ctx, c.settings)
	return err == nil && done && c.readBack()
}

// gone reports whether the refusal of another attempt says that the object is not there, where that is the effect.
func (c *call) gone(err error) bool { return isAbsent(err, c.request.op.absent) && c.readBack() }

// readBack notes that the effect was seen, which is the call's success although its answer was lost.
func (c *call) readBack() bool {
	c.request.readBack = true
	if c.settings.response != nil {
		c.settings.response.ReadBack = true
	}
	c.core.budget.give(c.attempts - 1)
	return true
}

// sought looks some more times, with waits between, for what a call made that is not sent again: its request may have been
// under way when it was looked for first.
func (c *call) sought(ctx context.Context, err error) bool {
	if c.request.look == nil || c.request.op.replay != replayCreating {
		return false
	}
	for n := c.attempts; n < c.settings.retry.Attempts; n++ {
		if !c.pause(ctx, c.settings.wait(n, err)) {
			return false
		}
		if c.seen(ctx) {
			return true
		}
	}
	return false
}

// settle is the error that the call ends with. An earlier attempt that may have had its effect makes the outcome
// unknown, whatever became of the last one.
func (c *call) settle(err error) error {
	var lost *CallError
	if c.unclear && errors.As(err, &lost) && lost.Outcome == OutcomeNotSent {
		lost.Outcome = OutcomeUnknown
	}
	return err
}

// attempt sends the request once.
func (c *call) attempt(ctx context.Context) error {
	s := c.settings
	ctx, cancel, err := c.bounded(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	a := answers.Get().(*answer)
	defer a.release()
	if s.watch != nil {
		return s.watch(c, ctx, a)
	}
	return c.exchange(ctx, a, nil)
}

// exchange sends the request and makes of the answer what the attempt comes to. Where middleware was told of it, the
// headers are those that it has left.
func (c *call) exchange(ctx context.Context, a *answer, told *Attempt) error {
	s := c.settings
	req, err := c.request.build(ctx, c.core.base(c.request.op, s), s, c.key)
	if err == nil && told != nil && len(s.middleware) > 0 {
		c.request.replaceHeader(req, told.Header, s, c.key)
	}
	if err == nil {
		err = a.receive(s.http, req, s.maxBody)
	}
	err = c.outcome(ctx, a, err)
	if s.response != nil {
		a.tell(s.response, c.attempts, s.clock)
	}
	return err
}

// bounded returns the context of one attempt, which ends with the attempt's time or the call's, whichever is first.
func (c *call) bounded(ctx context.Context) (context.Context, context.CancelFunc, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, &CallError{Op: c.request.op.name, Outcome: OutcomeNotSent, Err: err}
	}
	limit := c.settings.attemptTimeout
	if !c.deadline.IsZero() {
		rest := c.deadline.Sub(c.settings.clock.Now())
		if rest <= 0 {
			return nil, nil, &CallError{Op: c.request.op.name, Outcome: OutcomeNotSent, Err: context.DeadlineExceeded}
		}
		if limit == 0 || rest < limit {
			limit = rest
		}
	}
	if limit == 0 {
		return ctx, func() {}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	return ctx, cancel, nil
}

// outcome makes an attempt's error of what came back, or reads the result.
func (c *call) outcome(ctx context.Context, a *answer, err error) error {
	var hide secret
	if c.key != nil {
		hide = c.key.key
	}
	op := c.request.op
	refused := a.status != 0 && (a.status < 200 || a.status > 299)
	switch {
	case refused: // it stays a refusal although its body broke off
		a.truncated = a.truncated || err != nil
		return readError(op, a, hide)
	case err != nil && a.status != 0:
		return a.unusable(op, err, hide)
	case err != nil:
		if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
			err = fmt.Errorf("%w (%w)", cause, err)
		}
		return &CallError{Op: op.name, Outcome: outcomeOf(err), Err: err, secret: hide}
	case a.truncated:
		return a.unusable(op, fmt.Errorf("the body has more than %d bytes", c.settings.maxBody), hide)
	}
	if err := c.read(a); err != nil {
		return a.unusable(op, err, hide)
	}
	return nil
}

package lifecycle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// How long is waited between two looks at an object, and how many calls in a row may fail for reasons that pass.
const (
	firstPause   = 500 * time.Millisecond
	longestPause = 10 * time.Second
	longestAsked = time.Minute
	mostFailures = 5
)

// UnreachableError says that what is waited for cannot come any more: nothing leads from the state of the object to any
// of the states that were asked for.
type UnreachableError struct {
	Object string   // the kind of object, such as "parcel"
	ID     string   // the object's id
	State  string   // the state it is in
	Goals  []string // the states that were waited for
}

// Error returns the object, its state and what was waited for.
func (e *UnreachableError) Error() string {
	goals := strings.Join(e.Goals, " or ")
	if goals == "" {
		goals = "no state at all"
	}
	return fmt.Sprintf("%s: %s %s is %s and will not come to be %s", config.name, e.Object, e.ID, e.State, goals)
}

// waitUntil reads an object until cond says that it is as wanted or never will be. It returns the object as it was read
// last, nil if it never was. Between two looks it waits by the client's clock, longer each time; a refusal that asks for
// patience is heeded.
func waitUntil[T any](ctx context.Context, c *core, opts []Option, read func() (*T, error), cond func(*T) (bool, error)) (*T, error) {
	if ctx == nil || cond == nil {
		return nil, errors.New(config.name + ": WaitUntil wants a context and a condition")
	}
	s, err := c.setting(opts)
	if err != nil {
		return nil, err
	}
	var last *T
	pause, failures := firstPause, 0
	for {
		object, err := read()
		if err == nil {
			last, failures = object, 0
			if done, err := cond(object); done || err != nil {
				return object, err
			}
		} else if failures++; ctx.Err() != nil || failures > mostFailures || !passing(err) {
			return last, err
		}
		if err := s.clock.Sleep(ctx, max(pause, asked(err))); err != nil {
			return last, fmt.Errorf("%s: still waiting: %w", config.name, cmp.Or(context.Cause(ctx), err))
		}
		pause = min(pause*3/2, longestPause)
	}
}

// passing reports whether reading again may succeed: no answer came, or one that asks for patience.
func passing(err error) bool {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal.Class() == WaitAndRetry
	}
	var lost *CallError
	return errors.As(err, &lost)
}

// asked is how long a refusal asks the caller to wait, within reason; zero where it does not say.
func asked(err error) time.Duration {
	var refusal *Error
	if !errors.As(err, &refusal) {
		return 0
	}
	seconds, err := strconv.Atoi(refusal.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(min(seconds, int(longestAsked/time.Second))) * time.Second
}

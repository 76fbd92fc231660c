package lifecycle

import (
	"context"
	"net/http"
	"time"
)

// config stands for the configuration of a client's runtime.
var config = struct{ name string }{"parcels"}

// Clock stands for what waits.
type Clock interface {
	Sleep(ctx context.Context, d time.Duration) error
}

// settings stands for what options set.
type settings struct{ clock Clock }

// Option stands for an option of a client or a call.
type Option func(*settings) error

// core stands for what all services of a client share.
type core struct{ settings settings }

// setting stands for the settings of one call.
func (c *core) setting(opts []Option) (*settings, error) {
	s := c.settings
	for _, opt := range opts {
		if err := opt(&s); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

// Class stands for the kind of a resolution.
type Class string

// WaitAndRetry stands for the class of what may succeed later.
const WaitAndRetry Class = "wait_and_retry"

// Error stands for a refusal.
type Error struct {
	Header http.Header
	Kind   Class
}

// Error implements error.
func (e *Error) Error() string { return "refused" }

// Class stands for the kind of a refusal's resolution.
func (e *Error) Class() Class { return e.Kind }

// CallError stands for a call that ended without an answer.
type CallError struct{ Err error }

// Error implements error.
func (e *CallError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *CallError) Unwrap() error { return e.Err }

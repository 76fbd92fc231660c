package lifecycle

import "net/http"

// config stands for the configuration of a client's runtime.
var config = struct{ name string }{"parcels"}

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

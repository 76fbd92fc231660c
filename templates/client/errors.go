package client

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// ErrorCode is the code that the API gives a refusal. It is an error only so that errors.Is can be asked for it; calls
// return an *Error that carries it.
type ErrorCode string

// Error returns the code and what it means.
func (c ErrorCode) Error() string {
	if m := c.Message(); m != "" {
		return config.name + ": " + string(c) + ": " + m
	}
	return config.name + ": " + string(c)
}

// Is reports whether target is c, a general code that c is a special case of, or c's class. The other way round it is
// false: a general code is not one of its special cases.
func (c ErrorCode) Is(target error) bool {
	switch target := target.(type) {
	case ErrorCode:
		for seen := 0; c != "" && seen < maxFamily; seen++ {
			if c == target {
				return true
			}
			c = c.Family()
		}
	case Class:
		return target != "" && c.Class() == target
	}
	return false
}

// maxFamily bounds how many families can stand above each other.
const maxFamily = 16

// codeFacts is what is known of a code.
type codeFacts struct {
	code       ErrorCode
	message    string
	resolution string
	class      Class
	family     ErrorCode
}

// facts finds what is known of a code; nothing where this package does not know it. Like fault and object, it is called
// from so many places that a copy in each would make programs larger, and slower to compile, for nothing.
//
//go:noinline
func (c ErrorCode) facts() *codeFacts {
	for i := range codes {
		if codes[i].code == c {
			return &codes[i]
		}
	}
	return &codeFacts{}
}

// Message returns what the code means in the words of the API, or "" for a code this package does not know.
func (c ErrorCode) Message() string { return c.facts().message }

// Resolution returns what the caller should do, or "" for a code this package does not know.
func (c ErrorCode) Resolution() string { return c.facts().resolution }

// Class returns the kind of resolution, or "" for a code this package does not know.
func (c ErrorCode) Class() Class { return c.facts().class }

// Family returns the general code that c is a special case of, or "".
func (c ErrorCode) Family() ErrorCode { return c.facts().family }

// Known reports whether this package knows the code. The API may add codes at any time.
func (c ErrorCode) Known() bool { return c.facts().code != "" }

// Class is the kind of a resolution: what a program can do about an error without knowing its code. Ask for it with
// errors.Is.
type Class string

// The kinds of resolution.
const (
	// NoActionNeeded says that what was asked for is already so.
	NoActionNeeded Class = "no_action_needed"

	// FixRequest says that the request has to change before it can succeed.
	FixRequest Class = "fix_request"

	// OtherCredentials says that another key is needed.
	OtherCredentials Class = "other_credentials"

	// WaitAndRetry says that the same request may succeed later.
	WaitAndRetry Class = "wait_and_retry"

	// ContactSupport says that only the API's owner can help.
	ContactSupport Class = "contact_support"
)

// Error returns the class in words.
func (c Class) Error() string { return config.name + ": " + strings.ReplaceAll(string(c), "_", " ") }

// Error is an answer of the API, or of something on the way to it, whose status does not say success.
type Error struct {
	Op        string      // the operation, such as "parcel.close"
	Status    int         // the HTTP status
	Code      ErrorCode   // "" where the body carries none, as in a gateway's error page
	Message   string      // for people; "" where the body carries none
	RequestID string      // by which the API's owner can find the request; "" where the answer carries none
	Header    http.Header // of the answer
	Body      []byte      // as it was received, up to the limit of WithMaxBody
	Truncated bool        // whether Body is not all of it

	secret secret // what must not stand in texts
}

// Error returns operation, status, code, message and request id, or the beginning of a body that is in another form.
func (e *Error) Error() string {
	what, message := string(e.Code), e.Message
	if what == "" && message == "" {
		what, message = http.StatusText(e.Status), "empty body"
		if body := excerpt(e.Body); body != "" {
			message = strconv.Quote(body)
		}
	}
	text := subject(e.Op) + strconv.Itoa(e.Status)
	if what != "" {
		text += " " + what
	}
	if message != "" {
		text += ": " + message
	}
	if e.RequestID != "" {
		text += " (request " + e.RequestID + ")"
	}
	return e.secret.hide(text)
}

// subject begins the text of an error: the package and the operation, "" where it is not about one.
func subject(op string) string {
	if op == "" {
		return config.name + ": "
	}
	return config.name + ": " + op + ": "
}

// GoString keeps %#v from showing what Error leaves out.
func (e *Error) GoString() string {
	return "&" + config.name + ".Error{" + strconv.Quote(e.Error()) + "}"
}

// Is reports whether the answer's code is target, is of its family or is of its class.
func (e *Error) Is(target error) bool {
	switch target := target.(type) {
	case ErrorCode:
		return e.Code.Is(target)
	case Class:
		return target != "" && e.Class() == target
	}
	return false
}

// Resolution returns what the caller should do. For a code this package does not know, it says what the status tells.
func (e *Error) Resolution() string {
	if r := e.Code.Resolution(); r != "" {
		return r
	}
	switch e.Class() {
	case WaitAndRetry:
		return "Wait, then send the request again if repeating it is safe."
	case OtherCredentials:
		return "Use a key that may do this."
	}
	return "Look at the message and the body, and change the request."
}

// Class returns the kind of resolution. For a code this package does not know, it follows from the status.
func (e *Error) Class() Class {
	if c := e.Code.Class(); c != "" {
		return c
	}
	switch {
	case e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden:
		return OtherCredentials
	case e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout || e.Status >= 500:
		return WaitAndRetry
	}
	return FixRequest
}

// readError makes an *Error of an answer.
func readError(op *operation, a *answer, hide secret) *Error {
	e := &Error{
		Op: op.name, Status: a.status, Header: a.header, RequestID: a.requestID(),
		Body: append([]byte(nil), a.body...), Truncated: a.truncated, secret: hide,
	}
	e.Code = ErrorCode(hide.hide(pathText(a.body, config.errorCode)))
	e.Message = hide.hide(pathText(a.body, config.errorMessage))
	return e
}

// isAbsent reports whether an error is the refusal that says that an object is not there; absent is its code.
func isAbsent(err error, absent ErrorCode) bool {
	var refusal *Error
	return absent != "" && errors.As(err, &refusal) && refusal.Code == absent
}

// excerpt returns the beginning of a body as text on one line.
func excerpt(body []byte) string {
	const most = 200
	text := strings.ToValidUTF8(string(body[:min(len(body), 4*most)]), "�")
	text = strings.Join(strings.Fields(text), " ")
	return clip(text, most)
}

// Outcome says what is known of a call that ended without an answer.
type Outcome string

// What is known of a call that ended without an answer.
const (
	// OutcomeUnknown says that the request may have had its effect, and may still have it.
	OutcomeUnknown Outcome = "unknown"

	// OutcomeNotSent says that the request never left, so that it had no effect and will have none.
	OutcomeNotSent Outcome = "not sent"
)

// CallError is a call that ended without a whole answer: no connection, a timeout, a cancelled context, a broken body,
// or an answer that cannot be read. Unwrap gives the cause.
type CallError struct {
	Op      string  // the operation, such as "parcel.close"
	Outcome Outcome // what is known of the effect
	Status  int     // the HTTP status, if the answer got that far; else 0
	Body    []byte  // what was received of the body; nil if nothing was
	Err     error   // why

	secret secret
}

// Error returns operation, outcome and cause.
func (e *CallError) Error() string {
	text := subject(e.Op)
	if e.Status != 0 {
		text += "answer " + strconv.Itoa(e.Status) + " cannot be used: "
	} else if e.Outcome == OutcomeNotSent {
		text += "not sent: "
	}
	return e.secret.hide(text + e.Err.Error())
}

// GoString keeps %#v from showing what Error leaves out.
func (e *CallError) GoString() string {
	return "&" + config.name + ".CallError{" + strconv.Quote(e.Error()) + "}"
}

// Unwrap returns the cause, such as context.Canceled.
func (e *CallError) Unwrap() error { return e.Err }

// Fault is one thing that is wrong with a call's parameters.
type Fault struct {
	Param   string // its name on the wire, such as "source[type]"
	Problem string // such as "must be at least 1"
}

// ParamError lists everything that is wrong with a call's parameters. Nothing was sent.
type ParamError struct {
	Op     string // the operation, such as "parcel.close"
	Faults []Fault
}

// Error returns the operation and every fault.
func (e *ParamError) Error() string {
	faults := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		faults[i] = f.Param + " " + f.Problem
	}
	return subject(e.Op) + strings.Join(faults, "; ")
}

// Is reports whether target is FixRequest.
func (e *ParamError) Is(target error) bool { return target == FixRequest }

// KeyError says that the client's key cannot be used for what was asked. Nothing was sent.
type KeyError struct {
	Op      string // the operation; "" where it is not about one
	Problem string
}

// Error returns the operation and the problem. It never shows the key.
func (e *KeyError) Error() string { return subject(e.Op) + e.Problem }

// Is reports whether target is OtherCredentials.
func (e *KeyError) Is(target error) bool { return target == OtherCredentials }

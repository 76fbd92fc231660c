package client

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	mathrand "math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"
)

// RetryPolicy says how often and after what waits a request is sent again. What may be sent again at all follows from
// what the operation does: reading always; what converges, since a second time changes nothing; anything else only if
// the request provably never left, or if WithTrustedIdempotency says that the API recognises it.
type RetryPolicy struct {
	Attempts int           // how often a request is sent at most, the first time counted; 1 for no retries
	Wait     time.Duration // the longest wait before the second attempt; it doubles with each further one
	MaxWait  time.Duration // the longest wait before any attempt, also where the API asks for more
}

// Clock tells the time and waits. Tests put one of their own in its place.
type Clock interface {
	Now() time.Time

	// Sleep waits for d, or until ctx ends; then it returns the context's error.
	Sleep(ctx context.Context, d time.Duration) error
}

// WithRetryPolicy changes how often and after what waits requests are sent again.
func WithRetryPolicy(p RetryPolicy) Option {
	return func(s *settings) {
		if p.Attempts < 1 || p.Wait < 0 || p.MaxWait < 0 {
			s.refuse("WithRetryPolicy: wanted at least 1 attempt and no negative wait, got %+v", p)
			return
		}
		s.retry = p
	}
}

// WithAttemptTimeout bounds each attempt of a call. Zero means no bound but that of the call.
func WithAttemptTimeout(d time.Duration) Option {
	return func(s *settings) {
		if d < 0 {
			s.refuse("WithAttemptTimeout: %v is negative", d)
			return
		}
		s.attemptTimeout = d
	}
}

// WithTrustedIdempotency states that the API recognises a repeated request by its idempotency key, so that creating and
// overwriting calls may be sent again too. A call without a key then gets one. If the statement is wrong, a retry can do
// twice what was asked for once.
func WithTrustedIdempotency() Option {
	return func(s *settings) {
		if config.idempotency == "" {
			s.refuse("WithTrustedIdempotency: the API knows no idempotency keys")
			return
		}
		s.trusted = true
	}
}

// WithClock uses a clock other than the system's for waits and time limits between attempts.
func WithClock(c Clock) Option {
	return func(s *settings) {
		if c == nil {
			s.refuse("WithClock: no clock")
			return
		}
		s.clock = c
	}
}

// WithRandom uses random, which returns numbers from 0 up to 1, to spread the waits of many clients.
func WithRandom(random func() float64) Option {
	return func(s *settings) {
		if random == nil {
			s.refuse("WithRandom: no function")
			return
		}
		s.random = random
	}
}

// How requests are sent again where no option says otherwise.
var defaultRetry = RetryPolicy{Attempts: 3, Wait: 500 * time.Millisecond, MaxWait: 10 * time.Second}

// systemClock is the Clock of the system.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// budget damps storms: each retry takes from it and gives back what it took if the call succeeds in the end; each call
// that succeeds at once gives a little. While it is empty nothing is sent twice.
type budget struct{ spent atomic.Int64 }

const (
	budgetSize  = 500
	costOfRetry = 5
	gainAtOnce  = 1
)

func (b *budget) take() bool {
	if b.spent.Add(costOfRetry) > budgetSize {
		b.spent.Add(-costOfRetry)
		return false
	}
	return true
}

// give is for a call that succeeded after some retries.
func (b *budget) give(retries int) {
	gain := int64(max(gainAtOnce, retries*costOfRetry))
	if b.spent.Load() > 0 && b.spent.Add(-gain) < 0 {
		b.spent.Store(0)
	}
}

// verdict is what a failed attempt means for another one.
type verdict uint8

const (
	verdictFinal   verdict = iota // another attempt would end the same way
	verdictNotSent                // it never left: another may be made whatever it does
	verdictTurned                 // it was turned away before anything was done
	verdictUnclear                // it may have had its effect
)

// judge tells what a failed attempt means.
func judge(err error) verdict {
	var refusal *Error
	var lost *CallError
	switch {
	case errors.As(err, &refusal):
		switch refusal.Status {
		case http.StatusTooManyRequests:
			return verdictTurned
		case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return verdictUnclear
		}
	case errors.As(err, &lost):
		if lost.Outcome == OutcomeNotSent {
			return verdictNotSent
		}
		return verdictUnclear
	}
	return verdictFinal
}

// mayRepeat reports whether a request of this kind may be sent again after a verdict.
func (r *request) mayRepeat(v verdict, s *settings) bool {
	switch {
	case v == verdictFinal:
		return false
	case v == verdictNotSent || r.op.replay == replayReading || r.op.replay == replayConverging:
		return true
	}
	return s.trusted && s.idempotent != "" && recognised(r.op.method)
}

// recognised reports whether the API heeds idempotency keys on a method.
func recognised(method string) bool {
	return config.idempotency != "" && (len(config.idempotent) == 0 || slices.Contains(config.idempotent, method))
}

// withKey gives a call that may be repeated only with an idempotency key one, unless it has its own.
func (s *settings) withKey(op *operation) (*settings, error) {
	once := op.replay == replayCreating || op.replay == replayOverwriting
	if !s.trusted || s.idempotent != "" || !once || !recognised(op.method) {
		return s, nil
	}
	var random [16]byte
	if _, err := rand.Read(random[:]); err != nil {
		return nil, err
	}
	t := *s
	t.idempotent = hex.EncodeToString(random[:])
	return &t, nil
}

// wait is how long to wait before the next attempt: what the API asks for, else a random part of a time that doubles
// with each attempt.
func (s *settings) wait(attempt int, err error) time.Duration {
	var refusal *Error
	if errors.As(err, &refusal) {
		if d, ok := retryAfter(refusal.Header.Get("Retry-After"), s.clock.Now()); ok {
			return min(d, s.retry.MaxWait)
		}
	}
	d := s.retry.Wait
	for i := 1; i < attempt && d < s.retry.MaxWait; i++ {
		d *= 2
	}
	random := mathrand.Float64
	if s.random != nil {
		random = s.random
	}
	return time.Duration(random() * float64(min(d, s.retry.MaxWait)))
}

// retryAfter reads the header: seconds, or a date.
func retryAfter(text string, now time.Time) (time.Duration, bool) {
	if text == "" {
		return 0, false
	}
	if n, err := strconv.ParseInt(text, 10, 32); err == nil {
		return time.Duration(max(n, 0)) * time.Second, true
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	return max(at.Sub(now), 0), true
}

package client

import (
	"context"
	"iter"
)

// WithReference puts a word of the caller's own into what a call makes, where the operation has a place for it. It should
// be said of one object alone, such as the number of an order. If the answer to the call is lost, the client looks for the
// object among what is listed; if it is there, that is the call's success. It is an option of a call, not of a client.
func WithReference(reference string) Option {
	return func(s *settings) {
		if reference == "" || len(reference) > 255 || !validValue(reference) {
			s.refuse("WithReference: %q cannot stand for an object", clip(reference, 40))
			return
		}
		s.reference = reference
	}
}

// referable are parameters that can carry a reference.
type referable interface {
	// refer puts it in, or finds fault with parameters that say otherwise.
	refer(k *checker, reference string)
}

// finder looks for what was made with a reference.
type finder[T any] func(ctx context.Context, reference string, opts ...Option) (*T, bool, error)

// sendReferred is send for an operation that makes something and can carry a reference to it.
func sendReferred[T any, P interface {
	*T
	codable
}](ctx context.Context, c *core, k *checker, r *request, p referable, find finder[T], opts []Option) (*T, error) {
	s, err := c.setting(opts)
	if err != nil {
		return nil, err
	}
	out := new(T)
	if reference := s.reference; reference != "" {
		p.refer(k, reference)
		r.look = func(ctx context.Context, _ *settings) (bool, error) {
			found, ok, err := find(ctx, reference, append(opts[:len(opts):len(opts)], quietly)...)
			if ok {
				*out = *found
			}
			return ok, err
		}
	}
	if err := c.do(ctx, k, r, P(out), opts); err != nil {
		return nil, err
	}
	return out, nil
}

// quietly takes out of a call's options what is said of that one call.
func quietly(s *settings) {
	s.response, s.idempotent, s.reference, s.extras, s.expand = nil, "", "", nil, false
}

// mostListed is how many objects are looked at, where those that were made last are listed first.
const mostListed = 1000

// findReferred returns the first of the listed objects that has a reference, of as many as most says; 0 for all.
func findReferred[T any](listed iter.Seq2[*T, error], most int, has func(*T) bool) (*T, bool, error) {
	n := 0
	for o, err := range listed {
		if err != nil {
			return nil, false, err
		}
		if o != nil && has(o) {
			return o, true, nil
		}
		if n++; n == most {
			break
		}
	}
	return nil, false, nil
}

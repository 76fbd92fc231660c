package prove

import (
	"slices"

	"github.com/chargegen/chargegen/gen/model"
)

// sequence is steps whose arguments may refer to the answers of steps before.
type sequence []Step

// add appends other, whose references count from its own first step, and returns how many steps stand before it.
func (s *sequence) add(other sequence) int {
	at := len(*s)
	*s = slices.Grow(*s, len(other))
	for _, step := range other {
		*s = append(*s, step.shifted(at))
	}
	return at
}

// shifted returns the step with its references moved by n.
func (s Step) shifted(n int) Step {
	if n == 0 {
		return s
	}
	s.Args = slices.Clone(s.Args)
	for i := range s.Args {
		if s.Args[i].From > 0 {
			s.Args[i].From += n
		}
	}
	return s
}

// Shortest is the pair of an error that fewest steps show, nil where none do.
func (r *Report) Shortest(e *model.ErrorCode) *Pair {
	var best *Pair
	for _, p := range r.Pairs {
		if p.Error.Error == e && len(p.Steps) > 0 && (best == nil || len(p.Steps) < len(best.Steps)) {
			best = p
		}
	}
	return best
}

// Of is the pair of an operation and an error, nil where the operation does not declare it.
func (r *Report) Of(op *model.Operation, e *model.ErrorCode) *Pair {
	for _, p := range r.Pairs {
		if p.Operation == op && p.Error.Error == e {
			return p
		}
	}
	return nil
}

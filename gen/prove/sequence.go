package prove

import "slices"

// sequence is steps whose arguments may refer to the answers of steps before.
type sequence []Step

// add appends other, whose references count from its own first step, and returns how many steps stand before it.
func (s *sequence) add(other sequence) int {
	at := len(*s)
	for _, step := range other {
		*s = append(slices.Clip(*s), step.shifted(at))
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

package client

import "sync"

// standing is an object that has states. The generated code that knows of them makes it so.
type standing interface {
	// standing returns the kind of object, its id and its state, "" where that is unknown.
	standing() (object, id, state string)

	// follows reports whether its state may come after another one.
	follows(before string) bool
}

// shelf is what holds several objects.
type shelf interface{ each(see func(any)) }

// sight is the state that an object was seen in, and when that was.
type sight struct {
	state string
	turn  uint64
}

// sights remembers which state objects were seen in last, as long as they are among the last mostSights or twice as many.
// The zero value remembers nothing yet.
type sights struct {
	mu         sync.Mutex
	turns      uint64
	young, old map[string]sight
}

const mostSights = 4096

// turn is the present moment, before a request is sent.
func (s *sights) turn() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turns++
	return s.turns
}

// last returns the state that an object was seen in last, or "".
func (s *sights) last(object, id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	was, _ := s.find(object + " " + id)
	return was.state
}

// see notes the state of an object by the answer to a request that was sent at a turn. It returns the state it was seen in
// before, and whether the new one cannot come after it. Where the earlier answer came only after the request was sent,
// nobody knows which of the two states was first; then the one that can come after the other is kept.
func (s *sights) see(o standing, sent uint64) (before string, drifted bool) {
	object, id, state := o.standing()
	if id == "" {
		return "", false
	}
	key := object + " " + id
	s.mu.Lock()
	defer s.mu.Unlock()
	was, known := s.find(key)
	possible := !known || o.follows(was.state)
	crossed := known && was.turn > sent
	if crossed && !possible {
		return was.state, false
	}
	s.turns++
	s.keep(key, sight{state, s.turns})
	return was.state, known && !possible
}

func (s *sights) find(key string) (sight, bool) {
	if was, ok := s.young[key]; ok {
		return was, true
	}
	was, ok := s.old[key]
	return was, ok
}

func (s *sights) keep(key string, now sight) {
	if s.young == nil {
		s.young = map[string]sight{}
	}
	if s.young[key] = now; len(s.young) >= mostSights {
		s.young, s.old = nil, s.young
	}
}

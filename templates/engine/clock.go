package engine

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Clock is the engine's time. It runs with the machine's or stands still, and it never goes back.
type Clock struct {
	mu sync.Mutex // held by whoever sets it
	at atomic.Pointer[setting]
}

// setting is how a clock was set last.
type setting struct {
	base   time.Time // what it showed at since
	since  time.Time // the machine's time then, with its monotonic part
	frozen bool
}

// NewClock returns a clock that stands still at start.
func NewClock(start time.Time) *Clock { return newClock(&setting{base: start.UTC(), frozen: true}) }

// WallClock returns a clock that runs with the machine's.
func WallClock() *Clock {
	now := time.Now()
	return newClock(&setting{base: now.UTC().Round(0), since: now})
}

func newClock(s *setting) *Clock {
	c := &Clock{}
	c.at.Store(s)
	return c
}

// Now returns the time that the clock shows.
func (c *Clock) Now() time.Time {
	if s := c.at.Load(); s.frozen {
		return s.base
	}
	c.mu.Lock() // whoever sets it takes the time first: who read it meanwhile would see a later one than is shown then
	defer c.mu.Unlock()
	return c.now()
}

// now is Now for whoever holds the clock.
func (c *Clock) now() time.Time {
	s := c.at.Load()
	if s.frozen {
		return s.base
	}
	return s.base.Add(max(0, time.Since(s.since)))
}

// Unix returns the time in whole seconds since 1970.
func (c *Clock) Unix() int64 { return c.Now().Unix() }

// Advance moves the clock forward by d. A d below 0 is refused.
func (c *Clock) Advance(d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d < 0 {
		return fmt.Errorf("the clock cannot go back by %s", -d)
	}
	return c.to(c.now().Add(d))
}

// Set moves the clock forward to t. A time before the one it shows is refused.
func (c *Clock) Set(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); t.Before(now) {
		return fmt.Errorf("the clock cannot go back from %s to %s", now.Format(time.RFC3339), t.UTC().Format(time.RFC3339))
	}
	return c.to(t.UTC())
}

func (c *Clock) to(t time.Time) error {
	if t.Year() > 9000 {
		return fmt.Errorf("the clock cannot go beyond the year 9000")
	}
	c.at.Store(&setting{base: t, since: time.Now(), frozen: c.Frozen()})
	return nil
}

// Freeze makes the clock stand still.
func (c *Clock) Freeze() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at.Store(&setting{base: c.now(), frozen: true})
}

// Run makes the clock run with the machine's, from what it shows.
func (c *Clock) Run() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.at.Load(); s.frozen {
		c.at.Store(&setting{base: s.base, since: time.Now()})
	}
}

// Frozen reports whether the clock stands still.
func (c *Clock) Frozen() bool { return c.at.Load().frozen }

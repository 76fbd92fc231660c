package engine_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chargegen/chargegen/templates/engine"
)

func TestClockStandsStill(t *testing.T) {
	start := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	c := engine.NewClock(start)
	if err := c.Advance(90 * time.Minute); err != nil {
		t.Fatal(err)
	}
	if got, want := c.Now(), start.Add(90*time.Minute); !got.Equal(want) {
		t.Errorf("Now = %s, want %s", got, want)
	}
	for _, err := range []error{c.Advance(-1), c.Set(start)} {
		if err == nil || !strings.Contains(err.Error(), "the clock cannot go back") {
			t.Errorf("went back: %v", err)
		}
	}
	if err := c.Advance(1<<63 - 1); err != nil {
		t.Errorf("290 years on: %v", err)
	}
}

func TestClockRunsWithTheMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := engine.WallClock()
		start := c.Now()
		time.Sleep(time.Hour)
		if got := c.Now().Sub(start); got != time.Hour {
			t.Errorf("an hour later the clock is %s on", got)
		}
		c.Freeze()
		time.Sleep(time.Hour)
		if err := c.Advance(time.Minute); err != nil {
			t.Fatal(err)
		}
		c.Run()
		time.Sleep(time.Second)
		if got, want := c.Now().Sub(start), time.Hour+time.Minute+time.Second; got != want {
			t.Errorf("the clock is %s on, want %s", got, want)
		}
	})
}

// Whoever looks while the clock is set never sees a time before one that was seen.
func TestClockNeverGoesBack(t *testing.T) {
	c := engine.WallClock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20_000 {
			_ = c.Advance(0) // by nothing, which is never refused
			c.Freeze()
			c.Run()
		}
	}()
	for last := c.Now(); ; {
		now := c.Now()
		if now.Before(last) {
			t.Fatalf("the clock went back by %s", last.Sub(now))
		}
		last = now
		select {
		case <-done:
			return
		default:
		}
	}
}

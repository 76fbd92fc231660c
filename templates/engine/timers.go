package engine

import (
	"container/heap"
	"math"
	"sync"
	"sync/atomic"
)

// maxFirings bounds how many timers one call lets fire; the rest fire at the next.
const maxFirings = 100_000

// timers is what is due in an account, the earliest first. Locks are taken in this order: turn, object.mu, mu.
type timers struct {
	turn sync.Mutex // held while timers fire
	next atomic.Int64
	mu   sync.Mutex
	heap dueHeap
}

// due is one timer of one object.
type due struct {
	at    int64
	seq   uint64
	timer int
	o     *object
}

type dueHeap []due

func (h dueHeap) Len() int { return len(h) }
func (h dueHeap) Less(i, j int) bool {
	a, b := h[i], h[j]
	if a.at != b.at {
		return a.at < b.at
	}
	if a.seq != b.seq {
		return a.seq < b.seq
	}
	return a.timer < b.timer
}
func (h dueHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *dueHeap) Push(x any)   { *h = append(*h, x.(due)) }
func (h *dueHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// add enters a timer.
func (t *timers) add(d due) {
	t.mu.Lock()
	defer t.mu.Unlock()
	heap.Push(&t.heap, d)
	if next := t.next.Load(); next == 0 || d.at < next {
		t.next.Store(d.at)
	}
}

// pop takes out the earliest timer that is due at now. Where there is none it notes when the next one is.
func (t *timers) pop(now int64) (due, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.heap) == 0 {
		t.next.Store(math.MaxInt64)
		return due{}, false
	}
	if t.heap[0].at > now {
		t.next.Store(t.heap[0].at)
		return due{}, false
	}
	return heap.Pop(&t.heap).(due), true
}

// catchUp lets every timer of the account fire that is due at now, in the order of time.
func (e *Engine) catchUp(a *account, now int64) {
	if next := a.timers.next.Load(); next == 0 || next > now {
		return
	}
	a.timers.turn.Lock()
	defer a.timers.turn.Unlock()
	for range maxFirings {
		d, ok := a.timers.pop(now)
		if !ok {
			return
		}
		d.o.mu.Lock()
		if d.o.due[d.timer] == d.at {
			e.fire(d.o, d.timer)
		}
		d.o.mu.Unlock()
	}
}

// overdue lets the timers of one object fire that are due at now. The object is locked by the caller.
func (e *Engine) overdue(o *object, now int64) {
	for range maxFirings {
		first := -1
		for i, at := range o.due {
			if at != 0 && at <= now && (first < 0 || at < o.due[first]) {
				first = i
			}
		}
		if first < 0 {
			return
		}
		e.fire(o, first)
	}
}

// fire lets one timer of an object fire. The object is locked by the caller.
func (e *Engine) fire(o *object, timer int) {
	at := o.due[timer]
	o.due[timer] = 0
	rec, ok := o.load(nil)
	if !ok {
		return
	}
	c := e.caseOf(o.account, e.baseOf(o), max(at, o.changed))
	c.Self = rec
	t := o.class.Timers[timer]
	if !t.Holds(c) {
		return
	}
	o.fired[timer] = at
	next, event := t.Apply(c)
	e.store(o, c, next, event)
}

// schedule works out when each timer of an object fires. The object is locked by the caller, or not yet known to others.
func (e *Engine) schedule(o *object, c *Case) {
	now := c.Now
	defer func() { c.Now = now }()
	for i, t := range o.class.Timers {
		c.Now = now
		at, ok := t.Due(c)
		c.Now = max(at, o.changed)
		if !ok || at == 0 || at == o.fired[i] || !t.Holds(c) {
			o.due[i] = 0
			continue
		}
		if o.due[i] != at {
			o.due[i] = at
			o.account.timers.add(due{at: at, seq: o.seq, timer: i, o: o})
		}
	}
}

// store replaces an object's record, and does what follows from that. The object is locked by the caller.
func (e *Engine) store(o *object, c *Case, rec Record, event string) {
	o.record.Store(rec.pack())
	e.follow(o, c, rec, event)
}

// follow leaves the event of a change behind and sets the timers. The object is locked by the caller.
func (e *Engine) follow(o *object, c *Case, rec Record, event string) {
	o.changed, o.base = max(o.changed, c.Now), c.Base
	e.publish(o, rec, c.Base)
	c.Self = rec
	if event != "" {
		e.emit(o, c, event)
	}
	e.schedule(o, c)
}

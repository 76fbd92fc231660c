package engine

import "sync/atomic"

// copies is what was last written of objects that were read, for who waits for a change and asks again and again. Each
// object has its place, which others take too.
type copies [256]atomic.Pointer[written]

// written is a record as it was answered.
type written struct {
	of   *packed
	body []byte
}

// copy returns the body that record k of an object was answered with, nil where it is not kept.
func (c *copies) copy(o *object, k *packed) []byte {
	if w := c[o.seq%uint64(len(c))].Load(); w != nil && w.of == k {
		return w.body
	}
	return nil
}

func (c *copies) keep(o *object, k *packed, body []byte) {
	c[o.seq%uint64(len(c))].Store(&written{k, body})
}

// clear forgets all.
func (c *copies) clear() {
	for i := range c {
		c[i].Store(nil)
	}
}

package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How a run that ends soon collects garbage. A small one fills a fixed room and collects when that is full: as seldom as
// can be, and never is there more than most machines have idle. Once what is in use takes half of the room, collecting
// would take ever more of the time, so it is done when garbage is twice what is in use; and at the ceiling whatever it
// costs.
const (
	room    = 26 << 20 // bytes, of all that the runtime has mapped
	full    = 12 << 20 // bytes in use
	garbage = 200      // percent of what is in use
	ceiling = 1700 << 20
)

// collectSeldom suits the collection of garbage to a run that ends soon. What the environment says goes before.
func collectSeldom() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(-1)
		debug.SetMemoryLimit(room)
		afterCollection(leaveRoom)
	}
}

// leaveRoom lets a run have more memory that needs it, and else looks again after the next collection.
func leaveRoom() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Uint64() < full {
		afterCollection(leaveRoom)
		return
	}
	debug.SetGCPercent(garbage)
	debug.SetMemoryLimit(ceiling)
}

// afterCollection calls f, in a goroutine, after garbage was next collected.
func afterCollection(f func()) {
	runtime.AddCleanup(&struct{ garbage *int }{}, func(f func()) { f() }, f)
}

// slack is how much garbage may gather in a server before it is collected, however little is in use.
const slack = 64 << 20

// takeSlack has garbage collected no sooner than slack of it gathered, for as long as what it returns is kept alive. That
// is never touched, so it takes no memory of the machine; but the collector counts it, and waits until there is as much
// of other things. It must be taken first of all: from memory that was used before it would be cleared, and so be touched.
func takeSlack() []byte {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(2 * slack / leastHeap * 100) // or taking it would begin a collection
		afterCollection(func() { debug.SetGCPercent(100) })
	}
	return make([]byte, slack)
}

// leastHeap is what the heap grows to before the first collection, at 100 percent.
const leastHeap = 4 << 20

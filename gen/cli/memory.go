package cli

import (
	"os"
	"runtime"
	"runtime/debug"
)

// How much garbage there may be beside what is in use, in percent, and how much of both before it is collected whatever
// that costs. A run ends before most of what it made is garbage: collecting half as often saves a fifth of its time.
const (
	garbage = 200
	ceiling = 1700 << 20
)

// collectSeldom suits the collection of garbage to a run that ends soon. What the environment says goes before.
func collectSeldom() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(ceiling)
	}
}

// slack is how much garbage may gather in a server before it is collected, however little is in use.
const slack = 64 << 20

// takeSlack has garbage collected no sooner than slack of it gathered, for as long as what it returns is kept alive. That
// is never touched, so it takes no memory of the machine; but the collector counts it, and waits until there is as much
// of other things. It must be taken first of all: from memory that was used before it would be cleared, and so be touched.
func takeSlack() []byte {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(2 * slack / leastHeap * 100) // or taking it would begin a collection
		runtime.AddCleanup(new(*byte), func(percent int) { debug.SetGCPercent(percent) }, 100)
	}
	return make([]byte, slack)
}

// leastHeap is what the heap grows to before the first collection, at 100 percent.
const leastHeap = 4 << 20

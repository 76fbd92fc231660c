package cli

import (
	"os"
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

// Command bench measures the generated client and mock of spec/charges.yaml beside peers and floors, each pair in
// turns in one run, and prints medians, their ratio, and what was aimed for. A ratio below 1 is faster than the peer.
// It judges nothing: machines are noisy, and a figure counts only beside its peer's of the same run.
package main

import (
	"fmt"
	"os"
	"slices"
	"testing"
)

// row is one comparison.
type row struct {
	what, peer string
	aim        string
	ours       func(*testing.B)
	theirs     func(*testing.B)
}

// rounds is how often each pair is measured; the median counts.
const rounds = 7

func main() {
	fix := newFixture()
	defer fix.close()
	fmt.Println("| what | ours | allocs | peer | theirs | allocs | ratio | aim |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, r := range rows(fix) {
		ours, theirs := measure(r.ours, r.theirs)
		fmt.Fprintf(os.Stdout, "| %s | %s | %d | %s | %s | %d | %.2f | %s |\n", r.what, ns(ours), ours.AllocsPerOp(), r.peer,
			ns(theirs), theirs.AllocsPerOp(), float64(ours.NsPerOp())/float64(theirs.NsPerOp()), r.aim)
	}
}

// measure runs both in turns and returns the run of the median time of each.
func measure(a, b func(*testing.B)) (testing.BenchmarkResult, testing.BenchmarkResult) {
	var as, bs []testing.BenchmarkResult
	for range rounds {
		as = append(as, testing.Benchmark(a))
		bs = append(bs, testing.Benchmark(b))
	}
	return median(as), median(bs)
}

func median(runs []testing.BenchmarkResult) testing.BenchmarkResult {
	slices.SortFunc(runs, func(a, b testing.BenchmarkResult) int { return int(a.NsPerOp() - b.NsPerOp()) })
	return runs[len(runs)/2]
}

func ns(r testing.BenchmarkResult) string { return fmt.Sprintf("%d ns", r.NsPerOp()) }

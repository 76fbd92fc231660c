package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// sizes are how many copies of the charge resource the scaled specs have: up to 10,000 operations.
var sizes = []int{1, 10, 100, 1000}

// patience is how long one run may take where it grows with the spec.
const patience = 30 * time.Second

// tenfold is how much more ten times the resources may cost.
const tenfold = 11

// scale measures how the cost of generating grows with the spec.
func (b *bench) scale() error {
	curve := map[string][]point{}
	out, err := b.folder("scaled")
	if err != nil {
		return err
	}
	var ours []cost
	for _, n := range sizes {
		in, err := b.write(n)
		if err != nil {
			return err
		}
		c := b.chargegen("chargegen", filepath.Join(out, "client"), in, clientOnly)
		costs, err := alternate(repeats(n), c)
		if errors.Is(err, errTooLong) {
			b.table.add(row{what: fmt.Sprintf("%d copies, client and errors", n), ours: err.Error(), target: "≤ 20.0 s", met: missed})
			break
		}
		if err != nil {
			return err
		}
		ours = append(ours, costs[0])
		curve["chargegen"] = append(curve["chargegen"], point{n, costs[0].time})
		if err := b.scalePeers(curve, out, in, n); err != nil {
			return err
		}
	}
	b.growth(ours, curve)
	b.curve = curve
	if len(ours) < len(sizes) {
		return nil
	}
	lines, err := longest(filepath.Join(out, "client"))
	if err != nil {
		return err
	}
	last := ours[len(ours)-1]
	b.table.absolute("1000 copies, client and errors", seconds(last.time), seconds(20*time.Second))
	b.table.absolute("1000 copies: memory", kilobytes(last.memory), number(2048, "MiB"))
	b.table.absolute("1000 copies: longest file", number(float64(lines), "lines"), number(5000, "lines"))
	return nil
}

// repeats is how often a run of n copies is measured.
func repeats(n int) int {
	switch {
	case n >= 1000:
		return 1
	case n >= 100:
		return 3
	}
	return 5
}

// scalePeers measures the peers over the same shapes. One that was too slow for n copies is not asked for more.
func (b *bench) scalePeers(curve map[string][]point, out string, in inputs, n int) error {
	for _, name := range []string{"oapi-codegen", "ogen", "openapi-typescript"} {
		c, ok := b.generators(out, in)[name]
		if past := curve[name]; !ok || len(past) > 0 && past[len(past)-1].time >= patience {
			continue
		}
		c.limit = patience
		costs, err := alternate(min(3, repeats(n)), c)
		switch {
		case errors.Is(err, errTooLong):
			curve[name] = append(curve[name], point{n, patience})
		case err != nil:
			return err
		default:
			curve[name] = append(curve[name], point{n, costs[0].time})
		}
	}
	return nil
}

// growth adds a row for each step of ten, in time and memory, beside what the slowest growing peer does.
func (b *bench) growth(ours []cost, curve map[string][]point) {
	for i := 2; i < len(ours); i++ {
		what := fmt.Sprintf("%d copies to %d", sizes[i-1], sizes[i])
		r := row{what: what + ": time", ours: seconds(ours[i].time).String(), peer: "oapi-codegen", target: fmt.Sprintf("≤ ×%d", tenfold)}
		grown := float64(ours[i].time) / float64(ours[i-1].time)
		r.ratio, r.met = fmt.Sprintf("×%.1f", grown), judge(grown <= tenfold)
		r.theirs = step(curve["oapi-codegen"], sizes[i-1], sizes[i])
		b.table.add(r)
		grown = float64(ours[i].memory) / float64(ours[i-1].memory)
		b.table.add(row{
			what: what + ": memory", ours: kilobytes(ours[i].memory).String(), ratio: fmt.Sprintf("×%.1f", grown),
			target: fmt.Sprintf("≤ ×%d", tenfold), met: judge(grown <= tenfold),
		})
	}
}

// step tells how a peer's time grew from one size to the next.
func step(points []point, from, to int) string {
	var a, b time.Duration
	for _, p := range points {
		switch p.size {
		case from:
			a = p.time
		case to:
			b = p.time
		}
	}
	switch {
	case a == 0 || b == 0:
		return ""
	case b >= patience:
		return fmt.Sprintf("over %v", patience)
	}
	return fmt.Sprintf("%s, ×%.1f", seconds(b), float64(b)/float64(a))
}

// point is a time to generate a spec of a size.
type point struct {
	size int
	time time.Duration
}

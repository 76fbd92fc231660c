package main

import (
	"fmt"
	"log"
	"strings"
	"time"
)

// row is one line of the table. A ratio is ours to theirs, whichever way is better.
type row struct {
	what   string
	ours   string
	peer   string // whom it is held against; empty for an absolute figure
	theirs string
	ratio  string
	target string
	met    verdict
}

// verdict is whether a row meets its target.
type verdict string

// The verdicts. A row without a target is there to be read.
const (
	met    verdict = "yes"
	missed verdict = "NO"
	none   verdict = ""
)

// judge says whether a figure meets a target.
func judge(ok bool) verdict {
	if ok {
		return met
	}
	return missed
}

// table collects the rows of a run.
type table struct{ rows []row }

// add adds a row, and shows it to whoever waits for the table.
func (t *table) add(r row) {
	t.rows = append(t.rows, r)
	line := r.what + ": " + r.ours
	if r.peer != "" {
		line += fmt.Sprintf(", %s %s", r.peer, r.theirs)
	}
	log.Printf("%s: %s %s %s", line, r.ratio, r.target, r.met)
}

// atMost adds a row whose ratio of ours to theirs may not be above limit; 0 is no limit.
func (t *table) atMost(what, peer string, ours, theirs figure, limit float64) {
	r := row{what: what, ours: ours.String(), peer: peer, theirs: theirs.String()}
	ratio := ours.value / theirs.value
	r.ratio = fmt.Sprintf("%.2f", ratio)
	if limit > 0 {
		r.target, r.met = fmt.Sprintf("≤ %.2f", limit), judge(ratio <= limit)
	}
	t.add(r)
}

// atLeast adds a row whose ratio of ours to theirs may not be below limit; 0 is no limit.
func (t *table) atLeast(what, peer string, ours, theirs figure, limit float64) {
	r := row{what: what, ours: ours.String(), peer: peer, theirs: theirs.String()}
	ratio := ours.value / theirs.value
	r.ratio = fmt.Sprintf("%.2f", ratio)
	if limit > 0 {
		r.target, r.met = fmt.Sprintf("≥ %.2f", limit), judge(ratio >= limit)
	}
	t.add(r)
}

// absolute adds a row that is held against a figure, not a peer.
func (t *table) absolute(what string, ours, limit figure) {
	t.add(row{what: what, ours: ours.String(), target: "≤ " + limit.String(), met: judge(ours.value <= limit.value)})
}

// markdown is the table as a Markdown table.
func (t *table) markdown() string {
	var b strings.Builder
	b.WriteString("| what | figure | peer or floor | its figure | ratio | target | met |\n| --- | ---: | --- | ---: | ---: | ---: | --- |\n")
	for _, r := range t.rows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", r.what, r.ours, r.peer, r.theirs, r.ratio, r.target, r.met)
	}
	return b.String()
}

// figure is a measured value and its unit.
type figure struct {
	value float64
	unit  string
}

// The units.
func seconds(d time.Duration) figure    { return figure{d.Seconds(), "s"} }
func kilobytes(n int64) figure          { return figure{float64(n) / 1024, "MiB"} }
func nanoseconds(n float64) figure      { return figure{n, "ns"} }
func perSecond(n float64) figure        { return figure{n, "/s"} }
func number(n float64, u string) figure { return figure{n, u} }

func (f figure) String() string {
	text := ""
	switch {
	case f.unit == "s" && f.value < 0.01:
		return fmt.Sprintf("%.2f ms", f.value*1000)
	case f.unit == "s" && f.value < 1:
		return fmt.Sprintf("%.0f ms", f.value*1000)
	case f.unit == "s":
		return fmt.Sprintf("%.1f s", f.value)
	case f.value == float64(int64(f.value)) || f.value >= 1000:
		text = fmt.Sprintf("%.0f", f.value)
	case f.value >= 10:
		text = fmt.Sprintf("%.1f", f.value)
	default:
		text = fmt.Sprintf("%.2f", f.value)
	}
	return strings.TrimSpace(text + " " + f.unit)
}

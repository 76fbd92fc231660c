package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/spec"
)

// proof measures proving the lifecycles of the spec, and of many copies of its first resource.
func (b *bench) proof() error {
	took := map[int]time.Duration{}
	for _, n := range []int{1, 10, 100} {
		api, err := b.model(n)
		if err != nil {
			return err
		}
		var runs []time.Duration
		for range max(3, 40/n) {
			begin := time.Now()
			if _, findings, err := prove.Run(api); err != nil || findings.Refuses() {
				return errors.Join(err, findings)
			}
			runs = append(runs, time.Since(begin))
		}
		took[n] = medianOf(runs, func(d time.Duration) time.Duration { return d })
	}
	b.table.absolute("proof of charges", seconds(took[1]), seconds(20*time.Millisecond))
	grown := float64(took[100]) / float64(took[10])
	b.table.add(row{
		what: "proof of 100 copies", ours: seconds(took[100]).String(), peer: "of 10 copies", theirs: seconds(took[10]).String(),
		ratio: fmt.Sprintf("×%.1f", grown), target: fmt.Sprintf("≤ ×%d", tenfold), met: judge(grown <= tenfold),
	})
	return nil
}

// model reads and resolves the spec with n copies of its first resource.
func (b *bench) model(n int) (*model.API, error) {
	text, err := b.spec()
	if err == nil && n > 1 {
		text, err = scaled(text, n)
	}
	if err != nil {
		return nil, err
	}
	doc, _ := spec.Parse("charges.yaml", text, nil)
	api, findings := model.Build(doc)
	if findings.Refuses() {
		return nil, findings
	}
	return api, nil
}

// diff measures comparing two specs that differ in one enum, beside oasdiff on the same shapes.
func (b *bench) diff() error {
	oasdiff, ok := b.peers.bin("oasdiff")
	if !ok || exec.Command(b.ours, "diff", "--help").Run() != nil {
		return nil
	}
	for _, n := range []int{1, 100} {
		in, err := b.write(n)
		if err != nil {
			return err
		}
		changed, err := b.changed(n)
		if err != nil {
			return err
		}
		ours := &command{name: "diff", dir: b.dir, args: []string{b.ours, "diff", in.spec, changed.spec}}
		theirs := &command{name: "oasdiff", dir: b.dir, args: []string{oasdiff, "changelog", in.openAPI, changed.openAPI}}
		what := "`diff` of two charge specs"
		if n > 1 {
			what = fmt.Sprintf("`diff` of %d copies", n)
		}
		ours.limit, theirs.limit = patience, patience
		if _, err := ours.run(); errors.Is(err, errTooLong) {
			b.table.add(row{what: what, ours: fmt.Sprintf("over %v", patience), peer: "oasdiff", target: "≤ 1.00", met: missed})
			continue
		}
		costs, err := alternate(repeats(n), ours, theirs)
		if err != nil {
			return err
		}
		b.table.atMost(what, "oasdiff", seconds(costs[0].time), seconds(costs[1].time), 1)
	}
	return nil
}

// changed writes the inputs of n copies with a word added to an enum.
func (b *bench) changed(n int) (inputs, error) {
	text, err := b.spec()
	if err != nil {
		return inputs{}, err
	}
	more := bytes.Replace(text, []byte("  list_order:\n"), []byte("  added_by_bench: {doc: New., values: {one: {doc: One.}}}\n  list_order:\n"), 1)
	if n > 1 {
		if more, err = scaled(more, n); err != nil {
			return inputs{}, err
		}
	}
	api, err := openAPI("charges.yaml", more)
	if err != nil {
		return inputs{}, err
	}
	dir := filepath.Join(b.dir, "changed", strconv.Itoa(n))
	in := inputs{filepath.Join(dir, "charges.yaml"), filepath.Join(dir, "charges.json")}
	return in, errors.Join(writeFile(in.spec, more), writeFile(in.openAPI, api))
}

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// What is run for what. The client has the typed errors in it.
const (
	clientOnly = "goclient"
	rounds     = 9 // of commands that take a moment
)

// inputs are the files that generators read: the spec, and its shapes as OpenAPI.
type inputs struct{ spec, openAPI string }

// write writes the inputs of n copies of the spec's first resource.
func (b *bench) write(n int) (inputs, error) {
	text, err := b.spec()
	if err != nil {
		return inputs{}, err
	}
	if n > 1 {
		if text, err = scaled(text, n); err != nil {
			return inputs{}, err
		}
	}
	api, err := openAPI("charges.yaml", text)
	if err != nil {
		return inputs{}, err
	}
	dir := filepath.Join(b.dir, "inputs", strconv.Itoa(n))
	in := inputs{filepath.Join(dir, "charges.yaml"), filepath.Join(dir, "charges.json")}
	return in, errors.Join(writeFile(in.spec, text), writeFile(in.openAPI, api))
}

// chargegen is a run of our command over a spec into a folder that is emptied first.
func (b *bench) chargegen(name, out string, in inputs, targets ...string) *command {
	args := []string{b.ours, "generate", "--quiet", "--spec", in.spec, "--out", out, "--import", "example.com/out"}
	if len(targets) > 0 {
		args = append(args, "--target", strings.Join(targets, ","))
	}
	return &command{name: name, dir: b.dir, env: b.caches(), args: args, clean: out}
}

// caches keeps receipts of the bench out of the caches of whoever runs it.
func (b *bench) caches() []string { return []string{"XDG_CACHE_HOME=" + filepath.Join(b.dir, "caches")} }

// generators are the runs of peers that do some of the same work: types and a client from the same shapes.
func (b *bench) generators(out string, in inputs) map[string]*command {
	list := map[string]*command{}
	add := func(name string, args func(bin, out string) []string) {
		if bin, ok := b.peers.bin(name); ok {
			at := filepath.Join(out, name)
			list[name] = &command{name: name, dir: b.dir, args: args(bin, at), clean: at}
		}
	}
	add("oapi-codegen", func(bin, out string) []string {
		return []string{bin, "-generate", "types,client", "-package", "api", "-o", filepath.Join(out, "api.go"), in.openAPI}
	})
	add("ogen", func(bin, out string) []string {
		return []string{bin, "--config", filepath.Join(b.root, "bench", "testdata", "clients", "ogen.yml"), "--target", out, "--package", "api", in.openAPI}
	})
	add("openapi-typescript", func(bin, out string) []string {
		return []string{bin, in.openAPI, "-o", filepath.Join(out, "api.ts")}
	})
	return list
}

// generate measures whole runs over the flagship spec.
func (b *bench) generate() error {
	in, err := b.write(1)
	if err != nil {
		return err
	}
	out, err := b.folder("generated")
	if err != nil {
		return err
	}
	targets, err := b.targets()
	if err != nil {
		return err
	}
	ours := []*command{
		b.chargegen("client", filepath.Join(out, "client"), in, clientOnly),
		b.chargegen("no docs", filepath.Join(out, "nodocs"), in, targets...),
		b.chargegen("all", filepath.Join(out, "all"), in),
	}
	theirs := b.generators(out, in)
	all := ours
	oapi, ok := theirs["oapi-codegen"]
	if ok {
		all = append(all, oapi)
	}
	costs, err := alternate(rounds, all...)
	if err != nil {
		return err
	}
	client, code, whole := costs[0], costs[1], costs[2]
	if ok {
		b.table.atMost("`generate`, client and errors", "oapi-codegen (types, client)", seconds(client.time), seconds(costs[3].time), 0.5)
		b.table.atMost("`generate`, all targets but docs", "oapi-codegen (types, client)", seconds(code.time), seconds(costs[3].time), 1)
		b.table.atMost("`generate`, client and errors: memory", "oapi-codegen (types, client)", kilobytes(client.memory), kilobytes(costs[3].memory), 0)
	}
	b.table.absolute("`generate`: what docs add", seconds(whole.time-code.time), seconds(100*time.Millisecond))
	b.table.absolute("`generate`, client and errors: memory", kilobytes(client.memory), number(40, "MiB"))
	b.table.absolute("`generate`, all targets: memory", kilobytes(whole.memory), number(40, "MiB"))
	return b.otherGenerators(theirs, client, in, out)
}

// targets are the names of all targets but the docs.
func (b *bench) targets() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(b.root, "gen", "target"))
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "docs" {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// otherGenerators measures generators that are slow or do other work, for the reader.
func (b *bench) otherGenerators(theirs map[string]*command, client cost, in inputs, out string) error {
	if bin, ok := b.peers.bin("redocly"); ok {
		at := filepath.Join(out, "redocly")
		theirs["redocly"] = &command{name: "redocly", dir: b.dir, clean: at, args: []string{bin, "build-docs", in.openAPI, "-o", filepath.Join(at, "index.html")}}
	}
	for _, name := range []string{"ogen", "openapi-typescript", "redocly"} {
		c, ok := theirs[name]
		if !ok {
			continue
		}
		costs, err := alternate(3, c)
		if err != nil {
			return err
		}
		b.table.atMost("`generate`, client and errors", name, seconds(client.time), seconds(costs[0].time), 0)
	}
	return nil
}

// unchanged measures runs that have nothing to do.
func (b *bench) unchanged() error {
	in, err := b.write(1)
	if err != nil {
		return err
	}
	dir, err := b.folder("unchanged")
	if err != nil {
		return err
	}
	full := b.chargegen("full", filepath.Join(dir, "full"), in)
	again := b.chargegen("again", filepath.Join(dir, "again"), in)
	if _, err := again.run(); err != nil {
		return err
	}
	again.clean = ""
	check := *again
	check.name, check.args = "check", append([]string{b.ours, "check"}, again.args[2:]...)
	before, err := modified(filepath.Join(dir, "again"))
	if err != nil {
		return err
	}
	costs, err := alternate(rounds, full, again, &check)
	if err != nil {
		return err
	}
	after, err := modified(filepath.Join(dir, "again"))
	if err != nil {
		return err
	}
	b.table.atMost("nothing changed: `generate`", "a full run", seconds(costs[1].time), seconds(costs[0].time), 0.3)
	b.table.atMost("nothing changed: `check`", "a full run", seconds(costs[2].time), seconds(costs[0].time), 0.3)
	b.table.absolute("nothing changed: files rewritten", number(float64(differ(before, after)), "files"), number(0, "files"))
	return nil
}

// modified tells when each file below dir was written.
func modified(dir string) (map[string]time.Time, error) {
	times := map[string]time.Time{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			times[name] = info.ModTime()
		}
		return err
	})
	if err == nil && len(times) == 0 {
		err = fmt.Errorf("nothing was generated in %s", dir)
	}
	return times, err
}

// differ counts the files whose time changed, and those that came or went.
func differ(before, after map[string]time.Time) int {
	n := 0
	for name, at := range before {
		if !after[name].Equal(at) {
			n++
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			n++
		}
	}
	return n
}

// longest counts the lines of the longest file below dir.
func longest(dir string) (int, error) {
	most := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(name)
		lines := 0
		for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
			lines++
		}
		most = max(most, lines)
		return err
	})
	return most, err
}

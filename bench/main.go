// Command bench measures chargegen and what it generates beside peers and floors. What is compared takes turns in one
// run, medians count, and every figure stands beside that of its peer: machines are noisy, and a figure alone says
// little. It prints a table of figure, peer, ratio, target, and whether the target was met.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// group is a set of rows that are measured together.
type group struct {
	name string
	run  func(*bench) error
}

// groups lists the groups in the order of the table.
var groups = []group{
	{"generate", (*bench).generate},
	{"scale", (*bench).scale},
	{"unchanged", (*bench).unchanged},
	{"build", (*bench).build},
	{"codec", (*bench).codec},
	{"call", (*bench).call},
	{"mock", (*bench).mock},
	{"million", (*bench).million},
	{"start", (*bench).start},
	{"proof", (*bench).proof},
	{"diff", (*bench).diff},
}

// bench is one run.
type bench struct {
	root  string // of the repository
	dir   string // where this run works; made anew
	ours  string // the command that is measured
	peers *peers // nil where only ours are measured
	table *table
	curve map[string][]point // time over size, by generator; nil where it was not measured
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	switch {
	case len(os.Args) == 4 && os.Args[1] == floorCommand:
		log.Fatal(serveFloor(os.Args[2], os.Args[3]))
	case len(os.Args) == 2 && os.Args[1] == firstCommand:
		if err := printFirst(); err != nil {
			log.Fatal(err)
		}
		return
	}
	var (
		root  = flag.String("root", "..", "`folder` of the repository")
		ours  = flag.Bool("ours", false, "measure no peers, only floors of the standard library")
		only  = flag.String("only", "", "measure only groups whose names match this `pattern`")
		write = flag.Bool("write", false, "put the table into docs/performance.md")
		dir   = flag.String("dir", "", "`folder` to work in, by default .cache/bench below the root")
	)
	flag.Parse()
	if err := run(*root, *ours, *only, *write, *dir); err != nil {
		log.Fatal(err)
	}
}

func run(root string, ours bool, only string, write bool, dir string) error {
	if write && only != "" {
		return errors.New("-write wants the whole table, and -only gives a part of it")
	}
	pattern, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	b, err := newBench(root, ours, dir)
	if err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	begin := time.Now()
	var failed []error
	for _, g := range groups {
		if !pattern.MatchString(g.name) {
			continue
		}
		at := time.Now()
		if err := g.run(b); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", g.name, err))
		}
		log.Printf("%s took %v", g.name, time.Since(at).Round(time.Second))
	}
	took := time.Since(begin)
	fmt.Print(b.table.markdown())
	if write {
		failed = append(failed, b.document(took))
	}
	return errors.Join(failed...)
}

// newBench builds the command that is measured and installs its peers.
func newBench(root string, ours bool, dir string) (*bench, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	cache := filepath.Join(root, ".cache", "bench")
	if err := os.MkdirAll(cache, 0o777); err != nil {
		return nil, err
	}
	dir, err = os.MkdirTemp(cmp.Or(dir, cache), "run-")
	if err != nil {
		return nil, err
	}
	b := &bench{root: root, dir: dir, ours: filepath.Join(dir, "chargegen"), table: &table{}}
	if !ours {
		b.peers = install(cache)
	}
	return b, shell(root, "go", "build", "-o", b.ours, "./cmd/chargegen")
}

// spec is the text of the flagship spec.
func (b *bench) spec() ([]byte, error) {
	return os.ReadFile(filepath.Join(b.root, "spec", "charges.yaml"))
}

// folder makes a folder for one purpose of this run.
func (b *bench) folder(name string) (string, error) {
	dir := filepath.Join(b.dir, strings.ReplaceAll(name, " ", "-"))
	return dir, os.MkdirAll(dir, 0o777)
}

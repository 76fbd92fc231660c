// Package external runs targets that are programs of their own: chargegen-gen-NAME on the path. A program gets the model
// as JSON on its standard input and answers with files, as JSON on its standard output; docs/targets.md has the protocol.
// What it answered becomes a target like any other, so that its files are checked, compared and written as theirs are.
// This package runs processes and does nothing else: it writes no file.
package external

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/model"
)

// Prefix is what the names of programs begin with; the target's name follows.
const Prefix = "chargegen-gen-"

// nameForm is what the name of a target that is a program looks like: it becomes the name of an executable and of a folder.
var nameForm = lazy.Regexp(`^[a-z][a-z0-9_-]{0,49}$`)

// Program is a target that is a program. It plans nothing until it is asked: see Ask.
type Program struct {
	name string
	path string
}

// Find returns the program of a target's name, or an error that says why there is none.
func Find(name string) (Program, error) {
	if !nameForm().MatchString(name) {
		return Program{}, fmt.Errorf("no program can be called %q: wanted lower-case letters, digits, - and _", Prefix+name)
	}
	path, err := exec.LookPath(Prefix + name)
	switch {
	case errors.Is(err, exec.ErrDot):
		return Program{}, fmt.Errorf("%s lies in the current folder, which is not searched; put its folder on the path", Prefix+name)
	case err != nil:
		return Program{}, fmt.Errorf("no program %s is on the path", Prefix+name)
	}
	return Program{name, path}, nil
}

// Name implements gen.Target.
func (p Program) Name() string { return p.name }

// Plan implements gen.Target. A program that was not asked has no files.
func (p Program) Plan(*model.API, gen.Options) ([]gen.Job, error) { return nil, nil }

// Limits of what a program may do. They keep one that has gone wrong from taking the machine with it.
const (
	DefaultTimeout = time.Minute // how long it may run where nothing is said
	maxAnswer      = 64 << 20    // bytes of its standard output
	maxWords       = 64 << 10    // bytes of its standard error that are kept
	maxFiles       = 20_000
)

// Ask runs a program for a model and returns the target that its answer is. What it writes to its standard error goes to
// words, each line behind its name, whether it succeeds or not. The program and what it started are killed when ctx
// ends, when timeout has passed, or when it answers more than is read; no timeout is DefaultTimeout.
func Ask(ctx context.Context, p Program, api *model.API, opts gen.Options, timeout time.Duration, words io.Writer) (gen.Target, error) {
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	in, err := request(p, api, opts)
	if err != nil {
		return nil, err
	}
	out, err := run(ctx, p, in, timeout, words)
	if err != nil {
		return nil, fmt.Errorf("%s%s: %w", Prefix, p.name, err)
	}
	files, err := parse(out)
	if err != nil {
		return nil, fmt.Errorf("%s%s: %w", Prefix, p.name, err)
	}
	return answered{p.name, files}, nil
}

// answered is the target that an answer is.
type answered struct {
	name  string
	files []file
}

// Name implements gen.Target.
func (a answered) Name() string { return a.name }

// Plan implements gen.Target.
func (a answered) Plan(*model.API, gen.Options) ([]gen.Job, error) {
	jobs := make([]gen.Job, len(a.files))
	for i, f := range a.files {
		jobs[i] = gen.Job{Path: f.Path, Render: func(w io.Writer) error {
			_, err := w.Write(f.data)
			return err
		}}
	}
	return jobs, nil
}

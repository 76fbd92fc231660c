package external

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
	"unicode"
)

// rest is how long is waited for the pipes of a program to close once it has ended or was killed.
const rest = 2 * time.Second

// Why a program was ended before it ended itself.
var (
	errTimeout = errors.New("timeout")
	errTooMuch = errors.New("too much")
)

// run runs a program with in as its standard input and returns its standard output.
func run(ctx context.Context, p Program, in []byte, timeout time.Duration, words io.Writer) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ctx, stop := context.WithTimeoutCause(ctx, timeout, errTimeout)
	defer stop()

	cmd := exec.CommandContext(ctx, p.path)
	out := &limited{most: maxAnswer, over: func() { cancel(errTooMuch) }}
	said := &limited{most: maxWords, quiet: true}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), out, said
	cmd.WaitDelay = rest
	prepare(cmd)
	cmd.Cancel = func() error { return kill(cmd) }
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	err := cmd.Wait()
	_ = kill(cmd) // what it left behind, if it left anything
	if e := say(words, p, said); e != nil {
		return nil, e
	}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errTimeout):
		return nil, fmt.Errorf("was ended after %v: it did not answer in time", timeout)
	case errors.Is(cause, errTooMuch):
		return nil, fmt.Errorf("was ended: its answer has over %d MB", maxAnswer>>20)
	case cause != nil:
		return nil, cause
	case errors.Is(err, exec.ErrWaitDelay):
		return nil, errors.New("has ended, but something it started keeps its standard output open")
	case err != nil:
		return nil, failure(err, said)
	}
	return out.b.Bytes(), nil
}

// failure is the error of a program that failed, with the last line that it said.
func failure(err error, said *limited) error {
	lines := strings.Split(strings.TrimSpace(said.b.String()), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return fmt.Errorf("%w: %s", err, clean(last))
	}
	return err
}

// say passes on what a program wrote to its standard error, each line behind its name.
func say(w io.Writer, p Program, said *limited) error {
	text := strings.TrimRight(said.b.String(), "\n")
	if text == "" {
		return nil
	}
	if said.full {
		text += "\n… (the rest is left out)"
	}
	for line := range strings.SplitSeq(text, "\n") {
		if _, err := fmt.Fprintf(w, "%s%s: %s\n", Prefix, p.name, clean(line)); err != nil {
			return err
		}
	}
	return nil
}

// clean takes from a line what a terminal would obey.
func clean(line string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, line)
}

// limited keeps what is written to it up to a limit. Beyond it, it calls over and fails, or if quiet drops the rest.
type limited struct {
	b     bytes.Buffer
	most  int
	quiet bool
	full  bool
	over  func()
}

// Write implements io.Writer.
func (l *limited) Write(p []byte) (int, error) {
	left := l.most - l.b.Len()
	if len(p) <= left {
		return l.b.Write(p)
	}
	l.full = true
	if l.quiet {
		l.b.Write(p[:left])
		return len(p), nil
	}
	l.over()
	return 0, errTooMuch
}

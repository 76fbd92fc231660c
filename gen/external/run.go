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
	out := &Head{Most: maxAnswer, Over: func() { cancel(errTooMuch) }}
	said := &Head{Most: maxWords}
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
	return out.Bytes(), nil
}

// failure is the error of a program that failed, with the last line that it said.
func failure(err error, said *Head) error {
	lines := strings.Split(strings.TrimSpace(string(said.Bytes())), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return fmt.Errorf("%w: %s", err, clean(last))
	}
	return err
}

// say passes on what a program wrote to its standard error, each line behind its name.
func say(w io.Writer, p Program, said *Head) error {
	text := strings.TrimRight(string(said.Bytes()), "\n")
	if text == "" {
		return nil
	}
	if said.Full {
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

// Head keeps the beginning of what a program writes to it, and lets the rest go by.
type Head struct {
	Most int    // bytes that are kept
	Over func() // called once there are more, if it is not nil
	Full bool   // that there were more
	b    bytes.Buffer
}

// Bytes returns what was kept.
func (h *Head) Bytes() []byte { return h.b.Bytes() }

// Write implements io.Writer. It never fails.
func (h *Head) Write(p []byte) (int, error) {
	if left := h.Most - h.b.Len(); len(p) <= left {
		h.b.Write(p)
	} else {
		h.b.Write(p[:left])
		if !h.Full && h.Over != nil {
			h.Over()
		}
		h.Full = true
	}
	return len(p), nil
}

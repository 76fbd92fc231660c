package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/chargegen/chargegen/spec"
)

// How often watched files are looked at, and how long they must rest before they are read: editors write in steps.
const (
	watchInterval = 100 * time.Millisecond
	watchRest     = 100 * time.Millisecond
)

// watch generates, and again whenever a file that was read has changed, until ctx ends. A spec that is refused is
// reported like any other and does not end it.
func (a *app) watch(ctx context.Context, f *generateFlags) error {
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	for {
		seen := a.watched(&f.settings)
		if err := a.generate(ctx, f); err != nil && !a.survives(err) {
			return err
		}
		if !f.quiet {
			fmt.Fprintf(a.out, "watching %s\n", count(len(seen), "file"))
		}
		if !waitForChange(ctx, seen) {
			return nil
		}
	}
}

// survives reports whether watching goes on after err, having said what is the matter.
func (a *app) survives(err error) bool {
	var code exitCode
	switch {
	case isRefusal(err):
		a.print(refusal(err))
		return true
	case errors.As(err, &code):
		return true
	}
	if errors.Is(err, context.Canceled) {
		return false
	}
	fmt.Fprintf(a.err, "chargegen: %v\n", err)
	return true
}

// stamp tells one state of a file from another.
type stamp struct {
	name string
	size int64
	time time.Time
	ok   bool
}

// watched lists the files that a run reads, with their state before it reads them: a change during the run is seen.
func (a *app) watched(s *settings) []stamp {
	names := s.configFiles()
	list, err := entries(s)
	if err != nil {
		return stamps(names)
	}
	for _, e := range list {
		if e.builtIn || e.name == "-" {
			continue
		}
		names = append(names, filepath.FromSlash(e.name))
		names = append(names, a.included(e)...)
	}
	return stamps(names)
}

// configFiles is the settings file, and what a run would look for if it is not there.
func (s *settings) configFiles() []string {
	if s.config != "" {
		return []string{s.config}
	}
	if len(s.specs) > 0 {
		return []string{configName}
	}
	return []string{configName, defaultSpec}
}

// included lists the files that a spec includes, those that cannot be read among them.
func (a *app) included(e entry) []string {
	data, err := a.readSpec(e)
	if err != nil {
		return nil
	}
	var names []string
	_, _ = spec.Parse(e.name, data, func(name string) ([]byte, error) {
		file := filepath.FromSlash(name)
		names = append(names, file)
		return readFile(file)
	})
	return names
}

func stamps(names []string) []stamp {
	slices.Sort(names)
	var list []stamp
	for _, name := range slices.Compact(names) {
		list = append(list, stampOf(name))
	}
	return list
}

func stampOf(name string) stamp {
	info, err := os.Stat(name)
	if err != nil {
		return stamp{name: name, ok: !errors.Is(err, fs.ErrNotExist)}
	}
	return stamp{name, info.Size(), info.ModTime(), true}
}

// waitForChange returns true once a file has changed and then rested, and false when ctx ends.
func waitForChange(ctx context.Context, seen []stamp) bool {
	tick := time.NewTicker(watchInterval)
	defer tick.Stop()
	last := seen
	var since time.Time // of the last change; zero while there is none
	for {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
		now := again(last)
		switch {
		case !slices.Equal(now, last):
			last, since = now, time.Now()
		case !since.IsZero() && time.Since(since) >= watchRest:
			return true
		}
	}
}

func again(list []stamp) []stamp {
	out := make([]stamp, len(list))
	for i, s := range list {
		out[i] = stampOf(s.name)
	}
	return out
}

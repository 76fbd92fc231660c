package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// command is a program that is run from start to end and timed as a whole.
type command struct {
	name  string
	dir   string
	env   []string
	args  []string
	clean string        // a folder that is made anew for each run; none where empty
	limit time.Duration // after which a run is broken off; two minutes where 0
}

// cost is what one run took: the wall clock, and the most memory that was resident at once.
type cost struct {
	time   time.Duration
	memory int64 // in KiB
}

// errTooLong is returned for a run that was broken off.
var errTooLong = errors.New("broken off")

// run runs the command once.
func (c *command) run() (cost, error) {
	if c.clean != "" {
		if err := anew(c.clean); err != nil {
			return cost{}, err
		}
	}
	limit := c.limit
	if limit == 0 {
		limit = 2 * time.Minute
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	log, err := os.CreateTemp("", "bench-*.log")
	if err != nil {
		return cost{}, err
	}
	defer os.Remove(log.Name())
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	begin := time.Now()
	err = cmd.Run()
	took := time.Since(begin)
	if ctx.Err() != nil {
		return cost{time: took}, fmt.Errorf("%s: %w after %v", c.name, errTooLong, limit)
	}
	if err != nil {
		text, _ := os.ReadFile(log.Name())
		return cost{}, fmt.Errorf("%s: %v: %w\n%.2000s", c.name, c.args, err, text)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return cost{}, errors.New("no figures of the process on this system")
	}
	return cost{took, usage.Maxrss}, nil
}

// anew makes a folder that is empty. One that is there is put aside: who deletes many files makes those slow that are
// made next.
func anew(dir string) error {
	for n := 1; ; n++ {
		err := os.Rename(dir, fmt.Sprintf("%s.%d", dir, n))
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return os.MkdirAll(dir, 0o777)
		}
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// alternate runs commands in turns, as often as rounds says, and returns the median cost of each.
func alternate(rounds int, commands ...*command) ([]cost, error) {
	all := make([][]cost, len(commands))
	for range rounds {
		for i, c := range commands {
			one, err := c.run()
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], one)
		}
	}
	var medians []cost
	for _, costs := range all {
		medians = append(medians, cost{
			medianOf(costs, func(c cost) time.Duration { return c.time }),
			medianOf(costs, func(c cost) int64 { return c.memory }),
		})
	}
	return medians, nil
}

// medianOf is the median of one figure of several runs.
func medianOf[T any, N time.Duration | int64 | float64](runs []T, of func(T) N) N {
	var list []N
	for _, r := range runs {
		list = append(list, of(r))
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// shell runs a program that is not measured.
func shell(dir string, args ...string) error {
	return shellEnv(dir, nil, args...)
}

func shellEnv(dir string, env []string, args ...string) error {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %w\n%.4000s", args, err, out)
	}
	return nil
}

// writeFile writes a file and the folders above it.
func writeFile(name string, data []byte) error {
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, data, 0o666))
}

// sorted returns the durations in order.
func sorted(list []time.Duration) []time.Duration {
	slices.Sort(list)
	return list
}

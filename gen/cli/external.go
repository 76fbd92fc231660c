package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/external"
	"github.com/chargegen/chargegen/gen/target"
	"github.com/chargegen/chargegen/spec"
)

// targetsOf returns the targets of the command, and behind them the programs that the settings or flags name. A name that
// is neither a target nor a program is refused.
func (a *app) targetsOf(l *loaded, only []string) ([]gen.Target, error) {
	targets := slices.Clone(a.targets)
	add := func(name string) error {
		if slices.ContainsFunc(targets, func(t gen.Target) bool { return t.Name() == name }) {
			return nil
		}
		p, err := external.Find(name)
		if err != nil {
			return a.unknownTarget(name, err)
		}
		targets = append(targets, p)
		return nil
	}
	for _, name := range only {
		if err := add(name); err != nil {
			return nil, err
		}
	}
	if l.targets == nil {
		return targets, nil
	}
	var findings spec.ErrorList
	for _, t := range l.targets.Entries {
		if len(only) > 0 && !slices.Contains(only, t.Key.Value) {
			continue // a program that is not run need not be there
		}
		if err := add(t.Key.Value); err != nil {
			findings.Add(t.Key.Pos, "unknown-target", "%s", err)
		}
		for _, other := range target.Needs(t.Key.Value) {
			if l.targets.Get(other) == nil {
				findings.Add(t.Key.Pos, "missing-target", "target %q needs target %q, which is not listed", t.Key.Value, other)
			}
		}
	}
	if len(findings) > 0 {
		return nil, findings
	}
	return targets, nil
}

// receiptFile is where the receipt of a run is kept. A run that asks programs has none: what a program makes is not
// decided by what chargegen reads.
func (a *app) receiptFile(list []entry, only []string) string {
	builtIn := func(name string) bool {
		return slices.ContainsFunc(a.targets, func(t gen.Target) bool { return t.Name() == name })
	}
	for i := range list {
		if list[i].targets == nil {
			continue
		}
		for _, t := range list[i].targets.Entries {
			if !builtIn(t.Key.Value) {
				return ""
			}
		}
	}
	for _, name := range only {
		if !builtIn(name) {
			return ""
		}
	}
	return receiptFile(list, only)
}

// unknownTarget says that a name is neither a target nor a program.
func (a *app) unknownTarget(name string, why error) error {
	var known []string
	for _, t := range a.targets {
		known = append(known, t.Name())
	}
	return fmt.Errorf("unknown target %q%s; there are %s, and %w", name, spec.Suggest(name, known), strings.Join(known, ", "), why)
}

// ask runs the programs among the plans and puts in place of each what it answered.
func (a *app) ask(ctx context.Context, l *loaded, plans []gen.Plan) ([]gen.Plan, error) {
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	plans = slices.Clone(plans)
	for i := range plans {
		p, ok := plans[i].Target.(external.Program)
		if !ok {
			continue
		}
		made, err := external.Ask(ctx, p, l.api, plans[i].Options, l.timeout(p.Name()), a.err)
		if err != nil {
			return nil, err
		}
		plans[i].Target = made
	}
	return plans, nil
}

// timeout is how long the settings let a program take, or 0.
func (l *loaded) timeout(name string) time.Duration {
	if l.targets == nil {
		return 0
	}
	if set := l.targets.Get(name); set != nil {
		return set.Value.Timeout.Value
	}
	return 0
}

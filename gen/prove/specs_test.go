package prove_test

import (
	"path/filepath"
	"testing"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// run explores an API that the proof has nothing to say against.
func run(t testing.TB, api *model.API) *prove.Report {
	t.Helper()
	report, found, err := prove.Run(api)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
	return report
}

// specs is the specs of this repository that have a lifecycle, and the starter.
func specs(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../../spec/*.yaml", "../../testdata/specs/*/spec.yaml", "../cli/starter/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		all = append(all, files...)
	}
	return all
}

// Every error of every operation is either seen, by a sequence that the mock answers so, or said to be unreachable.
func TestSpecs(t *testing.T) {
	for _, file := range specs(t) {
		t.Run(filepath.ToSlash(file), func(t *testing.T) {
			api := gentest.Build(t, file)
			report := run(t, api)
			program, err := engine.Compile(tables.Of(api))
			if err != nil {
				t.Fatal(err)
			}
			pairs := 0
			for _, r := range api.Resources {
				for _, op := range r.Operations {
					pairs += len(op.Errors)
				}
			}
			if pairs == 0 || len(report.Pairs) != pairs {
				t.Errorf("%d pairs, want %d", len(report.Pairs), pairs)
			}
			for _, pair := range report.Pairs {
				replays(t, api, program, pair)
			}
		})
	}
}

// replays plays the sequence of a pair.
func replays(t *testing.T, api *model.API, program *engine.Program, pair *prove.Pair) {
	t.Helper()
	name := pair.Operation.Resource.Name + "." + pair.Operation.Name + " " + pair.Error.Error.Code
	if seen, can := len(pair.Steps) > 0, pair.Error.Unreachable == ""; seen != can {
		t.Errorf("%s: seen %t, want %t", name, seen, can)
	}
	if len(pair.Steps) == 0 {
		return
	}
	got, err := prove.NewPlayer(api, program).Play(pair.Steps)
	if err != nil || got.Status != pair.Error.Status || got.Code != pair.Error.Error.Code {
		t.Errorf("%s: %d steps end in %d %q (%v), want %d", name, len(pair.Steps), got.Status, got.Code, err, pair.Error.Status)
	}
	if last := pair.Steps[len(pair.Steps)-1]; last.Operation != pair.Operation {
		t.Errorf("%s: the last step calls %v", name, last.Operation)
	}
}

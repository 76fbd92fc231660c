package prove_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// contest decides everything by two specs that have the same operations.
func contest(t *testing.T, base, other *model.API) []*prove.Difference {
	t.Helper()
	var pairs []prove.Pairing
	for i, r := range base.Resources {
		for j, op := range r.Operations {
			pairs = append(pairs, prove.Pairing{Base: op, Other: other.Resources[i].Operations[j]})
		}
	}
	found, large, err := prove.Contest(base, other, pairs)
	if err != nil || len(large) > 0 {
		t.Fatal(err, large)
	}
	return found
}

// A spec decides everything as its copy does.
func TestContestWithItself(t *testing.T) {
	for _, file := range specs(t) {
		for _, d := range contest(t, gentest.Build(t, file), gentest.Build(t, file)) {
			t.Errorf("%s: %s.%s: %v and %v", file, d.Base.Resource.Name, d.Base.Name, d.BaseSays, d.OtherSays)
		}
	}
}

// Without any one of its guards, a spec decides something otherwise, for each guard decides something: both ways round.
// The calls that are named in evidence are answered so by the mocks of both.
func TestContestMissesNoGuard(t *testing.T) {
	for _, file := range specs(t) {
		t.Run(filepath.ToSlash(file), func(t *testing.T) {
			whole := gentest.Build(t, file)
			for i, r := range whole.Resources {
				for j, op := range r.Operations {
					if op.Behaviour == nil {
						continue
					}
					for g := range op.Behaviour.Guards {
						less := gentest.Build(t, file)
						other := less.Resources[i].Operations[j]
						other.Behaviour.Guards = slices.Delete(other.Behaviour.Guards, g, g+1)
						decidesOtherwise(t, whole, less, prove.Pairing{Base: op, Other: other}, g)
						decidesOtherwise(t, less, whole, prove.Pairing{Base: other, Other: op}, g)
					}
				}
			}
		})
	}
}

func decidesOtherwise(t *testing.T, base, other *model.API, pair prove.Pairing, guard int) {
	t.Helper()
	name := pair.Base.Resource.Name + "." + pair.Base.Name
	found, large, err := prove.Contest(base, other, []prove.Pairing{pair})
	if err != nil || len(large) > 0 {
		t.Fatal(name, guard, err, large)
	}
	if len(found) == 0 {
		t.Errorf("%s: without guard %d nothing is decided otherwise", name, guard)
	}
	for _, d := range found {
		answers(t, base, d.Steps, d.BaseSays)
		answers(t, other, d.Steps, d.OtherSays)
	}
}

// answers checks that the mock of an API decides the last of the steps as it should. Where a guard is left out, what was
// not to be done may break an invariant, which is a fault of the mock and no refusal.
func answers(t *testing.T, api *model.API, steps []prove.Step, want prove.Decision) {
	t.Helper()
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		t.Fatal(err)
	}
	last := steps[len(steps)-1]
	got, err := prove.NewPlayer(api, program).Play(steps)
	if got.Status == 500 && !want.Refused {
		return
	}
	if err != nil || (got.Status >= 400) != want.Refused || got.Code != want.Code {
		t.Errorf("%s.%s after %d steps: %d %q (%v), want %+v", last.Operation.Resource.Name, last.Operation.Name, len(steps)-1, got.Status, got.Code, err, want)
	}
}

package model_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// FuzzBuild builds whatever can be read at all, refused or not: Build must come to an end without panic, say where each
// finding stands, and leave nothing unresolved that it does not refuse.
func FuzzBuild(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, _ := spec.Parse("fuzz.yaml", data, func(string) ([]byte, error) { return nil, os.ErrNotExist })
		api, found := model.Build(doc)
		for _, e := range found {
			known := slices.ContainsFunc(model.Rules, func(r spec.Rule) bool { return r.ID == e.Rule })
			if !known && !slices.Contains([]string{"condition-syntax", "type-syntax", "too-many"}, e.Rule) {
				t.Errorf("finding of unknown rule: %v", e)
			}
		}
		if doc.API.Pos.IsSet() && !found.Refuses() {
			complete(t, api)
		}
	})
}

var tokens = regexp.MustCompile(`"[^"]*"|'[^']*'|[A-Za-z0-9_.]+|[:,{}\[\]!<>=&|-]`)

// mutate puts one token of a spec in place of another, n times, as seed tells.
func mutate(data []byte, seed uint64, n int) []byte {
	r := rand.New(rand.NewPCG(seed, 0))
	for range n {
		at := tokens.FindAllIndex(data, -1)
		from, to := at[r.IntN(len(at))], at[r.IntN(len(at))]
		word := string(data[from[0]:from[1]])
		if r.IntN(8) == 0 {
			word = ""
		}
		data = slices.Concat(data[:to[0]], []byte(word), data[to[1]:])
	}
	return data
}

// TestMutations builds specs that differ from a sound one by a word or a few. What a finding refuses is not looked at;
// what none refuses must be whole.
func TestMutations(t *testing.T) {
	sound, err := os.ReadFile("testdata/ok_parcels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	runs, built := 200, 0
	for seed := range uint64(runs) {
		text := mutate(sound, seed, 1+int(seed%3))
		doc, read := spec.Parse("mutant.yaml", text, nil)
		api, found := model.Build(doc)
		if read.Refuses() || found.Refuses() {
			continue
		}
		built++
		complete(t, api)
	}
	if built < runs/50 || built > runs/2 {
		t.Errorf("%d of %d mutants build; either the mutants or the checks are no good", built, runs)
	}
}

// complete checks that what targets follow without asking is there.
func complete(t *testing.T, api *model.API) {
	t.Helper()
	w := whole{t}
	for _, o := range api.Objects {
		w.object(o)
	}
	for _, r := range api.Resources {
		w.object(r.Object)
		for _, op := range r.Operations {
			w.operation(op)
		}
		if r.Lifecycle != nil {
			w.lifecycle(r)
		}
	}
}

// whole looks for what is missing in a model.
type whole struct{ t *testing.T }

func (w whole) has(ok bool, what string, name string) {
	w.t.Helper()
	if !ok {
		w.t.Errorf("%s of %q is missing or not whole", what, name)
	}
}

func (w whole) object(o *model.Object) {
	w.has(o.Go != "", "Go name", o.Name)
	for _, a := range o.Attributes {
		w.has(a.Type != nil && a.Go != "", "type or Go name", o.Name+"."+a.Name)
	}
}

func (w whole) operation(op *model.Operation) {
	w.has(op.Resource.Server != nil, "server", op.Name)
	for _, p := range op.Params {
		w.has(p.Type != nil && p.Go != "", "type or Go name", op.Name+"."+p.Key)
		w.condition(p.RequiredWhen, p.Key)
	}
	for _, s := range op.Path {
		w.has((s.Text == "") == (s.Param != nil), "segment", op.Name)
		w.has(s.Param == nil || s.Param.In == model.InPath, "path parameter", op.Name)
	}
	for _, e := range op.Errors {
		w.has(e.Error != nil && e.Status >= 400, "error", op.Name)
	}
	if op.Behaviour == nil {
		return
	}
	for _, l := range op.Behaviour.Loads {
		w.has(l.Of != nil && l.ID != nil, "load", op.Name)
	}
	for _, l := range op.Behaviour.Let {
		w.value(l.Value, l.Name)
	}
	for _, g := range op.Behaviour.Guards {
		w.has(g.Error != nil && (g.Deny == nil) != (g.Require == nil), "guard", op.Name)
		w.condition(g.Deny, op.Name)
		w.condition(g.Require, op.Name)
	}
	w.outcomes(op.Behaviour.Outcomes, op.Name)
}

func (w whole) lifecycle(r *model.Resource) {
	l := r.Lifecycle
	for _, x := range l.Let {
		w.value(x.Value, x.Name)
	}
	for _, s := range l.States {
		for _, f := range s.Fields {
			w.has((f.Cond != nil) != f.Literal.IsSet(), "field", s.Name)
			w.condition(f.Cond, s.Name)
		}
	}
	for _, i := range l.Invariants {
		w.condition(i.Require, r.Name)
	}
	for _, x := range l.Windows {
		for _, c := range x.Cases {
			w.has(c.When != nil, "case", x.Name)
			w.condition(c.When, x.Name)
		}
	}
	for _, x := range l.Timers {
		w.has(x.At != nil || x.Clock != nil && x.After != nil, "time", x.Name)
		w.outcomes([]*model.Outcome{x.Effect}, x.Name)
	}
	for _, s := range l.Signals {
		w.condition(s.When, s.Name)
		w.outcomes(s.Outcomes, s.Name)
	}
	for _, d := range l.Derive {
		w.value(d.Value, d.Attribute.Name)
	}
}

func (w whole) outcomes(list []*model.Outcome, name string) {
	w.has(len(list) > 0 && list[len(list)-1].When == nil, "last outcome", name)
	for _, o := range list {
		w.condition(o.When, name)
		for _, a := range o.Set {
			w.value(a.Value, a.Key())
		}
	}
}

// condition looks whether every path means something.
func (w whole) condition(c *model.Condition, name string) {
	if c == nil {
		return
	}
	for p, r := range c.Refs {
		w.has(r != nil && (r.Type != nil || r.Clock != nil || r.Window != nil), "path "+p.String(), name)
	}
	w.has(len(c.Refs) == pathsIn(c.Expr), "meaning of a path", name)
}

// pathsIn counts the paths of a condition.
func pathsIn(e spec.Expr) int {
	switch e := e.(type) {
	case *spec.Path:
		return 1
	case *spec.Not:
		return pathsIn(e.X)
	case *spec.In:
		return pathsIn(e.X)
	case *spec.Binary:
		return pathsIn(e.X) + pathsIn(e.Y)
	}
	return 0
}

// value looks whether a verb has what it needs.
func (w whole) value(v *model.Value, name string) {
	if v == nil {
		w.has(false, "value", name)
		return
	}
	needs := map[model.Verb]int{
		model.ValueCopy: 1, model.ValueUpper: 1, model.ValueLookup: 1, model.ValuePlus: 2, model.ValuePercent: 2,
	}
	if n, ok := needs[v.Verb]; ok {
		w.has(len(v.Refs) == n, string(v.Verb), name)
	}
	for _, r := range v.Refs {
		w.has(r != nil, "path", name)
	}
	for _, p := range v.Pieces {
		w.has(p.Text != "" || p.Ref != nil || p.NewID != "" || p.Base, "piece of a format", name)
	}
	w.has(v.Verb != model.ValueLookup || v.Table != nil, "table", name)
	w.has(v.Verb != model.ValueNew || v.Object != nil, "object", name)
	w.has(v.Verb != model.ValueSum || len(v.Minus) == len(v.Refs), "sum", name)
	w.condition(v.Cond, name)
}

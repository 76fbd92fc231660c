package model_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// flowSpec is a resource with attributes that may be null and others that may not; conditions follow as invariants.
const flowSpec = `language: 1
api:
  name: post
  title: Post API
  version: "1"
  servers: [https://api.post.example]
  error: {object: fault, code: code, message: message}
objects:
  fault: {attributes: {code: {type: string}, message: {type: string}}}
  box: {attributes: {full: {type: boolean}, size: {type: integer, nullable: true}}}
resources:
  parcel:
    attributes:
      id: {type: string}
      sealed: {type: boolean}
      insured: {type: boolean, nullable: true}
      weight: {type: integer}
      limit: {type: integer, nullable: true}
      box: {type: box, nullable: true}
    operations: {}
    invariants:
`

// randomCondition writes a condition of the types that flowSpec has, guarded or not.
func randomCondition(r *rand.Rand, depth int) string {
	atoms := []string{
		"sealed", "insured", "box.full", "box != null", "box == null", "insured != null", "insured == true", "insured != false",
		"limit != null", "limit == null", "limit > 1", "weight < limit", "weight <= 2", "limit == 2", "limit != 2",
		"limit in [1, 2]", "box.size > 1", "box.size != null", "box.size == null", "box.size == 1", "self.box.full",
		"insured == sealed", "sealed == (limit != null)",
	}
	if depth == 0 {
		return atoms[r.IntN(len(atoms))]
	}
	x, y := randomCondition(r, depth-1), randomCondition(r, depth-1-r.IntN(depth))
	switch r.IntN(5) {
	case 0:
		return "!(" + x + ")"
	case 1, 2:
		return "(" + x + ") && (" + y + ")"
	}
	return "(" + x + ") || (" + y + ")"
}

// TestAcceptedConditionsAreTotal evaluates conditions that Build accepts over all combinations of values and nulls: none
// may ask a null for its members, its order or its truth.
func TestAcceptedConditionsAreTotal(t *testing.T) {
	const rounds, count = 8, 200 // more at once would be more findings than a list takes
	r := rand.New(rand.NewPCG(1, 2))
	envs := environments()
	accepted := 0
	for range rounds {
		for _, c := range acceptedConditions(t, r, count) {
			accepted++
			for _, env := range envs {
				if _, err := env.truth(c.Expr); err != nil {
					t.Errorf("%s is accepted, but with %v: %v", c.Text, env, err)
					break
				}
			}
		}
	}
	if accepted < rounds*count/10 || accepted > rounds*count*9/10 {
		t.Errorf("%d of %d conditions are accepted; the test shows nothing", accepted, rounds*count)
	}
}

// acceptedConditions builds count random conditions and returns those that nothing refuses.
func acceptedConditions(t *testing.T, r *rand.Rand, count int) []*model.Condition {
	t.Helper()
	var b strings.Builder
	b.WriteString(flowSpec)
	for range count {
		fmt.Fprintf(&b, "      - %q\n", randomCondition(r, 1+r.IntN(3)))
	}
	doc, found := spec.Parse("flow.yaml", []byte(b.String()), nil)
	if len(found) > 0 {
		t.Fatal(found)
	}
	api, found := model.Build(doc)
	refused := map[int]bool{}
	for _, e := range found {
		if e.Rule != "null-unguarded" {
			t.Fatalf("unexpected finding: %v", e)
		}
		refused[e.Pos.Line] = true
	}
	var out []*model.Condition
	for _, inv := range api.Resources[0].Lifecycle.Invariants {
		if !refused[inv.Pos.Line] {
			out = append(out, inv.Require)
		}
	}
	return out
}

// environment is the values of attributes by path; nil is null.
type environment map[string]any

// environments are all combinations of the values that the conditions can tell apart.
func environments() []environment {
	all := []environment{{}}
	for _, v := range []struct {
		path   string
		values []any
	}{
		{"sealed", []any{true, false}},
		{"insured", []any{nil, true, false}},
		{"weight", []any{1, 3}},
		{"limit", []any{nil, 1, 2}},
		{"box", []any{nil, "a box"}},
		{"box.full", []any{true, false}},
		{"box.size", []any{nil, 1, 2}},
	} {
		var next []environment
		for _, env := range all {
			for _, value := range v.values {
				more := environment{v.path: value}
				for k, had := range env {
					more[k] = had
				}
				next = append(next, more)
			}
		}
		all = next
	}
	return all
}

// eval evaluates strictly, from left to right.
func (env environment) eval(e spec.Expr) (any, error) {
	switch e := e.(type) {
	case *spec.Path:
		parts := e.Parts
		if parts[0] == "self" {
			parts = parts[1:]
		}
		if len(parts) > 1 && env[parts[0]] == nil {
			return nil, errors.New("member of null")
		}
		return env[strings.Join(parts, ".")], nil
	case *spec.Literal:
		return literal(e), nil
	case *spec.Not:
		x, err := env.truth(e.X)
		return !x, err
	case *spec.In:
		x, err := env.eval(e.X)
		for _, l := range e.List {
			if x == literal(l) {
				return true, err
			}
		}
		return false, err
	case *spec.Binary:
		return env.binary(e)
	}
	return nil, errors.New("unknown expression")
}

func literal(l *spec.Literal) any {
	switch l.Kind {
	case spec.DataBool:
		return l.Text == "true"
	case spec.DataInt:
		n, _ := strconv.Atoi(l.Text)
		return n
	}
	return nil
}

// truth evaluates what must be true or false.
func (env environment) truth(e spec.Expr) (bool, error) {
	v, err := env.eval(e)
	if b, ok := v.(bool); ok || err != nil {
		return b, err
	}
	return false, fmt.Errorf("%v is neither true nor false", v)
}

func (env environment) binary(e *spec.Binary) (any, error) {
	if e.Op == "&&" || e.Op == "||" {
		x, err := env.truth(e.X)
		if err != nil || x == (e.Op == "||") {
			return x, err
		}
		return env.truth(e.Y)
	}
	x, err := env.eval(e.X)
	y, err2 := env.eval(e.Y)
	if err = errors.Join(err, err2); err != nil {
		return nil, err
	}
	switch e.Op {
	case "==":
		return x == y, nil
	case "!=":
		return x != y, nil
	}
	n, ok := x.(int)
	m, ok2 := y.(int)
	if !ok || !ok2 {
		return nil, errors.New("order of null")
	}
	return map[string]bool{"<": n < m, "<=": n <= m, ">": n > m, ">=": n >= m}[e.Op], nil
}

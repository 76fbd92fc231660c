package golifecycle_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/gen/target/goclient"
	"github.com/chargegen/chargegen/gen/target/golifecycle"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// specFiles are the specs that have something to agree on.
var specFiles = []string{
	"../../../testdata/golden/lifecycle/spec.yaml",
	"../../../testdata/golden/preflight/spec.yaml",
	"../../../testdata/specs/helpdesk/spec.yaml",
	"../../../spec/charges.yaml",
}

// The engine and the generated Go decide alike: the same refusal, with its status and message, of every operation and
// the same state, for objects of all combinations of what is asked, those that no state allows included. The objects
// travel as JSON and are read by the generated client.
func TestEngineAndClientAgree(t *testing.T) {
	for _, file := range specFiles {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			agree(t, file, mostCases, true)
		})
	}
}

// agree asks engine and client about objects of a spec, so many for each operation. Whole says that each guard of the
// spec can be come to.
func agree(t *testing.T, file string, most int, whole bool) {
	t.Helper()
	api := gentest.Build(t, file)
	dir := module(t, api)
	questions, answered := ask(t, api, most, whole)
	gentest.Write(t, filepath.Join(dir, "agree", "questions.json"), marshal(t, questions))
	gentest.Write(t, filepath.Join(dir, "agree", "ask.go"), asker(t, api, dir, answered))
	source, err := os.ReadFile("testdata/agree/agree_test.go")
	if err != nil {
		t.Fatal(err)
	}
	gentest.Write(t, filepath.Join(dir, "agree", "agree_test.go"), source)
	t.Logf("%d questions: %s", len(questions), gentest.Go(t, dir, "test", "./agree"))
}

// question is what is asked of the generated client, and what the engine says to it. The fields are those of the
// program that asks.
type question struct {
	Name    string // such as "parcel.CanClose"
	Now     int64
	Object  map[string]any
	Facts   map[string]any // by Go name
	Code    string         // of the refusal, or the state; empty for none
	Status  int
	Message string
}

// ask makes the questions about all resources, and lists those that the client must answer, by resource.
func ask(t *testing.T, api *model.API, most int, whole bool) (list []question, names map[string][]string) {
	t.Helper()
	program := decidable(t, api)
	names = map[string][]string{}
	for _, r := range api.Resources {
		x := &examiner{t: t, api: api, r: r, class: program.Class(r.Name), most: most, whole: whole}
		for _, op := range r.Operations {
			if qs := x.operation(op); len(qs) > 0 {
				names[r.Name] = append(names[r.Name], qs[0].Name)
				list = append(list, qs...)
			}
		}
		if r.Lifecycle != nil && len(r.Lifecycle.States) > 0 {
			qs := x.states()
			names[r.Name] = append(names[r.Name], qs[0].Name)
			list = append(list, qs...)
		}
	}
	if len(list) == 0 {
		t.Fatal("there is nothing to ask")
	}
	return list, names
}

// decidable is the engine without the guards that an object, the time and the account do not decide.
func decidable(t *testing.T, api *model.API) *engine.Program {
	t.Helper()
	all := tables.Of(api)
	for i, r := range api.Resources {
		for j, op := range r.Operations {
			if op.Behaviour == nil {
				continue
			}
			var kept []engine.Guard
			for k, g := range all.Resources[i].Operations[j].Guards {
				if decides(guardCond(op.Behaviour.Guards[k])) {
					kept = append(kept, g)
				}
			}
			all.Resources[i].Operations[j].Guards = kept
		}
	}
	p, err := engine.Compile(all)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func guardCond(g *model.Guard) *model.Condition {
	if g.Deny != nil {
		return g.Deny
	}
	return g.Require
}

// decides reports whether a condition depends on nothing but the object as answers show it, the time and the account.
func decides(c *model.Condition) bool {
	for _, ref := range c.Refs {
		switch ref.Root {
		case model.RootSelf:
			if ref.Attribute.Hidden {
				return false
			}
		case model.RootAccount, model.RootClock, model.RootWindow:
		case model.RootLet:
			v := ref.Let.Value
			if v.Verb == model.ValueCond && !decides(v.Cond) {
				return false
			}
			if v.Verb == model.ValueCopy && !decides(&model.Condition{Refs: map[*spec.Path]*model.Ref{nil: v.Refs[0]}}) {
				return false
			}
			if v.Verb != model.ValueCond && v.Verb != model.ValueCopy {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// asker writes the Go that asks the client each kind of question.
func asker(t *testing.T, api *model.API, dir string, names map[string][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	client := gentest.Module + "/go/" + api.Name
	fmt.Fprintf(&b, "package agree\n\nimport (\n\t\"encoding/json\"\n\t\"time\"\n\n\tclient %q\n)\n\n", client)
	facts := strings.Contains(readAll(t, filepath.Join(dir, "go", api.Name)), "type AccountFacts struct")
	fmt.Fprintf(&b, "type refusal = client.Error\n\ntype code = client.ErrorCode\n\n")
	fmt.Fprintf(&b, "func can(check any, at time.Time, facts []byte) error {\n\tswitch check := check.(type) {\n\tcase func(time.Time) error:\n\t\treturn check(at)\n")
	if facts {
		fmt.Fprintf(&b, "\tcase func(time.Time, ...client.AccountFacts) error:\n\t\tif string(facts) == \"{}\" {\n\t\t\treturn check(at)\n\t\t}\n"+
			"\t\tvar f client.AccountFacts\n\t\tif err := json.Unmarshal(facts, &f); err != nil {\n\t\t\treturn err\n\t\t}\n\t\treturn check(at, f)\n")
	}
	fmt.Fprintf(&b, "\t}\n\tpanic(\"a check of another form\")\n}\n\n")
	fmt.Fprintf(&b, "func ask(name string, text, facts []byte, at time.Time) (string, error) {\n\tswitch name {\n")
	for _, r := range api.Resources {
		for _, name := range names[r.Name] {
			_, method, _ := strings.Cut(name, ".")
			fmt.Fprintf(&b, "\tcase %q:\n\t\to := new(client.%s)\n\t\tif err := json.Unmarshal(text, o); err != nil {\n\t\t\tpanic(err)\n\t\t}\n", name, r.Go)
			if method == "State" {
				fmt.Fprintf(&b, "\t\treturn string(o.State()), nil\n")
			} else {
				fmt.Fprintf(&b, "\t\treturn \"\", can(o.%s, at, facts)\n", method)
			}
		}
	}
	b.WriteString("\t}\n\tpanic(name)\n}\n")
	return b.Bytes()
}

// module writes client and lifecycle into a module that knows nothing but the standard library, and returns its folder.
func module(t *testing.T, api *model.API) string {
	t.Helper()
	dir := gentest.NewModule(t)
	opts := gen.Options{Root: "go/" + api.Name, Import: gentest.Module}
	files, err := gen.Run(api, []gen.Plan{{Target: goclient.Target{}, Options: opts}, {Target: golifecycle.Target{}, Options: opts}})
	if err != nil {
		t.Fatal(err)
	}
	gentest.WriteFiles(t, dir, files)
	return dir
}

// readAll is the text of all files of a folder.
func readAll(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

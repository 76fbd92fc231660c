package golifecycle_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/golifecycle"
	"github.com/chargegen/chargegen/spec"
)

// What is made of a spec that has everything is used, in a module of its own.
func TestUse(t *testing.T) {
	dir := module(t, gentest.Build(t, "../../../testdata/golden/preflight/spec.yaml"))
	source, err := os.ReadFile("testdata/use/use_test.go")
	if err != nil {
		t.Fatal(err)
	}
	gentest.Write(t, filepath.Join(dir, "use", "use_test.go"), source)
	gentest.Go(t, dir, "vet", "./...")
	gentest.Go(t, dir, "test", "./use")
}

func TestSettings(t *testing.T) {
	api := gentest.Build(t, "../../../testdata/golden/preflight/spec.yaml")
	pos := spec.Pos{File: "chargegen.yaml", Line: 3, Col: 5}
	text := spec.Data{Pos: pos, Kind: spec.DataString, Text: "post"}
	tests := []struct {
		name string
		opts gen.Options
		want string
	}{
		{"none", gen.Options{}, ""},
		{"a setting", gen.Options{Values: spec.Data{Pos: pos, Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{{Key: spec.Text{Pos: pos, Value: "package"}, Value: text}}}},
			`chargegen.yaml:3:5: unknown setting "package" of target golifecycle, which has none [config]`},
		{"a word", gen.Options{Values: text}, "chargegen.yaml:3:5: the settings of target golifecycle: wanted a mapping [config]"},
		{"the client's folder", gen.Options{Root: "a", Roots: map[string]string{"goclient": "a"}}, ""},
		{"another folder", gen.Options{Root: "a", Roots: map[string]string{"goclient": "b"}},
			`target golifecycle goes to "a" and goclient to "b": they make one package, so give both the same root`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if _, err := (golifecycle.Target{}).Plan(api, tt.opts); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("Plan: %q, want %q", got, tt.want)
			}
		})
	}
}

// The names that files of every API may have are those that the model keeps free.
func TestReservedNames(t *testing.T) {
	dir := module(t, gentest.Build(t, "../../../testdata/golden/preflight/spec.yaml"))
	var names []string
	for _, name := range []string{"preflight.go", "waiting.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "go", "parcels", name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.IsExported() {
					names = append(names, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() {
						names = append(names, s.Name.Name)
					}
				}
			}
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, model.ReservedLifecycle) {
		t.Errorf("every lifecycle declares %q, and the model reserves %q", names, model.ReservedLifecycle)
	}
}

package goclient_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/goclient"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates"
)

// generate makes the client's files below a folder.
func generate(t *testing.T, api *model.API, folder string) []gen.File {
	t.Helper()
	files, err := gen.Run(api, []gen.Plan{{Target: goclient.Target{}, Options: gen.Options{Root: folder + "/" + api.Name, Import: gentest.Module}}})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// module writes clients, by the folders they stand in, into a module of its own that knows nothing but the standard
// library, and returns its folder.
func module(t *testing.T, apis map[string]*model.API) string {
	t.Helper()
	dir := gentest.NewModule(t)
	for folder, api := range apis {
		gentest.WriteFiles(t, dir, generate(t, api, folder))
	}
	return dir
}

// copyInto copies a file of testdata into a module.
func copyInto(t *testing.T, dir, name string) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	gentest.Write(t, filepath.Join(dir, name), source)
}

// The client of a spec that has everything is called against a server, in a module of its own.
func TestUse(t *testing.T) {
	dir := module(t, map[string]*model.API{"go": gentest.Build(t, "testdata/parcels.yaml")})
	copyInto(t, dir, "use/use_test.go")
	gentest.Go(t, dir, "vet", "./...")
	gentest.Go(t, dir, "test", "./...")
}

// Clients of APIs that page, authenticate and answer in other ways are called in the same manner.
func TestShapes(t *testing.T) {
	apis := map[string]*model.API{}
	for folder, c := range map[string]string{"bearer": "bearer-auth", "cursor": "paging-cursor", "gone": "delete-seen", "header": "header-auth", "number": "paging-page", "open": "no-auth", "states": "lifecycle"} {
		apis[folder] = gentest.Build(t, "../../../testdata/golden/"+c+"/spec.yaml")
	}
	dir := module(t, apis)
	copyInto(t, dir, "shapes/shapes_test.go")
	gentest.Go(t, dir, "test", "./shapes")
}

// The example of every resource, as it is and with things that the spec does not know, is the same JSON value after it
// was read and written.
func TestExamplesSurvive(t *testing.T) {
	for _, file := range []string{"testdata/parcels.yaml", "../../../spec/charges.yaml"} {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			api := gentest.Build(t, file)
			dir := module(t, map[string]*model.API{"go": api})
			var b bytes.Buffer
			fmt.Fprintf(&b, "package survive\n\nimport %q\n\nvar examples = []example{\n", gentest.Module+"/go/"+api.Name)
			n := 0
			for _, r := range api.Resources {
				if !r.Example.IsSet() {
					continue
				}
				plain := plainData(r.Example).(map[string]any)
				for _, v := range []map[string]any{plain, strange(r.Object, plain), nothing(r.Object)} {
					text, err := json.Marshal(v)
					if err != nil {
						t.Fatal(err)
					}
					fmt.Fprintf(&b, "\t{%q, new(%s.%s)},\n", text, api.Name, r.Go)
					n++
				}
			}
			b.WriteString("}\n")
			if n == 0 {
				t.Fatal("no resource has an example")
			}
			gentest.Write(t, filepath.Join(dir, "survive", "examples.go"), b.Bytes())
			copyInto(t, dir, "survive/survive.go")
			copyInto(t, dir, "survive/survive_test.go")
			gentest.Go(t, dir, "test", "./survive")
		})
	}
}

// plainData is free data as encoding/json has it.
func plainData(d spec.Data) any {
	switch d.Kind {
	case spec.DataMap:
		m := map[string]any{}
		for _, e := range d.Members {
			m[e.Key.Value] = plainData(e.Value)
		}
		return m
	case spec.DataList:
		items := []any{}
		for _, i := range d.Items {
			items = append(items, plainData(i))
		}
		return items
	case spec.DataInt:
		return d.Int
	case spec.DataNum:
		return d.Num
	case spec.DataBool:
		return d.Bool
	case spec.DataString:
		return d.Text
	}
	return nil
}

// strange is an example with ten members that the spec does not know, with words that its enums do not have, and with
// numbers, booleans and objects in free maps.
func strange(o *model.Object, example map[string]any) map[string]any {
	v := map[string]any{}
	for name, was := range example {
		v[name] = was
		a := o.Attribute(name)
		switch {
		case a == nil:
		case a.Type.Kind == model.EnumKind && was != nil:
			v[name] = "a word of next year"
		case a.Type.Kind == model.MapOf && a.Type.Elem.Kind == model.Any:
			v[name] = map[string]any{"n": json.Number("1.50"), "big": json.Number("123456789012345678901"), "yes": true, "deep": map[string]any{"a": []any{nil, "<&>"}}}
		}
	}
	for i := range 10 {
		v[fmt.Sprintf("new_%d", i)] = []any{i, map[string]any{"é": json.Number("1e2")}, nil, "\u2028\"\\"}
	}
	return v
}

// nothing has null for every member.
func nothing(o *model.Object) map[string]any {
	v := map[string]any{}
	for _, a := range o.Attributes {
		v[a.Name] = nil
	}
	return v
}

// The exported names of the runtime are those that the model keeps free.
func TestReservedNames(t *testing.T) {
	files, err := fs.Glob(templates.Client, "client/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no runtime: %v", err)
	}
	names := []string{"Client", "NewClient", "TestClient", "Page", "FailureCode", "EventKey"} // generated for every API, or where it has such
	for _, name := range files {
		source, err := templates.Client.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, declared(file)...)
	}
	slices.Sort(names)
	reserved := slices.Sorted(slices.Values(model.ReservedNames))
	if !slices.Equal(names, reserved) {
		t.Errorf("the runtime declares\n%q\nand the model reserves\n%q", names, reserved)
	}
}

// declared are the exported names at the top of a file.
func declared(file *ast.File) []string {
	var names []string
	add := func(id *ast.Ident) {
		if id.IsExported() {
			names = append(names, id.Name)
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				add(d.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					add(s.Name)
				case *ast.ValueSpec:
					for _, id := range s.Names {
						add(id)
					}
				}
			}
		}
	}
	return names
}

// The runtime's folder and the list of what is copied agree: all but the package's comment, stand-ins and tests.
func TestWholeRuntimeIsCopied(t *testing.T) {
	entries, err := os.ReadDir("../../../templates/client")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		stays := strings.HasSuffix(e.Name(), "_test.go") || slices.Contains([]string{"doc.go", "config.go", "sample.go"}, e.Name()) || e.IsDir()
		if _, err := templates.Client.Open("client/" + e.Name()); (err == nil) == stays {
			t.Errorf("%s: copied = %v, want %v", e.Name(), err == nil, !stays)
		}
	}
}

func TestOptions(t *testing.T) {
	api := gentest.Build(t, "testdata/parcels.yaml")
	tests := []struct{ yaml, want string }{
		{"{package: post}", ""},
		{"{package: Post}", `chargegen.yaml:1:1: setting package of target goclient: wanted lower-case letters and digits that Go has not taken, found "Post" [config]`},
		{"{package: func}", `chargegen.yaml:1:1: setting package of target goclient: wanted lower-case letters and digits that Go has not taken, found "func" [config]`},
		{"{packag: post}", `chargegen.yaml:1:1: unknown setting "packag" of target goclient; did you mean "package"? [config]`},
	}
	for _, tt := range tests {
		key, value, _ := strings.Cut(strings.Trim(tt.yaml, "{}"), ": ")
		pos := spec.Pos{File: "chargegen.yaml", Line: 1, Col: 1}
		values := spec.Data{Pos: pos, Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{{
			Key: spec.Text{Pos: pos, Value: key}, Value: spec.Data{Pos: pos, Kind: spec.DataString, Text: value},
		}}}
		_, err := goclient.Target{}.Plan(api, gen.Options{Values: values})
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.yaml, got, tt.want)
		}
	}
}

// No file is too long to read, and none has a name that Go would read as a constraint or a test.
func TestFiles(t *testing.T) {
	for _, f := range generate(t, gentest.Build(t, "../../../spec/charges.yaml"), "go") {
		if n := bytes.Count(f.Data, []byte("\n")); n > 5000 {
			t.Errorf("%s has %d lines", f.Path, n)
		}
		if !strings.HasPrefix(string(f.Data), "// Code generated by chargegen from charges.yaml. DO NOT EDIT.\n\n") {
			t.Errorf("%s begins otherwise", f.Path)
		}
		if strings.HasSuffix(f.Path, "_test.go") {
			t.Errorf("%s is a test", f.Path)
		}
	}
}

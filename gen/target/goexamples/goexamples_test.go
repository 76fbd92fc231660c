package goexamples_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/goclient"
	"github.com/chargegen/chargegen/gen/target/goexamples"
	"github.com/chargegen/chargegen/gen/target/golifecycle"
	"github.com/chargegen/chargegen/gen/target/gomock"
	"github.com/chargegen/chargegen/spec"
)

// build reads a spec file.
func build(t *testing.T, file string) *model.API {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := os.DirFS(filepath.Dir(file))
	doc, errs := spec.Parse(filepath.Base(file), data, func(name string) ([]byte, error) { return fs.ReadFile(dir, name) })
	if errs.Refuses() {
		t.Fatal(errs)
	}
	api, errs := model.Build(doc)
	if errs.Refuses() {
		t.Fatal(errs)
	}
	return api
}

// generate makes a client, its mock and its examples below a folder of a module.
func generate(t *testing.T, api *model.API, folder string) []gen.File {
	t.Helper()
	client, mock := folder+"/"+api.Name, folder+"/"+api.Name+"mock"
	roots := map[string]string{"goclient": client, "golifecycle": client, "goexamples": client, "gomock": mock}
	var plans []gen.Plan
	for _, target := range []gen.Target{goclient.Target{}, golifecycle.Target{}, gomock.Target{}, goexamples.Target{}} {
		plans = append(plans, gen.Plan{Target: target, Options: gen.Options{Root: roots[target.Name()], Import: "example.com/made", Roots: roots}})
	}
	files, err := gen.Run(api, plans)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The examples of APIs of several kinds print what they say they print.
func TestExamplesRun(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), []byte("module example.com/made\n\ngo 1.24\n"))
	for _, name := range []string{"examples", "paging-offset"} {
		shown := false
		for _, f := range generate(t, build(t, "../../../testdata/golden/"+name+"/spec.yaml"), strings.ReplaceAll(name, "-", "")) {
			write(t, filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data)
			shown = shown || strings.HasSuffix(f.Path, "/example_test.go")
		}
		if !shown {
			t.Errorf("%s has no examples", name)
		}
	}
	for _, verb := range []string{"vet", "test"} {
		cmd := exec.Command("go", verb, "./...")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", verb, err, out)
		}
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Every operation of the built-in spec is shown, and so is every general matter.
func TestEveryOperationIsShown(t *testing.T) {
	api := build(t, "../../../spec/charges.yaml")
	var text string
	for _, f := range generate(t, api, "go") {
		if strings.HasSuffix(f.Path, "/example_test.go") {
			text = string(f.Data)
		}
	}
	wanted := []string{"Example", "Example_errors", "Example_retries", "Example_paging", "Example_testing"}
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			service := r.Service + "Service"
			if op.TestOnly != nil {
				service = r.Service + "TestService"
			}
			wanted = append(wanted, "Example"+service+"_"+op.Go)
		}
	}
	for _, name := range wanted {
		if !strings.Contains(text, "\nfunc "+name+"() {\n") {
			t.Errorf("there is no %s", name)
		}
	}
}

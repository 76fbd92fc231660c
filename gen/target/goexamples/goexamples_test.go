package goexamples_test

import (
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/goclient"
	"github.com/chargegen/chargegen/gen/target/goexamples"
	"github.com/chargegen/chargegen/gen/target/golifecycle"
	"github.com/chargegen/chargegen/gen/target/gomock"
)

// generate makes a client, its mock and its examples below a folder of a module.
func generate(t *testing.T, api *model.API, folder string) []gen.File {
	t.Helper()
	client, mock := folder+"/"+api.Name, folder+"/"+api.Name+"mock"
	roots := map[string]string{"goclient": client, "golifecycle": client, "goexamples": client, "gomock": mock}
	var plans []gen.Plan
	for _, target := range []gen.Target{goclient.Target{}, golifecycle.Target{}, gomock.Target{}, goexamples.Target{}} {
		plans = append(plans, gen.Plan{Target: target, Options: gen.Options{Root: roots[target.Name()], Import: gentest.Module, Roots: roots}})
	}
	files, err := gen.Run(api, plans)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The examples of APIs of several kinds print what they say they print.
func TestExamplesRun(t *testing.T) {
	dir := gentest.NewModule(t)
	for _, name := range []string{"examples", "paging-offset"} {
		shown := false
		files := generate(t, gentest.Build(t, "../../../testdata/golden/"+name+"/spec.yaml"), strings.ReplaceAll(name, "-", ""))
		gentest.WriteFiles(t, dir, files)
		for _, f := range files {
			shown = shown || strings.HasSuffix(f.Path, "/example_test.go")
		}
		if !shown {
			t.Errorf("%s has no examples", name)
		}
	}
	gentest.Go(t, dir, "vet", "./...")
	gentest.Go(t, dir, "test", "./...")
}

// Every operation of the built-in spec is shown, and so is every general matter.
func TestEveryOperationIsShown(t *testing.T) {
	api := gentest.Build(t, "../../../spec/charges.yaml")
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

package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/docs"
)

// TestSamplesCompile takes every sample in Go from the pages of the repository's specs, as a reader would, and compiles
// them against the clients that are generated from the same specs.
func TestSamplesCompile(t *testing.T) {
	for file, api := range specs(t) {
		if file == "parcels.yaml" {
			continue // this package's own, of which no client is committed
		}
		t.Run(file, func(t *testing.T) {
			opts := gen.Options{Values: siteOff, Import: modulePath(t) + "/out", Roots: map[string]string{"goclient": "go/" + api.Name}}
			files, err := gen.Run(api, []gen.Plan{{Target: docs.Target{}, Options: opts}})
			if err != nil {
				t.Fatal(err)
			}
			dir, err := filepath.Abs("../../../out")
			if err != nil {
				t.Fatal(err)
			}
			overlay, patterns := samplePrograms(t, dir, opts.Import+"/go/"+api.Name, api, files)
			compile(t, dir, overlay, patterns)
		})
	}
}

var goBlocks = regexp.MustCompile("(?s)\n```go\n(.*?)\n```\n")

// samplePrograms puts all samples that are statements into one file, and each that is a whole file into a folder of its
// own. The files are only laid over the repository, never written.
func samplePrograms(t *testing.T, dir, client string, api *model.API, files []gen.File) (overlay map[string][]byte, patterns []string) {
	t.Helper()
	overlay = map[string][]byte{}
	add := func(name, text string) {
		overlay[filepath.Join(dir, "samples", name, "sample.go")] = []byte(text)
		patterns = append(patterns, "./samples/"+name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "package samples\n\nimport (\n\"context\"\n\"fmt\"\n\"time\"\n%q\n)\n\nvar _ time.Time\n\n", client)
	n := 0
	for _, f := range files {
		for _, m := range goBlocks.FindAllStringSubmatch(string(f.Data), -1) {
			n++
			if strings.HasPrefix(m[1], "package ") {
				add(fmt.Sprintf("whole%d", n), m[1])
				continue
			}
			fmt.Fprintf(&b, "// from %s\nfunc sample%d(ctx context.Context, client *%s.Client) error {\n%s\nreturn nil\n}\n\n", f.Path, n, api.Name, m[1])
		}
	}
	operations := 0
	for _, r := range api.Resources {
		operations += len(r.Operations)
	}
	if n <= operations {
		t.Errorf("%d samples in Go for %d operations; want one for each and the one that makes the client", n, operations)
	}
	add("statements", b.String())
	return overlay, patterns
}

// compile reports what the compiler finds wrong.
func compile(t *testing.T, dir string, overlay map[string][]byte, patterns []string) {
	t.Helper()
	config := &packages.Config{
		Mode:    packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
		Dir:     dir,
		Overlay: overlay,
	}
	pkgs, err := packages.Load(config, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) != len(patterns) {
		t.Errorf("%d packages were compiled of %d", len(pkgs), len(patterns))
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
	}
}

// modulePath reads the path of the repository's module.
func modulePath(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^module (\S+)$`).FindSubmatch(data)
	if m == nil {
		t.Fatal("go.mod names no module")
	}
	return string(m[1])
}

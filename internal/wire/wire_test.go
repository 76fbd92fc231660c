// Package wire_test gives the OpenAPI documents to programs of others: validators, generators of Go and TypeScript, and
// Schemathesis, which calls the mock by them. `make wire` installs those programs and runs it.
package wire_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/oapi-codegen/runtime" // what oapi-codegen makes imports it

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/openapi"
)

const root = "../.."

// subject is an API whose document and mock are tried.
type subject struct {
	name string
	file string // its spec
	path string // of its server's address
}

// subjects are the APIs that the mock is called by the documents of.
var subjects = []subject{
	{"omise", root + "/spec/charges.yaml", ""},
	{"library", root + "/testdata/specs/library/spec.yaml", "/v3"},
	{"helpdesk", root + "/testdata/specs/helpdesk/spec.yaml", "/api"},
}

// tool is the path of a program that make installs. Without it the test is skipped, but not where nothing may be.
func tool(t *testing.T, path ...string) string {
	t.Helper()
	home, err := filepath.Abs(filepath.Join(root, ".cache/wire"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(append([]string{home}, path...)...)
	if _, err := os.Stat(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v; make wire installs it", err)
		}
		t.Skipf("%v; make wire installs it", err)
	}
	return name
}

// build reads and resolves a spec. It returns nil for one that is refused.
func build(t *testing.T, file string) *model.API {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	open := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(filepath.Dir(file), name)) }
	api, found := model.Parse(filepath.Base(file), text, open)
	if found.Refuses() {
		return nil
	}
	return api
}

// write puts the document of an API into a file and returns its name.
func write(t *testing.T, api *model.API, dir, name string) string {
	t.Helper()
	files, err := gen.Run(api, []gen.Plan{{Target: openapi.Target{}}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, name+".json")
	if err := os.WriteFile(file, files[0].Data, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// documents writes the documents of the three APIs and of every golden spec that is not refused.
func documents(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	for _, s := range subjects {
		files = append(files, write(t, build(t, s.file), dir, s.name))
	}
	golden, err := filepath.Glob(root + "/testdata/golden/*/spec.yaml")
	if err != nil || len(golden) < 30 {
		t.Fatalf("%d golden specs (%v)", len(golden), err)
	}
	for _, g := range golden {
		if api := build(t, g); api != nil {
			files = append(files, write(t, api, dir, "golden_"+strings.ReplaceAll(filepath.Base(filepath.Dir(g)), "-", "_")))
		}
	}
	return files
}

// run runs a program and returns all that it prints.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", filepath.Base(name), err, last(out))
	}
	return string(out)
}

// last is the end of what a program printed.
func last(out []byte) []byte {
	const most = 8000
	return out[max(0, len(out)-most):]
}

// command is the chargegen command, built once.
var command = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "wire")
	if err != nil {
		return "", err
	}
	bin := filepath.Join(dir, "chargegen")
	cmd := exec.Command("go", "build", "-o", bin, "./cmd/chargegen")
	cmd.Dir = root
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		_, _ = os.Stderr.Write(out.Bytes())
	}
	return bin, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if bin, err := command(); err == nil {
		_ = os.RemoveAll(filepath.Dir(bin))
	}
	os.Exit(code)
}

// try is run for a program that may fail.
func try(dir, name string, args ...string) (out string, ok bool) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	text, err := cmd.CombinedOutput()
	return string(text), err == nil
}

// Package gentest is what tests of generated code share: a spec becomes a model, files become a Go module, and the go
// command runs in it. Only tests import it.
package gentest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
)

// Module is the path of the modules that tests make.
const Module = "example.com/made"

// Build reads a spec that has no mistakes. Positions name the file without its folder.
func Build(t testing.TB, file string) *model.API {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return build(t, filepath.Base(file), data, filepath.Dir(file))
}

// BuildText reads the text of a spec that has no mistakes and includes nothing.
func BuildText(t testing.TB, name, text string) *model.API {
	t.Helper()
	return build(t, name, []byte(text), t.TempDir())
}

func build(t testing.TB, name string, data []byte, dir string) *model.API {
	t.Helper()
	api, found := model.Parse(name, data, func(other string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, other)) })
	if found.Refuses() {
		t.Fatal(found)
	}
	return api
}

// NewModule makes an empty module that may use the standard library alone, and returns its folder.
func NewModule(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	Write(t, filepath.Join(dir, "go.mod"), []byte("module "+Module+"\n\ngo 1.24\n"))
	return dir
}

// WriteFiles writes generated files below a folder.
func WriteFiles(t testing.TB, dir string, files []gen.File) {
	t.Helper()
	for _, f := range files {
		Write(t, filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data)
	}
}

// Write writes a file, and the folder that it stands in.
func Write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Go runs the go command in the folder of a module and returns what it said. It puts no folder's name into what it
// compiles, so that the next run finds that in the build cache.
func Go(t testing.TB, dir, verb string, args ...string) string {
	t.Helper()
	if verb != "vet" {
		args = append([]string{"-trimpath"}, args...)
	}
	cmd := exec.Command("go", append([]string{verb}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s %s: %v\n%s", verb, strings.Join(args, " "), err, out)
	}
	return string(out)
}

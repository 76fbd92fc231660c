package gen_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/cli"
	"github.com/chargegen/chargegen/gen/target"
)

// Whole specs, each of an API of its own kind, are linted, generated into a module that requires nothing, and used by
// the tests that lie beside them.
func TestSpecsAreUsed(t *testing.T) {
	specs, err := filepath.Glob("../testdata/specs/*/spec.yaml")
	if err != nil || len(specs) == 0 {
		t.Fatalf("no specs: %v", err)
	}
	for _, spec := range specs {
		folder := filepath.Dir(spec)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			if said := chargegen(t, "lint", spec); !strings.HasSuffix(said, ": no mistakes\n") {
				t.Errorf("lint says: %s", said)
			}
			dir := t.TempDir()
			put(t, filepath.Join(dir, "go.mod"), "module example.com/x\n\ngo 1.24\n")
			chargegen(t, "generate", "--quiet", "--spec", spec, "--out", dir)
			tests, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
			if err != nil || len(tests) == 0 {
				t.Fatalf("no tests lie beside the spec: %v", err)
			}
			for _, name := range tests {
				text, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				put(t, filepath.Join(dir, filepath.Base(name)), string(text))
			}
			inModule(t, dir, "build", "./...")
			inModule(t, dir, "test", "./...")
		})
	}
}

// chargegen runs the command and returns what it said.
func chargegen(t *testing.T, args ...string) string {
	t.Helper()
	var said bytes.Buffer
	if code := cli.Main(args, strings.NewReader(""), &said, &said, target.All()...); code != 0 {
		t.Fatalf("chargegen %s: exit code %d\n%s", strings.Join(args, " "), code, &said)
	}
	return said.String()
}

// inModule runs the go command in a module. Without the module's path in what is compiled, the next run finds it in
// the build cache.
func inModule(t *testing.T, dir, verb string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", append([]string{verb, "-trimpath"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", verb, err, out)
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

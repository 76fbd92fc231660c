package samples

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What make samples installs.
const (
	pythonBin = root + "/.cache/samples/venv/bin/python"
	nodeDir   = root + "/.cache/samples/node"
)

// TestRun runs each sample in the languages whose samples can be run, as it stands on its page, on the objects given for it.
func TestRun(t *testing.T) {
	all := pages(t)
	m := startMock(t)
	env, _ := startProxy(t, m.url)
	languages := []struct {
		key     string
		prepare func(t *testing.T, all []*shown) func(i int) *exec.Cmd
	}{
		{"curl", files("curl", "sh", "sh", "-eu")},
		{"python", files("python", "py", abs(t, pythonBin))},
		{"node", nodeFiles},
		{"go", goProgram},
	}
	for _, l := range languages {
		t.Run(l.key, func(t *testing.T) {
			command := l.prepare(t, all)
			for i, s := range all {
				t.Run(s.name, func(t *testing.T) {
					m.t = t
					m.give(s)
					m.ask("DELETE", "journal", nil, nil)
					cmd := command(i)
					cmd.Env = append(cmd.Env, env...)
					out, err := cmd.CombinedOutput()
					if err != nil {
						t.Fatalf("%v\n%s\n%s", err, out, s.text[l.key])
					}
					m.expect(t, s)
				})
			}
		})
	}
}

func abs(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// files puts each sample into a file of its own and runs it by a command.
func files(lang, ext string, command ...string) func(*testing.T, []*shown) func(int) *exec.Cmd {
	return func(t *testing.T, all []*shown) func(int) *exec.Cmd {
		dir := t.TempDir()
		return func(i int) *exec.Cmd {
			name := filepath.Join(dir, fmt.Sprintf("sample%d.%s", i, ext))
			if err := os.WriteFile(name, []byte(all[i].text[lang]), 0o600); err != nil {
				t.Fatal(err)
			}
			return exec.Command(command[0], append(command[1:], name)...)
		}
	}
}

// nodeFiles puts the samples where Node.js finds the libraries. What fetch needs to know of the proxy is loaded before them.
func nodeFiles(t *testing.T, all []*shown) func(int) *exec.Cmd {
	dir, err := os.MkdirTemp(abs(t, nodeDir), "run")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return func(i int) *exec.Cmd {
		name := filepath.Join(dir, fmt.Sprintf("sample%d.js", i))
		if err := os.WriteFile(name, []byte(all[i].text["node"]), 0o600); err != nil {
			t.Fatal(err)
		}
		return exec.Command("node", "--require", filepath.Join(abs(t, nodeDir), "proxy.cjs"), name)
	}
}

// goProgram puts all samples into one program, a function each, which runs the one whose number it is given.
func goProgram(t *testing.T, all []*shown) func(int) *exec.Cmd {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\t\"log\"\n\t\"os\"\n\t\"strconv\"\n\n\t\"github.com/chargegen/chargegen/out/go/omise\"\n)\n")
	b.WriteString("\nvar samples = []func(context.Context) error{\n")
	for _, s := range all {
		b.WriteString("func(ctx context.Context) error {\n" + s.text["go"] + "return nil\n},\n")
	}
	b.WriteString("}\n\nfunc main() {\n\tn, err := strconv.Atoi(os.Args[1])\n\tif err == nil {\n\t\terr = samples[n](context.Background())\n\t}\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n")
	dir := t.TempDir()
	source, bin := filepath.Join(dir, "main.go"), filepath.Join(dir, "samples")
	if err := os.WriteFile(source, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, exec.Command("go", "build", "-o", bin, source))
	return func(i int) *exec.Cmd { return exec.Command(bin, fmt.Sprint(i)) }
}

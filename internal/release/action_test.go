package release

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// action is what of action.yml the runner reads.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Using string
		Steps []struct {
			Name, Shell, Run string
			Folder           string `yaml:"working-directory"`
			Env              map[string]string
		}
	}
}

// runAction runs the steps of the action in a repository as the runner does: expressions are replaced, each script is a
// file that bash runs with -e and pipefail, and the first step that fails ends it.
func runAction(t *testing.T, repository string, with map[string]string) (output string, code int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Fatalf("runs = %+v, want steps", a.Runs)
	}
	self, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	values := []string{"${{ github.action_path }}", self}
	for name, input := range a.Inputs {
		value, ok := with[name]
		if !ok {
			value = input.Default
		}
		values = append(values, "${{ inputs."+name+" }}", value)
	}
	expand := strings.NewReplacer(values...).Replace
	temp := t.TempDir()
	for _, step := range a.Runs.Steps {
		script := filepath.Join(temp, "step.sh")
		if err := os.WriteFile(script, []byte(expand(step.Run)), 0o666); err != nil {
			t.Fatal(err)
		}
		env := []string{"RUNNER_TEMP=" + temp}
		for name, value := range step.Env {
			env = append(env, name+"="+expand(value))
		}
		cmd := command(filepath.Join(repository, expand(step.Folder)), env, "bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		out, err := cmd.CombinedOutput()
		output += string(out)
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return output, exit.ExitCode()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return output, 0
}

// repository makes a repository with a spec in a folder of it, of which generate has made the output.
func repository(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	books, err := os.ReadFile(filepath.Join(root, "cmd/chargegen/testdata/books.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "go.mod", "module example.com/shop\n\ngo 1.25.0\n")
	write(t, dir, "api/books.yaml", string(books))
	write(t, dir, "api/chargegen.yaml", "spec: books.yaml\nout: made\ntargets:\n  docs: {}\n")
	run(t, root, nil, "go", "run", "./cmd/chargegen", "generate", "--config", filepath.Join(dir, "api/chargegen.yaml"))
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestAction(t *testing.T) {
	dir := repository(t)
	tests := []struct {
		name string
		edit string // a line added to a generated file
		with map[string]string
		code int
		want string // a part of the output
		not  string // what is in no part of it
	}{
		{
			name: "current",
			with: map[string]string{"working-directory": "api"},
			not:  "::error",
		},
		{
			name: "lint",
			with: map[string]string{"command": "lint", "working-directory": "./api/", "args": "--proof books.yaml"},
			not:  "::error",
		},
		{
			name: "annotations name files from the root of the repository",
			edit: "by hand\n",
			with: map[string]string{"working-directory": "api"},
			code: 1,
			want: "::error file=api/made/docs/errors.md,line=",
		},
		{
			name: "arguments",
			with: map[string]string{"args": "--config api/chargegen.yaml   --format github"},
			code: 1,
			want: "\n::error file=api/made/docs/errors.md,line=",
		},
		{
			name: "what comes from outside is no command",
			with: map[string]string{"working-directory": "api", "args": "; echo taken $(echo taken) `echo taken`"},
			code: 2,
			not:  "\ntaken",
		},
		{
			name: "another command",
			with: map[string]string{"command": "generate", "working-directory": "api"},
			code: 2,
			want: "::error title=chargegen::command is \"generate\"; wanted check or lint",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.edit != "" {
				write(t, dir, "api/made/docs/errors.md", tt.edit)
			}
			output, code := runAction(t, dir, tt.with)
			if code != tt.code || !strings.Contains("\n"+output, tt.want) || tt.not != "" && strings.Contains("\n"+output, tt.not) {
				t.Errorf("exit code %d, want %d, with %q, without %q:\n%s", code, tt.code, tt.want, tt.not, output)
			}
		})
	}
}

// TestActionRunsThePinnedTool names in go.mod a tool of the same name, which the action must prefer to its own.
func TestActionRunsThePinnedTool(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/shop\n\ngo 1.25.0\n\ntool example.com/shop/chargegen\n")
	write(t, dir, "chargegen/main.go", "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() { fmt.Println(\"the pinned one:\", os.Args[1:]) }\n")
	output, code := runAction(t, dir, nil)
	if want := "the pinned one: [check --format github]\n"; code != 0 || output != want {
		t.Errorf("exit code %d, output %q, want 0 and %q", code, output, want)
	}
}

package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHooks commits to a repository whose hooks come from here, as pre-commit runs them.
func TestHooks(t *testing.T) {
	hooks := snapshot(t)
	revision := strings.TrimSpace(run(t, hooks, nil, "git", "rev-parse", "HEAD"))
	dir := repository(t)
	write(t, dir, ".pre-commit-config.yaml", `repos:
  - repo: `+hooks+`
    rev: `+revision+`
    hooks:
      - {id: chargegen-lint, args: [--config, api/chargegen.yaml]}
      - {id: chargegen-check, args: [--config, api/chargegen.yaml]}
      - {id: chargegen-generate, args: [--config, api/chargegen.yaml], stages: [manual]}
`)
	env := append(gitEnv(),
		"PRE_COMMIT_HOME="+t.TempDir(),
		"GOFLAGS=-trimpath", // so that what was built for other tests is not built again
		"GOMODCACHE="+strings.TrimSpace(run(t, root, nil, "go", "env", "GOMODCACHE")),
	)
	tool := pythonTool(t, "pre-commit")
	run(t, dir, env, "git", "init", "-q")
	run(t, dir, env, "git", "add", ".")
	run(t, dir, env, tool, "install")

	run(t, dir, env, "git", "commit", "-qm", "all is current")
	write(t, dir, "api/made/docs/errors.md", "by hand\n")
	run(t, dir, env, "git", "add", ".")
	out, err := command(dir, env, "git", "commit", "-qm", "by hand").CombinedOutput()
	if want := "api/made/docs/errors.md: was edited by hand"; err == nil || !strings.Contains(string(out), want) {
		t.Errorf("commit = %v, want it refused with %q:\n%s", err, want, out)
	}
	run(t, dir, env, "git", "reset", "-q", "--hard")
	books := filepath.Join(dir, "api/books.yaml")
	text, err := os.ReadFile(books)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "api/books.yaml", strings.Replace(string(text), "Gives it to somebody", "Hands it over", 1))
	run(t, dir, env, "git", "add", ".")
	out, err = command(dir, env, "git", "commit", "-qm", "stale").CombinedOutput()
	if want := "is stale; generate would change it"; err == nil || !strings.Contains(string(out), want) {
		t.Errorf("commit = %v, want it refused with %q:\n%s", err, want, out)
	}
	out, err = command(dir, env, tool, "run", "--hook-stage", "manual", "chargegen-generate").CombinedOutput()
	if want := "files were modified by this hook"; err == nil || !strings.Contains(string(out), want) {
		t.Errorf("generate = %v, want %q:\n%s", err, want, out)
	}
	run(t, dir, env, "git", "add", ".")
	run(t, dir, env, "git", "commit", "-qm", "current again")
}

// TestManifests holds the hooks and the action against the schemas of those who read them, and shows that these would
// refuse a mistake.
func TestManifests(t *testing.T) {
	tests := []struct {
		file string
		tool []string
		old  string // what is broken in a copy
		new  string
	}{
		{".pre-commit-hooks.yaml", []string{"pre-commit", "validate-manifest"}, "language: golang", "language: gopher"},
		{"action.yml", []string{"check-jsonschema", "--builtin-schema", "vendor.github-actions"}, "      shell: bash\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, tt.file))
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			write(t, dir, tt.file, string(text))
			tool := pythonTool(t, tt.tool[0])
			run(t, dir, nil, tool, append(tt.tool[1:], tt.file)...)
			write(t, dir, tt.file, strings.Replace(string(text), tt.old, tt.new, 1))
			if out, err := command(dir, nil, tool, append(tt.tool[1:], tt.file)...).CombinedOutput(); err == nil {
				t.Errorf("%s accepts a file without %q:\n%s", tt.tool[0], tt.old, out)
			}
		})
	}
}

// pythonTool is a program of the virtual environment that the Makefile sets up.
func pythonTool(t *testing.T, name string) string {
	t.Helper()
	tool, err := filepath.Abs(filepath.Join(root, ".cache/python/release/bin", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(tool); err != nil {
		t.Fatalf("%v; make nested installs it", err)
	}
	return tool
}

// snapshot is a Git repository of the working tree, less what is not committed anyway.
func snapshot(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	run(t, root, nil, "bash", "-c", `tar -c --exclude=./.git --exclude=./.cache --exclude=./bin --exclude=node_modules . | tar -x -C "$0"`, dir)
	run(t, dir, gitEnv(), "git", "init", "-q")
	run(t, dir, gitEnv(), "git", "add", ".")
	run(t, dir, gitEnv(), "git", "commit", "-qm", "as it is")
	return dir
}

// gitEnv keeps Git from the settings of whoever runs the tests.
func gitEnv() []string {
	return []string{
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_AUTHOR_NAME=test", "GIT_AUTHOR_EMAIL=test@example.com",
		"GIT_COMMITTER_NAME=test", "GIT_COMMITTER_EMAIL=test@example.com",
	}
}

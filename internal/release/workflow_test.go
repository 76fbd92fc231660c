package release

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	fences    = regexp.MustCompile("(?s)```yaml\n(.*?)```") // what the docs show
	ourAction = regexp.MustCompile(`uses: chargegen/chargegen@\S+`)
)

// TestWorkflows gives the workflows of the docs to actionlint, which reads the action's inputs from action.yml, and shows
// that a wrong one would be refused.
func TestWorkflows(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, gitEnv(), "git", "init", "-q") // actions of the repository are sought from its root
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "action.yml", string(text))
	shown := 0
	for _, page := range []string{"downstream.md", "diff.md"} {
		text, err := os.ReadFile(filepath.Join(root, "docs", page))
		if err != nil {
			t.Fatal(err)
		}
		for _, fence := range fences.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(fence[1], "uses:") {
				shown++
				write(t, dir, ".github/workflows/"+page+".yaml", workflow(fence[1]))
				if out, err := actionlint(t, dir); err != nil {
					t.Errorf("%s: %v\n%s", page, err, out)
				}
			}
		}
	}
	if shown != 2 {
		t.Errorf("the docs show %d workflows, want 2", shown)
	}
	write(t, dir, ".github/workflows/downstream.md.yaml", workflow("- uses: chargegen/chargegen@v0\n  with: {comand: lint}\n"))
	if out, err := actionlint(t, dir); err == nil || !strings.Contains(out, `"comand" is not defined`) {
		t.Errorf("actionlint takes an input that the action does not have (%v):\n%s", err, out)
	}
}

// workflow is a whole one of jobs, or of the steps of one, in which the action is that of the repository.
func workflow(part string) string {
	part = ourAction.ReplaceAllString(part, "uses: ./")
	if !strings.HasPrefix(part, "jobs:") {
		part = "jobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      " + strings.ReplaceAll(part, "\n", "\n      ")
	}
	return "on: [push]\n" + part
}

func actionlint(t *testing.T, dir string) (string, error) {
	t.Helper()
	tool := strings.TrimSpace(run(t, ".", nil, "go", "tool", "-n", "actionlint"))
	out, err := command(dir, nil, tool, "-shellcheck=", "-pyflakes=").CombinedOutput()
	return string(out), err
}

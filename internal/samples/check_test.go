package samples

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// jars is where make samples puts the official Java library and what it needs.
const jars = root + "/.cache/samples/jars"

// TestCheck has the samples that are not run read by the language's own parser, or compiled: in Java against the official
// library.
func TestCheck(t *testing.T) {
	all := append(pages(t), general(t)...)
	languages := []struct {
		key, ext string
		command  func(t *testing.T, names []string) *exec.Cmd
	}{
		{"ruby", "rb", func(_ *testing.T, names []string) *exec.Cmd {
			return exec.Command("ruby", append([]string{"check.rb"}, names...)...)
		}},
		{"php", "php", func(_ *testing.T, names []string) *exec.Cmd {
			return exec.Command("sh", append([]string{"-c", `for f; do php -l "$f" || exit 1; done`, "sh"}, names...)...)
		}},
		{"elixir", "exs", func(_ *testing.T, names []string) *exec.Cmd {
			return exec.Command("elixir", append([]string{"check.exs"}, names...)...)
		}},
		{"csharp", "cs", func(t *testing.T, names []string) *exec.Cmd {
			return exec.Command(abs(t, pythonBin), append([]string{"check_csharp.py"}, names...)...)
		}},
	}
	for _, l := range languages {
		t.Run(l.key, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var names []string
			for i, s := range all {
				name := filepath.Join(dir, fmt.Sprintf("%d_%s.%s", i, strings.ReplaceAll(s.name, "/", "_"), l.ext))
				if err := os.WriteFile(name, []byte(s.text[l.key]), 0o600); err != nil {
					t.Fatal(err)
				}
				names = append(names, name)
			}
			run(t, l.command(t, names))
		})
		t.Run(l.key+"/refuses", func(t *testing.T) {
			t.Parallel()
			name := filepath.Join(t.TempDir(), "broken."+l.ext)
			text := all[0].text[l.key]
			if err := os.WriteFile(name, []byte(strings.Replace(text, "(", "((", 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			if out, err := l.command(t, []string{name}).CombinedOutput(); err == nil {
				t.Errorf("a broken sample passes: %s", out)
			}
		})
	}
	t.Run("java", func(t *testing.T) {
		t.Parallel()
		if out, err := javac(t, all); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	t.Run("java/refuses", func(t *testing.T) {
		t.Parallel()
		broken := *all[0]
		broken.text = map[string]string{"java": strings.Replace(all[0].text["java"], ".amount(", ".amounts(", 1)}
		if out, err := javac(t, []*shown{&broken}); err == nil {
			t.Errorf("a sample with a call that the library lacks passes: %s", out)
		}
	})
}

// general are the samples of the other specs, all of them plain HTTP.
func general(t *testing.T) []*shown {
	t.Helper()
	var all []*shown
	for _, name := range []string{"library", "helpdesk"} {
		all = append(all, rendered(t, load(t, filepath.Join(root, "testdata/specs", name, "spec.yaml")))...)
	}
	return all
}

// javac compiles samples as methods of one class.
func javac(t *testing.T, all []*shown) (string, error) {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "Samples.java")
	if err := os.WriteFile(name, []byte(javaClass(all, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("javac", "-d", dir, "-cp", abs(t, jars)+"/*", name).CombinedOutput()
	return string(out), err
}

// javaClass puts each sample into a method: its imports go to the top.
func javaClass(all []*shown, more string) string {
	imports, seen := []string{}, map[string]bool{}
	var methods strings.Builder
	for i, s := range all {
		fmt.Fprintf(&methods, "    // %s\n    static void sample%d() throws Exception {\n", s.name, i)
		for line := range strings.Lines(s.text["java"]) {
			if !strings.HasPrefix(line, "import ") {
				methods.WriteString(line)
			} else if !seen[line] {
				seen[line] = true
				imports = append(imports, line)
			}
		}
		methods.WriteString("    }\n\n")
	}
	return strings.Join(imports, "") + "\nclass Samples {\n" + methods.String() + more + "}\n"
}

package chargegen_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// mdLink is a Markdown link that stays in the repository.
	mdLink = regexp.MustCompile(`\]\(([^):#]+)(#[^)]*)?\)`)

	// mdPath is a file or folder of the repository that a text names in code style.
	mdPath = regexp.MustCompile("`((?:cmd|docs|examples|gen|internal|out|spec|templates|testdata)/[a-z0-9_./-]*|[a-z_]+_test\\.go)`")
)

// What the documents name is there: links and paths go stale without a sound.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	for _, file := range documents(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			for _, name := range named(filepath.Dir(file), line) {
				if _, err := os.Stat(name); err != nil {
					t.Errorf("%s:%d: names %s, which is not there", file, i+1, name)
				}
			}
		}
	}
}

// named lists the files and folders that a line of a document in dir names. Links are relative to dir, paths to the root.
func named(dir, line string) []string {
	var names []string
	for _, m := range mdLink.FindAllStringSubmatch(line, -1) {
		names = append(names, filepath.Join(dir, filepath.FromSlash(m[1])))
	}
	for _, m := range mdPath.FindAllStringSubmatch(line, -1) {
		names = append(names, filepath.FromSlash(m[1]))
	}
	return names
}

// mdTest is a test that a text names in code style.
var mdTest = regexp.MustCompile("`(Test[A-Z][A-Za-z0-9]*)`")

// What documents say is tested is tested by a test of that name.
func TestDocumentsNameTestsThatAreThere(t *testing.T) {
	declared := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == ".cache" || name == ".git"):
			return filepath.SkipDir
		case !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		data, err := os.ReadFile(name)
		for _, m := range regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]*)\(`).FindAllStringSubmatch(string(data), -1) {
			declared[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range documents(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mdTest.FindAllStringSubmatch(string(data), -1) {
			if !declared[m[1]] {
				t.Errorf("%s names %s, which is no test", file, m[1])
			}
		}
	}
}

// documents lists the Markdown files that people write.
func documents(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir("docs", func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".md" {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestNamed(t *testing.T) {
	got := strings.Join(named("docs", "see [a](adr/0001.md#x), [b](https://x.example/y), `gen/model/` and `gen/target/NAME/`"), " ")
	if want := "docs/adr/0001.md gen/model/"; got != want {
		t.Errorf("named = %q, want %q", got, want)
	}
}

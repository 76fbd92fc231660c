package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/cli"
	"github.com/chargegen/chargegen/gen/target"
)

const page = `# All calls

## parcel (the depot)

- ` + "`GET /parcels/{id}`" + `: Read a parcel
`

// run runs the command and returns its exit code and what it printed.
func run(args ...string) (code int, text string) {
	var b bytes.Buffer
	code = cli.Main(args, strings.NewReader(""), &b, &b, append(target.All(), Index{})...)
	return code, b.String()
}

func TestTarget(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"parcels.yaml", "chargegen.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	config := filepath.Join(dir, "chargegen.yaml")
	if code, text := run("generate", "--config", config); code != 0 {
		t.Fatalf("generate ends with %d: %s", code, text)
	}
	got, err := os.ReadFile(filepath.Join(dir, "out", "index", "index.md"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != page {
		t.Errorf("the page is\n%s\nwant\n%s", got, page)
	}
	if code, text := run("check", "--config", config); code != 0 {
		t.Errorf("check ends with %d: %s", code, text)
	}
	if err := os.WriteFile(config, []byte("spec: parcels.yaml\ntargets:\n  index: {titel: x}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	const want = `chargegen.yaml:3:11: unknown setting "titel" of index; it has title, a text [target-option]`
	if code, text := run("check", "--config", config); code != 1 || !strings.Contains(text, want) {
		t.Errorf("a wrong setting ends with %d: %s", code, text)
	}
}

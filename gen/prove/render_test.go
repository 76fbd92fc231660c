package prove_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/templates/engine"
)

var update = flag.Bool("update", false, "rewrite the wanted texts")

const helpdesk = "../../testdata/specs/helpdesk/spec.yaml"

// golden compares a text with the file that holds what is wanted.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestCertificate(t *testing.T) {
	var texts [2]bytes.Buffer
	for i := range texts {
		if err := prove.Certificate(&texts[i], run(t, gentest.Build(t, helpdesk))); err != nil {
			t.Fatal(err)
		}
	}
	if texts[0].String() != texts[1].String() {
		t.Error("two proofs of one spec are certified differently")
	}
	golden(t, "helpdesk.txt", texts[0].String())
}

func TestCurl(t *testing.T) {
	api := gentest.Build(t, helpdesk)
	var b strings.Builder
	for _, pair := range run(t, api).Pairs {
		if len(pair.Steps) > 0 && !pair.Error.Gate {
			fmt.Fprintf(&b, "## %s.%s: %s\n%s\n", pair.Operation.Resource.Name, pair.Operation.Name, pair.Error.Error.Code, prove.Curl(api, pair.Steps))
		}
	}
	golden(t, "helpdesk.sh", b.String())
}

// Whatever the spec says reaches curl as one word, and nothing of it is run.
func TestCurlQuotes(t *testing.T) {
	api := gentest.Build(t, helpdesk)
	create := operation(t, api, "ticket", "create")
	first := []string{
		"it's", `"; touch /tmp/never; "`, "$(touch never)", "`touch never`", "$HOME", `\`, "a\nb", "-d@/etc/passwd", "!!",
		"\ue000ticket$(touch never)\ue001", "\ue000HOME\ue001", "#", "",
	}
	for _, text := range first {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			step := prove.Step{Kind: prove.StepCall, Operation: create, Args: []prove.Arg{{Name: "subject", Value: engine.TextValue(text)}}}
			words := words(t, prove.Curl(api, []prove.Step{step}))
			want := string(engine.MapValue(nil, nil).With("subject", engine.TextValue(text)).AppendJSON(nil))
			if got := words[len(words)-1]; strip(got) != strip(want) {
				t.Errorf("curl gets %q, want %q", got, want)
			}
		})
	}
}

// strip leaves out what no command may hold.
func strip(text string) string { return strings.NewReplacer("\ue000", "", "\ue001", "").Replace(text) }

// words runs commands in a shell whose curl prints its arguments.
func words(t *testing.T, commands string) []string {
	t.Helper()
	script := "curl() { for word; do printf '%s\\0' \"$word\"; done; }\n" + commands
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{"HOME=/nowhere", "MOCK=http://mock", "PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, commands)
	}
	if left, err := os.ReadDir(cmd.Dir); err != nil || len(left) > 0 {
		t.Errorf("the commands left %v (%v)", left, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// operation finds an operation by name.
func operation(t *testing.T, api *model.API, resource, name string) *model.Operation {
	t.Helper()
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			if r.Name == resource && op.Name == name {
				return op
			}
		}
	}
	t.Fatalf("no operation %s.%s", resource, name)
	return nil
}

// What show prints of the sequences can be read back.
func TestJSON(t *testing.T) {
	report := run(t, gentest.Build(t, helpdesk))
	var got []struct {
		Operation, Error string
		Status           int
		Unreachable      string
		Steps            []map[string]any
	}
	if err := json.Unmarshal(report.JSON(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(report.Pairs) {
		t.Fatalf("%d sequences, want %d", len(got), len(report.Pairs))
	}
	for i, pair := range report.Pairs {
		g := got[i]
		if g.Error != pair.Error.Error.Code || g.Status != pair.Error.Status || len(g.Steps) != len(pair.Steps) || g.Unreachable != pair.Error.Unreachable {
			t.Errorf("sequence %d is %+v, want that of %s", i, g, pair.Error.Error.Code)
		}
		if last := len(g.Steps) - 1; last >= 0 && g.Steps[last]["call"] != g.Operation {
			t.Errorf("the last step of sequence %d is %v, want a call of %s", i, g.Steps[last], g.Operation)
		}
	}
}

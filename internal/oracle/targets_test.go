package oracle

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/chargegen/chargegen/gen/cli"
	"github.com/chargegen/chargegen/gen/target"
)

// TestPrograms holds what programs that are targets read and answer against the JSON Schemas in docs/targets: a program
// keeps its request and answers, and what chargegen takes, the schema takes too.
func TestPrograms(t *testing.T) {
	request, answer := schemaFile(t, "request.schema.json"), schemaFile(t, "answer.schema.json")
	for _, name := range []string{"spec/charges.yaml", "testdata/specs/library/spec.yaml", "testdata/specs/helpdesk/spec.yaml"} {
		seen := filepath.Join(t.TempDir(), "seen.json")
		const text = `{"chargegen": 1, "files": [{"path": "a/b.txt", "content": "x"}, {"path": "c.bin", "base64": "aGk="}]}`
		if code, said := ask(t, name, "cat > '"+seen+"'; printf '%s' '"+text+"'"); code != 0 {
			t.Fatalf("%s: exit code %d: %s", name, code, said)
		}
		data, err := os.ReadFile(seen)
		if err != nil {
			t.Fatal(err)
		}
		if err := request.Validate(parsed(t, data)); err != nil {
			t.Errorf("the request for %s: %v", name, err)
		}
		if err := answer.Validate(parsed(t, []byte(text))); err != nil {
			t.Errorf("the answer: %v", err)
		}
	}
}

// TestProgramAnswers: chargegen and the schema refuse the same answers.
func TestProgramAnswers(t *testing.T) {
	answer := schemaFile(t, "answer.schema.json")
	for _, text := range []string{
		`{"files": []}`, `{"chargegen": 2, "files": []}`, `{"chargegen": 1, "files": [{"path": "a"}]}`,
		`{"chargegen": 1, "files": [{"path": "a", "content": "", "base64": ""}]}`, `{"chargegen": 1, "files": [], "more": 1}`,
		`{"chargegen": 1, "files": [{"path": "/a", "content": ""}]}`, `{"chargegen": 1, "files": [{"path": "../a", "content": ""}]}`,
		`{"chargegen": 1, "files": [{"path": "a/../b", "content": ""}]}`, `{"chargegen": 1, "files": [{"path": "a//b", "content": ""}]}`,
		`{"chargegen": 1, "files": [{"path": "a/", "content": ""}]}`, `{"chargegen": 1, "files": [{"path": "a\\b", "content": ""}]}`,
		`{"chargegen": 1, "files": [{"path": "", "content": ""}]}`, `[]`,
	} {
		if answer.Validate(parsed(t, []byte(text))) == nil {
			t.Errorf("the schema takes %s", text)
		}
		if code, _ := ask(t, "testdata/specs/library/spec.yaml", "printf '%s' '"+strings.ReplaceAll(text, `'`, `'\''`)+"'"); code != 2 {
			t.Errorf("chargegen takes %s: exit code %d", text, code)
		}
	}
}

// ask generates from a spec with a program of one shell line as the target probe.
func ask(t *testing.T, spec, line string) (code int, said string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "chargegen-gen-probe"), []byte("#!/bin/sh\n"+line+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	var b bytes.Buffer
	args := []string{"generate", "--spec", filepath.Join(root, spec), "--target", "probe", "--out", filepath.Join(dir, "out"), "--quiet"}
	code = cli.Main(args, strings.NewReader(""), &b, &b, target.All()...)
	return code, b.String()
}

func schemaFile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "docs/targets", name))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, parsed(t, data)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parsed(t *testing.T, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

package wire_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Two validators that share no code accept every document.
func TestValidatorsAccept(t *testing.T) {
	python, redocly := tool(t, "venv/bin/python"), tool(t, "npm/node_modules/.bin/redocly")
	dir := t.TempDir()
	files := documents(t, dir)
	t.Logf("%d documents", len(files))
	run(t, dir, python, append([]string{"-m", "openapi_spec_validator"}, files...)...)

	// What is no error is a matter of taste: a licence that no spec names, an object that nothing refers to.
	config := "extends: [recommended]\nrules: {info-license: off, no-unused-components: off, no-required-schema-properties-undefined: off}\n"
	if err := os.WriteFile(filepath.Join(dir, "redocly.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, redocly, append([]string{"lint", "--config", "redocly.yaml", "--format", "summary"}, files...)...)
}

// Both validators refuse a document that is wrong: that they accept ours means something.
func TestValidatorsRefuse(t *testing.T) {
	python, redocly := tool(t, "venv/bin/python"), tool(t, "npm/node_modules/.bin/redocly")
	dir := t.TempDir()
	file := write(t, build(t, subjects[1].file), dir, "wrong")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(string(text), `"in": "path"`, `"in": "nowhere"`, 1)
	if err := os.WriteFile(file, []byte(wrong), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, ok := try(dir, python, "-m", "openapi_spec_validator", file); ok {
		t.Errorf("openapi-spec-validator accepts a parameter that is nowhere:\n%s", out)
	}
	if out, ok := try(dir, redocly, "lint", file); ok {
		t.Errorf("redocly accepts a parameter that is nowhere:\n%s", out)
	}
}

// oapi-codegen makes Go of the three documents, types, client and server, and it compiles.
func TestGoIsMade(t *testing.T) {
	dir := t.TempDir()
	overlay := map[string]string{}
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"build", "-overlay", filepath.Join(dir, "overlay.json")}
	for _, s := range subjects {
		made := filepath.Join(dir, s.name+".go")
		run(t, ".", "go", "tool", "oapi-codegen", "-generate", "types,client,std-http-server", "-package", s.name, "-o", made, write(t, build(t, s.file), dir, s.name))
		overlay[filepath.Join(here, "made", s.name, s.name+".go")] = made
		args = append(args, "./made/"+s.name)
	}
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, ".", "go", args...)
}

// openapi-typescript makes TypeScript of every document, and the compiler accepts it at its strictest.
func TestTypeScriptIsMade(t *testing.T) {
	maker, tsc := tool(t, "npm/node_modules/.bin/openapi-typescript"), tool(t, "npm/node_modules/.bin/tsc")
	dir := t.TempDir()
	var made []string
	for _, s := range subjects {
		out := filepath.Join(dir, s.name+".ts")
		run(t, dir, maker, write(t, build(t, s.file), dir, s.name), "-o", out)
		made = append(made, out)
	}
	hostile := filepath.Join(dir, "hostile.ts")
	run(t, dir, maker, write(t, build(t, root+"/testdata/golden/hostile-text/spec.yaml"), dir, "hostile"), "-o", hostile)
	flags := []string{"--strict", "--noEmit", "--target", "es2022", "--module", "nodenext"}
	run(t, dir, tsc, append(flags, append(made, hostile)...)...)
}

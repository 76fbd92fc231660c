// Package imports tries import openapi on documents of others, which come by package managers at pinned versions and are
// not committed. Of each, the spec must lint, generate and compile, and one call of the generated client must succeed
// against a mock that read the document itself: Prism. How much is carried is printed, and held against the table in
// docs/import.md. It is a module of its own so that whoever requires chargegen does not require the documents.
package imports

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/gen/cli"
	"github.com/chargegen/chargegen/gen/target"
)

var update = flag.Bool("update", false, "rewrite the table in docs/import.md")

// document is a document that the import is tried on.
type document struct {
	name    string
	from    string // the package that holds it, for people
	module  string // the Go module, empty for one that npm brings
	path    string // in the module, or below node_modules
	about   string
	program string // in testdata: calls the generated client once
}

var documents = []document{
	{"svix", "Go module `github.com/svix/svix-webhooks` 1.44.0", "github.com/svix/svix-webhooks", "server/openapi.json", "sends webhooks", "svix.go.txt"},
	{"hydra", "Go module `github.com/ory/hydra-client-go/v2` 2.2.1", "github.com/ory/hydra-client-go/v2", "api/openapi.yaml", "an OAuth 2 server", "hydra.go.txt"},
	{"directus", "npm package `@directus/specs` 15.2.0", "", "@directus/specs/dist/openapi.json", "keeps content", "directus.go.txt"},
	{"asana", "Go module `github.com/pb33f/libopenapi` 0.42.4", "github.com/pb33f/libopenapi", "test_specs/asana.yaml", "plans work", "asana.go.txt"},
	{"postcodes", "npm package `@ideal-postcodes/openapi` 4.21.0", "", "@ideal-postcodes/openapi/dist/openapi.json", "finds addresses", "postcodes.go.txt"},
	{"trains", "npm package `@readme/oas-examples` 8.2.2", "", "@readme/oas-examples/3.1/json/train-travel.json", "books journeys; OpenAPI 3.1", "trains.go.txt"},
}

func TestImports(t *testing.T) {
	var rows []string
	for _, d := range documents {
		t.Run(d.name, func(t *testing.T) { rows = append(rows, try(t, d)) })
	}
	if t.Failed() {
		return
	}
	holdTable(t, rows)
}

// try imports one document and returns its row of the table.
func try(t *testing.T, d document) string {
	file, dir := fetch(t, d), t.TempDir()
	address := prism(t, file)
	spec := filepath.Join(dir, "spec.yaml")
	text := command(t, "import", "openapi", file, "-o", spec, "--name", d.name, "--format", "json")
	var report struct {
		Operations, Schemas struct{ Carried, Of int }
		Findings            []any
	}
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	if text := command(t, "lint", spec); !strings.Contains(text, "no mistakes") {
		t.Errorf("lint: %s", text)
	}
	write(t, filepath.Join(dir, "go.mod"), []byte("module example.com/try\n\ngo 1.24\n"))
	command(t, "generate", "--spec", spec, "--out", filepath.Join(dir, "out"), "--quiet")
	program, err := os.ReadFile(filepath.Join("testdata", d.program))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "main.go"), program)
	shell(t, dir, "go", "vet", "./...")
	if said := shell(t, dir, "go", "run", ".", address()); !strings.HasPrefix(said, "answered: ") {
		t.Errorf("the call says %q", said)
	}
	row := fmt.Sprintf("| %s (%s) | %s | %d of %d | %d of %d | %d |", d.name, d.about, d.from,
		report.Operations.Carried, report.Operations.Of, report.Schemas.Carried, report.Schemas.Of, len(report.Findings))
	t.Log(row)
	return row
}

// fetch returns the file of a document: from the module cache, or from node_modules, which npm ci fills.
func fetch(t *testing.T, d document) string {
	t.Helper()
	if d.module == "" {
		file, err := filepath.Abs(filepath.Join("node_modules", filepath.FromSlash(d.path)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(file); err != nil {
			t.Fatalf("%v; run npm ci in internal/imports, as make imports does", err)
		}
		return file
	}
	var module struct{ Dir string }
	if err := json.Unmarshal([]byte(shell(t, ".", "go", "mod", "download", "-json", d.module)), &module); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(module.Dir, filepath.FromSlash(d.path))
}

// command runs chargegen and returns what it prints.
func command(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := cli.Main(args, strings.NewReader(""), &out, &errs, target.All()...); code != 0 {
		t.Fatalf("chargegen %s: exit code %d\n%s%s", strings.Join(args, " "), code, out.String(), errs.String())
	}
	return out.String()
}

// shell runs a command in a folder and returns what it prints.
func shell(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, errs.String())
	}
	return string(out)
}

// prism begins to serve a document, until the test ends. What it returns waits for it and returns the address: much can be
// done in the meantime.
func prism(t *testing.T, file string) func() string {
	t.Helper()
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address) // it was the address of a listener
	ctx, cancel := context.WithCancel(context.Background())
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, "node", "node_modules/@stoplight/prism-cli/dist/index.js", "mock", "-h", "127.0.0.1", "-p", port, file)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // it is ended by the test, or what it said tells why it ended
		close(ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
		if t.Failed() {
			t.Logf("prism: %s", said.String())
		}
	})
	return func() string { return await(t, address, ended) }
}

// freeAddress is an address on this machine that nobody listened on a moment ago.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// await waits until somebody answers at an address.
func await(t *testing.T, address string, ended <-chan struct{}) string {
	t.Helper()
	for limit := time.Now().Add(5 * time.Minute); time.Now().Before(limit); time.Sleep(50 * time.Millisecond) {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close() // it was opened to see that somebody answers
			return "http://" + address
		}
		select {
		case <-ended:
			t.Fatal("prism has ended")
		default:
		}
	}
	t.Fatal("prism does not answer")
	return ""
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// The table in docs/import.md, between its head and the end of the page.
const (
	page = "../../docs/import.md"
	head = "| document | from | operations | schemas | lines of the report |\n| --- | --- | --- | --- | --- |\n"
)

// holdTable compares the measured rows with those in the documentation.
func holdTable(t *testing.T, rows []string) {
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, _, found := strings.Cut(string(data), head)
	if !found {
		t.Fatalf("%s has no table", page)
	}
	want := before + head + strings.Join(rows, "\n") + "\n"
	if *update {
		write(t, page, []byte(want))
	} else if want != string(data) {
		t.Errorf("the table in %s is not what was measured; go test -update writes\n%s", page, strings.Join(rows, "\n"))
	}
}

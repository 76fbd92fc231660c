package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chargegen": main})
}

// TestScripts runs the command as people do, one script for each thing that it promises. The first word of a script's
// name is the subcommand. Every script begins in an empty folder with books.yaml, a small spec.
func TestScripts(t *testing.T) {
	books, err := os.ReadFile("testdata/books.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		WorkdirRoot:         t.TempDir(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
			return os.WriteFile(filepath.Join(env.WorkDir, "books.yaml"), books, 0o666)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await":   await,
			"replace": replace,
			"append":  appendText,
			"get":     get,
			"build":   build,
			"proxy":   newProxy(t.TempDir()).use,
		},
	})
}

// await waits until a file holds a text: await FILE TEXT.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await FILE TEXT")
	}
	var data []byte
	var err error
	for limit := time.Now().Add(30 * time.Second); time.Now().Before(limit); time.Sleep(10 * time.Millisecond) {
		data, err = os.ReadFile(ts.MkAbs(args[0]))
		if err == nil && strings.Contains(string(data), args[1]) {
			return
		}
	}
	ts.Fatalf("%s does not come to hold %q:\n%s", args[0], args[1], data)
}

// replace replaces a text that a file holds, at each place: replace FILE OLD NEW.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o666))
}

// appendText adds a line to a file: append FILE TEXT.
func appendText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append FILE TEXT")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+args[1]+"\n"), 0o666))
}

// get calls a server of this machine: get PORTFILE PATH STATUS TEXT.
func get(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: get PORTFILE PATH STATUS TEXT")
	}
	resp, err := http.Get("http://127.0.0.1:" + strings.TrimSpace(ts.ReadFile(args[0])) + args[1])
	ts.Check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if strconv.Itoa(resp.StatusCode) != args[2] || !strings.Contains(string(body), args[3]) {
		ts.Fatalf("GET %s = %d %s, want %s and %q", args[1], resp.StatusCode, body, args[2], args[3])
	}
}

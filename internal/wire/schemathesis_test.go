package wire_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// pass is one run of Schemathesis over an API.
type pass struct {
	phases   string
	examples int  // for each operation, or sequences of calls
	links    bool // that bodies of links are whole; then bodies are JSON alone
	max      int  // failures at which it stops; 0 for none
}

// Every pass has the same seed, and draws nothing from a store of earlier runs.
const seed = "1"

// The passes over what is believed to be right.
var (
	shapes    = pass{phases: "examples,coverage,fuzzing", examples: 20}
	sequences = pass{phases: "stateful", examples: 150, links: true}
)

// The mock and the document agree: Schemathesis finds nothing, neither by shapes nor by following links.
func TestSchemathesisFindsNothing(t *testing.T) {
	for _, s := range subjects {
		t.Run(s.name, func(t *testing.T) {
			address := mock(t, s)
			for _, p := range []pass{shapes, sequences} {
				out, ok := schemathesis(t, s, address, p)
				if !ok {
					t.Errorf("%s: something is found:\n%s", p.phases, last([]byte(out)))
				}
				count(t, s, p, out)
			}
		})
	}
}

var (
	testedLine = regexp.MustCompile(`Tested: (\d+)`)
	linksLine  = regexp.MustCompile(`API Links: +(\d+) covered / (\d+) selected`)
	casesLine  = regexp.MustCompile(`(?m)^ +(\d+) generated,.*$`)
)

// count prints how much was tried and refuses a pass that tried next to nothing.
func count(t *testing.T, s subject, p pass, out string) {
	t.Helper()
	tested, cases := number(testedLine, out), number(casesLine, out)
	fmt.Printf("schemathesis %s, %s: %d operations; %s", s.name, p.phases, tested, strings.TrimSpace(casesLine.FindString(out)))
	all := 0
	for _, r := range build(t, s.file).Resources {
		all += len(r.Operations)
	}
	if cases < 10*all || !p.links && tested != all {
		t.Errorf("only %d operations of %d and %d requests were tried", tested, all, cases)
	}
	if !p.links {
		fmt.Println()
		return
	}
	m := linksLine.FindStringSubmatch(out)
	if m == nil {
		t.Fatalf("no links were followed:\n%s", last([]byte(out)))
	}
	fmt.Printf("; %s of %s links followed\n", m[1], m[2])
	if followed := number(linksLine, out); followed < leastLinks[s.name] {
		t.Errorf("%d links were followed, want at least %d", followed, leastLinks[s.name])
	}
}

// leastLinks is how many links must be followed for a pass to mean something: less than is usual, since what
// Schemathesis does with an answer is not wholly a matter of the seed.
var leastLinks = map[string]int{"omise": 5, "library": 5, "helpdesk": 5}

func number(line *regexp.Regexp, out string) int {
	m := line.FindStringSubmatch(out)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0
	}
	return n
}

// mock serves an API by the command, as anybody would, and returns its address.
func mock(t *testing.T, s subject) string {
	t.Helper()
	bin, err := command()
	if err != nil {
		t.Fatal(err)
	}
	port := filepath.Join(t.TempDir(), "port")
	cmd := exec.Command(bin, "mock", "--spec", s.file, "--addr", "127.0.0.1:0", "--port-file", port, "--strict", "--clock", "virtual", "--quiet")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for range 600 {
		if text, err := os.ReadFile(port); err == nil && len(text) > 0 {
			return "http://127.0.0.1:" + strings.TrimSpace(string(text))
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the mock does not answer")
	return ""
}

// schemathesis calls an API by its document. It reports whether nothing was found.
func schemathesis(t *testing.T, s subject, address string, p pass) (string, bool) {
	t.Helper()
	st := tool(t, "venv/bin/st")
	dir := t.TempDir()
	file := write(t, build(t, s.file), dir, s.name)
	for _, name := range []string{"schemathesis.toml", "hooks.py"} { // beside which it writes what it remembers
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{
		"--config-file", filepath.Join(dir, "schemathesis.toml"), "run", file, "--url", address + s.path, "--no-color",
		"--seed", seed, "--max-examples", strconv.Itoa(p.examples), "--phases", p.phases, "--request-timeout", "60",
	}
	if p.max > 0 {
		args = append(args, "--max-failures", strconv.Itoa(p.max))
	} else {
		args = append(args, "--continue-on-failure")
	}
	cmd := exec.Command(st, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PYTHONPATH="+dir, "PYTHONDONTWRITEBYTECODE=1", "COLUMNS=200")
	if p.links {
		cmd.Env = append(cmd.Env, "WIRE_LINKS=1")
	}
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

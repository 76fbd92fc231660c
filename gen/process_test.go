package gen_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// buildCommand builds the command and returns its file.
func buildCommand(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "chargegen")
	cmd := exec.Command("go", "build", "-o", name, "./cmd/chargegen")
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// serve starts the mock of the repository's spec as a process of its own and returns its URL and what stops it.
func serve(t *testing.T, command string, args ...string) (url string, stop func()) {
	t.Helper()
	cmd := exec.Command(command, append([]string{"mock", "--spec", "../spec/charges.yaml", "--addr", "127.0.0.1:0"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the mock did not stop well: %v", err)
		}
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_, url, found := strings.Cut(strings.TrimSpace(line), " at ")
	if err != nil || !found {
		stop()
		t.Fatalf("the mock said %q (%v), want where it answers", line, err)
	}
	return url, stop
}

package samples

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/gen/tables"
)

// mock is a running chargegen mock.
type mock struct {
	t   *testing.T
	url string
}

// startMock builds the command and runs its mock on a free port.
func startMock(t *testing.T) *mock {
	t.Helper()
	dir := t.TempDir()
	bin := filepath.Join(dir, "chargegen")
	run(t, exec.Command("go", "build", "-C", root, "-o", bin, "./cmd/chargegen"))
	port := filepath.Join(dir, "addr")
	cmd := exec.Command(bin, "mock", "--spec", specFile, "--addr", "127.0.0.1:0", "--port-file", port)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait() // it was killed
	})
	for range 500 {
		if addr, err := os.ReadFile(port); err == nil && len(addr) > 0 {
			text := strings.TrimSpace(string(addr))
			if !strings.Contains(text, ":") {
				text = "127.0.0.1:" + text
			}
			return &mock{t, "http://" + text}
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("the mock does not start: %s", out.String())
	return nil
}

// ask calls the mock itself.
func (m *mock) ask(method, path string, in, out any) {
	m.t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		m.t.Fatal(err)
	}
	rq, err := http.NewRequest(method, m.url+"/_mock/"+path, bytes.NewReader(body))
	if err != nil {
		m.t.Fatal(err)
	}
	if in == nil {
		rq.Body, rq.ContentLength = http.NoBody, 0
	}
	rq.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(rq)
	if err != nil {
		m.t.Fatal(err)
	}
	defer res.Body.Close()
	var answer bytes.Buffer
	if _, err := answer.ReadFrom(res.Body); err != nil {
		m.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		m.t.Fatalf("%s %s: %s", method, path, answer.String())
	}
	if out == nil {
		return
	}
	if err := json.Unmarshal(answer.Bytes(), out); err != nil {
		m.t.Fatal(err)
	}
}

// give forgets everything and makes what a sample needs.
func (m *mock) give(s *shown) {
	m.t.Helper()
	m.ask(http.MethodPost, "reset", nil, nil)
	for _, g := range s.sample.Given {
		params := map[string]json.RawMessage{}
		for _, p := range g.With {
			params[p.Key.Value] = json.RawMessage(tables.JSON(p.Value))
		}
		fixture := map[string]any{"of": g.Of.Name, "id": g.ID, "params": params}
		if g.State != nil {
			fixture["state"] = g.State.Name
		}
		m.ask(http.MethodPost, "objects", fixture, nil)
	}
}

// expect wants the last request to be the sample's call, answered with success, and its object in the state that the
// sample promises.
func (m *mock) expect(t *testing.T, s *shown) {
	t.Helper()
	var journal []struct {
		Operation, Explain, Answer string
		Status                     int
	}
	m.ask(http.MethodGet, "journal", nil, &journal)
	if len(journal) == 0 {
		t.Fatal("nothing came to the mock")
	}
	last := journal[len(journal)-1]
	if want := s.op.Resource.Name + "." + s.op.Name; last.Operation != want || last.Status != s.op.Success {
		t.Fatalf("the mock answered %s with %d, want %s with %d: %s\n%s", last.Operation, last.Status, want, s.op.Success, last.Explain, last.Answer)
	}
	if s.sample.Result == "" {
		return
	}
	var answer struct{ ID string }
	if err := json.Unmarshal([]byte(last.Answer), &answer); err != nil {
		t.Fatal(err)
	}
	var objects []struct{ ID, State string }
	m.ask(http.MethodGet, "state", nil, &objects)
	for _, o := range objects {
		if o.ID == answer.ID {
			if o.State != s.sample.Result {
				t.Errorf("%s is %s, want %s", o.ID, o.State, s.sample.Result)
			}
			return
		}
	}
	t.Errorf("the mock knows no %q", answer.ID)
}

// run runs a command to its end and returns what it prints.
func run(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	return string(out)
}

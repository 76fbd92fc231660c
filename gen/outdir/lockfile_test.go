package outdir

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The lock file stands in where folders cannot be locked, which no public door reaches on a machine that can.

func TestLockFile(t *testing.T) {
	dir := t.TempDir()
	unlock, err := tryLockFile(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tryLockFile(dir, true); !errors.Is(err, errLocked) {
		t.Errorf("second lock: %v, want %v", err, errLocked)
	}
	if _, err := tryLockFile(dir, false); err != nil {
		t.Errorf("a reader is kept out: %v", err)
	}
	unlock()
	unlock, err = tryLockFile(dir, true)
	if err != nil {
		t.Errorf("lock after unlock: %v", err)
	}
	unlock()
}

func TestStaleLockFile(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		holder holder
		age    time.Duration
		stale  bool
	}{
		{"maker gone", holder{host, gone.Process.Pid}, 0, true},
		{"maker alive", holder{host, os.Getpid()}, 0, false},
		{"maker elsewhere", holder{host + "x", gone.Process.Pid}, 0, false},
		{"old", holder{host + "x", 1}, 2 * lockAge, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			name := filepath.Join(dir, lockName)
			text, err := json.Marshal(tt.holder)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, text, 0o666); err != nil {
				t.Fatal(err)
			}
			then := time.Now().Add(-tt.age)
			if err := os.Chtimes(name, then, then); err != nil {
				t.Fatal(err)
			}
			_, _ = tryLockFile(dir, true) // notices and drops a stale one
			unlock, err := tryLockFile(dir, true)
			if got := err == nil; got != tt.stale {
				t.Errorf("lock taken over = %v (%v), want %v", got, err, tt.stale)
			}
			if err == nil {
				unlock()
			}
			left, err := filepath.Glob(filepath.Join(dir, lockName+"?*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

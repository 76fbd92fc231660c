package outdir

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// lockName is the lock file, where folders cannot be locked themselves.
const lockName = ".chargegen.lock"

// lockAge is when a lock file is stale whoever made it: a run holds it only while it writes.
const lockAge = 10 * time.Minute

// holder is what a lock file says.
type holder struct {
	Host string `json:"host"`
	PID  int    `json:"pid"`
}

// tryLockFile makes the lock file, or takes over one whose maker is gone. Readers take no lock: they must not write.
func tryLockFile(dir string, exclusive bool) (func(), error) {
	if !exclusive {
		return func() {}, nil
	}
	name := filepath.Join(dir, lockName)
	host, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(holder{host, os.Getpid()})
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		dropStaleLock(name, host)
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(name)
		return nil, err
	}
	return func() { os.Remove(name) }, nil
}

// dropStaleLock removes the lock file if its maker is gone. The file is moved aside first and looked at again, so that
// of two runs that find the same stale file none removes the other's fresh one.
func dropStaleLock(name, host string) {
	if !staleLock(name, host) {
		return
	}
	aside, err := os.MkdirTemp(filepath.Dir(name), lockName)
	if err != nil {
		return
	}
	defer os.RemoveAll(aside)
	moved := filepath.Join(aside, "lock")
	if os.Rename(name, moved) == nil && !staleLock(moved, host) {
		_ = os.Link(moved, name) // it fails if a third run has made one since, whose lock it is then
	}
}

func staleLock(name, host string) bool {
	info, err := os.Stat(name)
	if err != nil {
		return false
	}
	if time.Since(info.ModTime()) > lockAge {
		return true
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	var h holder
	return json.Unmarshal(data, &h) == nil && h.Host == host && !running(h.PID)
}

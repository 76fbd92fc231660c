//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package outdir

import "os"

// tryLock makes a lock file: there is no lock on folders here.
func tryLock(dir string, exclusive bool) (func(), error) { return tryLockFile(dir, exclusive) }

// running reports whether a process of this machine is alive.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	p.Release()
	return true
}

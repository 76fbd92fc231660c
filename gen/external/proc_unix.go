//go:build unix

package external

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// prepare gives a program a process group of its own, so that what it starts can be ended with it.
func prepare(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// kill ends a program and everything in its group.
func kill(cmd *exec.Cmd) error {
	err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone
	}
	return err
}

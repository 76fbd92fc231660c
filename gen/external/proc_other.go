//go:build !unix

package external

import "os/exec"

// prepare does nothing: there are no process groups here.
func prepare(*exec.Cmd) {}

// kill ends a program. What it started closes its pipes when it ends, and is waited for no longer than a moment.
func kill(cmd *exec.Cmd) error { return cmd.Process.Kill() }

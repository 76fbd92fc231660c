package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/chargegen/chargegen/gen/external"
)

// gitPrefix begins the name of a file at a revision: git:REV:PATH.
const gitPrefix = "git:"

// source is where a spec and what it includes are read from.
type source struct {
	root   string // the root file, as it is read
	prefix string // before the names of files in messages
	read   func(name string) ([]byte, error)
}

// open finds what a name on the command line stands for.
func (a *app) open(name string) (*source, error) {
	rest, ok := strings.CutPrefix(name, gitPrefix)
	if !ok {
		read := func(file string) ([]byte, error) {
			if file == "-" && name == "-" {
				return readSome(a.in, "the standard input")
			}
			return readFile(filepath.FromSlash(file))
		}
		return &source{root: filepath.ToSlash(name), read: read}, nil
	}
	rev, file, ok := strings.Cut(rest, ":")
	if !ok || rev == "" || file == "" {
		return nil, fmt.Errorf("wanted git:REV:PATH, such as git:HEAD:%s, found %q", defaultSpec, name)
	}
	if path.IsAbs(file) || filepath.IsAbs(file) {
		return nil, fmt.Errorf("the path in %q begins from the current folder; it cannot be absolute", name)
	}
	commit, err := git("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git knows no revision %q: %w", rev, err)
	}
	at := strings.TrimSpace(string(commit))
	read := func(file string) ([]byte, error) {
		data, err := git("cat-file", "blob", at+":./"+path.Clean(file))
		if err != nil {
			return nil, fmt.Errorf("git has no file %s at %s: %w", file, rev, err)
		}
		return data, nil
	}
	return &source{root: path.Clean(filepath.ToSlash(file)), prefix: gitPrefix + rev + ":", read: read}, nil
}

// git runs git in the current folder, without a shell, and returns what it prints. It asks nobody for a password and
// fetches nothing.
func git(args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C")
	out, said := &external.Head{Most: maxFile}, &external.Head{Most: 4096}
	cmd.Stdout, cmd.Stderr = out, said
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("git is not installed, or not on the PATH")
	case out.Full:
		return nil, fmt.Errorf("git prints over %d MB", maxFile>>20)
	case err == nil:
		return out.Bytes(), nil
	}
	if text, _, _ := strings.Cut(strings.TrimSpace(string(said.Bytes())), "\n"); text != "" {
		return nil, errors.New(strings.TrimPrefix(text, "fatal: "))
	}
	return nil, err
}

package outdir

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// FS is the file operations that a Folder is made of. Names are relative to the folder, with slashes. Each is one
// operation of the operating system, or may fail half way like one, so that tests can fail any of them.
type FS interface {
	ReadFile(name string) ([]byte, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	WriteFile(name string, data []byte, perm fs.FileMode) error
	Mkdir(name string, perm fs.FileMode) error
	Rename(from, to string) error
	Remove(name string) error

	// Lock keeps other runs out until unlock is called: all of them if exclusive, else only those that write. The
	// operating system lets go of it when the process ends, however it ends.
	Lock(ctx context.Context, exclusive bool) (unlock func(), err error)
}

// errOutside is a path that a symlink leads out of the folder.
var errOutside = errors.New("a symbolic link leads out of the output folder")

// Disk is a folder on disk. The operating system keeps every name below it.
type Disk struct {
	root *os.Root
	dir  string
}

// Open returns the folder called dir.
func Open(dir string) (*Disk, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Disk{root, dir}, nil
}

// Close releases the folder.
func (d *Disk) Close() { d.root.Close() }

// ReadFile reads a file.
func (d *Disk) ReadFile(name string) ([]byte, error) {
	data, err := d.root.ReadFile(name)
	return data, outside(err)
}

// ReadDir lists a folder.
func (d *Disk) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(d.root.FS(), name)
	return entries, outside(err)
}

// WriteFile makes or overwrites a file.
func (d *Disk) WriteFile(name string, data []byte, perm fs.FileMode) error {
	return outside(d.root.WriteFile(name, data, perm))
}

// Mkdir makes a folder.
func (d *Disk) Mkdir(name string, perm fs.FileMode) error { return outside(d.root.Mkdir(name, perm)) }

// Rename moves a file over another.
func (d *Disk) Rename(from, to string) error { return outside(d.root.Rename(from, to)) }

// Remove removes a file or an empty folder.
func (d *Disk) Remove(name string) error { return outside(d.root.Remove(name)) }

// outside gives the refusal of os.Root, which has no name, words that say what to mend.
func outside(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && strings.Contains(err.Error(), "path escapes") {
		return fmt.Errorf("%s: %w", path.Path, errOutside)
	}
	var link *os.LinkError
	if errors.As(err, &link) && strings.Contains(err.Error(), "path escapes") {
		return fmt.Errorf("%s: %w", link.New, errOutside)
	}
	return err
}

// How long a run waits for another, and how often it looks.
const (
	lockPatience = 30 * time.Second
	lockInterval = 10 * time.Millisecond
)

// Lock waits until no other run holds the folder.
func (d *Disk) Lock(ctx context.Context, exclusive bool) (func(), error) {
	limit := time.Now().Add(lockPatience)
	for {
		unlock, err := tryLock(d.dir, exclusive)
		if err == nil {
			return unlock, nil
		}
		if !errors.Is(err, errLocked) {
			return nil, err
		}
		if time.Now().After(limit) {
			return nil, fmt.Errorf("another run has held the folder for %v", lockPatience)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockInterval):
		}
	}
}

// errLocked is what tryLock says while another run holds the folder.
var errLocked = errors.New("another run holds the folder")

// nothing is a folder that does not exist. It is only read.
type nothing struct{}

func (nothing) ReadFile(string) ([]byte, error)                     { return nil, fs.ErrNotExist }
func (nothing) ReadDir(string) ([]fs.DirEntry, error)               { return nil, fs.ErrNotExist }
func (nothing) WriteFile(string, []byte, fs.FileMode) error         { return fs.ErrNotExist }
func (nothing) Mkdir(string, fs.FileMode) error                     { return fs.ErrNotExist }
func (nothing) Rename(string, string) error                         { return fs.ErrNotExist }
func (nothing) Remove(string) error                                 { return fs.ErrNotExist }
func (nothing) Lock(context.Context, bool) (unlock func(), _ error) { return func() {}, nil }

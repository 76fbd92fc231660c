package outdir

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"syscall"
)

// The folder that holds files until all of them are written, and the journal in it. The journal is there whole or not
// at all, and while it is not there nothing outside the folder has changed.
const (
	tempName    = ".chargegen.tmp"
	journalName = tempName + "/journal"
)

// journal is what a run is about to do, in order. Running it twice does no more than running it once.
type journal struct {
	Version int  `json:"chargegen"`
	Ops     []op `json:"ops"`
}

// op is one file: to be replaced by the staged file From if New is set, else to be deleted. It is done only while the
// file has the content whose hash is Old; empty means no file.
type op struct {
	Path string `json:"path"`
	From string `json:"from,omitempty"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`

	data []byte
}

// commit stages the operations, writes the journal and carries it out. Until the journal stands, a fault or the end of
// ctx changes nothing; from then on the next run completes what this one cannot.
func (f *Folder) commit(ctx context.Context, ops []op) error {
	// Deletions first: a folder may become a file, or a file a folder. The manifest last: it says what was done.
	slices.SortStableFunc(ops, func(a, b op) int { return rank(a) - rank(b) })
	j := &journal{manifestVersion, ops}
	if err := f.stage(ctx, j); err != nil {
		// What cannot be removed now the next run removes.
		_ = f.dropTemp()
		return err
	}
	return f.apply(j)
}

func rank(o op) int {
	switch {
	case o.New == "":
		return 0
	case o.Path != ManifestName:
		return 1
	}
	return 2
}

// stage writes all new files beside the old ones, and then the journal.
func (f *Folder) stage(ctx context.Context, j *journal) error {
	if err := f.fs.Mkdir(tempName, 0o777); err != nil {
		return err
	}
	for i := range j.Ops {
		o := &j.Ops[i]
		if o.New == "" {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		o.From = strconv.Itoa(i)
		if err := f.fs.WriteFile(path.Join(tempName, o.From), o.data, 0o666); err != nil {
			return err
		}
	}
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if err := f.fs.WriteFile(journalName+".new", text, 0o666); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.fs.Rename(journalName+".new", journalName)
}

// recover completes the run whose journal stands, or drops what a run left that had not got so far.
func (f *Folder) recover() error {
	j, err := f.readJournal()
	if err != nil {
		return err
	}
	if j == nil {
		return f.dropTemp()
	}
	return f.apply(j)
}

// readJournal returns the journal of an interrupted run, or nil.
func (f *Folder) readJournal() (*journal, error) {
	data, err := f.fs.ReadFile(journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return nil, fmt.Errorf("%s: %w; remove %s to forget the interrupted run", journalName, err, tempName)
	}
	for _, o := range j.Ops {
		_, err := strconv.Atoi(o.From)
		if o.Path != ManifestName && !usable(o.Path) || o.New != "" && err != nil {
			return nil, fmt.Errorf("%s: bad entry %q; remove %s to forget the interrupted run", journalName, o.Path, tempName)
		}
	}
	return &j, nil
}

// apply carries out what of the journal is not done yet, and removes it.
func (f *Folder) apply(j *journal) error {
	made := map[string]bool{".": true}
	for _, o := range j.Ops {
		if err := f.do(o, made); err != nil {
			return err
		}
	}
	if err := f.fs.Remove(journalName); err != nil {
		return err
	}
	return f.dropTemp()
}

// do carries out one operation, unless it is done, or the file is not as it was when the operation was planned. It notes
// the folders that it makes: files are only written once all that is to go has gone.
func (f *Folder) do(o op, made map[string]bool) error {
	data, err := f.fs.ReadFile(o.Path)
	if err != nil && !absent(err) {
		return err
	}
	asPlanned := err != nil && o.Old == "" || err == nil && Hash(data) == o.Old
	if o.New == "" {
		if err == nil && asPlanned {
			if err := f.fs.Remove(o.Path); err != nil {
				return err
			}
		}
		return f.prune(path.Dir(o.Path))
	}
	if !asPlanned {
		return nil
	}
	if dir := path.Dir(o.Path); !made[dir] {
		if err := f.mkdirAll(dir); err != nil {
			return err
		}
		made[dir] = true
	}
	err = f.fs.Rename(path.Join(tempName, o.From), o.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // done before the interruption, and undone by somebody since
	}
	return err
}

// mkdirAll makes a folder and those above it.
func (f *Folder) mkdirAll(dir string) error {
	if dir == "." {
		return nil
	}
	err := f.fs.Mkdir(dir, 0o777)
	if errors.Is(err, fs.ErrNotExist) {
		if err := f.mkdirAll(path.Dir(dir)); err != nil {
			return err
		}
		err = f.fs.Mkdir(dir, 0o777)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil // a file of that name fails the rename
	}
	return err
}

// prune removes dir and the folders above it as far as they are empty.
func (f *Folder) prune(dir string) error {
	for ; dir != "."; dir = path.Dir(dir) {
		// Looked at first: what stands there may be somebody's file by now.
		entries, err := f.fs.ReadDir(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.Is(err, syscall.ENOTDIR), len(entries) > 0:
			return nil
		case err != nil:
			return err
		}
		if err := f.fs.Remove(dir); err != nil {
			return err
		}
	}
	return nil
}

// dropTemp removes the folder of staged files, which holds files only.
func (f *Folder) dropTemp() error {
	entries, err := f.fs.ReadDir(tempName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := f.fs.Remove(path.Join(tempName, e.Name())); err != nil {
			return err
		}
	}
	return f.fs.Remove(tempName)
}

// absent reports whether err says that there is no such file, a file among the folders of its path included.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

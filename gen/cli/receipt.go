package cli

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/chargegen/chargegen/gen/outdir"
	"github.com/chargegen/chargegen/spec"
)

// receipt says that a build of this command read certain files and that certain files came of them. It is kept among the
// user's caches, never in the project: what somebody could have edited together with the output proves nothing. While
// all of it still holds, a run would change nothing, and need not be made.
type receipt struct {
	Build    string                       `json:"build"`
	Inputs   map[string]string            `json:"inputs"`  // name → hash of content
	Outputs  map[string]map[string]string `json:"outputs"` // folder → path → hash of content
	Warnings []finding                    `json:"warnings"`
}

// keepReceipts is how long a receipt is kept that nobody writes anew.
const keepReceipts = 30 * 24 * time.Hour

// receiptFile is where the receipt of a run with these settings is kept, or empty where none can be. Everything that
// decides what comes out and is not the content of a spec is in its name.
func receiptFile(list []entry, only []string) string {
	caches, err := os.UserCacheDir()
	if err != nil || buildID() == "" {
		return ""
	}
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %q\n", dir, only)
	for i := range list {
		e := &list[i]
		if e.name == "-" {
			return ""
		}
		fmt.Fprintf(h, "%q %t %q %q %d %t\n", e.name, e.builtIn, e.out, e.imported(), e.whose, e.targets == nil)
		if e.targets != nil {
			hashTargets(h, e.targets)
		}
	}
	return filepath.Join(caches, "chargegen", hex.EncodeToString(h.Sum(nil)[:16])+".json")
}

// hashTargets writes the settings of all targets.
func hashTargets(w io.Writer, targets *spec.Map[spec.ConfigTarget]) {
	for i := range targets.Entries {
		t := &targets.Entries[i]
		fmt.Fprintf(w, "%q %t %q\n", t.Key.Value, t.Value.Root.IsSet(), t.Value.Root.Value)
		for _, v := range t.Value.Values.Entries {
			hashData(w, v)
		}
	}
}

// readReceipt reads a receipt, nil where there is none of this build.
func readReceipt(name string) *receipt {
	if name == "" {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	var r receipt
	if json.Unmarshal(data, &r) != nil || r.Build != buildID() {
		return nil
	}
	return &r
}

// holds reports whether everything is still as the receipt says.
func (r *receipt) holds() bool {
	if r == nil || len(r.Outputs) == 0 {
		return false
	}
	for name, hash := range r.Inputs {
		data, err := readFile(filepath.FromSlash(name))
		if err != nil || outdir.Hash(data) != hash {
			return false
		}
	}
	for dir, files := range r.Outputs {
		if !outdir.Holds(dir, files) {
			return false
		}
	}
	return true
}

// files counts the files that the receipt says were made.
func (r *receipt) files() int {
	n := 0
	for _, files := range r.Outputs {
		n += len(files)
	}
	return n
}

// keepReceipt writes a receipt of a run after which folders hold what they should. One whose folder cannot be read leaves
// none. Where there is no place for receipts, there are none: that is no fault of the run.
func keepReceipt(name string, folders []*folder) {
	if name == "" {
		return
	}
	r := receipt{buildID(), map[string]string{}, map[string]map[string]string{}, nil}
	var warnings spec.ErrorList
	for _, o := range folders {
		manifest, err := os.ReadFile(filepath.Join(o.dir, outdir.ManifestName))
		if err != nil {
			return
		}
		warnings = append(warnings, o.warnings...)
		for _, f := range o.read {
			r.Inputs[f.name] = f.hash
		}
		files, hashes := map[string]string{outdir.ManifestName: outdir.Hash(manifest)}, outdir.Hashes(manifest)
		for _, s := range o.run.Sections {
			for _, f := range s.Files {
				files[f.Path] = hashes[f.Path]
			}
		}
		r.Outputs[o.dir] = files
	}
	warnings.Sort()
	r.Warnings = fromErrors(warnings)
	if data, err := json.Marshal(r); err == nil && writeReceipt(name, data) == nil {
		dropOldReceipts(filepath.Dir(name))
	}
}

// writeReceipt writes the file whole. It makes the folder of the user's caches if need be, but no home.
func writeReceipt(name string, data []byte) error {
	dir := filepath.Dir(name)
	for _, dir := range []string{filepath.Dir(dir), dir} {
		if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first fault is the one that counts
	}
	return err
}

// dropOldReceipts keeps projects that are gone from leaving theirs for ever. One run in some looks for them: to look at a
// thousand takes as long as a tenth of a run.
func dropOldReceipts(dir string) {
	if time.Now().Unix()%16 != 0 {
		return
	}
	list, _ := os.ReadDir(dir) // without it nothing is dropped
	for _, e := range list {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > keepReceipts {
			_ = os.Remove(filepath.Join(dir, e.Name())) // whatever stays is looked at again another time
		}
	}
}

// imported is the Go import path of the output folder. Where the settings give it, no go.mod is read.
func (e *entry) imported() string {
	if e.imports != "" {
		return e.imports
	}
	return cmp.Or(importPath(e.out), fallbackImport(e))
}

// Package gen runs targets over a model: each plans its files, all are rendered in parallel, and the result is a sorted
// list of files in memory. It never touches the disk.
package gen

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Target makes one kind of output. Plan is pure: the same model and options give the same jobs.
type Target interface {
	// Name is the word by which the target is chosen and under which its options stand.
	Name() string

	// Plan lists the files to be made. It returns a spec.ErrorList where the options or the model do not suit it.
	Plan(api *model.API, opts Options) ([]Job, error)
}

// Job is one file to be made. Path is relative to the target's root, with slashes.
type Job struct {
	Path   string
	Render func(io.Writer) error
}

// Options are the settings of one target.
type Options struct {
	Root   string    // where its files go, relative to the output folder, with slashes; empty for the target's default
	Import string    // the Go import path of the output folder; empty where there is none
	Values spec.Data // further settings, as positioned YAML; unset where there are none

	// Roots holds the root of every target of the spec by name, for targets that import or link to what others make, and
	// Packages the setting "package" of those that have it: the Go package's name, where it is not that of the API.
	Roots, Packages map[string]string
}

// File is one generated file. Path is relative to the output folder, with slashes.
type File struct {
	Target string
	Path   string
	Data   []byte
}

// Plan is a target with its settings.
type Plan struct {
	Target  Target
	Options Options
}

// Run renders every file of every plan and returns them sorted by path. Of errors the first plan's is returned, and of its
// files the first one's, and no file.
func Run(api *model.API, plans []Plan) ([]File, error) {
	made := make([][]File, len(plans))
	errs := make([]error, len(plans))
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i, p := range plans {
		wg.Go(func() { made[i], errs[i] = p.run(api, turns) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	files := slices.Concat(made...)
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, clash(files)
}

// run plans and renders. What takes time waits for one of the turns, of which there are as many as processors.
func (p *Plan) run(api *model.API, turns chan struct{}) ([]File, error) {
	turns <- struct{}{}
	jobs, err := p.Target.Plan(api, p.Options)
	<-turns
	if err != nil {
		return nil, err
	}
	files := make([]File, len(jobs))
	for i, j := range jobs {
		name, err := join(p.Options.Root, j.Path)
		if err != nil {
			return nil, fmt.Errorf("target %s: %w", p.Target.Name(), err)
		}
		files[i] = File{Target: p.Target.Name(), Path: name}
	}
	return files, render(files, jobs, turns)
}

// join puts a job's path below the target's root and refuses one that leaves it.
func join(root, name string) (string, error) {
	if name == "" || path.IsAbs(name) || path.Clean(name) != name || name == ".." || strings.HasPrefix(name, "../") || strings.ContainsAny(name, "\\:\x00") {
		return "", fmt.Errorf("bad file name %q", name)
	}
	return path.Join(root, name), nil
}

// render runs all jobs on as many workers as there are turns.
func render(files []File, jobs []Job, turns chan struct{}) error {
	errs := make([]error, len(files))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(cap(turns), len(files)) {
		wg.Go(func() {
			var b bytes.Buffer
			for i := range next {
				turns <- struct{}{}
				b.Reset()
				errs[i] = jobs[i].Render(&b)
				files[i].Data = bytes.Clone(b.Bytes())
				<-turns
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("%s: %w", files[i].Path, err)
		}
	}
	return nil
}

// clash refuses two files of one path. Case is ignored: some file systems ignore it.
func clash(files []File) error {
	seen := map[string]File{}
	for _, f := range files {
		key := strings.ToLower(f.Path)
		if g, ok := seen[key]; ok {
			return fmt.Errorf("targets %s and %s both make %s", g.Target, f.Target, f.Path)
		}
		seen[key] = f
	}
	return nil
}

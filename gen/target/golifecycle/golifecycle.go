// Package golifecycle makes what a Go client knows of behaviour: the states of its objects, checks that refuse what the
// API would refuse, waiting for a state, the traits of words, and the rows of tables that make things fail. Its files
// stand in the package of the client that the target goclient makes. It decides no names: the model has settled them.
package golifecycle

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates"
)

// Target makes the lifecycle. The zero Target is ready to use.
type Target struct{}

// Name implements gen.Target.
func (Target) Name() string { return "golifecycle" }

// Plan implements gen.Target. An API without behaviour, traits and triggers has no files.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	m, err := newMaker(api, opts)
	if err != nil {
		return nil, err
	}
	var jobs []gen.Job
	for _, l := range m.lives {
		jobs = append(jobs, m.job(fileName(l.Name)+"_lifecycle.go", func(f *jen.File) { m.life(f, l) }))
	}
	if m.anyChecks() {
		jobs = append(jobs, m.job("preflight.go", m.preflight))
	}
	if m.anyWaits() {
		jobs = append(jobs, m.copied("waiting.go", "lifecycle/wait.go"))
	}
	if m.anyTraits() {
		jobs = append(jobs, m.job("traits.go", m.traits))
	}
	if m.anyTriggers() {
		jobs = append(jobs, m.job("triggers.go", m.triggers))
	}
	return jobs, nil
}

// maker makes the files of one lifecycle. It is only read once it is made: jobs run side by side.
type maker struct {
	api   *model.API
	pkg   string
	path  string // the import path of the package
	lives []*life
	facts []*model.AccountFact // those that checks ask for, in spec order
}

func newMaker(api *model.API, opts gen.Options) (*maker, error) {
	m := &maker{api: api, pkg: api.Name}
	if name := opts.Packages["goclient"]; name != "" {
		m.pkg = name
	}
	if err := settings(opts); err != nil {
		return nil, err
	}
	root := opts.Root
	if root == "" {
		root = "go/" + api.Name
	}
	m.path = path.Join(opts.Import, root)
	used := map[*model.AccountFact]bool{}
	for _, r := range api.Resources {
		if l := m.newLife(r, used); l != nil {
			m.lives = append(m.lives, l)
		}
	}
	for _, f := range api.Account {
		if used[f] {
			m.facts = append(m.facts, f)
		}
	}
	return m, nil
}

// settings refuses settings: there are none. The package is the client's, and so is the folder.
func settings(opts gen.Options) error {
	var errs spec.ErrorList
	v := opts.Values
	if v.IsSet() && v.Kind != spec.DataMap {
		errs.Add(v.Pos, "target-option", "the settings of golifecycle: wanted a mapping")
	}
	for _, e := range v.Members {
		errs.Add(e.Key.Pos, "target-option", "unknown setting %q of golifecycle: it has none, and its package is that of goclient", e.Key.Value)
	}
	if len(errs) > 0 {
		return errs
	}
	if client := opts.Roots["goclient"]; client != "" && opts.Root != "" && client != opts.Root {
		return fmt.Errorf("target golifecycle goes to %q and goclient to %q: they make one package, so give both the same root", opts.Root, client)
	}
	return nil
}

// job is a file made from declarations.
func (m *maker) job(name string, declare func(*jen.File)) gen.Job {
	return gen.Job{Path: name, Render: func(w io.Writer) error {
		f := gosrc.NewFile(m.path, m.pkg, m.api.SpecFile)
		declare(f)
		return gosrc.Render(f, w)
	}}
}

// copied is a fixed file with the package's name.
func (m *maker) copied(name, from string) gen.Job {
	return gen.Job{Path: name, Render: func(w io.Writer) error {
		source, err := templates.Lifecycle.ReadFile(from)
		if err != nil {
			return err
		}
		text, err := gosrc.Copy(source, m.pkg, m.api.SpecFile)
		return errors.Join(err, write(w, text))
	}}
}

func write(w io.Writer, text []byte) error {
	_, err := io.Copy(w, bytes.NewReader(text))
	return err
}

// fileName makes the beginning of a file's name of a name of the spec.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, name)
}

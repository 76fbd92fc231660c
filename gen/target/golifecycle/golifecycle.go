// Package golifecycle makes what a Go client knows of behaviour: the states of its objects, checks that refuse what the
// API would refuse, waiting for a state, the traits of words, and the rows of tables that make things fail. Its files
// stand in the package of the client that the target goclient makes. It decides no names: the model has settled them.
package golifecycle

import (
	"cmp"
	"fmt"
	"path"

	"github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
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
		jobs = append(jobs, m.File(gosrc.FileName(l.Name)+"_lifecycle.go", func(f *jen.File) { m.life(f, l) }))
	}
	if m.anyChecks() {
		jobs = append(jobs, m.File("preflight.go", m.preflight))
	}
	if m.anyWaits() {
		wait, err := m.Copies("", templates.Lifecycle, "lifecycle/waiting.go")
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, wait...)
	}
	if m.anyTraits() {
		jobs = append(jobs, m.File("traits.go", m.traits))
	}
	if m.anyTriggers() {
		jobs = append(jobs, m.File("triggers.go", m.triggers))
	}
	return jobs, nil
}

// maker makes the files of one lifecycle. It is only read once it is made: jobs run side by side.
type maker struct {
	gosrc.Package
	api   *model.API
	lives []*life
	facts []*model.AccountFact // those that checks ask for, in spec order
}

func newMaker(api *model.API, opts gen.Options) (*maker, error) {
	if err := opts.ReadSettings("golifecycle"); err != nil {
		return nil, err
	}
	if client := opts.Roots["goclient"]; client != "" && opts.Root != "" && client != opts.Root {
		return nil, fmt.Errorf("target golifecycle goes to %q and goclient to %q: they make one package, so give both the same root", opts.Root, client)
	}
	m := &maker{api: api, Package: gosrc.Package{
		Name: cmp.Or(opts.Packages["goclient"], api.Name),
		Path: path.Join(opts.Import, cmp.Or(opts.Root, "go/"+api.Name)),
		Spec: api.SpecFile,
	}}
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

// Package gomock makes the mock of an API as a Go package: the tables that the engine plays, the engine itself as a
// copy, and round it what knows the client's types. It decides no names: the model has settled them.
package gomock

import (
	"cmp"
	"path"

	"github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates"
)

// Target makes the mock. The zero Target is ready to use.
type Target struct{}

// Name implements gen.Target.
func (Target) Name() string { return "gomock" }

// engineDir is where the copy of the engine lies below the mock.
const engineDir = "internal/engine"

// Plan implements gen.Target.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	m, err := newMaker(api, opts)
	if err != nil {
		return nil, err
	}
	jobs := []gen.Job{
		m.File("mock.go", m.mock),
		m.File("option.go", m.options),
		m.File("server.go", m.server),
		m.File("codes.go", m.codes),
		m.File("convert.go", m.convert),
	}
	jobs = append(jobs, m.tables(tables.Of(api))...)
	engine := gosrc.Package{Name: "engine", Path: m.engine, Spec: api.SpecFile}
	copies, err := engine.Copies(engineDir+"/", templates.Engine, "engine/*.go")
	return append(jobs, copies...), err
}

// maker makes the files of one mock. It is only read once it is made: jobs run side by side.
type maker struct {
	gosrc.Package
	api    *model.API
	client string // the import path of the client
	alias  bool   // that the client is imported under another name than its path and package have
	engine string // the import path of the engine's copy
	ops    []*operation
}

func newMaker(api *model.API, opts gen.Options) (*maker, error) {
	m := &maker{api: api, Package: gosrc.Package{Name: api.Name + "mock", Spec: api.SpecFile}}
	if err := opts.ReadSettings("gomock", gen.PackageSetting(&m.Name)); err != nil {
		return nil, err
	}
	m.Path = path.Join(opts.Import, cmp.Or(opts.Root, "go/"+m.Name))
	m.client = path.Join(opts.Import, cmp.Or(opts.Roots["goclient"], "go/"+api.Name))
	m.alias = cmp.Or(opts.Packages["goclient"], api.Name) != api.Go
	m.engine = m.Path + "/" + engineDir
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			m.ops = append(m.ops, newOperation(m, op))
		}
	}
	return m, nil
}

// File is the job of a file that is made from declarations.
func (m *maker) File(name string, declare func(*jen.File)) gen.Job {
	return m.Package.File(name, func(f *jen.File) {
		if m.alias {
			f.ImportAlias(m.client, m.api.Go)
		} else {
			f.ImportName(m.client, m.api.Go)
		}
		f.ImportName(m.engine, "engine")
		declare(f)
	})
}

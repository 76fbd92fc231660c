// Package goclient makes the Go client of an API: types that read and write themselves, services with a method for each
// operation, errors that errors.Is can be asked for. The fixed part is copied from templates/client; what is made here
// depends on the spec. It decides no names: the model has settled them.
package goclient

import (
	"cmp"
	"path"
	"slices"

	"github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates"
)

// Target makes the client. The zero Target is ready to use.
type Target struct{}

// Name implements gen.Target.
func (Target) Name() string { return "goclient" }

// runtimePrefix begins the names of the files that are copied.
const runtimePrefix = "runtime_"

// Plan implements gen.Target.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	m, err := newMaker(api, opts)
	if err != nil {
		return nil, err
	}
	jobs := []gen.Job{
		m.File("client.go", m.client),
		m.File("config.go", m.config),
		m.File("errors.go", m.errors),
	}
	jobs = append(jobs, m.vocabulary()...) // what takes longest is begun first
	for _, r := range api.Resources {
		jobs = append(jobs, m.File(gosrc.FileName(r.Name)+"_service.go", func(f *jen.File) { m.service(f, r) }))
	}
	for _, o := range m.objects {
		jobs = append(jobs, m.File(gosrc.FileName(o.Name)+"_type.go", func(f *jen.File) { m.object(f, o) }))
	}
	if api.Page != nil && api.Page.Object != nil {
		jobs = append(jobs, m.File("page.go", m.page))
	}
	if tested := m.tested(); len(tested) > 0 {
		jobs = append(jobs, m.File("test_client.go", func(f *jen.File) { m.testClient(f, tested) }))
	}
	copies, err := m.Copies(runtimePrefix, templates.Client, "client/*.go")
	return append(jobs, copies...), err
}

// maker makes the files of one client. It is only read once it is made: jobs run side by side.
type maker struct {
	gosrc.Package
	api     *model.API
	objects []*model.Object // all that become types, resources first
	unions  []*model.Type   // each once, in the order of their first use
	servers map[*model.Server]int
}

func newMaker(api *model.API, opts gen.Options) (*maker, error) {
	m := &maker{Package: gosrc.Package{Name: api.Name, Spec: api.SpecFile}, api: api, servers: map[*model.Server]int{}}
	if err := opts.ReadSettings("goclient", gen.PackageSetting(&m.Name)); err != nil {
		return nil, err
	}
	m.Path = path.Join(opts.Import, cmp.Or(opts.Root, "go/"+m.Name))
	for i, s := range api.Servers {
		m.servers[s] = i
	}
	for _, r := range api.Resources {
		m.objects = append(m.objects, r.Object)
	}
	for _, o := range api.Objects {
		if api.Page == nil || o != api.Page.Object {
			m.objects = append(m.objects, o)
		}
	}
	m.findUnions()
	return m, nil
}

// findUnions lists the unions of attributes and parameters.
func (m *maker) findUnions() {
	seen := map[string]bool{}
	add := func(t *model.Type) {
		for t != nil && t.Elem != nil {
			t = t.Elem
		}
		if t != nil && t.Kind == model.Union && !seen[t.Go] {
			seen[t.Go] = true
			m.unions = append(m.unions, t)
		}
	}
	objects := m.objects
	if m.api.Page != nil && m.api.Page.Object != nil {
		objects = append(slices.Clone(objects), m.api.Page.Object)
	}
	for _, o := range objects {
		for _, a := range o.Shown() {
			add(a.Type)
		}
	}
	for _, r := range m.api.Resources {
		for _, op := range r.Operations {
			for _, p := range op.Params {
				add(p.Type)
			}
		}
	}
}

// uses reports whether any attribute or parameter has a type of a kind.
func (m *maker) uses(kind model.Kind) bool {
	var has func(t *model.Type) bool
	has = func(t *model.Type) bool {
		return t != nil && (t.Kind == kind || has(t.Elem) || slices.ContainsFunc(t.Alts, has))
	}
	for _, o := range m.objects {
		if slices.ContainsFunc(o.Shown(), func(a *model.Attribute) bool { return has(a.Type) }) {
			return true
		}
	}
	for _, r := range m.api.Resources {
		for _, op := range r.Operations {
			if slices.ContainsFunc(op.Params, func(p *model.Param) bool { return has(p.Type) }) {
				return true
			}
		}
	}
	return false
}

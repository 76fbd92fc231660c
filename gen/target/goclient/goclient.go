// Package goclient makes the Go client of an API: types that read and write themselves, services with a method for each
// operation, errors that errors.Is can be asked for. The fixed part is copied from templates/client; what is made here
// depends on the spec. It decides no names: the model has settled them.
package goclient

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
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
		m.job("client.go", m.client),
		m.job("config.go", m.config),
		m.job("errors.go", m.errors),
	}
	jobs = append(jobs, m.vocabulary()...)
	for _, o := range m.objects {
		jobs = append(jobs, m.job(fileName(o.Name)+"_type.go", func(f *jen.File) { m.object(f, o) }))
	}
	for _, r := range api.Resources {
		jobs = append(jobs, m.job(fileName(r.Name)+"_service.go", func(f *jen.File) { m.service(f, r) }))
	}
	if api.Page != nil && api.Page.Object != nil {
		jobs = append(jobs, m.job("page.go", m.page))
	}
	if tested := m.tested(); len(tested) > 0 {
		jobs = append(jobs, m.job("test_client.go", func(f *jen.File) { m.testClient(f, tested) }))
	}
	copies, err := m.copies()
	return append(jobs, copies...), err
}

// maker makes the files of one client. It is only read once it is made: jobs run side by side.
type maker struct {
	api     *model.API
	pkg     string
	path    string          // the import path of the package
	objects []*model.Object // all that become types, resources first
	unions  []*model.Type   // each once, in the order of their first use
	servers map[*model.Server]int
}

func newMaker(api *model.API, opts gen.Options) (*maker, error) {
	m := &maker{api: api, pkg: api.Name, servers: map[*model.Server]int{}}
	if err := m.options(opts.Values); err != nil {
		return nil, err
	}
	root := opts.Root
	if root == "" {
		root = "go/" + m.pkg
	}
	m.path = path.Join(opts.Import, root)
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

// options reads the target's settings: package, the name of the generated package.
func (m *maker) options(values spec.Data) error {
	var errs spec.ErrorList
	if values.IsSet() && values.Kind != spec.DataMap {
		errs.Add(values.Pos, "target-option", "the settings of goclient: wanted a mapping")
		return errs
	}
	for _, e := range values.Members {
		switch key := e.Key.Value; {
		case key != "package":
			errs.Add(e.Key.Pos, "target-option", "unknown setting %q of goclient%s", key, spec.Suggest(key, []string{"package"}))
		case e.Value.Kind != spec.DataString || !ident.IsPackage(e.Value.Text):
			errs.Add(e.Value.Pos, "target-option", "bad package name %q: wanted lower-case letters and digits that Go has not taken", e.Value.Text)
		default:
			m.pkg = e.Value.Text
		}
	}
	if len(errs) > 0 {
		return errs
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

// copies are the files of the runtime, with the package's name.
func (m *maker) copies() ([]gen.Job, error) {
	names, err := fs.Glob(templates.Client, "client/*.go")
	if err != nil {
		return nil, err
	}
	var jobs []gen.Job
	for _, name := range names {
		source, err := templates.Client.ReadFile(name)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, gen.Job{Path: runtimePrefix + path.Base(name), Render: func(w io.Writer) error {
			text, err := gosrc.Copy(source, m.pkg, m.api.SpecFile)
			if err != nil {
				return err
			}
			_, err = io.Copy(w, bytes.NewReader(text))
			return err
		}})
	}
	return jobs, nil
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

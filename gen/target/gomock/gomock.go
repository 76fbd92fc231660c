// Package gomock makes the mock of an API as a Go package: the tables that the engine plays, the engine itself as a
// copy, and round it what knows the client's types. It decides no names: the model has settled them.
package gomock

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
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
		m.job("mock.go", m.mock),
		m.job("option.go", m.options),
		m.job("server.go", m.server),
		m.job("codes.go", m.codes),
		m.job("convert.go", m.convert),
	}
	jobs = append(jobs, m.tables(tables.Of(api))...)
	copies, err := m.copies()
	return append(jobs, copies...), err
}

// maker makes the files of one mock. It is only read once it is made: jobs run side by side.
type maker struct {
	api    *model.API
	pkg    string
	path   string // the import path of the package
	client string // that of the client
	alias  bool   // that the client's package has a name of its own, and is imported under the API's
	engine string // that of the engine's copy
	ops    []*operation
}

func newMaker(api *model.API, opts gen.Options) (*maker, error) {
	m := &maker{api: api, pkg: api.Name + "mock"}
	if err := m.configure(opts.Values); err != nil {
		return nil, err
	}
	m.path = path.Join(opts.Import, orElse(opts.Root, "go/"+m.pkg))
	m.client = path.Join(opts.Import, orElse(opts.Roots["goclient"], "go/"+api.Name))
	m.alias = orElse(opts.Packages["goclient"], api.Name) != api.Name
	m.engine = m.path + "/" + engineDir
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			m.ops = append(m.ops, newOperation(m, op))
		}
	}
	return m, nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// configure reads the target's settings: package, the name of the generated package.
func (m *maker) configure(values spec.Data) error {
	var errs spec.ErrorList
	if values.IsSet() && values.Kind != spec.DataMap {
		errs.Add(values.Pos, "target-option", "the settings of gomock: wanted a mapping")
	}
	for _, e := range values.Members {
		switch key := e.Key.Value; {
		case key != "package":
			errs.Add(e.Key.Pos, "target-option", "unknown setting %q of gomock%s", key, spec.Suggest(key, []string{"package"}))
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
		if m.alias {
			f.ImportAlias(m.client, m.api.Name)
		} else {
			f.ImportName(m.client, m.api.Name)
		}
		f.ImportName(m.engine, "engine")
		declare(f)
		var b bytes.Buffer
		if err := gosrc.Render(f, &b); err != nil {
			return err
		}
		_, err := io.WriteString(w, groupImports(b.String()))
		return err
	}}
}

// groupImports parts the imports of the standard library from the others, which jennifer writes in one block.
func groupImports(source string) string {
	head, rest, ok := strings.Cut(source, "import (\n")
	block, tail, closed := strings.Cut(rest, ")\n")
	if !ok || !closed {
		return source
	}
	var std, other string
	for line := range strings.Lines(block) {
		first, _, _ := strings.Cut(strings.Trim(line, "\t\"\n"), "/")
		if strings.Contains(first, ".") {
			other += line
		} else {
			std += line
		}
	}
	if std != "" && other != "" {
		std += "\n"
	}
	return head + "import (\n" + std + other + ")\n" + tail
}

// copies are the files of the engine, below their header as they are.
func (m *maker) copies() ([]gen.Job, error) {
	names, err := fs.Glob(templates.Engine, "engine/*.go")
	if err != nil {
		return nil, err
	}
	var jobs []gen.Job
	for _, name := range names {
		source, err := templates.Engine.ReadFile(name)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, gen.Job{Path: engineDir + "/" + path.Base(name), Render: func(w io.Writer) error {
			_, err := io.WriteString(w, gosrc.Header(m.api.SpecFile)+"\n\n"+string(source))
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

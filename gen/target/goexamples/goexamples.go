// Package goexamples makes the examples of a Go client: a test file in the client's folder that shows each operation, and
// how errors, retries, paging and tests go. Each example runs against the generated mock, and what it prints is what the
// mock's engine answers when the file is made. It decides no names, and touches no disk.
package goexamples

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// Target makes the examples. The zero Target is ready to use.
type Target struct{}

// Name implements gen.Target.
func (Target) Name() string { return "goexamples" }

// Plan implements gen.Target. It has no settings. An API whose mock answers nothing by itself has no examples.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	if err := opts.ReadSettings("goexamples"); err != nil {
		return nil, err
	}
	m := newMaker(api, opts)
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		return nil, fmt.Errorf("target goexamples: %w", err)
	}
	m.program = program
	examples := m.all()
	if len(examples) == 0 {
		return nil, nil
	}
	return []gen.Job{{Path: "example_test.go", Render: func(w io.Writer) error { return m.render(examples, w) }}}, nil
}

// maker makes the examples of one API. It is only read once its program is there.
type maker struct {
	api          *model.API
	program      *engine.Program
	pkg          string // the name of the client's package
	client, mock imported
	calls        snippet.Go
}

// imported is a package that examples import.
type imported struct{ name, path string }

func newMaker(api *model.API, opts gen.Options) *maker {
	m := &maker{api: api, pkg: cmp.Or(opts.Packages["goclient"], api.Name)}
	m.client = imported{ident.Import(m.pkg), path.Join(opts.Import, cmp.Or(opts.Roots["goclient"], "go/"+api.Name))}
	mock := api.Name + "mock"
	m.mock = imported{ident.Import(cmp.Or(opts.Packages["gomock"], mock)), path.Join(opts.Import, cmp.Or(opts.Roots["gomock"], "go/"+mock))}
	m.calls = snippet.Go{Package: m.client.name}
	return m
}

// example is one function of the file.
type example struct {
	name   string // what follows Example
	doc    string
	body   string // its statements
	output []string
}

// all lists the examples: the general ones, then those of operations in spec order.
func (m *maker) all() []*example {
	var shown []*shown
	for _, r := range m.api.Resources {
		for _, op := range r.Operations {
			shown = append(shown, m.operation(op)...)
		}
	}
	list := m.general(shown)
	for _, s := range shown {
		list = append(list, s.example())
	}
	return list
}

// render writes the file.
func (m *maker) render(examples []*example, w io.Writer) error {
	var b strings.Builder
	for _, e := range examples {
		for _, line := range gosrc.Lines(e.doc, 110) {
			b.WriteString("// " + line + "\n")
		}
		b.WriteString("func Example" + e.name + "() {\n" + e.body)
		b.WriteString("// Output:\n")
		for _, line := range e.output {
			b.WriteString("// " + line + "\n")
		}
		b.WriteString("}\n\n")
	}
	imports, err := m.imports(b.String())
	if err != nil {
		return err
	}
	return gosrc.Format([]byte(gosrc.Header(m.api.SpecFile)+"\n\npackage "+m.pkg+"_test\n\n"+imports+b.String()), w)
}

// imports is the import declaration of a file with such a body: the packages of the standard library that it uses, then
// ours.
func (m *maker) imports(body string) (string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "example_test.go", "package p\n"+body, 0)
	if err != nil {
		return "", err
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				used[id.Name] = true
			}
		}
		return true
	})
	var b strings.Builder
	b.WriteString("import (\n")
	for _, name := range []string{"context", "errors", "fmt", "log", "time"} {
		if used[name] {
			b.WriteString(strconv.Quote(name) + "\n")
		}
	}
	b.WriteString("\n")
	own := []imported{m.client, m.mock}
	slices.SortStableFunc(own, func(a, b imported) int { return strings.Compare(a.path, b.path) })
	for _, p := range own {
		if !used[p.name] {
			continue
		}
		if path.Base(p.path) != p.name {
			b.WriteString(p.name + " ")
		}
		b.WriteString(strconv.Quote(p.path) + "\n")
	}
	return b.String() + ")\n\n", nil
}

// Seeds of two players: what is printed must not depend on them.
const (
	oneSeed   = 1
	otherSeed = 2
)

// player plays calls at the mock's engine.
func (m *maker) player(seed uint64) *prove.Player {
	return prove.NewSeededPlayer(m.api, m.program, seed)
}

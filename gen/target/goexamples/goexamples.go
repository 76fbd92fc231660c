// Package goexamples makes the examples of a Go client: a test file in the client's folder that shows each operation, and
// how errors, retries, paging and tests go. Each example runs against the generated mock, and what it prints is what the
// mock's engine answers when the file is made. It decides no names, and touches no disk.
package goexamples

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
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
	api        *model.API
	program    *engine.Program
	pkg        string // the name of the client's package
	mockPkg    string
	client     string // its import path
	mock       string
	stringOnly snippet.Go
}

func newMaker(api *model.API, opts gen.Options) *maker {
	m := &maker{api: api}
	m.pkg, m.client = of(api.Name, "goclient", opts)
	m.mockPkg, m.mock = of(api.Name+"mock", "gomock", opts)
	m.stringOnly = snippet.Go{Package: m.pkg}
	return m
}

// of is the name and the import path of the package that a target makes.
func of(usual, target string, opts gen.Options) (name, imported string) {
	return cmp.Or(opts.Packages[target], usual), path.Join(opts.Import, cmp.Or(opts.Roots[target], "go/"+usual))
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
	body := b.String()
	var head strings.Builder
	head.WriteString(gosrc.Header(m.api.SpecFile) + "\n\npackage " + m.pkg + "_test\n\nimport (\n")
	for _, name := range []string{"context", "errors", "fmt", "log", "time"} {
		if strings.Contains(body, name+".") {
			head.WriteString(strconv.Quote(name) + "\n")
		}
	}
	head.WriteString("\n")
	own := [][2]string{{m.client, m.pkg}, {m.mock, m.mockPkg}}
	slices.SortFunc(own, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	for _, p := range own {
		if !strings.Contains(body, p[1]+".") {
			continue
		}
		if path.Base(p[0]) != p[1] {
			head.WriteString(p[1] + " ")
		}
		head.WriteString(strconv.Quote(p[0]) + "\n")
	}
	return gosrc.Format([]byte(head.String()+")\n\n"+body), w)
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

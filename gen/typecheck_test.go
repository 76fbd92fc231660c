package gen_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/assign"
	"golang.org/x/tools/go/analysis/passes/bools"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/directive"
	"golang.org/x/tools/go/analysis/passes/httpresponse"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
	"golang.org/x/tools/go/analysis/passes/nilfunc"
	"golang.org/x/tools/go/analysis/passes/printf"
	"golang.org/x/tools/go/analysis/passes/stdmethods"
	"golang.org/x/tools/go/analysis/passes/stdversion"
	"golang.org/x/tools/go/analysis/passes/structtag"
	"golang.org/x/tools/go/analysis/passes/unreachable"
	"golang.org/x/tools/go/analysis/passes/unusedresult"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/imports"

	"github.com/chargegen/chargegen/gen"
)

// goVersion is the oldest language version that generated Go compiles at, and its oldest standard library.
const goVersion = "go1.24"

// vetChecks are the checks of go vet that generated code could fall foul of; stdversion is the one that finds what the
// standard library of goVersion does not have.
var vetChecks = []*analysis.Analyzer{
	assign.Analyzer, bools.Analyzer, copylock.Analyzer, directive.Analyzer, httpresponse.Analyzer, lostcancel.Analyzer,
	nilfunc.Analyzer, printf.Analyzer, stdmethods.Analyzer, stdversion.Analyzer, structtag.Analyzer, unreachable.Analyzer,
	unusedresult.Analyzer,
}

// goPackage is the Go files of one generated folder.
type goPackage struct {
	path  string // its import path
	name  string // its folder
	files []gen.File
	ast   []*ast.File
}

// All generated Go compiles with the standard library of goVersion alone, go vet finds nothing in it, and goimports
// would change nothing.
func TestGoldenGo(t *testing.T) {
	fset := token.NewFileSet()
	cases := goldenCases(t)
	made := make([][]*goPackage, len(cases))
	used := map[string]bool{}
	for i, c := range cases {
		made[i] = goPackages(t, fset, c.run(t, nil).files)
		for _, p := range made[i] {
			for _, imp := range p.imports() {
				used[imp] = true
			}
		}
	}
	std := loadStandard(t, used)
	seen := &judged{}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			known := importer{std: std, own: map[string]*types.Package{}}
			for _, p := range made[i] {
				for _, fault := range p.faults(t, fset, known, seen) {
					t.Error(fault)
				}
			}
		})
	}
}

// judged is what was found of Go that all cases have alike: the engine of every mock, and the fixed files of every
// client. Each is looked at once.
type judged struct {
	packages sync.Map // by their text: func() verdict
	files    sync.Map // by their text, whatever their package is called: func() []string
}

type verdict struct {
	pkg    *types.Package
	faults []string
}

// faults type-checks, vets and tidies a package. One that imports none of ours and has the text of another is that one.
func (p *goPackage) faults(t *testing.T, fset *token.FileSet, known importer, seen *judged) []string {
	t.Helper()
	judge := func() verdict {
		faults := p.check(t, fset, known)
		return verdict{known.own[p.path], append(faults, p.untidy(t, seen)...)}
	}
	if p.rank() > 0 {
		return judge().faults
	}
	v := once(&seen.packages, p.text(), judge)
	known.own[p.path] = v.pkg
	return v.faults
}

// text is all that the files of a package say.
func (p *goPackage) text() string {
	var b strings.Builder
	for _, f := range p.files {
		fmt.Fprintf(&b, "%s\n%s\n", path.Base(f.Path), f.Data)
	}
	return b.String()
}

// once returns what f makes for key, and makes it once.
func once[T any](made *sync.Map, key string, f func() T) T {
	v, _ := made.LoadOrStore(key, sync.OnceValue(f))
	return v.(func() T)()
}

// The checks above find what they are there for.
func TestGoFaults(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"sound", "import \"errors\"\n\nvar Err = errors.New(\"no\")\n", ""},
		{"type", "var N int = \"no\"\n", "cannot use \"no\""},
		{"unused", "import \"errors\"\n", "\"errors\" imported and not used"},
		{"foreign", "import \"example.com/other\"\n\nvar X = other.X\n", "neither of the standard library"},
		{"new library", "import \"errors\"\n\nvar X, _ = errors.AsType[*Y](nil)\n\ntype Y struct{ error }\n", "stdversion"},
		{"vet", "import \"fmt\"\n\nvar X = fmt.Sprintf(\"%d\", \"x\")\n", "printf"},
		{"gofmt", "var  X = 1\n", "goimports would change"},
		{"missing import", "var X = errors.New(\"no\")\n", "undefined: errors"},
	}
	std := loadStandard(t, map[string]bool{"errors": true, "fmt": true})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fset := token.NewFileSet()
			pkgs := goPackages(t, fset, []gen.File{{Path: "p/p.go", Data: []byte("package p\n\n" + tt.body)}})
			faults := pkgs[0].faults(t, fset, importer{std: std, own: map[string]*types.Package{}}, &judged{})
			got := strings.Join(faults, "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("faults = %q, want %q in them", got, tt.want)
			}
		})
	}
}

// goPackages parses the Go files of a run, folder by folder, each after those that it imports.
func goPackages(t *testing.T, fset *token.FileSet, files []gen.File) []*goPackage {
	t.Helper()
	var pkgs []*goPackage
	for _, f := range files {
		if path.Ext(f.Path) != ".go" {
			continue
		}
		dir := path.Dir(f.Path)
		if strings.HasSuffix(f.Path, "_test.go") { // of a package of its own, in the same folder
			dir += "_test"
		}
		i := slices.IndexFunc(pkgs, func(p *goPackage) bool { return p.name == dir })
		if i < 0 {
			i = len(pkgs)
			pkgs = append(pkgs, &goPackage{path: goldenImport + "/" + dir, name: dir})
		}
		file, err := parser.ParseFile(fset, f.Path, f.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		pkgs[i].files = append(pkgs[i].files, f)
		pkgs[i].ast = append(pkgs[i].ast, file)
	}
	// A mock imports its client, and only tests import a mock: fewer imports of ours come first, tests last.
	slices.SortStableFunc(pkgs, func(a, b *goPackage) int { return a.rank() - b.rank() })
	return pkgs
}

// imports lists the import paths of a package.
func (p *goPackage) imports() []string {
	var paths []string
	for _, f := range p.ast {
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err == nil {
				paths = append(paths, imp)
			}
		}
	}
	return paths
}

// rank is how many packages of ours it imports; beyond all others for tests.
func (p *goPackage) rank() int {
	own := 0
	if strings.HasSuffix(p.name, "_test") {
		own = 1000
	}
	for _, imp := range p.imports() {
		if strings.HasPrefix(imp, goldenImport) {
			own++
		}
	}
	return own
}

// check type-checks and vets a package, makes it known to those that import it and returns what is wrong.
func (p *goPackage) check(t *testing.T, fset *token.FileSet, known importer) (faults []string) {
	t.Helper()
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
	sizes := types.SizesFor("gc", "amd64")
	cfg := types.Config{Importer: known, GoVersion: goVersion, Sizes: sizes, Error: func(err error) { faults = append(faults, err.Error()) }}
	pkg, err := cfg.Check(p.path, fset, p.ast, info)
	if err != nil {
		return faults
	}
	known.own[p.path] = pkg
	vetted := &packages.Package{
		ID: p.path, Name: pkg.Name(), PkgPath: p.path, Types: pkg, Fset: fset, Syntax: p.ast, TypesInfo: info, TypesSizes: sizes,
		Module: &packages.Module{Path: goldenImport, GoVersion: strings.TrimPrefix(goVersion, "go")},
	}
	graph, err := checker.Analyze(vetChecks, []*packages.Package{vetted}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			faults = append(faults, fmt.Sprintf("%s: %s: %v", p.path, act.Analyzer.Name, act.Err))
		}
		for _, d := range act.Diagnostics {
			faults = append(faults, fmt.Sprintf("%s: %s: %s", fset.Position(d.Pos), act.Analyzer.Name, d.Message))
		}
	}
	return faults
}

// untidy returns what goimports, and with it gofmt, would change. The files lie in a folder meanwhile: goimports
// looks at the other files of a package to know what is declared.
func (p *goPackage) untidy(t *testing.T, seen *judged) (faults []string) {
	t.Helper()
	dir := t.TempDir()
	tree := map[string]string{}
	for _, f := range p.files {
		tree[path.Base(f.Path)] = string(f.Data)
	}
	writeTree(t, dir, tree)
	for i, f := range p.files {
		anyPackage := strings.Replace(string(f.Data), "\npackage "+p.ast[i].Name.Name+"\n", "\npackage p\n", 1)
		faults = append(faults, once(&seen.files, anyPackage, func() []string { return untidyFile(dir, f) })...)
	}
	return faults
}

// untidyFile returns what goimports would change in a file of a package that lies in dir.
func untidyFile(dir string, f gen.File) []string {
	opts := &imports.Options{Comments: true, TabIndent: true, TabWidth: 8}
	got, err := imports.Process(filepath.Join(dir, path.Base(f.Path)), f.Data, opts)
	switch {
	case err != nil:
		return []string{err.Error()}
	case string(got) != string(f.Data):
		return []string{fmt.Sprintf("%s: goimports would change it to:\n%s", f.Path, got)}
	}
	return nil
}

// importer knows the standard library, as far as any case uses it, and the packages of one case that are checked.
type importer struct {
	std, own map[string]*types.Package
}

// Import implements types.Importer.
func (i importer) Import(name string) (*types.Package, error) {
	if p := i.std[name]; p != nil {
		return p, nil
	}
	if p := i.own[name]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("import %q: neither of the standard library nor made before", name)
}

// loadStandard loads those packages of the standard library that are used.
func loadStandard(t *testing.T, used map[string]bool) map[string]*types.Package {
	t.Helper()
	var names []string
	for name := range used {
		if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
			names = append(names, name)
		}
	}
	std := map[string]*types.Package{}
	if len(names) == 0 {
		return std
	}
	slices.Sort(names)
	mode := packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedExportFile
	pkgs, err := packages.Load(&packages.Config{Mode: mode}, names...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Fatal(e)
		}
		std[p.PkgPath] = p.Types
	}
	return std
}

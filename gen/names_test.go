package gen_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
)

// A package may be called what the code that imports it calls something else: of each such name, mock, examples and the
// samples of the docs compile.
func TestPackageNames(t *testing.T) {
	const was = "\n  name: parcels\n"
	text := string(readFile(t, goldenDir+"/examples/spec.yaml"))
	if !strings.Contains(text, was) {
		t.Fatal("the spec names no parcels")
	}
	made := func(name string) []gen.File {
		renamed := strings.Replace(text, was, "\n  name: "+name+"\n", 1)
		api, found := model.Parse("spec.yaml", []byte(renamed), nil)
		if found.Refuses() {
			return nil // what Go has taken
		}
		targets := []string{"goclient", "golifecycle", "gomock", "goexamples", "docs"}
		files, err := gen.Run(api, plans(t, api, request{importPath: goldenImport, names: targets}))
		if err != nil {
			t.Fatal(err)
		}
		return append(files, samples(files, api)...)
	}
	fset := token.NewFileSet()
	first := goPackages(t, fset, made("parcels"))
	names := declared(first)
	for _, name := range []string{"client", "err", "ctx", "mock", "api", "list", "key", "n", "parcel"} {
		if !names[name] {
			t.Errorf("nothing is called %s", name)
		}
	}
	names["overtime"] = true // ends in the name of a package
	known := importer{std: loadStandard(t, importsOf(first)), own: map[string]*types.Package{}}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		for _, p := range goPackages(t, fset, made(name)) {
			for _, fault := range p.compile(fset, known) {
				t.Errorf("a package called %s: %s", name, fault)
			}
		}
	}
}

// No mock has a name of its own for what it imports the client as, whatever it declares: that depends on the spec.
func TestNamesInMocks(t *testing.T) {
	fset := token.NewFileSet()
	for _, c := range goldenCases(t) {
		for _, p := range goPackages(t, fset, c.run(t, nil).files) {
			if strings.HasSuffix(p.name, "_test") {
				continue
			}
			for name := range declared([]*goPackage{p}) {
				if ident.IsPackage(name) && ident.Import(name) == name {
					t.Errorf("%s: %s declares %s, and a client of that name would be imported under it", c.name, p.name, name)
				}
			}
		}
	}
}

// No argument for a path hides what the body of its method speaks of.
func TestNamesInMethods(t *testing.T) {
	fset := token.NewFileSet()
	for _, c := range goldenCases(t) {
		for _, p := range goPackages(t, fset, c.run(t, nil).files) {
			for i, f := range p.files {
				if p.rank() > 0 || strings.HasPrefix(path.Base(f.Path), "runtime_") || !strings.Contains(string(f.Data), "Service) ") {
					continue
				}
				for _, d := range p.ast[i].Decls {
					fn, ok := d.(*ast.FuncDecl)
					if !ok || fn.Recv == nil || !strings.HasSuffix(receiver(fn), "Service") || fn.Name.Name == "ByReference" {
						continue
					}
					for name := range free(fn) {
						if ident.Arguments([]string{name}, nil)[0] == name {
							t.Errorf("%s: %s.%s speaks of %s, and an argument may have that name", c.name, receiver(fn), fn.Name.Name, name)
						}
					}
				}
			}
		}
	}
}

// receiver is the name of the type that a method is of.
func receiver(fn *ast.FuncDecl) string {
	name, _ := strings.CutPrefix(types.ExprString(fn.Recv.List[0].Type), "*")
	return name
}

// free are the names in a method's body, small letter in front, that are not those of its arguments nor of fields.
func free(fn *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	fields := map[*ast.Ident]bool{}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			fields[n.Sel] = true
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				fields[id] = true
			}
		case *ast.Ident:
			if !fields[n] && !n.IsExported() && n.Name != "_" {
				names[n.Name] = true
			}
		}
		return true
	})
	for _, f := range fn.Type.Params.List[1:] { // all but ctx
		for _, id := range f.Names {
			if id.Name != "opts" && id.Name != "p" {
				delete(names, id.Name)
			}
		}
	}
	return names
}

// compile type-checks a package. The client and the engine, which import nothing of ours, are compiled once for all APIs
// that differ in their name alone, and then called as they are here.
func (p *goPackage) compile(fset *token.FileSet, known importer) (faults []string) {
	key := p.path
	if p.rank() == 0 {
		key = strconv.FormatBool(strings.HasSuffix(p.path, "/internal/engine"))
	}
	pkg := known.own[key]
	if pkg == nil {
		cfg := types.Config{Importer: known, GoVersion: goVersion, Error: func(err error) { faults = append(faults, err.Error()) }}
		pkg, _ = cfg.Check(p.path, fset, p.ast, nil)
	}
	pkg.SetName(p.ast[0].Name.Name)
	known.own[key], known.own[p.path] = pkg, pkg
	return faults
}

func importsOf(pkgs []*goPackage) map[string]bool {
	used := map[string]bool{}
	for _, p := range pkgs {
		for _, imp := range p.imports() {
			used[imp] = true
		}
	}
	return used
}

var goBlocks = regexp.MustCompile("(?s)\n```go\n(.*?)\n```\n")

// samples are the samples in Go of the docs: those that are statements in one file, those that are a file in another.
func samples(files []gen.File, api *model.API) []gen.File {
	client := fmt.Sprintf("%s %q", api.Go, goldenImport+"/go/"+api.Name)
	var b strings.Builder
	fmt.Fprintf(&b, "package samples\n\nimport (\n\"context\"\n\"fmt\"\n\"time\"\n%s\n)\n\nvar _ time.Time\n\n", client)
	var whole []gen.File
	for i, f := range files {
		for _, m := range goBlocks.FindAllStringSubmatch(string(f.Data), -1) {
			if strings.HasPrefix(m[1], "package ") {
				text := strings.ReplaceAll(m[1], "\""+api.Name+"\"", "\""+goldenImport+"/go/"+api.Name+"\"")
				whole = append(whole, gen.File{Path: fmt.Sprintf("samples%d/main.go", i), Data: []byte(text)})
				continue
			}
			fmt.Fprintf(&b, "func _(ctx context.Context, client *%s.Client) error {\n%s\nreturn nil\n}\n\n", api.Go, m[1])
		}
	}
	return append(whole, gen.File{Path: "samples/samples.go", Data: []byte(b.String())})
}

// declared are the names that packages which import one of ours have for something else: what they declare, arguments and
// variables included, and other packages.
func declared(pkgs []*goPackage) map[string]bool {
	names := map[string]bool{}
	for _, p := range pkgs {
		if p.rank() == 0 {
			continue
		}
		for _, imp := range p.imports() {
			if !strings.HasPrefix(imp, goldenImport) || path.Base(imp) == "engine" {
				names[path.Base(imp)] = true
			}
		}
		for _, f := range p.ast {
			ast.Inspect(f, func(n ast.Node) bool {
				for _, id := range declaredBy(n) {
					names[id.Name] = true
				}
				return true
			})
		}
	}
	return names
}

// declaredBy are the names that a node declares.
func declaredBy(n ast.Node) (ids []*ast.Ident) {
	variable := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if id, ok := e.(*ast.Ident); ok {
				ids = append(ids, id)
			}
		}
	}
	arguments := func(lists ...*ast.FieldList) {
		for _, list := range lists {
			if list != nil {
				for _, f := range list.List {
					ids = append(ids, f.Names...)
				}
			}
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE {
			variable(n.Lhs...)
		}
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE {
			variable(n.Key, n.Value)
		}
	case *ast.FuncDecl:
		if n.Recv == nil {
			ids = append(ids, n.Name)
		}
		arguments(n.Recv, n.Type.TypeParams, n.Type.Params, n.Type.Results)
	case *ast.FuncLit: // of functions without a body, no argument hides anything
		arguments(n.Type.Params, n.Type.Results)
	case *ast.TypeSpec:
		ids = append(ids, n.Name)
	case *ast.ValueSpec:
		ids = append(ids, n.Names...)
	}
	return ids
}

// What a spec calls things may be words of Go, names that every file has, and packages: all that comes of it compiles.
// A few are refused where the language of specs or the client has them.
func TestWordsOfGo(t *testing.T) {
	var words []string
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		words = append(words, tok.String())
	}
	words = append(words, types.Universe.Names()...)
	words = append(words, strings.Fields(`bytes context errors fmt http iter json log math net os slices strconv strings sync testing time
		url answer api c check client core ctx d engine err h i id items k key list look m mock n o object opts out p params q r rq s v w x`)...)
	var codes, values, attributes, params, operations, resources strings.Builder
	for _, w := range words {
		fmt.Fprintf(&codes, "  %s: {status: 409, doc: A refusal., resolution: Wait., class: wait_and_retry, reserved: Nobody sends it.}\n", w)
		fmt.Fprintf(&values, "      %s: {doc: A kind.}\n", w)
		fmt.Fprintf(&operations, `      %[1]s:
        kind: action
        http: POST /bags/{%[1]s}/%[1]s
        doc: Does something.
        params:
          %[1]s: {type: string, doc: Which one.}
          kind: {type: kind, doc: How.}
`, w)
		fmt.Fprintf(&params, "          %s: {type: string, nullable: true, max_length: 3, doc: A word.}\n", w)
		if w != "string" {
			fmt.Fprintf(&attributes, "      %s: {type: string, nullable: true, doc: A word.}\n", w)
		}
		if !slices.Contains([]string{"any", "client", "error", "id", "string"}, w) {
			fmt.Fprintf(&resources, `  %[1]s:
    doc: Something.
    attributes:
      %[1]sid: {type: id of %[1]s, doc: What it is read by.}
    operations:
      retrieve:
        kind: read
        http: GET /%[1]s/{%[1]sid}
        doc: Reads it.
        params:
          %[1]sid: {type: id of %[1]s, doc: Which one.}
`, w)
		}
	}
	text := wordsSpec + "errors:\n" + codes.String() + "enums:\n  kind:\n    doc: A kind of thing.\n    values:\n" + values.String() +
		"resources:\n" + resources.String() + "  bag:\n    doc: Something that holds others.\n    attributes:\n" + attributes.String() +
		"    operations:\n" + operations.String() + "      pour:\n        kind: create\n        http: POST /bags\n        doc: Fills it.\n        params:\n" + params.String()
	api := gentest.BuildText(t, "spec.yaml", text)
	files, err := gen.Run(api, plans(t, api, request{importPath: goldenImport, names: []string{"goclient", "golifecycle", "gomock", "goexamples", "docs"}}))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	pkgs := goPackages(t, fset, append(files, samples(files, api)...))
	known := importer{std: loadStandard(t, importsOf(pkgs)), own: map[string]*types.Package{}}
	for _, p := range pkgs {
		for _, fault := range p.compile(fset, known) {
			t.Error(fault)
		}
	}
}

const wordsSpec = `language: 1
api:
  name: words
  title: Words
  version: "1"
  servers: [https://words.example.com/v1]
  request: {encodings: [json]}
  error: {object: fault, code: code, message: message}
objects:
  fault:
    doc: The body of every refusal.
    attributes:
      code: {type: error_code, doc: What went wrong in one word.}
      message: {type: string, doc: What went wrong in a sentence.}
`

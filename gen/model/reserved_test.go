package model_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
)

// exportedNames are the exported names that the files of a package declare, by file.
func exportedNames(t *testing.T, pattern string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	names := map[string][]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			names[filepath.Base(file)] = append(names[filepath.Base(file)], declared(d)...)
		}
	}
	return names
}

// declared are the exported names of a declaration, but for methods.
func declared(d ast.Decl) []string {
	var names []string
	add := func(id *ast.Ident) {
		if id.IsExported() {
			names = append(names, id.Name)
		}
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			add(d.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				add(s.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					add(id)
				}
			}
		}
	}
	return names
}

func TestReservedNames(t *testing.T) {
	if !slices.IsSorted(model.ReservedNames) {
		t.Error("ReservedNames are not sorted")
	}
	for file, names := range exportedNames(t, "../../templates/client/*.go") {
		if file == "sample.go" || file == "config.go" {
			continue // they stand for what is generated
		}
		for _, name := range names {
			if !slices.Contains(model.ReservedNames, name) {
				t.Errorf("%s declares %s, which ReservedNames lacks", file, name)
			}
		}
	}
}

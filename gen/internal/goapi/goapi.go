// Package goapi lists what Go source exports: each name that a caller can write, and how it is declared. It reads
// syntax alone and never looks at another file or package.
package goapi

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"slices"
	"strings"
)

// Item is one exported thing of a package.
type Item struct {
	Name string // what a caller writes after the package's name: "Client", "Client.Do", "Book.Title"
	Decl string // its kind and declaration on one line: "method (c *Client) Do(ctx context.Context) error"
}

// Of lists what a Go file exports, sorted by name. Methods and fields count where their type is exported too.
func Of(src []byte) ([]Item, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	l := &lister{fset: fset}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			l.function(d)
		case *ast.GenDecl:
			l.general(d)
		}
	}
	slices.SortStableFunc(l.items, func(a, b Item) int { return cmp.Compare(a.Name, b.Name) })
	return l.items, nil
}

type lister struct {
	fset  *token.FileSet
	items []Item
}

// add notes an item if every part of its name is exported.
func (l *lister) add(kind, name, decl string) {
	for part := range strings.SplitSeq(name, ".") {
		if !token.IsExported(part) {
			return
		}
	}
	l.items = append(l.items, Item{name, strings.TrimSpace(kind + " " + decl)})
}

// text prints a node on one line.
func (l *lister) text(node any) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, l.fset, node); err != nil {
		return ""
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (l *lister) function(d *ast.FuncDecl) {
	kind, name := "func", d.Name.Name
	if d.Recv != nil && len(d.Recv.List) == 1 {
		kind, name = "method", receiver(d.Recv.List[0].Type)+"."+name
	}
	decl := l.text(&ast.FuncDecl{Recv: d.Recv, Name: d.Name, Type: d.Type})
	l.add(kind, name, strings.TrimPrefix(decl, "func "))
}

// receiver is the name of the type that a method belongs to.
func receiver(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func (l *lister) general(d *ast.GenDecl) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			l.typeSpec(s)
		case *ast.ValueSpec:
			for _, name := range s.Names {
				decl := name.Name
				if s.Type != nil {
					decl += " " + l.text(s.Type)
				}
				l.add(d.Tok.String(), name.Name, decl)
			}
		}
	}
}

func (l *lister) typeSpec(s *ast.TypeSpec) {
	name := s.Name.Name
	switch t := s.Type.(type) {
	case *ast.StructType:
		l.add("type", name, name+" struct")
		l.members("field", name, t.Fields)
	case *ast.InterfaceType:
		l.add("type", name, name+" interface")
		l.members("method", name, t.Methods)
	default:
		l.add("type", name, l.text(&ast.TypeSpec{Name: s.Name, TypeParams: s.TypeParams, Assign: s.Assign, Type: s.Type}))
	}
}

// members adds the fields of a struct or the methods of an interface. What is embedded goes by its type's name.
func (l *lister) members(kind, of string, list *ast.FieldList) {
	for _, f := range list.List {
		if len(f.Names) == 0 {
			l.add("embedded", of+"."+embedded(f.Type), of+"."+l.text(f.Type))
		}
		for _, name := range f.Names {
			decl := l.text(f.Type)
			if kind == "field" {
				decl = " " + decl
			} else {
				decl = strings.TrimPrefix(decl, "func")
			}
			l.add(kind, of+"."+name.Name, of+"."+name.Name+decl)
		}
	}
}

func embedded(expr ast.Expr) string {
	if s, ok := expr.(*ast.SelectorExpr); ok {
		return s.Sel.Name
	}
	if s, ok := expr.(*ast.StarExpr); ok {
		return embedded(s.X)
	}
	return receiver(expr)
}

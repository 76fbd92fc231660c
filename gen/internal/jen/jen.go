// Package jen is what targets use of jennifer, under the same names. Its functions do what those of jennifer do, and are
// called: jennifer's are so small that the compiler copies each into each of the two thousand places that call it, which
// made the targets three times slower to compile and the command 1.2 MB larger.
package jen

import "github.com/dave/jennifer/jen"

// The types of jennifer that are used as they are.
type (
	Code    = jen.Code
	Dict    = jen.Dict
	Options = jen.Options
)

// Statement is a list of items: jennifer's, with these methods.
type Statement struct{ jen.Statement }

// Group is what a function adds statements to.
type Group struct{ *jen.Group }

// File is a file that statements are added to.
type File struct {
	*jen.File
	Group
}

// NewFilePathName begins a file of the package name at path.
func NewFilePathName(path, name string) *File {
	f := jen.NewFilePathName(path, name)
	return &File{f, Group{f.Group}}
}

// on is a function on a group of ours as one on a group of jennifer's.
func on(f func(*Group)) func(*jen.Group) {
	return func(g *jen.Group) { f(&Group{g}) }
}

// put adds a statement.
func (g *Group) put(s *Statement) *Statement {
	g.Group.Add(s)
	return s
}

package ident

import (
	"go/token"
	"slices"
	"strings"
)

// IsPackage reports whether a name can be that of a package which others import: lower-case letters and digits, nothing
// that Go has taken, no folder that it treats in its own way, and no name that would hide what every file may use.
func IsPackage(name string) bool {
	lower := strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
	return lower && token.IsIdentifier(name) && !slices.Contains(predeclared, name) && !slices.Contains(folders, name)
}

// folders are the names that the go command or the compiler gives a meaning.
var folders = []string{"init", "internal", "main", "testdata", "vendor"}

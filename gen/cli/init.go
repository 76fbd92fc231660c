package cli

import (
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/target"
)

// starterSpec is the spec that init writes.
//
//go:embed starter/api.yaml
var starterSpec []byte

// The files that init writes.
const (
	starterName   = "api.yaml"
	starterGoName = "generate.go"
	starterAPI    = "tickets" // the name of the API in starterSpec
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a spec to start from, and the go:generate line, in the current folder",
		Long: "init writes three files in the current folder: " + starterName + ", a commented spec to start from; " + configName + ",\n" +
			"which says what is generated where; and " + starterGoName + " with the go:generate line. Files that exist are never\n" +
			"overwritten.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.initialise() },
	}
}

func (a *app) initialise() error {
	files := []struct {
		name string
		data []byte
	}{
		{starterName, starterSpec},
		{configName, []byte(a.starterConfig())},
		{starterGoName, []byte(starterGo())},
	}
	for _, f := range files {
		if exists(f.name) {
			return fmt.Errorf("%s exists; nothing was written", f.name)
		}
	}
	for _, f := range files {
		if err := create(f.name, f.data); err != nil {
			return err
		}
		fmt.Fprintf(a.out, "+ %s\n", f.name)
	}
	fmt.Fprintf(a.out, "Next: change %s, then run go generate ./...\n", starterName)
	if !requiresTool() {
		fmt.Fprintf(a.out, "Before that, once: go get -tool %s/cmd/chargegen\n", modulePathOfTool)
	}
	return nil
}

// create writes a file that must not exist.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// starterConfig is the settings file that init writes: every target with a root that suits a Go module.
func (a *app) starterConfig() string {
	roots := map[string]string{
		"goclient": "internal/" + starterAPI,
		"gomock":   "internal/" + starterAPI + "mock",
		"docs":     "docs/" + starterAPI,
	}
	var b strings.Builder
	b.WriteString("# What is generated, and where to. Flags of the command win over what stands here.\n" +
		"spec: " + starterName + "\n" +
		"out: . # roots below begin here\n" +
		"targets: # only those that stand here are run\n")
	for _, t := range a.targets {
		switch root, ok := roots[t.Name()]; {
		case target.Home(t.Name()) != "":
			fmt.Fprintf(&b, "  %s: {} # in the folder of %s\n", t.Name(), target.Home(t.Name()))
		case ok:
			fmt.Fprintf(&b, "  %s: {root: %s}\n", t.Name(), root)
		default:
			fmt.Fprintf(&b, "  %s: {root: docs/%s/%s}\n", t.Name(), starterAPI, t.Name())
		}
	}
	return b.String()
}

// starterGo is the Go file with the go:generate line, of the package that the folder holds already.
func starterGo() string {
	name := packageHere()
	return "package " + name + "\n\n//go:generate go tool chargegen generate\n"
}

// packageHere is the name of the package in the current folder, or one made from the module's path.
func packageHere() string {
	files, _ := filepath.Glob("*.go") // no file, or one that cannot be read, is no reason to stop
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err == nil && !strings.HasSuffix(name, "_test.go") && !constrained(f) {
			return f.Name.Name
		}
	}
	base := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) && r < unicode.MaxASCII || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, filepath.Base(importPath(".")))
	if !token.IsIdentifier(base) {
		return "api"
	}
	return base
}

// constrained reports whether a file is only built under some condition. It may be of another package: a program that is
// run by hand is a main among the files of a library.
func constrained(f *ast.File) bool {
	return slices.ContainsFunc(f.Comments, func(group *ast.CommentGroup) bool {
		return slices.ContainsFunc(group.List, func(c *ast.Comment) bool { return constraint.IsGoBuild(c.Text) })
	})
}

// requiresTool reports whether the nearest go.mod names this command as a tool, or is of this module.
func requiresTool() bool {
	for dir, err := filepath.Abs("."); err == nil; dir = filepath.Dir(dir) {
		data, err := readFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			return strings.Contains(string(data), modulePathOfTool+"/cmd/chargegen") || modulePath(filepath.Join(dir, "go.mod")) == modulePathOfTool
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return false
		}
	}
	return false
}

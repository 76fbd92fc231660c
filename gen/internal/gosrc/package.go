package gosrc

import (
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen"
)

// Package is a Go package that is generated.
type Package struct {
	Name string
	Path string // by which it is imported
	Spec string // the file that it is generated from
}

// File is the job of a file that is made from declarations.
func (p Package) File(name string, declare func(*jen.File)) gen.Job {
	return gen.Job{Path: name, Render: func(w io.Writer) error {
		f := NewFile(p.Path, p.Name, p.Spec)
		declare(f)
		return Render(f, w)
	}}
}

// Copies are the jobs of fixed files, each named by its own name after prefix.
func (p Package) Copies(prefix string, from fs.FS, glob string) ([]gen.Job, error) {
	names, err := fs.Glob(from, glob)
	if err != nil {
		return nil, err
	}
	var jobs []gen.Job
	for _, name := range names {
		jobs = append(jobs, gen.Job{Path: prefix + path.Base(name), Render: func(w io.Writer) error {
			source, err := fs.ReadFile(from, name)
			if err != nil {
				return err
			}
			text, err := Copy(source, p.Name, p.Spec)
			if err != nil {
				return err
			}
			_, err = w.Write(text)
			return err
		}})
	}
	return jobs, nil
}

// FileName makes the beginning of a file's name of a name of the spec.
func FileName(name string) string {
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

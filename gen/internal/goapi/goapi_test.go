package goapi

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	const src = `// Package lib is one.
package lib

import "context"

// Limit is one.
const Limit Size = 3

const (
	A, b = iota, 2
	C
)

var hidden, Shown = 1, 2

type Size int

type Page[T any] struct {
	Items []T
	*Node
	Hooks func(
		ctx context.Context,
	) error ` + "`json:\"hooks\"`" + `
	next string
}

type Doer interface {
	Do(ctx context.Context) (n int, err error)
	close()
}

type inner struct{ Seen bool }

func New() *inner { return nil }

func (i *inner) Look() {}

func (p *Page[T]) Next(ctx context.Context, limit ...int) (*Page[T], error) {
	return nil, nil
}

func (Page[T]) reset() {}
`
	items, err := Of([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, i := range items {
		lines = append(lines, i.Name+": "+i.Decl)
	}
	want := []string{
		"A: const A",
		"C: const C",
		"Doer: type Doer interface",
		"Doer.Do: method Doer.Do(ctx context.Context) (n int, err error)",
		"Limit: const Limit Size",
		"New: func New() *inner",
		"Page: type Page struct",
		"Page.Hooks: field Page.Hooks func( ctx context.Context, ) error",
		"Page.Items: field Page.Items []T",
		"Page.Next: method (p *Page[T]) Next(ctx context.Context, limit ...int) (*Page[T], error)",
		"Page.Node: embedded Page.*Node",
		"Shown: var Shown",
		"Size: type Size int",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestOfRefuses(t *testing.T) {
	if _, err := Of([]byte("package lib\nfunc {")); err == nil || !strings.Contains(err.Error(), "2:6") {
		t.Errorf("Of(broken) = %v, want an error at 2:6", err)
	}
}

package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Index makes one page that lists all operations, with who answers for them: the annotation x-owner of the resource.
type Index struct{}

// Name implements gen.Target.
func (Index) Name() string { return "index" }

// Plan implements gen.Target. It has one setting, title.
func (Index) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	title := api.Title
	var wrong spec.ErrorList
	for _, m := range opts.Values.Members {
		if m.Key.Value != "title" || m.Value.Kind != spec.DataString {
			wrong.Add(m.Key.Pos, "target-option", "unknown setting %q of index; it has title, a text", m.Key.Value)
			continue
		}
		title = m.Value.Text
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return []gen.Job{{Path: "index.md", Render: func(w io.Writer) error { return write(w, api, title) }}}, nil
}

// write writes the page.
func write(w io.Writer, api *model.API, title string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", title)
	for _, r := range api.Resources {
		fmt.Fprintf(&b, "\n## %s (%s)\n\n", r.Name, owner(r))
		for _, op := range r.Operations {
			fmt.Fprintf(&b, "- `%s %s`: %s\n", op.Method, op.Route(), op.Title)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// owner is what the annotation x-owner of a resource says.
func owner(r *model.Resource) string {
	for _, a := range r.Annotations {
		if a.Key.Value == "x-owner" {
			return a.Value.Text
		}
	}
	return "nobody"
}

// Package docs makes the reference pages of an API: first a model of the pages, in which every wording is settled, then
// Markdown by templates that decide nothing. It never touches the disk.
package docs

import (
	"io"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
)

// Target is the documentation target.
type Target struct{}

// Name implements gen.Target.
func (Target) Name() string { return "docs" }

// Plan implements gen.Target: one job for each page.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	site := Build(api, clientImport(api, opts))
	md, err := newMarkdown(site)
	if err != nil {
		return nil, err
	}
	var jobs []gen.Job
	for _, page := range site.Pages() {
		jobs = append(jobs, gen.Job{
			Path:   page.Slug + ".md",
			Render: func(w io.Writer) error { return md.write(w, page) },
		})
	}
	return jobs, nil
}

// clientImport is the path by which the samples in Go import the client.
func clientImport(api *model.API, opts gen.Options) string {
	root := opts.Roots["goclient"]
	if opts.Import == "" || root == "" {
		return api.Name
	}
	return opts.Import + "/" + root
}

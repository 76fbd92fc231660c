// Package docs makes the reference pages of an API: first a model of the pages, in which every wording is settled, then
// Markdown, and HTML where asked for, by code and templates that decide nothing. It never touches the disk.
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

// Plan implements gen.Target: one job for each page, and with the setting site another for its twin in HTML.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	set, err := readOptions(opts)
	if err != nil {
		return nil, err
	}
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
	if !set.site {
		return jobs, nil
	}
	more, err := siteJobs(site)
	return append(jobs, more...), err
}

// siteJobs is a job for each page of HTML and for what the pages load.
func siteJobs(site *Site) ([]gen.Job, error) {
	h, err := newHTML(site)
	if err != nil {
		return nil, err
	}
	jobs := []gen.Job{{Path: styleFile, Render: h.style}}
	for _, page := range site.Pages() {
		jobs = append(jobs, gen.Job{
			Path:   htmlForm.file(page.Slug),
			Render: func(w io.Writer) error { return h.write(w, page) },
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

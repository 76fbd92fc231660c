// Package docs makes the reference pages of an API: first a model of the pages, in which every wording is settled, then
// Markdown and HTML, by code and templates that decide nothing. It never touches the disk.
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

// Plan implements gen.Target: a job for each page in Markdown, and unless the setting site says otherwise one for each
// document of HTML and for what those load.
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
			Path:   markdownForm.file(page.Slug),
			Render: func(w io.Writer) error { return md.write(w, page) },
		})
	}
	if !set.site {
		return jobs, nil
	}
	more, err := siteJobs(site, set)
	return append(jobs, more...), err
}

// siteJobs is a job for each document of HTML, for what they load, for the one that holds everything, and for the list
// of pages that is meant for programs.
func siteJobs(site *Site, set *options) ([]gen.Job, error) {
	l := layOut(site)
	h, err := newHTML(l, set)
	if err != nil {
		return nil, err
	}
	whole := layOutWhole(site, slugReference)
	one, err := newHTML(whole, set)
	if err != nil {
		return nil, err
	}
	one.inline = true
	documents := h.documents()
	jobs := []gen.Job{
		{Path: styleFile, Render: writeText(set.style())},
		{Path: scriptFile, Render: writeText(script())},
		{Path: indexFile, Render: func(w io.Writer) error { return writeIndex(w, documents) }},
		{Path: htmlForm.file(slugReference), Render: func(w io.Writer) error { return one.write(w, whole.sheets[0]) }},
		{Path: "llms.txt", Render: func(w io.Writer) error { return writeLLMs(w, site, set) }},
	}
	for _, d := range documents {
		jobs = append(jobs, gen.Job{Path: htmlForm.file(d.slug), Render: d.write})
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

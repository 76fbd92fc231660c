package templates

import "embed"

// Docs is the templates of the documentation pages, their style sheet and their script, under docs/.
//
//go:embed docs/*.tmpl docs/*.css docs/site.js
var Docs embed.FS

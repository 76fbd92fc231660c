package templates

import "embed"

// Docs is the templates of the documentation pages, their style sheet and the sources of their script, under docs/.
//
//go:embed docs/*.tmpl docs/*.css docs/*.js
var Docs embed.FS

package templates

import "embed"

// Docs is the templates of the documentation pages, under docs/.
//
//go:embed docs/*.tmpl docs/site.css
var Docs embed.FS

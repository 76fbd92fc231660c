package templates

import "embed"

// Docs is the templates of the documentation pages, under docs/.
//
//go:embed docs/*.tmpl
var Docs embed.FS

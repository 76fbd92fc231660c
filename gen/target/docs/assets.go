package docs

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"strings"

	"github.com/chargegen/chargegen/templates"
)

// The files that every document loads.
const (
	styleFile  = "site.css"
	scriptFile = "site.js"
	indexFile  = "search.js" // loaded when a reader first searches
)

// style is the style sheet, with the colour that was set.
func (o *options) style() string {
	css := trimmed(styleFile)
	if o.colour == "" {
		return css
	}
	c := parseColour(o.colour)
	return css + "\n:root { --link: light-dark(" + c.readable(paperLight).String() + ", " + c.readable(paperDark).String() + "); }\n"
}

// script is the one script of the site, which is made small already: see templates/docs/script.
func script() string {
	text, err := templates.Docs.ReadFile("docs/" + scriptFile)
	if err != nil {
		return "" // the embedding names it, or the package would not build
	}
	return string(text)
}

// trimmed is a file of the templates without the remarks and the indentation that only its readers need.
func trimmed(name string) string {
	data, err := templates.Docs.ReadFile("docs/" + name)
	if err != nil {
		return "" // the embedding names every file, or the package would not build
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// contentHash is the word by which a policy allows text that a document carries itself.
func contentHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// writeText is a job's renderer of fixed text.
func writeText(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

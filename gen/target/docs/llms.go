package docs

import (
	"io"
	"strings"
)

// writeLLMs writes the list of pages that programs read first: what the API is, and where each page in Markdown lies.
func writeLLMs(w io.Writer, s *Site, set *options) error {
	var b strings.Builder
	b.WriteString("# " + escapeMarkdown(s.Title, true) + "\n")
	if about := firstLine(s.Home.Lead); about != "" {
		b.WriteString("\n> " + escapeMarkdown(about, true) + "\n")
	}
	for _, g := range s.Groups {
		b.WriteString("\n## " + escapeMarkdown(g.Title, true) + "\n\n")
		for _, p := range g.Pages {
			b.WriteString("- [" + escapeMarkdown(p.Title, true) + "](" + llmsAddress(set, p) + ")")
			if about := firstLine(p.Lead); about != "" {
				b.WriteString(": " + escapeMarkdown(about, true))
			}
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// llmsAddress is where a page in Markdown lies: its address where the site has one, else its path.
func llmsAddress(set *options, p *Page) string {
	file := markdownForm.file(p.Slug)
	if address := set.address(file); address != "" {
		return address
	}
	return file
}

// firstLine is the first paragraph of a page, on one line.
func firstLine(blocks []Block) string {
	for _, b := range blocks {
		if len(b.Para) > 0 {
			return strings.Join(strings.Fields(clean(b.Para.String())), " ")
		}
	}
	return ""
}

package docs

import (
	"html"
	"html/template"
	"strings"
)

// captions name the languages of blocks that have no title.
var captions = map[string]string{"sh": "Shell", "go": "Go", "json": "JSON", "http": "Request", "mermaid": "Mermaid"}

// caption is what stands above a block of code: its title, else the name of its language.
func caption(c *Code) string {
	if c.Title != "" {
		return c.Title
	}
	return captions[c.Lang]
}

// headingTags are the tags of headings, by their level in a document.
var headingTags = []string{"", "h1", "h2", "h3", "h4"}

// headingHTML is the heading of a section, which leads to itself. In a document of several pages each page is a level
// lower.
func headingHTML(v htmlView) template.HTML {
	level := v.Section.Level
	if !v.Part.sheet.alone {
		level++
	}
	tag := headingTags[min(level, 4)]
	if v.Section.Folded { // it stands in what is clicked to unfold it
		return template.HTML("<"+tag+">") + inlineHTML(v, v.Section.Title) + template.HTML("</"+tag+">")
	}
	link := `<a href="#` + html.EscapeString(v.Part.anchor(v.Section.ID)) + `">`
	return template.HTML("<"+tag+">"+link) + inlineHTML(v, v.Section.Title) + template.HTML("</a></"+tag+">")
}

// listHTML is a list with its items.
func listHTML(v htmlView, l *List) template.HTML {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	all := template.HTML("<" + tag + ">\n")
	for _, item := range l.Items {
		all += "<li>" + inlineHTML(v, item) + "</li>\n"
	}
	return all + template.HTML("</"+tag+">")
}

// textHTML escapes what stands between tags. Quotes mean nothing there and are left: pages of code are full of them.
func textHTML(text string) string { return textEscapes.Replace(text) }

var textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// inlineHTML writes one line of text.
func inlineHTML(v htmlView, t Text) template.HTML {
	var b strings.Builder
	for _, s := range t {
		if s.Break {
			b.WriteString("<br>")
			continue
		}
		text := textHTML(clean(s.Text))
		text = wrap(text, s.Code, "code")
		text = wrap(text, s.Emph, "em")
		text = wrap(text, s.Strong, "strong")
		if address := v.layout.href(v.Part, s.To); address != "" {
			text = `<a href="` + html.EscapeString(address) + `">` + text + "</a>"
		}
		b.WriteString(text)
	}
	return template.HTML(b.String()) // every text and address in it is escaped above
}

// wrap puts a tag round text.
func wrap(text string, want bool, tag string) string {
	if !want {
		return text
	}
	return "<" + tag + ">" + text + "</" + tag + ">"
}

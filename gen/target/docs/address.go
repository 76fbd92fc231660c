package docs

import (
	"path"
	"strings"
)

// form is how the files of one form of the pages are named.
type form struct{ home, ending string }

// The forms of pages: the first page has the name that is shown where no file is named.
var (
	markdownForm = form{home: "README", ending: ".md"}
	htmlForm     = form{home: "index", ending: ".html"}
)

// file is the path of a page in this form.
func (f form) file(slug string) string {
	if slug == slugHome {
		slug = f.home
	}
	return slug + f.ending
}

// href is the address of a link as seen from the page at slug; empty where that is the page itself.
func href(from string, l Link, f form) string {
	if l.URL != "" {
		return l.URL
	}
	address := ""
	if l.Page != "" && l.Page != from {
		address = relative(path.Dir(from), f.file(l.Page))
	}
	if l.Anchor != "" {
		address += "#" + l.Anchor
	}
	return address
}

// relative is the path of a file as seen from a folder, both with slashes and clean.
func relative(dir, file string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		up += "../"
		dir = path.Dir(dir)
	}
	if dir == "." {
		return up + file
	}
	return up + strings.TrimPrefix(file, dir+"/")
}

package spec

import (
	"path"
	"strings"
)

// Language is the version of the spec language that this package reads.
const Language = 1

// Parse reads the spec whose root file is called name and holds data. It asks open for the text of each file that is
// included, by a slash-separated path beginning with the root file's folder. The document holds all that could be
// read; it may be used only if the findings do not refuse it.
func Parse(name string, data []byte, open func(name string) ([]byte, error)) (*Document, ErrorList) {
	p := &parser{open: open, seen: map[string]bool{name: true}}
	doc := &Document{}
	p.file(name, data, doc)
	p.errs.Sort()
	return doc, p.errs
}

// parser reads the files of one spec.
type parser struct {
	open func(name string) ([]byte, error)
	seen map[string]bool
	errs ErrorList
}

// file reads one file into doc and then what it includes.
func (p *parser) file(name string, data []byte, doc *Document) {
	root := readYAML(name, data, &p.errs)
	if root == nil {
		return
	}
	d := &decoder{file: name, errs: &p.errs}
	d.document(root, doc)
	for _, inc := range doc.Include {
		p.include(name, inc, doc)
	}
}

// include reads one included file and adds its sections to doc.
func (p *parser) include(from string, inc Text, doc *Document) {
	clean := path.Clean(inc.Value)
	if path.IsAbs(inc.Value) || clean != inc.Value || clean == ".." || strings.HasPrefix(clean, "../") || strings.ContainsAny(inc.Value, "\\:\x00") {
		p.errs.Add(inc.Pos, "include", "bad include %q: wanted a clean relative path below the folder of %s", inc.Value, path.Base(from))
		return
	}
	name := path.Join(path.Dir(from), clean)
	if p.seen[name] {
		p.errs.Add(inc.Pos, "include", "%q is included twice", inc.Value)
		return
	}
	p.seen[name] = true
	data, err := p.open(name)
	if err != nil {
		p.errs.Add(inc.Pos, "include", "cannot read %q: %v", inc.Value, err)
		return
	}
	part := &Document{}
	p.file(name, data, part)
	p.merge(doc, part)
}

package spec

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Language is the version of the spec language that this package reads.
const Language = 1

// Parse reads the spec whose root file is called name and holds data. It asks open for the text of each file that is
// included, by a slash-separated path beginning with the root file's folder. The document holds all that could be
// read; it may be used only if the findings do not refuse it. Where open is nil, nothing can be included.
func Parse(name string, data []byte, open func(name string) ([]byte, error)) (*Document, ErrorList) {
	if open == nil {
		open = func(string) ([]byte, error) { return nil, errors.New("no files are at hand") }
	}
	p := &parser{open: open, included: map[string]Pos{name: {name, 1, 1}}, names: map[mapping]map[string]Pos{}}
	if p.file(name, data) {
		p.whole()
	}
	p.errs.Sort()
	return &p.doc, p.errs
}

// parser reads the files of one spec.
type parser struct {
	open     func(name string) ([]byte, error)
	doc      Document
	included map[string]Pos // by path: where each file that was read is named
	trail    []string       // the files from the root to the one that is read
	size     int            // bytes read
	partial  bool           // some file could not be read
	has      []string       // the sections that some file has
	names    map[mapping]map[string]Pos
	errs     ErrorList
}

// file reads one file and what it includes, and reports whether the file could be read.
func (p *parser) file(name string, data []byte) bool {
	p.trail = append(p.trail, name)
	defer func() { p.trail = p.trail[:len(p.trail)-1] }()
	src := readYAML(name, data, &p.errs)
	if src == nil || !p.language(src) {
		p.partial = true
		return false
	}
	part := &p.doc
	if len(p.trail) > 1 {
		part = &Document{}
	}
	d := &decoder{source: src, errs: &p.errs}
	d.value(src.root, part, label{words: "the spec"})
	for i := 0; i < len(src.root.Content); i += 2 {
		p.has = append(p.has, src.root.Content[i].Value)
	}
	if part != &p.doc {
		p.merge(&p.doc, part)
	}
	for _, inc := range part.Include {
		p.include(name, inc)
	}
	return true
}

// language checks the language that a file says it is written in.
func (p *parser) language(src *source) bool {
	if src.root.Kind != yaml.MappingNode {
		p.errs.Add(src.pos(src.root), "wrong-kind", "the spec: wanted a mapping, found %s", kindOf(src.root))
		return false
	}
	for i := 0; i < len(src.root.Content); i += 2 {
		if src.root.Content[i].Value == "language" {
			return p.languageIs(src, src.root.Content[i+1])
		}
	}
	p.errs.Add(src.pos(src.root), "language", "the file does not say which language it is written in; write language: %d as its first line", Language)
	return true
}

// languageIs checks the value of the key language. Of a newer language nothing more can be said.
func (p *parser) languageIs(src *source, n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!int" && n.Value == fmt.Sprint(Language):
		return true
	case n.Kind == yaml.ScalarNode && n.Tag == "!!int" && isNumber(n.Value) && n.Value > "1":
		p.errs.Add(src.pos(n), "language", "the file is written in language %s, and this chargegen reads language %d; update chargegen", n.Value, Language)
	case n.Kind != 0:
		p.errs.Add(src.pos(n), "language", "language: wanted the number %d, found %s; write language: %d", Language, kindOf(n), Language)
	}
	return false
}

// whole checks what no file alone must have.
func (p *parser) whole() {
	for _, name := range []string{"api", "resources"} {
		if !slices.Contains(p.has, name) && !p.partial {
			p.errs.Add(p.doc.Pos, "missing-key", "the spec: missing key %q", name)
		}
	}
}

// include reads one included file.
func (p *parser) include(from string, inc Text) {
	if !inc.IsSet() {
		return
	}
	clean := path.Clean(inc.Value)
	if path.IsAbs(inc.Value) || clean != inc.Value || clean == "." || clean == ".." || strings.HasPrefix(clean, "../") || strings.ContainsAny(inc.Value, "\\:\x00") {
		p.badInclude(inc, "bad path %q: wanted a clean relative path below the folder of %s", clip(inc.Value), path.Base(from))
		return
	}
	name := path.Join(path.Dir(from), clean)
	if i := slices.Index(p.trail, name); i >= 0 {
		p.badInclude(inc, "files include each other in a circle: %s", strings.Join(append(p.trail[i:len(p.trail):len(p.trail)], name), ", "))
		return
	}
	if at, ok := p.included[name]; ok {
		p.badInclude(inc, "%q is included twice, first at %s", inc.Value, at)
		return
	}
	p.included[name] = inc.Pos
	data, err := p.open(name)
	if err != nil {
		p.badInclude(inc, "cannot read %q: %v", inc.Value, err)
		return
	}
	if p.size += len(data); p.size > maxBytes {
		p.badInclude(inc, "the files have over %d bytes together; at most so many are read", maxBytes)
		return
	}
	p.file(name, data)
}

// badInclude refuses an include. What it would have brought is then not missed.
func (p *parser) badInclude(inc Text, format string, args ...any) {
	p.partial = true
	p.errs.Add(inc.Pos, "include", format, args...)
}

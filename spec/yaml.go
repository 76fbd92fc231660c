package spec

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

// Limits that keep any input harmless. All work is linear in the size of the input.
const (
	maxBytes  = 256 << 20 // of all files of a spec
	maxScalar = 1 << 20   // of one text
	maxDepth  = 64        // of mappings and lists in each other
)

// source is one file that could be read as YAML.
type source struct {
	file  string
	text  string
	lines []int // offset at which each line begins
	ascii bool
	wide  map[int][]int // of lines with characters of several bytes: the offset in the line of every 256th character
	root  *yaml.Node
}

// readYAML reads one file. It returns nil when the file cannot be used, with the reason in errs.
func readYAML(name string, data []byte, errs *ErrorList) *source {
	text, ok := checkText(name, data, errs)
	if !ok || !checkDocument(name, text, errs) {
		return nil
	}
	root, err := parseYAML(text)
	if err != nil {
		fault := locate(name, text, err)
		errs.Add(fault.Pos, fault.Rule, "%s", fault.Msg)
		return nil
	}
	s := &source{file: name, text: text, root: root, ascii: true}
	s.index()
	v := &vetter{source: s, errs: errs}
	v.node(root, 1)
	if v.dead {
		return nil
	}
	return s
}

// parseYAML returns the root of the one document in text.
func parseYAML(text string) (*yaml.Node, error) {
	if len(text) > shortText {
		if root := parseParts(text); root != nil {
			return root, nil
		}
	}
	return parseDocument(text)
}

// parseDocument reads a text as a whole.
func parseDocument(text string) (root *yaml.Node, err error) {
	defer func() { // the reader knows states that it thinks cannot be and panics in them
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	if strings.TrimSpace(text) == "" {
		return nil, errEmpty
	}
	var doc, rest yaml.Node
	dec := yaml.NewDecoder(strings.NewReader(text))
	err = dec.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		return nil, errEmpty
	}
	if err != nil {
		return nil, err
	}
	switch err = dec.Decode(&rest); { // what fits nowhere begins another document for this reader
	case err == nil:
		return nil, errors.New("found text that belongs to nothing above it")
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	if root = doc.Content[0]; root.Kind == yaml.ScalarNode && root.Style == 0 && root.Value == "" {
		return nil, errEmpty
	}
	return root, nil
}

var errEmpty = errors.New("the file is empty; wanted language: 1 and the sections of a spec")

// vetter refuses the parts of YAML that a spec may not use: they hide what is said, or let a short file stand for an
// endless one. What it refuses loses its kind, which tells the decoder that nothing more need be said of it.
type vetter struct {
	*source
	errs *ErrorList
	dead bool
}

// node checks one node and what it holds.
func (v *vetter) node(n *yaml.Node, depth int) {
	if depth > maxDepth {
		if !v.dead {
			v.errs.Add(v.pos(n), "yaml-limit", "mappings and lists are nested more than %d deep", maxDepth)
		}
		v.dead = true
		return
	}
	if n.Anchor != "" {
		v.errs.Add(v.pos(n), "yaml-anchor", "anchors are not read; remove %q, or put quotes around text that begins with &", "&"+clip(n.Anchor))
	}
	switch n.Kind {
	case yaml.AliasNode:
		v.errs.Add(v.pos(n), "yaml-anchor", "aliases are not read; write what is meant, in quotes if it begins with *")
		n.Kind = 0
	case yaml.MappingNode:
		v.tag(n)
		v.mapping(n, depth)
	case yaml.SequenceNode:
		v.tag(n)
		for _, item := range n.Content {
			v.node(item, depth+1)
		}
	case yaml.ScalarNode:
		v.tab(n)
		v.scalar(n)
	}
}

// tag refuses a written tag.
func (v *vetter) tag(n *yaml.Node) {
	switch {
	case n.Style&yaml.TaggedStyle == 0:
		return
	case strings.HasPrefix(n.Tag, "!!"):
		v.errs.Add(v.pos(n), "yaml-tag", "tags are not read; remove %q", clip(n.Tag))
	default:
		v.errs.Add(v.pos(n), "yaml-tag", "tags are not read; put quotes around text that begins with !, a condition for instance")
	}
	if n.Kind == yaml.ScalarNode {
		n.Kind = 0
	}
}

// scalar checks the text of a scalar.
func (v *vetter) scalar(n *yaml.Node) {
	v.tag(n)
	if len(n.Value) > maxScalar {
		v.errs.Add(v.pos(n), "yaml-limit", "the text has %d bytes; at most %d are read", len(n.Value), maxScalar)
		n.Kind = 0
	}
	if n.Style&yaml.DoubleQuotedStyle == 0 {
		return
	}
	for _, r := range n.Value {
		if !printable(r) {
			v.errs.Add(v.pos(n), "yaml-character", "the text holds the character %U, which may not stand in a spec", r)
			n.Kind = 0
			return
		}
	}
}

// tab refuses a tab before plain text or inside it.
func (v *vetter) tab(n *yaml.Node) {
	pos := v.pos(n)
	at := v.lines[min(pos.Line, len(v.lines))-1] + pos.Col - 1
	if at > 0 && at <= len(v.text) && v.text[at-1] == '\t' {
		v.errs.Add(Pos{pos.File, pos.Line, pos.Col - 1}, "yaml-tab", "tab outside a text in quotes; write a space")
		return
	}
	if i := strings.IndexByte(n.Value, '\t'); i >= 0 && n.Style&^yaml.TaggedStyle == 0 {
		v.errs.Add(v.place(n, i), "yaml-tab", "tab outside a text in quotes; write a space")
	}
}

// mapping checks the keys of a mapping: text on one line, each once. A key that is refused is dropped with its value.
func (v *vetter) mapping(n *yaml.Node, depth int) {
	kept := n.Content[:0]
	var seen map[string]*yaml.Node
	if len(n.Content) > 32 {
		seen = make(map[string]*yaml.Node, len(n.Content)/2)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !v.key(key, depth) {
			continue
		}
		if n.Style&yaml.FlowStyle != 0 && v.noSpace(key, value) {
			continue
		}
		v.node(value, depth+1)
		if had := lookUp(kept, seen, key.Value); had != nil {
			v.errs.Add(v.pos(key), "duplicate-key", "key %q stands twice, first at %s", clip(key.Value), v.pos(had))
			continue
		}
		if seen != nil {
			seen[key.Value] = key
		}
		kept = append(kept, key, value)
	}
	n.Content = kept
}

// noSpace refuses a member between braces that the reader takes for a key without a value: key:value.
func (v *vetter) noSpace(key, value *yaml.Node) bool {
	word, _, colon := strings.Cut(key.Value, ":")
	if !colon || key.Style != 0 || value.Kind != yaml.ScalarNode || value.Style != 0 || value.Value != "" {
		return false
	}
	v.errs.Add(v.pos(key), "yaml-syntax", "wanted a space after the colon of %q", clip(word))
	return true
}

// lookUp returns the key of that name among those kept so far: by seen where there are many.
func lookUp(kept []*yaml.Node, seen map[string]*yaml.Node, name string) *yaml.Node {
	if seen != nil {
		return seen[name]
	}
	for i := 0; i < len(kept); i += 2 {
		if kept[i].Value == name {
			return kept[i]
		}
	}
	return nil
}

// key checks one key and reports whether it can be used.
func (v *vetter) key(key *yaml.Node, depth int) bool {
	v.node(key, depth+1)
	pos := v.pos(key)
	before := v.text[:min(v.lines[min(pos.Line, len(v.lines))-1]+pos.Col-1, len(v.text))]
	switch {
	case key.Kind == 0:
		return false
	case key.Kind != yaml.ScalarNode || strings.Contains(key.Value, "\n") || strings.HasSuffix(strings.TrimRight(before, " "), "?"):
		v.errs.Add(v.pos(key), "yaml-key", "a key must be text on one line")
		return false
	case key.Tag == "!!merge":
		v.errs.Add(v.pos(key), "yaml-anchor", "merge keys are not read; write out the keys that << would bring")
		return false
	}
	return true
}

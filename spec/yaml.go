package spec

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

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
func parseYAML(text string) (root *yaml.Node, err error) {
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

// index finds the beginnings of the lines.
func (s *source) index() {
	s.lines = make([]int, 1, strings.Count(s.text, "\n")+1)
	for i := range len(s.text) {
		switch c := s.text[i]; {
		case c == '\n':
			s.lines = append(s.lines, i+1)
		case c >= utf8.RuneSelf:
			s.ascii = false
		}
	}
}

// pos is where a node begins. The reader counts columns in characters.
func (s *source) pos(n *yaml.Node) Pos {
	pos := Pos{s.file, n.Line, n.Column}
	if n.Line > len(s.lines) { // nothing, at the very end
		return s.placeAt(len(s.text))
	}
	if s.ascii {
		return pos
	}
	line, at, left := s.text[s.lines[n.Line-1]:], 0, n.Column-1
	if left >= markEvery {
		marks := s.marks(n.Line)
		i := min(left/markEvery, len(marks)-1)
		at, left = marks[i], left-i*markEvery
	}
	for range left {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	pos.Col = at + 1
	return pos
}

// markEvery is how many characters are between two marks of a line.
const markEvery = 256

// marks returns the offset in a line of every 256th character, so that no place in a long line takes long to find.
func (s *source) marks(line int) []int {
	if marks, ok := s.wide[line]; ok {
		return marks
	}
	var marks []int
	text := s.text[s.lines[line-1]:]
	count := 0
	for at := range text[:lineLen(text)] {
		if count%markEvery == 0 {
			marks = append(marks, at)
		}
		count++
	}
	if s.wide == nil {
		s.wide = map[int][]int{}
	}
	s.wide[line] = marks
	return marks
}

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

// place is where the byte at offset off of a scalar's text stands in the file.
func (s *source) place(n *yaml.Node, off int) Pos { return s.origin(n).at(off) }

// origin knows the place of each byte of a text: beginning at pos, or where a table says.
type origin struct {
	pos   Pos
	src   *source
	table []int // for each byte its offset in the file; nil where the text stands on one line as it is
}

// at is the place of the byte at offset off.
func (o origin) at(off int) Pos {
	if o.table != nil {
		return o.src.placeAt(o.table[min(off, len(o.table)-1)])
	}
	return Pos{o.pos.File, o.pos.Line, o.pos.Col + off}
}

// origin returns where the text of a scalar stands.
func (s *source) origin(n *yaml.Node) origin {
	pos, escape := s.pos(n), ""
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		pos.Col, escape = pos.Col+1, `\`
	case n.Style&yaml.SingleQuotedStyle != 0:
		pos.Col, escape = pos.Col+1, `'`
	}
	at := s.lines[min(pos.Line, len(s.lines))-1] + pos.Col - 1
	if at > len(s.text) || strings.HasPrefix(s.text[at:], n.Value) {
		return origin{pos: pos}
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		at += lineLen(s.text[at:])
	}
	return origin{src: s, table: follow(s.text, at, n.Value, escape)}
}

// follow returns, for each byte of value and for its end, the offset in text where it stands, from at on. White space
// in the text may stand for other white space, and what begins with escape for one character.
func follow(text string, at int, value, escape string) []int {
	at += blanks(text[at:])
	table := make([]int, 0, len(value)+1)
	for i := 0; i < len(value) && at < len(text); {
		if escape == `\` && strings.HasPrefix(text[at:], "\\\n") { // stands for nothing
			at += 2
			at += blanks(text[at:])
			continue
		}
		_, size := utf8.DecodeRuneInString(value[i:])
		_, width := utf8.DecodeRuneInString(text[at:])
		here := at
		switch {
		case escape != "" && strings.HasPrefix(text[at:], escape):
			at += escapeLen(text[at:])
		case blanks(value[i:]) > 0 && blanks(text[at:]) > 0:
			size = blanks(value[i:])
			at += blanks(text[at:])
		default:
			at += width
		}
		for range size {
			table = append(table, here)
		}
		i += size
	}
	return append(table, at)
}

// blanks is how many spaces and line ends s begins with.
func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \n")) }

// escapeLen is how long the escape is that s begins with: a backslash and what follows it, or two single quotes.
func escapeLen(s string) int {
	n := 2
	if len(s) > 1 && s[0] == '\\' {
		switch s[1] {
		case 'x':
			n = 4
		case 'u':
			n = 6
		case 'U':
			n = 10
		}
	}
	return min(n, len(s))
}

// placeAt is the place of the byte at offset at.
func (s *source) placeAt(at int) Pos {
	line, found := slices.BinarySearch(s.lines, at)
	if !found {
		line--
	}
	return Pos{s.file, line + 1, at - s.lines[line] + 1}
}

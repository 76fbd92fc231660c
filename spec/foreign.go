package spec

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// Limits of files that are no specs. What aliases stand for counts as often as they stand.
const (
	maxForeignBytes = 64 << 20
	maxForeignNodes = 1_500_000
	maxForeignDepth = 200
)

// ReadForeign reads a YAML or JSON file that is no spec, such as the document of another tool, with the place of every
// word. What a spec may not use is read here as others read it: aliases stand for what they name, merge keys bring the
// keys that are not there, tags count for nothing. Of a key that stands twice the first counts, which is a warning. The
// data may be used only if the findings do not refuse it.
func ReadForeign(name string, data []byte) (Data, ErrorList) {
	var errs ErrorList
	if len(data) > maxForeignBytes {
		errs.Add(Pos{name, 1, 1}, "yaml-limit", "the file has %d bytes; at most %d are read", len(data), maxForeignBytes)
		return Data{}, errs
	}
	text, ok := foreignText(name, data, &errs)
	if !ok {
		return Data{}, errs
	}
	root, err := parseYAML(text)
	if err != nil {
		fault := locate(name, text, err)
		if fault.Msg == errEmpty.Error() {
			fault.Msg = "the file is empty"
		}
		errs.Add(fault.Pos, fault.Rule, "%s", fault.Msg)
		return Data{}, errs
	}
	src := &source{file: name, text: text, root: root, ascii: true}
	src.index()
	f := &foreign{source: src, errs: &errs, open: map[*yaml.Node]bool{}}
	out := f.data(root, 1)
	errs.Sort()
	return out, errs
}

// foreignText is the text of a file. Characters that a spec may not hold are left to the reader.
func foreignText(name string, data []byte, errs *ErrorList) (string, bool) {
	text := strings.TrimPrefix(string(data), byteOrderMark)
	if i := invalidUTF8(text); i >= 0 {
		errs.Add(placeOf(name, text, i), "yaml-encoding", "byte 0x%02x is not UTF-8", text[i])
		return "", false
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), true
}

// invalidUTF8 is where text stops being UTF-8, or -1.
func invalidUTF8(text string) int {
	for i, r := range text {
		if r == '\uFFFD' && !strings.HasPrefix(text[i:], "\uFFFD") {
			return i
		}
	}
	return -1
}

// foreign makes free data of a file's nodes.
type foreign struct {
	*source
	errs  *ErrorList
	open  map[*yaml.Node]bool // anchors that are being read: an alias inside its own anchor has no end
	nodes int
	dead  bool
}

// full reports, once, that a file stands for more than is read.
func (f *foreign) full(n *yaml.Node, depth int) bool {
	f.nodes++
	switch {
	case f.dead:
	case depth > maxForeignDepth:
		f.errs.Add(f.pos(n), "yaml-limit", "mappings and lists are nested more than %d deep", maxForeignDepth)
		f.dead = true
	case f.nodes > maxForeignNodes:
		f.errs.Add(f.pos(n), "yaml-limit", "the file stands for more than %d values", maxForeignNodes)
		f.dead = true
	}
	return f.dead
}

func (f *foreign) data(n *yaml.Node, depth int) Data {
	if f.full(n, depth) {
		return Data{}
	}
	out := Data{Pos: f.pos(n), Kind: DataNull}
	switch n.Kind {
	case yaml.AliasNode:
		return f.alias(n, depth)
	case yaml.MappingNode:
		out.Kind = DataMap
		f.members(&out, n, depth)
	case yaml.SequenceNode:
		out.Kind = DataList
		for _, item := range n.Content {
			out.Items = append(out.Items, f.data(item, depth+1))
		}
	case yaml.ScalarNode:
		out.Text = n.Value
		(&decoder{source: f.source, errs: &ErrorList{}}).scalarData(n, &out)
	}
	return out
}

// alias is what an anchor names, at the place where the anchor stands.
func (f *foreign) alias(n *yaml.Node, depth int) Data {
	if n.Alias == nil || f.open[n.Alias] {
		f.errs.Add(f.pos(n), "yaml-anchor", "the alias %q stands inside what it names", clip(n.Value))
		f.dead = true
		return Data{}
	}
	f.open[n.Alias] = true
	defer delete(f.open, n.Alias)
	return f.data(n.Alias, depth+1)
}

// members reads a mapping: its own keys, then those that merge keys bring.
func (f *foreign) members(out *Data, n *yaml.Node, depth int) {
	seen := make(map[string]Pos, len(n.Content)/2)
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content) && !f.dead; i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode && key.Alias != nil {
			key = key.Alias
		}
		switch had, twice := seen[key.Value]; {
		case key.Kind != yaml.ScalarNode:
			f.errs.Warn(f.pos(key), "yaml-key", "a key that is no text is not read")
			continue
		case key.Tag == "!!merge":
			merged = append(merged, value)
			continue
		case twice:
			f.errs.Warn(f.pos(key), "duplicate-key", "key %q stands twice, first at %s; the first counts", clip(key.Value), had)
			continue
		}
		seen[key.Value] = f.pos(key)
		out.Members = append(out.Members, Entry[Data]{Text{f.pos(key), key.Value}, f.data(value, depth+1)})
	}
	for _, from := range merged {
		f.merge(out, seen, f.data(from, depth+1))
	}
}

// merge adds the keys of a mapping, or of several in a list, that are not there.
func (f *foreign) merge(out *Data, seen map[string]Pos, from Data) {
	for _, item := range from.Items {
		f.merge(out, seen, item)
	}
	for _, m := range from.Members {
		if _, ok := seen[m.Key.Value]; !ok {
			seen[m.Key.Value] = m.Key.Pos
			out.Members = append(out.Members, m)
		}
	}
}

// Get returns the value of a member, or unset data where there is none.
//
//go:noinline
func (d *Data) Get(key string) *Data {
	if d != nil {
		for i := range d.Members {
			if d.Members[i].Key.Value == key {
				return &d.Members[i].Value
			}
		}
	}
	return &Data{}
}

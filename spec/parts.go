package spec

import (
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

// shortText is how long a text is that is not worth being read as two.
const shortText = 16 << 10

// parseParts reads a text as two, side by side: reading takes longer than all else that is done with a spec before
// something is made of it. It returns nil where that cannot be done, and where the parts do not fit together: then the
// text has to be read as a whole.
//
// The second part begins with a key. It keeps the keys that this one stands below, so that it is a document of its own,
// and empty lines for those above it, so that places are true. A seam amid quotes or brackets leaves both parts
// malformed; one amid other text leaves a first part that does not end with the mappings that the second begins with.
func parseParts(text string) *yaml.Node {
	at, keys := seam(text)
	above := strings.Count(text[:at], "\n") - len(keys)
	if at == 0 || above < 0 {
		return nil
	}
	var rest *yaml.Node
	var restErr error
	var wg sync.WaitGroup
	wg.Go(func() {
		rest, restErr = parseDocument(strings.Repeat("\n", above) + strings.Join(keys, "") + text[at:])
	})
	root, err := parseDocument(text[:at])
	wg.Wait()
	if err != nil || restErr != nil || !join(root, rest, len(keys)) {
		return nil
	}
	return root
}

// join adds what b holds to a, and reports whether both are mappings that may be parts of one. Its first key is the last
// of a, where there are keys above the seam.
func join(a, b *yaml.Node, keys int) bool {
	if !isBlock(a) || !isBlock(b) || a.Column != b.Column {
		return false
	}
	if keys > 0 {
		last := len(a.Content) - 2
		if a.Content[last].Value != b.Content[0].Value || !join(a.Content[last+1], b.Content[1], keys-1) {
			return false
		}
		b.Content = b.Content[2:]
	}
	a.Content = append(a.Content, b.Content...)
	return true
}

// isBlock reports whether a node is a mapping of lines with keys, with nothing before the first.
func isBlock(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode || n.Style != 0 || len(n.Content) == 0 {
		return false
	}
	return n.Line == n.Content[0].Line && n.Column == n.Content[0].Column
}

// line is a line that others may stand below.
type line struct {
	depth int
	key   string // the whole line, if it holds a key and nothing else
}

// seam is where the line with a key begins that is nearest to the middle of a text, and the lines with the keys that it
// stands below, outermost first. It is 0 where there is none. What stands below anything but keys is passed over.
func seam(text string) (at int, keys []string) {
	half := len(text) / 2
	var open []line
	for next := 0; next < len(text); {
		begin := next
		whole := text[begin : begin+lineLen(text[begin:])]
		next = begin + len(whole) + 1
		words := strings.TrimLeft(whole, " ")
		if words == "" || words[0] == '#' {
			continue
		}
		l := line{depth: len(whole) - len(words)}
		for len(open) > 0 && open[len(open)-1].depth >= l.depth {
			open = open[:len(open)-1]
		}
		key, alone := keyAt(words)
		if key && begin > 0 && !slices.ContainsFunc(open, func(l line) bool { return l.key == "" }) {
			if at > 0 && begin-half >= half-at {
				return at, keys
			}
			at, keys = begin, nil
			for _, o := range open {
				keys = append(keys, o.key)
			}
			if at >= half {
				return at, keys
			}
		}
		if alone {
			l.key = whole + "\n"
		}
		open = append(open, l)
	}
	return at, keys
}

// keyAt reports whether a line begins with a key, and whether nothing follows.
func keyAt(words string) (key, alone bool) {
	word, value, colon := strings.Cut(words, ":")
	if !colon || strings.ContainsAny(word, " \t\"'[]{},&*!|>%@`#?-") || value != "" && value[0] != ' ' {
		return false, false
	}
	value = strings.TrimLeft(value, " ")
	return word != "", word != "" && (value == "" || value[0] == '#')
}

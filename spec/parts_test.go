package spec

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The long spec of this repository is read as two, and what is read is the same as that of the whole.
func TestParseParts(t *testing.T) {
	for _, name := range []string{"charges.yaml", "../testdata/specs/library/spec.yaml", "../testdata/specs/helpdesk/spec.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !sameParts(t, string(data)) {
			t.Errorf("%s is not read as two", name)
		}
	}
}

// A seam in the midst of something leaves parts that do not fit.
func TestPartsThatDoNotFit(t *testing.T) {
	for _, text := range []string{
		"a: \"x\nb: y\nc: z\"\n",
		"a: [x,\nb: y\n]\n",
		"a: {x: 1,\nb: y\n}\n",
		"a:\n  b: |\n    c: d\n    e: f\n",
		"a:\n  b: >\n\n      c:\n        d: e\n",
		"a:\n  b: x\n    c: y\n",
		"a:\n  b:\n    x\n    c: y\n",
		"a:\n  - b: x\n    c: y\n",
		"a: &x y\nb: *x\n",
		"a: !!map\n  b: c\n  d: e\n",
		"? a\nb: c\n",
		"x\nb: c\n",
		"a:\n  b: c\n d: e\n",
	} {
		for at := range len(text) { // whatever is nearest to the middle
			sameParts(t, text[:at])
			sameParts(t, text+strings.Repeat("#\n", at))
			sameParts(t, strings.Repeat("#\n", at)+text)
		}
	}
}

// FuzzParts: what is read as two is what would be read as a whole.
func FuzzParts(f *testing.F) {
	names, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if clean, ok := checkText("a.yaml", []byte(text), &ErrorList{}); ok && checkDocument("a.yaml", clean, &ErrorList{}) {
			sameParts(t, clean)
		}
	})
}

// sameParts reports whether a text is read as two, and fails the test where that gives what the whole does not.
func sameParts(t *testing.T, text string) bool {
	t.Helper()
	parts := parseParts(text)
	if parts == nil {
		return false
	}
	whole, err := parseDocument(text)
	if err != nil {
		t.Errorf("of two parts %q can be read, and as a whole not: %v", text, err)
		return true
	}
	bare(parts)
	bare(whole)
	if !reflect.DeepEqual(parts, whole) {
		t.Errorf("of two parts %q is read as another document", text)
	}
	return true
}

// bare takes comments away, which stand with one node or another.
func bare(n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	for _, c := range n.Content {
		bare(c)
	}
}

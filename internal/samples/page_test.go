package samples

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
)

const (
	root     = "../.."
	specFile = root + "/spec/charges.yaml"
)

// fences are the languages as blocks of Markdown name them.
var fences = map[string]string{
	"curl": "sh", "ruby": "ruby", "python": "python", "node": "js", "php": "php", "java": "java", "csharp": "csharp", "go": "go", "elixir": "elixir",
}

// shown is a sample as a page shows it, and what it is a sample of.
type shown struct {
	name   string // resource/operation/sample
	op     *model.Operation
	sample *model.Sample
	text   map[string]string // by language
}

// pages reads the samples of all operations from the site, and wants the twins of its pages in Markdown to show the same.
func pages(t *testing.T) []*shown {
	t.Helper()
	var all []*shown
	api := load(t, specFile)
	for _, r := range api.Resources {
		document, err := html.Parse(strings.NewReader(read(t, filepath.Join(root, "out/docs/resources", r.Name+".html"))))
		if err != nil {
			t.Fatal(err)
		}
		for _, op := range r.Operations {
			twin := read(t, filepath.Join(root, "out/docs/operations", r.Name, op.Name+".md"))
			for _, s := range snippet.Samples(api, op) {
				one := &shown{name: r.Name + "/" + op.Name + "/" + s.Name, op: op, sample: s, text: map[string]string{}}
				place := only(t, one.name, document, "id", op.Name+"-sample-"+s.Name)
				part := section(t, twin, `<a id="sample-`+s.Name+`"></a>`)
				for lang, fence := range fences {
					one.text[lang] = textOf(only(t, one.name, only(t, one.name, place, "data-lang", lang), "", "pre")) + "\n"
					if other := block(t, one.name, part, fence); other != one.text[lang] {
						t.Errorf("%s in %s is shown as\n%s\nand in Markdown as\n%s", one.name, lang, one.text[lang], other)
					}
				}
				all = append(all, one)
			}
		}
	}
	return all
}

// only is the one element below a node that has an attribute of some value, or without an attribute that tag.
func only(t *testing.T, name string, below *html.Node, attribute, value string) *html.Node {
	t.Helper()
	var found []*html.Node
	for n := range below.Descendants() {
		if n.Type == html.ElementNode && attribute == "" && n.Data == value ||
			slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == attribute && a.Val == value }) {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s: %d elements of %s %q, want 1", name, len(found), attribute, value)
	}
	return found[0]
}

// textOf is what a reader sees of an element, and copies.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// rendered are the samples of an API that has no pages here.
func rendered(t *testing.T, api *model.API) []*shown {
	t.Helper()
	var all []*shown
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			for _, s := range snippet.Samples(api, op) {
				one := &shown{name: r.Name + "/" + op.Name + "/" + s.Name, op: op, sample: s, text: map[string]string{}}
				for _, x := range snippet.Of(api, op, s) {
					one.text[x.Lang] = x.Text + "\n"
				}
				all = append(all, one)
			}
		}
	}
	return all
}

// section is a page from an anchor to the next heading.
func section(t *testing.T, page, anchor string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, anchor)
	if !ok {
		t.Fatalf("a page has no %s", anchor)
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	rest, _, _ = strings.Cut(rest, "\n### ")
	return rest
}

// block is the one block of a language.
func block(t *testing.T, name, part, fence string) string {
	t.Helper()
	found := regexp.MustCompile("(?s)\n(```+)"+fence+"\n(.*?)\n```").FindAllStringSubmatch(part, -1)
	if len(found) != 1 {
		t.Fatalf("%s: %d blocks of %s, want 1", name, len(found), fence)
	}
	return found[0][2] + "\n"
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func load(t *testing.T, name string) *model.API {
	t.Helper()
	return build(t, filepath.Base(name), read(t, name), filepath.Dir(name))
}

// build makes the model of a spec whose files lie in dir.
func build(t *testing.T, name, text, dir string) *model.API {
	t.Helper()
	api, errs := model.Parse(name, []byte(text), func(n string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, n)) })
	if errs.Refuses() {
		t.Fatal(errs)
	}
	return api
}

package samples

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

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

// pages reads the samples of all operations from the pages.
func pages(t *testing.T) []*shown {
	t.Helper()
	var all []*shown
	api := load(t, specFile)
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			page := read(t, filepath.Join(root, "out/docs/operations", r.Name, op.Name+".md"))
			for _, s := range snippet.Samples(api, op) {
				one := &shown{name: r.Name + "/" + op.Name + "/" + s.Name, op: op, sample: s, text: map[string]string{}}
				part := section(t, page, `<a id="sample-`+s.Name+`"></a>`)
				for lang, fence := range fences {
					one.text[lang] = block(t, one.name, part, fence)
				}
				all = append(all, one)
			}
		}
	}
	return all
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

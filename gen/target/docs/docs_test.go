package docs_test

import (
	"os"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/docs"
	"github.com/chargegen/chargegen/spec"
)

// build reads and resolves a spec of testdata that must have no finding.
func build(t testing.TB, name string) *model.API {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return buildText(t, name, string(data))
}

// buildText resolves the text of a spec.
func buildText(t testing.TB, name, text string) *model.API {
	t.Helper()
	doc, found := spec.Parse(name, []byte(text), os.ReadFile)
	if found.Refuses() {
		t.Fatalf("%s does not parse:\n%v", name, found)
	}
	api, found := model.Build(doc)
	if found.Refuses() {
		t.Fatalf("%s does not build:\n%v", name, found)
	}
	return api
}

// render makes the pages of an API in Markdown, by path.
func render(t testing.TB, api *model.API) map[string]string {
	t.Helper()
	opts := gen.Options{Root: "docs", Import: "example.com/post", Values: siteOff, Roots: map[string]string{"goclient": "go/" + api.Name}}
	files, err := gen.Run(api, []gen.Plan{{Target: docs.Target{}, Options: opts}})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = string(f.Data)
	}
	return pages
}

package docs_test

import (
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/docs"
)

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

package docs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// specs are the specs whose pages are looked at as a whole: that of this package, and those of the repository.
func specs(t *testing.T) map[string]*model.API {
	t.Helper()
	files, err := filepath.Glob("../../../spec/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no spec in the repository (%v)", err)
	}
	all := map[string]*model.API{}
	for _, file := range append(files, "testdata/parcels.yaml") {
		all[filepath.Base(file)] = gentest.Build(t, file)
	}
	return all
}

// every is the specs that are looked at as a whole and those of testdata that are not refused.
func every(t *testing.T) map[string]*model.API {
	t.Helper()
	all := specs(t)
	files, err := filepath.Glob("../../../testdata/*/*/spec.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden case (%v)", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, found := spec.Parse(file, data, os.ReadFile)
		if found.Refuses() {
			continue
		}
		if api, found := model.Build(doc); !found.Refuses() {
			all[filepath.Base(filepath.Dir(file))] = api
		}
	}
	if len(all) < 20 {
		t.Fatalf("only %d specs are sound", len(all))
	}
	return all
}

// checker looks for things on pages.
type checker struct {
	t     *testing.T
	pages map[string]string
	found int
}

// on wants a page that holds every one of some texts.
func (c *checker) on(page string, texts ...string) {
	c.t.Helper()
	text, ok := c.pages["docs/"+page+".md"]
	if !ok {
		c.t.Errorf("no page %s", page)
		return
	}
	for _, want := range texts {
		c.found++
		if !strings.Contains(text, want) {
			c.t.Errorf("%s lacks %q", page, want)
		}
	}
}

func cell(id, name string) string { return `| <a id="` + id + `"></a>` + "`" + name + "`" }

// TestComplete walks each model and looks for everything on its page.
func TestComplete(t *testing.T) {
	for name, api := range specs(t) {
		t.Run(name, func(t *testing.T) {
			c := &checker{t: t, pages: render(t, api)}
			for _, o := range api.Objects {
				c.object("objects/"+o.Name, o)
			}
			for _, r := range api.Resources {
				c.resource(api, r)
			}
			c.codes(api)
			c.words(api)
			if c.found < 200 {
				t.Errorf("only %d things were looked for", c.found)
			}
		})
	}
}

func (c *checker) object(page string, o *model.Object) {
	for _, a := range o.Attributes {
		c.on(page, cell("attribute-"+a.Name, a.Name))
		if a.Sureness != model.Documented && (a.Sureness != o.Sureness || a.Origin != o.Origin) {
			c.on("sources", "[`"+a.Name+"`]("+page+".md#attribute-"+a.Name+")")
		}
	}
	c.on(page, "## Example\n\n```json\n{")
}

func (c *checker) resource(api *model.API, r *model.Resource) {
	c.object("resources/"+r.Name, r.Object)
	for _, op := range r.Operations {
		c.operation("operations/"+r.Name+"/"+op.Name, api, op)
		c.on("resources/"+r.Name, "../operations/"+r.Name+"/"+op.Name+".md")
		c.on("README", "operations/"+r.Name+"/"+op.Name+".md")
	}
	if r.Lifecycle == nil || len(r.Lifecycle.States) == 0 {
		return
	}
	page := "lifecycle/" + r.Name
	for _, s := range r.Lifecycle.States {
		c.on(page, cell("state-"+s.Name, s.Name), ` as s_`+s.Name+"\n")
	}
	for _, x := range r.Lifecycle.Timers {
		c.on(page, cell("timer-"+x.Name, x.Name))
	}
	for _, x := range r.Lifecycle.Signals {
		c.on(page, cell("signal-"+x.Name, x.Name))
	}
	for _, x := range r.Lifecycle.Clocks {
		c.on(page, cell("clock-"+x.Name, x.Name))
	}
	for _, x := range r.Lifecycle.Windows {
		c.on(page, cell("window-"+x.Name, x.Name))
	}
	for _, x := range r.Lifecycle.Derive {
		c.on("resources/"+r.Name, x.Attribute.Name+"` | ")
	}
}

func (c *checker) operation(page string, api *model.API, op *model.Operation) {
	c.on(page, "```http\n"+op.Method+" /")
	for _, p := range op.Params {
		c.on(page, cell("parameter-"+p.Key, p.Name))
		if p.RequiredWhen != nil {
			c.on(page, "As data: `"+strings.ReplaceAll(p.RequiredWhen.Text, "|", `\|`)+"`")
		}
	}
	for _, s := range op.Statuses {
		switch {
		case slices.Contains(api.Statuses, s) && s.Code == op.Success:
			c.on(page, s.Doc)
		case slices.Contains(api.Statuses, s):
			c.on(page, append([]string{"(../../overview.md#status-" + strconv.Itoa(s.Code) + ")", s.Doc}, s.Causes...)...)
		default:
			c.on(page, cell("status-"+strconv.Itoa(s.Code), strconv.Itoa(s.Code)))
		}
	}
	for _, e := range op.Errors {
		if e.Gate && !strings.Contains(c.pages["docs/"+page+".md"], `"error-`+e.Error.Code+`"`) {
			c.on(page, "And, as any call may be, with ", "[`"+e.Error.Code+"`](../../errors.md#"+e.Error.Code+")")
			continue
		}
		c.on(page, `| <a id="error-`+e.Error.Code+`"></a>[`+"`"+e.Error.Code+"`](../../errors.md#"+e.Error.Code+") | `"+strconv.Itoa(e.Status)+"` |")
	}
	for _, s := range op.Samples {
		c.on(page, "### <a id=\"sample-"+s.Name+"\"></a>"+s.Title)
	}
	if op.Supports != nil {
		for _, r := range op.Supports.Rows {
			c.on(page, "| "+r.Name)
		}
	}
	c.behaviour(page, op)
	for _, s := range op.SDKs {
		c.on(page, s.Call)
	}
}

func (c *checker) behaviour(page string, op *model.Operation) {
	if op.Behaviour == nil {
		return
	}
	for i, g := range op.Behaviour.Guards {
		c.on(page, `<a id="requirement-`+strconv.Itoa(i+1)+`"></a>`)
		if g.Sureness != model.Documented && (g.Sureness != op.Sureness || g.Origin != op.Origin) {
			c.on("sources", "("+page+".md#requirement-"+strconv.Itoa(i+1)+")")
		}
	}
	if n := len(op.Behaviour.Documented); n != strings.Count(c.pages["docs/"+page+".md"], "\n|  | ")-strings.Count(c.pages["docs/"+page+".md"], "|  | What must be so") {
		c.t.Errorf("%s lacks some of %d documented requirements", page, n)
	}
	for _, o := range op.Behaviour.Outcomes {
		for _, a := range o.Set {
			c.on(page, a.Attribute.Name+"`")
		}
		if o.Emits != nil {
			c.on(page, "[`"+o.Emits.Key+"`]")
		}
	}
}

func (c *checker) codes(api *model.API) {
	for _, e := range api.Errors {
		c.on("errors", "\n## `"+e.Code+"`\n", "`"+strconv.Itoa(e.Status)+"`")
	}
	for _, f := range api.Failures {
		c.on("failures", "\n## `"+f.Code+"`\n")
		for _, tr := range f.Triggers {
			c.on("failures", "[`"+tr.Row.Key+"`](tables.md#")
		}
	}
	for _, e := range api.Events {
		c.on("events", "`"+e.Key+"`")
	}
	for _, f := range api.Account {
		c.on("account", cell("fact-"+f.Name, f.Name))
	}
	for _, o := range api.Origins {
		c.on("sources", cell("source-"+o.Name, o.Name))
	}
}

func (c *checker) words(api *model.API) {
	for _, e := range api.Enums {
		c.on("enums", "\n## `"+e.Name+"`\n")
		for _, v := range e.Values {
			c.on("enums", "</a>`"+v.Value+"` | ")
		}
		for _, trait := range e.Traits {
			c.on("enums", " | "+trait.Name, "- `"+trait.Name+"` (")
		}
	}
	for _, table := range api.Tables {
		c.on("tables", "\n## `"+table.Name+"`\n")
		for _, r := range table.Rows {
			c.on("tables", "</a>`"+r.Key+"` | ")
		}
		for _, col := range table.Columns {
			c.on("tables", " | "+col.Name)
		}
	}
}

// TestExamples wants every object shown whole, and every operation with a call and what it answers, in every spec: what
// the spec gives no example of is made.
func TestExamples(t *testing.T) {
	for name, api := range every(t) {
		t.Run(name, func(t *testing.T) {
			pages := render(t, api)
			for page, text := range pages {
				switch {
				case strings.HasPrefix(page, "docs/objects/"), strings.HasPrefix(page, "docs/resources/"):
					if _, rest, ok := strings.Cut(text, "\n## Example\n"); !ok || !json.Valid([]byte(code(t, rest, "json"))) {
						t.Errorf("%s has no example", page)
					}
				case strings.HasPrefix(page, "docs/operations/"):
					_, rest, ok := strings.Cut(text, "\n## Samples\n")
					empty := strings.Contains(rest, "with an empty body")
					if !ok || !strings.Contains(rest, "cURL:") || !empty && !json.Valid([]byte(code(t, rest, "json"))) {
						t.Errorf("%s has no sample that is answered", page)
					}
				}
			}
		})
	}
}

var (
	linkForm   = regexp.MustCompile(`[^\\]\]\(([^)\s]+)\)`)
	anchorForm = regexp.MustCompile(`<a id="([^"]+)"></a>`)
)

// TestLinks follows every link between the pages, anchors too, and wants each anchor to be the only one of its name.
func TestLinks(t *testing.T) {
	for name, api := range every(t) {
		t.Run(name, func(t *testing.T) {
			pages := render(t, api)
			anchors := map[string]map[string]int{}
			for page, text := range pages {
				anchors[page] = anchorsOf(text)
				for id, n := range anchors[page] {
					if n > 1 {
						t.Errorf("%s has %d anchors %q", page, n, id)
					}
				}
			}
			for page, text := range pages {
				for _, m := range linkForm.FindAllStringSubmatch(withoutBlocks(text), -1) {
					follow(t, anchors, page, m[1])
				}
			}
		})
	}
}

// follow reports a link that leads nowhere.
func follow(t *testing.T, anchors map[string]map[string]int, page, link string) {
	t.Helper()
	if strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://") {
		return
	}
	file, anchor, _ := strings.Cut(link, "#")
	to := page
	if file != "" {
		to = filepath.ToSlash(filepath.Join(filepath.Dir(page), file))
	}
	switch {
	case anchors[to] == nil:
		t.Errorf("%s links to %s, which is no page", page, link)
	case anchor != "" && anchors[to][anchor] == 0:
		t.Errorf("%s links to %s, where there is no such place", page, link)
	}
}

// anchorsOf counts the places of a page that can be linked to: anchors, and headings as readers of Markdown name them.
func anchorsOf(text string) map[string]int {
	found, headings := map[string]int{}, map[string]int{}
	for _, line := range strings.Split(withoutBlocks(text), "\n") {
		for _, m := range anchorForm.FindAllStringSubmatch(line, -1) {
			found[m[1]]++
		}
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
			id := headingID(anchorForm.ReplaceAllString(title, ""))
			if n := headings[id]; n > 0 {
				found[id+"-"+strconv.Itoa(n)]++
			} else {
				found[id]++
			}
			headings[id]++
		}
	}
	return found
}

// headingID is the anchor that a heading gets by itself.
func headingID(title string) string {
	title = strings.ToLower(strings.ReplaceAll(title, " ", "-"))
	return regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(title, "")
}

// withoutBlocks takes blocks of code from a page.
func withoutBlocks(text string) string {
	return regexp.MustCompile("(?s)\n(```+)[a-z]*\n.*?\n```+\n").ReplaceAllString(text, "\n\n")
}

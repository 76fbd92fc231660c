package docs_test

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/docs"
	"github.com/chargegen/chargegen/spec"
)

// setting is one setting of the target, as a settings file gives it.
func setting(key string, value spec.Data) spec.Data {
	pos := spec.Pos{File: "chargegen.yaml", Line: 3, Col: 5}
	value.Pos = pos
	return spec.Data{Pos: pos, Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{{Key: spec.Text{Pos: pos, Value: key}, Value: value}}}
}

var siteOn = setting("site", spec.Data{Kind: spec.DataBool, Text: "true", Bool: true})

// renderSite makes the pages of an API in both forms.
func renderSite(t testing.TB, api *model.API) map[string]string {
	t.Helper()
	files, err := gen.Run(api, []gen.Plan{{Target: docs.Target{}, Options: gen.Options{Values: siteOn}}})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = string(f.Data)
	}
	return pages
}

func TestSettings(t *testing.T) {
	tests := []struct {
		name   string
		values spec.Data
		want   string
	}{
		{"unknown", setting("sit", spec.Data{Kind: spec.DataBool}), `chargegen.yaml:3:5: unknown setting "sit" of target docs; did you mean "site"? [config]`},
		{"wrong kind", setting("site", spec.Data{Kind: spec.DataString, Text: "yes"}), `chargegen.yaml:3:5: setting site of target docs: wanted true or false, found "yes" [config]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := docs.Target{}.Plan(build(t, "parcels.yaml"), gen.Options{Values: tt.values})
			var found spec.ErrorList
			if !errors.As(err, &found) || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

// TestSite wants a page of HTML beside each page of Markdown, sound and without anything from elsewhere.
func TestSite(t *testing.T) {
	for name, api := range every(t) {
		t.Run(name, func(t *testing.T) {
			pages := renderSite(t, api)
			ids := map[string][]string{}
			for file, text := range pages {
				switch path.Ext(file) {
				case ".md":
					twin := strings.TrimSuffix(file, ".md") + ".html"
					if file == "README.md" {
						twin = "index.html"
					}
					if pages[twin] == "" {
						t.Errorf("%s has no twin in HTML", file)
					}
				case ".html":
					ids[file] = examine(t, file, text).ids
				}
			}
			for file := range ids {
				for _, link := range examine(t, file, pages[file]).links {
					followHTML(t, pages, ids, file, link)
				}
			}
			reportSize(t, pages)
		})
	}
}

// reportSize holds the weight of what a reader loads to its bounds.
func reportSize(t *testing.T, pages map[string]string) {
	t.Helper()
	total, largest := 0, 0
	for file, text := range pages {
		if path.Ext(file) == ".md" {
			continue
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := io.WriteString(z, text); err != nil || z.Close() != nil {
			t.Fatal("cannot compress a page")
		}
		total += b.Len()
		largest = max(largest, b.Len())
	}
	t.Logf("%d bytes of HTML and CSS in all, gzip; the largest file %d", total, largest)
	if total > 200_000 || largest > 20_000 {
		t.Errorf("the site weighs %d bytes, its largest file %d; want at most 200000 and 20000", total, largest)
	}
}

// examined is what a page of HTML holds.
type examined struct {
	ids, links []string
	text       string
}

var (
	elements = strings.Fields("html head meta title link body a header div nav details summary ul ol li main p h1 h2 h3 section figure figcaption pre code " +
		"table thead tbody tr th td dl dt dd span em strong br footer svg defs marker path line rect text circle")
	attributes = strings.Fields("lang data-lang charset name content http-equiv rel href type class id aria-label aria-current open tabindex role scope viewBox width height " +
		"refX refY markerWidth markerHeight orient d x y rx x1 y1 x2 y2 cx cy r marker-end")
	safeHref = regexp.MustCompile(`^(https?://[^\s"'<>]+|[a-zA-Z0-9_./-]*(#[\p{L}\p{N}_-]+)?)$`)
)

// examine reads a page and reports every tag and attribute that is not ours, and links that leave http.
func examine(t *testing.T, file, text string) examined {
	t.Helper()
	var got examined
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := d.Token()
		if err == io.EOF {
			return got
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
			return got
		}
		switch token := token.(type) {
		case xml.CharData:
			got.text += string(token)
		case xml.StartElement:
			got.element(t, file, token)
		}
	}
}

func (e *examined) element(t *testing.T, file string, tag xml.StartElement) {
	t.Helper()
	if !slices.Contains(elements, tag.Name.Local) {
		t.Errorf("%s: an element %s", file, tag.Name.Local)
	}
	for _, a := range tag.Attr {
		switch {
		case !slices.Contains(attributes, a.Name.Local):
			t.Errorf("%s: %s has an attribute %s", file, tag.Name.Local, a.Name.Local)
		case a.Name.Local == "id":
			if slices.Contains(e.ids, a.Value) {
				t.Errorf("%s: two elements of id %q", file, a.Value)
			}
			e.ids = append(e.ids, a.Value)
		case a.Name.Local == "href":
			if !safeHref.MatchString(a.Value) {
				t.Errorf("%s: a link to %q", file, a.Value)
			}
			e.links = append(e.links, a.Value)
		}
	}
}

// followHTML reports a link that leads nowhere.
func followHTML(t *testing.T, pages map[string]string, ids map[string][]string, file, link string) {
	t.Helper()
	if strings.HasPrefix(link, "http") {
		return
	}
	name, anchor, _ := strings.Cut(link, "#")
	to := file
	if name != "" {
		to = path.Join(path.Dir(file), name)
	}
	if _, ok := pages[to]; !ok {
		t.Errorf("%s links to %s, which is not there", file, link)
	} else if anchor != "" && !slices.Contains(ids[to], anchor) {
		t.Errorf("%s links to %s, where there is no such place", file, link)
	}
}

// TestHostileSite puts each hostile text into every text of a spec and wants it on the pages as text.
func TestHostileSite(t *testing.T) {
	data, err := os.ReadFile("testdata/parcels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hostile {
		t.Run(h, func(t *testing.T) {
			pages := renderSite(t, buildText(t, "parcels.yaml", withTexts(string(data), h)))
			for file, text := range pages {
				if path.Ext(file) == ".html" {
					examine(t, file, text)
				}
			}
		})
	}
	v := `</code></pre><script>alert("1")</script>&lt;`
	page := renderSite(t, buildText(t, "shop.yaml", sampleOf(v)))["operations/book/mark.html"]
	if text := examine(t, "mark.html", page).text; !strings.Contains(text, "'note="+v+"'") || !strings.Contains(text, strconv.Quote(v)) {
		t.Errorf("the samples do not show %s as it is:\n%s", v, text)
	}
}

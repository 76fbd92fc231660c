package docs_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/target/docs"
	"github.com/chargegen/chargegen/spec"
)

// setting is one setting of the target, as a settings file gives it.
func setting(key string, value spec.Data) spec.Data {
	pos := spec.Pos{File: "chargegen.yaml", Line: 3, Col: 5}
	value.Pos = pos
	return spec.Data{Pos: pos, Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{{Key: spec.Text{Pos: pos, Value: key}, Value: value}}}
}

func textSetting(key, value string) spec.Data {
	return setting(key, spec.Data{Kind: spec.DataString, Text: value})
}

var siteOff = setting("site", spec.Data{Kind: spec.DataBool, Text: "false"})

func TestSettings(t *testing.T) {
	tests := []struct {
		name   string
		values spec.Data
		want   string
	}{
		{"unknown", setting("sit", spec.Data{Kind: spec.DataBool}), `unknown setting "sit" of target docs; did you mean "site"? [config]`},
		{"wrong kind", textSetting("site", "yes"), `setting site of target docs: wanted true or false, found "yes" [config]`},
		{"brand", textSetting("brand", " "), `setting brand of target docs: wanted a name of 1 to 60 characters, found " " [config]`},
		{"colour", textSetting("color", "red"), `setting color of target docs: wanted a colour such as "#0b57b0", found "red" [config]`},
		{"address", textSetting("base_url", "javascript:alert(1)"), `setting base_url of target docs: wanted an address that begins with https:// or http://, without query, found "javascript:alert(1)" [config]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := docs.Target{}.Plan(gentest.Build(t, "testdata/parcels.yaml"), gen.Options{Values: tt.values})
			var found spec.ErrorList
			if want := "chargegen.yaml:3:5: " + tt.want; !errors.As(err, &found) || err.Error() != want {
				t.Errorf("error %v, want %s", err, want)
			}
		})
	}
}

func TestBrand(t *testing.T) {
	page := renderSite(t, gentest.Build(t, "testdata/parcels.yaml"), textSetting("brand", "Post & <Co>"))["overview.html"]
	for _, want := range []string{"<title>Overview · Post &amp; &lt;Co&gt;</title>", `index.html">Post &amp; &lt;Co&gt;</a>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestBaseURL(t *testing.T) {
	pages := renderSite(t, gentest.Build(t, "testdata/parcels.yaml"), textSetting("base_url", "https://post.example/docs/"))
	if want := `<link rel="canonical" href="https://post.example/docs/resources/parcel.html">`; !strings.Contains(pages["resources/parcel.html"], want) {
		t.Errorf("the page lacks %s", want)
	}
	if want := "](https://post.example/docs/resources/parcel.md)"; !strings.Contains(pages["llms.txt"], want) {
		t.Errorf("llms.txt lacks %s", want)
	}
}

// A colour that could not be read on its paper is made darker there, or lighter.
func TestColour(t *testing.T) {
	tests := []struct{ set, light, dark string }{
		{"#0b57b0", "#0b57b0", "#5489c8"},
		{"#FFFF00", "", "#ffff00"},
		{"#000000", "#000000", ""},
	}
	form := regexp.MustCompile(`--link: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\); \}\n$`)
	for _, tt := range tests {
		css := renderSite(t, gentest.Build(t, "testdata/parcels.yaml"), textSetting("color", tt.set))["site.css"]
		m := form.FindStringSubmatch(css)
		if m == nil {
			t.Fatalf("%s is not in the style sheet", tt.set)
		}
		if tt.light != "" && m[1] != tt.light || tt.dark != "" && m[2] != tt.dark {
			t.Errorf("%s is %s on light and %s on dark paper, want %s and %s", tt.set, m[1], m[2], tt.light, tt.dark)
		}
	}
}

// The ceilings of what a site weighs, in bytes: as compressed for the way, and the script as it stands.
const (
	maxSite   = 150_000
	maxScript = 10_000
	maxPage   = 60_000
)

// TestSize holds the weight of the sites of all whole specs to its ceilings. The page that holds everything once more is
// weighed apart: no other page loads it.
func TestSize(t *testing.T) {
	all := specs(t)
	for _, name := range []string{"library", "helpdesk"} {
		all[name] = gentest.Build(t, "../../../testdata/specs/"+name+"/spec.yaml")
	}
	for name, api := range all {
		t.Run(name, func(t *testing.T) { weigh(t, renderSite(t, api, spec.Data{})) })
	}
}

func weigh(t *testing.T, pages map[string]string) {
	t.Helper()
	weights := map[string]int{}
	for file, text := range pages {
		kind := path.Ext(file)
		if file == "reference.html" || kind == ".js" {
			kind = file
		}
		n := compressed(t, text)
		weights[kind] += n
		if kind == ".html" && n > maxPage {
			t.Errorf("%s weighs %d bytes, want at most %d", file, n, maxPage)
		}
	}
	site := weights[".html"] + weights[".css"] + weights["site.js"] + weights["search.js"]
	t.Logf("gzip: HTML %d, style %d, script %d (%d as it stands), index %d, together %d; reference.html %d, Markdown %d",
		weights[".html"], weights[".css"], weights["site.js"], len(pages["site.js"]), weights["search.js"], site,
		weights["reference.html"], weights[".md"])
	if site > maxSite {
		t.Errorf("the site weighs %d bytes, want at most %d", site, maxSite)
	}
	if n := len(pages["site.js"]); n > maxScript {
		t.Errorf("the script has %d bytes as it stands, want at most %d", n, maxScript)
	}
}

func compressed(t *testing.T, text string) int {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(z, text); err != nil || z.Close() != nil {
		t.Fatal("cannot compress a page")
	}
	return b.Len()
}

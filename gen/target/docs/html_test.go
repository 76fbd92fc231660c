package docs_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"html"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/docs"
	"github.com/chargegen/chargegen/spec"
)

// renderSite makes the pages of an API in both forms, with settings.
func renderSite(t testing.TB, api *model.API, values spec.Data) map[string]string {
	t.Helper()
	files, err := gen.Run(api, []gen.Plan{{Target: docs.Target{}, Options: gen.Options{Values: values}}})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = string(f.Data)
	}
	return pages
}

// TestSite wants every page of Markdown to be shown in HTML, sound, with links that lead somewhere and nothing from
// elsewhere.
func TestSite(t *testing.T) {
	for name, api := range every(t) {
		t.Run(name, func(t *testing.T) {
			pages := renderSite(t, api, spec.Data{})
			found := map[string]examined{}
			for file, text := range pages {
				if path.Ext(file) == ".html" {
					found[file] = examine(t, file, own(t, pages, file, text))
				}
			}
			twins := map[string]int{}
			for file, f := range found {
				for _, link := range f.links {
					followHTML(t, pages, found, file, link)
					if file != "reference.html" && path.Ext(link) == ".md" {
						twins[path.Join(path.Dir(file), link)]++
					}
				}
			}
			for file := range pages {
				if path.Ext(file) == ".md" && twins[file] != 1 {
					t.Errorf("%s is the twin of %d pages in HTML, want one", file, twins[file])
				}
			}
		})
	}
}

// own takes from the page that carries its style and script what is just that.
func own(t *testing.T, pages map[string]string, file, text string) string {
	t.Helper()
	if file != "reference.html" {
		return text
	}
	for _, part := range []string{"<style>" + pages["site.css"] + "</style>", "<script>" + pages["site.js"] + "</script>"} {
		if strings.Count(text, part) != 1 {
			t.Errorf("%s does not carry %.8s… as the others load it", file, part)
		}
		text = strings.Replace(text, part, "", 1)
		content := part[strings.Index(part, ">")+1 : strings.LastIndex(part, "<")]
		sum := sha256.Sum256([]byte(content))
		if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(html.UnescapeString(text), hash) {
			t.Errorf("the policy of %s does not allow its %.8s…", file, part)
		}
	}
	return text
}

// examined is what a page of HTML holds.
type examined struct {
	ids, links []string
	text       string
}

var (
	elements = strings.Fields("html head meta title link script body a header div nav details summary ul ol li main article p h1 h2 h3 h4 section figure figcaption pre code i b " +
		"table thead tbody tr th td dl dt dd span em strong br footer svg path line rect text tspan circle form label input select option textarea small button")
	attributes = strings.Fields("lang charset name content http-equiv rel href src type class id aria-label aria-current tabindex role scope viewBox width height " +
		"d x y dy rx x1 y1 x2 y2 cx cy r data-root data-lives data-lang data-state value selected required spellcheck autocomplete rows min max step minlength maxlength " +
		"data-operation data-of data-part data-method data-path data-code data-body data-version data-name data-kind data-scheme data-header data-test data-live data-in data-type data-id data-once")
	safeHref = regexp.MustCompile(`^(https?://[^\s"'<>]+|mailto:[^\s"'<>?]+|[a-zA-Z0-9_./-]*(#:?[\p{L}\p{N}_-]+)?)$`)
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
		case a.Name.Local == "src" && !strings.HasSuffix(a.Value, "site.js"):
			t.Errorf("%s: a script %q", file, a.Value)
		case a.Name.Local == "href":
			if !safeHref.MatchString(a.Value) {
				t.Errorf("%s: a link to %q", file, a.Value)
			}
			e.links = append(e.links, a.Value)
		}
	}
}

// followHTML reports a link that leads nowhere.
func followHTML(t *testing.T, pages map[string]string, found map[string]examined, file, link string) {
	t.Helper()
	if strings.HasPrefix(link, "http") || strings.HasPrefix(link, "mailto:") {
		return
	}
	name, anchor, _ := strings.Cut(link, "#")
	to := file
	if name != "" {
		to = path.Join(path.Dir(file), name)
	}
	if _, ok := pages[to]; !ok {
		t.Errorf("%s links to %s, which is not there", file, link)
	} else if anchor != "" && !slices.Contains(found[to].ids, anchor) {
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
			pages := renderSite(t, gentest.BuildText(t, "parcels.yaml", withTexts(string(data), h)), spec.Data{})
			for file, text := range pages {
				if path.Ext(file) == ".html" {
					examine(t, file, own(t, pages, file, text))
				}
			}
			if strings.ContainsAny(pages["search.js"], "<>\u2028") {
				t.Error("the list of the search holds what might end a script")
			}
		})
	}
	v := `</code></pre><script>alert("1")</script>&lt;`
	page := renderSite(t, gentest.BuildText(t, "shop.yaml", sampleOf(v)), spec.Data{})["resources/book.html"]
	if text := examine(t, "book.html", page).text; !strings.Contains(text, "'note="+v+"'") || !strings.Contains(text, strconv.Quote(v)) {
		t.Errorf("the samples do not show %s as it is:\n%s", v, text)
	}
}

// TestHostileWords does so with the words that a spec may choose freely: those of enums and the keys of tables. They
// become anchors too.
func TestHostileWords(t *testing.T) {
	for _, h := range hostile {
		word := strings.Join(strings.Fields(h), " ")
		text := strings.NewReplacer("WORD", strconv.Quote(word)).Replace(wordSpec)
		pages := renderSite(t, gentest.BuildText(t, "words.yaml", text), spec.Data{})
		for file, text := range pages {
			switch path.Ext(file) {
			case ".html":
				got := examine(t, file, own(t, pages, file, text))
				if file == "enums.html" && !strings.Contains(strings.Join(strings.Fields(got.text), " "), word) {
					t.Errorf("%s does not show %q", file, word)
				}
			case ".md":
				inspect(t, file, text)
			}
		}
		if strings.ContainsAny(pages["search.js"], "<>\u2028") {
			t.Error("the list of the search holds what might end a script")
		}
		inspect(t, "llms.txt", "\n"+pages["llms.txt"])
	}
}

const wordSpec = `language: 1
api:
  name: shop
  title: WORD
  version: WORD
  servers: [https://shop.example]
  request: {encodings: [form]}
  error: {object: fault, code: code, message: message}
enums:
  sort:
    doc: What it is.
    values: {WORD: {label: WORD, doc: WORD}, other: {}}
tables:
  shelves:
    doc: Where it stands.
    key: sort
    columns: {floor: {type: string, doc: How high up.}}
    rows: {WORD: {floor: WORD, doc: WORD}}
objects:
  fault:
    doc: What a refusal says.
    attributes: {code: {type: string, doc: The code.}, message: {type: string, doc: In words.}}
resources:
  book:
    doc: WORD
    attributes:
      id: {type: id of book, doc: Its id.}
      sort: {type: sort, doc: WORD, example: WORD}
    operations:
      sort:
        title: WORD
        doc: WORD
        kind: action
        http: POST /books/{id}/sort
        params:
          id: {type: string, required: true, doc: The book.}
          sort: {type: sort, required: true, doc: WORD, example: WORD}
`

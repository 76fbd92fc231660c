package docs_test

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go/ast"
	"go/parser"
	"go/token"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/internal/gentest"
)

// hostile are texts that mean something to Markdown, HTML, a template, a shell or a table.
var hostile = []string{
	"</script><script>alert(1)</script>",
	"--> <img src=x onerror=alert(1)> <!--",
	"``` \n# big\n```\n\n| a | b |\n|---|---|\n| c |",
	"a|b||c \\| d \\",
	"[x](javascript:alert) ![y](http://a.example/y.png) [z]: data:x",
	"{{.Site}} {% include x %} ${HOME} $(id) `id`",
	"'; rm -rf /; '\"\\\n*/ // --",
	"<a id=\"x\"><br></td></table>",
	"*a **b _c ~~d `e [f](#g",
	"`` a`b|c<i> `` ````\n\n````\n```\n# big <b>\n````",
	"> q\n- l\n1. n\n    code\n---",
}

// TestHostileText puts each hostile text into every text of a spec and looks at every page.
func TestHostileText(t *testing.T) {
	data, err := os.ReadFile("testdata/parcels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hostile {
		t.Run(h, func(t *testing.T) {
			put := withTexts(string(data), h)
			if n := strings.Count(put, strconv.Quote(h)); n < 100 {
				t.Fatalf("the text stands in %d places only", n)
			}
			for name, page := range render(t, gentest.BuildText(t, "parcels.yaml", put)) {
				inspect(t, name, page)
			}
		})
	}
}

// withTexts puts a text in place of every text of a spec.
func withTexts(data, h string) string {
	texts := regexp.MustCompile(`\b(doc|title|resolution|message|label|by|unit|reserved|untestable|observed|handbook): (\{title: )?[^{}\[\],"\n#]*[^{}\[\],"\n #]`)
	return texts.ReplaceAllStringFunc(data, func(m string) string {
		key, _, _ := strings.Cut(m, ":")
		if strings.HasPrefix(m, "message: message") || strings.Contains(m, "{title: ") || strings.HasPrefix(m, "unit: currency") {
			return m
		}
		return key + ": " + strconv.Quote(h)
	})
}

// inspect reports what of a page is neither text nor of our own making.
func inspect(t *testing.T, name, page string) {
	t.Helper()
	fence, pipes := "", 0
	for i, line := range strings.Split(page, "\n") {
		ticks := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		switch {
		case fence == "" && len(ticks) >= 3 && !strings.Contains(line[len(ticks):], "`"):
			fence = ticks
			continue
		case fence != "":
			if line == fence {
				fence = ""
			} else if len(ticks) >= len(fence) {
				t.Errorf("%s:%d: a block of code is closed by its text: %q", name, i+1, line)
			}
			continue
		case i == 0:
			continue // the comment that says where the page comes from
		}
		pipes = inspectLine(t, name, i+1, line, pipes)
	}
	if fence != "" {
		t.Errorf("%s: a block of code is never closed", name)
	}
}

var (
	ourTags  = regexp.MustCompile(`<a id="[\p{L}\p{N}_-]*"></a>|<br>`)
	ourLinks = regexp.MustCompile(`\]\((https?://[^ ()<>"]+|[a-zA-Z0-9_./-]*(#[\p{L}\p{N}_-]+)?)\)`)
)

// inspectLine looks at one line; it takes the pipes of the table's line before it and returns its own.
func inspectLine(t *testing.T, name string, at int, line string, pipes int) int {
	t.Helper()
	bare := withoutCode(t, name, at, line)
	bare = ourLinks.ReplaceAllString(ourTags.ReplaceAllString(bare, ""), "]")
	if regexp.MustCompile(`<[A-Za-z/!?]|&[A-Za-z#]|\]\(|\{\{|\{%|!\[`).MatchString(bare) {
		t.Errorf("%s:%d: something of the spec is live: %q", name, at, line)
	}
	if !strings.HasPrefix(line, "|") {
		if strings.Contains(bare, "|") {
			t.Errorf("%s:%d: a pipe outside a table is live: %q", name, at, line)
		}
		return 0
	}
	n := strings.Count(bare, "|")
	if pipes != 0 && pipes != n {
		t.Errorf("%s:%d: a row of %d cells in a table of %d: %q", name, at, n-1, pipes-1, line)
	}
	return n
}

// withoutCode takes inline code and escaped marks from a line. A pipe that is live in code is left.
func withoutCode(t *testing.T, name string, at int, line string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(line); {
		switch line[i] {
		case '\\':
			i += 2
		case '`':
			run := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
			end := closing(line[i+run:], run)
			if end < 0 {
				t.Errorf("%s:%d: inline code is never closed: %q", name, at, line)
				return b.String()
			}
			if strings.HasPrefix(line, "|") {
				b.WriteString(strings.Repeat("|", strings.Count(strings.ReplaceAll(line[i+run:i+run+end], `\|`, ""), "|")))
			}
			i += run + end + run
		default:
			b.WriteByte(line[i])
			i++
		}
	}
	return b.String()
}

// closing is where exactly run backquotes stand in s, or -1.
func closing(s string, run int) int {
	for i := 0; i < len(s); i++ {
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if n == run {
			return i
		}
		i += n
	}
	return -1
}

// sampleSpec puts three values into a sample: one in the path, one in the query, one in the body.
const sampleSpec = `language: 1
api:
  name: shop
  title: Shop
  version: "1"
  servers: [https://shop.example]
  request: {encodings: [form]}
  error: {object: fault, code: code, message: message}
objects:
  fault:
    doc: What a refusal says.
    attributes: {code: {type: string, doc: The code.}, message: {type: string, doc: In words.}}
resources:
  book:
    doc: A book.
    attributes: {id: {type: id of book, doc: Its id.}}
    operations:
      mark:
        doc: Marks it.
        kind: action
        http: POST /books/{id}/mark
        params:
          id: {type: string, required: true, doc: The book.}
          page: {type: string, required: true, in: query, doc: The page.}
          note: {type: string, required: true, doc: The note.}
          tags: {type: map of any, doc: The tags.}
        samples:
          one: {title: One, params: {id: VALUE, page: VALUE, note: VALUE, tags: {KEY: VALUE}}}
`

// sampleOf is sampleSpec with a value in all places. A key is one line.
func sampleOf(value string) string {
	key := strings.ReplaceAll(value, "\n", " ")
	return strings.NewReplacer("VALUE", strconv.Quote(value), "KEY", strconv.Quote(key)).Replace(sampleSpec)
}

// code returns the block of code of a language on a page.
func code(t *testing.T, page, lang string) string {
	t.Helper()
	m := regexp.MustCompile("(?s)\n(```+)" + lang + "\n(.*?)\n```").FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no block of %s on the page:\n%s", lang, page)
	}
	return m[2]
}

var hostileValues = []string{
	"plain", "it's", `"; id; "`, "$(id) `id` $HOME", `\`, "a&b=c;d?e#f", "@/etc/passwd", "<file", "-o out", "a|b > c", "line\nline", "ünï 日本", "{{.}}", "[0]", "```",
}

// TestCurlSamples gives each sample to a real shell whose curl prints its arguments.
func TestCurlSamples(t *testing.T) {
	for _, v := range hostileValues {
		api := gentest.BuildText(t, "shop.yaml", sampleOf(v))
		sample := code(t, render(t, api)["docs/operations/book/mark.md"], "sh")
		cmd := exec.Command("sh", "-eu")
		cmd.Stdin = strings.NewReader("curl() { printf '%s\\0' \"$@\"; }\n" + sample + "\n")
		cmd.Env = []string{"HOME=/nowhere"}
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("%q: the shell refuses the sample: %v\n%s", v, err, sample)
			continue
		}
		args := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
		if len(args) != 7 || args[1] != "-X" || args[2] != "POST" || !slices.Contains([]string{"-d", "--data-urlencode"}, args[3]) {
			t.Errorf("%q: curl gets %q", v, args)
			continue
		}
		if got, want := args[4], "note="+v; got != want {
			t.Errorf("%q: curl gets the body %q, want %q", v, got, want)
		}
		if strings.HasPrefix(args[6], "@") || !strings.HasPrefix(args[6], "tags[") || !strings.HasSuffix(args[6], "]="+v) {
			t.Errorf("%q: curl gets the tag %q", v, args[6])
		}
		if strings.ContainsAny(args[0], " '\"\\\n{}[]<>`") {
			t.Errorf("%q: the address %q is not escaped", v, args[0])
		}
	}
}

// TestGoSamples parses each sample and looks for the value among its strings.
func TestGoSamples(t *testing.T) {
	for _, v := range hostileValues {
		api := gentest.BuildText(t, "shop.yaml", sampleOf(v))
		sample := code(t, render(t, api)["docs/operations/book/mark.md"], "go")
		file, err := parser.ParseFile(token.NewFileSet(), "sample.go", "package p\nfunc f() error {\n"+sample+"\nreturn nil\n}", 0)
		if err != nil {
			t.Errorf("%q: %v\n%s", v, err, sample)
			continue
		}
		var got []string
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Error(err)
				}
				got = append(got, text)
			}
			return true
		})
		if diff := cmp.Diff([]string{v, v, v, strings.ReplaceAll(v, "\n", " "), v}, got); diff != "" {
			t.Errorf("%q: strings of the sample (-want +got):\n%s", v, diff)
		}
	}
}

// TestHostileNames makes pages of a spec file whose name would break out of the first line.
func TestHostileNames(t *testing.T) {
	for _, name := range []string{"--><script>.yaml", "a\nb.yaml", "x--y.yaml"} {
		for page, text := range render(t, gentest.BuildText(t, name, sampleOf("v"))) {
			first, _, _ := strings.Cut(text, "\n")
			if !strings.HasSuffix(first, ". DO NOT EDIT. -->") || strings.Count(first, "-->") != 1 || bytes.ContainsAny([]byte(strings.TrimPrefix(first, "<!--")), "<") {
				t.Errorf("%s of %q begins %q", page, name, first)
			}
		}
	}
}

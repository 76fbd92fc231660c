package docs_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/internal/gentest"
)

// shopSpec is the smallest spec with a text of ours in it, as the meaning of a fact of the account and of a resource.
const shopSpec = `language: 1
api:
  name: shop
  title: Shop
  version: "1"
  servers: [https://shop.example]
  request: {encodings: [json]}
  error: {object: fault, code: code, message: message}
objects:
  fault:
    doc: What a refusal says.
    attributes: {code: {type: string, doc: The code.}, message: {type: string, doc: In words.}}
account:
  fact: {type: string, default: x, doc: %[1]s}
resources:
  book:
    doc: %[1]s
    attributes: {id: {type: id of book, doc: Its id.}}
    operations: {list: {doc: Reads all., kind: action, http: GET /books}}
`

// shown makes the pages of shopSpec with doc in it and returns how it stands as paragraphs and in a table.
func shown(t *testing.T, doc string) (paragraphs, cell string) {
	t.Helper()
	pages := render(t, gentest.BuildText(t, "shop.yaml", fmt.Sprintf(shopSpec, strconv.Quote(doc))))
	_, page, _ := strings.Cut(pages["docs/resources/book.md"], "# The book\n\n")
	paragraphs, _, _ = strings.Cut(page, "\n\n## Operations")
	for _, line := range strings.Split(pages["docs/account.md"], "\n") {
		if strings.HasPrefix(line, `| <a id="fact-fact">`) {
			cells := strings.SplitN(line, " | ", 4)
			cell = strings.TrimSuffix(cells[3], " |")
		}
	}
	return paragraphs, cell
}

func TestProse(t *testing.T) {
	tests := []struct{ name, doc, want, cell string }{
		{"plain", "A book.", "A book.", "A book."},
		{"lines join", "one\ntwo", "one two", "one two"},
		{"paragraphs", "one\n\ntwo", "one\n\ntwo", "one<br>two"},
		{"code", "the `id` of it", "the `id` of it", "the `id` of it"},
		{"code with marks", "`a*b*c` `<b>` `[x](y)`", "`a*b*c` `<b>` `[x](y)`", "`a*b*c` `<b>` `[x](y)`"},
		{"code with a pipe", "`a|b`", "`a|b`", "`a\\|b`"},
		{"code with backquotes", "``a`b``", "`` a`b ``", "`` a`b ``"},
		{"code never closed", "a ` b", "a \\` b", "a \\` b"},
		{"emphasis", "*so* and _so_ and **so**", "*so* and *so* and **so**", "*so* and *so* and **so**"},
		{"emphasis with code", "**the `id`**", "**the** **`id`**", "**the** **`id`**"},
		{"emphasis in a word", "2*3*4 my_own_name", "2*3*4 my_own_name", ""},
		{"mail", "[us](mailto:a.b@c.example)", "[us](mailto:a.b@c.example)", ""},
		{"mail with more", "[us](mailto:a@b.example?body=x)", "\\[us\\](mailto:a@b.example?body=x)", ""},
		{"list in a list", "- one\n  - two\n- three", "- one\\\n• two\n- three", "• one<br>• two<br>• three"},
		{"list from another number", "3. one\n4. two", "3\\. one\n\n4\\. two", ""},
		{"indented code", "x\n\n    a <b>", "x\n\n```\na <b>\n```", ""},
		{"marks without end", "- - - - - - - - - a", "\\- - - - - - - - - a", ""},
		{"stars alone", "a * b", "a \\* b", "a \\* b"},
		{"list", "Two:\n\n- one\n- two\n  more", "Two:\n\n- one\n- two more", "Two:<br>• one<br>• two more"},
		{"ordered list", "1. one\n2. two", "1. one\n2. two", "• one<br>• two"},
		{"fenced code", "```\na <b>\n```", "```\na <b>\n```", "`a <b>`"},
		{"fence in fence", "````\n```\n````", "````\n```\n````", "```` ``` ````"},
		{"link", "see [it](https://a.example/x?y=1#z)", "see [it](https://a.example/x?y=1#z)", "see [it](https://a.example/x?y=1#z)"},
		{"local link", "see [`it`](#attribute-id)", "see [`it`](#attribute-id)", "see `it`"},
		{"script link", "[x](javascript:alert)", "\\[x\\](javascript:alert)", "\\[x\\](javascript:alert)"},
		{"data link", "[x](data:text/html,hi)", "\\[x\\](data:text/html,hi)", "\\[x\\](data:text/html,hi)"},
		{"link out of bounds", "[x](https://a.example/\"on=1)", "\\[x\\](https://a.example/\"on=1)", "\\[x\\](https://a.example/\"on=1)"},
		{"picture", "![x](https://a.example/x.png)", "\\![x](https://a.example/x.png)", ""},
		{"reference link", "[x]: https://a.example", "\\[x\\]: https://a.example", "\\[x\\]: https://a.example"},
		{"tags", "<script>alert(1)</script>", "\\<script>alert(1)\\</script>", "\\<script>alert(1)\\</script>"},
		{"comment", "<!-- x -->", "\\<!-- x -->", "\\<!-- x -->"},
		{"autolink", "<https://a.example>", "\\<https://a.example>", "\\<https://a.example>"},
		{"entity", "&lt; &#60; a & b", "\\&lt; \\&#60; a & b", "\\&lt; \\&#60; a & b"},
		{"less", "a < b > c", "a < b > c", "a < b > c"},
		{"template", "{{.Secret}} {% raw %}", "{\\{.Secret}} \\{% raw %}", "{\\{.Secret}} \\{% raw %}"},
		{"heading", "# big", "\\# big", "# big"},
		{"quotation", "> said", "\\> said", "> said"},
		{"rule", "---", "\\---", "---"},
		{"underline", "===", "\\===", "==="},
		{"table", "a | b", "a \\| b", "a \\| b"},
		{"strike", "~~no~~", "\\~\\~no\\~\\~", "\\~\\~no\\~\\~"},
		{"formula", "$x$", "\\$x\\$", "\\$x\\$"},
		{"backslash", `a\b \* c\`, `a\\b \* c\\`, `a\\b \* c\\`},
		{"number and stop", "7 days", "7 days", "7 days"},
		{"year alone", "2019. It was", "2019\\. It was", ""},
		{"snake case", "the already_done code", "the already_done code", "the already_done code"},
		{"underscore at an end", "_name", "\\_name", "\\_name"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, cell := shown(t, tt.doc)
			if got != tt.want {
				t.Errorf("%q stands as %q, want %q", tt.doc, got, tt.want)
			}
			if tt.cell != "" && cell != tt.cell {
				t.Errorf("%q stands in a table as %q, want %q", tt.doc, cell, tt.cell)
			}
		})
	}
}

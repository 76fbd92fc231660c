package snippet

import (
	"reflect"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

func TestQuote(t *testing.T) {
	tests := []struct {
		lang  *tongue
		cases map[string]string
	}{
		{ruby, map[string]string{
			`it's`: `"it's"`, `say "hi"`: `"say \"hi\""`, `a\b`: `"a\\b"`, "a\nb": `"a\nb"`,
			`#{id} #$0 #@a #1 #`: `"\#{id} \#$0 \#@a #1 #"`, "\x00\u202e\u2028": `"\u0000\u202e\u2028"`, "日本 🙂": `"日本 🙂"`, "\xff": `"` + "\ufffd" + `"`,
		}},
		{python, map[string]string{
			`it's`: `"it's"`, `say "hi"`: `"say \"hi\""`, `\N{DASH}\x41`: `"\\N{DASH}\\x41"`, "a\r\n\tb": `"a\r\n\tb"`, "{a} %s": `"{a} %s"`, "\x7f\u2066": `"\u007f\u2066"`,
		}},
		{node, map[string]string{
			`it's`: `'it\'s'`, `say "hi"`: `'say "hi"'`, "`${x}`": "'`${x}`'", `a\b`: `'a\\b'`, "\u2028</script>": `'\u2028</script>'`,
		}},
		{php, map[string]string{
			`it's`: `'it\'s'`, `$a {$b} ${c}`: `'$a {$b} ${c}'`, `a\`: `'a\\'`, "$a\n\"b\" it's \\": `"\$a\n\"b\" it's \\"`, "\u202e{$b}": `"\u{202e}{\$b}"`, `?>`: `'?>'`,
		}},
		{java, map[string]string{
			`it's`: `"it's"`, `say "hi"`: `"say \"hi\""`, `\u0022`: `"\\u0022"`, "\x001\x1b": `"\0001\033"`, "\u0085\u202e": `"\205\u202e"`,
		}},
		{csharp, map[string]string{
			`say "hi" {x}`: `"say \"hi\" {x}"`, `a\b`: `"a\\b"`, "\x001\u2029": `"\u00001\u2029"`,
		}},
		{elixir, map[string]string{
			`#{System.halt()} # {}`: `"\#{System.halt()} # {}"`, `say "hi"`: `"say \"hi\""`, `\x41`: `"\\x41"`, "\u202e\n": `"\u202e\n"`,
		}},
	}
	for _, tt := range tests {
		for text, want := range tt.cases {
			if got := tt.lang.quote(text); got != want {
				t.Errorf("%s: quote(%q) = %s, want %s", tt.lang.lang, text, got, want)
			}
		}
	}
}

func TestValue(t *testing.T) {
	text := func(s string) spec.Data { return spec.Data{Kind: spec.DataString, Text: s} }
	whole := func(s string, n int64) spec.Data { return spec.Data{Kind: spec.DataInt, Text: s, Int: n} }
	number := func(s string, n float64) spec.Data { return spec.Data{Kind: spec.DataNum, Text: s, Num: n} }
	list := func(items ...spec.Data) spec.Data { return spec.Data{Kind: spec.DataList, Items: items} }
	object := func(name string, v spec.Data) spec.Data {
		return spec.Data{Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{{Key: spec.Text{Value: name}, Value: v}}}
	}
	null, yes := spec.Data{Kind: spec.DataNull}, spec.Data{Kind: spec.DataBool, Bool: true}
	tests := []struct {
		lang *tongue
		data spec.Data
		want string
	}{
		{ruby, object("a", null), `{ a: nil }`},
		{ruby, object("a-b", yes), `{ "a-b" => true }`},
		{python, list(yes, null, text("x")), `[True, None, "x"]`},
		{python, object("class", whole("1", 1)), `{"class": 1}`},
		{node, object("__proto__", whole("1", 1)), `{ ['__proto__']: 1 }`},
		{node, object("a b", list()), `{ 'a b': [] }`},
		{php, spec.Data{Kind: spec.DataMap}, `new stdClass()`},
		{php, object("0", text("x")), `(object) ['0' => 'x']`},
		{php, object("x", null), `['x' => null]`},
		{java, object("x", null), "new HashMap<String, Object>() {{\n    put(\"x\", null);\n}}"},
		{java, object("x", whole("3000000000", 3000000000)), `Map.of("x", 3000000000L)`},
		{java, list(number("1.5", 1.5)), `List.of(1.5)`},
		{csharp, object("x", null), `new Dictionary<string, object> { ["x"] = null }`},
		{csharp, list(), `new object[] {}`},
		{elixir, object("x", number("1E5", 1e5)), `%{"x" => 1.0e+05}`},
		{elixir, number("2.5e-3", 0.0025), `2.5e-3`},
	}
	for _, tt := range tests {
		if got := tt.lang.value(tt.data); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.lang.lang, got, tt.want)
		}
	}
}

// What a sample may be limited to are the languages there are.
func TestSpecsKnowTheLanguages(t *testing.T) {
	var words []string
	for _, l := range languages {
		words = append(words, l.key)
	}
	only, _ := reflect.TypeFor[spec.Sample]().FieldByName("Only")
	if got, want := only.Tag.Get("oneof"), strings.Join(words, "|"); got != want {
		t.Errorf("specs may say %s, want %s", got, want)
	}
}

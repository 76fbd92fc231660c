package samples

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/spec"
)

// hostile are texts that mean something to one language or another.
var hostile = []string{
	"plain", "it's", `say "hi"`, `\`, `\\`, `a\`, `\n`, `\u0022`, `\x41`, `\101`, "\n", "a\r\n\tb", "line\nline", "",
	"#{x} #$0 #@x #", "$x {$x} ${x} $(id) `id`", "%s %d %{x} {0} {x}", "*/ // -- # <!-- -->", "?> <?php", "</script>", `'''`, `"""`, "```", "<<EOS", "~r/x/",
	"\x00\x01\x1b[31m\x7f", "\x001", "\u0085", "\u202eabc\u2066", "\u2028\u2029", "\ufeff", "ünï 日本 🙂 👩‍👩‍👧", "__proto__", "@/etc/passwd", "-o", "a=b&c",
}

// textSpec is an API whose official libraries are a few lines, which print what they are given.
const textSpec = `language: 1
api:
  name: texts
  title: Texts
  version: "1"
  servers: [https://texts.example]
  auth: {scheme: bearer, keys: {own: {example: "k'\"#{x}$x\\"}}}
  error: {object: fault, code: code, message: message}
  sdks:
    ruby:
      import: require "json"
      setup: |
        $key = '{key}'
        def show(texts:, map:) = puts(JSON.generate([$key, texts, map.keys.map(&:to_s)]))
    python:
      import: import json
      setup: |
        key = "{key}"
        def show(texts, map): print(json.dumps([key, texts, list(map)]))
    node:
      setup: |
        const key = '{key}';
        async function show(h) { console.log(JSON.stringify([key, h.texts, Object.keys(h.map)])); }
    php:
      setup: |
        $key = {key};
        function show($h) { echo json_encode([$GLOBALS['key'], $h['texts'], array_map('strval', array_keys($h['map']))]); }
    java: {setup: "var key = {key};", send: "show(key, {request})"}
    csharp: {setup: "var key = {key};"}
    elixir:
      setup: |
        Process.put(:key, {key})
        defmodule Show do
          def it(texts: texts, map: map) do
            for list <- [[Process.get(:key)], texts, Map.keys(map)], do: IO.puts(Enum.map_join(list, ",", &Base.encode64/1))
          end
        end
objects:
  fault:
    doc: What a refusal says.
    attributes: {code: {type: string, doc: The code.}, message: {type: string, doc: In words.}}
resources:
  text:
    doc: A text.
    attributes: {id: {type: id of text, doc: Its id.}}
    operations:
      show:
        kind: action
        http: POST /texts
        returns: nothing
        doc: Shows texts.
        params:
          texts: {type: list of string, doc: Texts.}
          map: {type: map of any, doc: Texts as names.}
        sdks:
          ruby: {call: show}
          python: {call: show}
          node: {call: show}
          php: {call: show}
          java: {call: Show, form: builder}
          csharp: {call: Show}
          elixir: {call: Show.it}
`

// javaShow is the official library in Java.
const javaShow = `
    static class Show {
        List<String> texts;
        Map<String, Object> map;

        Show texts(List<String> texts) { this.texts = texts; return this; }
        Show map(Map<String, Object> map) { this.map = map; return this; }
        Show build() { return this; }
    }

    static void show(String key, Show shown) {
        for (var list : List.of(List.of(key), shown.texts, List.copyOf(shown.map.keySet()))) {
            var words = new java.util.ArrayList<String>();
            for (var text : list) {
                words.add(java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
            System.out.println(String.join(",", words));
        }
    }

    public static void main(String[] args) throws Exception { sample0(); }
`

// TestTexts wants each language to read in its samples the very texts that the spec holds.
func TestTexts(t *testing.T) {
	api := build(t, "texts.yaml", textSpec, ".")
	op := api.Resources[0].Operations[0]
	text := map[string]string{}
	for _, x := range snippet.Of(api, op, hostileSample(op)) {
		if x.Note != "" {
			t.Fatalf("%s: %s", x.Lang, x.Note)
		}
		text[x.Lang] = x.Text + "\n"
	}
	text["java"] = "import java.util.Map;\n" + text["java"]
	text["java"] = javaClass([]*shown{{name: "texts", text: text}}, javaShow)
	tests := []struct {
		lang, ext string
		command   []string
		read      func(t *testing.T, out string) (key string, texts, names []string)
	}{
		{"ruby", "rb", []string{"ruby"}, readJSON},
		{"python", "py", []string{abs(t, pythonBin)}, readJSON},
		{"node", "js", []string{"node"}, readJSON},
		{"php", "php", []string{"php"}, readJSON},
		{"java", "java", []string{"java", "-Dfile.encoding=UTF-8"}, readBase64},
		{"csharp", "cs", []string{abs(t, pythonBin), "check_csharp.py", "--texts"}, readLiterals},
		{"elixir", "exs", []string{"elixir"}, readBase64},
	}
	for _, tt := range tests {
		t.Run(tt.lang, func(t *testing.T) {
			t.Parallel()
			name := filepath.Join(t.TempDir(), "Samples."+tt.ext)
			if err := os.WriteFile(name, []byte(text[tt.lang]), 0o600); err != nil {
				t.Fatal(err)
			}
			key, texts, names := tt.read(t, run(t, exec.Command(tt.command[0], append(tt.command[1:], name)...)))
			if want := api.Auth.Keys[0].Example; key != want {
				t.Errorf("the key is %q, want %q", key, want)
			}
			if !slices.Equal(texts, hostile) {
				t.Errorf("texts are\n%q, want\n%q", texts, hostile)
			}
			slices.Sort(names)
			if want := slices.Sorted(slices.Values(hostile)); !slices.Equal(names, want) {
				t.Errorf("names are\n%q, want\n%q", names, want)
			}
		})
	}
}

// readJSON reads a key, texts and names as a list.
func readJSON(t *testing.T, out string) (key string, texts, names []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), &[]any{&key, &texts, &names}); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return key, texts, names
}

// readBase64 reads them as a line each.
func readBase64(t *testing.T, out string) (key string, texts, names []string) {
	t.Helper()
	var lists [][]string
	for line := range strings.Lines(out) {
		var list []string
		for _, word := range strings.Split(strings.TrimSuffix(line, "\n"), ",") {
			text, err := base64.StdEncoding.DecodeString(word)
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			list = append(list, string(text))
		}
		lists = append(lists, list)
	}
	if len(lists) != 3 {
		t.Fatalf("%d lines, want 3:\n%s", len(lists), out)
	}
	return lists[0][0], lists[1], lists[2]
}

// readLiterals reads them in the order in which they stand in the sample.
func readLiterals(t *testing.T, out string) (key string, texts, names []string) {
	t.Helper()
	var all []string
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(all) != 1+2*len(hostile) {
		t.Fatalf("%d literals, want a key, %d texts and as many names: %q", len(all), len(hostile), all)
	}
	return all[0], all[1 : 1+len(hostile)], all[1+len(hostile):]
}

// hostileSample sends the texts as a list, and as the names of a map.
func hostileSample(op *model.Operation) *model.Sample {
	list, names := spec.Data{Kind: spec.DataList}, spec.Data{Kind: spec.DataMap}
	for _, text := range hostile {
		list.Items = append(list.Items, spec.Data{Kind: spec.DataString, Text: text})
		names.Members = append(names.Members, spec.Entry[spec.Data]{Key: spec.Text{Value: text}, Value: spec.Data{Kind: spec.DataBool, Bool: true}})
	}
	return &model.Sample{Args: []model.Arg{{Param: op.Params[0], Value: list}, {Param: op.Params[1], Value: names}}}
}

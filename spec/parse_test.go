package spec_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/chargegen/chargegen/spec"
)

// parseFiles parses the files of a txtar archive; the first is the root.
func parseFiles(t *testing.T, archive string) (*spec.Document, spec.ErrorList) {
	t.Helper()
	files := txtar.Parse([]byte(archive)).Files
	return spec.Parse(files[0].Name, files[0].Data, func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, errors.New("no such file")
	})
}

// head is a root file with all that a spec must have.
const head = `-- api/root.yaml --
language: 1
api:
  name: parcels
  title: Parcels
  version: "1"
  servers: [https://api.example.com]
  error: {object: error, code: code, message: message}
resources: {}
`

func TestParse(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"whole", head, nil},
		{"begins with ---", strings.Replace(head, "language", "---\nlanguage", 1), nil},
		{"not a mapping", "-- a.yaml --\n- language: 1\n", []string{"a.yaml:1:1: the spec: wanted a mapping, found a list [wrong-kind]"}},
		{"sections missing", "-- a.yaml --\n# parcels\nlanguage: 1\n", []string{
			`a.yaml:2:1: the spec: missing key "api" [missing-key]`, `a.yaml:2:1: the spec: missing key "resources" [missing-key]`}},
		{"section of the wrong kind is not missing", "-- a.yaml --\nlanguage: 1\napi: 1\nresources: {}\n", []string{
			`a.yaml:2:6: "api": wanted a mapping, found "1" [wrong-kind]`}},

		{"no language", "-- a.yaml --\nresources: {}\napi: 1\n", []string{
			"a.yaml:1:1: the file does not say which language it is written in; write language: 1 as its first line [language]",
			`a.yaml:2:6: "api": wanted a mapping, found "1" [wrong-kind]`}},
		{"newer language", "-- a.yaml --\nlanguage: 2\nnews: 1\n", []string{
			"a.yaml:1:11: the file is written in language 2, and this chargegen reads language 1; update chargegen [language]"}},
		{"older language", "-- a.yaml --\nlanguage: 0\n", []string{`a.yaml:1:11: language: wanted the number 1, found "0"; write language: 1 [language]`}},
		{"language as text", "-- a.yaml --\nlanguage: \"1\"\n", []string{`a.yaml:1:11: language: wanted the number 1, found "1"; write language: 1 [language]`}},
		{"language of the wrong kind", "-- a.yaml --\nlanguage: [1]\n", []string{"a.yaml:1:11: language: wanted the number 1, found a list; write language: 1 [language]"}},
		{"no value", "-- a.yaml --\nlanguage:\n", []string{"a.yaml:1:10: language: wanted the number 1, found nothing; write language: 1 [language]"}},

		{"included", head + "include: [more.yaml]\n-- api/more.yaml --\nlanguage: 1\nerrors: {gone: {status: 410}}\n", nil},
		{"resources in an included file", strings.Replace(head, "resources: {}", "include: [more.yaml]", 1) +
			"-- api/more.yaml --\nlanguage: 1\nresources: {}\n", nil},
		{"api in an included file", head + "include: [more.yaml]\n-- api/more.yaml --\nlanguage: 1\napi:\n  name: a\n", []string{
			`api/more.yaml:3:3: "api": missing key "error" [missing-key]`, `api/more.yaml:3:3: "api": missing key "servers" [missing-key]`,
			`api/more.yaml:3:3: "api": missing key "title" [missing-key]`, `api/more.yaml:3:3: "api": missing key "version" [missing-key]`,
			`api/more.yaml:3:3: only the root file may have the section "api" [include]`}},
		{"no language in an included file", head + "include: [more.yaml]\n-- api/more.yaml --\nerrors: {}\n", []string{
			"api/more.yaml:1:1: the file does not say which language it is written in; write language: 1 as its first line [language]"}},
		{"nested", head + "include: [b/c.yaml]\n-- api/b/c.yaml --\nlanguage: 1\ninclude: [d.yaml]\n-- api/b/d.yaml --\nlanguage: 1\nerrors: {gone: {}}\n", []string{
			`api/b/d.yaml:2:16: "gone": missing key "status" [missing-key]`}},
		{"itself", head + "include: [root.yaml]\n", []string{
			"api/root.yaml:9:11: files include each other in a circle: api/root.yaml, api/root.yaml [include]"}},
		{"circle", head + "include: [b/c.yaml]\n-- api/b/c.yaml --\nlanguage: 1\ninclude:\n- d.yaml\n-- api/b/d.yaml --\nlanguage: 1\ninclude: [c.yaml]\n", []string{
			"api/b/d.yaml:2:11: files include each other in a circle: api/b/c.yaml, api/b/d.yaml, api/b/c.yaml [include]"}},
		{"twice", head + "include: [b.yaml, c.yaml]\n-- api/b.yaml --\nlanguage: 1\ninclude: [c.yaml]\n-- api/c.yaml --\nlanguage: 1\n", []string{
			`api/root.yaml:9:19: "c.yaml" is included twice, first at api/b.yaml:2:11 [include]`}},
		{"absent", strings.Replace(head, "resources: {}", "include: [b.yaml]", 1), []string{
			`api/root.yaml:8:11: cannot read "b.yaml": no such file [include]`}},
		{"malformed", strings.Replace(head, "resources: {}", "include: [b.yaml]", 1) + "-- api/b.yaml --\nlanguage: 1\nresources: {\n", []string{
			"api/b.yaml:2:12: the bracket { is never closed [yaml-syntax]"}},
		{"no text", head + "include: [[b.yaml]]\n", []string{`api/root.yaml:9:11: item 1 of "include": wanted text, found a list [wrong-kind]`}},

		{"duplicate in two files", head + "errors: {a: {status: 400}, b: {status: 400}}\ninclude: [b.yaml]\n-- api/b.yaml --\nlanguage: 1\nerrors:\n  c: {status: 400}\n  b: {status: 400}\n", []string{
			`api/b.yaml:4:3: key "b" stands twice, first at api/root.yaml:9:28 [duplicate-key]`}},
		{"duplicate in two included files", head + "include: [b.yaml, c.yaml]\n-- api/b.yaml --\nlanguage: 1\nx-a: 1\n-- api/c.yaml --\nlanguage: 1\nx-a: 2\n", []string{
			`api/c.yaml:2:1: key "x-a" stands twice, first at api/b.yaml:2:1 [duplicate-key]`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := findings(parseFiles(t, tt.in))
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got, cmp.Transformer("empty", func(s []string) []string { return append([]string{}, s...) })); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// The paths of included files lead below the folder of the file that names them, and are written in one way.
func TestIncludePaths(t *testing.T) {
	tests := []struct {
		in string
		ok bool
	}{
		{"b.yaml", true}, {"b/c.yaml", true}, {"..b.yaml", true},
		{"../b.yaml", false}, {"/etc/passwd", false}, {"b/../c.yaml", false}, {"./b.yaml", false}, {"b//c.yaml", false}, {"..", false},
		{".", false}, {"", false}, {`b\c.yaml`, false}, {"c:b.yaml", false}, {"b/", false}, {"b/../../c.yaml", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			asked := ""
			_, errs := spec.Parse("api/a.yaml", []byte("language: 1\ninclude: ['"+tt.in+"']\napi: {}\nresources: {}\n"), func(name string) ([]byte, error) {
				asked = name
				return []byte("language: 1\n"), nil
			})
			bad := slices.ContainsFunc(errs, func(e *spec.Error) bool { return e.Rule == "include" })
			if bad == tt.ok || (asked != "") != tt.ok || tt.ok && asked != "api/"+tt.in {
				t.Errorf("include %q asked for %q and was refused: %t, want %t", tt.in, asked, bad, !tt.ok)
			}
		})
	}
}

// The merged document has all sections in the order in which the files are named, with positions in their own files.
func TestMerge(t *testing.T) {
	doc, errs := parseFiles(t, head+`errors: {a: {status: 400}}
include: [b.yaml, d.yaml]
-- api/b.yaml --
language: 1
errors: {b: {status: 400}}
include: [c.yaml]
-- api/c.yaml --
language: 1
errors: {c: {status: 400}}
x-c: true
-- api/d.yaml --
language: 1
errors: {d: {status: 400}}
`)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var got []string
	for _, e := range doc.Errors.Entries {
		got = append(got, e.Key.Value+" "+e.Key.Pos.String())
	}
	want := []string{"a api/root.yaml:9:10", "b api/b.yaml:2:10", "c api/c.yaml:2:10", "d api/d.yaml:2:10"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if x := doc.Annotations.Get("x-c"); x == nil || !x.Value.Bool {
		t.Errorf("annotation x-c of an included file = %v, want true", x)
	}
}

// The size of all files together is bounded.
func TestParseSize(t *testing.T) {
	big := make([]byte, 256<<20+1)
	_, errs := spec.Parse("a.yaml", []byte("language: 1\ninclude: [b]\napi: 1\n"), func(string) ([]byte, error) { return big, nil })
	_, alone := spec.Parse("b.yaml", big, nil)
	got := findings(nil, append(errs, alone...))
	want := []string{
		"a.yaml:2:11: the files have over 268435456 bytes together; at most so many are read [include]",
		`a.yaml:3:6: "api": wanted a mapping, found "1" [wrong-kind]`,
		"b.yaml:1:1: the file has 268435457 bytes; at most 268435456 are read [yaml-limit]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("charges.yaml")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, errs := spec.Parse("charges.yaml", data, nil); errs.Refuses() {
			b.Fatal(errs)
		}
	}
}

package export_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/export"
	"github.com/chargegen/chargegen/gen/model"
)

var update = flag.Bool("update", false, "rewrite the wanted files")

// build resolves a spec as if it lay in folder dir.
func build(t *testing.T, dir, file string) *model.API {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	api, findings := model.Parse(dir+"/"+filepath.Base(file), data, os.ReadFile)
	if findings.Refuses() {
		t.Fatal(findings)
	}
	return api
}

func exported(t *testing.T, api *model.API) []byte {
	t.Helper()
	text, err := export.JSON(api)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestGolden(t *testing.T) {
	got := exported(t, build(t, "some/where", "testdata/rooms.yaml"))
	const file = "testdata/rooms.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestDeterministic(t *testing.T) {
	first := exported(t, build(t, "a", "testdata/rooms.yaml"))
	for range 10 {
		if !bytes.Equal(first, exported(t, build(t, "b/c", "testdata/rooms.yaml"))) {
			t.Fatal("the same model gives other bytes, or they tell where the spec lies")
		}
	}
}

// TestComplete asserts that every text of the model stands in the export: each is changed in turn, and the export must
// change with it.
func TestComplete(t *testing.T) {
	api := build(t, "a", "testdata/rooms.yaml")
	before := exported(t, api)
	seen := map[uintptr]bool{}
	fields := 0
	eachField(reflect.ValueOf(api).Elem(), "API", seen, func(name string, v reflect.Value) {
		old := v.Interface()
		if v.Kind() == reflect.Bool {
			v.SetBool(!v.Bool())
		} else {
			v.SetString(v.String() + "✎")
		}
		fields++
		if bytes.Equal(before, exported(t, api)) {
			t.Errorf("%s = %v is not in the export", name, old)
		}
		v.Set(reflect.ValueOf(old))
	})
	if fields < 500 {
		t.Errorf("only %d fields were tried", fields)
	}
}

// eachField calls f for every string and boolean that the model holds, once.
func eachField(v reflect.Value, name string, seen map[uintptr]bool, f func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			eachField(v.Elem(), name, seen, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachField(v.Index(i), name, seen, f)
		}
	case reflect.Struct:
		if pkg := v.Type().PkgPath(); !strings.HasSuffix(pkg, "gen/model") || v.Type() == reflect.TypeFor[model.Condition]() {
			return
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() && field.Name != "Source" {
				eachField(v.Field(i), name+"."+field.Name, seen, f)
			}
		}
	case reflect.String, reflect.Bool:
		f(name, v)
	}
}

func TestForm(t *testing.T) {
	var doc struct {
		Chargegen int
		Resources []struct {
			Name       string
			Operations []struct{ Name string }
		}
	}
	text := exported(t, build(t, "a", "testdata/rooms.yaml"))
	if !bytes.HasPrefix(text, []byte("{\n  \"chargegen\": 1,\n")) {
		t.Errorf("the version is not the first member: %.40s", text)
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Chargegen != export.Version || len(doc.Resources) == 0 || len(doc.Resources[0].Operations) == 0 {
		t.Errorf("read back: %+v", doc)
	}
}

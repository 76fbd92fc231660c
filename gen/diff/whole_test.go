package diff_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/gen/diff"
	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// unseen are the fields of the model that may change without a word, each with the reason.
var unseen = map[string]string{
	"API.SpecFile":   "the name of the file; headers of generated files carry it",
	"API.Go":         "it follows from the name, which is compared",
	"Timer.Name":     "only the spec sees it",
	"Ref.Path":       "as it is written; what it refers to is compared",
	"Ref.Nullable":   "it follows from what is referred to",
	"Value.Nullable": "it follows from what is referred to",
	"Condition.Text": "as it is written; what it says is compared",
	"Column.Default": "it stands in the cells",
	"Type.Numeric":   "it follows from the style of ids",
}

// Every field of the model is compared: with another value in it, there is something to tell. Who adds a field to the model
// says here, or in this package, what a change of it means.
func TestEveryFieldIsCompared(t *testing.T) {
	fields := map[string]*field{}
	for _, file := range []string{"../../spec/charges.yaml", "../../testdata/specs/library/spec.yaml", "../../testdata/specs/helpdesk/spec.yaml"} {
		w := &walker{fields: fields, old: gentest.Build(t, file), new: gentest.Build(t, file), seen: map[any]bool{}}
		w.walk(reflect.ValueOf(w.new))
	}
	for name, f := range fields {
		told := slices.ContainsFunc(f.tried(), func(p place) bool { return p.told(t) })
		if _, ok := unseen[name]; told == ok {
			t.Errorf("a change of %s is told: %t, want %t (%d places tried)", name, told, !ok, len(f.places))
		}
	}
	if len(fields) < 100 {
		t.Errorf("only %d fields were found", len(fields))
	}
}

// field is where a field of the model is found, the first few of all.
type field struct{ places []place }

type place struct {
	old, new *model.API
	at       reflect.Value
}

// told changes the field, compares, and puts it back.
func (p place) told(t *testing.T) bool {
	was := reflect.ValueOf(p.at.Interface())
	p.at.Set(other(p.at))
	defer p.at.Set(was)
	r, err := diff.Compare(p.old, p.new)
	if err != nil {
		return true // so it is looked at
	}
	return len(r.Changes) > 0
}

// other is another value of the kind.
func other(v reflect.Value) reflect.Value {
	switch x := v.Interface().(type) {
	case time.Duration:
		return reflect.ValueOf(x + time.Hour)
	case spec.Data:
		return reflect.ValueOf(spec.Data{Pos: spec.Pos{File: "x", Line: 1, Col: 1}, Kind: spec.DataString, Text: x.Text + "x"})
	case *int:
		return reflect.ValueOf(new(int))
	case *float64:
		return reflect.ValueOf(new(float64))
	}
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.SetString(v.String() + "x")
	case reflect.Bool:
		out.SetBool(!v.Bool())
	case reflect.Int:
		out.SetInt(v.Int() + 1)
	}
	return out
}

// walker finds the fields of a model that hold plain values.
type walker struct {
	fields   map[string]*field
	old, new *model.API
	seen     map[any]bool
}

// triedPlaces is how many places of a field are tried, those that hold something before others.
const triedPlaces = 8

func (f *field) tried() []place {
	list := slices.Clone(f.places)
	slices.SortStableFunc(list, func(a, b place) int {
		switch {
		case a.at.IsZero() == b.at.IsZero():
			return 0
		case a.at.IsZero():
			return 1
		}
		return -1
	})
	if full := slices.IndexFunc(list, func(p place) bool { return p.at.IsZero() }); full > 0 {
		list = list[:full]
	}
	var out []place
	for i := range min(len(list), triedPlaces) {
		out = append(out, list[i*len(list)/min(len(list), triedPlaces)])
	}
	return out
}

func (w *walker) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || w.seen[v.Interface()] || !strings.HasSuffix(v.Type().Elem().PkgPath(), "/gen/model") {
			return
		}
		w.seen[v.Interface()] = true
		w.walk(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Struct:
		w.structure(v, v.Type().Name())
	}
}

// structure walks over the fields of a struct. Those of one that is embedded are the outer one's.
func (w *walker) structure(v reflect.Value, of string) {
	t := v.Type()
	if !strings.HasSuffix(t.PkgPath(), "/gen/model") {
		return
	}
	for i := range t.NumField() {
		f, at := t.Field(i), v.Field(i)
		if !f.IsExported() || f.Name == "Source" {
			continue
		}
		if f.Anonymous && at.Kind() == reflect.Struct {
			w.structure(at, of)
			continue
		}
		if !plain(at) {
			w.walk(at)
			continue
		}
		name := of + "." + f.Name
		if w.fields[name] == nil {
			w.fields[name] = &field{}
		}
		w.fields[name].places = append(w.fields[name].places, place{w.old, w.new, at})
	}
}

// plain reports whether a field holds a value that can be another one.
func plain(v reflect.Value) bool {
	switch v.Interface().(type) {
	case spec.Data, *int, *float64:
		return true
	}
	return v.Kind() == reflect.String || v.Kind() == reflect.Bool || v.Kind() == reflect.Int || v.Type() == reflect.TypeFor[time.Duration]()
}

package client

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestChecks(t *testing.T) {
	digits := pattern{{{set: "09", least: 1, most: -1}}}
	tests := []struct {
		name  string
		check func(k *checker)
		want  string
	}{
		{"segment", func(k *checker) { k.segment("a", "b/c") }, "a cannot have a slash or control character in it"},
		{"opaque", func(k *checker) { k.opaque("a", "b/c d\\?%#/..") }, ""},
		{"opaque and up", func(k *checker) { k.opaque("a", "..") }, `a cannot be ".."`},
		{"opaque with a line break", func(k *checker) { k.opaque("a", "b\n") }, "a cannot have a slash or control character in it"},
		{"required", func(k *checker) { k.required("a", "") }, "a is required"},
		{"required and there", func(k *checker) { k.required("a", "x") }, ""},
		{"least", func(k *checker) { least(k, "a", 0.5, 1) }, "a must be at least 1"},
		{"most", func(k *checker) { most(k, "a", 2.75, 2.5) }, "a must be at most 2.5"},
		{"at the limits", func(k *checker) { least(k, "a", int64(1), 1); most(k, "a", int64(1), 1) }, ""},
		{"shortest", func(k *checker) { k.shortest("a", "é", 2) }, "a must have at least 2 characters"},
		{"longest", func(k *checker) { k.longest("a", "éé", 2) }, ""},
		{"too long", func(k *checker) { k.longest("a", "éée", 2) }, "a must have at most 2 characters"},
		{"fewest", func(k *checker) { k.fewest("a", 0, 1) }, "a must have at least 1 items"},
		{"most items", func(k *checker) { k.mostItems("a", 3, 2) }, "a must have at most 2 items"},
		{"form", func(k *checker) { k.form("a", "12x", digits, "^[0-9]+$") }, "a must match ^[0-9]+$"},
		{"right form", func(k *checker) { k.form("a", "12", digits, "^[0-9]+$") }, ""},
		{"given", func(k *checker) { k.given("a", false) }, "a is required"},
		{"given and there", func(k *checker) { k.given("a", true) }, ""},
		{"null", func(k *checker) { k.notNull("", &ParcelListParams{Limit: Some[int64](1), Offset: Null[int64]()}) }, "offset cannot be null: leave it out instead"},
		{"null inside", func(k *checker) { k.notNull("o", &ParcelListParams{Limit: Null[int64]()}) }, "o[limit] cannot be null: leave it out instead"},
		{"not null", func(k *checker) { k.notNull("", &ParcelListParams{Limit: Some[int64](1)}) }, ""},
		{"null where it may be", func(k *checker) { k.notNull("", &Person{City: Null[string]()}) }, ""},
		{"nil", func(k *checker) { k.notNil("a", true); k.notNil("b", false) }, "a cannot be null"},
		{"two alternatives", func(k *checker) { k.oneOf("a", true, true, true) }, "a can be one thing only: set one field"},
		{"no alternative", func(k *checker) { k.oneOf("a", false, false, false) }, "a is nothing: set one field"},
		{"an alternative", func(k *checker) { k.oneOf("a", false, false, true); k.oneOf("b", true, false, false) }, ""},
		{"needed", func(k *checker) { k.need("a", true, false) }, "a is required here"},
		{"needed and there", func(k *checker) { k.need("a", true, true) }, ""},
		{"not needed", func(k *checker) { k.need("a", false, false) }, ""},
		{"both of two", func(k *checker) { k.exclusive("a, b", false, true, true) }, "a, b cannot be sent together"},
		{"one of two", func(k *checker) { k.exclusive("a, b", true, false, true) }, ""},
		{"none of two", func(k *checker) { k.exclusive("a, b", true, false, false) }, "a, b are missing: one of them is required"},
		{"none of two is fine", func(k *checker) { k.exclusive("a, b", false, false, false) }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := checker{op: &opParcelCreate}
			tt.check(&k)
			got := ""
			if err := k.err(); err != nil {
				got = strings.TrimPrefix(err.Error(), "sample: parcel.create: ")
			}
			if got != tt.want {
				t.Errorf("fault = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestReadersOfRarerTypes(t *testing.T) {
	read := func(text string) *decoder { return &decoder{text: []byte(text)} }
	d := read(`{"x":[{"kind":"no"}],"kind":"box"} rest`)
	if got := d.member("kind"); got != "box" || d.at != 0 {
		t.Errorf("member = %q at %d, want box at 0", got, d.at)
	}
	for _, text := range []string{`{}`, `{"kind":1}`, `[]`, `{"kind`, ``} {
		if got := read(text).member("kind"); got != "" {
			t.Errorf("member of %s = %q", text, got)
		}
	}
	if got := read(`"2026-01-02T03:04:05.5+01:00"`).time(); !got.Equal(time.Date(2026, 1, 2, 2, 4, 5, 5e8, time.UTC)) {
		t.Errorf("time = %v", got)
	}
	if !isZero(&Expandable[Person]{}) || isZero(&Expandable[Person]{ID: "x"}) {
		t.Error("isZero is wrong")
	}
}

func TestValuesThatCannotBeWritten(t *testing.T) {
	nan := 0.0
	nan /= nan
	for name, write := range map[string]func(w *writer){
		"NaN":      func(w *writer) { w.float(nan) },
		"year":     func(w *writer) { w.time(time.Date(12026, 1, 2, 3, 4, 5, 0, time.UTC)) },
		"function": func(w *writer) { w.any(func() {}) },
		"number":   func(w *writer) { w.number("1,5") },
		"names":    func(w *writer) { w.any(map[int]string{1: "a"}) },
		"struct":   func(w *writer) { w.any(struct{ A int }{}) },
		"itself":   func(w *writer) { m := map[string]any{}; m["m"] = []any{m}; w.any(m) },
		"pointer":  func(w *writer) { w.any((*int)(nil)) },
	} {
		w := writer{}
		if write(&w); w.err == nil {
			t.Errorf("%s was written as %s", name, w.buf)
		}
	}
}

func TestOptional(t *testing.T) {
	var absent Optional[int]
	tests := []struct {
		o                   Optional[int]
		set, null, isAbsent bool
		or                  int
		text                string
	}{
		{absent, false, false, true, 7, "absent"},
		{Null[int](), false, true, false, 7, "null"},
		{Some(0), true, false, false, 0, "0"},
	}
	for _, tt := range tests {
		if _, ok := tt.o.Get(); ok != tt.set || tt.o.IsSet() != tt.set || tt.o.IsNull() != tt.null || tt.o.IsAbsent() != tt.isAbsent || tt.o.Or(7) != tt.or || tt.o.String() != tt.text {
			t.Errorf("%v: set %v, null %v, absent %v, or %d", tt.o, tt.o.IsSet(), tt.o.IsNull(), tt.o.IsAbsent(), tt.o.Or(7))
		}
	}
}

func TestOptionalInStructsOfOthers(t *testing.T) {
	type mine struct {
		A Optional[int]                `json:"a,omitzero"`
		B Optional[string]             `json:"b"`
		C Optional[Expandable[Person]] `json:"c"`
	}
	for text, want := range map[string]string{
		`{"a":1,"b":null,"c":null}`: `{"a":1,"b":null,"c":null}`,
		`{"b":"x"}`:                 `{"b":"x","c":null}`,
	} {
		var m mine
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(m); err != nil || string(got) != want {
			t.Errorf("%s became %s, %v, want %s", text, got, err, want)
		}
	}
	if got, err := json.Marshal([]Expandable[Parcel]{{ID: "x"}, {ID: "y", Object: &Parcel{ID: "y"}}}); err != nil || !strings.HasPrefix(string(got), `["x",{"id":"y",`) {
		t.Errorf("Expandable became %s, %v", got, err)
	}
	var list []Expandable[Parcel]
	if err := json.Unmarshal([]byte(`["x",{"id":"y"},null]`), &list); err != nil || list[0].ID != "x" || list[1].ID != "y" || list[1].Object == nil || list[2].Object != nil {
		t.Errorf("Expandable = %+v, %v", list, err)
	}
	if err := new(Optional[int]).UnmarshalJSON([]byte(`"x"`)); err == nil {
		t.Error("a text became a number")
	}
}

func TestPagesOfForeignTypes(t *testing.T) {
	var p Page[int]
	if err := decodeText([]byte(`{"data":[1]}`), &p); err == nil {
		t.Error("a page of int was read")
	}
	n := 1
	p.Data = []*int{&n}
	var w writer
	if w.fields(&p); w.err == nil {
		t.Errorf("a page of int was written as %s", w.buf)
	}
}

func TestFreeValues(t *testing.T) {
	type word string
	w := writer{}
	w.any(map[string]any{
		"a": word("x"), "b": []int8{1, -2}, "c": map[word]bool{"y": true, "x": false}, "d": uint64(1 << 63), "e": [2]float32{0.5, 2},
		"f": time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), "g": []string(nil), "h": Metadata{"i": nil}, "j": int32(7), "k": json.Number("1e2"),
	})
	want := `{"a":"x","b":[1,-2],"c":{"x":false,"y":true},"d":9223372036854775808,"e":[0.5,2],"f":"2026-01-02T03:04:05Z","g":[],"h":{"i":null},"j":7,"k":1e2}`
	if string(w.buf) != want || w.err != nil {
		t.Errorf("wrote %s, %v, want %s", w.buf, w.err, want)
	}
}

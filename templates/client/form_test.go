package client

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// A form says what it was given: parsed again, every name and value is there, and brackets stand only where one object
// is in another.
func FuzzForm(f *testing.F) {
	f.Add("order_id", "ORDER-1", "a b", "&=;%+[]")
	f.Add("", "", "é\x00", "\xff")
	f.Add("a[b]", "]", "[", "a]")
	f.Add("same", "1", "same", "2")
	f.Fuzz(func(t *testing.T, name, value, inner, item string) {
		w := writer{form: true}
		m := w.openObject()
		w.text(name)
		w.string(value)
		w.name("nested")
		w.any(map[string]any{inner: item, "list": []any{value, item}})
		w.closeObject(m)
		if strings.ContainsAny(string(w.buf), " \n\"<>") {
			t.Fatalf("wrote %q, which is no form", w.buf)
		}
		got, err := url.ParseQuery(string(w.buf))
		if err != nil {
			t.Fatalf("%v in %q", err, w.buf)
		}
		want := url.Values{}
		want.Add(name, value)
		if inner != "list" {
			want.Add(nestedName(inner), item)
		}
		want["nested[list][]"] = []string{value, item}
		if inner == "list" {
			return // the map has one of the two
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q says %q, want %q", w.buf, got, want)
		}
	})
}

// nestedName is the name of a member of nested as url.ParseQuery gives it back. A member without a name has none of its
// own.
func nestedName(inner string) string {
	if inner == "" {
		return "nested"
	}
	return "nested[" + inner + "]"
}

// What the escaper leaves as it is are the characters that need no escaping in a path, too.
func FuzzSegment(f *testing.F) {
	for _, s := range []string{"a", "a/b", "..", "%2e", "a b", "é", "\x00", "?#;", "\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := escapeSegment(s)
		if strings.ContainsAny(got, "/?#\\ ") || got == "." || got == ".." {
			t.Fatalf("escapeSegment(%q) = %q", s, got)
		}
		if back, err := url.PathUnescape(got); err != nil || back != s {
			t.Fatalf("escapeSegment(%q) = %q, which is %q (%v) again", s, got, back, err)
		}
	})
}

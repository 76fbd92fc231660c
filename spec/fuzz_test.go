package spec_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

// FuzzParse: no text makes Parse panic, and each finding has a known rule and a place in the file.
func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range append(names, "charges.yaml") {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, errs := spec.Parse("a.yaml", data, func(string) ([]byte, error) { return nil, errors.New("no such file") })
		lines := bytes.Split(data, []byte("\n"))
		for _, e := range errs {
			if !slices.ContainsFunc(spec.Rules, func(r spec.Rule) bool { return r.ID == e.Rule }) {
				t.Errorf("finding of unknown rule: %v", e)
			}
			if e.Msg == "" || strings.ContainsAny(e.Msg, "\n\x00") {
				t.Errorf("finding with the message %q", e.Msg)
			}
			if e.Pos.File != "a.yaml" || e.Pos.Line < 1 || e.Pos.Line > len(lines) || e.Pos.Col < 1 || e.Pos.Col > len(lines[e.Pos.Line-1])+1 {
				t.Errorf("finding outside the file: %v", e)
			}
		}
	})
}

// FuzzExpr: what ParseExpr reads prints as text that it reads as the same condition.
func FuzzExpr(f *testing.F) {
	for _, seed := range []string{
		`a.b == "c" && !(d in [1, -2.5, null]) || e`, `!!a == (b < c)`, `a in ["é", 'it''s', "\"\\"]`, "((((a))))", "a == b == c", "-", "a.in", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := spec.ParseExpr(text, at)
		if err != nil {
			checkPlace(t, text, err)
			return
		}
		again, err := spec.ParseExpr(e.String(), at)
		if len(e.String()) <= 4096 && (err != nil || tree(again) != tree(e)) {
			t.Errorf("ParseExpr(%q) = %s, but its text %q reads as %v, %v", text, tree(e), e, again, err)
		}
	})
}

// FuzzType: what ParseType reads prints as text that it reads as the same type.
func FuzzType(f *testing.F) {
	for _, seed := range []string{"string", "list of map of id of parcel or page of parcel or expandable letter", "page of", "list of or", "a\nor b", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		typ, err := spec.ParseType(text, at)
		if err != nil {
			checkPlace(t, text, err)
			return
		}
		again, err := spec.ParseType(typ.String(), at)
		if err != nil || !sameType(typ, again) {
			t.Errorf("ParseType(%q) = %v, but its text reads as %v, %v", text, typ, again, err)
		}
	})
}

// checkPlace checks that a fault of a text that begins at at is inside the text.
func checkPlace(t *testing.T, text string, err error) {
	t.Helper()
	var e *spec.Error
	if !errors.As(err, &e) || e.Pos.Col < at.Col || e.Pos.Col > at.Col+len(text) || e.Pos.Line != at.Line {
		t.Errorf("the fault of %q is outside the text: %v", text, err)
	}
}

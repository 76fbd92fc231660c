package wanttest

import (
	"slices"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

// The harness must itself go red both ways, on the text, the line and the column.
func TestCompare(t *testing.T) {
	finding := func(line, col int, msg string) *spec.Error {
		return &spec.Error{Pos: spec.Pos{File: "a.yaml", Line: line, Col: col}, Msg: msg, Rule: "r", Severity: spec.SeverityError}
	}
	warning := finding(1, 4, "no example")
	warning.Severity = spec.SeverityWarning
	tests := []struct {
		name  string
		text  string
		found spec.ErrorList
		want  []string
	}{
		{"found", "x: y # want \"unknown key\"", spec.ErrorList{finding(1, 1, "unknown key")}, nil},
		{"two on a line", "x: y # want `first` 4:`second`", spec.ErrorList{finding(1, 1, "first"), finding(1, 4, "second")}, nil},
		{"rule", "x: y # want `first \\[r\\]$`", spec.ErrorList{finding(1, 1, "first")}, nil},
		{"warning", "x: y # want `^warning: no`", spec.ErrorList{warning}, nil},
		{"not found", "x: y # want `first`", nil, []string{"a.yaml:1: no finding matches \"first\""}},
		{"not wanted", "x: y", spec.ErrorList{finding(1, 1, "first")}, []string{"unwanted finding: a.yaml:1:1: first [r]"}},
		{"other text", "x: y # want `second`", spec.ErrorList{finding(1, 1, "first")},
			[]string{"unwanted finding: a.yaml:1:1: first [r]", "a.yaml:1: no finding matches \"second\""}},
		{"other line", "\nx: y # want `first`", spec.ErrorList{finding(1, 1, "first")},
			[]string{"unwanted finding: a.yaml:1:1: first [r]", "a.yaml:2: no finding matches \"first\""}},
		{"other column", "x: y # want 3:`first`", spec.ErrorList{finding(1, 1, "first")},
			[]string{"unwanted finding: a.yaml:1:1: first [r]", "a.yaml:1: no finding matches \"first\""}},
		{"found twice", "x: y # want `first`", spec.ErrorList{finding(1, 1, "first"), finding(1, 2, "first")},
			[]string{"unwanted finding: a.yaml:1:2: first [r]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wants, err := comments("a.yaml", []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			c := testCase{name: "a.yaml", wants: wants}
			if got := c.compare(tt.found); !slices.Equal(got, tt.want) {
				t.Errorf("compare(%v) = %q, want %q", tt.found, got, tt.want)
			}
		})
	}
}

func TestBadWants(t *testing.T) {
	for _, text := range []string{"# want x", "# want `(`", "# want ", "# want `a` b"} {
		if wants, err := comments("a.yaml", []byte(text)); err == nil {
			t.Errorf("comments(%q) = %v, want an error", text, wants)
		}
	}
}

func TestCaseOf(t *testing.T) {
	tests := []struct {
		name, rule string
		want       bool
	}{
		{"unknown-key.yaml", "unknown-key", true},
		{"unknown-key_enum.yaml", "unknown-key", true},
		{"unknown-keys.yaml", "unknown-key", false},
		{"unknown-key.yaml", "unknown", false},
	}
	for _, tt := range tests {
		if got := (testCase{name: tt.name}).of(tt.rule); got != tt.want {
			t.Errorf("%s of %s = %t, want %t", tt.name, tt.rule, got, tt.want)
		}
	}
}

package engine_test

import (
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// What is made up keeps the limits of its attribute.
func TestBlankKeepsLimits(t *testing.T) {
	number, text := engine.Type{Kind: "integer"}, engine.Type{Kind: "string"}
	tests := []struct {
		name  string
		field engine.Field
		want  string
	}{
		{"none", engine.Field{Type: number}, "0"},
		{"at least", engine.Field{Type: number, Min: 3}, "3"},
		{"at least, with an example", engine.Field{Type: number, Min: 3, Example: 7}, "7"},
		{"at least, with an example that is less", engine.Field{Type: number, Min: 3, Example: 2}, "3"},
		{"at most", engine.Field{Type: number, Max: -3}, "-3"},
		{"a long text", engine.Field{Type: text, MinLength: 3}, "xxx"},
		{"a long text, with an example", engine.Field{Type: text, MinLength: 3, Example: "abc"}, "abc"},
		{"a pattern, with an example", engine.Field{Type: text, Pattern: "^[0-9]+$", Example: "12"}, "12"},
		{"a long list", engine.Field{Type: engine.Type{Kind: "list", Elem: &text}, MinLength: 2}, `["",""]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.field.Name = "a"
			api := &engine.API{Resources: []engine.Resource{{Object: engine.Object{Name: "thing", Fields: []engine.Field{tt.field}}}}}
			rec := compile(t, api).Class("thing").Blank(&engine.Case{}, "")
			if got := rec.Get("a").String(); got != tt.want {
				t.Errorf("a = %s, want %s", got, tt.want)
			}
		})
	}
}

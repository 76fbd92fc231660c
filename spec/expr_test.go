package spec_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/spec"
)

// at is where the texts of these tests begin.
var at = spec.Pos{File: "a.yaml", Line: 3, Col: 10}

// tree prints an expression with every grouping shown, and the column of each node.
func tree(e spec.Expr) string {
	switch e := e.(type) {
	case *spec.Not:
		return fmt.Sprintf("(!%s)", tree(e.X))
	case *spec.Binary:
		return fmt.Sprintf("(%s %s %s)", tree(e.X), e.Op, tree(e.Y))
	case *spec.In:
		items := make([]string, len(e.List))
		for i, l := range e.List {
			items[i] = tree(l)
		}
		return fmt.Sprintf("(%s in %s)", tree(e.X), strings.Join(items, ","))
	case *spec.Literal:
		return fmt.Sprintf("%s:%s", e.Kind, e.Text)
	}
	return e.String()
}

// Operators bind as in CEL: ! before comparisons and in, those before &&, that before ||; equals group to the left.
func TestParseExpr(t *testing.T) {
	tests := []struct{ in, tree, print string }{
		{"a", "a", "a"},
		{"a.b_2.C", "a.b_2.C", "a.b_2.C"},
		{" a . b ", "a.b", "a.b"},
		{"!a", "(!a)", "!a"},
		{"!!a", "(!(!a))", "!!a"},
		{"a || b && c", "(a || (b && c))", "a || b && c"},
		{"a && b || c", "((a && b) || c)", "a && b || c"},
		{"(a || b) && c", "((a || b) && c)", "(a || b) && c"},
		{"a || b || c", "((a || b) || c)", "a || b || c"},
		{"a || (b || c)", "(a || (b || c))", "a || (b || c)"},
		{"a && (b && c)", "(a && (b && c))", "a && (b && c)"},
		{"!a && b", "((!a) && b)", "!a && b"},
		{"!(a && b)", "(!(a && b))", "!(a && b)"},
		{"!a == b", "((!a) == b)", "!a == b"},
		{"!(a == b)", "(!(a == b))", "!(a == b)"},
		{"a == b && c != d", "((a == b) && (c != d))", "a == b && c != d"},
		{"(a == b) == (c < d)", "((a == b) == (c < d))", "(a == b) == (c < d)"},
		{"(a && b) == c", "((a && b) == c)", "(a && b) == c"},
		{"a==b", "(a == b)", "a == b"},
		{"a<=b", "(a <= b)", "a <= b"},
		{"a >= -5", "(a >= integer:-5)", "a >= -5"},
		{"a < 2.50", "(a < number:2.50)", "a < 2.50"},
		{"a == 007", "(a == integer:007)", "a == 007"},
		{"a == null", "(a == null:null)", "a == null"},
		{"true != false", "(boolean:true != boolean:false)", "true != false"},
		{`a == "b"`, "(a == string:b)", `a == "b"`},
		{`a == 'b'`, "(a == string:b)", `a == "b"`},
		{`a == 'say "b"'`, `(a == string:say "b")`, `a == "say \"b\""`},
		{`a == "it's \\ \"b\""`, `(a == string:it's \ "b")`, `a == "it's \\ \"b\""`},
		{`a == "é	"`, "(a == string:é\t)", "a == \"é\t\""},
		{`a in ["b", 1, -2.5, true, null]`, "(a in string:b,integer:1,number:-2.5,boolean:true,null:null)", `a in ["b", 1, -2.5, true, null]`},
		{`a in ["b",]`, "(a in string:b)", `a in ["b"]`},
		{`!a in [true]`, "((!a) in boolean:true)", "!a in [true]"},
		{`!(a in [1])`, "(!(a in integer:1))", "!(a in [1])"},
		{`a in [1] && b`, "((a in integer:1) && b)", "a in [1] && b"},
		{`(a in [1]) == b`, "((a in integer:1) == b)", "(a in [1]) == b"},
		{`(a == b) in [true]`, "((a == b) in boolean:true)", "(a == b) in [true]"},
		{"a == (b)", "(a == b)", "a == b"},
		{"((a))", "a", "a"},
		{"a &&\n  b", "(a && b)", "a && b"},
		{"inner && nullable && truex", "((inner && nullable) && truex)", "inner && nullable && truex"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			e, err := spec.ParseExpr(tt.in, at)
			if err != nil {
				t.Fatalf("ParseExpr(%q): %v", tt.in, err)
			}
			if got := tree(e); got != tt.tree {
				t.Errorf("ParseExpr(%q) = %s, want %s", tt.in, got, tt.tree)
			}
			if got := e.String(); got != tt.print {
				t.Errorf("ParseExpr(%q) prints %q, want %q", tt.in, got, tt.print)
			}
			again, err := spec.ParseExpr(e.String(), at)
			if err != nil || tree(again) != tt.tree {
				t.Errorf("ParseExpr(%q) = %v, %v, want %s", e.String(), again, err, tt.tree)
			}
		})
	}
}

func TestParseExprRefusals(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "10: wanted a name, a literal or (, found end of text"},
		{"a b", `12: unexpected "b" after the condition`},
		{"a = b", "12: unexpected '='; write == to compare"},
		{"a & b", "12: unexpected '&'; write && or ||"},
		{"a | b", "12: unexpected '|'; write && or ||"},
		{"a + 1", "12: unexpected '+'; conditions have no arithmetic"},
		{"a - 1", "12: unexpected '-'; conditions have no arithmetic"},
		{"a -1", `12: unexpected "-1" after the condition`},
		{"a ; b", "12: unexpected ';'"},
		{"a § b", "12: unexpected '§'"},
		{"a == \xff", "15: unexpected '\ufffd'"},
		{"a &&", "14: wanted a name, a literal or (, found end of text"},
		{"&& a", `10: wanted a name, a literal or (, found "&&"`},
		{"!", "11: wanted a name, a literal or (, found end of text"},
		{"(a", "12: wanted ), found end of text"},
		{"(a && b]", `17: wanted ), found "]"`},
		{"a)", `11: unexpected ")" after the condition`},
		{"a.", "12: wanted a name after the dot, found end of text"},
		{"a.1", `12: wanted a name after the dot, found "1"`},
		{"a.in", `12: wanted a name after the dot, found "in"`},
		{"a.true", `12: wanted a name after the dot, found "true"`},
		{".a", `10: wanted a name, a literal or (, found "."`},
		{"a < b < c", "16: comparisons cannot be chained; join them by &&"},
		{"a == b in [1]", `17: unexpected "in" after the condition`},
		{"size(a) > 1", `10: conditions have no functions; "size" cannot be called`},
		{"a.has(b)", `10: conditions have no functions; "a.has" cannot be called`},
		{"a in b", `15: in wants a list such as ["a", "b"], found "b"`},
		{"a in []", "16: the list after in is empty"},
		{"a in [b]", "16: a list after in holds only literals"},
		{"a in [1 2]", `18: wanted , or ] in the list, found "2"`},
		{"a in [1", "17: wanted , or ] in the list, found end of text"},
		{"in [1]", "10: wanted a name before in"},
		{`a == "b`, "15: the quote is never closed"},
		{"a == \"b\nc\"", "15: the quote is never closed"},
		{`a == "b\n"`, `17: unknown escape; write \\ for a backslash and \" for a quote`},
		{`a == 'b\`, `17: unknown escape; write \\ for a backslash and \" for a quote`},
		{"a == 1.2.3", `15: bad number "1.2.3"`},
		{"a == 9223372036854775808", `15: bad number "9223372036854775808"`},
		{"a == 5b", `16: unexpected "b" after the condition`},
		{strings.Repeat("(", 70) + "a" + strings.Repeat(")", 70), "74: the condition is nested more than 64 deep"},
		{strings.Repeat("!", 4000) + "a", "73: the condition is nested more than 64 deep"},
		{strings.Repeat("a&&", 1400) + "a", "10: the condition has 4201 bytes; at most 4096 are read"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			want := "a.yaml:3:" + tt.want + " [condition-syntax]"
			e, err := spec.ParseExpr(tt.in, at)
			if err == nil || err.Error() != want || e != nil {
				t.Errorf("ParseExpr(%.80q) = %v, %v, want %s", tt.in, e, err, want)
			}
		})
	}
}

// Every node of a condition knows its place.
func TestExprPlaces(t *testing.T) {
	e, err := spec.ParseExpr(`a.b == 1 && !(c in ["d", 2])`, at)
	if err != nil {
		t.Fatal(err)
	}
	pos := func(col int) spec.Pos { return spec.Pos{File: "a.yaml", Line: 3, Col: 9 + col} }
	want := &spec.Binary{Pos: pos(10), Op: "&&",
		X: &spec.Binary{Pos: pos(5), Op: "==", X: &spec.Path{Pos: pos(1), Parts: []string{"a", "b"}}, Y: &spec.Literal{Pos: pos(8), Kind: spec.DataInt, Text: "1"}},
		Y: &spec.Not{Pos: pos(13), X: &spec.In{Pos: pos(17), X: &spec.Path{Pos: pos(15), Parts: []string{"c"}}, List: []*spec.Literal{
			{Pos: pos(21), Kind: spec.DataString, Text: "d"}, {Pos: pos(26), Kind: spec.DataInt, Text: "2"}}}}}
	if diff := cmp.Diff(spec.Expr(want), e); diff != "" {
		t.Errorf("ParseExpr (-want +got):\n%s", diff)
	}
	if e.Place() != pos(1) || want.Y.Place() != pos(13) {
		t.Errorf("Place() = %v and %v, want %v and %v", e.Place(), want.Y.Place(), pos(1), pos(13))
	}
}

func TestParseType(t *testing.T) {
	tests := []struct{ in, want string }{
		{"string", "string"},
		{"parcel_2", "parcel_2"},
		{"list of string", "list of string"},
		{"  list   of  string ", "list of string"},
		{"list of list of id of parcel", "list of list of id of parcel"},
		{"map of any", "map of any"},
		{"page of parcel", "page of parcel"},
		{"id of parcel", "id of parcel"},
		{"id", "id"},
		{"page", "page"},
		{"expandable parcel", "expandable parcel"},
		{"expandable parcel or letter", "expandable parcel or letter"},
		{"id of parcel or parcel", "id of parcel or parcel"},
		{"list of a or b or c", "list of a or b or c"},
		{"a or\n  b", "a or b"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			typ, err := spec.ParseType(tt.in, at)
			if err != nil || typ.String() != tt.want {
				t.Fatalf("ParseType(%q) = %v, %v, want %s", tt.in, typ, err, tt.want)
			}
			again, err := spec.ParseType(typ.String(), at)
			if err != nil || !sameType(typ, again) {
				t.Errorf("ParseType(%q) = %v, %v, want the same type again", typ.String(), again, err)
			}
		})
	}
}

// sameType compares types but for their places.
func sameType(a, b *spec.TypeExpr) bool {
	if a.Op != b.Op || a.Name != b.Name || len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if !sameType(a.Args[i], b.Args[i]) {
			return false
		}
	}
	return true
}

// "or" binds least: a list of a or b is a list of a, or else a b.
func TestTypePlaces(t *testing.T) {
	typ, err := spec.ParseType("list of id of a or b", at)
	if err != nil {
		t.Fatal(err)
	}
	pos := func(col int) spec.Pos { return spec.Pos{File: "a.yaml", Line: 3, Col: 9 + col} }
	want := &spec.TypeExpr{Pos: pos(1), Op: "or", Args: []*spec.TypeExpr{
		{Pos: pos(1), Op: "list", Args: []*spec.TypeExpr{{Pos: pos(9), Op: "id", Args: []*spec.TypeExpr{{Pos: pos(15), Op: "name", Name: "a"}}}}},
		{Pos: pos(20), Op: "name", Name: "b"}}}
	if !reflect.DeepEqual(typ, want) {
		t.Errorf("ParseType (-want +got):\n%s", cmp.Diff(want, typ))
	}
}

func TestParseTypeRefusals(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "10: wanted a type"},
		{"list", `10: wanted "list of T"`},
		{"list string", `10: wanted "list of T"`},
		{"map of", "16: wanted a type"},
		{"page of", "17: wanted a name"},
		{"id of or", `16: wanted a name before "or"`},
		{"of", `10: wanted a name before "of"`},
		{"expandable", "20: wanted a name"},
		{"string integer", `17: unexpected "integer" after the type`},
		{"string or", "19: wanted a type"},
		{"or string", `10: wanted a name before "or"`},
		{"list[string]", `10: bad name "list[string]" in a type`},
		{"2nd", `10: bad name "2nd" in a type`},
		{"id of list of a", `21: unexpected "of" after the type`},
		{strings.Repeat("list of ", 9) + "a", "82: the type is nested more than 8 deep"},
		{strings.Repeat("a or ", 1000) + "a", "10: the type has 5001 bytes; at most 4096 are read"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			want := "a.yaml:3:" + tt.want + " [type-syntax]"
			typ, err := spec.ParseType(tt.in, at)
			if err == nil || err.Error() != want || typ != nil {
				t.Errorf("ParseType(%.80q) = %v, %v, want %s", tt.in, typ, err, want)
			}
		})
	}
}

func TestSuggest(t *testing.T) {
	known := []string{"title", "nullable", "min_length", "max_length", "id", "in"}
	tests := []struct{ in, want string }{
		{"tittle", `; did you mean "title"?`},
		{"titel", `; did you mean "title"?`},
		{"nulable", `; did you mean "nullable"?`},
		{"Nullable", `; did you mean "nullable"?`},
		{"mx_lengthh", `; did you mean "max_length"?`},
		{"maxlength", `; did you mean "max_length"?`},
		{"di", `; did you mean "id"?`},
		{"x", ""},
		{"", ""},
		{"completely", ""},
	}
	for _, tt := range tests {
		if got := spec.Suggest(tt.in, known); got != tt.want {
			t.Errorf("Suggest(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got := spec.Suggest("title", nil); got != "" {
		t.Errorf("Suggest of nothing = %q, want none", got)
	}
	if got, want := spec.Suggest(strings.Repeat("a", 1<<20), []string{strings.Repeat("b", 1<<20)}), ""; got != want {
		t.Errorf("Suggest of long words = %q, want none", got)
	}
}

package engine_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// shelf is an API that lists jars, and what was done to them, by cursors of a type; jars are listed from the newest
// too, and by what is in them. With ids of its own, what was done to a jar has one too.
func shelf(cursor, style string, own bool) *engine.API {
	jar, text, number := engine.Type{Kind: "object", Of: "jar"}, engine.Type{Kind: "string"}, engine.Type{Kind: "integer"}
	id := engine.Field{Name: "id", In: "path", Type: engine.Type{Kind: "id", Of: "jar"}}
	place := engine.Type{Kind: cursor, Of: "jar"}
	paging := []engine.Field{
		{Name: "limit", In: "query", Type: number},
		{Name: "after", In: "query", Type: place},
		{Name: "order", In: "query", Type: text},
		{Name: "of", In: "query", Type: text},
	}
	deed := engine.Object{Name: "deed", Fields: []engine.Field{{Name: "what", Type: engine.Type{Kind: "event_key"}}, {Name: "jar", Type: jar}}}
	if own {
		deed.Fields = append(deed.Fields, engine.Field{Name: "id", Type: engine.Type{Kind: "id", Of: "deed"}})
	}
	return &engine.API{
		IDs:  engine.IDs{Style: style, Attribute: "id"},
		Page: &engine.Page{Object: "some", Style: "cursor", Data: "data", Next: "next", Cursor: "after", Limit: "limit", Order: "order", Newest: "latest"},
		Objects: []engine.Object{deed, {Name: "some", Fields: []engine.Field{
			{Name: "data", Type: engine.Type{Kind: "list", Elem: &engine.Type{Kind: "item"}}},
			{Name: "next", Type: place, Nullable: true},
		}}},
		Resources: []engine.Resource{{
			Object: engine.Object{Name: "jar", Fields: []engine.Field{{Name: "id", Type: id.Type}, {Name: "of", Type: text}}},
			Operations: []engine.Operation{
				{Name: "create", Kind: "create", Method: "POST", Path: "/jars", Returns: jar, Params: []engine.Field{{Name: "of", In: "body", Type: text}},
					Outcomes: []engine.Outcome{{Set: []engine.Binding{{Name: "of", Value: engine.Param("of")}}, Emits: "jar.create"}}},
				{Name: "update", Kind: "update", Method: "PATCH", Path: "/jars/{id}", Returns: jar, Params: []engine.Field{id, {Name: "of", In: "body", Type: text}},
					Outcomes: []engine.Outcome{{Set: []engine.Binding{{Name: "of", Value: engine.Param("of")}}}}},
				{Name: "remove", Kind: "delete", Method: "DELETE", Path: "/jars/{id}", Params: []engine.Field{id}},
				{Name: "list", Kind: "list", Method: "GET", Path: "/jars", Returns: engine.Type{Kind: "page", Of: "jar"}, Params: paging},
				{Name: "deeds", Kind: "list", Method: "GET", Path: "/deeds", Returns: engine.Type{Kind: "page", Of: "deed"}, Params: paging[:3]},
				{Name: "deedsOf", Kind: "list", Method: "GET", Path: "/jars/{id}/deeds", Returns: engine.Type{Kind: "page", Of: "deed"}, Params: append(slices.Clone(paging[:3]), id)},
			},
		}},
	}
}

// pages reads a list to its end and returns what member says of each record, a page in brackets. After each page it
// calls between.
func pages(t *testing.T, e *engine.Engine, path, member string, between func(page []engine.Value)) string {
	t.Helper()
	var out []string
	for after := ""; len(out) < 20; {
		w := ask(e, http.MethodGet, path+"&after="+after, "", "")
		got := engine.JSONValue(w.Body.String())
		if w.Code != http.StatusOK {
			t.Fatalf("%s&after=%s = %d %s", path, after, w.Code, w.Header().Get(engine.ExplainHeader))
		}
		var page []engine.Value
		var words []string
		for data, i := got.Get("data"), 0; i < data.Len(); i++ {
			_, x := data.At(i)
			page, words = append(page, x), append(words, x.Dig(strings.Split(member, ".")).String())
		}
		out = append(out, "["+strings.Join(words, " ")+"]")
		if between != nil {
			between(page)
		}
		if after = got.Get("next").String(); got.Get("next").IsNull() {
			break
		}
	}
	return strings.Join(out, "")
}

// fill puts n jars on the shelf, of a, b, c and so on, and returns their ids.
func fill(e *engine.Engine, n int) []string {
	var ids []string
	for i := range n {
		made := engine.JSONValue(ask(e, http.MethodPost, "/jars", "", "of="+string(rune('a'+i))).Body.String())
		ids = append(ids, made.Get("id").String())
	}
	return ids
}

// cursorKinds is every way in which the lists of a shelf can be paged.
var cursorKinds = []struct {
	cursor, style string
	own           bool
}{
	{"string", "opaque", false},
	{"string", "opaque", true},
	{"id", "opaque", false},
	{"id", "opaque", true},
	{"id", "integer", false},
	{"id", "integer", true},
}

// A cursor leads on whatever is listed, with an id or without, from either end.
func TestCursorsLeadToTheEnd(t *testing.T) {
	for _, tt := range cursorKinds {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			e := compile(t, shelf(tt.cursor, tt.style, tt.own)).New(engine.Config{})
			fill(e, 7)
			for path, want := range map[string]string{
				"/jars?limit=3":               "[a b c][d e f][g]",
				"/jars?limit=3&order=latest":  "[g f e][d c b][a]",
				"/jars?limit=7":               "[a b c d e f g]",
				"/deeds?limit=3":              "[a b c][d e f][g]",
				"/deeds?limit=3&order=latest": "[g f e][d c b][a]",
			} {
				member := "of"
				if strings.HasPrefix(path, "/deeds") {
					member = "jar.of"
				}
				if got := pages(t, e, path, member, nil); got != want {
					t.Errorf("%s = %s, want %s", path, got, want)
				}
			}
		})
	}
}

// A cursor outlives its record: whoever removes what is listed still sees all of it, and what is made meanwhile shifts
// no page.
func TestCursorsOutliveTheirRecords(t *testing.T) {
	for _, tt := range cursorKinds {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			for _, order := range []string{"", "&order=latest"} {
				e := compile(t, shelf(tt.cursor, tt.style, tt.own)).New(engine.Config{})
				fill(e, 7)
				want := map[string]string{"": "[a b c][d e f][g x y]", "&order=latest": "[g f e][d c b][a]"}[order]
				made := 0
				got := pages(t, e, "/jars?limit=3"+order, "of", func(page []engine.Value) {
					for _, jar := range page {
						if w := ask(e, http.MethodDelete, "/jars/"+jar.Get("id").String(), "", ""); w.Code >= 300 {
							t.Fatalf("remove = %d %s", w.Code, w.Body)
						}
					}
					if made++; made < 3 {
						ask(e, http.MethodPost, "/jars", "", "of="+string(rune('w'+made)))
					}
				})
				if got != want {
					t.Errorf("removed while listed%s: %s, want %s", order, got, want)
				}
			}
		})
	}
}

// A record that no longer is what was asked for is no end of the list either.
func TestCursorsOutliveTheFilter(t *testing.T) {
	for _, tt := range cursorKinds {
		e := compile(t, shelf(tt.cursor, tt.style, tt.own)).New(engine.Config{})
		for range 5 {
			ask(e, http.MethodPost, "/jars", "", "of=jam")
		}
		got := pages(t, e, "/jars?limit=2&of=jam", "of", func(page []engine.Value) {
			for _, jar := range page {
				ask(e, http.MethodPatch, "/jars/"+jar.Get("id").String(), "", "of=nothing")
			}
		})
		if want := "[jam jam][jam jam][jam]"; got != want {
			t.Errorf("%v: changed while listed: %s, want %s", tt, got, want)
		}
	}
}

// The cursor is the id of the last record where the API says that cursors are ids.
func TestCursorsThatAreIDs(t *testing.T) {
	for _, style := range []string{"opaque", "integer"} {
		e := compile(t, shelf("id", style, false)).New(engine.Config{})
		ids := fill(e, 4)
		got := engine.JSONValue(ask(e, http.MethodGet, "/jars?limit=2", "", "").Body.String())
		if next := got.Get("next"); next.String() != ids[1] || (next.Kind() == engine.IntKind) != (style == "integer") {
			t.Errorf("%s: next = %s, want the id %s", style, next.AppendJSON(nil), ids[1])
		}
	}
}

// What was never a cursor is refused, and so is a cursor of another list.
func TestCursorsThatAreNone(t *testing.T) {
	for _, tt := range cursorKinds {
		e := compile(t, shelf(tt.cursor, tt.style, tt.own)).New(engine.Config{})
		fill(e, 4)
		wrong := []string{"nonsense", "999999", "-1", "amFyOg", "amFyOjk5OTk5OQ"}
		if tt.cursor == "string" {
			wrong = append(wrong, engine.JSONValue(ask(e, http.MethodGet, "/deeds?limit=2", "", "").Body.String()).Get("next").String())
		}
		for _, cursor := range wrong {
			w := ask(e, http.MethodGet, "/jars?after="+cursor, "", "")
			if why := w.Header().Get(engine.ExplainHeader); w.Code != http.StatusBadRequest || !strings.Contains(why, "is no cursor of this list") {
				t.Errorf("%v: after=%s = %d %s, want 400", tt, cursor, w.Code, why)
			}
		}
	}
}

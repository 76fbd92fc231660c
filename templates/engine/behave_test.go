package engine_test

import (
	"testing"
	"time"

	"github.com/chargegen/chargegen/templates/engine"
)

// room is a small API of tables written by hand: a room that can be booked once it is clean.
func room() *engine.API {
	return &engine.API{
		Name:    "rooms",
		IDs:     engine.IDs{Style: "prefixed", Attribute: "id"},
		Error:   engine.ErrorShape{Object: "fault", Code: []string{"error", "code"}, Message: []string{"error", "text"}},
		Account: []engine.Field{{Name: "strict", Type: engine.Type{Kind: "boolean"}, Default: false}, {Name: "rate", Type: engine.Type{Kind: "decimal"}, Default: "7.5"}},
		Errors:  []engine.Error{{Code: "dirty", Status: 409, Message: "it is dirty"}, {Code: "late", Status: 422}},
		Tables:  []engine.Table{{Name: "sizes", Columns: []string{"beds"}, Rows: []engine.Row{{Key: "s", Cells: []any{1}}, {Key: "l", Cells: []any{4}}}}},
		Objects: []engine.Object{{Name: "fault"}},
		Resources: []engine.Resource{{
			Object: engine.Object{Name: "room", IDPrefix: "room", Fields: []engine.Field{
				{Name: "id", Type: engine.Type{Kind: "id", Of: "room"}},
				{Name: "clean", Type: engine.Type{Kind: "boolean"}},
				{Name: "booked", Type: engine.Type{Kind: "boolean"}},
				{Name: "size", Type: engine.Type{Kind: "string"}, Nullable: true},
				{Name: "price", Type: engine.Type{Kind: "integer"}},
				{Name: "tax", Type: engine.Type{Kind: "integer"}},
				{Name: "since", Type: engine.Type{Kind: "datetime"}, Nullable: true},
			}},
			Clocks:  []engine.Stopwatch{{Name: "age", Since: "since"}},
			Windows: []engine.Window{{Name: "rest", Default: 48 * time.Hour, Cases: []engine.WindowCase{{When: engine.Cond{Expr: engine.Account("strict")}, Length: 24 * time.Hour}}}},
			Let:     []engine.Binding{{Name: "bedding", Value: engine.Lookup{Table: "sizes", Key: engine.Self("size"), Default: "s"}}},
			States: []engine.State{
				{Name: "dirty", Fields: []engine.Binding{{Name: "clean", Value: false}, {Name: "booked", Value: false}}},
				{Name: "free", Fields: []engine.Binding{{Name: "clean", Value: true}, {Name: "booked", Value: false}}},
				{Name: "taken", Fields: []engine.Binding{{Name: "clean", Value: true}, {Name: "booked", Value: true}}},
			},
			Invariants: []engine.Cond{{Text: "!booked || clean", Expr: engine.Or{engine.Not{engine.Self("booked")}, engine.Self("clean")}}},
			Derive:     []engine.Binding{{Name: "tax", Value: engine.Percent{Of: engine.Self("price"), Rate: engine.Account("rate"), Round: "half_up"}}},
			Timers:     []engine.Timer{{Name: "dust", When: &engine.Cond{Expr: engine.Self("clean")}, Clock: "age", After: "rest", Effect: engine.Outcome{To: "dirty", Set: []engine.Binding{{Name: "since", Value: engine.Null{}}}}}},
			Operations: []engine.Operation{{
				Name: "book", Kind: "action", Method: "POST", Path: "/rooms/{id}/book",
				Params: []engine.Field{{Name: "id", In: "path", Type: engine.Type{Kind: "id", Of: "room"}}, {Name: "guests", Type: engine.Type{Kind: "integer"}, Default: 1}},
				Guards: []engine.Guard{
					{Require: &engine.Cond{Text: "clean", Expr: engine.Self("clean")}, Error: "dirty"},
					{Deny: &engine.Cond{Text: "param.guests > bedding.beds", Expr: engine.Gt{engine.Param("guests"), engine.Let("bedding.beds")}}, Error: "late"},
					{Deny: &engine.Cond{Text: "age >= rest", Expr: engine.Ge{engine.Elapsed("age"), engine.Length("rest")}}, Error: "late"},
				},
				Outcomes: []engine.Outcome{{To: "taken"}},
			}},
		}},
	}
}

func compile(t testing.TB, api *engine.API) *engine.Program {
	t.Helper()
	p, err := engine.Compile(api)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// of is a room with these values, by attribute.
func of(class *engine.Class, values map[string]engine.Value) engine.Record {
	rec := class.Blank(&engine.Case{}, "room_1")
	for i, f := range class.Resource.Fields {
		if v, ok := values[f.Name]; ok {
			rec.Values[i] = v
		}
	}
	return rec
}

func TestDecide(t *testing.T) {
	class := compile(t, room()).Class("room")
	book := class.Call("book")
	clean := map[string]engine.Value{"clean": engine.BoolValue(true), "since": engine.TimeValue(1000)}
	large := map[string]engine.Value{"clean": engine.BoolValue(true), "size": engine.TextValue("l")}
	const day = 24 * 60 * 60
	tests := []struct {
		name   string
		rec    map[string]engine.Value
		now    int64
		strict bool
		guests int64
		want   engine.Verdict
	}{
		{"not clean", nil, 1000, false, 0, engine.Verdict{Guard: 0, Error: "dirty", Outcome: -1}},
		{"the default of the parameter fits", clean, 1000, false, 0, engine.Verdict{Guard: -1, Outcome: 0}},
		{"too many guests", clean, 1000, false, 2, engine.Verdict{Guard: 1, Error: "late", Outcome: -1}},
		{"enough beds", large, 1000, false, 4, engine.Verdict{Guard: -1, Outcome: 0}},
		{"a second before the end", clean, 1000 + 2*day - 1, false, 0, engine.Verdict{Guard: -1, Outcome: 0}},
		{"at the end", clean, 1000 + 2*day, false, 0, engine.Verdict{Guard: 2, Error: "late", Outcome: -1}},
		{"at the end of the other window", clean, 1000 + day, true, 0, engine.Verdict{Guard: 2, Error: "late", Outcome: -1}},
		{"a clock that counts from nothing", large, 1 << 40, true, 0, engine.Verdict{Guard: -1, Outcome: 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &engine.Case{Now: tt.now, Self: of(class, tt.rec), Facts: []engine.Value{engine.BoolValue(tt.strict)}, Params: make([]engine.Value, 2)}
			if tt.guests > 0 {
				c.Params[1] = engine.IntValue(tt.guests)
			}
			if got := book.Decide(c); got != tt.want {
				t.Errorf("Decide = %+v, want %+v", got, tt.want)
			}
		})
	}
}

// What an effect does not name stays as it is, and the object before it stays untouched.
func TestApplyChangesOnlyWhatIsNamed(t *testing.T) {
	class := compile(t, room()).Class("room")
	before := of(class, map[string]engine.Value{"clean": engine.BoolValue(true), "size": engine.TextValue("l"), "price": engine.IntValue(1001)})
	c := &engine.Case{Self: before, Params: make([]engine.Value, 2)}
	after := class.Call("book").Apply(c, 0)
	for i, f := range class.Resource.Fields {
		want := before.Values[i]
		switch f.Name {
		case "booked":
			want = engine.BoolValue(true)
		case "tax":
			want = engine.IntValue(75) // 7.5 percent of 1001 is 75.075
		}
		if !after.Values[i].Equal(want) {
			t.Errorf("%s = %s, want %s", f.Name, after.Values[i], want)
		}
	}
	if before.Get("booked").Bool() {
		t.Error("Apply changed the object before")
	}
	if got := after.State(c); got != "taken" {
		t.Errorf("State = %q, want taken", got)
	}
	if got := after.Broken(c); got != -1 {
		t.Errorf("Broken = %d, want -1", got)
	}
	wrong := of(class, map[string]engine.Value{"booked": engine.BoolValue(true)})
	if got := wrong.Broken(c); got != 0 {
		t.Errorf("Broken = %d, want 0 for a dirty room that is booked", got)
	}
}

func TestTimer(t *testing.T) {
	class := compile(t, room()).Class("room")
	dust := class.Timers[0]
	c := &engine.Case{Self: of(class, map[string]engine.Value{"clean": engine.BoolValue(true), "since": engine.TimeValue(1000)})}
	if at, ok := dust.Due(c); !ok || at != 1000+48*60*60 || !dust.Holds(c) {
		t.Errorf("Due = %d, %v, want two days after 1000", at, ok)
	}
	after, event := dust.Apply(c)
	if event != "" || after.State(c) != "dirty" || !after.Get("since").IsNull() {
		t.Errorf("after it fired: state %q, since %s, event %q", after.State(c), after.Get("since"), event)
	}
	c.Self = after
	if at, ok := dust.Due(c); ok || dust.Holds(c) {
		t.Errorf("Due = %d, %v, want none where its time is null", at, ok)
	}
}

func TestPercent(t *testing.T) {
	tests := []struct {
		of          int64
		rate, round string
		want        int64
	}{
		{12345, "3.65", "half_up", 451},
		{31000, "3.65", "half_up", 1132},
		{1132, "7.0", "half_up", 79},
		{50, "1", "half_up", 1},
		{50, "1", "half_even", 0},
		{150, "1", "half_even", 2},
		{50, "1", "down", 0},
		{1, "1", "up", 1},
		{-50, "1", "half_up", -1},
		{-149, "1", "down", -1},
		{9223372036854775807, "100", "down", 9223372036854775807},
	}
	for _, tt := range tests {
		api := room()
		api.Account[1].Default = tt.rate
		api.Resources[0].Derive[0].Value = engine.Percent{Of: engine.Self("price"), Rate: engine.Account("rate"), Round: tt.round}
		class := compile(t, api).Class("room")
		c := &engine.Case{Self: of(class, map[string]engine.Value{"price": engine.IntValue(tt.of)}), Params: make([]engine.Value, 2)}
		if got := class.Call("book").Apply(c, 0).Get("tax").Int(); got != tt.want {
			t.Errorf("%s percent of %d, %s = %d, want %d", tt.rate, tt.of, tt.round, got, tt.want)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(*engine.API)
		want   string
	}{
		{"an attribute", func(a *engine.API) { a.Resources[0].Derive[0].Value = engine.Self("colour") }, `engine: room: unknown attribute "colour"`},
		{"a parameter", func(a *engine.API) {
			a.Resources[0].Operations[0].Outcomes[0].Set = []engine.Binding{{Name: "size", Value: engine.Param("x")}}
		}, `engine: room.book: unknown parameter "x"`},
		{"a state", func(a *engine.API) { a.Resources[0].Operations[0].Outcomes[0].To = "gone" }, `engine: room.book: an outcome leads to the unknown state "gone"`},
		{"an error", func(a *engine.API) { a.Resources[0].Operations[0].Guards[0].Error = "x" }, `engine: room.book: a guard names the unknown error "x"`},
		{"a table", func(a *engine.API) { a.Resources[0].Let[0].Value = engine.Lookup{Table: "x", Key: "k"} }, `engine: room: unknown table "x"`},
		{"a let of itself", func(a *engine.API) { a.Resources[0].Let[0].Value = engine.Let("bedding") }, `engine: room: let "bedding" refers to itself`},
		{"a path twice", func(a *engine.API) {
			o := a.Resources[0].Operations[0]
			o.Name = "again"
			a.Resources[0].Operations = append(a.Resources[0].Operations, o)
		}, `engine: room.again: POST /rooms/{id}/book is also what room.book answers`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			api := room()
			tt.change(api)
			if _, err := engine.Compile(api); err == nil || err.Error() != tt.want {
				t.Errorf("Compile = %v, want %s", err, tt.want)
			}
		})
	}
}

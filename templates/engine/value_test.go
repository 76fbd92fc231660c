package engine_test

import (
	"encoding/json"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

func TestParseJSON(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"order and spelling stay", `{"b": 1.50, "a": [true, null, -0, 1e3], "c": "x\u00e9\n"}`, `{"b":1.50,"a":[true,null,-0,1e3],"c":"xé\n"}`},
		{"the last of two holds", `{"a":1,"b":2,"a":3}`, `{"a":3,"b":2}`},
		{"a pair of escapes", `"\ud83d\ude00"`, `"😀"`},
		{"half a pair", `"\ud83d x"`, `"� x"`},
		{"not UTF-8", "\"\xff\"", `"�"`},
		{"control characters", `"\u0001\u001f"`, `"\u0001\u001f"`},
		{"large numbers", `123456789012345678901234567890`, `123456789012345678901234567890`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, err := engine.ParseJSON([]byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := string(v.AppendJSON(nil)); got != tt.want {
				t.Errorf("ParseJSON(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestParseJSONRefuses(t *testing.T) {
	for _, in := range []string{"", "{", "[1,]", `{"a"}`, `{"a":1,}`, "01", "1.", "1e", "+1", "tru", `"a`, "\"a\nb\"", `"\x"`, `"\u12"`, "1 2", "[", "nul", "{]"} {
		if v, err := engine.ParseJSON([]byte(in)); err == nil {
			t.Errorf("ParseJSON(%q) = %s, want an error", in, v.AppendJSON(nil))
		}
	}
}

// What encoding/json reads, the engine reads, and to the same value; what it refuses, the engine refuses.
func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5e-3,"\u00e9",true,null,{}]}`, `"\ud800"`, `[[[[]]]]`, ` 0 `, `-`, "\"\xc3\x28\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		v, err := engine.ParseJSON(in)
		if err != nil {
			return
		}
		if !json.Valid(in) {
			t.Fatalf("ParseJSON(%q) took what is not JSON", in)
		}
		out := v.AppendJSON(nil)
		again, err := engine.ParseJSON(out)
		if err != nil || !json.Valid(out) {
			t.Fatalf("ParseJSON(%q) wrote %q, which is not JSON: %v", in, out, err)
		}
		if string(again.AppendJSON(nil)) != string(out) {
			t.Fatalf("%q was written as %q, then as %q", in, out, again.AppendJSON(nil))
		}
	})
}

func TestEqual(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{`1`, `1.0`, true},
		{`1`, `"1"`, false},
		{`null`, `null`, true},
		{`null`, `false`, false},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true},
		{`{"a":1}`, `{"a":1,"b":2}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`"x"`, `"x"`, true},
	}
	for _, tt := range tests {
		a, err := engine.ParseJSON([]byte(tt.a))
		if err != nil {
			t.Fatal(err)
		}
		b, err := engine.ParseJSON([]byte(tt.b))
		if err != nil {
			t.Fatal(err)
		}
		if a.Equal(b) != tt.want || b.Equal(a) != tt.want {
			t.Errorf("%s equals %s: got %v and %v, want %v", tt.a, tt.b, a.Equal(b), b.Equal(a), tt.want)
		}
	}
}

package client

import (
	"encoding/json"
	"fmt"
	"testing"
)

// differences shows each kind of text that is read otherwise than encoding/json reads it: its weight, labels, tags, and
// what is kept as unknown. What FuzzDecode passes over is of these kinds.
var differences = []struct{ name, text, ours, theirs string }{
	{"another case", `{"WEIGHT":3}`, `0 [] map[] [{WEIGHT 3}]`, `3 [] map[] []`},
	{"another case of letters beyond ASCII", `{"la\u0062el\u017f":["a"]}`, `0 [] map[] [{labelſ ["a"]}]`, `0 [a] map[] []`},
	{"a null among texts", `{"labels":["a",null]}`, `0 [a] map[] []`, `0 [a ] map[] []`},
	{"a free object twice", `{"tags":{"a":1},"tags":{"b":2}}`, `0 [] map[b:2] []`, `0 [] map[a:1 b:2] []`},
}

func TestDifferences(t *testing.T) {
	for _, tt := range differences {
		t.Run(tt.name, func(t *testing.T) {
			var ours Parcel
			if err := decodeText([]byte(tt.text), &ours); err != nil {
				t.Fatal(err)
			}
			var theirs struct {
				Weight int64          `json:"weight"`
				Labels []string       `json:"labels"`
				Tags   map[string]any `json:"tags"`
			}
			if err := json.Unmarshal([]byte(tt.text), &theirs); err != nil {
				t.Fatal(err)
			}
			if got := shown(ours.Weight, ours.Labels, ours.Tags, ours.rest.more); got != tt.ours {
				t.Errorf("ours = %s, want %s", got, tt.ours)
			}
			if got := shown(theirs.Weight, theirs.Labels, theirs.Tags, nil); got != tt.theirs {
				t.Errorf("encoding/json = %s, want %s", got, tt.theirs)
			}
		})
	}
}

func shown(weight int64, labels []string, tags map[string]any, more []member) string {
	return fmt.Sprint(weight, labels, tags, more)
}

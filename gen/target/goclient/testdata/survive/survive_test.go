package survive

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func value(t *testing.T, text string) any {
	t.Helper()
	var v any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestExamplesSurvive(t *testing.T) {
	for _, e := range examples {
		if err := json.Unmarshal([]byte(e.text), e.into); err != nil {
			t.Errorf("%v\n%s", err, e.text)
			continue
		}
		got, err := json.Marshal(e.into)
		if err != nil {
			t.Error(err)
			continue
		}
		if !reflect.DeepEqual(value(t, e.text), value(t, string(got))) {
			t.Errorf("read  %s\nwrote %s", e.text, got)
		}
	}
}

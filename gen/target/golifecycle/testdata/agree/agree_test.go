package agree

import (
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"
)

type question struct {
	Name    string
	Now     int64
	Object  json.RawMessage
	Facts   json.RawMessage
	Code    string
	Status  int
	Message string
}

// Each question is answered as the engine answered it.
func TestAgree(t *testing.T) {
	data, err := os.ReadFile("questions.json")
	if err != nil {
		t.Fatal(err)
	}
	var questions []question
	if err := json.Unmarshal(data, &questions); err != nil {
		t.Fatal(err)
	}
	faults := 0
	for _, q := range questions {
		state, err := ask(q.Name, q.Object, q.Facts, time.Unix(q.Now, 0))
		if fault := q.fault(state, err); fault != "" {
			t.Errorf("%s of %s with %s: %s", q.Name, q.Object, q.Facts, fault)
			if faults++; faults > 20 {
				t.Fatal("and so on")
			}
		}
	}
}

func (q *question) fault(state string, err error) string {
	var r *refusal
	switch {
	case err == nil && state == "" && q.Code == "":
		return ""
	case err == nil && state == q.Code:
		return ""
	case err == nil:
		return "got " + state + ", want " + q.Code
	case !errors.As(err, &r) || string(r.Code) != q.Code || !errors.Is(err, code(q.Code)):
		return "got " + err.Error() + ", want " + q.Code
	case r.Status != q.Status || q.Message != "" && r.Message != q.Message || r.Op == "":
		return "got another status or message: " + err.Error()
	}
	return ""
}

package client

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func TestConvergingLooksFirst(t *testing.T) {
	const post, get = "POST /parcels/prcl_test_1/close", "GET /parcels/prcl_test_1"
	already := says(422, refusedBody)
	tests := []struct {
		name  string
		steps []step
		want  []string
		ok    bool
		code  ErrorCode
	}{
		{"at once", []step{says(200, closedParcel)}, []string{post}, true, ""},
		{"refused at once", []step{already}, []string{post}, false, ErrAlreadyClosed},
		{"answer lost, effect there", []step{lost, says(200, closedParcel)}, []string{post, get}, true, ""},
		{"effect before a 500", []step{says(500, ""), says(200, closedParcel)}, []string{post, get}, true, ""},
		{"request lost", []step{lost, says(200, openParcel), says(200, closedParcel)}, []string{post, get, post}, true, ""},
		{"effect between look and second", []step{lost, says(200, openParcel), already, says(200, closedParcel)}, []string{post, get, post, get}, true, ""},
		{"refused for something else", []step{lost, says(200, openParcel), says(422, `{"code":"gone"}`), says(200, openParcel)}, []string{post, get, post, get}, false, ErrGone},
		{"looking fails, then closed", []step{lost, says(404, ""), says(200, closedParcel)}, []string{post, get, post}, true, ""},
		{"never an answer", []step{lost}, []string{post, get, get, get, post, get, get, get, post, get, get, get}, false, ""},
		{"effect of the last attempt", []step{lost, says(200, openParcel), lost, says(200, openParcel), lost, lost, says(200, closedParcel)}, []string{post, get, post, get, post, get, get}, true, ""},
		{"half read", []step{halfRead, says(200, closedParcel)}, []string{post, get}, true, ""},
		{"turned away", []step{says(429, ""), says(200, closedParcel)}, []string{post, post}, true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r Response
			c, s, _ := scripted(t, tt.steps)
			p, err := c.Parcels.Close(context.Background(), "prcl_test_1", WithResponse(&r))
			if (err == nil) != tt.ok || !slices.Equal(s.sent, tt.want) {
				t.Fatalf("Close = %v, %v, sent %q, want %q, ok = %v", p, err, s.sent, tt.want, tt.ok)
			}
			if tt.ok && p.Status != "closed" {
				t.Errorf("Close = %+v, want the closed parcel", p)
			}
			if tt.code != "" && !errors.Is(err, tt.code) {
				t.Errorf("Close = %v, want %q", err, tt.code)
			}
			if back := tt.ok && tt.want[len(tt.want)-1] == get; r.ReadBack != back {
				t.Errorf("read back = %v, want %v", r.ReadBack, back)
			}
			var e *CallError
			if tt.name == "never an answer" && (!errors.As(err, &e) || e.Outcome != OutcomeUnknown) {
				t.Errorf("Close = %v, want an unknown outcome", err)
			}
		})
	}
}

// What is not there after an answer was lost is what was asked for, and nothing else makes a refusal a success.
func TestDeletingLooks(t *testing.T) {
	const del, get, shred = "DELETE /parcels/prcl_test_1", "GET /parcels/prcl_test_1", "DELETE /parcels/prcl_test_1/all"
	absent, open := says(404, `{"code":"gone"}`), says(200, openParcel)
	tests := []struct {
		name  string
		steps []step
		want  []string
		ok    bool
	}{
		{"at once", []step{says(204, "")}, []string{del}, true},
		{"refused at once", []step{absent}, []string{del}, false},
		{"turned away, then refused", []step{says(429, ""), absent}, []string{del, del}, false},
		{"never left, then refused", []step{notSent, absent}, []string{del, del}, false},
		{"answer lost, gone", []step{lost, absent}, []string{del, get}, true},
		{"gone before a 500", []step{says(500, ""), absent}, []string{del, get}, true},
		{"answer lost, marked as gone", []step{lost, says(200, parcelIn("deleted"))}, []string{del, get}, true},
		{"request lost", []step{lost, open, says(204, "")}, []string{del, get, del}, true},
		{"gone between look and second", []step{lost, open, absent}, []string{del, get, del}, true},
		{"another page in its place", []step{lost, says(404, "no such page"), says(404, "no such page")}, []string{del, get, del, get}, false},
		{"refused for something else", []step{lost, open, says(422, refusedBody), open}, []string{del, get, del, get}, false},
		{"gone after the last attempt", []step{lost, open, lost, open, lost, absent}, []string{del, get, del, get, del, get}, true},
		{"still there", []step{lost, open, lost, open, lost, open}, []string{del, get, del, get, del, get}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r Response
			c, s, _ := scripted(t, tt.steps)
			err := c.Parcels.Delete(context.Background(), "prcl_test_1", WithResponse(&r))
			if (err == nil) != tt.ok || !slices.Equal(s.sent, tt.want) {
				t.Fatalf("Delete = %v, sent %q, want %q, ok = %v", err, s.sent, tt.want, tt.ok)
			}
			if back := tt.ok && r.Status != 204; r.ReadBack != back {
				t.Errorf("read back = %v, want %v", r.ReadBack, back)
			}
			var e *CallError
			if tt.name == "still there" && (!errors.As(err, &e) || e.Outcome != OutcomeUnknown) {
				t.Errorf("Delete = %v, want an unknown outcome: a late request may still take it away", err)
			}
		})
	}
	for _, tt := range []struct {
		name  string
		steps []step
		want  []string
		left  string // the name in the result; "" for an error
	}{
		{"answered", []step{lost, says(200, `{"name":"Ada"}`)}, []string{shred, shred}, "Ada"},
		{"what nothing reads is gone", []step{lost, absent}, []string{shred, shred}, "prcl_test_1"},
		{"what nothing reads was never there", []step{absent}, []string{shred}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, s, _ := scripted(t, tt.steps)
			left, err := c.Parcels.Shred(context.Background(), "prcl_test_1")
			if (err == nil) != (tt.left != "") || err == nil && left.Name != tt.left || !slices.Equal(s.sent, tt.want) {
				t.Errorf("Shred = %+v, %v, sent %q, want %q and the name %q", left, err, s.sent, tt.want, tt.left)
			}
		})
	}
}

func TestEnsure(t *testing.T) {
	const post, get = "POST /parcels/prcl_test_1/close", "GET /parcels/prcl_test_1"
	tests := []struct {
		name  string
		steps []step
		want  []string
		ok    bool
	}{
		{"done before", []step{says(200, closedParcel)}, []string{get}, true},
		{"done now", []step{says(200, openParcel), says(200, closedParcel)}, []string{get, post}, true},
		{"done by another in between", []step{says(200, openParcel), says(422, refusedBody), says(200, closedParcel)}, []string{get, post, get}, true},
		{"answer lost", []step{says(200, openParcel), lost, says(200, closedParcel)}, []string{get, post, get}, true},
		{"refused", []step{says(200, openParcel), says(422, refusedBody), says(200, openParcel)}, []string{get, post, get}, false},
		{"accepted, seen later", []step{says(200, openParcel), says(200, openParcel), says(200, closedParcel)}, []string{get, post, get}, true},
		{"accepted, never seen", []step{says(200, openParcel)}, []string{get, post, get}, false},
		{"accepted, cannot be read", []step{says(200, openParcel), says(200, openParcel), says(404, "")}, []string{get, post, get}, false},
		{"cannot be read", []step{says(404, "")}, []string{get}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, s, _ := scripted(t, tt.steps)
			p, err := c.Parcels.EnsureClosed(context.Background(), "prcl_test_1")
			if (err == nil) != tt.ok || !slices.Equal(s.sent, tt.want) || tt.ok && p.Status != "closed" || !tt.ok && p != nil {
				t.Errorf("EnsureClosed = %+v, %v, sent %q, want %q, ok = %v", p, err, s.sent, tt.want, tt.ok)
			}
		})
	}
	c, s, _ := scripted(t, []step{lost})
	if _, err := c.Parcels.EnsureClosed(context.Background(), ".."); !errors.Is(err, FixRequest) || len(s.sent) != 0 {
		t.Errorf("EnsureClosed of .. = %v, want a refusal", err)
	}
	if _, err := c.Parcels.EnsureClosed(context.Background(), "prcl_test_1", WithTimeout(-1)); err == nil || len(s.sent) != 0 {
		t.Errorf("EnsureClosed with a bad option = %v, want a refusal", err)
	}
}

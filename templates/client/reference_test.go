package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const (
	nothingListed = `{"total":0,"data":[]}`
	othersListed  = `{"total":2,"data":[{"id":"a","note":"order-2"},null]}`
	oursListed    = `{"total":2,"data":[{"id":"a","note":"order-2"},{"id":"b","note":"order-1"}]}`
)

func TestReference(t *testing.T) {
	tests := []struct {
		name  string
		steps []step
		want  string // the id, or what is in the error
		sent  string // what is sent, a letter each
	}{
		{"answered", []step{says(200, `{"id":"b"}`)}, "b", "P"},
		{"lost and there", []step{lost, says(200, oursListed)}, "b", "PG"},
		{"half an answer", []step{halfRead, says(200, oursListed)}, "b", "PG"},
		{"a gateway's word", []step{says(504, "<html>"), says(200, oursListed)}, "b", "PG"},
		{"late", []step{lost, says(200, nothingListed), says(200, othersListed), says(200, oursListed)}, "b", "PGGG"},
		{"later than we look", []step{lost, says(200, nothingListed)}, "unexpected EOF", "PGGG"},
		{"the list is gone too", []step{lost, lost}, "unexpected EOF", "PGGGGGGGGG"},
		{"never sent", []step{notSent, says(200, `{"id":"b"}`)}, "b", "PP"},
		{"refused", []step{says(422, refusedBody)}, "already_closed", "P"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, s, _ := scripted(t, tt.steps)
			var r Response
			p, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1}, WithReference("order-1"), WithResponse(&r), WithParam("more", true))
			got := fmt.Sprint(err)
			if err == nil {
				got = p.ID
			}
			sent := ""
			for _, line := range s.sent {
				sent += line[:1]
				if line[0] == 'P' && !strings.Contains(line, "note=order-1") || line[0] == 'G' && strings.Contains(line, "more") {
					t.Errorf("sent %q", line)
				}
			}
			if !strings.Contains(got, tt.want) || sent != tt.sent {
				t.Errorf("%s after %s, want %s after %s", got, sent, tt.want, tt.sent)
			}
			if found := strings.Contains(tt.sent, "PG") && err == nil; r.ReadBack != found {
				t.Errorf("ReadBack = %v, want %v", r.ReadBack, found)
			}
			var lost *CallError
			if errors.As(err, &lost) && lost.Outcome != OutcomeUnknown {
				t.Errorf("outcome %q, want unknown", lost.Outcome)
			}
		})
	}
}

func TestReferenceIsRefused(t *testing.T) {
	if _, err := NewClient(testKey, WithReference("x")); err == nil {
		t.Error("a client has taken a reference")
	}
	s := serve(t, reply(200, openParcel))
	c := s.client(t)
	ctx := context.Background()
	_, other := c.Parcels.Create(ctx, ParcelCreateParams{Weight: 1, Note: Some("y")}, WithReference("x"))
	_, reading := c.Parcels.Retrieve(ctx, "prcl_test_1", WithReference("x"))
	_, empty := c.Parcels.Create(ctx, ParcelCreateParams{Weight: 1}, WithReference(""))
	_, broken := c.Parcels.Create(ctx, ParcelCreateParams{Weight: 1}, WithReference("a\nb"))
	for name, err := range map[string]error{"another word": other, "a reading call": reading, "empty": empty, "two lines": broken} {
		if err == nil || s.count() > 0 {
			t.Errorf("%s: %v after %d requests, want a refusal", name, err, s.count())
		}
	}
	if _, err := c.Parcels.Create(ctx, ParcelCreateParams{Weight: 1, Note: Some("x")}, WithReference("x")); err != nil {
		t.Errorf("the same word twice: %v", err)
	}
}

// What was made before the newest thousand is not looked for.
func TestReferenceIsSoughtAmongTheNewest(t *testing.T) {
	page := strings.TrimSuffix(strings.Repeat(`{"id":"a","note":"order-2"},`, 300), ",")
	c, s, _ := scripted(t, []step{func(r *http.Request) (*http.Response, error) { return says(200, `{"data":[`+page+`]}`)(r) }})
	if _, ok, err := c.Parcels.ByReference(context.Background(), "order-1"); ok || err != nil || len(s.sent) != 4 {
		t.Errorf("ByReference = %v, %v after %d pages, want nothing after 4", ok, err, len(s.sent))
	}
}

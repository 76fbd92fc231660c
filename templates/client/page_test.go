package client

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// pageServer answers with pages of two of five parcels; a sixth request fails.
func pageServer(t *testing.T) *server {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		var offset, limit int
		fmt.Sscan(r.URL.Query().Get("offset"), &offset)
		limit = 2
		var data []string
		for i := offset; i < min(offset+limit, 5); i++ {
			data = append(data, fmt.Sprintf(`{"id":"p%d"}`, i))
		}
		fmt.Fprintf(w, `{"total":5,"more":"kept","data":[%s]}`, strings.Join(data, ","))
	})
}

func TestPaging(t *testing.T) {
	s := pageServer(t)
	c := s.client(t)
	list := c.Parcels.List(context.Background(), ParcelListParams{Limit: Some[int64](2)})
	if s.count() != 0 {
		t.Error("a page was read before it was needed")
	}
	for range 2 { // the iterator can be used again
		var ids []string
		for p, err := range list {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != "p0 p1 p2 p3 p4" {
			t.Errorf("records = %s", got)
		}
	}
	if s.count() != 6 {
		t.Errorf("%d requests, want 3 for each walk", s.count())
	}
	for range list {
		break
	}
	if s.count() != 7 {
		t.Errorf("%d requests, want 1 for a walk that ends at the first record", s.count()-6)
	}
	page, err := c.Parcels.ListPage(context.Background(), ParcelListParams{Offset: Some[int64](4)})
	if err != nil || len(page.Data) != 1 || page.Total.Or(0) != 5 || string(UnknownFields(page)["more"]) != `"kept"` {
		t.Errorf("page = %+v, %v", page, err)
	}
}

func TestPagingEndsWithOneError(t *testing.T) {
	calls := 0
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls > 1 {
			reply(500, "")(w, r)
			return
		}
		reply(200, `{"data":[{"id":"p0"}]}`)(w, r)
	})
	records, failures := 0, 0
	for p, err := range s.client(t).Parcels.List(context.Background(), ParcelListParams{}) {
		if err != nil {
			failures++
			continue
		}
		if records++; p.ID != "p0" {
			t.Errorf("record %s", p.ID)
		}
	}
	if records != 1 || failures != 1 || calls != 2 {
		t.Errorf("%d records, %d errors, %d requests, want 1, 1, 2", records, failures, calls)
	}
}

func TestNextNumber(t *testing.T) {
	unknown := Null[int64]()
	tests := []struct {
		number       int64
		got          int
		limit, total Optional[int64]
		want         bool
	}{
		{1, 0, unknown, unknown, false}, {1, 3, unknown, unknown, true}, {1, 3, Some[int64](5), unknown, false}, {1, 5, Some[int64](5), unknown, true},
		{2, 5, Some[int64](5), Some[int64](10), false}, {1, 5, Some[int64](5), Some[int64](10), true},
	}
	for _, tt := range tests {
		if next, got := nextNumber(tt.number, tt.got, tt.limit, tt.total); got != tt.want || next != tt.number+1 {
			t.Errorf("nextNumber(%d, %d, %v, %v) = %d, %v, want %v", tt.number, tt.got, tt.limit, tt.total, next, got, tt.want)
		}
	}
}

func TestNextCursor(t *testing.T) {
	for _, tt := range []struct {
		cursor, next string
		want         bool
	}{{"", "a", true}, {"a", "b", true}, {"a", "", false}, {"a", "a", false}, {"", "", false}} {
		if next, got := nextCursor(tt.cursor, tt.next); got != tt.want || next != tt.next {
			t.Errorf("nextCursor(%q, %q) = %q, %v, want %v", tt.cursor, tt.next, next, got, tt.want)
		}
	}
}

package engine_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/templates/engine"
)

// What the caller does with a request afterwards changes nothing of what it was.
func TestJournalKeepsWhatWasSent(t *testing.T) {
	e := compile(t, room()).New(engine.Config{})
	r := httptest.NewRequest(http.MethodGet, "http://mock.example/rooms", nil)
	for try := range 3 {
		r.Header.Set("Try", strconv.Itoa(try))
		res, err := e.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
	}
	for try, x := range e.Journal() {
		if got := x.Header.Get("Try"); got != strconv.Itoa(try) {
			t.Errorf("request %d was sent with try %s", try, got)
		}
	}
}

// Of a long body the beginning is kept, without what is secret; of one that was too large to be read nothing is.
func TestJournalKeepsLittleOfLongBodies(t *testing.T) {
	api := room()
	text := engine.Type{Kind: "string"}
	book := &api.Resources[0].Operations[0]
	book.Params = append(book.Params, engine.Field{Name: "pin", In: "body", Type: text, Secret: true}, engine.Field{Name: "note", In: "body", Type: text})
	e := compile(t, api).New(engine.Config{})
	const kept = 64 << 10
	for _, size := range []int{100 << 10, 5 << 20} {
		ask(e, http.MethodPost, "/rooms/room_x/book", "", "pin=4242&note="+strings.Repeat("a", size))
	}
	got := e.Journal()
	if len(got[0].Sent) != kept || !strings.HasPrefix(got[0].Sent, "pin=(secret)&note=aaa") {
		t.Errorf("of a long body %d bytes are kept, beginning with %.30q", len(got[0].Sent), got[0].Sent)
	}
	if got[1].Sent != "" || got[1].Status != http.StatusRequestEntityTooLarge {
		t.Errorf("of a body that was answered %d, %d bytes are kept", got[1].Status, len(got[1].Sent))
	}
}

package engine_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/templates/engine"
)

// While a request is worked on, another with its key is turned away; afterwards it gets the first answer. A failure of
// the server's own is not kept.
func TestRepeatedRequests(t *testing.T) {
	api := room()
	api.Idempotency = &engine.Idempotency{Header: "Once", Lifetime: time.Hour}
	begun, end := make(chan bool), make(chan error)
	e := compile(t, api).New(engine.Config{Overrides: map[string]engine.Override{
		"room.book": func(context.Context, *engine.Request) ([]byte, error) {
			begun <- true
			return []byte(`{}`), <-end
		},
	}})
	post := func(body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/rooms/room_x/book", strings.NewReader(body))
		r.Header.Set("Once", "k")
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		return w
	}
	for _, fails := range []bool{true, false} {
		first := make(chan *httptest.ResponseRecorder)
		go func() { first <- post("guests=1") }()
		<-begun
		if w := post("guests=1"); w.Code != http.StatusConflict {
			t.Errorf("while the first is worked on = %d, want 409", w.Code)
		}
		if w := post("guests=2"); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("with other parameters = %d, want 422", w.Code)
		}
		want := http.StatusOK
		if fails {
			want = http.StatusInternalServerError
			end <- errors.New("broken")
		} else {
			end <- nil
		}
		if w := <-first; w.Code != want || w.Header().Get(engine.ReplayHeader) != "" {
			t.Errorf("the first = %d, want %d", w.Code, want)
		}
	}
	if w := post("guests=1"); w.Code != http.StatusOK || w.Header().Get(engine.ReplayHeader) != "true" {
		t.Errorf("repeated = %d %v, want the first answer again", w.Code, w.Header())
	}
}

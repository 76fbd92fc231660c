package mockserver_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/mockserver"
	"github.com/chargegen/chargegen/gen/model"
)

// parcels is the model of the API that the mock's tests share.
func parcels(t *testing.T) *model.API {
	t.Helper()
	return gentest.Build(t, "../tables/testdata/parcels.yaml")
}

// serve starts a mock and returns where it answers and what stops it.
func serve(t *testing.T, cfg mockserver.Config) (mockserver.Ready, func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan mockserver.Ready, 1), make(chan error, 1)
	cfg.Ready = func(r mockserver.Ready) error {
		ready <- r
		return nil
	}
	api := parcels(t)
	go func() { done <- mockserver.Serve(ctx, api, cfg) }()
	stop := func() error {
		cancel()
		return <-done
	}
	select {
	case r := <-ready:
		return r, stop
	case err := <-done:
		cancel()
		t.Fatal(err)
	}
	return mockserver.Ready{}, nil
}

func TestServeAnswersUntilItIsStopped(t *testing.T) {
	var log bytes.Buffer
	r, stop := serve(t, mockserver.Config{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	if want := "curl " + r.URL + "/parcels -u desk_trial_1:"; r.Curl != want {
		t.Errorf("Curl = %q, want %q", r.Curl, want)
	}
	rq, err := http.NewRequest(http.MethodGet, r.URL+"/parcels", nil)
	if err != nil {
		t.Fatal(err)
	}
	rq.SetBasicAuth("desk_trial_1", "")
	res, err := http.DefaultClient.Do(rq)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"from":"1970-01-01T00:00:00Z","to":"2026-01-01T00:00:00Z","limit":10,"offset":0,"total":0,"order":"oldest","path":"/parcels","items":[]}`
	if string(body) != want {
		t.Errorf("body = %s, want %s", body, want)
	}
	if err := stop(); err != nil {
		t.Errorf("Serve = %v, want nil after it was stopped", err)
	}
	if !strings.Contains(log.String(), `"operation":"parcel.list"`) {
		t.Errorf("log = %s, want a line for parcel.list", log.String())
	}
	if _, err := net.DialTimeout("tcp", r.Addr.String(), time.Second); err == nil {
		t.Errorf("%s still listens", r.Addr)
	}
}

func TestServeRefusesWhatItCannotDo(t *testing.T) {
	tests := []struct {
		name string
		cfg  mockserver.Config
		want string
	}{
		{"address", mockserver.Config{Addr: "127.0.0.1:none"}, "lookup"},
		{"fact", mockserver.Config{Facts: map[string]string{"mood": "good"}}, `unknown account fact "mood"; there are patient, rate`},
		{"value", mockserver.Config{Facts: map[string]string{"patient": "maybe"}}, "the account's patient must be true or false"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := mockserver.Serve(t.Context(), parcels(t), tt.cfg)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Serve = %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// A caller that sends half a request and waits, and one that does not read its answer, keep nobody else waiting.
func TestSlowCallersStallNobody(t *testing.T) {
	r, stop := serve(t, mockserver.Config{Grace: time.Second})
	for _, half := range []string{
		"POST /parcels HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ngrams=",
		"GET /parcels HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", r.Addr.String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, half); err != nil {
			t.Fatal(err)
		}
	}
	client := http.Client{Timeout: 5 * time.Second}
	for range 20 {
		res, err := client.Get(r.URL + "/parcels")
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusUnauthorized {
			t.Errorf("status = %d, want 401", res.StatusCode)
		}
	}
	client.CloseIdleConnections()
	if err := stop(); err != nil {
		t.Errorf("Serve = %v, want nil: requests that never end are broken off", err)
	}
}

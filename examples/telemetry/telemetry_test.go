package telemetry_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/chargegen/chargegen/examples/telemetry"
	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

// reversed makes a hold and reverses it twice: the second time is refused.
func reversed(t *testing.T, c *omise.Client) string {
	t.Helper()
	ctx := context.Background()
	ch, err := c.Charges.Create(ctx, omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_5g5mep9yrko3vx2f0hx"), Capture: omise.Some(false),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Charges.Reverse(ctx, ch.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Charges.Reverse(ctx, ch.ID); !errors.Is(err, omise.ErrAlreadyReversed) {
		t.Fatalf("the second Reverse = %v", err)
	}
	return ch.ID
}

func clientWith(t *testing.T, h omise.Hooks) (*omisemock.Mock, *omise.Client) {
	t.Helper()
	mock := omisemock.New(t)
	c, err := mock.ClientFor(omisemock.Key, omise.WithHooks(h))
	if err != nil {
		t.Fatal(err)
	}
	return mock, c
}

func TestTraces(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tracer := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans)).Tracer("test")
	_, c := clientWith(t, telemetry.Traces(tracer))
	id := reversed(t, c)
	var got []string
	for _, s := range spans.Ended() {
		line := s.Name()
		for _, a := range s.Attributes() {
			line += " " + string(a.Key) + "=" + a.Value.Emit()
		}
		got = append(got, line)
	}
	want := []string{
		"charge.create http.request.method=POST url.template=/charges http.request.resend_count=0 http.response.status_code=200",
		"charge.reverse http.request.method=POST url.template=/charges/{id}/reverse http.request.resend_count=0 http.response.status_code=200",
		"error.type=already_reversed",
		"state.before=authorized state.after=reversed",
	}
	all := strings.Join(got, "\n")
	for _, part := range append(want, "object.id="+id) {
		if !strings.Contains(all, part) {
			t.Errorf("the spans lack %q:\n%s", part, all)
		}
	}
	last := spans.Ended()[len(spans.Ended())-1]
	if len(spans.Ended()) != 3 || last.Status().Code != codes.Error {
		t.Errorf("%d spans, the last with status %v; want 3 and an error", len(spans.Ended()), last.Status())
	}
}

func TestMetrics(t *testing.T) {
	reg := prometheus.NewRegistry()
	hooks, err := telemetry.Metrics(reg)
	if err != nil {
		t.Fatal(err)
	}
	_, c := clientWith(t, hooks)
	reversed(t, c)
	want := `# HELP api_state_changes_total Changes of objects' states that this client saw.
# TYPE api_state_changes_total counter
api_state_changes_total{from="",object="charge",to="authorized"} 1
api_state_changes_total{from="authorized",object="charge",to="reversed"} 1
`
	if err := testutil.GatherAndCompare(reg, strings.NewReader(want), "api_state_changes_total", "api_drifts_total"); err != nil {
		t.Error(err)
	}
	if n, err := testutil.GatherAndCount(reg, "api_attempt_seconds"); err != nil || n != 3 {
		t.Errorf("%d series of attempts, %v; want one for each of create, reverse and the refusal", n, err)
	}
	if _, err := telemetry.Metrics(reg); err == nil {
		t.Error("the metrics were registered twice")
	}
}

// An API that gives back life to what was reversed sets off the alarm.
func TestDrift(t *testing.T) {
	reg := prometheus.NewRegistry()
	metrics, err := telemetry.Metrics(reg)
	if err != nil {
		t.Fatal(err)
	}
	spans := tracetest.NewSpanRecorder()
	traces := telemetry.Traces(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans)).Tracer("test"))
	mock := omisemock.New(t)
	stale := &stale{to: mock.HTTPClient().Transport}
	c, err := mock.ClientFor(omisemock.Key, omise.WithHTTPClient(&http.Client{Transport: stale}), omise.WithHooks(metrics), omise.WithHooks(traces))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	ch, err := c.Charges.Create(ctx, omise.ChargeCreateParams{
		Amount: 100000, Currency: "thb", Card: omise.Some("tokn_test_5g5mep9yrko3vx2f0hx"), Capture: omise.Some(false),
	})
	for _, call := range []func(context.Context, string, ...omise.Option) (*omise.Charge, error){c.Charges.Retrieve, c.Charges.Reverse, c.Charges.Retrieve} {
		if err == nil {
			_, err = call(ctx, ch.ID)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	want := `# HELP api_drifts_total Changes of state that the API's description says cannot be.
# TYPE api_drifts_total counter
api_drifts_total{from="reversed",object="charge",to="authorized"} 1
`
	if err := testutil.GatherAndCompare(reg, strings.NewReader(want), "api_drifts_total"); err != nil {
		t.Error(err)
	}
	ended := spans.Ended()
	if events := ended[len(ended)-1].Events(); len(events) != 1 || events[0].Name != "drift" {
		t.Errorf("the last span has the events %v, want a drift", events)
	}
}

// stale is an API that answers every reading as it did the first.
type stale struct {
	to   http.RoundTripper
	body []byte
}

func (s *stale) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := s.to.RoundTrip(r)
	if err != nil || r.Method != http.MethodGet {
		return res, err
	}
	body, err := io.ReadAll(res.Body)
	if s.body == nil {
		s.body = body
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(s.body)), int64(len(s.body))
	return res, err
}

// Package telemetry adapts the hooks of a generated client to OpenTelemetry and to Prometheus. It is a module of its own, so
// that who uses the client inherits neither: take the file, and write the name of your own client for omise.
package telemetry

import (
	"context"
	"errors"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/chargegen/chargegen/out/go/omise"
)

// Traces makes a span of each attempt, below the span that the call's context is in. A drift is an event of that span.
func Traces(tracer trace.Tracer) omise.Hooks {
	return omise.Hooks{
		Begin: func(ctx context.Context, a omise.Attempt) context.Context {
			ctx, _ = tracer.Start(ctx, a.Op, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
				attribute.String("http.request.method", a.Method),
				attribute.String("url.template", a.Route),
				attribute.Int("http.request.resend_count", a.Number-1),
			))
			return ctx
		},
		End: func(ctx context.Context, a omise.Attempt) {
			span := trace.SpanFromContext(ctx)
			defer span.End()
			span.SetAttributes(known(a)...)
			if a.Err != nil {
				span.SetStatus(codes.Error, outcome(a))
			}
		},
		Drift: func(ctx context.Context, d omise.Drift) {
			trace.SpanFromContext(ctx).AddEvent("drift", trace.WithAttributes(
				attribute.String("object", d.Object), attribute.String("id", d.ID), attribute.String("from", d.From), attribute.String("to", d.To),
			))
		},
	}
}

// known are the attributes of what an attempt's end tells.
func known(a omise.Attempt) []attribute.KeyValue {
	all := []attribute.KeyValue{attribute.Int("http.response.status_code", a.Status)}
	for _, pair := range [][2]string{
		{"error.type", outcome(a)}, {"request.id", a.RequestID}, {"object", a.Object}, {"object.id", a.ID}, {"state.before", a.Before}, {"state.after", a.After},
	} {
		if pair[1] != "" {
			all = append(all, attribute.String(pair[0], pair[1]))
		}
	}
	return all
}

// outcome is one word for how an attempt failed, of which there are few: the code of a refusal, the status where it has
// none, or what is known of a call without an answer. It is "" for success.
func outcome(a omise.Attempt) string {
	var lost *omise.CallError
	switch {
	case a.Err == nil:
		return ""
	case a.Code().Known():
		return string(a.Code())
	case errors.As(a.Err, &lost):
		return string(lost.Outcome)
	}
	return strconv.Itoa(a.Status)
}

// Metrics counts attempts and drifts, and measures how long attempts take. Nothing in its labels grows with the number of
// objects: neither ids nor paths are in them.
func Metrics(r prometheus.Registerer) (omise.Hooks, error) {
	attempts := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "api_attempt_seconds", Help: "How long attempts of calls took.", Buckets: prometheus.DefBuckets,
	}, []string{"op", "outcome", "class"})
	moves := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "api_state_changes_total", Help: "Changes of objects' states that this client saw.",
	}, []string{"object", "from", "to"})
	drifts := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "api_drifts_total", Help: "Changes of state that the API's description says cannot be.",
	}, []string{"object", "from", "to"})
	for _, c := range []prometheus.Collector{attempts, moves, drifts} {
		if err := r.Register(c); err != nil {
			return omise.Hooks{}, err
		}
	}
	return omise.Hooks{
		End: func(_ context.Context, a omise.Attempt) {
			attempts.WithLabelValues(a.Op, outcome(a), string(a.Class())).Observe(a.Took.Seconds())
			if a.After != "" && a.After != a.Before {
				moves.WithLabelValues(a.Object, a.Before, a.After).Inc()
			}
		},
		Drift: func(_ context.Context, d omise.Drift) { drifts.WithLabelValues(d.Object, d.From, d.To).Inc() },
	}, nil
}

package templates

import "embed"

// Engine is the files of the engine that a generated mock carries a copy of, under engine/: all but the tests.
//
//go:embed engine/admin.go engine/answer.go engine/behave.go engine/calls.go engine/clock.go engine/compile.go engine/copies.go
//go:embed engine/cors.go engine/cursor.go engine/doc.go engine/encode.go engine/engine.go
//go:embed engine/eval.go engine/events.go engine/exact.go engine/exprs.go engine/facts.go
//go:embed engine/fault.go engine/fill.go engine/form.go engine/given.go
//go:embed engine/http.go engine/idempotency.go engine/ids.go engine/inbound.go
//go:embed engine/journal.go engine/json.go engine/keys.go engine/list.go
//go:embed engine/loads.go engine/mask.go engine/mock.go engine/next.go engine/ops.go engine/pack.go engine/page.go engine/pattern.go
//go:embed engine/paths.go engine/program.go engine/read.go engine/render.go engine/room.go
//go:embed engine/reach.go engine/roll.go engine/router.go engine/serve.go engine/shape.go engine/signal.go engine/source.go engine/spelling.go engine/steps.go engine/still.go
//go:embed engine/tables.go engine/timers.go engine/union.go engine/value.go
var Engine embed.FS

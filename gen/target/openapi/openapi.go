// Package openapi makes an OpenAPI 3.1 document of an API: its shapes in the standard's own words, and what the standard
// has no words for (states, guards, effects, timers) in members that begin with x-chargegen. It never touches the disk.
package openapi

import (
	"io"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
)

// Target is the OpenAPI target.
type Target struct{}

// Name implements gen.Target.
func (Target) Name() string { return "openapi" }

// Plan implements gen.Target: one job, the document.
func (Target) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	if err := opts.ReadSettings("openapi"); err != nil {
		return nil, err
	}
	return []gen.Job{{Path: "openapi.json", Render: func(w io.Writer) error { return write(w, newBuilder(api).document()) }}}, nil
}

package cli

import (
	"slices"

	"github.com/chargegen/chargegen/gen/diff"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/openapi"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/spec"
)

// ownRules are the rules of this package: what settings and output may be refused for.
var ownRules = []spec.Rule{
	{ID: "missing-target", Title: "a target without one that it needs", Doc: "What the target makes uses what another makes, which the settings file does not list: it would not compile."},
	{ID: "target-root", Title: "a target whose files would leave the output folder", Doc: "The root of a target is a relative path below the output folder: no `..`, no backslash, no colon."},
	{ID: "unknown-target", Title: "a target that there is none of", Doc: "The settings file asks for a target that this command does not have."},
	{ID: "missing", Title: "a generated file is not there", Doc: "The spec makes this file and the output folder does not have it. Run `chargegen generate`."},
	{ID: "stale", Title: "a generated file is not what the spec makes", Doc: "The spec, its settings or the generator changed since the file was written. Run `chargegen generate`."},
	{ID: "extra", Title: "a generated file that nothing makes any more", Doc: "An earlier run wrote the file and the spec does not ask for it any more. Run `chargegen generate`, which deletes it."},
	{ID: "edited", Title: "a generated file was edited by hand", Doc: "The file is not as it was written. Move the edit to the spec or to a file of your own; `chargegen generate --force` overwrites it."},
	{ID: "foreign", Title: "a file in the way of output", Doc: "A file that the manifest does not list stands where one is to be generated. Move it, or let `chargegen generate --force` overwrite it."},
	{ID: "interrupted", Title: "a run that was cut off", Doc: "An earlier run ended in the middle of writing. The next `chargegen generate` completes or undoes it."},
}

// allRules are the rules of the language, of the model, of the proof, of changes, of imports and of this package.
func allRules() []spec.Rule {
	return slices.Concat(spec.Rules, model.Rules, prove.Rules, diff.Rules, openapi.Rules, ownRules)
}

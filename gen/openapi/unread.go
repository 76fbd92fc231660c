package openapi

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// What is read of the objects of a document, and what may be passed over since it says nothing of the API. All else is
// reported, so that nothing is lost unsaid.
var (
	readOfDocument  = []string{"openapi", "info", "servers", "paths", "webhooks", "components", "security", "tags", "jsonSchemaDialect"}
	readOfPath      = []string{"parameters", "servers", "summary", "description", "get", "put", "post", "delete", "options", "head", "patch", "trace"}
	readOfOperation = []string{"tags", "summary", "description", "operationId", "parameters", "requestBody", "responses", "deprecated", "security", "servers", "callbacks"}
	readOfParam     = []string{"name", "in", "description", "required", "deprecated", "schema", "style", "explode", "content", "example", "examples"}
	readOfBody      = []string{"description", "content", "required"}
	readOfAnswer    = []string{"description", "content"}
	readOfMedia     = []string{"schema"}

	readOfSchema = []string{
		"type", "nullable", "format", "properties", "required", "additionalProperties", "items", "allOf", "oneOf", "anyOf", "enum", "const",
		"title", "description", "deprecated", "readOnly", "writeOnly", "default", "example", "examples", "pattern", "minimum", "maximum",
		"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
		"$schema", "$id", "$anchor", "$comment", "$defs", "definitions", "xml", "discriminator",
	}
)

// unread reports what a mapping holds that is not read, each kind of thing at its first place.
func (im *importer) unread(d *spec.Data, what string, read []string) {
	for _, m := range d.Members {
		key := m.Key.Value
		if key != "$ref" && !strings.HasPrefix(key, "x-") && !slices.Contains(read, key) && !slices.Contains(limits, key) {
			im.once(m.Key.Pos, "part-left-out", "here and elsewhere %q of %s is left out", clip(key), what)
		}
	}
}

// once reports something that holds in many places alike, at the first of them.
func (im *importer) once(pos spec.Pos, rule, format string, args ...any) {
	said := rule + " " + fmt.Sprintf(format, args...)
	if !im.told[said] {
		im.told[said] = true
		im.notef(pos, rule, format, args...)
	}
}

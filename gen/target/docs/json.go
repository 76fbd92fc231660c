package docs

import (
	"bytes"
	"encoding/json"

	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// prettyJSON writes data as indented JSON, in the order of the spec.
func prettyJSON(d spec.Data) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(tables.JSON(d)), "", "  "); err != nil {
		return tables.JSON(d)
	}
	return b.String()
}

// stringJSON quotes text as JSON does.
func stringJSON(s string) string { return tables.JSON(spec.Data{Kind: spec.DataString, Text: s}) }

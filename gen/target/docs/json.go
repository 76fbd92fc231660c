package docs

import (
	"bytes"
	"encoding/json"

	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// dataBlock shows data whole, in the order of the spec.
func dataBlock(d spec.Data) Block { return jsonBlock("", []byte(tables.JSON(d))) }

// jsonBlock shows JSON with a member in each line.
func jsonBlock(title string, text []byte) Block {
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		b.Reset()
		b.Write(text)
	}
	return Block{Code: &Code{Lang: "json", Title: title, Text: b.String()}}
}

// stringJSON quotes text as JSON does.
func stringJSON(s string) string { return tables.JSON(spec.Data{Kind: spec.DataString, Text: s}) }

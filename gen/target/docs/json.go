package docs

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// prettyJSON writes data as indented JSON, in the order of the spec.
func prettyJSON(d spec.Data) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(compactJSON(d)), "", "  "); err != nil {
		return compactJSON(d)
	}
	return b.String()
}

// compactJSON writes data as JSON on one line.
func compactJSON(d spec.Data) string {
	var b strings.Builder
	writeJSON(&b, d)
	return b.String()
}

func writeJSON(b *strings.Builder, d spec.Data) {
	switch d.Kind {
	case spec.DataList:
		b.WriteByte('[')
		for i, item := range d.Items {
			comma(b, i)
			writeJSON(b, item)
		}
		b.WriteByte(']')
	case spec.DataMap:
		b.WriteByte('{')
		for i, m := range d.Members {
			comma(b, i)
			b.WriteString(stringJSON(m.Key.Value))
			b.WriteByte(':')
			writeJSON(b, m.Value)
		}
		b.WriteByte('}')
	default:
		b.WriteString(scalarJSON(d))
	}
}

func comma(b *strings.Builder, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}

// scalarJSON writes a scalar. A number is spelled as the spec spells it, where JSON knows the spelling.
func scalarJSON(d spec.Data) string {
	switch d.Kind {
	case spec.DataBool:
		return strconv.FormatBool(d.Bool)
	case spec.DataInt:
		if json.Valid([]byte(d.Text)) {
			return d.Text
		}
		return strconv.FormatInt(d.Int, 10)
	case spec.DataNum:
		return numberJSON(d)
	case spec.DataString:
		return stringJSON(d.Text)
	}
	return "null"
}

func numberJSON(d spec.Data) string {
	if json.Valid([]byte(d.Text)) {
		return d.Text
	}
	if math.IsNaN(d.Num) || math.IsInf(d.Num, 0) {
		return "null"
	}
	return strconv.FormatFloat(d.Num, 'g', -1, 64)
}

// stringJSON quotes text as JSON does, leaving < > and & as they are.
func stringJSON(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

package tables

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// literal returns data as a literal of the tables; nil where there is none.
func literal(d spec.Data) any {
	if !d.IsSet() {
		return nil
	}
	switch d.Kind {
	case spec.DataNull:
		return engine.Null{}
	case spec.DataBool:
		return d.Text == "true" || d.Bool
	case spec.DataInt:
		return number(d)
	case spec.DataNum:
		return engine.Number(jsonNumber(d))
	case spec.DataString:
		return d.Text
	}
	return engine.JSON(JSON(d))
}

func number(d spec.Data) any {
	if n, err := strconv.ParseInt(d.Text, 10, 64); err == nil && n >= math.MinInt32 && n <= math.MaxInt32 {
		return int(n)
	}
	return engine.Number(jsonNumber(d))
}

// jsonNumber spells a number as JSON does.
func jsonNumber(d spec.Data) string {
	if json.Valid([]byte(d.Text)) && !strings.ContainsAny(d.Text, `"{[tfn`) {
		return d.Text
	}
	if d.Kind == spec.DataInt {
		return strconv.FormatInt(d.Int, 10)
	}
	if math.IsInf(d.Num, 0) || math.IsNaN(d.Num) {
		return "0"
	}
	return strconv.FormatFloat(d.Num, 'g', -1, 64)
}

// JSON spells data as JSON, its members in the order they were written.
func JSON(d spec.Data) string {
	var b strings.Builder
	write(&b, d)
	return b.String()
}

func write(b *strings.Builder, d spec.Data) {
	switch d.Kind {
	case spec.DataBool:
		b.WriteString(strconv.FormatBool(d.Text == "true" || d.Bool))
	case spec.DataInt, spec.DataNum:
		b.WriteString(jsonNumber(d))
	case spec.DataString:
		quote(b, d.Text)
	case spec.DataList:
		b.WriteByte('[')
		for i, x := range d.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			write(b, x)
		}
		b.WriteByte(']')
	case spec.DataMap:
		b.WriteByte('{')
		for i, m := range d.Members {
			if i > 0 {
				b.WriteByte(',')
			}
			quote(b, m.Key.Value)
			b.WriteByte(':')
			write(b, m.Value)
		}
		b.WriteByte('}')
	default:
		b.WriteString("null")
	}
}

func quote(b *strings.Builder, s string) { b.Write(engine.TextValue(s).AppendJSON(nil)) }

// bound returns a limit as a literal of the tables; nil where there is none.
func bound(f *float64) any {
	switch {
	case f == nil:
		return nil
	case *f == math.Trunc(*f) && math.Abs(*f) <= math.MaxInt32:
		return int(*f)
	}
	return engine.Number(strconv.FormatFloat(*f, 'f', -1, 64))
}

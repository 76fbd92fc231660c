package export

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
	"unicode"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// special writes the types whose form is not that of their fields.
func (e *encoder) special(v any) (done bool, err error) {
	switch v := v.(type) {
	case spec.Pos:
		e.text(e.place(v))
	case spec.Data:
		return true, e.data(v)
	case []spec.Entry[spec.Data]:
		return true, e.entries(v)
	case time.Duration:
		e.text(v.String())
	case model.Condition:
		return true, e.condition(&v)
	default:
		return false, nil
	}
	return true, nil
}

// place is a position with the file as it lies below the root file's folder.
func (e *encoder) place(p spec.Pos) string {
	if rest, ok := strings.CutPrefix(p.File, e.dir+"/"); ok {
		p.File = rest
	}
	return p.String()
}

// data writes free data as the JSON that it stands for.
func (e *encoder) data(d spec.Data) error {
	switch d.Kind {
	case spec.DataBool:
		return e.plain(d.Bool)
	case spec.DataInt:
		return e.plain(d.Int)
	case spec.DataNum:
		if math.IsNaN(d.Num) || math.IsInf(d.Num, 0) {
			e.text(d.Text)
			return nil
		}
		return e.plain(d.Num)
	case spec.DataString:
		e.text(d.Text)
	case spec.DataMap:
		return e.entries(d.Members)
	case spec.DataList:
		e.b.WriteByte('[')
		for i, item := range d.Items {
			if i > 0 {
				e.b.WriteByte(',')
			}
			if err := e.data(item); err != nil {
				return err
			}
		}
		e.b.WriteByte(']')
	default:
		e.b.WriteString("null")
	}
	return nil
}

// entries writes free data with keys, in the order of the spec.
func (e *encoder) entries(list []spec.Entry[spec.Data]) error {
	e.b.WriteByte('{')
	for i, entry := range list {
		if i > 0 {
			e.b.WriteByte(',')
		}
		e.text(entry.Key.Value)
		e.b.WriteByte(':')
		if err := e.data(entry.Value); err != nil {
			return err
		}
	}
	e.b.WriteByte('}')
	return nil
}

// condition writes a condition as text and as a tree whose paths are resolved.
func (e *encoder) condition(c *model.Condition) error {
	e.b.WriteString(`{"text":`)
	e.text(c.Text)
	e.b.WriteString(`,"pos":`)
	e.text(e.place(c.Pos))
	e.b.WriteString(`,"expr":`)
	err := e.expr(c, c.Expr)
	e.b.WriteByte('}')
	return err
}

func (e *encoder) expr(c *model.Condition, x spec.Expr) error {
	switch x := x.(type) {
	case *spec.Path:
		return e.path(c, x)
	case *spec.Literal:
		e.b.WriteString(`{"literal":`)
		e.literal(x)
	case *spec.Not:
		e.b.WriteString(`{"op":"!","x":`)
		if err := e.expr(c, x.X); err != nil {
			return err
		}
	case *spec.Binary:
		e.b.WriteString(`{"op":`)
		e.text(x.Op)
		e.b.WriteString(`,"x":`)
		if err := e.expr(c, x.X); err != nil {
			return err
		}
		e.b.WriteString(`,"y":`)
		if err := e.expr(c, x.Y); err != nil {
			return err
		}
	case *spec.In:
		e.b.WriteString(`{"op":"in","x":`)
		if err := e.expr(c, x.X); err != nil {
			return err
		}
		e.b.WriteString(`,"list":[`)
		for i, l := range x.List {
			if i > 0 {
				e.b.WriteByte(',')
			}
			e.literal(l)
		}
		e.b.WriteByte(']')
	default:
		return fmt.Errorf("no form for a condition of type %T", x)
	}
	e.b.WriteByte('}')
	return nil
}

// literal writes a constant. The spellings of numbers, booleans and null are those of JSON.
func (e *encoder) literal(l *spec.Literal) {
	if l.Kind == spec.DataString {
		e.text(l.Text)
		return
	}
	e.b.WriteString(l.Text)
}

func (e *encoder) path(c *model.Condition, p *spec.Path) error {
	e.b.WriteString(`{"path":`)
	e.text(p.String())
	if ref := c.Refs[p]; ref != nil {
		e.b.WriteString(`,"ref":`)
		if err := e.value(reflect.ValueOf(ref), false); err != nil {
			return err
		}
	}
	e.b.WriteByte('}')
	return nil
}

// memberName is a field's name as a member: words in lower case, joined by underscores.
func memberName(field string) string {
	switch field {
	case "SDKs":
		return "sdks"
	case "IDs":
		return "ids"
	}
	var b strings.Builder
	runes := []rune(field)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 {
			afterLower := !unicode.IsUpper(runes[i-1])
			beforeLower := i+1 < len(runes) && !unicode.IsUpper(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// canon writes conditions and values so that two that say the same in the same way have the same text, whatever spaces
// and parentheses the spec has, and whichever names it gives to parts.
type canon struct {
	lets  []*model.Let    // those of the operation before those of the resource
	enums map[string]bool // whose traits were asked for
	depth int
}

// canonOf is for what stands in an operation or signal of a resource; its own lets come first.
func canonOf(r *model.Resource, own []*model.Let) *canon {
	c := &canon{lets: own, enums: map[string]bool{}}
	if r.Lifecycle != nil {
		c.lets = slices.Concat(own, r.Lifecycle.Let)
	}
	return c
}

// cond is the text of a condition, empty where there is none.
func (c *canon) cond(x *model.Condition) string {
	if x == nil {
		return ""
	}
	return c.expr(tables.Condition(x))
}

func (c *canon) value(v *model.Value) string {
	if v == nil {
		return ""
	}
	return c.expr(tables.Value(v))
}

// ref is the text of what a path stands for, however the path is written.
func (c *canon) ref(r *model.Ref) string {
	if r == nil {
		return ""
	}
	return c.value(&model.Value{Verb: model.ValueCopy, Refs: []*model.Ref{r}})
}

// maxLets bounds how many names stand for each other.
const maxLets = 32

func (c *canon) expr(x engine.Expr) string {
	switch x := x.(type) {
	case engine.Let:
		name, rest, _ := strings.Cut(string(x), ".")
		i := slices.IndexFunc(c.lets, func(l *model.Let) bool { return l.Name == name })
		if i < 0 || c.depth >= maxLets {
			return "let " + string(x)
		}
		c.depth++
		defer func() { c.depth-- }()
		return strings.TrimSuffix(c.value(c.lets[i].Value)+"."+rest, ".")
	case engine.Trait:
		c.enums[x.Enum] = true
		return c.call("trait", x.X) + "." + x.Name
	case engine.Lookup:
		return c.call("lookup "+x.Table+" else "+x.Default, x.Key)
	case engine.Percent:
		return c.call("percent "+x.Round, x.Of, x.Rate)
	case engine.And:
		return c.call("and", x...)
	case engine.Or:
		return c.call("or", x...)
	case engine.In:
		return c.call("in", x...)
	case engine.First:
		return c.call("first", x...)
	case engine.Format:
		return c.call("format", x...)
	case engine.Sum:
		return c.call("sum", x...)
	}
	return c.few(x)
}

// few is expr for what has one operand, or two, or none.
func (c *canon) few(x engine.Expr) string {
	switch x := x.(type) {
	case engine.Not:
		return c.call("not", x[0])
	case engine.Upper:
		return c.call("upper", x[0])
	case engine.Minus:
		return c.call("minus", x[0])
	case engine.Message:
		return c.call("message", x[0])
	case engine.Eq:
		return c.call("==", x[:]...)
	case engine.Ne:
		return c.call("!=", x[:]...)
	case engine.Lt:
		return c.call("<", x[:]...)
	case engine.Le:
		return c.call("<=", x[:]...)
	case engine.Gt:
		return c.call(">", x[:]...)
	case engine.Ge:
		return c.call(">=", x[:]...)
	case engine.Plus:
		return c.call("plus", x[:]...)
	}
	return fmt.Sprintf("%T %q", x, fmt.Sprint(x))
}

func (c *canon) call(name string, parts ...engine.Expr) string {
	list := make([]string, len(parts))
	for i, p := range parts {
		list[i] = c.expr(p)
	}
	return name + "(" + strings.Join(list, ", ") + ")"
}

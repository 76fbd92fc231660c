package tables

import (
	"cmp"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// cond returns a condition as the engine has it; nil where there is none.
func cond(c *model.Condition) *engine.Cond {
	if c == nil {
		return nil
	}
	return &engine.Cond{Text: c.Text, Expr: Condition(c)}
}

// Condition returns the tree of a condition.
func Condition(c *model.Condition) engine.Expr { return expr(c.Expr, c.Refs) }

func expr(e spec.Expr, refs map[*spec.Path]*model.Ref) engine.Expr {
	switch e := e.(type) {
	case *spec.Path:
		return ref(refs[e])
	case *spec.Literal:
		return constant(e)
	case *spec.Not:
		return engine.Not{expr(e.X, refs)}
	case *spec.In:
		out := engine.In{expr(e.X, refs)}
		for _, l := range e.List {
			out = append(out, constant(l))
		}
		return out
	case *spec.Binary:
		return binary(e, refs)
	}
	return engine.Null{}
}

func constant(l *spec.Literal) engine.Expr {
	switch l.Kind {
	case spec.DataBool:
		return l.Text == "true"
	case spec.DataInt:
		return number(spec.Data{Kind: l.Kind, Text: l.Text})
	case spec.DataNum:
		return engine.Number(l.Text)
	case spec.DataString:
		return l.Text
	}
	return engine.Null{}
}

func binary(e *spec.Binary, refs map[*spec.Path]*model.Ref) engine.Expr {
	switch e.Op {
	case "&&":
		return engine.And(chain(e, "&&", refs))
	case "||":
		return engine.Or(chain(e, "||", refs))
	}
	pair := [2]engine.Expr{expr(e.X, refs), expr(e.Y, refs)}
	switch e.Op {
	case "==":
		return engine.Eq(pair)
	case "!=":
		return engine.Ne(pair)
	case "<":
		return engine.Lt(pair)
	case "<=":
		return engine.Le(pair)
	case ">":
		return engine.Gt(pair)
	}
	return engine.Ge(pair)
}

// chain lists the operands of one operator that stand side by side.
func chain(e spec.Expr, op string, refs map[*spec.Path]*model.Ref) []engine.Expr {
	if b, ok := e.(*spec.Binary); ok && b.Op == op {
		return append(chain(b.X, op, refs), chain(b.Y, op, refs)...)
	}
	return []engine.Expr{expr(e, refs)}
}

// ref returns a path. A trait of an enum and the sentence of a code end it; members after them have no meaning.
func ref(r *model.Ref) engine.Expr {
	if r == nil {
		return engine.Null{}
	}
	path, t := []string{r.Name}, rootType(r)
	for _, name := range r.Members {
		switch {
		case t != nil && t.Kind == model.EnumKind:
			return engine.Trait{X: root(r, path), Enum: t.Enum.Name, Name: name}
		case t != nil && (t.Kind == model.FailureType || t.Kind == model.ErrorType):
			return engine.Message{root(r, path)}
		}
		path, t = append(path, name), memberType(t, name)
	}
	return root(r, path)
}

// rootType is the type of what a path begins with.
func rootType(r *model.Ref) *model.Type {
	switch {
	case r.Attribute != nil:
		return r.Attribute.Type
	case r.Param != nil:
		return r.Param.Type
	case r.Fact != nil:
		return r.Fact.Type
	case r.Let != nil:
		return r.Let.Type
	case r.Load != nil && r.Load.Of != nil:
		return &model.Type{Kind: model.ObjectKind, Object: r.Load.Of.Object}
	}
	return nil
}

// memberType is the type of a member; of a union it is that of the first alternative that has it.
func memberType(t *model.Type, name string) *model.Type {
	if t == nil {
		return nil
	}
	switch t.Kind {
	case model.ObjectKind:
		for _, a := range t.Object.Attributes {
			if a.Name == name {
				return a.Type
			}
		}
	case model.RowOf:
		for _, c := range t.Table.Columns {
			if c.Name == name {
				return c.Type
			}
		}
	case model.Union:
		for _, alt := range t.Alts {
			if m := memberType(alt, name); m != nil {
				return m
			}
		}
	}
	return nil
}

func root(r *model.Ref, path []string) engine.Expr {
	text := strings.Join(path, ".")
	switch r.Root {
	case model.RootSelf:
		return engine.Self(text)
	case model.RootParam:
		return engine.Param(text)
	case model.RootAccount:
		return engine.Account(text)
	case model.RootLet:
		return engine.Let(text)
	case model.RootLoad:
		return engine.Loaded(text)
	case model.RootClock:
		return engine.Elapsed(text)
	case model.RootWindow:
		return engine.Length(text)
	}
	return engine.Now{}
}

// Value returns what an effect or a let gives.
func Value(v *model.Value) engine.Expr {
	switch v.Verb {
	case model.ValueLiteral:
		return literal(v.Literal)
	case model.ValueNow:
		return engine.Now{}
	case model.ValueCopy:
		return ref(v.Refs[0])
	case model.ValueCond:
		return Condition(v.Cond)
	case model.ValueNew:
		return engine.NewID(cmp.Or(v.Object.IDPattern, v.Object.IDPrefix))
	case model.ValueFormat:
		return format(v.Pieces)
	case model.ValueFirst:
		return engine.First(refs(v.Refs))
	case model.ValueUpper:
		return engine.Upper{ref(v.Refs[0])}
	case model.ValueLookup:
		out := engine.Lookup{Table: v.Table.Name, Key: ref(v.Refs[0])}
		if v.Default != nil {
			out.Default = v.Default.Key
		}
		return out
	case model.ValuePlus:
		return engine.Plus{ref(v.Refs[0]), ref(v.Refs[1])}
	case model.ValueSum:
		return sum(v)
	case model.ValuePercent:
		return engine.Percent{Of: ref(v.Refs[0]), Rate: ref(v.Refs[1]), Round: v.Round}
	}
	return engine.Null{}
}

func refs(list []*model.Ref) []engine.Expr {
	var out []engine.Expr
	for _, r := range list {
		out = append(out, ref(r))
	}
	return out
}

func format(pieces []model.Piece) engine.Format {
	out := engine.Format{}
	for _, p := range pieces {
		switch {
		case p.Base:
			out = append(out, engine.Base{})
		case p.NewID != "":
			out = append(out, engine.NewID(p.NewID))
		case p.Ref != nil:
			out = append(out, ref(p.Ref))
		default:
			out = append(out, p.Text)
		}
	}
	return out
}

func sum(v *model.Value) engine.Sum {
	out := engine.Sum{}
	for i, r := range v.Refs {
		if v.Minus[i] {
			out = append(out, engine.Minus{ref(r)})
		} else {
			out = append(out, ref(r))
		}
	}
	return out
}

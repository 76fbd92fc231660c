package model

import (
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// builtins are the types that the language names by a bare word.
var builtins = []Kind{
	String, Integer, Number, Decimal, Boolean, Datetime, Date, Money, Currency, URI, IDKind, Any, Item, ErrorType,
	FailureType, EventType,
}

var builtinNames = func() []string {
	names := make([]string, len(builtins))
	for i, k := range builtins {
		names[i] = string(k)
	}
	return names
}()

// typ resolves a type. Union is the Go name it gets if it is one. It returns nil for a type that cannot be resolved.
func (b *builder) typ(t spec.Type, union string) *Type {
	if t.Expr == nil {
		return nil
	}
	return b.typeExpr(t.Expr, union)
}

func (b *builder) typeExpr(e *spec.TypeExpr, union string) *Type {
	switch e.Op {
	case "name":
		return b.namedType(e)
	case "list", "map":
		elem := b.typeExpr(e.Args[0], union)
		if elem == nil {
			return nil
		}
		if e.Op == "list" {
			return &Type{Kind: ListOf, Elem: elem}
		}
		return &Type{Kind: MapOf, Elem: elem}
	case "or":
		return b.union(e, union)
	}
	kinds := map[string]Kind{"page": PageOf, "id": IDKind, "expandable": Expandable}
	name := e.Args[0]
	o, ok := find(b, &b.objects, spec.Text{Pos: name.Pos, Value: name.Name})
	if !ok {
		return nil
	}
	return &Type{Kind: kinds[e.Op], Object: o, Numeric: e.Op != "page" && b.isNumeric(o)}
}

// isNumeric reports whether ids of an object, or of any where o is nil, are whole numbers in JSON.
func (b *builder) isNumeric(o *Object) bool {
	return b.api.IDs.Style == IDInteger && (o == nil || o.IDPattern == "")
}

func (b *builder) namedType(e *spec.TypeExpr) *Type {
	if slices.Contains(builtins, Kind(e.Name)) {
		return &Type{Kind: Kind(e.Name), Numeric: Kind(e.Name) == IDKind && b.isNumeric(nil)}
	}
	n, ok := find(b, &b.types, spec.Text{Pos: e.Pos, Value: e.Name})
	switch {
	case !ok:
		return nil
	case n.enum != nil:
		return &Type{Kind: EnumKind, Enum: n.enum}
	}
	return &Type{Kind: ObjectKind, Object: n.object}
}

func (b *builder) union(e *spec.TypeExpr, name string) *Type {
	t := &Type{Kind: Union, Go: name}
	for _, arg := range e.Args {
		alt := b.typeExpr(arg, "")
		if alt == nil {
			return nil
		}
		t.Alts = append(t.Alts, alt)
	}
	return t
}

package gomock

import (
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/model"
)

// operation is an operation and the identifiers that are derived from it.
type operation struct {
	*model.Operation
	key   string // resource.operation, as the engine calls it
	name  string // of the method, like ParcelClose
	field string // of the function that calls it, like parcelClose
	args  []string
	m     *maker
}

func newOperation(m *maker, op *model.Operation) *operation {
	o := &operation{Operation: op, m: m, key: op.Resource.Name + "." + op.Name, name: op.Resource.Go + op.Go, args: op.Arguments(m.api.Initialisms)}
	o.field = strings.ToLower(o.name[:1]) + o.name[1:]
	return o
}

// given are the parameters that stand in the client's struct, if there is one.
func (o *operation) given() []*model.Param {
	var list []*model.Param
	if o.ParamsGo == "" {
		return nil
	}
	for _, p := range o.Params {
		if p.In != model.InPath {
			list = append(list, p)
		}
	}
	return list
}

// signature is the parameters and results of the typed function.
func (o *operation) signature() *Statement {
	return ParamsFunc(func(g *Group) {
		g.Id("ctx").Qual("context", "Context")
		for i, p := range o.PathParams() {
			g.Id(o.args[i]).Add(o.m.goType(p.Type))
		}
		if o.ParamsGo != "" {
			g.Id("p").Qual(o.m.client, o.ParamsGo)
		}
	}).Add(o.results())
}

func (o *operation) results() *Statement {
	if o.Result == nil {
		return Error()
	}
	return Params(o.m.goType(o.Result), Error())
}

// goType is the Go type of values of t in the client's package.
func (m *maker) goType(t *model.Type) *Statement {
	switch t.Kind {
	case model.Integer, model.Money:
		return Int64()
	case model.Number:
		return Float64()
	case model.Boolean:
		return Bool()
	case model.Datetime:
		return Qual("time", "Time")
	case model.ErrorType:
		return Qual(m.client, "ErrorCode")
	case model.FailureType:
		return Qual(m.client, "FailureCode")
	case model.EventType:
		return Qual(m.client, "EventKey")
	case model.EnumKind:
		return Qual(m.client, t.Enum.Go)
	case model.Any, model.Item:
		return Any()
	case model.Union:
		return Qual(m.client, t.Go)
	case model.ListOf:
		return Index().Add(m.goType(t.Elem))
	case model.MapOf:
		if t.Elem.Kind == model.Any {
			return Qual(m.client, "Metadata")
		}
		return Map(String()).Add(m.goType(t.Elem))
	case model.ObjectKind:
		return Op("*").Qual(m.client, t.Object.Go)
	case model.PageOf:
		return Op("*").Qual(m.client, "Page").Index(Qual(m.client, t.Object.Go))
	case model.Expandable:
		return Qual(m.client, "Expandable").Index(Qual(m.client, t.Object.Go))
	}
	return String()
}

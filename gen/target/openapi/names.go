package openapi

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// names are the names of the document's schemas. Those of the spec's own shapes are the spec's; those of what only the
// document names are made from them.
type names struct {
	taken map[string]bool
	pages map[*model.Object]string
	body  map[*model.Operation]string
	codes map[model.Kind]string // of the code types, in the document only where the spec declares such codes
}

// newNames names everything once.
func newNames(api *model.API) *names {
	n := &names{
		taken: map[string]bool{}, pages: map[*model.Object]string{}, body: map[*model.Operation]string{}, codes: map[model.Kind]string{},
	}
	for _, e := range api.Enums {
		n.take(e.Name)
	}
	for _, o := range shapes(api) {
		n.take(o.Name)
	}
	if len(api.Errors) > 0 {
		n.codes[model.ErrorType] = n.take("error_code")
	}
	if len(api.Failures) > 0 {
		n.codes[model.FailureType] = n.take("failure_code")
	}
	if len(api.Events) > 0 {
		n.codes[model.EventType] = n.take("event_key")
	}
	if api.Page != nil {
		for _, o := range shapes(api) {
			n.pages[o] = n.take(o.Name + "_" + api.Page.Object.Name)
		}
	}
	for _, op := range operations(api) {
		if len(inBody(op)) > 0 {
			n.body[op] = n.take(op.Resource.Name + "_" + op.Name + "_body")
		}
	}
	return n
}

// take reserves a name, or the first like it that is free. Names that differ in case and underscores alone are one to
// tools that make identifiers of them.
func (n *names) take(name string) string {
	free := name
	for i := 2; n.taken[folded(free)]; i++ {
		free = name + "_" + strconv.Itoa(i)
	}
	n.taken[folded(free)] = true
	return free
}

func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// operationID is the name of an operation: what the mock and its journal call it too.
func operationID(op *model.Operation) string { return op.Resource.Name + "." + op.Name }

// shapes are all objects that schemas are made of: those of resources, then the nested ones; not the page envelope.
func shapes(api *model.API) []*model.Object {
	var all []*model.Object
	for _, r := range api.Resources {
		all = append(all, r.Object)
	}
	for _, o := range api.Objects {
		if api.Page == nil || o != api.Page.Object {
			all = append(all, o)
		}
	}
	return all
}

// operations are the operations of all resources.
func operations(api *model.API) []*model.Operation {
	var all []*model.Operation
	for _, r := range api.Resources {
		all = append(all, r.Operations...)
	}
	return all
}

// inBody are an operation's parameters that stand in the body.
func inBody(op *model.Operation) []*model.Param {
	var some []*model.Param
	for _, p := range op.Params {
		if p.In == model.InBody {
			some = append(some, p)
		}
	}
	return some
}

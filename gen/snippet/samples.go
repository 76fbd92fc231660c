package snippet

import (
	"slices"

	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Samples are the samples of an operation. One that has none gets the least that must be sent.
func Samples(api *model.API, op *model.Operation) []*model.Sample {
	if len(op.Samples) > 0 {
		return op.Samples
	}
	s := &model.Sample{Name: "plain", Title: "The least that must be sent"}
	for _, p := range op.Params {
		if !mustSend(op, p, s.Args) {
			continue
		}
		arg := model.Arg{Param: p, Value: example.Sent(api, op, p)}
		if of := identified(p); of != nil {
			for slices.ContainsFunc(s.Given, func(g *model.Fixture) bool { return g.Of == of && g.ID == arg.Value.Text }) {
				arg.Value = example.Another(arg.Value)
			}
			s.Given = append(s.Given, given(op, p, of, arg.Value.Text))
		}
		s.Args = append(s.Args, arg)
	}
	for _, g := range s.Given {
		if g.Of == op.Resource {
			g.With = parents(op, s.Args)
		}
	}
	return []*model.Sample{s}
}

// Furnished is a sample with the objects that it names and does not ask for.
func Furnished(op *model.Operation, s *model.Sample) *model.Sample {
	full := *s
	full.Given = slices.Clone(s.Given)
	for _, a := range s.Args {
		of := identified(a.Param)
		had := func(g *model.Fixture) bool { return g.Of == of && g.ID == a.Value.Text }
		if of != nil && !slices.ContainsFunc(full.Given, had) {
			full.Given = append(full.Given, given(op, a.Param, of, a.Value.Text))
		}
	}
	return &full
}

// parents are the objects that an object of the operation's resource is made under, where those are part of the path.
func parents(op *model.Operation, args []model.Arg) []spec.Entry[spec.Data] {
	var with []spec.Entry[spec.Data]
	for _, other := range op.Resource.Operations {
		for _, p := range other.Params {
			i := slices.IndexFunc(args, func(a model.Arg) bool { return a.Param.In == model.InPath && a.Param.Key == p.Key })
			of := identified(p)
			if other.Kind == model.Create && i >= 0 && of != nil && of != op.Resource {
				with = append(with, spec.Entry[spec.Data]{Key: spec.Text{Value: p.Key}, Value: args[i].Value})
			}
		}
	}
	return with
}

// mustSend reports whether a call that sends some arguments cannot do without a parameter too, or may be unable to.
func mustSend(op *model.Operation, p *model.Param, sent []model.Arg) bool {
	if p.Required || p.In == model.InPath {
		return true
	}
	must := p.RequiredWhen != nil
	for _, e := range op.Exclusive {
		if !slices.Contains(e.Params, p) {
			continue
		}
		if slices.ContainsFunc(sent, func(a model.Arg) bool { return slices.Contains(e.Params, a.Param) }) {
			return false
		}
		must = must || e.Required
	}
	return must
}

// identified is the resource whose id a parameter is; nil where it is none.
func identified(p *model.Param) *model.Resource {
	if p.Type.Kind != model.IDKind || p.Type.Object == nil {
		return nil
	}
	return p.Type.Object.Resource
}

// given is the object that a parameter names: the one that the call works on in a state that it may start from.
func given(op *model.Operation, p *model.Param, of *model.Resource, id string) *model.Fixture {
	g := &model.Fixture{Of: of, ID: id}
	if p.In == model.InPath && of == op.Resource && op.Behaviour != nil && len(op.Behaviour.From) > 0 {
		g.State = op.Behaviour.From[0]
	}
	return g
}

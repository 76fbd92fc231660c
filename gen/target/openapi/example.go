package openapi

import (
	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/model"
)

// shownBody is a body that is shown, by the name of its sample.
type shownBody struct {
	name string
	args []model.Arg
}

// bodies are bodies that an operation takes: those of its samples, or else of its parameters' examples the least that
// does. Only parameters that are members of the body itself are in them.
func bodies(op *model.Operation) []shownBody {
	var all []shownBody
	for _, s := range op.Samples {
		shown := shownBody{name: s.Name}
		for _, a := range s.Args {
			if plainName(a.Param) {
				shown.args = append(shown.args, a)
			}
		}
		if len(shown.args) > 0 {
			all = append(all, shown)
		}
	}
	if args := leastBody(op); len(all) == 0 && len(args) > 0 {
		all = append(all, shownBody{"least", args})
	}
	return all
}

// leastBody is what must be sent, by its examples; nil where one has none. An id may lack one: it is filled in.
func leastBody(op *model.Operation) []model.Arg {
	var args []model.Arg
	for _, p := range inBody(op) {
		switch {
		case !p.Required:
		case !plainName(p):
			return nil
		case p.Example.IsSet() || p.Type != nil && p.Type.Kind == model.IDKind:
			args = append(args, model.Arg{Param: p, Value: p.Example})
		default:
			return nil
		}
	}
	return args
}

// bodyExamples are the bodies of an operation's samples.
func (b *builder) bodyExamples(op *model.Operation) *object {
	all := &object{}
	for _, s := range op.Samples {
		body := &object{}
		for _, a := range s.Args {
			if plainName(a.Param) {
				body.put(a.Param.Name, data(a.Value))
			}
		}
		if body.len() > 0 {
			all.put(s.Name, with("summary", s.Title).some("description", about(&s.Meta)).put("value", body))
		}
	}
	return all
}

// resultExample is an example of an operation's answer.
func (b *builder) resultExample(op *model.Operation) any {
	o := example.Object(b.api, op.Result.Object)
	if op.Result.Kind == model.PageOf {
		return data(example.Page(b.api, o))
	}
	return data(o)
}

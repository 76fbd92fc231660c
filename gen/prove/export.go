package prove

import (
	"github.com/chargegen/chargegen/templates/engine"
)

// JSON is the sequences of a report as JSON, each pair of operation and error with the steps that end in it. An argument
// that stands in an answer is {"step": 1, "path": ["id"]}.
func (r *Report) JSON() []byte {
	var list []engine.Value
	for _, p := range r.Pairs {
		v := object(
			"operation", engine.TextValue(p.Operation.Resource.Name+"."+p.Operation.Name),
			"error", engine.TextValue(p.Error.Error.Code),
			"status", engine.IntValue(int64(p.Error.Status)),
		)
		if p.Error.Unreachable != "" {
			v = v.With("unreachable", engine.TextValue(p.Error.Unreachable))
		}
		var steps []engine.Value
		for _, s := range p.Steps {
			steps = append(steps, s.export())
		}
		list = append(list, v.With("steps", engine.ListValue(steps...)))
	}
	return engine.ListValue(list...).AppendJSON(nil)
}

// object is a map of names and values in turn.
func object(pairs ...any) engine.Value {
	v := engine.MapValue(nil, nil)
	for i := 0; i < len(pairs); i += 2 {
		v = v.With(pairs[i].(string), pairs[i+1].(engine.Value))
	}
	return v
}

func (s Step) export() engine.Value {
	args := engine.MapValue(nil, nil)
	for _, a := range s.Args {
		name := a.Name
		if name == "" {
			name = "id" // of the object that a signal is for
		}
		args = args.With(name, a.export())
	}
	switch s.Kind {
	case StepWait:
		return object("wait", engine.TextValue(Length(s.Seconds)))
	case StepFact:
		return object("account", args)
	case StepSignal:
		return object("signal", engine.TextValue(s.Signal.Name), "args", args)
	}
	v := object("call", engine.TextValue(s.Operation.Resource.Name+"."+s.Operation.Name), "args", args)
	if s.Key != OwnKey {
		v = v.With("key", engine.TextValue(string(s.Key)))
	}
	return v
}

func (a Arg) export() engine.Value {
	if a.From == 0 {
		return a.Value
	}
	var path []engine.Value
	for _, name := range a.Path {
		path = append(path, engine.TextValue(name))
	}
	return object("step", engine.IntValue(int64(a.From)), "path", engine.ListValue(path...))
}

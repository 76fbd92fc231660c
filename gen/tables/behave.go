package tables

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

func resource(r *model.Resource) engine.Resource {
	out := engine.Resource{Object: object(r.Object), Plural: r.Plural, Support: r.Support}
	if l := r.Lifecycle; l != nil {
		lifecycle(&out, l)
	}
	for _, op := range r.Operations {
		out.Operations = append(out.Operations, operation(op))
	}
	return out
}

func lifecycle(out *engine.Resource, l *model.Lifecycle) {
	for _, c := range l.Clocks {
		out.Clocks = append(out.Clocks, engine.Stopwatch{Name: c.Name, Since: c.Since.Name})
	}
	for _, w := range l.Windows {
		win := engine.Window{Name: w.Name, Default: w.Default}
		for _, c := range w.Cases {
			win.Cases = append(win.Cases, engine.WindowCase{When: *cond(c.When), Length: c.Length})
		}
		out.Windows = append(out.Windows, win)
	}
	out.Let = lets(l.Let)
	for _, s := range l.States {
		out.States = append(out.States, state(s))
	}
	for _, i := range l.Invariants {
		out.Invariants = append(out.Invariants, *cond(i.Require))
	}
	out.Derive = assignments(l.Derive)
	for _, t := range l.Timers {
		out.Timers = append(out.Timers, timer(t))
	}
	for _, s := range l.Signals {
		out.Signals = append(out.Signals, signal(s))
	}
}

func state(s *model.State) engine.State {
	out := engine.State{Name: s.Name, Final: s.Final}
	for _, f := range s.Fields {
		b := engine.Binding{Name: f.Attribute.Name}
		if f.Cond != nil {
			b.Value = Condition(f.Cond)
		} else {
			b.Value = literal(f.Literal)
		}
		out.Fields = append(out.Fields, b)
	}
	return out
}

func timer(t *model.Timer) engine.Timer {
	out := engine.Timer{Name: t.Name, When: cond(t.When), Effect: outcome(t.Effect)}
	if t.Clock != nil {
		out.Clock, out.After = t.Clock.Name, t.After.Name
	}
	if t.At != nil {
		out.At = t.At.Name
	}
	return out
}

func signal(s *model.Signal) engine.Operation {
	return engine.Operation{
		Name: s.Name, Kind: "signal", By: s.By, Doc: s.Doc, When: cond(s.When), Params: params(s.Params),
		Let: lets(s.Let), Outcomes: outcomes(s.Outcomes),
	}
}

func lets(list []*model.Let) []engine.Binding {
	var out []engine.Binding
	for _, l := range list {
		out = append(out, engine.Binding{Name: l.Name, Value: Value(l.Value)})
	}
	return out
}

func assignments(list []*model.Assignment) []engine.Binding {
	var out []engine.Binding
	for _, a := range list {
		name := a.Attribute.Name
		for i := len(a.Within) - 1; i >= 0; i-- {
			name = a.Within[i].Name + "." + name
		}
		out = append(out, engine.Binding{Name: name, Value: Value(a.Value)})
	}
	return out
}

func outcomes(list []*model.Outcome) []engine.Outcome {
	var out []engine.Outcome
	for _, o := range list {
		out = append(out, outcome(o))
	}
	return out
}

func outcome(o *model.Outcome) engine.Outcome {
	out := engine.Outcome{When: cond(o.When), Set: assignments(o.Set)}
	if o.To != nil {
		out.To = o.To.Name
	}
	if o.Emits != nil {
		out.Emits = o.Emits.Key
	}
	return out
}

func operation(op *model.Operation) engine.Operation {
	out := engine.Operation{
		Name: op.Name, Kind: string(op.Kind), Method: op.Method, Path: path(op.Path),
		TestOnly: code(op.TestOnly), Malformed: code(op.Malformed), Params: params(op.Params), Success: op.Success,
	}
	if op.Key != nil {
		out.Key = op.Key.Name
	}
	for _, k := range op.OtherKeys {
		out.OtherKeys = append(out.OtherKeys, k.Name)
	}
	if op.Result != nil {
		out.Returns = typ(op.Result)
	}
	for _, x := range op.Exclusive {
		set := engine.Exclusive{Required: x.Required}
		for _, p := range x.Params {
			set.Params = append(set.Params, p.Key)
		}
		out.Exclusive = append(out.Exclusive, set)
	}
	if op.Kind == model.Create {
		for _, s := range op.Samples {
			out.Samples = append(out.Samples, sample(s))
		}
	}
	for _, e := range op.Errors {
		out.Errors = append(out.Errors, engine.ErrorRef{Code: e.Error.Code, Status: e.Status})
	}
	if b := op.Behaviour; b != nil {
		behaviour(&out, b)
	}
	return out
}

// sample is the parameters of a sample by key, as an object; what stands in the path is left out.
func sample(s *model.Sample) engine.JSON {
	var members []string
	for _, a := range s.Args {
		if a.Param.In != model.InPath {
			members = append(members, strconv.Quote(a.Param.Key)+":"+JSON(a.Value))
		}
	}
	return engine.JSON("{" + strings.Join(members, ",") + "}")
}

func behaviour(out *engine.Operation, b *model.Behaviour) {
	for _, l := range b.Loads {
		load := engine.Load{Name: l.Name, Of: l.Of.Name, ID: ref(l.ID), Absent: code(l.Absent), Once: code(l.Once), Assume: l.Assume}
		for _, a := range l.Takes {
			load.Takes = append(load.Takes, a.Name)
		}
		if l.Inline != nil {
			load.Inline = ref(l.Inline)
		}
		out.Loads = append(out.Loads, load)
	}
	out.Let = lets(b.Let)
	for _, g := range b.Guards {
		out.Guards = append(out.Guards, engine.Guard{Deny: cond(g.Deny), Require: cond(g.Require), Error: code(g.Error)})
	}
	out.Outcomes = outcomes(b.Outcomes)
}

// path writes a path with its parameters in braces, by their keys.
func path(segments []model.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		if s.Param != nil {
			b.WriteString("{" + s.Param.Key + "}")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

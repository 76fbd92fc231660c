package prove

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// confirm plays every sequence that was found against the mock, by HTTP, and looks for those of the gates, which
// exploring does not pass: the mock answers or the pair was not seen.
func (p *prover) confirm() {
	open := map[*model.Operation][]*Pair{}
	for _, pair := range p.report.Pairs {
		if len(pair.Steps) == 0 {
			open[pair.Operation] = append(open[pair.Operation], pair)
			continue
		}
		got, err := NewPlayer(p.api, p.program).Play(pair.Steps)
		if err != nil || !pair.is(got) {
			pair.Steps, pair.unplayed = nil, true
			p.add(pair.place(), "proof-replay", "the calls that should end in %q cannot be made: %s", pair.Error.Error.Code, outcome(got, err))
		}
	}
	spoken := p.spoken()
	for _, r := range p.api.Resources {
		for _, op := range r.Operations {
			p.refusedEarly(op, open[op], spoken)
		}
	}
}

// spoken is the codes that something answers with the first time it is asked: all but those that are merely declared, and
// those that only the second use of an object is refused with.
func (p *prover) spoken() map[string]bool {
	api := p.program.API
	out := map[string]bool{
		"unauthenticated": true, "not_found": true, "malformed": true, "internal_error": true, // of an API that names none
		api.Gates.Unauthenticated: true, api.Gates.Absent: true, api.Gates.Malformed: true,
	}
	for _, class := range p.program.Classes {
		for _, call := range class.Calls {
			out[call.TestOnly], out[call.Malformed] = true, true
			for _, l := range call.Loads {
				out[l.Absent] = true
			}
			for _, g := range call.Guards {
				out[g.Error] = true
			}
		}
	}
	return out
}

// refusedEarly looks for the sequences of pairs of an operation that exploring did not find.
func (p *prover) refusedEarly(op *model.Operation, open []*Pair, spoken map[string]bool) {
	if len(open) == 0 {
		return
	}
	for _, a := range p.attempts(op) {
		unseen := func(pair *Pair) bool { return len(pair.Steps) == 0 && (a.again || spoken[pair.Error.Error.Code]) }
		for _, call := range a.calls {
			if !slices.ContainsFunc(open, unseen) {
				break
			}
			got, err := p.try(&a, call)
			for _, pair := range open {
				if err == nil && len(pair.Steps) == 0 && pair.is(got) {
					pair.Steps = append(slices.Clip(a.before), call)
				}
			}
		}
	}
}

// attempts is calls of an operation that something before its guards may refuse, each made after the same steps.
type attempts struct {
	before sequence
	calls  []Step
	again  bool    // that they use again what can be used once
	player *Player // which did the steps, nil where they must be done
}

// try makes one of the calls. The steps before it are done again only where a call since may have changed what they made:
// a refusal changes nothing.
func (p *prover) try(a *attempts, call Step) (Answer, error) {
	if live := call.Key == LiveKey; a.player == nil || a.player.live != live {
		player := NewPlayer(p.api, p.program)
		player.live = live
		if got, err := player.Play(a.before); err != nil || got.Status >= 400 {
			return got, fmt.Errorf("the steps before cannot be made: %s", outcome(got, err))
		}
		a.player = player
	}
	got, err := a.player.step(call)
	if err != nil || got.Status < 400 {
		a.player = nil
	}
	return got, err
}

// is reports whether an answer is the refusal of the pair.
func (pair *Pair) is(got Answer) bool {
	return got.Code == pair.Error.Error.Code && got.Status == pair.Error.Status
}

// outcome tells what became of a sequence.
func outcome(got Answer, err error) string {
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("the last answers %d %s", got.Status, got.Code)
}

// attempts lists the calls by which the operation may be refused early, those after fewer steps before others.
func (p *prover) attempts(op *model.Operation) []attempts {
	good := p.good(op)
	unmade := p.changed(op, bare(op, good))
	if len(good) > 1 { // what is refused in live mode is shown of something that was made there
		unmade.calls = slices.DeleteFunc(unmade.calls, func(s Step) bool { return s.Key == LiveKey })
	}
	out := []attempts{unmade, p.changed(op, good)}
	if spent := p.spends[op]; len(spent) > 0 {
		out = append(out, attempts{before: spent, calls: spent[len(spent)-1:], again: true})
	}
	slices.SortStableFunc(out, func(a, b attempts) int { return len(a.before) - len(b.before) })
	return out
}

// bare is the last call of a sequence without those before it: it names the examples of objects that nobody made.
func bare(op *model.Operation, good sequence) sequence {
	step := good[len(good)-1]
	step.Args = slices.Clone(step.Args)
	for i, a := range step.Args {
		if a.From > 0 {
			step.Args[i] = Arg{Name: a.Name, Value: engine.TextValue(exampleID(op, a.Name))}
		}
	}
	return sequence{step}
}

// exampleID is what the spec has for an example of a parameter, else of the id of what it names.
func exampleID(op *model.Operation, name string) string {
	for _, p := range op.Params {
		if p.Key != name {
			continue
		}
		o := p.Type.Object
		if o == nil {
			o = op.Resource.Object
		}
		if p.Example.IsSet() {
			return p.Example.Text
		}
		for _, a := range o.Attributes {
			if a.Type.Kind == model.IDKind && a.Type.Object == o && a.Example.IsSet() {
				return a.Example.Text
			}
		}
		return o.IDPrefix + "_" + strings.Repeat("0", 12)
	}
	return name
}

// changed is the last call of a sequence as it is, and changed in one way each time.
func (p *prover) changed(op *model.Operation, good sequence) attempts {
	last := good[len(good)-1]
	out := attempts{before: good[:len(good)-1], calls: []Step{last}}
	change := func(edit func(*Step)) {
		s := last
		s.Args = slices.Clone(s.Args)
		edit(&s)
		out.calls = append(out.calls, s)
	}
	change(func(s *Step) { s.Key = NoKey })
	change(func(s *Step) { s.Key = OtherKey })
	for i, a := range last.Args {
		for _, v := range p.wrong(op, a.Name) {
			change(func(s *Step) { s.Args[i] = Arg{Name: a.Name, Value: v} })
		}
		if !inPath(op, a.Name) { // without it the path would be that of another operation, or of none
			change(func(s *Step) { s.Args = slices.Delete(s.Args, i, i+1) })
		}
	}
	for _, param := range op.Params {
		for _, v := range p.wrong(op, param.Key) {
			change(func(s *Step) {
				s.Args = append(besides(op, s.Args, param), Arg{Name: param.Key, Value: v})
			})
		}
	}
	change(func(s *Step) { s.Key = LiveKey })
	return out
}

func inPath(op *model.Operation, param string) bool {
	return slices.ContainsFunc(op.Params, func(p *model.Param) bool { return p.Key == param && p.In == model.InPath })
}

// besides is the arguments that a parameter may be sent with: without those that exclude it.
func besides(op *model.Operation, args []Arg, param *model.Param) []Arg {
	return slices.DeleteFunc(args, func(a Arg) bool {
		return a.Name != param.Key && slices.ContainsFunc(op.Exclusive, func(x *model.Exclusive) bool {
			has := func(name string) bool {
				return slices.ContainsFunc(x.Params, func(p *model.Param) bool { return p.Key == name })
			}
			return has(param.Key) && has(a.Name)
		})
	})
}

// good is a sequence that ends in a call of the operation that is answered.
func (p *prover) good(op *model.Operation) sequence {
	if s := p.success[op]; len(s) > 0 {
		return s
	}
	var s sequence
	step := Step{Kind: StepCall, Operation: op}
	for _, param := range op.Params {
		if param.In != model.InPath {
			continue
		}
		arg := Arg{Name: param.Key, Value: engine.TextValue("unknown")}
		for _, r := range p.api.Resources {
			if param.Type.Object == r.Object || param.Type.Object == nil && r == op.Resource {
				if made := p.some(r.Name); made != nil {
					arg.From, arg.Path = s.add(made.made)+made.from, made.path
				}
			}
		}
		step.Args = append(step.Args, arg)
	}
	return append(s, step)
}

// some is any object of a resource, nil where none can be made.
func (p *prover) some(resource string) *rep {
	if n := p.first[resource]; n != nil {
		return &rep{n.rec, n.rec.ID(), n.path, n.made, []string{p.idAttribute()}}
	}
	if reps := p.representatives(resource); len(reps) > 0 {
		return &reps[0]
	}
	return nil
}

// wrong is values that a parameter may not have.
func (p *prover) wrong(op *model.Operation, name string) []engine.Value {
	var param *model.Param
	for _, q := range op.Params {
		if q.Key == name {
			param = q
		}
	}
	if param == nil {
		return nil
	}
	out := []engine.Value{engine.TextValue("!"), engine.ListValue(engine.TextValue("!")), engine.MapValue(nil, nil).With("!", engine.TextValue("!"))}
	return append(out, p.foreign(param.Type)...)
}

// foreign is ids of no object, of each kind that a parameter may name, and of those that live mode has.
func (p *prover) foreign(t *model.Type) []engine.Value {
	switch t.Kind {
	case model.IDKind, model.Expandable:
		if t.Object != nil {
			return p.strangers([]*model.Object{t.Object})
		}
		if p.anyone == nil {
			var all []*model.Object
			for _, r := range p.api.Resources {
				all = append(all, r.Object)
			}
			p.anyone = p.strangers(all)
		}
		return p.anyone
	case model.Union:
		var out []engine.Value
		for _, alt := range t.Alts {
			out = append(out, p.foreign(alt)...)
		}
		return out
	}
	return nil
}

// strangers is two ids of each of some objects that none of them has.
func (p *prover) strangers(objects []*model.Object) []engine.Value {
	var out []engine.Value
	seen := map[string]bool{}
	for _, o := range objects {
		if id := p.stranger(o); !seen[id] {
			seen[id] = true
			out = append(out, engine.TextValue(id), engine.TextValue(strings.Replace(id, p.api.TestInfix(), "", 1)))
		}
	}
	return out
}

// far is the number of an id that no object comes to.
const far = 1 << 40

// stranger is an id that no object of a kind has: one beside its example, else one that looks as the API's own do, for
// others are malformed, not unknown.
func (p *prover) stranger(o *model.Object) string {
	for _, a := range o.Attributes {
		if a.Name == p.idAttribute() && a.Example.IsSet() {
			return neighbour(a.Example.Text)
		}
	}
	return p.program.ID(cmp.Or(o.IDPattern, o.IDPrefix), far)
}

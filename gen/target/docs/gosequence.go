package docs

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// GoSequence writes calls that end in an error as the statements of a function that returns an error: client, ctx and
// mock are there already. It returns nothing where a call sends what the client's types cannot hold.
func GoSequence(api *model.API, pair *prove.Pair) string {
	s := &goSequence{api: api, steps: pair.Steps, vars: map[int]string{}, marks: map[string]string{}}
	var b strings.Builder
	for i, step := range pair.Steps {
		if !s.fits(step) {
			return ""
		}
		b.WriteString(s.step(i, step))
	}
	b.WriteString("fmt.Println(errors.Is(err, " + api.Go + "." + pair.Error.Error.Go + ")) // true\n")
	return snippet.Tidy(s.resolved(b.String()))
}

// goSequence writes one sequence.
type goSequence struct {
	api   *model.API
	steps []prove.Step
	vars  map[int]string    // of the answers that are needed, by the step from 1
	marks map[string]string // what stands for the quoted text that marks a value of an answer

	declared, test bool // that err and the client for test mode are there
}

func (s *goSequence) step(i int, step prove.Step) string {
	switch step.Kind {
	case prove.StepWait:
		return "if err := mock.Clock().Advance(" + strconv.FormatInt(step.Seconds, 10) + " * time.Second); err != nil { // " + prove.Length(step.Seconds) + "\nreturn err\n}\n"
	case prove.StepFact:
		return "// The mock is made for an account whose " + fileName(step.Args[0].Name) + " is " + fileName(step.Args[0].Value.String()) + ".\n"
	case prove.StepSignal:
		return s.signal(step)
	}
	return s.call(i, step)
}

// fits reports whether the client can send the step's arguments.
func (s *goSequence) fits(step prove.Step) bool {
	if step.Kind != prove.StepCall {
		return true
	}
	if live := slices.ContainsFunc(s.steps, func(t prove.Step) bool { return t.Key == prove.LiveKey }); live && step.Operation.TestOnly != nil {
		return false
	}
	for _, p := range step.Operation.Params {
		for _, a := range step.Args {
			if d := s.data(a); a.Name == p.Key && d.Kind != spec.DataNull && !snippet.Fits(p.Type, d) {
				return false
			}
		}
	}
	return true
}

func (s *goSequence) signal(step prove.Step) string {
	id := `""`
	for _, a := range step.Args {
		if a.Name == "" {
			id = strconv.Quote(s.data(a).Text)
		}
	}
	return "if _, err := mock.Signal(" + id + ", " + strconv.Quote(step.Signal.Name) + ", nil); err != nil {\nreturn err\n}\n"
}

// call writes one call; the last is the one that is refused.
func (s *goSequence) call(i int, step prove.Step) string {
	op := step.Operation
	var args []model.Arg
	for _, p := range op.Params {
		for _, a := range step.Args {
			if a.Name == p.Key {
				args = append(args, model.Arg{Param: p, Value: s.data(a)})
			}
		}
	}
	client, before := s.client(op)
	text := snippet.Go{Package: s.api.Go}.Call(client, op, args)
	if step.Key != prove.OwnKey {
		before = "// The client was made with " + keyChoices[step.Key] + ".\n" + before
	}
	text = before + s.assigned(i, op, text) + "\n"
	s.declared = true
	if i == len(s.steps)-1 {
		return text
	}
	return text + snippet.ReturnErr
}

// client is what an operation is called on, and what makes it.
func (s *goSequence) client(op *model.Operation) (name, before string) {
	switch {
	case op.TestOnly == nil:
		return "client", ""
	case s.test:
		return "test", ""
	}
	s.test, s.declared = true, true
	return "test", "test, err := client.Test()\n" + snippet.ReturnErr
}

// assigned keeps what a call returns.
func (s *goSequence) assigned(i int, op *model.Operation, call string) string {
	assign := " := "
	if s.declared {
		assign = " = "
	}
	switch {
	case op.Kind == model.List && op.Result != nil && op.Result.Kind == model.PageOf:
		declare := ""
		if !s.declared {
			declare = "var err error\n"
		}
		return declare + "for _, err = range " + call + " {\nbreak\n}"
	case s.needed(i + 1):
		return s.name(i+1) + ", err := " + call
	case op.Result == nil:
		return "err" + assign + call
	}
	return "_, err" + assign + call
}

// keyChoices say whose key a call goes out with.
var keyChoices = map[prove.KeyChoice]string{
	prove.NoKey: "no key", prove.OtherKey: "a key of another account", prove.LiveKey: "a key for live mode",
}

// needed reports whether a later step needs the answer to a step.
func (s *goSequence) needed(step int) bool {
	return slices.ContainsFunc(s.steps, func(t prove.Step) bool {
		return slices.ContainsFunc(t.Args, func(a prove.Arg) bool { return a.From == step })
	})
}

// name is the variable of an answer, unlike those of others.
func (s *goSequence) name(step int) string {
	if s.vars[step] != "" {
		return s.vars[step]
	}
	plain := snippet.Go{Package: s.api.Go}.Variable(s.steps[step-1].Operation.Result.Object)
	name := plain
	for n := 2; s.taken(name); n++ {
		name = plain + itoa(n)
	}
	s.vars[step] = name
	return name
}

func (s *goSequence) taken(name string) bool {
	for _, v := range s.vars {
		if v == name {
			return true
		}
	}
	return name == s.api.Go
}

// data is the value of an argument; for one of an answer a mark, which resolved turns into a selector.
func (s *goSequence) data(a prove.Arg) spec.Data {
	if a.From == 0 || s.steps[a.From-1].Operation.Result == nil {
		return dataOf(a.Value)
	}
	selector := s.name(a.From)
	o := s.steps[a.From-1].Operation.Result.Object
	for _, name := range a.Path {
		attr := o.Attribute(name)
		if attr == nil {
			break
		}
		selector += "." + attr.Go
		if attr.Nullable || attr.Optional {
			selector += ".Or(" + snippet.Go{Package: s.api.Go}.Type(attr.Type) + "{})"
			if attr.Type.Kind == model.IDKind || attr.Type.Kind == model.String {
				selector = strings.TrimSuffix(selector, "string{})") + `"")`
			}
		}
		if attr.Type.Kind == model.Expandable {
			selector += ".ID"
		}
		o = attr.Type.Object
		if o == nil {
			break
		}
	}
	mark := "\x00" + selector
	s.marks[strconv.Quote(mark)] = selector
	return spec.Data{Kind: spec.DataString, Text: mark}
}

// resolved puts selectors in the places of their marks.
func (s *goSequence) resolved(text string) string {
	for mark, selector := range s.marks {
		text = strings.ReplaceAll(text, mark, selector)
	}
	return text
}

// dataOf is a value as a spec would write it.
func dataOf(v engine.Value) spec.Data {
	switch v.Kind() {
	case engine.MapKind:
		d := spec.Data{Kind: spec.DataMap}
		for i := range v.Len() {
			key, val := v.At(i)
			d.Members = append(d.Members, spec.Entry[spec.Data]{Key: spec.Text{Value: key}, Value: dataOf(val)})
		}
		return d
	case engine.ListKind:
		d := spec.Data{Kind: spec.DataList}
		for i := range v.Len() {
			_, val := v.At(i)
			d.Items = append(d.Items, dataOf(val))
		}
		return d
	case engine.BoolKind:
		return spec.Data{Kind: spec.DataBool, Text: v.String(), Bool: v.Bool()}
	case engine.IntKind:
		return spec.Data{Kind: spec.DataInt, Text: v.String(), Int: v.Int()}
	case engine.NumberKind:
		return spec.Data{Kind: spec.DataNum, Text: v.String()}
	case engine.NullKind, engine.Absent:
		return spec.Data{Kind: spec.DataNull, Text: "null"}
	}
	return spec.Data{Kind: spec.DataString, Text: v.String()}
}

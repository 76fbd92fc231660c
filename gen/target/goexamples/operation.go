package goexamples

import (
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// shown is one sample of an operation that the mock answers with success.
type shown struct {
	m      *maker
	op     *model.Operation
	sample *model.Sample
	first  bool // of its operation
	given  []*model.Fixture
	prints []string // what is printed of an answer, or of each record: expressions on the variable
	output []string
}

// operation gives the samples of an operation that can be shown.
func (m *maker) operation(op *model.Operation) []*shown {
	var list []*shown
	for _, sample := range snippet.Samples(m.api, op) {
		if len(sample.Only) > 0 && !slices.Contains(sample.Only, "go") {
			continue
		}
		s := &shown{m: m, op: op, sample: sample, first: len(list) == 0, given: sample.Given}
		if lists(op) && len(s.given) == 0 && op.Result.Object == op.Resource.Object {
			s.given = []*model.Fixture{{Of: op.Resource}, {Of: op.Resource}}
		}
		if (s.first || suffix(sample.Name) != "") && s.play() {
			list = append(list, s)
		}
	}
	return list
}

func lists(op *model.Operation) bool {
	return op.Kind == model.List && op.Result != nil && op.Result.Kind == model.PageOf
}

// play makes the call at the mock's engine and settles what is printed. It reports false where that cannot be shown.
func (s *shown) play() bool {
	answer, ok := s.m.played(s.given, s.op, s.sample.Args, 1, oneSeed)
	other, again := s.m.played(s.given, s.op, s.sample.Args, 1, otherSeed)
	if !ok || !again || answer.Status >= 300 {
		return false
	}
	switch {
	case s.op.Result == nil:
		s.output = []string{"done"}
	case lists(s.op):
		return s.playList(s.records(answer.Body), s.records(other.Body))
	case s.stated():
		s.prints, s.output = []string{"State()"}, []string{s.sample.Result}
	default:
		attrs := s.telling([]engine.Value{answer.Body}, []engine.Value{other.Body})
		s.choose(attrs)
		s.output = []string{line(attrs, answer.Body)}
		return len(attrs) > 0
	}
	return true
}

// stated reports whether the sample says what state the object comes to, which then is what is printed.
func (s *shown) stated() bool {
	life := s.op.Resource.Lifecycle
	return s.sample.Result != "" && life != nil && s.op.Result.Object == s.op.Resource.Object &&
		slices.ContainsFunc(life.States, func(st *model.State) bool { return st.Name == s.sample.Result })
}

// records are those of a page.
func (s *shown) records(page engine.Value) []engine.Value {
	data := page.Get(s.m.api.Page.Data)
	var all []engine.Value
	for i := range data.Len() {
		_, v := data.At(i)
		all = append(all, v)
	}
	return all
}

// playList is play for a list: a line for each record of the first page, which is all there are.
func (s *shown) playList(all, others []engine.Value) bool {
	if len(all) == 0 || len(all) > 5 || len(all) != len(others) {
		return false
	}
	attrs := s.telling(all, others)
	if len(attrs) == 0 {
		return false
	}
	s.choose(attrs)
	for _, v := range all {
		s.output = append(s.output, line(attrs, v))
	}
	return true
}

// mostPrinted is how many attributes are printed of an object.
const mostPrinted = 2

// telling are the attributes that tell most of some objects: what was sent first, then words, then flags. Others are the
// same objects, made with another seed: what differs in them is made by chance, and not told.
func (s *shown) telling(objects, others []engine.Value) []*model.Attribute {
	var sent, words, flags []*model.Attribute
	for _, a := range s.op.Result.Object.Shown() {
		tells := !s.m.isMode(a) && !a.Secret && !a.Beyond && !a.Const.IsSet()
		for i, v := range objects {
			tells = tells && printable(a, v.Get(a.Name)) && v.Get(a.Name).Equal(others[i].Get(a.Name))
		}
		if !tells {
			continue
		}
		switch {
		case s.sends(a.Name):
			sent = append(sent, a)
		case a.Type.Kind == model.Boolean:
			flags = append(flags, a)
		default:
			words = append(words, a)
		}
	}
	all := slices.Concat(sent, words, flags)
	return all[:min(len(all), mostPrinted)]
}

// isMode reports whether an attribute only tells test from live.
func (m *maker) isMode(a *model.Attribute) bool {
	return m.api.Modes != nil && a.Name == m.api.Modes.Attribute
}

// sends reports whether the sample, or what is made for it, sends something of a name.
func (s *shown) sends(name string) bool {
	for _, a := range s.sample.Args {
		if a.Param.Name == name && a.Param.In != model.InPath {
			return true
		}
	}
	return slices.ContainsFunc(s.given, func(f *model.Fixture) bool {
		return f.Of == s.op.Resource && slices.ContainsFunc(f.With, func(e spec.Entry[spec.Data]) bool { return e.Key.Value == name })
	})
}

// printable reports whether a value can be printed so that it is compared by its characters.
func printable(a *model.Attribute, v engine.Value) bool {
	switch a.Type.Kind {
	case model.Integer, model.Money, model.Boolean:
		return !v.IsNull()
	case model.String, model.Currency, model.Decimal, model.EnumKind, model.ErrorType, model.FailureType, model.EventType:
		text := v.String()
		plain := strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
		return !v.IsNull() && plain && text != "" && strings.TrimSpace(text) == text && !strings.Contains(text, "  ")
	}
	return false
}

func (s *shown) choose(attrs []*model.Attribute) {
	for _, a := range attrs {
		expr := a.Go
		if gosrc.FormOf(a) != gosrc.Plain {
			expr += ".Or(" + zero(a.Type) + ")"
		}
		s.prints = append(s.prints, expr)
	}
}

func zero(t *model.Type) string {
	switch t.Kind {
	case model.Integer, model.Money:
		return "0"
	case model.Boolean:
		return "false"
	}
	return `""`
}

// line is what is printed of an object.
func line(attrs []*model.Attribute, v engine.Value) string {
	var words []string
	for _, a := range attrs {
		words = append(words, v.Get(a.Name).String())
	}
	return strings.Join(words, " ")
}

// played makes fixtures and then a call as often as is said, at an engine of its own. It reports false where that fails.
func (m *maker) played(given []*model.Fixture, op *model.Operation, args []model.Arg, times int, seed uint64) (prove.Answer, bool) {
	player := m.player(seed)
	for _, g := range given {
		f := engine.Fixture{Of: g.Of.Name, ID: g.ID, Params: map[string]engine.Value{}}
		if g.State != nil {
			f.State = g.State.Name
		}
		for _, e := range g.With {
			f.Params[e.Key.Value] = engine.JSONValue(tables.JSON(e.Value))
		}
		if player.Give(f) != nil {
			return prove.Answer{}, false
		}
	}
	step := prove.Step{Kind: prove.StepCall, Operation: op}
	for _, a := range args {
		step.Args = append(step.Args, prove.Arg{Name: a.Param.Key, Value: engine.JSONValue(tables.JSON(a.Value))})
	}
	answer, err := player.Play(slices.Repeat([]prove.Step{step}, times))
	return answer, err == nil
}

// example writes the sample as an example.
func (s *shown) example() *example {
	service := s.op.Resource.Service + "Service"
	if s.op.TestOnly != nil {
		service = s.op.Resource.Service + "TestService"
	}
	name := service + "_" + s.op.Go
	if !s.first {
		name += "_" + suffix(s.sample.Name)
	}
	title := s.sample.Title
	if title == "" {
		title = s.op.Title
	}
	return &example{name: name, doc: gosrc.Sentence(title), body: s.m.start() + s.m.fixtures(s.given) + "\n" + s.call(), output: s.output}
}

// suffix makes the part of an example's name that tells it from others; "" where the name will not do.
func suffix(name string) string {
	if !token.IsIdentifier(name) || name[0] < 'a' || name[0] > 'z' {
		return ""
	}
	return name
}

// logFatal is what follows a call that may fail.
const logFatal = "if err != nil {\nlog.Fatal(err)\n}\n"

// start makes the mock and its client.
func (m *maker) start() string {
	return "mock, err := " + m.mock.name + ".Start()\n" + logFatal + "defer mock.Close()\nctx, client := context.Background(), mock.Client()\n"
}

// fixtures makes what a sample needs.
func (m *maker) fixtures(given []*model.Fixture) string {
	var b strings.Builder
	for _, g := range given {
		fields := []string{"Of: " + strconv.Quote(g.Of.Name)}
		if g.ID != "" {
			fields = append(fields, "ID: "+strconv.Quote(g.ID))
		}
		if g.State != nil {
			fields = append(fields, "State: "+strconv.Quote(g.State.Name))
		}
		if len(g.With) > 0 {
			var with []string
			for _, e := range g.With {
				with = append(with, strconv.Quote(e.Key.Value)+": "+m.calls.Any(e.Value))
			}
			fields = append(fields, "Params: map[string]any{"+strings.Join(with, ", ")+"}")
		}
		b.WriteString("if _, err := mock.Given(" + m.mock.name + ".Fixture{" + strings.Join(fields, ", ") + "}); err != nil {\nlog.Fatal(err)\n}\n")
	}
	return b.String()
}

// call writes the call and what is printed of its answer.
func (s *shown) call() string {
	client, before := "client", ""
	if s.op.TestOnly != nil {
		client, before = "test", "test, err := client.Test()\n"+logFatal
	}
	invoked := s.m.calls.Call(client, s.op, s.sample.Args)
	if s.op.Result == nil {
		return before + "if err := " + invoked + "; err != nil {\nlog.Fatal(err)\n}\nfmt.Println(\"done\")\n"
	}
	name := s.m.calls.Variable(s.op.Result.Object)
	var prints []string
	for _, p := range s.prints {
		prints = append(prints, name+"."+p)
	}
	printed := "fmt.Println(" + strings.Join(prints, ", ") + ")\n"
	if lists(s.op) {
		return before + "for " + name + ", err := range " + invoked + " {\n" + logFatal + printed + "}\n"
	}
	return before + name + ", err := " + invoked + "\n" + logFatal + printed
}

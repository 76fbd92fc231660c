package oracle

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"cel.dev/cel-go/cel"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// ticketSpec is an API of one resource with an attribute of each kind that conditions tell apart; %s is one invariant.
const ticketSpec = `language: 1
api:
  name: tickets
  title: Tickets
  version: "1"
  servers: [https://tickets.example.com]
  request: {encodings: [json]}
  error: {object: fault, code: code, message: message}
enums:
  mood:
    doc: How it feels.
    values: {good: {doc: Well.}, bad: {doc: Ill.}}
objects:
  fault:
    doc: The body of every refusal.
    attributes:
      code: {type: error_code, doc: What went wrong in one word.}
      message: {type: string, doc: What went wrong in a sentence.}
  place:
    doc: Somewhere.
    attributes:
      town: {type: string, doc: Its name.}
account:
  calm: {type: boolean, default: false, doc: Whether it has time.}
resources:
  ticket:
    doc: Something asked for.
    attributes:
      id: {type: id, doc: What it is read by.}
      a: {type: boolean, doc: One flag.}
      b: {type: boolean, doc: Another flag.}
      n: {type: integer, doc: One number.}
      m: {type: integer, nullable: true, doc: Another number or none.}
      s: {type: string, doc: One text.}
      t: {type: string, nullable: true, doc: Another text or none.}
      e: {type: mood, doc: How it feels.}
      o: {type: place, nullable: true, doc: Where it is.}
      at: {type: datetime, doc: When it was asked.}
    clocks:
      age: {since: at, doc: How long ago that was.}
    windows:
      rest: {default: 48h, account.calm: 72h, doc: How long it may rest.}
    invariants:
      - {require: %s, doc: What is tried.}
    operations:
      retrieve:
        kind: read
        http: GET /tickets/{id}
        doc: Reads one ticket.
        params:
          id: {type: id of ticket, doc: Which ticket to read.}
`

// Every condition that the model accepts holds in the same states for the engine and for CEL: at least 10,000 of them,
// each in ten states.
func TestConditionsHoldAsInCEL(t *testing.T) {
	env := celEnv(t)
	g := &conditions{rand.New(rand.NewPCG(3, 4))}
	accepted, held := 0, 0
	for tried := 0; accepted < 10_000; tried++ {
		if tried == 60_000 {
			t.Fatalf("of %d conditions only %d were accepted", tried, accepted)
		}
		text := g.or(2)
		holds := reading(t, text)
		if holds == nil {
			continue
		}
		accepted++
		program := celProgram(t, env, text)
		for range 10 {
			s := g.state()
			want, _, err := program.Eval(s.cel())
			if err != nil {
				t.Fatalf("CEL cannot tell %s of %+v: %v", text, s, err)
			}
			got := holds(s)
			if got != want.Value().(bool) {
				t.Fatalf("%s of %+v: the engine says %v, CEL says %v", text, s, got, want.Value())
			}
			if got {
				held++
			}
		}
	}
	if held < 20_000 || held > 80_000 {
		t.Errorf("%d of 100,000 held: the states are too much alike", held)
	}
}

func celEnv(t *testing.T) *cel.Env {
	t.Helper()
	options := []cel.EnvOption{cel.CrossTypeNumericComparisons(true)}
	for _, name := range []string{"a", "b", "n", "m", "s", "t", "e", "o", "age", "rest", "account"} {
		options = append(options, cel.Variable(name, cel.DynType))
	}
	env, err := cel.NewEnv(options...)
	if err != nil {
		t.Fatal(err)
	}
	return env
}

func celProgram(t *testing.T, env *cel.Env, text string) cel.Program {
	t.Helper()
	ast, issues := env.Compile(text)
	if issues.Err() != nil {
		t.Fatalf("CEL refuses %s: %v", text, issues.Err())
	}
	program, err := env.Program(ast)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// reading returns what the engine makes of a condition; nil where the model refuses it.
func reading(t *testing.T, text string) func(state) bool {
	t.Helper()
	source := fmt.Sprintf(ticketSpec, "'"+strings.ReplaceAll(text, "'", "''")+"'")
	doc, faults := spec.Parse("ticket.yaml", []byte(source), nil)
	if faults.Refuses() {
		t.Fatalf("%s: %v", text, faults)
	}
	api, faults := model.Build(doc)
	if faults.Refuses() {
		return nil
	}
	p, err := engine.Compile(tables.Of(api))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	class := p.Class("ticket")
	read, err := class.Reader(tables.Condition(api.Resources[0].Lifecycle.Invariants[0].Require))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return func(s state) bool { return read(s.engine(class)).Bool() }
}

// state is one ticket, its account and the time since it was asked for.
type state struct {
	a, b, calm bool
	n          int64
	m          *int64
	s          string
	t, o       *string
	e          string
	age        time.Duration
}

func (s state) rest() time.Duration {
	if s.calm {
		return 72 * time.Hour
	}
	return 48 * time.Hour
}

// cel is the state as CEL sees it.
func (s state) cel() map[string]any {
	vars := map[string]any{
		"a": s.a, "b": s.b, "n": s.n, "s": s.s, "e": s.e, "age": int64(s.age), "rest": int64(s.rest()),
		"account": map[string]any{"calm": s.calm}, "m": nil, "t": nil, "o": nil,
	}
	if s.m != nil {
		vars["m"] = *s.m
	}
	if s.t != nil {
		vars["t"] = *s.t
	}
	if s.o != nil {
		vars["o"] = map[string]any{"town": *s.o}
	}
	return vars
}

// engine is the state as the engine sees it.
func (s state) engine(class *engine.Class) *engine.Case {
	const start = 1_700_000_000
	values := map[string]engine.Value{
		"a": engine.BoolValue(s.a), "b": engine.BoolValue(s.b), "n": engine.IntValue(s.n), "s": engine.TextValue(s.s),
		"e": engine.TextValue(s.e), "at": engine.TimeValue(start), "m": engine.NullValue, "t": engine.NullValue, "o": engine.NullValue,
	}
	if s.m != nil {
		values["m"] = engine.IntValue(*s.m)
	}
	if s.t != nil {
		values["t"] = engine.TextValue(*s.t)
	}
	if s.o != nil {
		values["o"] = engine.MapValue([]string{"town"}, []engine.Value{engine.TextValue(*s.o)})
	}
	c := &engine.Case{Now: start + int64(s.age/time.Second), Facts: []engine.Value{engine.BoolValue(s.calm)}}
	c.Self = class.Blank(c, "1")
	for i, f := range class.Resource.Fields {
		if v, ok := values[f.Name]; ok {
			c.Self.Values[i] = v
		}
	}
	return c
}

// conditions makes conditions of which most are of the right types, and states that they can tell apart.
type conditions struct{ *rand.Rand }

func (g *conditions) pick(words ...string) string { return words[g.IntN(len(words))] }

func (g *conditions) state() state {
	s := state{
		a: g.IntN(2) == 0, b: g.IntN(2) == 0, calm: g.IntN(2) == 0, n: int64(g.IntN(5) - 2), s: g.pick("", "x", "y"),
		e: g.pick("good", "bad"), age: time.Duration(g.IntN(5)) * 24 * time.Hour,
	}
	if g.IntN(2) == 0 {
		m := int64(g.IntN(5) - 2)
		s.m = &m
	}
	for _, p := range []**string{&s.t, &s.o} {
		if g.IntN(2) == 0 {
			text := g.pick("", "x", "y")
			*p = &text
		}
	}
	return s
}

func (g *conditions) or(depth int) string {
	return g.chain(" || ", func() string { return g.chain(" && ", func() string { return g.one(depth) }) })
}

func (g *conditions) chain(op string, operand func() string) string {
	s := operand()
	for range g.IntN(3) {
		s += op + operand()
	}
	return s
}

func (g *conditions) one(depth int) string {
	if depth > 0 && g.IntN(4) == 0 {
		return g.pick("", "!") + "(" + g.or(depth-1) + ")"
	}
	order := g.pick("==", "!=", "<", "<=", ">", ">=")
	switch g.IntN(12) {
	case 0, 1:
		return g.pick("", "!") + g.pick("a", "b", "account.calm")
	case 2:
		return g.pick("a", "b") + g.pick(" == ", " != ") + g.pick("true", "false", "b", "account.calm", "(n > 0)")
	case 3:
		return "n " + order + " " + g.pick("0", "-1", "2", "1.5")
	case 4:
		return "s " + g.pick("==", "!=") + " " + g.pick(`"x"`, `""`, `"z"`)
	case 5:
		return g.pick("s", "e", "t") + " in [" + g.pick(`"x"`, `"good"`, `"x", ""`, `"good", "bad"`) + "]"
	case 6:
		return "e " + g.pick("==", "!=") + ` "` + g.pick("good", "bad") + `"`
	case 7:
		return g.pick("m", "t", "o") + g.pick(" == null", " != null")
	case 8:
		return "m != null && m " + order + " " + g.pick("n", "0", "2")
	case 9:
		return "(m == null || m " + order + " " + g.pick("n", "1") + ")"
	case 10:
		return g.pick(`o != null && o.town == "x"`, `(o == null || o.town != "")`, `t == s`, `t == "y"`, `o.town == s`)
	}
	return "age " + g.pick("<", "<=", ">", ">=") + " rest"
}

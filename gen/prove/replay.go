package prove

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// Answer is what the mock answered to a step.
type Answer struct {
	Status int
	Code   string
	Body   engine.Value
}

// Player sends steps to a mock as a caller would, by HTTP.
type Player struct {
	api     *model.API
	engine  *engine.Engine
	answers []Answer
	live    bool
}

// NewPlayer returns a player of steps against a fresh mock.
func NewPlayer(api *model.API, program *engine.Program) *Player {
	return NewSeededPlayer(api, program, 0)
}

// NewSeededPlayer is NewPlayer for a mock whose chance begins elsewhere, so that what is made by chance is another.
func NewSeededPlayer(api *model.API, program *engine.Program, seed uint64) *Player {
	return &Player{api: api, engine: program.New(engine.Config{Seed: seed, Clock: engine.NewClock(engine.DefaultStart), Journal: -1})}
}

// Give makes an object that steps need.
func (pl *Player) Give(f engine.Fixture) error {
	_, err := pl.engine.Given(f)
	return err
}

// Play does the steps in order and returns the last call's answer. A step before it that is refused is an error.
func (pl *Player) Play(steps []Step) (Answer, error) {
	for _, s := range steps {
		pl.live = pl.live || s.Key == LiveKey
	}
	for i, s := range steps {
		a, err := pl.step(s)
		if err != nil {
			return a, fmt.Errorf("step %d: %w", i+1, err)
		}
		if a.Status >= 400 && i < len(steps)-1 {
			return a, fmt.Errorf("step %d was refused with %d %s", i+1, a.Status, a.Code)
		}
		pl.answers = append(pl.answers, a)
	}
	if len(pl.answers) == 0 {
		return Answer{}, nil
	}
	return pl.answers[len(pl.answers)-1], nil
}

func (pl *Player) step(s Step) (Answer, error) {
	switch s.Kind {
	case StepWait:
		return Answer{}, pl.engine.Clock().Advance(time.Duration(s.Seconds) * time.Second)
	case StepFact:
		return Answer{}, pl.engine.SetFact(pl.key(s, nil), s.Args[0].Name, s.Args[0].Value.String())
	case StepSignal:
		return Answer{}, pl.signal(s)
	}
	req, err := pl.request(s)
	if err != nil {
		return Answer{}, err
	}
	resp, err := pl.engine.RoundTrip(req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	var text bytes.Buffer
	text.Grow(int(resp.ContentLength) + bytes.MinRead)
	if _, err := text.ReadFrom(resp.Body); err != nil {
		return Answer{}, err
	}
	a := Answer{Status: resp.StatusCode}
	if text.Len() > 0 {
		if a.Body, err = engine.ParseJSON(text.Bytes()); err != nil {
			return a, err
		}
	}
	if a.Status >= 400 {
		a.Code = a.Body.Dig(pl.api.Error.Code).String()
	}
	return a, nil
}

func (pl *Player) signal(s Step) error {
	params, id := map[string]engine.Value{}, ""
	for _, arg := range s.Args {
		if arg.Name == "" {
			id = pl.value(arg).String()
			continue
		}
		params[arg.Name] = pl.value(arg)
	}
	_, err := pl.engine.Signal(id, s.Signal.Name, params)
	return err
}

// value is what an argument stands for.
func (pl *Player) value(a Arg) engine.Value {
	if a.From > 0 && a.From <= len(pl.answers) {
		if v := pl.answers[a.From-1].Body.Dig(a.Path); v.Kind() != engine.Absent {
			return v
		}
	}
	return a.Value
}

// add puts fields into a form.
func add(to url.Values, fields []field) {
	for _, f := range fields {
		to.Add(f.name, f.value)
	}
}

// request writes a step as an HTTP request, its body as callers mostly write it.
func (pl *Player) request(s Step) (*http.Request, error) {
	args := map[string]engine.Value{}
	for _, a := range s.Args {
		args[a.Name] = pl.value(a)
	}
	var path strings.Builder
	for _, seg := range s.Operation.Path {
		if seg.Param != nil {
			path.WriteString(url.PathEscape(args[seg.Param.Key].String()))
		} else {
			path.WriteString(seg.Text)
		}
	}
	query, plain, body := url.Values{}, url.Values{}, engine.MapValue(nil, nil)
	header := http.Header{}
	for _, p := range s.Operation.Params {
		v, ok := args[p.Key]
		switch {
		case !ok || v.Kind() == engine.Absent:
		case p.In == model.InQuery:
			add(query, form(pl.api, nil, p.Name, v))
		case p.In == model.InHeader:
			header.Set(p.Name, v.String())
		case p.In == model.InBody:
			body = with(body, brackets(p.Name), v)
			add(plain, form(pl.api, nil, p.Name, v))
		}
	}
	target := "http://localhost" + path.String()
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	text, kind := string(body.AppendJSON(nil)), "application/json"
	if !sendsJSON(pl.api) {
		text, kind = plain.Encode(), "application/x-www-form-urlencoded"
	}
	if body.Len() == 0 {
		text = ""
	} else {
		header.Set("Content-Type", kind)
	}
	req, err := http.NewRequest(s.Operation.Method, target, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	req.Header = header
	pl.authorize(req, s)
	return req, nil
}

// brackets splits a name such as a[b] into the names it nests.
func brackets(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return r == '[' || r == ']' })
}

func (pl *Player) authorize(req *http.Request, s Step) {
	key := pl.key(s, s.Operation)
	if key == "" {
		return
	}
	switch pl.api.Auth.Scheme {
	case model.AuthBasic:
		req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(key+":")))
	case model.AuthBearer:
		req.Header.Set("Authorization", "Bearer "+key)
	default:
		req.Header.Set(pl.api.Auth.Header, key)
	}
}

// key is the key that a step goes out with, empty for none.
func (pl *Player) key(s Step, op *model.Operation) string {
	if pl.api.Auth == nil || s.Key == NoKey || op != nil && op.Key == nil {
		return ""
	}
	kind := pl.api.Auth.Keys[0]
	if op != nil {
		kind = op.Key
	}
	key := kind.Example
	if pl.live {
		key = liveKey(kind, pl.api.TestInfix())
	}
	if s.Key == OtherKey {
		key = neighbour(key)
	}
	return key
}

// liveKey is a key for live mode: the example with the mark of test mode left out, or with the word live in its place.
func liveKey(k *model.Key, infix string) string {
	var out string
	live, err := regexp.Compile(k.Live)
	for _, word := range []string{"", "live", strings.Replace(infix, "test", "live", 1)} {
		for _, mark := range []string{infix, "test"} {
			out = strings.Replace(k.Example, mark, word, 1)
			if err == nil && mark != "" && out != k.Example && live.MatchString(out) {
				return out
			}
		}
	}
	return strings.Replace(k.Example, infix, "", 1)
}

// neighbour is another text of the same form: its last character is another of the same kind.
func neighbour(text string) string {
	if text == "" {
		return ""
	}
	last := text[len(text)-1]
	for _, pair := range []string{"12", "xy", "XY"} {
		if kind(last) != kind(pair[0]) {
			continue
		}
		if last == pair[0] {
			return text[:len(text)-1] + pair[1:]
		}
		return text[:len(text)-1] + pair[:1]
	}
	return text + "x"
}

func kind(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return 1
	case c >= 'a' && c <= 'z':
		return 2
	case c >= 'A' && c <= 'Z':
		return 3
	}
	return 0
}

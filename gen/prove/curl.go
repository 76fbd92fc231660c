package prove

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/templates/engine"
)

// Curl writes steps as commands for the shell, to be run against the mock: $MOCK is its address, $SECRET_KEY and the like
// are keys, and ids that answers give are kept in variables. Whatever comes from the spec is quoted.
func Curl(api *model.API, steps []Step) string {
	c := &curl{api: api, names: Names(steps, nil)}
	c.live = slices.ContainsFunc(steps, func(s Step) bool { return s.Key == LiveKey })
	var lines []string
	for i, s := range steps {
		lines = append(lines, c.step(i, s)...)
	}
	return strings.Join(lines, "\n") + "\n"
}

type curl struct {
	api   *model.API
	names map[Place]string
	live  bool // all steps go out with a live key if one does
}

// Place is a value in the answer to a step, counted from 1.
type Place struct {
	Step int
	Path string // with dots
}

// Names gives each value of an answer that a later step needs a name, after the resource that the step works on. Names
// differ from each other and from those that are taken.
func Names(steps []Step, taken []string) map[Place]string {
	out := map[Place]string{}
	for _, s := range steps {
		for _, a := range s.Args {
			at := Place{a.From, strings.Join(a.Path, ".")}
			if a.From == 0 || a.From > len(steps) || out[at] != "" || steps[a.From-1].Operation == nil {
				continue
			}
			name := steps[a.From-1].Operation.Resource.Name
			if len(a.Path) != 1 || a.Path[0] != "id" {
				name += "_" + strings.Join(a.Path, "_")
			}
			name = word(name)
			for n, plain := 2, name; slices.Contains(taken, name); n++ {
				name = plain + strconv.Itoa(n)
			}
			taken = append(taken, name)
			out[at] = name
		}
	}
	return out
}

// word keeps the letters, digits and underscores of a name.
func word(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, s)
}

func (c *curl) step(i int, s Step) []string {
	switch s.Kind {
	case StepWait:
		d := Length(s.Seconds)
		return []string{"# wait " + d + " on the mock's clock", admin("clock", c.quote(`{"advance": "`+d+`"}`))}
	case StepFact:
		return []string{"# start the mock with --fact " + c.quote(s.Args[0].Name+"="+s.Args[0].Value.String())}
	case StepSignal:
		return []string{"# " + c.who(s) + ": " + word(s.Signal.Name), admin("signals", c.signal(s))}
	}
	call := c.call(s)
	switch kept := c.kept(i + 1); len(kept) {
	case 0:
		return []string{call}
	case 1:
		return []string{c.names[kept[0]] + "=$(" + strings.Replace(call, "curl ", "curl -s ", 1) + " | " + c.pick(kept[0]) + ")"}
	default:
		lines := []string{"answer=$(" + strings.Replace(call, "curl ", "curl -s ", 1) + ")"}
		for _, at := range kept {
			lines = append(lines, c.names[at]+`=$(printf '%s' "$answer" | `+c.pick(at)+")")
		}
		return lines
	}
}

// who sends a signal, in the spec's words.
func (c *curl) who(s Step) string {
	if s.Signal.By == "" {
		return "a signal"
	}
	return oneLine(s.Signal.By)
}

func (c *curl) pick(at Place) string { return "jq -r " + c.quote("."+at.Path) }

// kept lists what later steps need of the answer to a step.
func (c *curl) kept(step int) []Place {
	var out []Place
	for at := range c.names {
		if at.Step == step {
			out = append(out, at)
		}
	}
	slices.SortStableFunc(out, func(a, b Place) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// admin is a call of the mock itself.
func admin(path, body string) string {
	return `curl "$MOCK/_mock/` + path + `" -H 'Content-Type: application/json' -d ` + body
}

// signal is the body that sends a signal.
func (c *curl) signal(s Step) string {
	id, params := engine.Value{}, engine.MapValue(nil, nil)
	for _, a := range s.Args {
		if a.Name == "" {
			id = c.value(a)
		} else {
			params = params.With(a.Name, c.value(a))
		}
	}
	body := engine.MapValue(nil, nil).With("id", id).With("signal", engine.TextValue(s.Signal.Name))
	if params.Len() > 0 {
		body = body.With("params", params)
	}
	return c.quote(string(body.AppendJSON(nil)))
}

// value is the value of an argument; one of an answer is a mark that quote turns into a variable.
func (c *curl) value(a Arg) engine.Value {
	if name := c.names[Place{a.From, strings.Join(a.Path, ".")}]; a.From > 0 && name != "" {
		return engine.TextValue(markLeft + name + markRight)
	}
	return a.Value
}

// The marks stand around the name of a variable inside a value.
const (
	markLeft  = "\ue000"
	markRight = "\ue001"
)

func (c *curl) call(s Step) string {
	args := map[string]engine.Value{}
	for _, a := range s.Args {
		args[a.Name] = c.value(a)
	}
	target := "$MOCK" + c.path(s.Operation, args)
	body := c.body(s.Operation, args)
	words := []string{"curl " + `"` + target + `"`}
	if s.Operation.Method != "GET" && (s.Operation.Method != "POST" || len(body) == 0) {
		words = append(words, "-X "+s.Operation.Method)
	}
	words = append(words, c.key(s)...)
	for _, p := range s.Operation.Params {
		if v, ok := args[p.Key]; ok && p.In == model.InHeader {
			words = append(words, "-H "+c.quote(p.Name+": "+oneLine(v.String())))
		}
	}
	return strings.Join(append(words, body...), " \\\n  ")
}

// path is the path and query of a call, to stand in double quotes.
func (c *curl) path(op *model.Operation, args map[string]engine.Value) string {
	var b strings.Builder
	for _, seg := range op.Path {
		if seg.Param != nil {
			b.WriteString(c.escaped(args[seg.Param.Key].String()))
			continue
		}
		b.WriteString(strings.ReplaceAll((&url.URL{Path: seg.Text}).EscapedPath(), "$", "%24"))
	}
	sep := "?"
	for _, p := range op.Params {
		v, ok := args[p.Key]
		if !ok || p.In != model.InQuery {
			continue
		}
		for _, f := range form(c.api, nil, p.Name, v) {
			b.WriteString(sep + url.QueryEscape(f.name) + "=" + c.escaped(f.value))
			sep = "&"
		}
	}
	return b.String()
}

// escaped writes a value for an address in double quotes.
func (c *curl) escaped(text string) string {
	for _, name := range c.names {
		if text == markLeft+name+markRight {
			return "${" + name + "}"
		}
	}
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// key is the option that carries the key.
func (c *curl) key(s Step) []string {
	if c.api.Auth == nil || s.Operation.Key == nil || s.Key == NoKey {
		return nil
	}
	name := "$" + strings.ToUpper(word(s.Operation.Key.Name)) + "_KEY"
	switch {
	case s.Key == OtherKey:
		name = "$OTHER_" + name[1:]
	case c.live:
		name = "$LIVE_" + name[1:]
	}
	switch c.api.Auth.Scheme {
	case model.AuthBasic:
		return []string{`-u "` + name + `:"`}
	case model.AuthBearer:
		return []string{`-H "Authorization: Bearer ` + name + `"`}
	}
	return []string{"-H '" + strings.ReplaceAll(visible(c.api.Auth.Header), "'", "") + `: '"` + name + `"`}
}

// body is the options that carry the body.
func (c *curl) body(op *model.Operation, args map[string]engine.Value) []string {
	whole := engine.MapValue(nil, nil)
	var words []string
	for _, p := range op.Params {
		v, ok := args[p.Key]
		if !ok || p.In != model.InBody {
			continue
		}
		whole = with(whole, brackets(p.Name), v)
		for _, f := range form(c.api, nil, p.Name, v) {
			option := "-d "
			if url.QueryEscape(f.value) != f.value {
				option = "--data-urlencode "
			}
			words = append(words, option+c.quote(f.name+"="+f.value))
		}
	}
	if whole.Len() > 0 && sendsJSON(c.api) {
		return []string{"-H 'Content-Type: application/json'", "-d " + c.quote(string(whole.AppendJSON(nil)))}
	}
	return words
}

// sendsJSON reports whether bodies are best sent as JSON.
func sendsJSON(api *model.API) bool {
	return len(api.Encodings) > 0 && api.Encodings[0] == model.EncodingJSON
}

// field is a name and a value of a form.
type field struct{ name, value string }

// form spells a value for a form or a query, nested values with brackets.
func form(api *model.API, out []field, name string, v engine.Value) []field {
	switch v.Kind() {
	case engine.MapKind:
		for i := range v.Len() {
			key, val := v.At(i)
			out = form(api, out, name+"["+key+"]", val)
		}
		return out
	case engine.ListKind:
		if api.Arrays != model.ArraysRepeat {
			name += "[]"
		}
		for i := range v.Len() {
			_, val := v.At(i)
			out = form(api, out, name, val)
		}
		return out
	}
	return append(out, field{name, v.String()})
}

// quote makes a word of the shell that stands for text, save that marks in it become variables.
func (c *curl) quote(text string) string {
	text = visible(text)
	plain := text != "" && strings.IndexFunc(text, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-./:=@%+,", r)
	}) < 0
	if plain {
		return text
	}
	text = "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	for _, name := range c.names {
		text = strings.ReplaceAll(text, markLeft+name+markRight, `'"$`+name+`"'`)
	}
	if trimmed, ok := strings.CutSuffix(text, `"''`); ok {
		text = trimmed + `"`
	}
	return text
}

// visible is text without what could hide what a command does.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// oneLine is text that fits in a comment.
func oneLine(text string) string { return strings.Join(strings.Fields(visible(text)), " ") }

// Length is a number of seconds as a person would say it: 168h, 90s.
func Length(seconds int64) string {
	switch {
	case seconds != 0 && seconds%3600 == 0:
		return fmt.Sprintf("%dh", seconds/3600)
	case seconds > 3600:
		return fmt.Sprintf("%dh%ds", seconds/3600, seconds%3600)
	}
	return fmt.Sprintf("%ds", seconds)
}

package snippet

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// tongue is a language whose samples call an official library where the spec names one, and else plain HTTP.
type tongue struct {
	dialect
	lang    string
	typed   bool              // whether nested objects need a type to be written
	forms   []string          // of calls, that library writes
	library func(*sdk) string // nil where no library is known to be called from the language
	http    func(*tongue, *call) string
	noun    func(name string) string // a name as a variable
}

// sdk is a call of an official library.
type sdk struct {
	*call
	*tongue
	lib    *model.SDKLibrary
	row    *model.SDKCall
	setup  string
	name   string                  // what is called
	args   []string                // the path parameters that the name does not hold
	params []spec.Entry[spec.Data] // the other parameters
	read   *sdk                    // what reads the object that the call is made on, for form instance
}

// render writes a call, and says why where it is plain HTTP though there is a library.
func (t *tongue) render(c *call) (text, note string) {
	s, note := t.sdk(c)
	if s == nil {
		return t.http(t, c), note
	}
	return t.library(s), ""
}

// sdk finds what the official library of a language makes of a call; nil, and why, where that is nothing.
func (t *tongue) sdk(c *call) (*sdk, string) {
	lib := c.lib(t.lang)
	if lib == nil || t.library == nil {
		return nil, ""
	}
	s := &sdk{call: c, tongue: t, lib: lib, row: rowOf(c.op, t.lang)}
	if why := s.lack(); why != "" {
		return nil, why + ", so this is plain HTTP."
	}
	s.resolve()
	if s.row.Form == "instance" && !s.findRead() {
		return nil, "The official library wants an object here that it has no call to read, so this is plain HTTP."
	}
	return s, ""
}

// lack says why the library cannot make the call, empty where it can.
func (s *sdk) lack() string {
	switch {
	case s.row == nil:
		return "The official library has no call for this"
	case !s.row.Released:
		return "No released version of the official library has a call for this"
	case !slices.Contains(s.forms, s.form()):
		return "How the official library is called is not told in full"
	case s.row.Form == "builder" && s.lib.Send == "":
		return "How the official library sends a request is not told"
	}
	if s.row.Key != nil && s.row.Key != s.op.Key {
		return "The official library makes this call with a key of kind " + s.row.Key.Name
	}
	if s.op.Key != nil && s.setupLine() == "" {
		return "How the official library takes a key of kind " + s.op.Key.Name + " is not told"
	}
	for _, a := range s.sample.Args {
		if what := s.unsendable(a); what != "" {
			return "The call of the official library does not take " + what + " as the API does"
		}
	}
	return ""
}

func (s *sdk) form() string {
	if s.row.Form == "" {
		return "static"
	}
	return s.row.Form
}

// unsendable names what of an argument the library's call has no place for.
func (s *sdk) unsendable(a model.Arg) string {
	if a.Param.In == model.InHeader {
		return a.Param.Name
	}
	for _, path := range s.row.Without {
		names := strings.Split(path, ".")
		if names[0] == a.Param.Key && has(a.Value, names[1:]) {
			return path
		}
	}
	if s.typed && !slices.Contains(s.row.Spread, a.Param.Key) && s.typeless(a.Param.Key, a.Param.Type, a.Value) {
		return a.Param.Name
	}
	return ""
}

// has reports whether data has a member at a path.
func has(d spec.Data, path []string) bool {
	if len(path) == 0 {
		return true
	}
	for _, m := range d.Members {
		if m.Key.Value == path[0] && has(m.Value, path[1:]) {
			return true
		}
	}
	return false
}

// typeless reports whether data has an object of a type that the spec does not tell the library's name of.
func (s *sdk) typeless(path string, t *model.Type, d spec.Data) bool {
	if d.Kind != spec.DataMap || t != nil && (t.Kind == model.MapOf || t.Kind == model.Any) {
		return false
	}
	if s.typeOf(path) == "" {
		return true
	}
	for _, m := range d.Members {
		if s.typeless(path+"."+m.Key.Value, nil, m.Value) {
			return true
		}
	}
	return false
}

// typeOf is the library's type of what stands at a path, empty where none is told.
func (s *sdk) typeOf(path string) string {
	for _, t := range s.row.Types {
		if t.Path == path {
			return t.Type
		}
	}
	return ""
}

// setupLine is what gives the library the kind of key that the call needs, as the spec writes it.
func (s *sdk) setupLine() string {
	if s.op.Key == nil || s.api.Auth == nil || s.op.Key == s.api.Auth.Keys[0] {
		return s.lib.Setup
	}
	for _, k := range s.lib.Keys {
		if k.Key == s.op.Key {
			return k.Setup
		}
	}
	return ""
}

var keyPlace = lazy.Regexp(`'\{key\}'|"\{key\}"|\{key\}`)

// resolve fills in key, names and parameters.
func (s *sdk) resolve() {
	s.setup = strings.TrimSpace(keyPlace().ReplaceAllStringFunc(s.setupLine(), func(string) string { return s.quote(s.anyKey()) }))
	s.name = s.row.Call
	for _, p := range s.op.PathParams() {
		value := s.pathValue(p)
		if place := "{" + p.Key + "}"; strings.Contains(s.name, place) {
			s.name = strings.ReplaceAll(s.name, place, value)
		} else {
			s.args = append(s.args, value)
		}
	}
	for _, p := range s.values(model.InQuery, model.InBody) {
		if p.Value.Kind == spec.DataMap && slices.Contains(s.row.Spread, p.Key.Value) {
			s.params = append(s.params, p.Value.Members...)
		} else {
			s.params = append(s.params, p)
		}
	}
}

// pathValue writes the value of a parameter of the path.
func (s *sdk) pathValue(p *model.Param) string {
	for _, a := range s.sample.Args {
		if a.Param == p {
			return s.value(a.Value)
		}
	}
	return s.quote(argText(s.sample.Args, p))
}

// findRead finds the call that reads the object which the call is made on: one of the same resource, by the same
// parameters of the path.
func (s *sdk) findRead() bool {
	for _, op := range s.op.Resource.Operations {
		row := rowOf(op, s.lang)
		if op.Kind != model.Read || row == nil || !row.Released || row.Form != "" && row.Form != "static" {
			continue
		}
		read := &sdk{call: &call{api: s.api, op: op, sample: readSample(op, s.sample)}, tongue: s.tongue, lib: s.lib, row: row}
		read.resolve()
		s.read, s.args = read, nil
		return true
	}
	return false
}

// readSample is the values of another operation's sample for the path of one that reads, by their names.
func readSample(op *model.Operation, s *model.Sample) *model.Sample {
	read := &model.Sample{}
	for _, p := range op.Params {
		for _, a := range s.Args {
			if p.In == model.InPath && a.Param.In == model.InPath && a.Param.Key == p.Key {
				read.Args = append(read.Args, model.Arg{Param: p, Value: a.Value})
			}
		}
	}
	return read
}

// receiver is what the call of form instance is made on, as its name has it.
func (s *sdk) receiver() string {
	for _, mark := range []string{"->", "."} {
		if i := strings.LastIndex(s.name, mark); i > 0 {
			return s.name[:i]
		}
	}
	return s.name
}

// head is the lines that go before the call.
func (s *sdk) head() []string {
	var lines []string
	for _, part := range []string{s.lib.Import, s.setup} {
		if part = strings.TrimSpace(part); part != "" {
			lines = append(lines, part, "")
		}
	}
	return lines
}

// assigned is the variable for what the call returns and the mark that sets it. A call made on an object changes that, and
// only a list that it returns is something else.
func (s *sdk) assigned(mark string) string {
	answer := s.answer()
	if answer == "" || s.read != nil && s.op.Result.Kind != model.PageOf {
		return ""
	}
	return answer + mark
}

// answer is a variable for what the call returns; empty where it returns nothing.
func (s *sdk) answer() string {
	if s.op.Result == nil || s.op.Result.Object == nil {
		return ""
	}
	o, name := s.op.Result.Object, s.op.Result.Object.Name
	if s.op.Result.Kind == model.PageOf {
		name += "s"
		if o.Resource != nil {
			name = o.Resource.Plural
		}
	}
	return s.variable(name)
}

// variable makes a variable of a name: one that nothing else in the sample is called.
func (s *sdk) variable(name string) string {
	name = s.noun(name)
	taken := roots(s.lib.Import + " " + s.setup + " " + s.name)
	if !snug(name) || reserved[name] || slices.Contains(taken, name) {
		name = "answer"
	}
	for n, plain := 2, name; slices.Contains(taken, name); n++ {
		name = plain + strconv.Itoa(n)
	}
	return name
}

var rootPattern = lazy.Regexp(`(?:^|[^A-Za-z0-9_.:>])([A-Za-z_][A-Za-z0-9_]*)`)

// roots are the names in code that are not members of others.
func roots(code string) []string {
	var names []string
	for _, m := range rootPattern().FindAllStringSubmatch(code, -1) {
		names = append(names, m[1])
	}
	return names
}

// reserved are the words that some language does not let be a variable, or that the samples use themselves.
var reserved = set(`abstract alias alignas and array as assert async await base begin boolean bool break byte case catch
	char checked class clone const continue debugger decimal declare def default defined del delegate delete die do double
	echo elif else elseif elsif empty end ensure enum eval event except exit explicit export extends extern false final
	finally fixed float fn for foreach from function global go goto if implements implicit import in include inspect
	instanceof int interface internal into is isset lambda let list lock long main match module namespace native new next nil
	none nonlocal not null object operator or out override package params parent pass print private protected public puts
	raise readonly redo ref request require rescue response retry return sbyte sealed self short sizeof stackalloc static
	strictfp string struct super switch synchronized this throw throws trait transient true try typedef typeof uint ulong
	unchecked undef unless unsafe unset until use ushort using value var virtual void volatile when where while with xor
	yield http uri client answer`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// lib is the official library of a language.
func (c *call) lib(lang string) *model.SDKLibrary {
	for _, l := range c.api.SDKs {
		if l.Language == lang {
			return l
		}
	}
	return nil
}

// rowOf is what the official library of a language calls an operation.
func rowOf(op *model.Operation, lang string) *model.SDKCall {
	for _, r := range op.SDKs {
		if r.Language == lang {
			return r
		}
	}
	return nil
}

// snake is the name as it is, for languages that write names so.
func snake(name string) string { return strings.ToLower(name) }

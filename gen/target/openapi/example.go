package openapi

import (
	"maps"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
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
	for _, p := range inside(op, model.InBody) {
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

// resultExample is an example of an operation's answer: the object's own, or one that its attributes' examples make.
func (b *builder) resultExample(op *model.Operation) any {
	if op.Result.Kind == model.PageOf {
		return b.pageExample(list{b.objectExample(op.Result.Object, nil)})
	}
	return b.objectExample(op.Result.Object, nil)
}

// pageExample is a list answer with some records.
func (b *builder) pageExample(records list) *object {
	page := &object{}
	for _, a := range b.api.Page.Object.Shown() {
		if a.Name == b.api.Page.Data {
			page.put(a.Name, records)
		} else if !a.Optional {
			page.put(a.Name, b.fieldExample(&a.Field, nil))
		}
	}
	return page
}

// around is the objects that an example stands inside of: none is shown inside itself.
type around = map[*model.Object]bool

// objectExample is an example of an object, with all members that an answer always has.
func (b *builder) objectExample(o *model.Object, in around) *object {
	in = maps.Clone(in)
	if in == nil {
		in = around{}
	}
	in[o] = true
	given := map[string]spec.Data{}
	for _, m := range o.Example.Members {
		given[m.Key.Value] = m.Value
	}
	e := &object{}
	for _, a := range o.Shown() {
		switch d, ok := given[a.Name]; {
		case ok:
			e.put(a.Name, b.complete(d, a.Type, in))
		case o.Input && !a.Required, a.Optional:
		default:
			e.put(a.Name, b.fieldExample(&a.Field, in))
		}
	}
	return e
}

// complete is a given example with what its objects lack.
func (b *builder) complete(d spec.Data, t *model.Type, in around) any {
	v := data(d)
	o, ok := v.(*object)
	if !ok || t == nil || t.Kind != model.ObjectKind || in[t.Object] {
		return v
	}
	return o.lacking(b.objectExample(t.Object, in))
}

// lacking puts the members of another object that o does not have.
func (o *object) lacking(other *object) *object {
	for _, key := range other.keys {
		if _, ok := o.vals[key]; !ok {
			o.put(key, other.vals[key])
		}
	}
	return o
}

// fieldExample is an example of a field: its constant, its example, null where it may be, or the plainest value.
func (b *builder) fieldExample(f *model.Field, in around) any {
	switch {
	case f.Const.IsSet():
		return data(f.Const)
	case f.Example.IsSet():
		return b.complete(f.Example, f.Type, in)
	case f.Nullable:
		return nil
	}
	return b.plainest(f, in)
}

func (b *builder) plainest(f *model.Field, in around) any {
	switch t := f.Type; t.Kind {
	case model.Boolean:
		return false
	case model.Integer, model.Money, model.Number:
		if f.Min != nil && *f.Min > 0 {
			return *f.Min
		}
		return 0
	case model.ListOf:
		return list{}
	case model.MapOf:
		return with()
	case model.Any, model.Item:
		return nil
	case model.ObjectKind:
		if !in[t.Object] {
			return b.objectExample(t.Object, in)
		}
		return nil
	case model.PageOf:
		return b.pageExample(list{})
	case model.Union:
		return b.plainest(&model.Field{Type: t.Alts[0]}, in)
	default:
		return b.plainText(t)
	}
}

// plainText is an example of what is text in JSON.
func (b *builder) plainText(t *model.Type) any {
	first := func(words []any) any {
		if len(words) > 0 {
			return words[0]
		}
		return "string"
	}
	switch t.Kind {
	case model.Datetime:
		return "2026-01-31T12:00:00Z"
	case model.Date:
		return "2026-01-31"
	case model.Decimal:
		return "0"
	case model.Currency:
		return "EUR"
	case model.URI:
		return "https://example.com/"
	case model.IDKind, model.Expandable:
		return b.idExample(t.Object)
	case model.EnumKind:
		return t.Enum.Values[0].Value
	case model.ErrorType:
		return first(words(b.errors().keys))
	case model.FailureType:
		return first(words(b.failures().keys))
	case model.EventType:
		return first(words(b.events().keys))
	}
	return "string"
}

// idExample is an id of an object: the one shown where it has one of its own.
func (b *builder) idExample(o *model.Object) any {
	ids := b.api.IDs
	if o != nil {
		if a := o.Attribute(ids.Attribute); a != nil && a.Example.IsSet() {
			return data(a.Example)
		}
	}
	switch {
	case ids.Style == model.IDInteger && (o == nil || o.IDPattern == ""):
		return 1
	case ids.Style == model.IDUUID:
		return "7d5f3c0a-52a6-4d5d-9c69-6a0a2f1f6f11"
	case ids.Style == model.IDPrefixed && o != nil && o.IDPrefix != "":
		return o.IDPrefix + b.api.TestInfix() + "_" + idTail(ids)
	}
	return "1"
}

// idTail is the tail of an id that was never given: the alphabet's first characters.
func idTail(ids model.IDs) string {
	alphabet := []rune(ids.Alphabet)
	if len(alphabet) == 0 {
		alphabet = []rune("0123456789abcdef")
	}
	var tail strings.Builder
	for i := range max(ids.Length, 1) {
		tail.WriteRune(alphabet[i%len(alphabet)])
	}
	return tail.String()
}

// refusalExample is the body of a refusal with a code.
func (b *builder) refusalExample(e *model.ErrorCode) *object {
	env := b.api.Error
	body := b.objectExample(env.Object, nil)
	message := e.Message
	if message == "" {
		message = e.Doc
	}
	if message == "" {
		message = strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(e.Code)
	}
	b.respell(body, e.Code)
	enterValue(body, env.Code, e.Code)
	enterValue(body, env.Message, message)
	return body
}

// respell puts a code in place of the example's own, where a text of the body speaks of that: an address, say.
func (b *builder) respell(body *object, code string) {
	if len(b.api.Error.Code) != 1 {
		return
	}
	a := b.api.Error.Object.Attribute(b.api.Error.Code[0])
	if a == nil || a.Example.Text == "" {
		return
	}
	dash := func(s string) string { return strings.ReplaceAll(s, "_", "-") }
	for _, key := range body.keys {
		if text, ok := body.vals[key].(string); ok {
			text = strings.ReplaceAll(text, a.Example.Text, code)
			body.put(key, strings.ReplaceAll(text, dash(a.Example.Text), dash(code)))
		}
	}
}

// enterValue sets what a path of names leads to.
func enterValue(o *object, path []string, val any) {
	for _, name := range path[:len(path)-1] {
		inner, ok := o.get(name).(*object)
		if !ok {
			inner = with()
			o.put(name, inner)
		}
		o = inner
	}
	o.put(path[len(path)-1], val)
}

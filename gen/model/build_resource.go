package model

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// resolveResources fills in operations and lifecycles. What operations refer to in a lifecycle is made first.
func (b *builder) resolveResources() {
	stateful := 0
	for i := range b.doc.Resources.Entries {
		if len(b.doc.Resources.Entries[i].Value.States.Entries) > 0 {
			stateful++
		}
	}
	for i, r := range b.api.Resources {
		b.declareLife(r, &b.doc.Resources.Entries[i].Value, stateful > 1)
	}
	for i, r := range b.api.Resources {
		b.resolveLife(r, &b.doc.Resources.Entries[i].Value)
	}
	for i, r := range b.api.Resources {
		src := &b.doc.Resources.Entries[i].Value.Operations
		for j := range src.Entries {
			b.operation(r, src.Entries[j].Key, &src.Entries[j].Value)
		}
	}
}

// operation resolves one operation and adds it to its resource.
func (b *builder) operation(r *Resource, key spec.Text, src *spec.Operation) {
	op := &Operation{
		Meta: b.meta(key.Pos, &src.Common), Resource: r, Name: key.Value, Go: b.exported(key.Value, src.GoName),
		Kind: OperationKind(src.Kind.Value), Title: labelOr(src.Title, key.Value),
	}
	r.Operations = append(r.Operations, op)
	b.sources.ops[op] = src
	op.TestOnly, _ = find(b, &b.errors, src.TestOnly)
	op.Replay = Replay(src.Replay.Or(string(replayOf[op.Kind])))
	b.operationKey(op, src)
	b.params(op, src)
	b.result(op, src)
	b.exclusive(op, src)
	b.supports(op, &src.Supports)
	sc := b.operationScope(op)
	b.behaviour(op, src, sc)
	b.requiredWhen(op, src, sc)
	b.refusals(op, src)
	b.samples(op, src)
	b.sdkCalls(op, src)
}

var replayOf = map[OperationKind]Replay{
	Create: Creating, Read: Reading, Update: Overwriting, List: Reading, Delete: Converging, Action: Converging,
}

func (b *builder) operationKey(op *Operation, src *spec.Operation) {
	switch {
	case src.Key.Value == "none":
	case src.Key.IsSet():
		op.Key, _ = find(b, &b.keys, src.Key)
	case b.api.Auth != nil && len(b.api.Auth.Keys) > 0:
		op.Key = b.api.Auth.Keys[0]
	}
	for _, name := range src.OtherKeys {
		k, ok := find(b, &b.keys, name)
		switch {
		case !ok:
		case op.Key == nil:
			b.errorf(name.Pos, "other-keys", "%s needs no key, so it takes every one", op.Name)
		case slices.Contains(op.Keys(), k):
			b.errorf(name.Pos, "other-keys", "%s takes keys of kind %q already", op.Name, k.Name)
		default:
			op.OtherKeys = append(op.OtherKeys, k)
		}
	}
}

// result settles what the operation answers with and the status of success.
func (b *builder) result(op *Operation, src *spec.Operation) {
	nothing := src.Returns.Value == "nothing" || op.Kind == Delete && !src.Returns.IsSet()
	switch {
	case nothing:
	case src.Returns.IsSet():
		op.Result = b.returns(src.Returns)
	case op.Kind == List:
		op.Result = &Type{Kind: PageOf, Object: op.Resource.Object}
	default:
		op.Result = &Type{Kind: ObjectKind, Object: op.Resource.Object}
	}
	op.Success = int(src.Success.Or(200))
	if nothing && !src.Success.IsSet() {
		op.Success = 204
	}
}

// sdkCalls resolves what the official libraries call an operation.
func (b *builder) sdkCalls(op *Operation, src *spec.Operation) {
	for i := range src.SDKs.Entries {
		e := &src.SDKs.Entries[i]
		if len(b.sdks.names) > 0 {
			find(b, &b.sdks, e.Key)
		}
		op.SDKs = append(op.SDKs, b.sdkCall(op, e.Key.Value, &e.Value))
	}
}

func (b *builder) sdkCall(op *Operation, language string, src *spec.SDKCall) *SDKCall {
	c := &SDKCall{
		Language: language, Call: src.Call.Value, Form: src.Form.Value, Takes: src.Takes.Value,
		Released: !src.Released.IsSet() || src.Released.Value, Doc: trim(src.Doc),
	}
	for _, t := range src.Types.Entries {
		b.paramPath(op, t.Key)
		c.Types = append(c.Types, SDKType{Path: t.Key.Value, Type: t.Value.Value})
	}
	for _, w := range src.Without {
		b.paramPath(op, w)
		c.Without = append(c.Without, w.Value)
	}
	for _, name := range src.Spread {
		if p := b.param(op, name); p != nil {
			c.Spread = append(c.Spread, p.Key)
		}
	}
	c.Key, _ = find(b, &b.keys, src.Key)
	return c
}

// paramPath reports a path, with dots, whose first name is no parameter of the operation.
func (b *builder) paramPath(op *Operation, path spec.Text) {
	name := path
	name.Value, _, _ = strings.Cut(path.Value, ".")
	b.param(op, name)
}

// returns resolves the type of an answer: an object or a page of objects.
func (b *builder) returns(t spec.Text) *Type {
	e, err := spec.ParseType(t.Value, t.Pos)
	if err != nil || e.Op != "name" && e.Op != "page" {
		b.errorf(t.Pos, "unknown-object", "bad answer %q: wanted an object, page of an object, or nothing", t.Value)
		return nil
	}
	if e.Op == "page" {
		return b.typeExpr(e, "")
	}
	o, ok := find(b, &b.objects, spec.Text{Pos: e.Pos, Value: e.Name})
	if !ok {
		return nil
	}
	return &Type{Kind: ObjectKind, Object: o}
}

func (b *builder) exclusive(op *Operation, src *spec.Operation) {
	for _, x := range src.Exclusive {
		set := &Exclusive{Required: x.Required.Value, Doc: trim(x.Doc), Pos: x.Pos}
		for _, name := range x.Params {
			if p := b.param(op, name); p != nil {
				set.Params = append(set.Params, p)
			}
		}
		op.Exclusive = append(op.Exclusive, set)
	}
}

// param finds a parameter of an operation by its key, or reports it.
func (b *builder) param(op *Operation, name spec.Text) *Param {
	for _, p := range op.Params {
		if p.Key == name.Value {
			return p
		}
	}
	b.errorf(name.Pos, "unknown-param", "operation %q has no parameter %q%s", op.Name, name.Value, b.suggest(name.Value, paramKeys(op.Params)))
	return nil
}

func paramKeys(params []*Param) []string {
	keys := make([]string, len(params))
	for i, p := range params {
		keys[i] = p.Key
	}
	return keys
}

func (b *builder) supports(op *Operation, src *spec.Supports) {
	if !src.Pos.IsSet() {
		return
	}
	s := &Supports{Doc: trim(src.Doc)}
	op.Supports = s
	if src.Trait.IsSet() {
		s.Enum, s.Trait = b.trait(src.Trait)
	}
	for _, row := range src.Rows {
		r := SupportRow{Name: trim(row.Name), Supported: row.Supported.Value, Doc: trim(row.Doc), Origin: b.origin(row.Origin)}
		if row.Value.IsSet() {
			r.Value = b.supportValue(s, row.Value)
		}
		if r.Name == "" && r.Value != nil {
			r.Name = r.Value.Label
		}
		s.Rows = append(s.Rows, r)
	}
}

// trait resolves enum.trait.
func (b *builder) trait(t spec.Text) (*Enum, string) {
	name, trait := cut(t)
	enum, ok := find(b, &b.enums, name)
	if !ok {
		return nil, ""
	}
	var names []string
	for _, c := range enum.Traits {
		if c.Name == trait.Value {
			return enum, trait.Value
		}
		names = append(names, c.Name)
	}
	b.errorf(trait.Pos, "unknown-trait", "enum %q has no trait %q%s", enum.Name, trait.Value, b.suggest(trait.Value, names))
	return enum, ""
}

// cut parts a text at its first dot.
func cut(t spec.Text) (before, after spec.Text) {
	for i := range len(t.Value) {
		if t.Value[i] == '.' {
			after = spec.Text{Pos: t.Pos, Value: t.Value[i+1:]}
			after.Pos.Col += i + 1
			return spec.Text{Pos: t.Pos, Value: t.Value[:i]}, after
		}
	}
	return t, spec.Text{Pos: t.Pos}
}

// supportValue finds the enum value of a row. Without a trait, the enum is the first that has the value.
func (b *builder) supportValue(s *Supports, value spec.Text) *EnumValue {
	enums := b.api.Enums
	if s.Enum != nil {
		enums = []*Enum{s.Enum}
	}
	for _, e := range enums {
		if v := e.Value(value.Value); v != nil {
			s.Enum = e
			return v
		}
	}
	b.errorf(value.Pos, "unknown-value", "no enum has the value %q", value.Value)
	return nil
}

func (b *builder) samples(op *Operation, src *spec.Operation) {
	for i := range src.Samples.Entries {
		e := &src.Samples.Entries[i]
		s := &Sample{Meta: b.meta(e.Key.Pos, &e.Value.Common), Name: e.Key.Value, Title: trim(e.Value.Title), Only: texts(e.Value.Only), Result: e.Value.Result.Value}
		b.state(op.Resource, e.Value.Result)
		sent := map[*Param]spec.Data{}
		for _, arg := range e.Value.Params.Entries {
			if p := b.param(op, arg.Key); p != nil {
				sent[p] = arg.Value
			}
		}
		for _, p := range op.Params {
			if v, ok := sent[p]; ok {
				s.Args = append(s.Args, Arg{Param: p, Value: v})
			}
		}
		for j := range e.Value.Given {
			s.Given = append(s.Given, b.fixture(&e.Value.Given[j]))
		}
		op.Samples = append(op.Samples, s)
	}
}

func (b *builder) fixture(src *spec.Fixture) *Fixture {
	f := &Fixture{ID: src.ID.Value, With: src.With.Entries, Pos: src.Pos}
	f.Of, _ = find(b, &b.resources, src.Of)
	if f.Of != nil {
		f.State = b.state(f.Of, src.State)
	}
	return f
}

package model

import (
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// value resolves and checks what an effect or a let gives. It returns nil where that cannot be settled.
func (b *builder) value(src *spec.Value, sc *scope) *Value {
	if n := verbs(src); n != 1 {
		b.errorf(src.Pos, "bad-value", "wanted one of a literal, now, a path or a verb, found %d", n)
		return nil
	}
	v := b.verb(src, sc)
	if v != nil {
		b.checkValue(v)
	}
	return v
}

// verbs counts the ways in which a value is given.
func verbs(src *spec.Value) int {
	n := 0
	for _, set := range []bool{
		src.Literal.IsSet(), src.Copy.IsSet(), src.Cond.IsSet(), src.New.IsSet(), src.Format.IsSet(), len(src.First) > 0,
		src.Upper.IsSet(), src.Lookup.IsSet(), len(src.Plus) > 0, len(src.Sum) > 0, src.Percent.IsSet(),
	} {
		if set {
			n++
		}
	}
	return n
}

// typed gives a value the type that its verb makes of anything. What is text already keeps a type of its own.
func typed(v *Value, k Kind) *Value {
	if v != nil && (k != String || v.Refs[0].class() != classText) {
		v.Type = &Type{Kind: k}
	}
	return v
}

// verb resolves the one way in which a value is given.
func (b *builder) verb(src *spec.Value, sc *scope) *Value {
	v := &Value{Pos: src.Pos}
	switch {
	case src.Literal.IsSet():
		return b.plainValue(v, src, sc)
	case src.Copy.IsSet():
		return b.copied(v, src.Copy, sc)
	case src.Cond.IsSet():
		v.Verb, v.Type = ValueCond, &Type{Kind: Boolean}
		v.Cond = b.cond(src.Cond, sc)
		return v
	case src.New.IsSet():
		v.Verb = ValueNew
		v.Object, _ = find(b, &b.objects, src.New)
		v.Type = &Type{Kind: IDKind, Object: v.Object, Numeric: b.isNumeric(v.Object)}
		return v
	case src.Format.IsSet():
		v.Verb, v.Type = ValueFormat, &Type{Kind: String}
		v.Pieces = b.pieces(src.Format, sc)
		return v
	case len(src.First) > 0:
		return b.firstOf(v, src.First, sc)
	case src.Upper.IsSet():
		v.Verb = ValueUpper
		return typed(b.refs(v, sc, src.Upper), String)
	case src.Lookup.IsSet():
		return b.lookup(v, src, sc)
	case len(src.Plus) > 0:
		v.Verb = ValuePlus
		timed := *sc
		timed.now = true
		return typed(b.refs(v, &timed, src.Plus...), Datetime)
	case len(src.Sum) > 0:
		return b.sum(v, src.Sum, sc)
	}
	v.Verb, v.Round = ValuePercent, src.Round.Or("half_up")
	if !src.Rate.IsSet() {
		b.errorf(src.Percent.Pos, "bad-value", "percent wants the key \"rate\": the path of the share")
		return nil
	}
	return b.refs(v, sc, src.Percent, src.Rate)
}

// plainValue is a literal, now, null or a path, told apart by how it is written.
func (b *builder) plainValue(v *Value, src *spec.Value, sc *scope) *Value {
	d := src.Literal
	short := src.Pos == d.Pos
	switch {
	case d.Kind == spec.DataNull:
		v.Verb, v.Nullable = ValueNull, true
		return v
	case short && d.Kind == spec.DataString && d.Text == "now":
		v.Verb, v.Type = ValueNow, &Type{Kind: Datetime}
		return v
	case short && d.Kind == spec.DataString:
		head, _, dot := strings.Cut(d.Text, ".")
		if dot && sc.isRoot(head) {
			return b.copied(v, spec.Text{Pos: d.Pos, Value: d.Text}, sc)
		}
		if sc.loads[head] != nil || sc.let(head) != nil {
			b.warnf(d.Pos, "bare-name", "%[1]q is taken for a text, and a let or load has that name; write {copy: %[1]s} for what it holds, {literal: %[1]s} for the text", d.Text)
		}
	}
	v.Verb, v.Literal, v.Type = ValueLiteral, d, literalType(d)
	return v
}

func literalType(d spec.Data) *Type {
	switch d.Kind {
	case spec.DataBool:
		return &Type{Kind: Boolean}
	case spec.DataInt:
		return &Type{Kind: Integer}
	case spec.DataNum:
		return &Type{Kind: Number}
	case spec.DataList:
		return &Type{Kind: ListOf, Elem: &Type{Kind: Any}}
	case spec.DataMap:
		return &Type{Kind: MapOf, Elem: &Type{Kind: Any}}
	}
	return &Type{Kind: String}
}

func (b *builder) copied(v *Value, path spec.Text, sc *scope) *Value {
	v.Verb = ValueCopy
	return b.refs(v, sc, path)
}

// refs resolves the paths of a value. Its type is that of the first; it may be null if any of them may.
func (b *builder) refs(v *Value, sc *scope, paths ...spec.Text) *Value {
	for _, p := range paths {
		r := b.ref(p, sc)
		if r == nil {
			return nil
		}
		v.Refs = append(v.Refs, r)
		v.Nullable = v.Nullable || r.Nullable
	}
	v.Type = v.Refs[0].Type
	return v
}

// firstOf is the first of several paths that is there. Where their types differ it is of any of them.
func (b *builder) firstOf(v *Value, paths []spec.Text, sc *scope) *Value {
	v.Verb = ValueFirst
	if b.refs(v, sc, paths...) == nil {
		return nil
	}
	v.Nullable = true
	union := &Type{Kind: Union}
	for _, r := range v.Refs {
		if r.Type == nil {
			return v
		}
		v.Nullable = v.Nullable && r.Nullable
		same := false
		for _, alt := range union.Alts {
			same = same || sameType(alt, r.Type)
		}
		if !same {
			union.Alts = append(union.Alts, r.Type)
		}
	}
	if len(union.Alts) > 1 {
		v.Type = union
	}
	return v
}

// lookup is the row of a table. Without a default there may be none.
func (b *builder) lookup(v *Value, src *spec.Value, sc *scope) *Value {
	v.Verb = ValueLookup
	if !src.Key.IsSet() {
		b.errorf(src.Lookup.Pos, "bad-value", "lookup wants the key \"key\": the path of the row's key")
		return nil
	}
	t, ok := find(b, &b.tables, src.Lookup)
	key := b.ref(src.Key, sc)
	if !ok || key == nil {
		return nil
	}
	v.Table, v.Refs, v.Type, v.Nullable = t, []*Ref{key}, &Type{Kind: RowOf, Table: t}, true
	if src.Default.IsSet() {
		v.Default, v.Nullable = b.row(t, src.Default), false
	}
	return v
}

// row finds a row of a table by its key.
func (b *builder) row(t *Table, key spec.Text) *Row {
	keys := make([]string, len(t.Rows))
	for i, r := range t.Rows {
		if r.Key == key.Value {
			return r
		}
		keys[i] = r.Key
	}
	b.errorf(key.Pos, "unknown-row", "table %q has no row %q%s", t.Name, key.Value, b.suggest(key.Value, keys))
	return nil
}

// sum adds numbers; a minus sign before a path takes it away.
func (b *builder) sum(v *Value, paths []spec.Text, sc *scope) *Value {
	v.Verb = ValueSum
	bare := make([]spec.Text, len(paths))
	for i, p := range paths {
		bare[i] = p
		name, minus := strings.CutPrefix(p.Value, "-")
		v.Minus = append(v.Minus, minus)
		if minus {
			bare[i].Value = name
			bare[i].Pos.Col++
		}
	}
	return b.refs(v, sc, bare...)
}

// pieces parses a format: {path} is a value, {new:kind} a fresh id, {base} the server's address.
func (b *builder) pieces(t spec.Text, sc *scope) []Piece {
	var out []Piece
	rest, pos := t.Value, t.Pos
	for rest != "" {
		text, after, open := strings.Cut(rest, "{")
		if text != "" {
			out = append(out, Piece{Text: text})
		}
		if !open {
			break
		}
		pos.Col += len(text) + 1
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			b.errorf(pos, "bad-value", "the brace in %q is never closed", t.Value)
			break
		}
		out = append(out, b.piece(spec.Text{Pos: pos, Value: name}, sc))
		pos.Col += len(name) + 1
		rest = tail
	}
	return out
}

func (b *builder) piece(t spec.Text, sc *scope) Piece {
	if t.Value == "base" {
		return Piece{Base: true}
	}
	kind, isNew := strings.CutPrefix(t.Value, "new:")
	if !isNew {
		return Piece{Ref: b.ref(t, sc)}
	}
	if o := b.objects.byKey[kind]; o != nil {
		return Piece{NewID: o.IDPrefix}
	}
	return Piece{NewID: kind}
}

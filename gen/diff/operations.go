package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// resources compares what can be done to the resources that both editions have.
func (d *differ) resources() {
	pairs, _, _ := match(d.old.Resources, d.new.Resources, func(r *model.Resource) string { return r.Name })
	for _, p := range pairs {
		at := both{p[0].Pos, p[1].Pos}
		if was, is := server(d.old, p[0]), server(d.new, p[1]); was != is {
			d.add("resource-server-changed", p[1].Name, at, "is at %s; it was at %s", is, was)
		}
		d.goName(p[1].Name, at, p[0].Service, p[1].Service)
		d.text(p[1].Name, at, fmt.Sprint(p[0].Plural, p[0].Support), fmt.Sprint(p[1].Plural, p[1].Support))
		d.operations(p[0], p[1])
		d.lifecycle(p[0], p[1])
	}
}

// server is where a resource is, where that is not where the others are.
func server(api *model.API, r *model.Resource) string {
	if r.Server == nil || r.Server == api.Servers[0] {
		return "the first server"
	}
	return r.Server.URL
}

func nameOf(op *model.Operation) string { return op.Resource.Name + "." + op.Name }

func (d *differ) operations(old, new *model.Resource) {
	pairs, gone, come := match(old.Operations, new.Operations, func(op *model.Operation) string { return op.Name })
	for _, op := range come {
		i := slices.IndexFunc(gone, func(was *model.Operation) bool { return wire(was) == wire(op) })
		if i < 0 {
			d.add("operation-added", nameOf(op), both{old.Pos, op.Pos}, "is new: %s %s", op.Method, op.Route())
			continue
		}
		d.add("operation-renamed", nameOf(op), both{gone[i].Pos, op.Pos}, "was called %s; it is still %s %s", quote(gone[i].Name), op.Method, op.Route())
		pairs = append(pairs, [2]*model.Operation{gone[i], op})
		gone = slices.Delete(gone, i, i+1)
	}
	for _, op := range gone {
		d.add("operation-removed", nameOf(op), both{op.Pos, new.Pos}, "is gone; it was %s %s", op.Method, op.Route())
	}
	for _, p := range pairs {
		d.operation(p[0], p[1])
		d.pairs = append(d.pairs, pairing{p[0], p[1]})
	}
}

// wire is method and path, whatever the parameters in the path are called.
func wire(op *model.Operation) string {
	return op.Method + " " + op.PathWith(func(*model.Param) string { return "{}" })
}

func (d *differ) operation(old, new *model.Operation) {
	name, at := nameOf(new), both{old.Pos, new.Pos}
	if wire(old) != wire(new) {
		d.add("operation-moved", name, at, "is %s %s; it was %s %s", new.Method, new.Route(), old.Method, old.Route())
	}
	if old.Kind != new.Kind {
		d.add("operation-kind-changed", name, at, "is of kind %s; it was %s", new.Kind, old.Kind)
	}
	if typeOf(old.Result) != typeOf(new.Result) {
		d.add("operation-result-changed", name, at, "answers with %s; it was %s", typeOf(new.Result), typeOf(old.Result))
	}
	if old.Success != new.Success {
		d.add("operation-success-changed", name, at, "answers with status %d when all is well; it was %d", new.Success, old.Success)
	}
	d.permission(name, at, old, new)
	if old.Replay != new.Replay {
		d.add("replay-changed", name, at, "sent twice is %s; it was %s", new.Replay, old.Replay).milder(slices.Index(replays, new.Replay) < slices.Index(replays, old.Replay))
	}
	if old.Name == new.Name {
		d.goName(name, at, old.Go, new.Go)
		if new.ParamsGo != "" {
			d.goName(name+" parameters", at, old.ParamsGo, new.ParamsGo)
		}
		d.check(name, at, old, new)
	}
	d.reference(name, at, old, new)
	d.params(name, old, new)
	d.exclusives(name, at, old, new)
	d.errors(name, at, old, new)
	d.supports(name, at, old, new)
	d.meta(name, old.Meta, new.Meta, operationText(old), operationText(new))
	if old.Name == new.Name { // else the title follows the name
		d.text(name, at, old.Title, new.Title)
	}
}

// replays are the ways of being sent twice, those that do least harm first.
var replays = []model.Replay{model.Reading, model.Converging, model.Overwriting, model.Creating}

// reference compares by what callers find again what they made.
func (d *differ) reference(name string, at both, old, new *model.Operation) {
	if was, is := reference(old), reference(new); was != is {
		d.add("reference-changed", name, at, "makes what is found again by %s; it was by %s", is, was).milder(old.Reference == nil)
	}
}

func reference(op *model.Operation) string {
	switch r := op.Reference; {
	case r == nil:
		return "nothing"
	case r.Member != "":
		return r.Param.Key + "." + r.Member
	default:
		return r.Param.Key
	}
}

// check compares whether there is a check before the call.
func (d *differ) check(name string, at both, old, new *model.Operation) {
	checked := func(op *model.Operation) bool {
		return op.Behaviour != nil && op.Kind != model.Create && op.Kind != model.List && op.Kind == old.Kind
	}
	if checked(old) && !checked(new) {
		d.goName(name, at, "Can"+old.Go, "")
	}
}

// permission compares who may call, and in which mode.
func (d *differ) permission(name string, at both, old, new *model.Operation) {
	if was, is := keyName(old), keyName(new); was != is {
		d.add("operation-key-changed", name, at, "wants %s; it wanted %s", is, was).milder(new.Key == nil || old.Key != nil && takesAll(new, old))
	}
	if (old.TestOnly == nil) != (new.TestOnly == nil) {
		where := "only in test mode"
		if new.TestOnly == nil {
			where = "in both modes"
		}
		d.add("test-only-changed", name, at, "works %s", where).milder(new.TestOnly == nil)
	}
}

func keyName(op *model.Operation) string {
	if op.Key == nil {
		return "no key"
	}
	var kinds []string
	for _, k := range op.Keys() {
		kinds = append(kinds, quote(k.Name))
	}
	return "a key of kind " + strings.Join(kinds, " or ")
}

// takesAll reports whether an operation takes every kind of key that another takes.
func takesAll(op, other *model.Operation) bool {
	for _, k := range other.Keys() {
		if !slices.ContainsFunc(op.Keys(), func(mine *model.Key) bool { return mine.Name == k.Name }) {
			return false
		}
	}
	return true
}

func operationText(op *model.Operation) string {
	var b strings.Builder
	b.WriteString(statuses(op.Statuses))
	for _, s := range op.Samples {
		fmt.Fprintf(&b, "\n%s %s %s %s %s %s", s.Name, s.Title, s.Doc, s.Result, s.Deprecated, s.Sureness)
		for _, a := range s.Args {
			b.WriteString(a.Param.Key + data(a.Value))
		}
		for _, g := range s.Given {
			b.WriteString(g.Of.Name + g.ID)
		}
	}
	for _, s := range op.SDKs {
		fmt.Fprintf(&b, "\n%s %s %s %s %t %s %v %v", s.Language, s.Call, s.Form, s.Takes, s.Released, s.Doc, s.Types, s.Without)
	}
	if op.Supports != nil {
		b.WriteString("\n" + op.Supports.Doc + op.Supports.Trait)
	}
	if op.Behaviour != nil {
		for _, g := range op.Behaviour.Documented {
			b.WriteString("\n" + g.Doc + origin(g.Origin) + string(g.Sureness))
		}
	}
	return b.String()
}

// params compares parameters, by what conditions call them, then by what they are on the wire.
func (d *differ) params(name string, old, new *model.Operation) {
	pairs, gone, come := match(old.Params, new.Params, func(p *model.Param) string { return p.Key })
	var more []*model.Param
	for _, p := range come {
		i := slices.IndexFunc(gone, func(was *model.Param) bool { return was.In == p.In && (was.Name == p.Name || p.In == model.InPath) })
		if i < 0 {
			more = append(more, p)
			continue
		}
		pairs = append(pairs, [2]*model.Param{gone[i], p})
		gone = slices.Delete(gone, i, i+1)
	}
	for _, p := range gone {
		if p.In != model.InPath { // else the operation moved
			d.add("param-removed", paramName(name, p), both{p.Pos, new.Pos}, "is gone")
		}
	}
	for _, p := range more {
		at := both{old.Pos, p.Pos}
		switch {
		case p.In == model.InPath:
		case p.Required:
			d.add("param-required", paramName(name, p), at, "is new and must be sent")
		case old.ParamsGo == "" && !p.Beyond:
			d.add("operation-signature-changed", paramName(name, p), at, "is new where there was no parameter, so that the Go method takes %s", new.ParamsGo)
		default:
			d.add("param-added", paramName(name, p), at, "is new")
		}
	}
	for _, p := range pairs {
		d.param(paramName(name, p[1]), p[0], p[1])
	}
}

func paramName(op string, p *model.Param) string { return op + "(" + p.Key + ")" }

func (d *differ) param(subject string, old, new *model.Param) {
	at := both{old.Pos, new.Pos}
	was, is := typeOf(old.Type), typeOf(new.Type)
	sameForm := was == is && gosrc.InputForm(&old.Field) == gosrc.InputForm(&new.Field)
	if was != is {
		d.add("param-type-changed", subject, at, "is of type %s; it was %s", is, was)
	} else if old.Type.Go != new.Type.Go {
		d.goName(subject, at, old.Type.Go, new.Type.Go)
	}
	if old.In != new.In || old.Name != new.Name && new.In != model.InPath {
		d.add("param-moved", subject, at, "is sent in the %s as %s; it was in the %s as %s", new.In, quote(new.Name), old.In, quote(old.Name))
	}
	switch {
	case new.In == model.InPath:
	case !old.Required && new.Required:
		d.add("param-required", subject, at, "must be sent")
	case old.Required && !new.Required:
		d.add("param-optional", subject, at, "need not be sent").milder(sameForm)
	}
	switch {
	case !old.Nullable && new.Nullable:
		d.add("param-nullable", subject, at, "may be null").milder(sameForm)
	case old.Nullable && !new.Nullable:
		d.add("param-not-nullable", subject, at, "may not be null")
	}
	if data(old.Default) != data(new.Default) {
		d.add("param-default-changed", subject, at, "is %s where it is not sent; it was %s", shown(new.Default), shown(old.Default))
	}
	if data(old.Const) != data(new.Const) {
		d.add("param-type-changed", subject, at, "is always %s; it was %s", shown(new.Const), shown(old.Const))
	}
	for _, l := range limits(&old.Field, &new.Field) {
		rule := "limit-loosened"
		if l.tighter {
			rule = "limit-tightened"
		}
		d.add(rule, subject, at, "%s", l.text)
	}
	d.secrecy(subject, at, &old.Field, &new.Field)
	if new.In != model.InPath {
		d.goName(subject, at, old.Go, new.Go)
	}
	d.meta(subject, old.Meta, new.Meta, paramText(old), paramText(new))
}

func paramText(p *model.Param) string {
	return fieldText(&p.Field) + fmt.Sprint("\n", p.DefaultDoc, p.Advised, p.Beyond)
}

// exclusives compares the sets of parameters of which at most one may be sent.
func (d *differ) exclusives(name string, at both, old, new *model.Operation) {
	pairs, gone, come := match(old.Exclusive, new.Exclusive, func(x *model.Exclusive) string { return names(x) })
	for _, x := range gone {
		d.add("exclusive-removed", name, both{x.Pos, at.new}, "takes %s together", names(x))
	}
	for _, x := range come {
		d.add("exclusive-added", name, both{at.old, x.Pos}, "does not take %s together", names(x))
	}
	for _, p := range pairs {
		at := both{p[0].Pos, p[1].Pos}
		switch {
		case !p[0].Required && p[1].Required:
			d.add("exclusive-added", name, at, "wants one of %s", names(p[1]))
		case p[0].Required && !p[1].Required:
			d.add("exclusive-removed", name, at, "does not want one of %s any more", names(p[1]))
		}
		d.text(name, at, p[0].Doc, p[1].Doc)
	}
}

// errors compares the codes that an operation may be refused with, gates left out.
func (d *differ) errors(name string, at both, old, new *model.Operation) {
	oneMode := (old.TestOnly == nil) != (new.TestOnly == nil) // then its refusal is told of by itself
	own := func(api *model.API, op *model.Operation) []*model.ErrorRef {
		gates := []*model.ErrorCode{api.Gates.Unauthenticated, api.Gates.Absent, api.Gates.Malformed}
		return slices.DeleteFunc(slices.Clone(op.Errors), func(e *model.ErrorRef) bool {
			return e.Gate && slices.Contains(gates, e.Error) || oneMode && e.Error == op.TestOnly
		})
	}
	pairs, gone, come := match(own(d.old, old), own(d.new, new), func(e *model.ErrorRef) string { return e.Error.Code })
	for _, e := range gone {
		d.add("error-unreachable", name, both{e.Pos, at.new}, "is not refused with %s any more", quote(e.Error.Code))
	}
	for _, e := range come {
		c := d.add("error-reachable", name, both{at.old, e.Pos}, "may be refused with %s, status %d", quote(e.Error.Code), e.Status)
		c.milder(slices.ContainsFunc(old.Errors, func(had *model.ErrorRef) bool { return isOf(e.Error, had.Error.Code) }))
	}
	for _, p := range pairs {
		at := both{p[0].Pos, p[1].Pos}
		general := p[0].Status == p[0].Error.Status && p[1].Status == p[1].Error.Status // then it is told of the code
		if p[0].Status != p[1].Status && !general {
			d.add("error-status-changed", name, at, "is refused with %s and status %d; it was %d", quote(p[1].Error.Code), p[1].Status, p[0].Status)
		}
		d.text(name+" "+p[1].Error.Code, at, p[0].Doc+"\n"+p[0].Unreachable, p[1].Doc+"\n"+p[1].Unreachable)
	}
}

// supports compares the kinds of things that an operation works for.
func (d *differ) supports(name string, at both, old, new *model.Operation) {
	rows := func(op *model.Operation) []model.SupportRow {
		if op.Supports == nil {
			return nil
		}
		return op.Supports.Rows
	}
	pairs, gone, come := match(rows(old), rows(new), supportName)
	for _, r := range gone {
		if r.Supported {
			d.add("support-removed", name, at, "is not said to work for %s any more", quote(supportName(r)))
		}
	}
	for _, r := range come {
		if r.Supported {
			d.add("support-added", name, at, "works for %s", quote(supportName(r)))
		}
	}
	for _, p := range pairs {
		switch {
		case p[0].Supported && !p[1].Supported:
			d.add("support-removed", name, at, "does not work for %s any more", quote(supportName(p[1])))
		case !p[0].Supported && p[1].Supported:
			d.add("support-added", name, at, "works for %s", quote(supportName(p[1])))
		}
		d.text(name+" "+supportName(p[1]), at, p[0].Doc, p[1].Doc)
	}
}

func supportName(r model.SupportRow) string {
	if r.Value != nil {
		return r.Value.Value
	}
	return r.Name
}

// names lists the parameters of a set.
func names(x *model.Exclusive) string {
	var list []string
	for _, p := range x.Params {
		list = append(list, quote(p.Key))
	}
	return strings.Join(list, ", ")
}

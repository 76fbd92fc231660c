package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

func (d *differ) enums() {
	pairs := paired(d, "enum", d.whole(), d.old.Enums, d.new.Enums, func(e *model.Enum) entry { return entry{e.Name, "enum " + e.Name, e.Pos} })
	for _, p := range pairs {
		d.enum(p[0], p[1])
	}
}

func (d *differ) enum(old, new *model.Enum) {
	at := both{old.Pos, new.Pos}
	d.goName(new.Name, at, old.Go, new.Go)
	d.meta(new.Name, old.Meta, new.Meta, "", "")
	traits := paired(d, "trait", both{old.Pos, new.Pos}, old.Traits, new.Traits, func(c *model.Column) entry { return entry{c.Name, new.Name + "." + c.Name, c.Pos} })
	for _, p := range traits {
		d.column("trait-changed", new.Name, p[0], p[1])
		d.goName(new.Name+"."+p[1].Name, both{p[0].Pos, p[1].Pos}, p[0].Method, p[1].Method)
	}
	values := paired(d, "enum-value", both{old.Pos, new.Pos}, old.Values, new.Values, func(v *model.EnumValue) entry { return entry{v.Value, new.Name + " " + quote(v.Value), v.Pos} })
	for _, v := range values {
		d.enumValue(new.Name, v[0], v[1], old.Traits, new.Traits)
	}
}

func (d *differ) enumValue(enum string, old, new *model.EnumValue, oldTraits, newTraits []*model.Column) {
	subject, at := enum+" "+quote(new.Value), both{old.Pos, new.Pos}
	d.goName(subject, at, old.Go, new.Go)
	d.meta(subject, old.Meta, new.Meta, old.Label, new.Label)
	for i, c := range newTraits {
		j := slices.IndexFunc(oldTraits, func(o *model.Column) bool { return o.Name == c.Name })
		if j >= 0 && data(old.Traits[j]) != data(new.Traits[i]) {
			d.add("trait-changed", subject, at, "%s is %s; it was %s", c.Name, shown(new.Traits[i]), shown(old.Traits[j]))
		}
	}
}

// column compares a trait of an enum or a column of a table.
func (d *differ) column(rule, of string, old, new *model.Column) {
	subject, at := of+"."+new.Name, both{old.Pos, new.Pos}
	if typeOf(old.Type) != typeOf(new.Type) || old.Nullable != new.Nullable {
		d.add(rule, subject, at, "is of type %s; it was %s", nullable(new.Type, new.Nullable), nullable(old.Type, old.Nullable))
	}
	d.goName(subject, at, old.Go, new.Go)
	d.meta(subject, old.Meta, new.Meta, "", "")
}

func nullable(t *model.Type, null bool) string {
	if null {
		return typeOf(t) + " or null"
	}
	return typeOf(t)
}

// shapes is all objects of an API: those that are not resources, then each resource's own.
func shapes(api *model.API) []*model.Object {
	list := slices.Clone(api.Objects)
	for _, r := range api.Resources {
		list = append(list, r.Object)
	}
	return list
}

// kindOf is what an object is called in messages, and in the ids of rules.
func kindOf(o *model.Object) string {
	if o.Resource != nil {
		return "resource"
	}
	return "object"
}

func (d *differ) objects() {
	pairs, gone, come := match(shapes(d.old), shapes(d.new), func(o *model.Object) string { return o.Name })
	for _, o := range gone {
		d.add(kindOf(o)+"-removed", kindOf(o)+" "+o.Name, both{o.Pos, d.new.Pos}, "is gone")
	}
	for _, o := range come {
		d.add(kindOf(o)+"-added", kindOf(o)+" "+o.Name, both{d.old.Pos, o.Pos}, "is new")
	}
	for _, p := range pairs {
		d.object(p[0], p[1])
	}
}

func (d *differ) object(old, new *model.Object) {
	at := both{old.Pos, new.Pos}
	if (old.Resource == nil) != (new.Resource == nil) || old.Input != new.Input {
		d.add("object-kind-changed", new.Name, at, "is %s; it was %s", role(new), role(old))
	}
	if old.IDPrefix != new.IDPrefix || old.IDPattern != new.IDPattern {
		d.add("id-format-changed", new.Name, at, "has ids like %s; they were like %s", idForm(new), idForm(old))
	}
	d.goName(new.Name, at, old.Go, new.Go)
	d.meta(new.Name, old.Meta, new.Meta, data(old.Example), data(new.Example))
	pairs, gone, come := match(old.Shown(), new.Shown(), func(a *model.Attribute) string { return a.Name })
	for _, a := range gone {
		d.add("attribute-removed", new.Name+"."+a.Name, both{a.Pos, new.Pos}, "is gone")
	}
	for _, a := range come {
		if new.Input && a.Required {
			d.add("attribute-required", new.Name+"."+a.Name, both{old.Pos, a.Pos}, "is new and must be sent")
			continue
		}
		d.add("attribute-added", new.Name+"."+a.Name, both{old.Pos, a.Pos}, "is new")
	}
	for _, p := range pairs {
		d.attribute(p[0], p[1])
	}
}

func role(o *model.Object) string {
	switch {
	case o.Resource != nil:
		return "a resource"
	case o.Input:
		return "an object that is sent"
	}
	return "an object that is answered"
}

func idForm(o *model.Object) string {
	if o.IDPattern != "" {
		return o.IDPattern
	}
	return orNone(o.IDPrefix)
}

func (d *differ) attribute(old, new *model.Attribute) {
	subject, at := new.Object.Name+"."+new.Name, both{old.Pos, new.Pos}
	was, is := typeOf(old.Type), typeOf(new.Type)
	if was != is {
		d.add("attribute-type-changed", subject, at, "is of type %s; it was %s", is, was)
	}
	if was == is && old.Type.Go != new.Type.Go {
		d.goName(subject, at, old.Type.Go, new.Type.Go)
	}
	sameForm := was == is && gosrc.FormOf(old) == gosrc.FormOf(new)
	switch {
	case !old.Nullable && new.Nullable:
		d.add("attribute-nullable", subject, at, "may be null").milder(new.Object.Input && sameForm)
	case old.Nullable && !new.Nullable:
		d.add("attribute-not-nullable", subject, at, "is never null any more").milder(!new.Object.Input && sameForm)
	}
	d.presence(subject, at, old, new, sameForm)
	if data(old.Const) != data(new.Const) {
		d.add("attribute-const-changed", subject, at, "is always %s; it was %s", shown(new.Const), shown(old.Const))
	}
	d.attributeLimits(subject, at, old, new)
	d.secrecy(subject, at, &old.Field, &new.Field)
	d.goName(subject, at, old.Go, new.Go)
	d.meta(subject, old.Meta, new.Meta, fieldText(&old.Field)+fmt.Sprint(old.Beyond), fieldText(&new.Field)+fmt.Sprint(new.Beyond))
}

// presence compares whether an attribute is always there.
func (d *differ) presence(subject string, at both, old, new *model.Attribute, sameForm bool) {
	if new.Object.Input {
		switch {
		case !old.Required && new.Required:
			d.add("attribute-required", subject, at, "must be sent")
		case old.Required && !new.Required:
			d.add("attribute-optional", subject, at, "need not be sent").milder(sameForm)
		}
		return
	}
	switch {
	case !old.Optional && new.Optional:
		d.add("attribute-optional", subject, at, "may be left out of an answer")
	case old.Optional && !new.Optional:
		d.add("attribute-always", subject, at, "is in every answer").milder(sameForm)
	}
}

// attributeLimits compares what values an attribute has. What is sent may not be held to more; what is answered should
// not be held to less.
func (d *differ) attributeLimits(subject string, at both, old, new *model.Attribute) {
	for _, l := range limits(&old.Field, &new.Field) {
		switch {
		case new.Object.Input && l.tighter:
			d.add("limit-tightened", subject, at, "%s", l.text)
		case new.Object.Input:
			d.add("limit-loosened", subject, at, "%s", l.text)
		default:
			d.add("answer-limit-changed", subject, at, "%s", l.text).milder(l.tighter)
		}
	}
}

// limit is one limit that changed.
type limit struct {
	text    string
	tighter bool
}

// limits compares the limits of a field.
func limits(old, new *model.Field) []limit {
	var out []limit
	bound := func(what string, was, is *float64, upper bool) {
		if (was == nil) == (is == nil) && (was == nil || *was == *is) {
			return
		}
		tighter := was == nil || is != nil && (*is < *was) == upper
		out = append(out, limit{fmt.Sprintf("has %s %s; it was %s", what, number(is), number(was)), tighter})
	}
	bound("the least value", old.Min, new.Min, false)
	bound("the greatest value", old.Max, new.Max, true)
	bound("the least length", float(old.MinLength), float(new.MinLength), false)
	bound("the greatest length", float(old.MaxLength), float(new.MaxLength), true)
	if old.Pattern != new.Pattern {
		out = append(out, limit{fmt.Sprintf("has the pattern %s; it was %s", orNone(new.Pattern), orNone(old.Pattern)), new.Pattern != ""})
	}
	return out
}

func float(n *int) *float64 {
	if n == nil {
		return nil
	}
	f := float64(*n)
	return &f
}

func number(f *float64) string {
	if f == nil {
		return "unlimited"
	}
	return fmt.Sprint(*f)
}

// secrecy compares whether prints and logs leave a field out.
func (d *differ) secrecy(subject string, at both, old, new *model.Field) {
	switch {
	case old.Secret && !new.Secret:
		d.add("secret-withdrawn", subject, at, "is not secret any more")
	case !old.Secret && new.Secret:
		d.add("secret", subject, at, "is secret")
	}
}

// fieldText is what only readers see of a field.
func fieldText(f *model.Field) string {
	return strings.Join([]string{f.Unit, f.Format, data(f.Example)}, "\n")
}

package model

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// misfit is why a piece of data is not of a type, and where.
type misfit struct {
	pos spec.Pos
	msg string
}

func misfitf(pos spec.Pos, format string, args ...any) *misfit {
	return &misfit{pos, fmt.Sprintf(format, args...)}
}

// fit returns why data is not of a type, or nil if it is. Data that is not set and types that were refused always fit.
func (b *builder) fit(d spec.Data, t *Type, nullable bool) *misfit {
	switch {
	case !d.IsSet() || t == nil:
		return nil
	case d.Kind == spec.DataNull && !nullable:
		return misfitf(d.Pos, "wanted %s, found null", t)
	case d.Kind == spec.DataNull || t.Kind == Any || t.Kind == Item:
		return nil
	}
	switch t.Kind {
	case Boolean:
		return kinds(d, t, spec.DataBool)
	case Integer, Money:
		return kinds(d, t, spec.DataInt)
	case Number:
		return kinds(d, t, spec.DataInt, spec.DataNum)
	case ListOf:
		return b.fitList(d, t)
	case MapOf:
		return b.fitMap(d, t)
	case ObjectKind, PageOf:
		return b.fitObject(d, t)
	case Expandable:
		return b.fitAny(d, t, &Type{Kind: IDKind, Object: t.Object, Numeric: t.Numeric}, &Type{Kind: ObjectKind, Object: t.Object})
	case Union:
		return b.fitAny(d, t, t.Alts...)
	}
	if t.Numeric {
		return kinds(d, t, spec.DataInt)
	}
	if m := kinds(d, t, spec.DataString); m != nil {
		return m
	}
	return b.fitText(d, t)
}

// kinds checks the kind of free data.
func kinds(d spec.Data, t *Type, wanted ...spec.DataKind) *misfit {
	if slices.Contains(wanted, d.Kind) {
		return nil
	}
	hint := ""
	switch plain := d.Kind == spec.DataInt || d.Kind == spec.DataNum || d.Kind == spec.DataBool; {
	case plain && (classes[t.Kind] == classText || t.Kind == Decimal):
		hint = "; put it in quotes"
	case t.Kind == Boolean && d.Kind == spec.DataString && slices.Contains([]string{"yes", "no", "on", "off"}, strings.ToLower(d.Text)):
		hint = "; write true or false"
	}
	return misfitf(d.Pos, "wanted %s, found %s%s", t, shown(d), hint)
}

// shown is data as a message shows it.
func shown(d spec.Data) string {
	switch d.Kind {
	case spec.DataList:
		return "a list"
	case spec.DataMap:
		return "a mapping"
	case spec.DataString:
		return fmt.Sprintf("%q", d.Text)
	}
	return d.Text
}

func (b *builder) fitList(d spec.Data, t *Type) *misfit {
	if m := kinds(d, t, spec.DataList); m != nil {
		return m
	}
	for _, item := range d.Items {
		if m := b.fit(item, t.Elem, false); m != nil {
			return m
		}
	}
	return nil
}

func (b *builder) fitMap(d spec.Data, t *Type) *misfit {
	if m := kinds(d, t, spec.DataMap); m != nil {
		return m
	}
	for _, e := range d.Members {
		if m := b.fit(e.Value, t.Elem, t.Elem.Kind == Any); m != nil {
			return m
		}
	}
	return nil
}

// fitObject checks the members of an object that data gives, and that an input object gives those it requires.
func (b *builder) fitObject(d spec.Data, t *Type) *misfit {
	if m := kinds(d, t, spec.DataMap); m != nil {
		return m
	}
	o := t.Object
	if t.Kind == PageOf {
		if o = nil; b.api.Page != nil {
			o = b.api.Page.Object
		}
	}
	if o == nil {
		return nil
	}
	given := map[string]bool{}
	for _, e := range d.Members {
		given[e.Key.Value] = true
		a := o.Attribute(e.Key.Value)
		if a == nil {
			return misfitf(e.Key.Pos, "%s has no attribute %q%s", o.Name, e.Key.Value, b.suggest(e.Key.Value, o.attributeNames()))
		}
		if m := b.fitField(e.Value, &a.Field); m != nil {
			return m
		}
	}
	for _, a := range o.Attributes {
		if o.Input && a.Required && !given[a.Name] {
			return misfitf(d.Pos, "%s wants the attribute %q", o.Name, a.Name)
		}
	}
	return nil
}

// fitAny checks that data is of one of several types.
func (b *builder) fitAny(d spec.Data, t *Type, alts ...*Type) *misfit {
	var near *misfit
	for _, alt := range alts {
		m := b.fit(d, alt, false)
		if m == nil {
			return nil
		}
		if d.Kind == spec.DataMap && alt.Kind == ObjectKind {
			near = m // what is wrong inside says more
		}
	}
	if near != nil {
		return near
	}
	return misfitf(d.Pos, "wanted %s, found %s", t, shown(d))
}

// fitText checks what stands in text of a type.
func (b *builder) fitText(d spec.Data, t *Type) *misfit {
	text := spec.Text{Pos: d.Pos, Value: d.Text}
	ok := true
	switch t.Kind {
	case Datetime:
		ok = parses(time.RFC3339, d.Text)
	case Date:
		ok = parses(time.DateOnly, d.Text)
	case Decimal:
		ok = decimals().MatchString(d.Text)
	case Currency:
		ok = currencies().MatchString(d.Text)
	case URI:
		u, err := url.Parse(d.Text)
		ok = err == nil && u.String() != "" && !strings.ContainsAny(d.Text, " \t\n")
	case IDKind:
		ok = b.isID(d.Text, t.Object)
	case EnumKind:
		ok = t.Enum.Value(text.Value) != nil
	case ErrorType:
		ok = b.errors.byKey[d.Text] != nil
	case FailureType:
		ok = b.failures.byKey[d.Text] != nil
	case EventType:
		ok = b.events.byKey[d.Text] != nil
	}
	if !ok {
		return misfitf(d.Pos, "wanted %s, found %q%s", t, d.Text, b.near(t, d.Text))
	}
	return nil
}

// near suggests a word of a type that knows its words.
func (b *builder) near(t *Type, word string) string {
	var known []string
	switch t.Kind {
	case EnumKind:
		known = b.wordsOf(t.Enum)
	case ErrorType:
		known = b.errors.names
	case FailureType:
		known = b.failures.names
	case EventType:
		known = b.events.names
	case Decimal:
		return `; wanted digits such as "3.65"`
	}
	return b.suggest(word, known)
}

func parses(layout, text string) bool {
	_, err := time.Parse(layout, text)
	return err == nil
}

var (
	decimals   = lazy.Regexp(`^-?[0-9]+(\.[0-9]+)?$`)
	currencies = lazy.Regexp(`^[A-Za-z]{3}$`)
	uuids      = lazy.Regexp(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
)

// isID reports whether text may be an id of an object, or of any object where o is nil.
func (b *builder) isID(text string, o *Object) bool {
	ids := b.api.IDs
	if o != nil && o.IDPattern != "" {
		re := b.pattern(o.IDPattern)
		return re == nil || re.MatchString(text)
	}
	switch {
	case text == "":
		return false
	case ids.Style == IDUUID:
		return uuids().MatchString(text)
	case ids.Style != IDPrefixed || o == nil || o.IDPrefix == "":
		return true
	}
	prefix := o.IDPrefix
	if m := b.api.Modes; m != nil && m.TestInfix != "" && strings.HasPrefix(text, prefix+m.TestInfix+"_") {
		prefix += m.TestInfix
	}
	tail, ok := strings.CutPrefix(text, prefix+"_")
	re := b.pattern("^(?:" + ids.Pattern + ")$")
	return ok && tail != "" && (ids.Pattern == "" || re == nil || re.MatchString(tail))
}

// pattern compiles a regular expression once. It returns nil for one that does not compile.
func (b *builder) pattern(p string) *regexp.Regexp {
	if re, ok := b.patterns[p]; ok {
		return re
	}
	re, err := regexp.Compile(p)
	if err != nil {
		re = nil
	}
	b.patterns[p] = re
	return re
}

// fitField is fit for a value of a field, with its limits.
func (b *builder) fitField(d spec.Data, f *Field) *misfit {
	if m := b.fit(d, f.Type, f.Nullable); m != nil || !d.IsSet() {
		return m
	}
	switch d.Kind {
	case spec.DataInt, spec.DataNum:
		if f.Min != nil && d.Num < *f.Min {
			return misfitf(d.Pos, "%s is less than the least, %v", d.Text, *f.Min)
		}
		if f.Max != nil && d.Num > *f.Max {
			return misfitf(d.Pos, "%s is more than the most, %v", d.Text, *f.Max)
		}
	case spec.DataString:
		if f.Pattern != "" {
			if re := b.pattern(f.Pattern); re != nil && !re.MatchString(d.Text) {
				return misfitf(d.Pos, "%q does not match the pattern %q", d.Text, f.Pattern)
			}
		}
		return fitLength(d, f, utf8.RuneCountInString(d.Text), "characters")
	case spec.DataList:
		return fitLength(d, f, len(d.Items), "items")
	}
	return nil
}

func fitLength(d spec.Data, f *Field, n int, what string) *misfit {
	if f.MinLength != nil && n < *f.MinLength {
		return misfitf(d.Pos, "%d %s are fewer than the fewest, %d", n, what, *f.MinLength)
	}
	if f.MaxLength != nil && n > *f.MaxLength {
		return misfitf(d.Pos, "%d %s are more than the most, %d", n, what, *f.MaxLength)
	}
	return nil
}

// compile is regexp.Compile, with the reason alone as the error's text.
func compile(p string) (*regexp.Regexp, error) {
	re, err := regexp.Compile(p)
	if err != nil {
		err = errors.New(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return re, err
}

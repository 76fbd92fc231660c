package model

import (
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// The forms of names. A word may stand in a condition, so it has the form of an identifier. A code travels and names a
// page, a wire name is a key of forms and queries. None is long, none leaves a path, a string or a comment.
var (
	wordForm   = form{100, lazy.Regexp(`^[A-Za-z_][A-Za-z0-9_]*$`)}
	codeForm   = form{100, lazy.Regexp(`^[A-Za-z0-9_][A-Za-z0-9_.:-]*$`)}
	wireForm   = pieces{100, lazy.Regexp(`^[A-Za-z0-9_.$@-]+(\[[A-Za-z0-9_.-]*\])*$`)}
	headerForm = form{100, lazy.Regexp("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")}
	apiForm    = form{50, lazy.Regexp(`^[a-z][a-z0-9]*$`)}
	wordsForm  = form{200, lazy.Regexp(`^[\pL\pN\pS\pP]([ \pL\pM\pN\pS\pP]*[\pL\pM\pN\pS\pP])?$`)}
)

// form is a pattern and how many characters there may be. A pattern that counts them itself is so large that compiling it
// is felt.
type form struct {
	most    int
	pattern func() *regexp.Regexp
}

func (f form) MatchString(s string) bool {
	return utf8.RuneCountInString(s) <= f.most && f.pattern().MatchString(s)
}

// pieces is a form whose brackets hold, as what stands before them, no more characters than most.
type pieces form

func (p pieces) MatchString(s string) bool {
	long := func(piece string) bool { return len(piece) > p.most }
	return p.pattern().MatchString(s) && !slices.ContainsFunc(strings.FieldsFunc(s, func(r rune) bool { return r == '[' || r == ']' }), long)
}

func (f form) limit() int { return f.most }

func (p pieces) limit() int { return p.most }

// matcher is a form of either sort.
type matcher interface {
	MatchString(s string) bool
	limit() int
}

// taken are words that mean something of their own where a let, load, clock or window is named.
var taken = []string{"true", "false", "null", "in", "now", "param", "self", "account", "base"}

// checkNames holds every name to its form.
func (b *builder) checkNames() {
	doc := b.doc
	b.name(doc.API.Name, apiForm, "package name", "lower-case letters and digits")
	if name := doc.API.Name.Value; apiForm.MatchString(name) && (!ident.IsPackage(name) || slices.Contains(packages, name)) {
		b.errorf(doc.API.Name.Pos, "bad-name", "bad package name %q: Go has taken it", doc.API.Name.Value)
	}
	for _, e := range doc.API.Auth.Keys.Entries {
		b.word(e.Key, "kind of key", e.Value.GoName)
	}
	for _, e := range doc.Origins.Entries {
		b.word(e.Key, "origin", spec.Text{})
	}
	for i := range doc.Enums.Entries {
		b.enumNames(&doc.Enums.Entries[i])
	}
	for i := range doc.Objects.Entries {
		e := &doc.Objects.Entries[i]
		b.word(e.Key, "object", e.Value.GoName)
		b.attributeNames(&e.Value.Attributes)
	}
	for i := range doc.Params.Entries {
		b.word(doc.Params.Entries[i].Key, "group of parameters", spec.Text{})
		b.paramNames(&doc.Params.Entries[i].Value)
	}
	for i := range doc.Resources.Entries {
		b.resourceNames(&doc.Resources.Entries[i])
	}
	b.codeNames()
	for i := range doc.Tables.Entries {
		e := &doc.Tables.Entries[i]
		b.word(e.Key, "table", e.Value.GoName)
		b.columnNames(&e.Value.Columns, "column")
		for _, row := range e.Value.Rows.Entries {
			b.name(row.Key, wordsForm, "key of a row", "a word or some")
		}
	}
}

// name reports a name that has not the form wanted.
func (b *builder) name(name spec.Text, form matcher, what, wanted string) {
	if name.IsSet() && !form.MatchString(name.Value) {
		if utf8.RuneCountInString(name.Value) > form.limit() {
			wanted = "no more than " + strconv.Itoa(form.limit()) + " characters"
		}
		b.errorf(name.Pos, "bad-name", "bad %s %q: wanted %s", what, name.Value, wanted)
	}
}

// word checks the name of something that conditions may name and that has a Go name.
func (b *builder) word(name spec.Text, what string, goName spec.Text) {
	b.name(name, wordForm, what, "letters, digits and _, not a digit in front")
	b.goName(goName)
	if wordForm.MatchString(name.Value) && strings.Trim(name.Value, "_") == "" {
		b.errorf(name.Pos, "bad-name", "bad %s %q: wanted a letter or digit in it", what, name.Value)
	}
}

func (b *builder) goName(name spec.Text) {
	if name.IsSet() && (!token.IsIdentifier(name.Value) || !token.IsExported(name.Value) || len(name.Value) > 100) {
		b.errorf(name.Pos, "bad-name", "bad Go name %q: wanted an exported identifier", name.Value)
	}
}

// code checks the name of something that travels as text and has a Go name: a code, an event, a value.
func (b *builder) code(name spec.Text, form matcher, what, wanted, made, prefix string, own spec.Text) {
	b.name(name, form, what, wanted)
	b.goName(own)
	if made == prefix && form.MatchString(name.Value) { // else it was reported, and a Go name would not mend it
		b.errorf(name.Pos, "bad-name", "%s %q has no letter or digit to make a Go name of; give it a go_name", what, name.Value)
	}
}

func (b *builder) enumNames(e *spec.Entry[spec.Enum]) {
	b.word(e.Key, "enum", e.Value.GoName)
	b.columnNames(&e.Value.Traits, "trait")
	enum := b.enums.byKey[e.Key.Value]
	for i := range e.Value.Values.Entries {
		v := &e.Value.Values.Entries[i]
		b.code(v.Key, wordsForm, "value", "a word or some, without control characters", enum.Values[i].Go, enum.Go, v.Value.GoName)
	}
}

func (b *builder) columnNames(columns *spec.Map[spec.Column], what string) {
	for i := range columns.Entries {
		b.word(columns.Entries[i].Key, what, columns.Entries[i].Value.GoName)
	}
}

func (b *builder) attributeNames(attrs *spec.Map[spec.Attribute]) {
	for i := range attrs.Entries {
		b.word(attrs.Entries[i].Key, "attribute", attrs.Entries[i].Value.GoName)
	}
}

func (b *builder) paramNames(params *spec.Map[spec.Param]) {
	for i := range params.Entries {
		e := &params.Entries[i]
		b.word(e.Key, "parameter", e.Value.GoName)
		if e.Value.In.Value == string(InHeader) {
			continue // checkHeader sees to it
		}
		b.name(e.Value.Name, wireForm, "parameter name", "letters, digits, any of _.$@-, and brackets at the end")
	}
}

func (b *builder) resourceNames(e *spec.Entry[spec.Resource]) {
	src := &e.Value
	b.word(e.Key, "resource", src.GoName)
	b.name(src.Plural, wordForm, "plural", "letters, digits and _, not a digit in front")
	b.attributeNames(&src.Attributes)
	for i := range src.States.Entries {
		b.word(src.States.Entries[i].Key, "state", spec.Text{})
	}
	ownNames(b, &src.Let, "let")
	ownNames(b, &src.Clocks, "clock")
	ownNames(b, &src.Windows, "window")
	for i := range src.Timers.Entries {
		b.word(src.Timers.Entries[i].Key, "timer", spec.Text{})
	}
	for i := range src.Signals.Entries {
		s := &src.Signals.Entries[i]
		b.word(s.Key, "signal", s.Value.GoName)
		b.paramNames(&s.Value.Params)
		ownNames(b, &s.Value.Let, "let")
	}
	for i := range src.Operations.Entries {
		op := &src.Operations.Entries[i]
		b.word(op.Key, "operation", op.Value.GoName)
		b.paramNames(&op.Value.Params)
		ownNames(b, &op.Value.Loads, "load")
		ownNames(b, &op.Value.Let, "let")
		for _, s := range op.Value.Samples.Entries {
			b.word(s.Key, "sample", spec.Text{})
		}
	}
}

// ownNames checks names that conditions use without a root, which no root or literal may have.
func ownNames[T any](b *builder, m *spec.Map[T], what string) {
	for i := range m.Entries {
		name := m.Entries[i].Key
		b.word(name, what, spec.Text{})
		if slices.Contains(taken, name.Value) {
			b.errorf(name.Pos, "bad-name", "bad %s %q: conditions and values have taken it", what, name.Value)
		}
	}
}

// codeNames checks the names of errors, failures, events and account facts.
func (b *builder) codeNames() {
	const wanted = "letters, digits and any of _.:-"
	for i, c := range b.api.Errors {
		e := &b.doc.Errors.Entries[i]
		b.code(e.Key, codeForm, "error code", wanted, c.Go, "Err", e.Value.GoName)
	}
	for i, f := range b.api.Failures {
		e := &b.doc.Failures.Entries[i]
		b.code(e.Key, codeForm, "failure code", wanted, f.Go, "Failure", e.Value.GoName)
	}
	for i, ev := range b.api.Events {
		e := &b.doc.Events.Entries[i]
		b.code(e.Key, codeForm, "event", wanted, ev.Go, "Event", e.Value.GoName)
	}
	for i := range b.doc.Account.Entries {
		e := &b.doc.Account.Entries[i]
		b.word(e.Key, "account fact", e.Value.GoName)
	}
}

// packages are the standard packages that generated code imports: a package of that name would hide one of them.
var packages = []string{
	"bufio", "bytes", "cmp", "context", "errors", "fmt", "http", "httptest", "io", "iter", "json", "maps", "math",
	"net", "os", "rand", "slices", "slog", "sort", "strconv", "strings", "sync", "testing", "time", "unicode", "url", "utf8",
}
